"""The page of costs: what the plan costs by year and ministry, what is there, what is missing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.analysis.money.costs import Money
from planner.analysis.registry import answers_of
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Action, Cost, Ministry, Rate
from planner.ui import editor, frame, links, results, state
from planner.ui.answer_view import answer_view
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.money.chart import by_ministry_drawing, by_year_drawing
from planner.ui.sections import section
from planner.ui.wording import counted, percent_words, short_money
from planner.ui.words import told

PICTURE = "By year and ministry"
MISSING = "Without a cost"
CHART_WIDTH = 440
GRIDS: dict[str, type[Row]] = {"Cost lines": Cost, "Exchange rates": Rate}


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "costs",
        "What the plan costs, what of that money is there, and what cabinet must still find.",
    )
    if plan is None:
        return
    if not plan.of(Action):
        frame.empty("Nothing to cost yet", "Draft the first action, then cost it.", "actions")
        return
    money = results.money_of(plan)
    _totals(money)
    more = {told(kind.title): kind.key for kind in answers_of("money")[1:]}
    part = section("costs", [PICTURE, *more, MISSING, *GRIDS], {MISSING: len(money.uncosted)})
    if part in GRIDS:
        editor.edit_table(plan, GRIDS[part])
    elif part in more:
        answer_view(results.answer_of(plan, more[str(part)]))
    elif part == MISSING:
        _uncosted(plan, money)
    else:
        _picture(plan, money)


def _totals(money: Money) -> None:
    total, currency = money.total, money.currency
    estimate = f"{short_money(total.low)} to {short_money(total.high)}"
    shown = (
        ("Cost to plan with", short_money(total.mid, currency), estimate),
        ("Funded", percent_words(total.funded_share), short_money(total.funded, currency)),
        (
            "Still to find",
            short_money(total.gap, currency),
            f"{short_money(total.requested)} requested",
        ),
        ("Staff time, apart", short_money(total.in_kind, currency), "no new money"),
    )
    with st.container(horizontal=True, gap="large"):
        for label, value, below in shown:
            st.metric(label, value, below, delta_color="off", delta_arrow="off", width="content")
    if total.unknown:
        st.warning(
            f"{counted(total.unknown, 'cost line')} cannot be added up: no amount, or no exchange "
            "rate for the currency.",
            icon=":material/help:",
        )


def _picture(plan: Plan, money: Money) -> None:
    if not money.by_year:
        st.info("No cost line yet: open an action and enter its costs by year.")
        return
    names = plan.names(Ministry)
    with st.container(horizontal=True, gap="large"):
        with st.container(width=CHART_WIDTH):
            show_drawing(by_year_drawing(money), state.key("costs", "by-year"))
        with st.container():
            show_drawing(by_ministry_drawing(money, names), state.key("costs", "by-ministry"))


def _uncosted(plan: Plan, money: Money) -> None:
    if not money.uncosted:
        st.success("Every action has cost lines, or says why it has none.", icon=":material/check:")
        return
    actions = [plan.get(Action, action_id) for action_id in money.uncosted]
    ministries = plan.names(Ministry)
    st.markdown(f"{counted(len(actions), 'action')} with neither a cost line nor a reason for it.")
    table = pd.DataFrame(
        {"Id": one.id, "Action": one.title, "Lead ministry": ministries.get(one.lead, "")}
        for one in actions
    )
    links.openable_actions(
        table, state.key("costs", "uncosted"), "Actions without a cost", primary=True
    )
