"""Many proposals at once: a table of them, and a band accepted together with one reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.messages import Message, Share, _, ngettext
from planner.plan import Plan
from planner.schema import table_of
from planner.services.mapping import LinkDecision, Proposal, in_bulk
from planner.tables import Link, Ministry, Programme
from planner.ui import state
from planner.ui.listing import cell_text, listing, ticked
from planner.ui.mapping import decisions
from planner.ui.mapping.piles import BULK, Pile, pile_of
from planner.ui.marks import action_words, joined, sure_percent
from planner.ui.markup import escaped
from planner.ui.text_fields import text_field
from planner.ui.words import t, tn, told

T = TypeVar("T")

LOOKED_AT = 10
"""Decisions that are shown in full before a pile of them is accepted."""

MOST = 500
"""Rows of the table that a page shows; what is accepted is never cut."""

_ACCEPT: Final[Mapping[Pile, Callable[[int], Message]]] = MappingProxyType(
    {
        Pile.LIKELY: lambda number: ngettext(
            "Accept {number} likely link", "Accept all {number} likely links", number
        ),
        Pile.POSSIBLE: lambda number: ngettext(
            "Accept {number} possible link", "Accept all {number} possible links", number
        ),
        Pile.NO_LINK: lambda number: ngettext(
            "Accept {number} proposal of no link",
            "Accept all {number} proposals of no link",
            number,
        ),
    }
)


def show(plan: Plan, shown: Sequence[Proposal]) -> None:
    """Draw the proposals that fit the filter and the buttons that accept them."""
    piles = {pile: tuple(one for one in shown if pile_of(one) is pile) for pile in BULK}
    full = {pile: proposals for pile, proposals in piles.items() if proposals}
    with st.container(horizontal=True):
        for place, (pile, proposals) in enumerate(full.items()):
            if st.button(
                told(_ACCEPT[pile](len(proposals))),
                key=state.key("mapping", "accept", pile),
                type="primary" if place == 0 else "secondary",
            ):
                accept(plan, pile, proposals)
    if not shown:
        st.info(t("Nothing fits the filter."))
        return
    listing(shown[:MOST], proposal_columns(plan), alt=t("Proposals that fit the filter"), tall=15)
    if len(shown) > MOST:
        st.caption(
            t(
                "The first {shown} of {all}; narrow the filter to see others.",
                shown=MOST,
                all=len(shown),
            )
        )


def proposal_columns(plan: Plan) -> Sequence[AnswerColumn[Proposal]]:
    """What is proposed, one line per programme, the best proposal only."""
    declared, ministries = table_of(Programme), plan.names(Ministry)
    column = AnswerColumn[Proposal]
    return (
        column("id", declared.label("id"), CellKind.CODE, lambda one: one.programme.id),
        column(
            "title",
            declared.label("title"),
            CellKind.TEXT,
            lambda one: one.programme.title,
            width=46,
        ),
        column(
            "ministry",
            declared.label("ministry"),
            CellKind.TEXT,
            lambda one: ministries.get(one.programme.ministry, ""),
        ),
        column("pile", _("State"), CellKind.TEXT, lambda one: pile_of(one).caption),
        column(
            "sure",
            _("How sure"),
            CellKind.SHARE,
            lambda one: Share(sure_percent(1 - one.doubt) / 100),
        ),
        column("proposal", _("Proposal"), CellKind.TEXT, best_words, width=48),
        column("why", _("Why"), CellKind.TEXT, lambda one: joined(best_reasons(one)), width=74),
    )


def best_words(proposal: Proposal) -> str:
    """The best proposal in one phrase."""
    if not proposal.is_open:
        return "; ".join(link.action or t("No link") for link in proposal.decided)
    if proposal.suggested.is_no_link:
        return t("No link")
    for one in proposal.suggested.actions:
        return action_words(state.reference().action(one.action))
    return t("Nothing found")


def best_reasons(proposal: Proposal) -> Sequence[Message | str]:
    """The reasons of the best proposal, or of what was decided."""
    if not proposal.is_open:
        return tuple(link.reason for link in proposal.decided)
    if proposal.suggested.is_no_link or not proposal.suggested.actions:
        return proposal.suggested.none_reasons
    return proposal.suggested.actions[0].reasons


def accept(plan: Plan, pile: Pile, proposals: tuple[Proposal, ...]) -> None:
    """Show what would be decided, ask for a reason, and decide it as one step."""

    @st.dialog(t("Accept together"), width="large")
    def window() -> None:
        _window(plan, pile, proposals)

    window()


def _window(plan: Plan, pile: Pile, proposals: tuple[Proposal, ...]) -> None:
    key = state.key("mapping", "bulk-reason", pile)
    note = text_field(t("Reason, before each one's own"), key, _note(pile))
    found = in_bulk(proposals, BULK[pile], note, told)
    st.markdown(
        t(
            "Decisions: **{decisions}**, on programmes: {programmes}. They are saved as one step "
            "that can be undone as one. A programme may get several links.",
            decisions=len(found),
            programmes=len(proposals),
        )
    )
    columns = decision_columns(proposals)
    with st.expander(t("Look at some of them first"), expanded=True):
        for one in spread(found, LOOKED_AT):
            _id, title, link, why = (cell_text(column.value(one)) for column in columns)
            st.markdown(f"**{escaped(title)}** → {escaped(link)}  \n:small[{escaped(why)}]")
    kept = ticked(
        found,
        columns,
        alt=t("What would be decided"),
        key=state.key("mapping", "bulk-ticked", pile),
        tall=8,
    )
    if st.button(
        tn("Accept {number} decision", "Accept {number} decisions", len(kept)),
        type="primary",
        disabled=not kept,
        on_click=_decide,
        args=(plan, kept),
    ):
        st.rerun()


def spread(found: Sequence[T], most: int) -> Sequence[T]:
    """At most that many, taken evenly from the whole, so that they stand for it."""
    step = max(1, -(-len(found) // most))
    return found[::step]


def _note(pile: Pile) -> str:
    if BULK[pile] is None:
        return t("Accepted in bulk, no link proposed")
    return t("Accepted in bulk: {band}", band=pile.caption)


def _decide(plan: Plan, found: tuple[LinkDecision, ...]) -> None:
    what = tn("{number} decision in bulk", "{number} decisions in bulk", len(found))
    if decisions.decide(plan, found, what):
        state.forget_typed(state.key("mapping", "bulk-reason"))
        revision, _last = decisions.queue().made[-1]
        state.tell(t("Saved: {what}.", what=what), undo=revision)


def decision_columns(proposals: Sequence[Proposal]) -> Sequence[AnswerColumn[LinkDecision]]:
    """What would be decided, one line per link."""
    titles = {one.programme.id: one.programme.title for one in proposals}
    actions = state.reference().action_by_id
    declared, column = table_of(Programme), AnswerColumn[LinkDecision]
    return (
        column("id", declared.label("id"), CellKind.CODE, lambda one: one.programme),
        column("title", declared.label("title"), CellKind.TEXT, lambda one: titles[one.programme]),
        column(
            "link",
            _("Link"),
            CellKind.TEXT,
            lambda one: action_words(actions[one.action]) if one.action else _("No link"),
        ),
        column("why", table_of(Link).label("reason"), CellKind.TEXT, lambda one: one.reason),
    )
