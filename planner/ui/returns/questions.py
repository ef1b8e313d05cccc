"""Questions that have an answer of their own: rows not in a file, cleared cells, look-alikes."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.messages import Message, _
from planner.plan import Plan, table_named
from planner.services.returns import Case, ConflictKind, ReturnDesk, decision_of
from planner.ui import finding, state
from planner.ui.columns import named
from planner.ui.markup import escaped, shortened
from planner.ui.returns.case_answers import (
    answers,
    column_of,
    value_words,
)
from planner.ui.returns.session import PAGE, ReturnsSession
from planner.ui.words import t, told, voice

_SHOWN: Final = 20
_TITLES: Final = MappingProxyType(
    {
        ConflictKind.MISSING: _("Rows that are not in the file: withdrawn?"),
        ConflictKind.STRUCK: _("Rows that are struck through: withdrawn?"),
        ConflictKind.LOOK_ALIKE: _("New rows that resemble others"),
        ConflictKind.EMPTIED: _("Cells that came back blank"),
    }
)


def show(here: ReturnsSession, desk: ReturnDesk) -> None:
    """Draw the questions by what they are about; each has an answer unless another is given."""
    if not desk.questions:
        st.success(t("Nothing is left to ask."), icon=":material/check_circle:")
        return
    st.caption(t("Each has an answer already, the careful one. Change it where you know better."))
    for kind, title in _TITLES.items():
        cases = [case for case in desk.questions if case.kind is kind]
        if cases:
            _group(here, desk, title, cases)


def _group(here: ReturnsSession, desk: ReturnDesk, title: Message, cases: Sequence[Case]) -> None:
    kind, number = cases[0].kind, voice().number(len(cases))
    st.subheader(f"{told(title)} ({number})", anchor=False)
    if len(cases) > 1:
        with st.container(horizontal=True):
            for answer, label in answers(cases[0]).items():
                st.button(
                    t("{answer}: all {number}", answer=label, number=len(cases)),
                    key=state.key(PAGE, "all", kind, answer),
                    on_click=here.decide,
                    args=({case.key: decision_of(answer) for case in cases},),
                )
    if len(cases) > _SHOWN:
        cases = finding.turned(cases, f"returns-{kind}", _SHOWN)
    for case in cases:
        _question(here, desk, case)


def _question(here: ReturnsSession, desk: ReturnDesk, case: Case) -> None:
    plan = desk.merged.ours
    with st.container(border=True, key=f"question-{case.kind}-{case.id}-{case.column}"):
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            st.markdown(_words(plan, case), width=620)
            _answer(here, desk, case)
        if case.kind is ConflictKind.LOOK_ALIKE:
            _look_alike(desk, plan, case)


def _words(plan: Plan, case: Case) -> str:
    row = f"{told(table_named(case.table).row_title)} {case.id}"
    head = f"**{escaped(row)}** {escaped(shortened(case.title, 90))}"
    if case.kind is not ConflictKind.EMPTIED:
        return f"{head}  \n{escaped(told(case.sentence))}"
    cells = "; ".join(f"{one.ministry}: {one.sheet}!{one.cell}" for one in case.returned)
    holds = t(
        "{column}: the plan holds **{value}** ({cells})",
        column=escaped(told(case.label)),
        value=value_words(plan, column_of(case), case.ours),
        cells=escaped(cells),
    )
    return f"{head}  \n{holds}"


def _answer(here: ReturnsSession, desk: ReturnDesk, case: Case) -> None:
    known = answers(case)
    key = state.key(PAGE, "answer", case.key)
    state.set_widget(key, case.answer_of(desk.decisions.get(case.key)) or case.own_answer)
    st.segmented_control(
        t("What becomes of {column} {row}", column=case.label, row=case.id),
        list(known),
        required=True,
        format_func=lambda one: known.get(one, str(one)),
        key=key,
        label_visibility="collapsed",
        on_change=lambda: here.decide({case.key: decision_of(state.widget(key) or "")}),
        width="content",
    )


def _look_alike(desk: ReturnDesk, plan: Plan, case: Case) -> None:
    """The new row beside those that it resembles, what differs and what does not."""
    new = next(row for row in desk.merged.new_rows if (row.table, row.id) == (case.table, case.id))
    found = (plan.rows(case.table).get(alike.id) for alike in case.alike)
    rows = {escaped(shortened(named(row), 60)): row for row in found if row is not None}
    st.table(
        [
            {
                "": escaped(told(column.title)),
                t("New row"): value_words(plan, column, new.values[column.name]),
                **{
                    title: value_words(plan, column, getattr(row, column.name))
                    for title, row in rows.items()
                },
            }
            for column in (column_of(case, name) for name in new.values)
        ]
    )
