"""The files that came back: what each says in a sentence, whether it takes part, what is wrong."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.plan import Plan
from planner.services.returns.desk import ReturnDesk, problem_letters
from planner.services.returns.returned_files import ReturnedFile
from planner.ui import file_questions, problem_lines, state
from planner.ui.markup import escaped
from planner.ui.returns import letters
from planner.ui.returns.session import PAGE, ReturnsSession
from planner.ui.words import t, tn, told

_TEXT: Final = 540


def show(here: ReturnsSession, desk: ReturnDesk) -> None:
    """Draw a line for each file, with its switch and its note, and what is asked about it."""
    file_questions.show([one for file in desk.files for one in file.questions], PAGE, here.answer)
    for file in desk.files:
        with (
            st.container(border=True, key=f"return-{file.key}"),
            st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
            ),
        ):
            _file(here, desk, file)


def _file(here: ReturnsSession, desk: ReturnDesk, file: ReturnedFile) -> None:
    icon = "description" if file.is_usable else "block"
    summary = escaped(told(desk.summary(file)))
    st.markdown(f":material/{icon}: **{escaped(file.file)}**  \n{summary}", width=_TEXT)
    if not file.is_usable:
        return
    key = state.key(PAGE, "include", file.key)
    state.set_widget(key, file.key not in desk.excluded)
    st.toggle(
        t("Include"),
        key=key,
        on_change=lambda: here.set_excluded(file, out=not state.widget(key)),
    )
    note = state.key(PAGE, "note", file.key)
    state.set_widget(note, desk.notes.get(file.key, ""))
    st.text_input(
        t("Note"),
        key=note,
        on_change=lambda: here.note(file, state.widget(note) or ""),
        placeholder=t("A note to keep with it"),
        label_visibility="collapsed",
        width=200,
    )


def problems(plan: Plan, desk: ReturnDesk) -> None:
    """Draw what is wrong, file by file, as tab, section, cell and one sentence, and the letters."""
    troubled = [file for file in desk.files if file.problems]
    if not troubled:
        st.success(t("Nothing is wrong with these files."), icon=":material/check_circle:")
        return
    st.caption(
        t(
            "✗ Left out: the cell was not taken. ▲ Doubtful: it was taken, look again. "
            "○ To know: nothing to do."
        )
    )
    for file in troubled:
        whose = f" · {escaped(file.ministry_name)}" if file.ministry_name else ""
        st.markdown(f"**{escaped(file.file)}**{whose}")
        problem_lines.show(file.problems)
    points = problem_letters(desk, state.today())
    if points:
        heading = tn("Letter to {number} ministry", "Letters to {number} ministries", len(points))
        st.subheader(heading, anchor=False)
        letters.show(plan, points, "problems", "letters-about-returns.zip")
