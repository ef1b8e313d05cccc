"""Questions that have an answer of their own: rows not in a file, cleared cells, look-alikes."""

from __future__ import annotations

import streamlit as st

from planner.merge.cases import Case, ConflictKind, decision_of
from planner.services.returns.desk import ReturnDesk
from planner.ui import file_questions
from planner.ui.columns import named
from planner.ui.markup import escaped, shortened
from planner.ui.returns.conflicts import column_of, value_words
from planner.ui.returns.session import PAGE, ReturnsSession
from planner.ui.words import t, told


def show(here: ReturnsSession, desk: ReturnDesk) -> None:
    """Draw the questions by what they are about; each has an answer unless another is given."""
    if not desk.questions:
        st.success(t("Nothing is left to ask."), icon=":material/check_circle:")
        return
    st.caption(t("Each has an answer already, the careful one. Change it where you know better."))
    cases = {case.key: case for case in desk.questions}
    answers = {key: desk.decisions.get(key) or decision_of(case.own_answer)
               for key, case in cases.items()}  # fmt: skip
    file_questions.show(
        [case.question(answers[key]) for key, case in cases.items()],
        f"{PAGE}:questions",
        lambda said: here.decide({key: decision_of(answer) for key, answer in said.items()}),
        lambda asked: _look_alike(desk, cases[asked.key]),
    )


def _look_alike(desk: ReturnDesk, case: Case) -> None:
    """A new row beside those that it resembles, what differs and what does not."""
    if case.kind is not ConflictKind.LOOK_ALIKE:
        return
    plan = desk.merged.ours
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
