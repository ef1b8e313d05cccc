"""The page of screening: which programmes serve which prevention actions, decided by people."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from planner.analysis.coverage import factors
from planner.analysis.mapping import harms, lessons_answer
from planner.messages import Share, _, pgettext
from planner.plan import Plan
from planner.schema import table_of
from planner.services.mapping import Proposal
from planner.tables import Harm, Link, Programme
from planner.ui import editor, frame, guidance, reading, state
from planner.ui.finding import chosen_ministry
from planner.ui.mapping import bulk, card, decisions, learned
from planner.ui.mapping.piles import Order, Pile, chosen, piled
from planner.ui.sections import section
from planner.ui.words import t, told, voice

PAGE = "mapping"
ONE, BULK, LINKS, RAISED, LEARNED = "one", "bulk", "links", "raised", "learned"


@frame.page(
    PAGE,
    _(
        "What the ministries already do, linked to what prevents atrocity crimes: the planner "
        "proposes, you decide."
    ),
)
def show(plan: Plan) -> None:
    """Draw the page."""
    if not plan.of(Programme):
        frame.empty(
            t("No programmes yet"), t("Import a ministry's own spreadsheet first."), "importing"
        )
        return
    proposals = reading.proposals_of(plan)
    if proposals is None:
        _wait(plan)
        return
    piles = piled(proposals)
    _progress(plan, piles)
    parts = {
        ONE: _("One by one"),
        BULK: _("In bulk"),
        LINKS: _("All links"),
        RAISED: harms.TITLE,
        LEARNED: lessons_answer.TITLE,
    }
    part = section(PAGE, parts, {LINKS: len(plan.of(Link)), RAISED: len(plan.of(Harm))})
    if part == LINKS:
        editor.edit_table(plan, Link)
        return
    if part == RAISED:
        decisions.overview(plan)
        return
    if part == LEARNED:
        learned.show(plan)
        return
    shown = _filtered(plan, proposals, piles, part)
    if part == BULK:
        bulk.show(plan, shown)
    else:
        card.show(plan, proposals, shown)


@st.fragment(run_every=1)
def _wait(plan: Plan) -> None:
    """Say that a large plan is being read, and draw the page anew when it has been."""
    if reading.proposals_of(plan) is not None:
        st.rerun()
    st.info(
        t(
            "Programmes being read for the first time: {number}. This takes a little while; every "
            "other page can be used meanwhile.",
            number=len(plan.of(Programme)),
        ),
        icon=":material/hourglass_top:",
    )


def _progress(plan: Plan, piles: Mapping[Pile, int]) -> None:
    found = state.computed(factors.coverage, plan).screening
    decided, total = piles[Pile.DECIDED] + piles[Pile.IN_BULK], len(plan.of(Programme))
    numbers = (
        (
            pgettext("programmes", "Linked"),
            found.linked,
            _("A person confirmed at least one link."),
        ),
        (_("No link"), found.no_link, _("A person decided that they serve no prevention action.")),
        (
            pgettext("programmes", "To decide"),
            total - decided,
            _("Nobody has decided yet; they count nowhere."),
        ),
        (
            Pile.IN_BULK.caption,
            piles[Pile.IN_BULK],
            _("Links accepted in bulk: they count, apart, until somebody has looked at each."),
        ),
    )
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        for label, number, help_text in numbers:
            st.metric(told(label), voice().number(number), help=told(help_text), width="content")
        st.progress(
            decided / total,
            text=t(
                "Screened: {decided} of {total} programmes ({share})",
                decided=decided,
                total=total,
                share=Share(decided / total),
            ),
        )


def _filtered(
    plan: Plan, proposals: tuple[Proposal, ...], piles: Mapping[Pile, int], part: str
) -> tuple[Proposal, ...]:
    kept = st.pills(
        t("Show"),
        list(Pile),
        selection_mode="multi",
        format_func=lambda pile: f"{told(pile.caption)} ({voice().number(piles[pile])})",
        key=state.key(PAGE, "piles"),
        label_visibility="collapsed",
        persist_state="session",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ministry = chosen_ministry(plan, table_of(Programme), PAGE)
        order = st.selectbox(
            t("Order"),
            list(Order),
            format_func=lambda one: told(Order(one).caption),
            key=state.key(PAGE, "order", part),
            persist_state="session",
            width=220,
        )
        words = st.text_input(
            t("Search"),
            type="search",
            placeholder=t("Search"),
            key=state.key(PAGE, "search"),
            width=220,
        )
        with st.popover(t("How to decide"), icon=":material/help:"):
            st.markdown(guidance.text(PAGE))
    return chosen(proposals, piles=kept, ministry=ministry, words=words or "", order=Order(order))
