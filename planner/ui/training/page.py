"""The page of training: who holds a valid pass on a day, as a range, and what that rests on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import streamlit as st

from planner.analysis.training.requirements import TargetState, Training
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Audience, Certificate, Course, Ministry, Requirement, Session
from planner.ui import editor, frame, results, state
from planner.ui.sections import section
from planner.ui.training import answer as training_answer
from planner.ui.training import expiring as training_ending
from planner.ui.training import forecast as training_forecast
from planner.ui.training import gaps as training_gaps
from planner.ui.training import help as training_help
from planner.ui.training import matrix as training_matrix
from planner.ui.training import needs as training_needs
from planner.ui.training import readiness as training_readiness
from planner.ui.training import standings as training_standings
from planner.ui.training import totals as training_totals
from planner.ui.wording import STATE_MARKS, counted
from planner.ui.words import t

PAGE = "training"
MOST_AT_ONCE = 2000
"""So many requirements the page can show together; of more, one ministry at a time."""


class Part(StrEnum):
    """The parts of the page, the answer of today first."""

    TODAY = "Today"
    ENDING = "What ends"
    FORECAST = "Forecast"
    COUNTRIES = "Countries"
    NEXT = "What to do"
    RECORDS = "Records"
    HELP = "Help"


class Look(StrEnum):
    """The ways to look at today."""

    MATRIX = "Who holds what"
    TOTALS = "Added up"
    STANDINGS = "Every requirement"


class Next(StrEnum):
    """The two ways from a lack to the plan."""

    SEATS = "Seats missing"
    NEEDS = "Usual needs and laws"


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
        "training",
        "Who must be trained to notice early signs, and how many hold a valid pass on a day.",
    )
    if plan is None:
        return
    training = _training(plan)
    part = Part(section(PAGE, tuple(Part)))
    match part:
        case Part.RECORDS:
            _records(plan)
        case Part.HELP:
            training_help.show()
        case Part.NEXT:
            _next(plan, training)
        case _ if not training.statuses:
            _first_steps(plan)
        case _:
            _part(plan, training, part)


def _training(plan: Plan) -> Training:
    """How every requirement stands on the day that is chosen; drawn as counts and one answer."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        on = _day()
        training = _of_ministry(plan, results.training_of(plan, on))
        if training.statuses:
            with st.container(horizontal=True, gap="medium", width="content"):
                _counts(training)
    if training.statuses:
        training_answer.show(plan, training)
    return training


def _of_ministry(plan: Plan, training: Training) -> Training:
    """The requirements of one ministry, or of all where a page can hold them."""
    asked = {one.audience.ministry for one in training.statuses}
    names = {row.id: row.name for row in plan.of(Ministry) if row.id in asked}
    if len(names) < 2:
        return training
    all_of_them = [""] if len(training.statuses) <= MOST_AT_ONCE else []
    chosen = st.selectbox(
        "Ministry",
        [*all_of_them, *names],
        format_func=lambda one: names.get(one, "All ministries"),
        key=state.key(PAGE, "ministry"),
        persist_state="session",
        width=250,
    )
    kept = (one for one in training.statuses if chosen in ("", one.audience.ministry))
    return Training(on=training.on, statuses=tuple(kept))


def _part(plan: Plan, training: Training, part: Part) -> None:
    match part:
        case Part.ENDING:
            training_ending.show(plan, training)
        case Part.FORECAST:
            training_forecast.show(plan, training)
        case Part.COUNTRIES:
            training_readiness.show(results.readiness_of(plan, training.on), training.on)
        case _:
            _today(plan, training)


def _today(plan: Plan, training: Training) -> None:
    match Look(section("training-today", tuple(Look))):
        case Look.TOTALS:
            training_totals.show(plan, training)
        case Look.STANDINGS:
            training_standings.show(training)
        case _:
            training_matrix.show(plan, training)


def _next(plan: Plan, training: Training) -> None:
    if section("training-next", tuple(Next)) == Next.NEEDS:
        training_needs.show(plan)
    elif training.statuses:
        training_gaps.show(plan, training)
    else:
        _first_steps(plan)


def _records(plan: Plan) -> None:
    chosen = section("training-records", tuple(GRIDS))
    if GRIDS[chosen] is Certificate:
        frame.link("importing", t("Import a ministry's register"), "upload_file")
    editor.edit_table(plan, GRIDS[chosen])


def _day() -> date:
    chosen = st.date_input(
        "On",
        state.today(),
        format="YYYY-MM-DD",
        width=160,
        key=state.key(PAGE, "on"),
        persist_state="session",
        help="Everything below is as of this day; a later day counts planned sessions in only "
        "once they are held.",
    )
    return chosen or state.today()


def _counts(training: Training) -> None:
    meaning = {
        TargetState.MET: "Even the low end reaches the target.",
        TargetState.SHORT: "Even the high end is below the target.",
        TargetState.UNCLEAR: "The target lies within the range: better records would tell.",
        TargetState.UNKNOWN: "No head-count, no target, or a session without a number.",
    }
    for one in TargetState:
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
    st.caption(
        f"All three are kept under “{Part.RECORDS}”. “{Part.NEXT}”, “{Next.NEEDS}” proposes the "
        "third from what each kind of audience usually needs."
    )
