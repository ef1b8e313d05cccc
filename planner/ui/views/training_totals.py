"""Requirements added up by ministry, family, audience, course or level; women where given."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planner.analysis.training import Training
from planner.analysis.training_sums import BY, Total, totals, women
from planner.choices import CourseLevel, Family
from planner.plan import Plan
from planner.tables import Audience, Course, Ministry, Session
from planner.ui import state
from planner.ui.views.standings import range_of_shares
from planner.ui.wording import NOT_KNOWN, percent_words

PAGE = "training"


def show(plan: Plan, training: Training) -> None:
    """Draw the sums along one line of sight, listed-country posts apart."""
    by = st.segmented_control(
        "Added up by",
        BY,
        default=BY[0],
        required=True,
        format_func=str.capitalize,
        key=state.key(PAGE, "by"),
        persist_state="session",
    )
    st.dataframe(
        totals_table(plan, totals(plan, training, by or BY[0])),
        hide_index=True,
        alt=f"Requirements added up by {by}",
    )
    st.caption(
        "Passes to be held: a post with two required courses counts twice. Requirements whose "
        "posts nobody counted are in no sum, and are never taken as zero."
    )
    told = women(plan.of(Session), training.on)
    st.markdown(
        f"**Women:** {percent_words(told.share)} of those trained, {told.women:,} of "
        f"{told.trained:,}; {told.silent} sessions do not say."
    )


def totals_table(plan: Plan, found: Sequence[Total]) -> pd.DataFrame:
    """One row for each key, all posts and listed-country posts apart."""
    return pd.DataFrame(
        {
            "What": _name(plan, one.key),
            "Posts": "listed countries" if one.listed else "all",
            "Requirements": one.requirements,
            "Met": one.met,
            "Not known": one.unknown,
            "Coverage": range_of_shares(one.coverage) if one.coverage else NOT_KNOWN,
            "Passes held": f"{one.valid.low:,}–{one.valid.high:,}",
            "Passes to be held": one.posts,
            "Due in 90 days": one.due_90,
            "Expired": one.expired,
            "Never": one.never,
        }
        for one in found
    )


def _name(plan: Plan, key: str) -> str:
    ministry, audience = plan.find(Ministry, key), plan.find(Audience, key)
    course = plan.find(Course, key)
    if ministry or audience or course:
        return (
            (ministry.name if ministry else "")
            or (audience.title if audience else "")
            or (course.title if course else "")
        )
    answers = {str(one): one.label for choice in (Family, CourseLevel) for one in choice}
    return answers.get(key, key or "not said")
