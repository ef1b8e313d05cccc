"""What a minister asks first: how many required posts hold a certificate, where not, what next."""

from __future__ import annotations

import streamlit as st

from planner.analysis.training.requirements import Training
from planner.analysis.training.seat_needs import needs
from planner.analysis.training.training_answer import training_answer
from planner.plan import Plan
from planner.ui import state
from planner.ui.wording import escaped
from planner.ui.words import told


def show(plan: Plan, training: Training) -> None:
    """Draw the answer in three lines: where it stands, where it is short, what to do next."""
    details = plan.details
    wanted = needs(training, state.today(), details.end, details.start)
    found = training_answer(plan, training, wanted)
    with st.container(border=True, key="training-answer"):
        st.markdown("  \n".join(escaped(told(sentence)) for sentence in found.sentences))
