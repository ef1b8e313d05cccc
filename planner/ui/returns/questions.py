"""Questions that have an answer of their own: rows not in a file, cleared cells, look-alikes."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.plan import Plan, table_named
from planner.services.returns import Case, ConflictKind, Desk
from planner.ui import finding, state
from planner.ui.columns import named
from planner.ui.returns.case_words import (
    OURS,
    THEIRS,
    answer_of,
    answers,
    column_of,
    decision_of,
    value_words,
)
from planner.ui.returns.work import PAGE, Work
from planner.ui.wording import escaped, shortened

_SHOWN: Final = 20
_TITLES: Final = MappingProxyType(
    {
        ConflictKind.MISSING: "Rows that are not in the file: withdrawn?",
        ConflictKind.LOOK_ALIKE: "New rows that resemble others",
        ConflictKind.EMPTIED: "Cells that came back blank",
    }
)


def show(work: Work, desk: Desk) -> None:
    """Draw the questions by what they are about; each has an answer unless another is given."""
    if not desk.questions:
        st.success("Nothing is left to ask.", icon=":material/check_circle:")
        return
    st.caption("Each has an answer already, the careful one. Change it where you know better.")
    for kind, title in _TITLES.items():
        cases = [case for case in desk.questions if case.kind is kind]
        if cases:
            _group(work, desk, kind, title, cases)


def _group(work: Work, desk: Desk, kind: ConflictKind, title: str, cases: Sequence[Case]) -> None:
    st.subheader(f"{title} ({len(cases):,})", anchor=False)
    if len(cases) > 1:
        with st.container(horizontal=True):
            for answer, label in answers(cases[0]).items():
                st.button(
                    f"{label}: all {len(cases):,}",
                    key=state.key(PAGE, "all", kind, answer),
                    on_click=work.decide,
                    args=({case.key: decision_of(answer) for case in cases},),
                )
    if len(cases) > _SHOWN:
        cases = finding.turned(cases, f"returns-{kind}", _SHOWN)
    for case in cases:
        _question(work, desk, case)


def _question(work: Work, desk: Desk, case: Case) -> None:
    plan = desk.merged.ours
    with st.container(border=True, key=f"question-{case.kind}-{case.id}-{case.column}"):
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            st.markdown(_words(plan, case), width=620)
            _answer(work, desk, case)
        if case.kind is ConflictKind.LOOK_ALIKE:
            _look_alike(desk, plan, case)


def _words(plan: Plan, case: Case) -> str:
    table = table_named(case.table).one
    head = f"**{table} {escaped(case.id)}** {escaped(shortened(case.title, 90))}"
    if case.kind is ConflictKind.EMPTIED:
        cells = "; ".join(f"{one.ministry}: {one.sheet}, cell {one.cell}" for one in case.theirs)
        value = value_words(plan, column_of(case), case.ours)
        return f"{head}  \n{escaped(case.label)}: the plan says **{value}** ({escaped(cells)})"
    return f"{head}  \n{escaped(case.sentence)}"


def _answer(work: Work, desk: Desk, case: Case) -> None:
    known = answers(case)
    key = state.key(PAGE, "answer", case.key)
    state.set_widget(key, answer_of(case, desk.decisions.get(case.key)) or own_answer(desk, case))
    st.segmented_control(
        f"What becomes of {case.label} {case.id}",
        list(known),
        required=True,
        format_func=lambda one: known.get(one, str(one)),
        key=key,
        label_visibility="collapsed",
        on_change=lambda: work.decide({case.key: decision_of(state.widget(key))}),
        width="content",
    )


def own_answer(desk: Desk, case: Case) -> str:
    """The answer that a question has when nobody gives one."""
    if case.kind is not ConflictKind.LOOK_ALIKE:
        return OURS
    point = next(one for one in desk.merged.discrepancies if one.key == case.key)
    return OURS if any(one.same for one in point.alike) else THEIRS


def _look_alike(desk: Desk, plan: Plan, case: Case) -> None:
    """The new row beside those that it resembles, what differs and what does not."""
    point = next(one for one in desk.merged.discrepancies if one.key == case.key)
    new = next(one for one in desk.merged.new_rows if (one.table, one.id) == (case.table, case.id))
    rows = [
        row for alike in point.alike if (row := plan.rows(case.table).get(alike.id)) is not None
    ]
    columns = [column_of(case, name) for name in new.values]
    st.table(
        [
            {
                "": escaped(column.label),
                "New row": value_words(plan, column, new.values[column.name]),
                **{
                    escaped(shortened(named(row), 60)): value_words(
                        plan, column, getattr(row, column.name)
                    )
                    for row in rows
                },
            }
            for column in columns
        ]
    )
