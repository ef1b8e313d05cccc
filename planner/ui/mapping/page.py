"""The page of mapping: which programmes serve which prevention actions, decided by people."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from planner.plan import Plan
from planner.services.mapping import Proposal
from planner.tables import Link, Ministry, Programme
from planner.ui import editor, frame, guidance, reading, results, state
from planner.ui.mapping import bulk as mapping_bulk
from planner.ui.mapping import card as mapping_card
from planner.ui.mapping.piles import Order, Pile, chosen, piled
from planner.ui.sections import section
from planner.ui.wording import counted, percent_words

PAGE = "mapping"
ONE, BULK, LINKS = "One by one", "In bulk", "All links"


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "mapping",
        "What the ministries already do, linked to what prevents atrocity crimes: the planner "
        "proposes, you decide.",
    )
    if plan is None:
        return
    if not plan.of(Programme):
        frame.empty("No programmes yet", "Import a ministry's own spreadsheet first.", "importing")
        return
    proposals = reading.proposals_of(plan)
    if proposals is None:
        _wait(plan)
        return
    piles = piled(proposals)
    _progress(plan, piles)
    part = section(PAGE, [ONE, BULK, LINKS], {LINKS: len(plan.of(Link))})
    if part == LINKS:
        editor.edit_table(plan, Link)
        return
    shown = _filtered(plan, proposals, piles, part)
    if part == BULK:
        mapping_bulk.show(plan, shown)
    else:
        mapping_card.show(plan, proposals, shown)


@st.fragment(run_every=1)
def _wait(plan: Plan) -> None:
    """Say that a large plan is being read, and draw the page anew when it has been."""
    if reading.proposals_of(plan) is not None:
        st.rerun()
    st.info(
        f"Reading {counted(len(plan.of(Programme)), 'programme')} for the first time. This takes "
        "a little while; every other page can be used meanwhile.",
        icon=":material/hourglass_top:",
    )


def _progress(plan: Plan, piles: Mapping[Pile, int]) -> None:
    mapped = results.coverage_of(plan).screening
    decided, total = piles[Pile.DECIDED], len(plan.of(Programme))
    numbers = (
        ("Linked", mapped.linked, "A person confirmed at least one link."),
        ("No link", mapped.no_link, "A person decided that they serve no prevention action."),
        ("To decide", total - decided, "Nobody has decided yet; they count nowhere."),
    )
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        for label, number, help_text in numbers:
            st.metric(label, f"{number:,}", help=help_text, width="content")
        st.progress(
            decided / total,
            text=f"{decided:,} of {total:,} programmes decided ({percent_words(decided / total)})",
        )


def _filtered(
    plan: Plan, proposals: tuple[Proposal, ...], piles: Mapping[Pile, int], part: str
) -> tuple[Proposal, ...]:
    kept = st.pills(
        "Show",
        list(Pile),
        selection_mode="multi",
        format_func=lambda pile: f"{pile.value} ({piles[pile]:,})",
        key=state.key(PAGE, "piles"),
        label_visibility="collapsed",
        persist_state="session",
    )
    ministries = plan.names(Ministry)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ministry = st.selectbox(
            "Ministry",
            list(ministries),
            index=None,
            format_func=lambda one: str(ministries.get(one, one)),
            placeholder="All ministries",
            key=state.key(PAGE, "ministry"),
            persist_state="session",
            width=300,
        )
        orders = list(Order) if part == BULK else [Order.DOUBT, Order.CERTAIN, *list(Order)[2:]]
        order = st.selectbox(
            "Order",
            orders,
            key=state.key(PAGE, "order", part),
            persist_state="session",
            width=220,
        )
        words = st.text_input("Search", type="search", key=state.key(PAGE, "search"), width=220)
        with st.popover("How to decide", icon=":material/help:"):
            st.markdown(guidance.text(PAGE))
    return chosen(
        proposals, piles=kept, ministry=ministry or "", words=words or "", order=Order(order)
    )
