"""The files that came back: what each says in a sentence, whether it takes part, what is wrong."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.plan import Plan
from planner.services import returns
from planner.services.returns import Desk, FileBack
from planner.ui import state
from planner.ui.returns import letters
from planner.ui.returns.problem_lines import SEVERITY_WORDS, lines_of
from planner.ui.returns.work import PAGE, Work
from planner.ui.wording import counted, escaped

_TEXT: Final = 540
_LINES: Final = 40  # lines of problems for each file


def show(work: Work, desk: Desk) -> None:
    """Draw a line for each file, with its switch and its note."""
    for file in desk.files:
        with (
            st.container(border=True, key=f"return-{file.key}"),
            st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
            ),
        ):
            _file(work, desk, file)


def _file(work: Work, desk: Desk, file: FileBack) -> None:
    icon = "description" if file.is_usable else "block"
    st.markdown(
        f":material/{icon}: **{escaped(file.file)}**  \n{escaped(desk.summary(file))}", width=_TEXT
    )
    if not file.is_usable:
        return
    key = state.key(PAGE, "include", file.key)
    state.set_widget(key, file.key not in desk.excluded)
    st.toggle("Include", key=key, on_change=_switched, args=(work, file, key))
    note = state.key(PAGE, "note", file.key)
    state.set_widget(note, work.notes.get(file.key, ""))
    st.text_input(
        "Note",
        key=note,
        on_change=lambda: work.note(file, state.widget(note) or ""),
        placeholder="A note to keep with it",
        label_visibility="collapsed",
        width=200,
    )


def _switched(work: Work, file: FileBack, key: str) -> None:
    work.switch(file, out=not state.widget(key))


def problems(plan: Plan, desk: Desk) -> None:
    """Draw what is wrong, file by file, as tab, section, cell and one sentence, and the letters."""
    troubled = [file for file in desk.files if file.problems]
    if not troubled:
        st.success("Nothing is wrong with these files.", icon=":material/check_circle:")
        return
    st.caption(
        "✗ Left out: the cell was not taken. ▲ Doubtful: it was taken, look again. "
        "○ To know: nothing to do."
    )
    for file in troubled:
        _problems_of(file)
    points = returns.problem_letters(desk)
    if points:
        st.subheader(
            f"Letters about this ({counted(len(points), 'ministry', 'ministries')})", anchor=False
        )
        letters.show(plan, points, "problems", "letters-about-returns.md")


def _problems_of(file: FileBack) -> None:
    lines = lines_of(file.problems)
    whose = f" · {escaped(file.ministry_name)}" if file.ministry_name else ""
    st.markdown(f"**{escaped(file.file)}**{whose}")
    st.table(
        [
            {
                "": SEVERITY_WORDS[line.severity],
                "Tab": escaped(line.tab),
                "Section": escaped(line.section),
                "Cell": escaped(line.cells),
                "What is wrong": escaped(line.sentence),
            }
            for line in lines[:_LINES]
        ]
    )
    if len(lines) > _LINES:
        st.caption(f"and {len(lines) - _LINES:,} more kinds of problem")
