"""Letters on screen: to read, to copy, to take along singly or all in one file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from planner.plan import Plan
from planner.services.returns import Letter
from planner.tables import Ministry
from planner.ui import state
from planner.ui.return_desk.work import PAGE

_RULE: Final = "\n---\n\n"
_TYPE: Final = "text/markdown"
_TALL: Final = 260


def show(plan: Plan, letters: Sequence[Letter], part: str, together: str) -> None:
    """Let a person choose a letter and copy it; `together` names the file that holds them all."""
    names = {one.id: one.name for one in plan.of(Ministry)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            "Letter to",
            list(range(len(letters))),
            format_func=lambda n: str(names.get(letters[int(n)].ministry, letters[int(n)].name)),
            key=state.key(PAGE, "letter", part, len(letters)),
            width=360,
        )
        letter = letters[int(place or 0)]
        _download("This letter", letter.name, letter.text, f"{part}-one-{letter.name}")
        if len(letters) > 1:
            whole = _RULE.join(one.text for one in letters)
            _download(f"All {len(letters)} in one file", together, whole, f"{part}-all")
    st.code(letter.text, language=None, wrap_lines=True, height=_TALL)


def _download(label: str, name: str, text: str, part: str) -> None:
    st.download_button(
        label,
        text,
        file_name=name,
        mime=_TYPE,
        key=state.key(PAGE, "download", part),
        on_click="ignore",
        icon=":material/download:",
    )
