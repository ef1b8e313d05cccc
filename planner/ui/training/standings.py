"""Every requirement with its range and target, and the one that is chosen with its reasons."""

from __future__ import annotations

import streamlit as st

from planner.analysis.training.requirements import Training, by_urgency
from planner.ui import state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.training.chart import ranges_drawing
from planner.ui.training.requirement_list import details, standings_table

PAGE = "training"
MOST_DRAWN = 60


def show(training: Training) -> None:
    """Draw the ranges of all requirements, then their figures, one of which can be chosen."""
    drawn = training
    if len(training.statuses) > MOST_DRAWN:
        urgent = by_urgency(training.statuses)[:MOST_DRAWN]
        drawn = Training(on=training.on, statuses=urgent)
        st.caption(f"The figure holds the {MOST_DRAWN} most urgent; the table below holds all.")
    show_drawing(ranges_drawing(drawn), state.key(PAGE, "ranges", training.on))
    st.markdown("**All figures; choose a row to see why it stands so**")
    chosen = st.dataframe(
        standings_table(training),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row-required",
        key=state.key(PAGE, "standings"),
        alt="Every requirement; choose one to see why it stands so",
    )
    found = chosen["selection"]["rows"]
    with st.container(border=True):
        details(training.statuses[found[0] if found else 0])
