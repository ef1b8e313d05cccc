"""The part of the page of costs where ceilings and conditions are set, with the best choice."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from planner.analysis.answers import Answer
from planner.analysis.money.portfolio_answer import portfolio_answer, requested
from planner.analysis.money.portfolio_model import PortfolioConditions
from planner.analysis.plans.fiscal_years import year_name
from planner.plan import Plan
from planner.reference import Reference
from planner.ui import state
from planner.ui.answer_view import answer_view
from planner.ui.words import t

PAGE = "costs"
HALF = 0.5


def portfolio_part(plan: Plan) -> None:
    """Ceilings by year, to begin with as high as what is requested, and the conditions."""
    tops = sorted(requested(plan).ceilings.items())
    with st.container(horizontal=True):
        ceilings = tuple((year, _ceiling(plan, year, top)) for year, top in tops)
    with st.container(horizontal=True, vertical_alignment="center"):
        need = st.checkbox(t("Cover every high risk factor"), key=state.key(PAGE, "need"))
        early = st.checkbox(t("At least half of the money upstream"), key=state.key(PAGE, "early"))
        coercive = st.checkbox(t("Coercive measures too"), key=state.key(PAGE, "coercive"))
    answer_view(state.computed(_answer, plan, ceilings, need, early, coercive))


def _answer(
    plan: Plan,
    ceilings: tuple[tuple[int, Decimal], ...],
    need: bool,
    early: bool,
    coercive: bool,
    reference: Reference,
) -> Answer:
    asked = PortfolioConditions(
        ceilings=dict(ceilings),
        need_high=need,
        upstream=HALF if early else 0.0,
        coercive=coercive,
    )
    return portfolio_answer(plan, reference, asked)


def _ceiling(plan: Plan, year: int, top: Decimal) -> Decimal:
    key = state.key(PAGE, "ceiling", str(year), top)
    value = st.number_input(
        t("Ceiling {year}", year=year_name(plan, year)),
        min_value=0,
        value=state.typed(key, int(top)),
        step=100_000,
        key=key,
        width=190,
    )
    return Decimal(value)
