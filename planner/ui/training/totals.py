"""Requirements added up by ministry, family, audience, course or level; women where given."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planner.analysis.training.requirements import Training
from planner.analysis.training.totals import BY, TrainingTotal, totals, women
from planner.choices import CourseLevel, Family
from planner.plan import Plan
from planner.tables import Audience, Course, Ministry, Session
from planner.ui import state
from planner.ui.training.requirement_list import range_of_shares
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
        "Held and to hold count passes: a post with two required courses counts twice. “Listed” "
        "are posts in listed situations. Ending within 90 days, at most. Requirements whose posts "
        "nobody counted are unknown, in no sum, and never taken as zero."
    )
    told = women(plan.of(Session), training.on)
    st.markdown(
        f"**Women:** {percent_words(told.share)} of those trained, {told.women:,} of "
        f"{told.trained:,}; {told.silent} sessions do not say."
    )


def totals_table(plan: Plan, found: Sequence[TrainingTotal]) -> pd.DataFrame:
    """One row for each key, all posts and listed-country posts apart."""
    return pd.DataFrame(
        {
            "What": _name(plan, one.key),
            "Posts": "listed" if one.listed else "all",
            "Coverage": range_of_shares(one.count.coverage) if one.count.coverage else NOT_KNOWN,
            "Held": _held(one),
            "To hold": f"{one.count.posts:,}",
            "Ending": f"{one.due_90:,}",
            "Expired": f"{one.expired:,}",
            "Never": f"{one.never:,}",
            "Met": f"{one.met} of {one.requirements}",
            "Unknown": str(one.unknown or ""),
            "Women": percent_words(one.women.share),
        }
        for one in found
    )


def _held(one: TrainingTotal) -> str:
    low, high = one.count.valid.low, one.count.valid.high
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


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
