"""Many proposals at once: a table of them, and a band accepted together with one reason."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planner.plan import Plan
from planner.services.mapping import LinkDecision, Proposal, in_bulk
from planner.tables import Ministry
from planner.ui import state
from planner.ui.mapping import decisions as deciding
from planner.ui.mapping.piles import BULK, Pile, pile_of
from planner.ui.wording import counted, joined, sure_percent

MOST = 500
"""Rows of the table that a page shows; what is accepted is never cut."""


def show(plan: Plan, shown: Sequence[Proposal]) -> None:
    """Draw the proposals that fit the filter and the buttons that accept them."""
    piles = {pile: tuple(one for one in shown if pile_of(one) is pile) for pile in BULK}
    full = {pile: proposals for pile, proposals in piles.items() if proposals}
    with st.container(horizontal=True):
        for place, (pile, proposals) in enumerate(full.items()):
            if st.button(
                f"Accept all {counted(len(proposals), pile.value.lower(), _many(pile))}",
                key=state.key("mapping", "accept", pile),
                type="primary" if place == 0 else "secondary",
            ):
                accept(plan, pile, proposals)
    if not shown:
        st.info("Nothing fits the filter.")
        return
    st.dataframe(
        proposal_table(plan, shown[:MOST]),
        hide_index=True,
        height=560,
        column_config={
            "Programme": st.column_config.TextColumn(width=320),
            "Proposal": st.column_config.TextColumn(width=340),
            "Why": st.column_config.TextColumn(width=520),
        },
        alt="Proposals that fit the filter",
    )
    if len(shown) > MOST:
        st.caption(f"The first {MOST:,} of {len(shown):,}; narrow the filter to see others.")


def _many(pile: Pile) -> str:
    return {Pile.NO_LINK: "proposals of no link"}.get(pile, f"{pile.value.lower()}s")


def proposal_table(plan: Plan, shown: Sequence[Proposal]) -> pd.DataFrame:
    """What is proposed, one row per programme, the best proposal only."""
    ministries = plan.names(Ministry)
    return pd.DataFrame(
        {
            "Id": one.programme.id,
            "Programme": one.programme.title,
            "Ministry": ministries.get(one.programme.ministry, ""),
            "Stands": pile_of(one).value,
            "Sure": f"{sure_percent(1 - one.doubt)} %",
            "Proposal": best_words(one),
            "Why": joined(best_reasons(one)),
        }
        for one in shown
    )


def best_words(proposal: Proposal) -> str:
    """The best proposal in one phrase."""
    if not proposal.is_open:
        return "; ".join(link.action or "No link" for link in proposal.decided)
    if proposal.suggested.is_no_link:
        return "No link"
    for one in proposal.suggested.actions:
        return f"{one.action} {state.reference().action(one.action).title}"
    return "Nothing found"


def best_reasons(proposal: Proposal) -> tuple[str, ...]:
    """The reasons of the best proposal, or of what was decided."""
    if not proposal.is_open:
        return tuple(link.reason for link in proposal.decided)
    if proposal.suggested.is_no_link or not proposal.suggested.actions:
        return proposal.suggested.none_reasons
    return proposal.suggested.actions[0].reasons


@st.dialog("Accept together", width="large")
def accept(plan: Plan, pile: Pile, proposals: tuple[Proposal, ...]) -> None:
    """Show what would be decided, ask for a reason, and decide it as one step."""
    key = state.key("mapping", "bulk-reason", pile)
    note = st.text_input("Reason, before each one's own", _note(pile), key=key)
    decisions = in_bulk(proposals, BULK[pile], note)
    st.markdown(
        f"**{counted(len(decisions), 'decision')}** on {counted(len(proposals), 'programme')}, "
        "kept as one step that can be undone as one. A programme may get several links."
    )
    st.dataframe(
        decision_table(proposals, decisions),
        hide_index=True,
        height=320 if len(decisions) > 8 else "content",
        alt="What would be decided",
    )
    if st.button(
        f"Accept {counted(len(decisions), 'decision')}",
        type="primary",
        on_click=_decide,
        args=(plan, decisions),
    ):
        st.rerun()


def _note(pile: Pile) -> str:
    band = BULK[pile]
    return f"Accepted in bulk by band {band}" if band else "Accepted in bulk, no link proposed"


def _decide(plan: Plan, decisions: tuple[LinkDecision, ...]) -> None:
    told = f"{counted(len(decisions), 'decision')} in bulk"
    if deciding.decide(plan, decisions, told):
        revision, _ = deciding.desk().made[-1]
        state.tell(f"Kept: {told}.", undo=revision)


def decision_table(
    proposals: Sequence[Proposal], decisions: Sequence[LinkDecision]
) -> pd.DataFrame:
    """What would be decided, one row per link."""
    titles = {one.programme.id: one.programme.title for one in proposals}
    actions = state.reference().action_by_id
    return pd.DataFrame(
        {
            "Id": one.programme,
            "Programme": titles[one.programme],
            "Link": f"{one.action} {actions[one.action].title}" if one.action else "No link",
            "Why": one.reason,
        }
        for one in decisions
    )
