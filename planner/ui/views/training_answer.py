"""What a minister asks first: how many required posts hold a pass, where not, what comes next."""

from __future__ import annotations

import streamlit as st

from planner.analysis.training.post_states import (
    Whole,
    by_urgency,
    missing,
    needs,
    of_listed,
    whole,
)
from planner.analysis.training.requirements import TargetState, Training
from planner.analysis.training.seat_needs import Need
from planner.plan import Plan
from planner.ui import state
from planner.ui.views.standings import range_of_shares
from planner.ui.wording import counted, escaped, money_words


def show(plan: Plan, training: Training) -> None:
    """Draw the answer in three lines: where it stands, where it is short, what to do next."""
    lines = [_held(training), _short(training), _next(plan, training)]
    with st.container(border=True, key="training-answer"):
        st.markdown("  \n".join(line for line in lines if line))


def _held(training: Training) -> str:
    found = whole(training.statuses)
    day = f"{training.on.day} {training.on:%B %Y}"
    if found.coverage is None:
        return f"**On {day} nobody knows how many posts there are, so there is no coverage.**"
    said = f"**On {day}, {_of(found)} required passes are held ({_share(found)}).**"
    listed = whole(of_listed(training))
    if listed.coverage is not None:
        said += f" For posts in listed countries: {_of(listed)} ({_share(listed)})."
    if found.unknown:
        left_out = counted(found.unknown, "requirement")
        said += f" Left out, because nobody counted the posts: {left_out}."
    return said


def _of(found: Whole) -> str:
    low, high = found.valid.low, found.valid.high or 0
    held = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{held} of {found.posts:,}"


def _share(found: Whole) -> str:
    return range_of_shares(found.coverage) if found.coverage else ""


def _short(training: Training) -> str:
    short = training.in_state(TargetState.SHORT)
    if not short:
        unclear = len(training.in_state(TargetState.UNCLEAR))
        if unclear:
            better = counted(unclear, "requirement")
            return f"**Short:** none for certain; better records would settle {better}."
        return "**Short:** nothing."
    worst = by_urgency(short)[0]
    return (
        f"**Short:** {len(short)} of {counted(len(training.statuses), 'requirement')}, most of "
        f"all {escaped(worst.audience.title)}, “{escaped(worst.course.title)}”: "
        f"{counted(missing(worst), 'pass', 'passes')} missing at the least."
    )


def _next(plan: Plan, training: Training) -> str:
    wanted = needs(training.statuses, state.today(), plan.details.end, plan.details.start)
    if not wanted:
        return "**Next:** nothing to book: every target that is known has its seats."
    first = wanted[0]
    seats = sum(one.seats for one in wanted)
    return (
        f"**Next:** book {counted(first.seats, 'seat')} for "
        f"{escaped(first.status.audience.title)} by {first.runs[-1].on:%B %Y}"
        f"{_cost(first, plan.details.currency)}. In all {seats:,} seats are missing; "
        "“What to do” turns each gap into an action with its costs."
    )


def _cost(wanted: Need, currency: str) -> str:
    return "" if wanted.high is None else f", {money_words(wanted.high, currency)} at the most"
