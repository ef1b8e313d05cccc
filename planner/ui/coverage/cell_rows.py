"""The programmes and actions behind a cell of the coverage matrix, each with a way to open it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd
import streamlit as st

from planner.analysis.coverage.cover import Cover, Support
from planner.plan import Plan
from planner.tables import Action, Ministry, Programme
from planner.ui import links, state
from planner.ui.wording import counted, short_money, strength_words


def rows(plan: Plan, cover: Cover, currency: str) -> None:
    """Draw both tables; an action chosen in its table can be opened."""
    if not cover.supports:
        st.info("Nothing here: no programme is linked to it and no action addresses it.")
        return
    programmes = programme_table(plan, cover, currency)
    if len(programmes):
        st.markdown(
            f"**{counted(len(programmes), 'programme')}**, "
            f"touching {short_money(cover.touching, currency)}, "
            f"attributed {short_money(cover.attributed, currency)}{_open_ends(cover)}"
        )
        amount = st.column_config.NumberColumn(format="localized", width=130)
        st.dataframe(
            programmes,
            hide_index=True,
            column_config={
                "Programme": st.column_config.TextColumn(width=380),
                programmes.columns[3]: amount,
                "Attributed": amount,
            },
            alt="Programmes behind the cell",
        )
    actions = action_table(plan, cover)
    if len(actions):
        st.markdown(f"**{counted(len(actions), 'action')}**")
        links.openable_actions(actions, state.key("coverage", "actions"), "Actions behind the cell")


def programme_table(plan: Plan, cover: Cover, currency: str) -> pd.DataFrame:
    """The programmes of a cover, largest budget first; an unknown sum is blank, not zero."""
    ministries = _ministries(plan)
    found = [support for support in cover.supports if not support.is_action]
    found.sort(key=lambda support: -(support.touching or Decimal(-1)))
    return pd.DataFrame(
        {
            "Id": support.id,
            "Programme": plan.get(Programme, support.id).title,
            "Strength": strength_words(support.strength),
            f"Touching ({currency})": _number(support.touching),
            "Attributed": _number(support.attributed),
            "Ministry": ministries.get(support.ministry, ""),
        }
        for support in found
    )


def action_table(plan: Plan, cover: Cover) -> pd.DataFrame:
    """The actions of a cover."""
    ministries = _ministries(plan)
    return pd.DataFrame(
        {
            "Id": support.id,
            "Action": plan.get(Action, support.id).title,
            "Lead ministry": ministries.get(support.ministry, ""),
            "Money": _money(support),
        }
        for support in cover.supports
        if support.is_action
    )


def _ministries(plan: Plan) -> Mapping[str, str]:
    return plan.names(Ministry)


def _money(support: Support) -> str:
    return "✓ Some money is there" if support.funded else "✗ No money yet"


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(round(amount))


def _open_ends(cover: Cover) -> str:
    parts = [
        f"{cover.unknown_budgets} with a budget not known" if cover.unknown_budgets else "",
        f"{cover.unshared} with no share stated" if cover.unshared else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""
