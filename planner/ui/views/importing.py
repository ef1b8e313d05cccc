"""The page of imports: a ministry's own spreadsheet, step by step and previewed."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.ui import frame, state
from planner.ui.intake import (
    choosing_file,
    choosing_table,
    effect,
    matching_columns,
    settling_values,
)
from planner.ui.intake.work import Intake, Step
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
        "Import", "A ministry's own spreadsheet becomes rows of the plan. You see it all first."
    )
    if plan is None:
        return
    intake = state.kept(state.key("importing", "intake"), Intake)
    _steps(intake.step)
    if intake.in_hand is not None and intake.step is not Step.FILE:
        of_many = f" ({intake.number} of {intake.total})" if intake.total > 1 else ""
        st.markdown(f":material/description: **{escaped(intake.in_hand.name)}**{of_many}")
    found = intake.found
    if found is None or intake.step is Step.FILE:
        choosing_file.show(intake)
    elif intake.step is Step.TABLE:
        choosing_table.show(intake, found)
    elif intake.step is Step.COLUMNS:
        matching_columns.show(intake, found, plan)
    elif intake.step is Step.VALUES:
        settling_values.show(intake, found, plan)
    else:
        effect.show(intake, plan)


def _steps(present: Step) -> None:
    """The steps as marks and words, the present one in bold."""
    with st.container(horizontal=True, gap="medium"):
        for step, title in _TITLES.items():
            icon = "check_circle" if step < present else f"counter_{int(step)}"
            text = f":material/{icon}: {title}"
            st.markdown(f"**{text}**" if step is present else f":gray[{text}]", width="content")
