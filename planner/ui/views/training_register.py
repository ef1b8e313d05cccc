"""A register handed in: names become codes on the way, and nothing else of them is kept."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.errors import PlannerError
from planner.intake.inspection import FoundTable, ReadOptions, inspect
from planner.plan import Plan
from planner.schema import table_of
from planner.services.importing import preview as importing
from planner.services.importing.preview import ImportPreview
from planner.services.importing.pseudonyms import fresh_salt, holds_names
from planner.tables import Certificate
from planner.ui import frame, state
from planner.ui.importing import names_to_codes
from planner.ui.wording import escaped
from planner.ui.words import told

PAGE = "training"
SALT = "register-salt"
ROUND = "register-round"
TYPES = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv"]
SHOWN_ROWS = 5


def show(plan: Plan) -> None:
    """Draw the way in for a ministry's register, folded away."""
    with st.expander("Take in a ministry's register", icon=":material/upload_file:"):
        rounds = state.kept(ROUND, list[int])
        given = st.file_uploader(
            "A spreadsheet with holder, audience, course and day of the pass",
            type=TYPES,
            key=state.key(PAGE, "register-file", len(rounds)),
        )
        if given is None:
            return
        try:
            _look(plan, given.name, given.getvalue())
        except PlannerError as failure:
            frame.refused(failure)


def _look(plan: Plan, name: str, content: bytes) -> None:
    inspection = inspect(name, content, ReadOptions(table=table_of(Certificate).name))
    found, salt = inspection.best, None
    if holds_names(found):
        salt = names_to_codes.ask("register", state.kept(SALT, fresh_salt))
        if salt is None:
            return
    previewed = importing.preview(plan, inspection, found, salt=salt)
    st.markdown(f"**{escaped(previewed.sentence)}**")
    names_to_codes.warn(previewed.problems)
    _rows(previewed.found)
    for problem in previewed.problems[:SHOWN_ROWS]:
        st.caption(escaped(told(problem.sentence)))
    st.button(
        "Take it in",
        disabled=not previewed.changes,
        on_click=_apply,
        args=(previewed,),
        key=state.key(PAGE, "register-apply"),
    )


def _rows(found: FoundTable) -> None:
    shown = found.rows[:SHOWN_ROWS]
    names = [column.name for column in table_of(Certificate).columns if column.name != "id"]
    table = pd.DataFrame(
        {
            table_of(Certificate).column(name).label: str(row.values.get(name) or "")
            for name in names
        }
        for row in shown
    )
    st.dataframe(table, hide_index=True, alt="The first rows as they would be kept")


def _apply(previewed: ImportPreview) -> None:
    try:
        entry = importing.apply_import(state.actor(), state.store(), previewed)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    state.forget(SALT)
    state.kept(ROUND, list[int]).append(1)
    if entry is not None:
        state.tell("Register taken in, under codes.", undo=entry.revision)
