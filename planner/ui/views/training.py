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
from planner.ui.views.standings import cells_grid, details, standings_table
from planner.ui.wording import STATE_MARKS, counted

PAGE = "training"
MATRIX, RANGES, STANDING = "Matrix", "Ranges", "Each requirement"
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
    part = section(PAGE, [MATRIX, RANGES, STANDING, *GRIDS])
    if part in GRIDS:
        editor.edit_table(plan, GRIDS[part])
    elif not training.standings:
        _first_steps(plan)
    elif part == MATRIX:
        cells_grid(training)
    elif part == RANGES:
        show_drawing(ranges_drawing(training), state.key(PAGE, "ranges", on))
    else:
        _each(training)


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


def _each(training: Training) -> None:
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
