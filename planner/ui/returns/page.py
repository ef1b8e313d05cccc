"""The page of returns: workbooks out to ministries, many back at once, settled before Apply."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.tables import Ministry
from planner.ui import frame, guidance
from planner.ui.returns import awaiting, sending, taking_back
from planner.ui.returns.work import PAGE, work
from planner.ui.sections import section

SEND: Final = "Send"
STANDING: Final = "Who has returned"
BACK: Final = "Take back"


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "returns",
        "A workbook for each ministry, and all of them back: compared cell by cell with what was "
        "sent and with the plan as it is now.",
    )
    if plan is None:
        return
    if not plan.of(Ministry):
        frame.empty("No ministries yet", "Say first who takes part in the plan.", "ministries")
        return
    with st.expander("How returns come together", icon=":material/help:"):
        st.markdown(guidance.text(PAGE))
    desk = work(plan)
    lying = len(desk.tray.files)
    part = section(PAGE, [SEND, STANDING, BACK], {BACK: lying} if lying else {})
    if part == SEND:
        sending.show(plan, desk)
    elif part == STANDING:
        awaiting.show(plan)
    else:
        taking_back.show(plan, desk)
