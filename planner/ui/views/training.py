"""The page of training: who holds a valid pass on a day, as a range, and what that rests on."""

from __future__ import annotations

from datetime import date

import streamlit as st

from planner.analysis.training import Standing, State, Training
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Audience, Certificate, Course, Requirement, Session
from planner.ui import editor, frame, guidance, results, state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.charts.training import ranges_drawing
from planner.ui.sections import section
from planner.ui.views import (
    training_ending,
    training_forecast,
    training_matrix,
    training_needs,
    training_readiness,
    training_register,
    training_totals,
)
from planner.ui.views.standings import details, standings_table
from planner.ui.wording import STATE_MARKS, counted

PAGE = "training"
MATRIX, FORECAST, COUNTRIES = "Matrix", "Forecast", "Countries"
RANGES, STANDING, TOTALS = "Ranges", "Each requirement", "Added up"
ENDING, NEEDS = "Ending and letters", "Usual needs"
PARTS = (MATRIX, FORECAST, COUNTRIES, ENDING, RANGES, STANDING, TOTALS, NEEDS)
GRIDS: dict[str, type[Row]] = {
    "Audiences": Audience,
    "Courses": Course,
    "Requirements": Requirement,
    "Sessions": Session,
    "Register": Certificate,
}


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "Training",
        "Who must be trained to notice early signs, and how many hold a valid pass on a day.",
    )
    if plan is None:
        return
    on = _day()
    training = results.training_of(plan, on)
    _counts(training)
    part = section(PAGE, [*PARTS, *GRIDS])
    if part in GRIDS:
        _records(plan, part)
    elif part == NEEDS:
        training_needs.show(plan)
    elif not training.standings:
        _first_steps(plan)
    else:
        _part(plan, training, part)


def _records(plan: Plan, part: str) -> None:
    if GRIDS[part] is Certificate:
        training_register.show(plan)
    editor.edit_table(plan, GRIDS[part])


def _part(plan: Plan, training: Training, part: str) -> None:
    match part:
        case "Matrix":
            training_matrix.show(plan, training)
        case "Forecast":
            training_forecast.show(plan, training)
        case "Countries":
            training_readiness.show(results.readiness_of(plan, training.on), training.on)
        case "Ending and letters":
            training_ending.show(plan, training)
        case "Ranges":
            key = state.key(PAGE, "ranges", training.on)
            show_drawing(ranges_drawing(training), key)
        case "Added up":
            training_totals.show(plan, training)
        case _:
            _each(plan, training)


def _day() -> date:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.date_input(
            "On",
            state.today(),
            format="YYYY-MM-DD",
            width=180,
            key=state.key(PAGE, "on"),
            persist_state="session",
            help="Everything below is as of this day; a later day counts planned sessions in only "
            "once they are held.",
        )
        with st.popover("How this is counted", icon=":material/help:"):
            st.markdown(guidance.text("training"))
            st.markdown(guidance.text("training_forecast"))
    return chosen or state.today()


def _counts(training: Training) -> None:
    meaning = {
        State.MET: "Even the low end reaches the target.",
        State.SHORT: "Even the high end is below the target.",
        State.UNCLEAR: "The target lies within the range: better records would tell.",
        State.UNKNOWN: "No head-count, no target, or a session without a number.",
    }
    with st.container(horizontal=True, gap="large"):
        for one in State:
            label = f"{STATE_MARKS[one]} {one.value.capitalize()}"
            number = len(training.in_state(one))
            st.metric(label, number, help=meaning[one], width="content")


def _first_steps(plan: Plan) -> None:
    have = {
        "audiences": (len(plan.of(Audience)), "Name the audiences, with their filled posts."),
        "courses": (len(plan.of(Course)), "Name the courses, and how long a pass holds."),
        "requirements": (0, "Say which audience needs which course, and by when."),
    }
    st.info("Nothing is required of anybody yet. Three steps, in this order:")
    for number, (name, (count, todo)) in enumerate(have.items(), start=1):
        mark = "✓" if count else "○"
        st.markdown(f"{number}. {mark} {todo} ({counted(count, name.removesuffix('s'), name)})")
    st.caption(f"“{NEEDS}” proposes the third from what each kind of audience usually needs.")


def _each(plan: Plan, training: Training) -> None:
    table = standings_table(training)
    chosen = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row-required",
        key=state.key(PAGE, "standings"),
        alt="Every requirement; choose one to see why it stands so",
    )
    found = chosen["selection"]["rows"]
    standing: Standing = training.standings[found[0] if found else 0]
    with st.container(border=True):
        details(standing)
        training_forecast.gap_to_plan(plan, standing)
