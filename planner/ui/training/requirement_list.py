"""Requirements in tables and in words: how each stands, and why."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.analysis.training.requirements import RequirementStatus, Training
from planner.choices import RequiredScope
from planner.ui.wording import (
    NOT_KNOWN,
    STATE_MARKS,
    counted,
    escaped,
    percent_words,
    range_words,
    state_words,
)
from planner.ui.words import told


def cell_words(standing: RequirementStatus) -> str:
    """A requirement in one cell, as in “✗ 24–61 of 120”."""
    listed = standing.requirement.scope is RequiredScope.LISTED_POSTS
    return f"{STATE_MARKS[standing.state]} {range_words(standing)}{' listed' if listed else ''}"


def standings_table(training: Training) -> pd.DataFrame:
    """Every requirement with all its figures; what is not known is blank."""
    return pd.DataFrame(
        {
            "Id": standing.requirement.id,
            "Audience": standing.audience.title,
            "Course": standing.course.title,
            "State": state_words(standing.state),
            "Valid": range_words(standing),
            "Coverage": coverage_words(standing),
            "Target": percent_words(standing.target),
            "By": standing.requirement.by,
            "Due in 90 days": standing.due_90,
            "Seats needed": standing.seats_needed,
            "Seats booked": standing.seats_booked,
            "Rests on": standing.basis.value,
        }
        for standing in training.statuses
    )


def coverage_words(standing: RequirementStatus) -> str:
    """The coverage as a range in percent, as in “20–51 %”."""
    return NOT_KNOWN if standing.coverage is None else range_of_shares(standing.coverage)


def range_of_shares(ends: tuple[float, float]) -> str:
    """Two shares from 0 to 1 as a range in percent, as in “20–51 %”."""
    low, high = (round(100 * end) for end in ends)
    return f"{low} %" if low == high else f"{low}–{high} %"


def details(standing: RequirementStatus) -> None:
    """Draw all that is known of one requirement, in words."""
    requirement = standing.requirement
    st.markdown(
        f"**{escaped(standing.audience.title)} · {escaped(standing.course.title)}** "
        f"({requirement.id})  \n{state_words(standing.state).capitalize()}: "
        f"{range_words(standing)}, {coverage_words(standing)}; "
        f"target {percent_words(standing.target)}"
        f"{f' by {requirement.by}' if requirement.by else ''}."
    )
    st.markdown(f"**Why.** {escaped(told(standing.reason))}")
    st.markdown("\n".join(f"- {line}" for line in _lines(standing)))


def _lines(standing: RequirementStatus) -> tuple[str, ...]:
    never = NOT_KNOWN if standing.never is None else f"{standing.never:,}"
    needed = NOT_KNOWN if standing.seats_needed is None else f"{standing.seats_needed:,}"
    return (
        f"{counted(standing.due_90, 'pass', 'passes')} at most end within 90 days",
        f"{standing.expired:,} once held a pass that has ended; never trained: {never}",
        f"Seats needed to reach the target if the low end is true: {needed}; "
        f"booked: {standing.seats_booked:,}",
        "Steady level with the sessions planned for the next year: "
        f"{percent_words(standing.steady)}",
    )
