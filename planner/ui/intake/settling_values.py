"""The fourth step of an import: what the texts of list columns mean, one answer for each."""

from __future__ import annotations

import streamlit as st

from planner.formats.inspection import FoundTable
from planner.plan import Plan
from planner.ui import state
from planner.ui.intake.work import Intake, Step


def show(intake: Intake, found: FoundTable, plan: Plan) -> None:
    """Show what each text of a list column was understood as, and let a person choose."""
    with st.container(horizontal=True):
        st.button(
            "See what will happen",
            type="primary",
            key=_key(intake, "continue"),
            on_click=_go,
            args=(intake, Step.EFFECT),
        )
        st.button("Back", key=_key(intake, "back"), on_click=_go, args=(intake, Step.COLUMNS))


def _key(intake: Intake, *part: object) -> str:
    return state.key("importing", "values", intake.round, intake.number, intake.table, *part)


def _go(intake: Intake, step: Step) -> None:
    intake.step = step
