"""The currency of sums that name none: said once for all of them, in one changeset."""

from __future__ import annotations

import streamlit as st

from planner.analysis.money.costs import in_currency, without_currency
from planner.messages import _
from planner.plan import Plan
from planner.readers.currencies import CODES
from planner.ui import frame, state
from planner.ui.words import t

PART = "currency"


def ask(plan: Plan) -> None:
    """Ask for the currency where sums name none; nothing is drawn where all of them do."""
    number = len(without_currency(plan))
    if not number:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.selectbox(
            t("Currency of the sums that name none: {number}", number=number),
            sorted(CODES),
            index=None,
            key=state.key(PART, "code"),
            placeholder=t("Choose"),
            width=360,
        )
        st.button(
            t("Write it in all of them"),
            key=state.key(PART, "write"),
            disabled=not typed,
            on_click=_write,
            args=(plan, typed or ""),
        )


def _write(plan: Plan, currency: str) -> None:
    reason = _("Sums without a currency are in {currency}", currency=currency)
    frame.save(in_currency(plan, currency), reason, base_revision=plan.revision)
