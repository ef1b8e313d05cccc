"""Letters on screen: to read, to change, to take along singly or all in one file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from planner.exports.data_package import zipped
from planner.plan import Plan
from planner.services.returns.letters import MinistryLetter
from planner.tables import Ministry
from planner.ui import state
from planner.ui.returns.session import PAGE
from planner.ui.words import t, tn

_TALL: Final = 320


def show(plan: Plan, written: Sequence[MinistryLetter], part: str, together: str) -> None:
    """Let a person read a letter, change it and take it along; `together` names the file of all."""
    names = plan.names(Ministry)
    texts = as_edited(written)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            t("Letter to"),
            list(range(len(written))),
            format_func=lambda n: str(names.get(written[int(n)].ministry, written[int(n)].name)),
            key=state.key(PAGE, "letter", part, len(written)),
            width=360,
        )
        letter = written[int(place or 0)]
        text = texts[letter.name]
        as_changed = [one.with_text(texts[one.name]) for one in written]
        of_letter = as_changed[int(place or 0)].document
        _download(t("This letter"), letter.name, of_letter, f"{part}-one-{letter.name}")
        if len(written) > 1:
            label = tn("{number} letter in one file", "All {number} in one file", len(written))
            _download(label, together, lambda: _zipped(as_changed), f"{part}-all")
        if text != letter.text:
            st.button(
                t("Undo my changes"),
                key=state.key(PAGE, "letter-back", part),
                on_click=_edits().__delitem__,
                args=(_name_of(letter),),
                icon=":material/replay:",
                type="tertiary",
            )
    key = state.key(PAGE, "letter-text", _name_of(letter))
    state.set_widget(key, text)
    st.text_area(
        t("Text of the letter"),
        key=key,
        height=_TALL,
        on_change=lambda: _edits().update({_name_of(letter): state.widget(key) or ""}),
        help=t("Change what you like before you take it along; only this copy changes."),
    )


def as_edited(written: Sequence[MinistryLetter]) -> dict[str, str]:
    """The texts of letters as a person has changed them, by the name of their file."""
    return {one.name: _edits().get(_name_of(one), one.text) for one in written}


def _edits() -> dict[str, str]:
    return state.kept(state.key(PAGE, "letters"), dict[str, str])


def _name_of(letter: MinistryLetter) -> str:
    """What a change of a letter is kept under: one that is written anew begins anew."""
    return hashlib.sha256(f"{letter.name}\n{letter.text}".encode()).hexdigest()


def _zipped(written: Sequence[MinistryLetter]) -> bytes:
    return zipped({one.name: one.document() for one in written})


def _download(label: str, name: str, content: Callable[[], bytes], part: str) -> None:
    st.download_button(
        label,
        content,
        file_name=name,
        key=state.key(PAGE, "download", part),
        on_click="ignore",
        icon=":material/download:",
    )
