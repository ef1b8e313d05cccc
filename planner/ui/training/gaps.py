"""What each requirement lacks, in seats, dates and money, and the step that plans it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
import streamlit as st

from planner.analysis.money.costs import ZERO
from planner.analysis.training.forecast import forecast
from planner.analysis.training.requirements import RequirementStatus, Training
from planner.analysis.training.seat_needs import Need, draft_training, need, needs
from planner.plan import Plan
from planner.reference.training import presets
from planner.tables import Action
from planner.ui import frame, links, results, state
from planner.ui.training.requirement_list import cell_words
from planner.ui.wording import NOT_KNOWN, counted, escaped, money_words
from planner.ui.words import told

PAGE = "training"


def show(plan: Plan, training: Training) -> None:
    """Draw every gap in seats, the most urgent first, and the one chosen with its action."""
    leave_when_drafted(plan)
    wanted = needs(training, state.today(), plan.details.end, plan.details.start)
    if not wanted:
        st.success("Every target that is known has the seats it needs.")
        return
    st.markdown(_all_of_it(wanted, plan.details.currency))
    chosen = st.dataframe(
        needs_table(wanted),
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(width=260) for name in ("Audience", "Course")
        },
        on_select="rerun",
        selection_mode="single-row-required",
        key=state.key(PAGE, "next", plan.revision),
        alt="Requirements that lack seats; choose one to make an action of it",
    )
    rows = chosen["selection"]["rows"]
    with st.container(border=True):
        one = wanted[rows[0] if rows else 0].status
        st.markdown(f"**{cell_words(one)} · {one.audience.title} · {one.course.title}**")
        gap(plan, one)
        found = forecast(results.records_of(plan), one, training.on, plan.details.end)
        if found is not None and found.seats_a_year is not None:
            st.caption(
                f"These seats reach the target once. Holding it takes "
                f"{counted(found.seats_a_year, 'seat')} a year, because people move on and passes "
                "end; “Forecast” shows how."
            )


def _all_of_it(wanted: Sequence[Need], currency: str) -> str:
    priced = [one.high for one in wanted if one.high is not None]
    money = f", {money_words(sum(priced, ZERO), currency)} at the most" if priced else ""
    unpriced = len(wanted) - len(priced)
    more = f" {counted(unpriced, 'course')} without a price." if unpriced else ""
    seats, runs = sum(one.seats for one in wanted), sum(len(one.runs) for one in wanted)
    return (
        f"**{seats:,} seats are missing for {counted(len(wanted), 'requirement')}**: "
        f"{counted(runs, 'run')}{money}.{more} Choose a row and make an action of it; its figures "
        "can be changed there."
    )


def needs_table(wanted: Sequence[Need]) -> pd.DataFrame:
    """One row for each requirement that lacks seats."""
    return pd.DataFrame(
        {
            "Audience": one.status.audience.title,
            "Course": one.status.course.title,
            "Missing": f"{one.seats:,}",
            "Runs": len(one.runs),
            "By": one.runs[-1].on,
            "Cost at most": _grouped(one.high),
            "Now": cell_words(one.status),
            "Needed": one.status.seats_needed,
            "Booked": one.status.seats_booked,
            "A seat": _grouped(one.status.course.seat_cost),
            "First run": one.runs[0].on,
            "Rule of this kind": _rule(one.status),
        }
        for one in wanted
    )


def _grouped(amount: Decimal | None) -> str:
    return NOT_KNOWN if amount is None else f"{amount:,.0f}"


def _rule(standing: RequirementStatus) -> str:
    """The law or promise that asks for training of this kind of audience, where one is known."""
    found = (
        preset.hook.title
        for preset in presets()
        if preset.hook and preset.kind is standing.audience.kind
        if preset.level is standing.course.level
    )
    return next(found, "")


def gap(plan: Plan, standing: RequirementStatus) -> None:
    """Draw what a requirement lacks and the button that makes an action of it."""
    wanted = need(standing, state.today(), plan.details.end, plan.details.start)
    booked = f"{counted(standing.seats_booked, 'seat')} booked"
    if wanted is None:
        known = standing.seats_needed is not None
        st.markdown(
            f"Seats needed: {standing.seats_needed:,}; {booked}: enough to reach the target "
            "once, if they go to people without a pass."
            if known
            else "How many seats are needed is not known."
        )
        return
    st.markdown(_lacking(plan, wanted, booked))

    def add() -> None:
        action_id, made = draft_training(plan, state.reference(), wanted, state.today(), told)
        reason = f"Drafted from training requirement {standing.requirement.id}"
        entry = frame.save(made, reason, base_revision=plan.revision)
        if entry is not None:
            links.open_action(action_id)
            state.set_widget(state.key(PAGE, "drafted"), (action_id, entry.revision))

    st.button(
        "Draft the training action",
        type="primary",
        icon=":material/add_task:",
        on_click=add,
        help="Adds the action with its sessions, milestones, cost lines by fiscal year, risk "
        "factors and measure, in one step that can be undone, and opens it.",
    )


def _lacking(plan: Plan, wanted: Need, booked: str) -> str:
    standing, currency = wanted.status, plan.details.currency
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


def leave_when_drafted(plan: Plan) -> None:
    """Go where the new action lies open, and say there what was done, with a way back."""
    drafted = state.key(PAGE, "drafted")
    made = state.widget(drafted)
    if not made:
        return
    state.set_widget(drafted, None)
    action_id, revision = made
    action = plan.find(Action, action_id)
    if action is not None:
        state.tell(f"{action_id} is drafted: {escaped(action.title)}.", undo=revision)
    frame.go(links.ACTIONS)
