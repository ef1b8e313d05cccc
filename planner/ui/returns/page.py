"""The page of returns: workbooks out to ministries, many back at once, settled before Apply."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.messages import _
from planner.plan import Plan
from planner.tables import Ministry
from planner.ui import frame, guidance
from planner.ui.returns import received, sending, status_table
from planner.ui.returns.session import PAGE, session
from planner.ui.sections import section
from planner.ui.words import t

SEND, STATUS, RECEIVED = "send", "status", "received"
PARTS: Final = {
    SEND: _("Send"),
    STATUS: _("Who has returned"),
    RECEIVED: _("Returned workbooks"),
}


@frame.page(
    PAGE,
    _(
        "A workbook for each ministry, and all of them back: compared cell by cell with what was "
        "sent and with the plan as it is now."
    ),
)
def show(plan: Plan) -> None:
    """Draw the page."""
    if not plan.of(Ministry):
        frame.empty(
            t("No ministries yet"), t("Say first who takes part in the plan."), "ministries"
        )
        return
    with st.expander(t("How returns come together"), icon=":material/help:"):
        st.markdown(guidance.text(PAGE))
    here = session(plan)
    files = len(here.drafts.files)
    part = section(PAGE, PARTS, {RECEIVED: files} if files else {})
    if part == SEND:
        sending.show(plan)
    elif part == STATUS:
        status_table.show(plan)
    else:
        received.show(plan, here)
