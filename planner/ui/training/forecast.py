"""Where a requirement goes: its forecast, what if it went otherwise, what a cancelling costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from planner.analysis.training.forecast import Forecast, Month, forecast, forecasts, outlook
from planner.analysis.training.requirements import RequirementStatus, Training, by_urgency
from planner.analysis.training.scenarios import Scenario, in_scenario
from planner.plan import Plan
from planner.ui import results, state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.training import gaps as training_gaps
from planner.ui.training import help as training_help
from planner.ui.training.forecast_chart import forecast_drawing, outlook_drawing
from planner.ui.training.requirement_list import cell_words, coverage_words, range_of_shares
from planner.ui.wording import counted, escaped, money_words, percent_words
from planner.ui.words import told

PAGE = "training"
TOGETHER = "All requirements together"
HEADS = ("Requirements for all posts", "Requirements for posts in listed situations")


def show(plan: Plan, training: Training) -> None:
    """Draw the way to the plan's end: of all requirements together, or of one that is chosen."""
    training_gaps.leave_when_drafted(plan)
    by_id = {one.requirement.id: one for one in by_urgency(training.statuses)}
    chosen = st.selectbox(
        "Requirement",
        ["", *by_id],
        format_func=lambda one: _name(by_id[one]) if one else TOGETHER,
        key=state.key(PAGE, "forecast"),
        persist_state="session",
    )
    if chosen:
        _one(plan, by_id[chosen], training.on)
    else:
        _together(plan, training)
    with st.expander("Worked examples: where training settles, and why"):
        training_help.examples()


def _together(plan: Plan, training: Training) -> None:
    """All posts, then the posts in listed situations; and what to choose next."""
    known = forecasts(results.records_of(plan), training, plan.details.end)
    for listed in (False, True):
        ahead = outlook(known, listed=listed)
        if ahead:
            st.subheader(HEADS[listed], anchor=False)
            st.markdown(_gone(ahead))
            key = state.key(PAGE, "outlook", listed, training.on)
            show_drawing(outlook_drawing(ahead), key)
    if not known:
        st.info("No requirement has counted posts, so nothing can be forecast.")
    else:
        st.caption("Choose a requirement above to see what it settles at, and to try what if.")


def _gone(ahead: Sequence[Month]) -> str:
    first, last = ahead[0], ahead[-1]
    seats = sum(one.seats for one in ahead)
    target = f"; the targets ask for {percent_words(first.target)}" if first.target else ""
    return (
        f"From **{range_of_shares(first.coverage)}** to **{range_of_shares(last.coverage)}** in "
        f"{last.on:%B %Y}, with {counted(seats, 'seat')} planned{target}."
    )


def _one(plan: Plan, standing: RequirementStatus, on: date) -> None:
    known, end, chosen = results.records_of(plan), plan.details.end, standing.requirement.id
    found = forecast(known, standing, on, end)
    if found is None:
        st.info(f"{escaped(told(standing.reason))} Without them nothing can be forecast.")
        return
    with st.container(border=True):
        st.markdown(_said(found))
        training_gaps.gap(plan, standing)
    what = _supposed(found, chosen)
    other = forecast(*in_scenario(known, standing, what, on), on, end) if what else None
    if other is not None:
        st.info(_compared(found, other), icon=":material/compare_arrows:")
    show_drawing(forecast_drawing(found, other), state.key(PAGE, "forecast-drawing", chosen, on))
    _cancelled(found, plan.details.currency)


def _supposed(found: Forecast, chosen: str) -> Scenario:
    """What a person wants to try, beside what is planned."""
    planned = {one.session.id: one.session for one in found.cancelled}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        all_first = st.toggle(
            "What if every newcomer is trained before the posting",
            key=state.key(PAGE, "all-first", chosen),
        )
        seats = st.number_input(
            "Seats more in every year",
            0,
            100_000,
            0,
            10,
            key=state.key(PAGE, "more-seats", chosen),
            width=200,
        )
        without = st.multiselect(
            "Sessions cancelled",
            list(planned),
            format_func=lambda one: f"{planned[one].on}, {planned[one].seats or 0} seats",
            key=state.key(PAGE, "without", chosen),
            width=320,
            placeholder="None",
            disabled=not planned,
        )
    return Scenario(all_first=all_first, without=tuple(without), seats=int(seats))


def _compared(found: Forecast, other: Forecast) -> str:
    """What is supposed against what is planned, on the day of the target."""
    by = found.status.requirement.by or found.months[-1].on
    place = max((n for n, one in enumerate(found.months) if one.on <= by), default=0)
    before, then = found.months[place], other.months[place]
    steady = (
        f" Coverage settles near **{percent_words(other.steady)}** and not "
        f"{percent_words(found.steady)}."
        if found.steady is not None and other.steady is not None
        else ""
    )
    return (
        f"**If so:** {range_of_shares((then.low, then.high))} in {then.on:%B %Y} and not "
        f"{range_of_shares((before.low, before.high))}.{steady}"
    )


def _name(standing: RequirementStatus) -> str:
    return f"{cell_words(standing)} · {standing.audience.title} · {standing.course.title}"


def _said(found: Forecast) -> str:
    standing = found.status
    target = percent_words(standing.target)
    lines = [f"**Today** {coverage_words(standing)}, target {target}."]
    if standing.target is not None:
        lines.append(_when(found))
    if found.steady is not None:
        lines.append(_settles(found, found.steady))
    if found.seats_a_year is not None:
        lines.append(
            f"Holding {target} takes **{counted(found.seats_a_year, 'seat')} a year**, for those "
            "who move on and those whose pass ends."
        )
    return " ".join(lines)


def _settles(found: Forecast, steady: float) -> str:
    if not found.seats_next_year:
        level = f"coverage settles near **{percent_words(steady)}**"
        return f"No seat is booked for the next twelve months; so {level}."
    return (
        f"With the {counted(found.seats_next_year, 'seat')} booked for the next twelve months "
        f"coverage settles near **{percent_words(steady)}**."
    )


def _when(found: Forecast) -> str:
    if found.falls is not None:
        return f"**The target is met, and from {found.falls.on:%B %Y} no longer for certain.**"
    if found.reached is not None:
        when = "is met, and stays so" if found.reached is found.months[0] else "is surely met"
        until = "" if found.reached is found.months[0] else f" by {found.reached.on:%B %Y}"
        return f"With what is planned the target {when}{until}."
    if found.possible is not None:
        possible = f"{found.possible.on:%B %Y}"
        return f"It can be met by {possible}, if seats go to people without a pass."
    return "**With what is planned the target is not met before the plan ends.**"


def _cancelled(found: Forecast, currency: str) -> None:
    if not found.cancelled:
        st.caption("No session is planned, so none can be cancelled.")
        return
    st.markdown("**What it costs when a planned session is cancelled**")
    st.dataframe(
        pd.DataFrame(
            {
                "Session": one.session.id,
                "Planned for": one.session.on,
                "Seats": one.session.seats,
                "Looked at on": one.on,
                "If held": range_of_shares(one.held),
                "If cancelled": range_of_shares(one.cancelled),
                "Same seats later": money_words(one.money, currency),
            }
            for one in found.cancelled
        ),
        hide_index=True,
        alt="Planned sessions and what each adds",
    )
