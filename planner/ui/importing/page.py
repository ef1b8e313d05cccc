"""The page of imports: ministries' own spreadsheets, step by step and previewed."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.plan import Plan
from planner.ui import frame, state
from planner.ui.importing import (
    background,
    column_step,
    effect_step,
    file_step,
    files,
    imports,
    table_step,
    value_step,
)
from planner.ui.importing.lot import Lot
from planner.ui.importing.work import Intake, Standing, Step
from planner.ui.programmes import beyond_codes
from planner.ui.wording import escaped

_TITLES: Final = {
    Step.FILE: "File",
    Step.TABLE: "Sheet and header",
    Step.COLUMNS: "Columns",
    Step.VALUES: "Values",
    Step.EFFECT: "What will happen",
}


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "importing", "A ministry's own spreadsheet becomes rows of the plan. You see it all first."
    )
    if plan is None:
        return
    lot = state.kept(state.key("importing", "lot"), Lot)
    current = _ready(lot)
    if len(lot.intakes) == 1 and lot.is_settled:
        if lot.intakes[0].standing is Standing.REFUSED:
            st.error(escaped(lot.intakes[0].said), icon=":material/error:")
        lot.clear()
    _steps(current.step if current else Step.FILE)
    if lot.intakes:
        files.show(lot)
    else:
        if lot.unmended is not None:
            files.unmended(lot.unmended)
        file_step.show(lot)
        _nothing_at_hand(plan)
        imports.latest(plan)
    if current is not None:
        _step(current, plan)


def _nothing_at_hand(plan: Plan) -> None:
    """A ministry that keeps no list can be sent an empty one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            "A ministry keeps no list, or does what no aid code describes? Send it this one.",
            width="content",
        )
        beyond_codes.blank_button(plan, "importing")


def _ready(lot: Lot) -> Intake | None:
    """The file in hand; a page waits a moment for it to be read."""
    lot.settle()
    while (current := lot.current) and current.reading and current.reading.wait():
        lot.settle()
    return lot.current


def _step(intake: Intake, plan: Plan) -> None:
    """What is asked of the file in hand at its step."""
    found = intake.found
    if intake.reading is not None:
        key = state.key("importing", "stop", intake.round, intake.number)
        background.show(intake.reading, f"Reading {intake.upload.name}", key, intake.drop)
    elif found is None:
        file_step.ask_for_password(intake)
    elif intake.step is Step.TABLE:
        table_step.show(intake, found)
    elif intake.step is Step.COLUMNS:
        column_step.show(intake, found, plan)
    elif intake.step is Step.VALUES:
        value_step.show(intake, found, plan)
    else:
        effect_step.show(intake, plan)


def _steps(present: Step) -> None:
    """The steps as marks and words, the present one in bold."""
    with st.container(horizontal=True, gap="medium"):
        for step, title in _TITLES.items():
            icon = "check_circle" if step < present else f"counter_{int(step)}"
            text = f":material/{icon}: {title}"
            st.markdown(f"**{text}**" if step is present else f":gray[{text}]", width="content")
