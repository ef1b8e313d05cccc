"""Who has returned, who is late and by how much, and a letter to those who are."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from planner.plan import Plan
from planner.services.returns.status import STATUS_COLUMNS, ReturnState, chase_list, status
from planner.ui import frame, state
from planner.ui.listing import listing
from planner.ui.returns import letters
from planner.ui.words import capital, t, tn, told, voice


def show(plan: Plan) -> None:
    """Draw the figures, the list, and the letters to those who are late."""
    found = status(state.actor(), state.store(), plan.name, state.today())
    counts = Counter(one.state for one in found)
    with st.grid(len(ReturnState), min_column_width=100):
        for each in ReturnState:
            st.metric(capital(told(each.label)), voice().number(counts[each]), border=True)
    listing(
        found,
        STATUS_COLUMNS,
        alt=t("Where each ministry stands with its workbook, those that are late first"),
        tall=len(found),
    )
    late = chase_list(state.actor(), state.store(), plan.name, state.today())
    if late:
        heading = tn("Remind {number} ministry", "Remind {number} ministries", len(late))
        st.subheader(heading, anchor=False)
        letters.show(plan, late, "reminder", "chase-list.zip")
    elif counts[ReturnState.NOT_ISSUED] == len(found):
        st.info(t("No workbook has gone out yet, so nobody can be late. Begin with Send."))
    else:
        st.success(t("Nobody is late today."), icon=":material/check_circle:")


def notice(plan: Plan) -> None:
    """Say in one line who is late and what is on the desk, and lead there; else draw nothing."""
    found = status(state.actor(), state.store(), plan.name, state.today())
    late = [one.late for one in found if one.state is ReturnState.LATE]
    waiting = sum(one.state is ReturnState.ON_DESK for one in found)
    parts: list[str] = []
    if late:
        parts.append(
            tn(
                "▲ **{number} workbook is late** (days: {days})",
                "▲ **{number} workbooks are late** (days, at most: {days})",
                len(late),
                days=max(late),
            )
        )
    if waiting:
        parts.append(
            tn(
                "◐ **{number} return is on the desk**, not yet imported",
                "◐ **{number} returns are on the desk**, not yet imported",
                waiting,
            )
        )
    if parts:
        with st.container(horizontal=True, vertical_alignment="center", key="returns-notice"):
            st.markdown(" · ".join(parts), width="content")
            frame.link("returns", t("To the returns"))
