"""Where a requirement goes: its forecast, what a cancelled session costs, the gap as an action."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.analysis.forecast import Forecast, forecast
from planner.analysis.training import Standing, State, Training
from planner.analysis.training_drafting import Need, draft_training, need
from planner.plan import Plan
from planner.ui import frame, guidance, links, results, state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.charts.training_forecast import forecast_drawing
from planner.ui.views.standings import cell_words, coverage_words, range_of_shares
from planner.ui.wording import counted, escaped, money_words, percent_words

PAGE = "training"


def show(plan: Plan, training: Training) -> None:
    """Draw one requirement's way to the plan's end, chosen from all."""
    _leave_when_drafted()
    by_id = {one.requirement.id: one for one in sorted(training.standings, key=_urgency)}
    chosen = st.selectbox(
        "Requirement",
        list(by_id),
        format_func=lambda one: _name(by_id[one]),
        key=state.key(PAGE, "forecast"),
        persist_state="session",
    )
    standing = by_id[chosen]
    found = forecast(results.records_of(plan), standing, training.on, plan.details.end)
    if found is None:
        st.info(f"{escaped(standing.why)} Without them nothing can be forecast.")
        return
    with st.container(border=True):
        st.markdown(_said(found))
        gap_to_plan(plan, standing)
    show_drawing(forecast_drawing(found), state.key(PAGE, "forecast-drawing", chosen, training.on))
    _cancelled(found, plan.details.currency)
    with st.expander("Worked examples: where training settles, and why"):
        st.markdown(guidance.text("training_forecast"))


def _urgency(standing: Standing) -> tuple[int, int]:
    """What is short comes first, the most seats missing before all."""
    order = (State.SHORT, State.UNCLEAR, State.MET, State.UNKNOWN)
    return order.index(standing.state), standing.seats_booked - (standing.seats_needed or 0)


def _name(standing: Standing) -> str:
    return f"{cell_words(standing)} · {standing.audience.title} · {standing.course.title}"


def _said(found: Forecast) -> str:
    standing = found.standing
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


def gap_to_plan(plan: Plan, standing: Standing) -> None:
    """Draw what a requirement lacks and the button that makes an action of it."""
    wanted = need(standing, state.today(), plan.details.end)
    booked = f"{counted(standing.seats_booked, 'seat')} booked"
    if wanted is None:
        known = standing.seats_needed is not None
        st.markdown(
            f"Seats needed: {standing.seats_needed}; {booked}. Nothing is missing."
            if known
            else "How many seats are needed is not known."
        )
        return
    st.markdown(_lacking(plan, wanted, booked))

    def add() -> None:
        action_id, made = draft_training(plan, state.reference(), wanted, state.today())
        reason = f"Drafted from training requirement {standing.requirement.id}"
        if frame.save(made, reason, base_revision=plan.revision) is not None:
            links.open_action(action_id)
            state.set_widget(state.key(PAGE, "drafted"), action_id)

    st.button(
        "Draft the training action",
        type="primary",
        icon=":material/add_task:",
        on_click=add,
        help="Adds the action with its sessions, milestones, cost lines by fiscal year, risk "
        "factors and measure, in one step that can be undone.",
    )


def _lacking(plan: Plan, wanted: Need, booked: str) -> str:
    standing, currency = wanted.standing, plan.details.currency
    first, last = wanted.runs[0].on, wanted.runs[-1].on
    cost = "their cost is not known"
    if wanted.high is not None:
        each = money_words(standing.course.seat_cost, currency)
        low = money_words(wanted.low)
        cost = f"{low}–{money_words(wanted.high, currency)} at {each} a seat"
        if wanted.low == wanted.high:
            cost = f"{money_words(wanted.high, currency)} at {each} a seat"
    return (
        f"Seats needed: {standing.seats_needed:,}; {booked}; **{wanted.seats:,} missing**: "
        f"{counted(len(wanted.runs), 'run')} from {first:%B %Y} to {last:%B %Y}, {cost}."
    )


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


def _leave_when_drafted() -> None:
    """Go where the new action lies open."""
    drafted = state.key(PAGE, "drafted")
    if state.widget(drafted):
        state.set_widget(drafted, "")
        frame.go(links.ACTIONS)
