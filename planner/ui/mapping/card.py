"""One programme at a time: what it is, what is proposed for it, and the keys that decide."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.analysis.mapping.suggestions import Suggestion
from planner.choices import LinkState, Strength
from planner.errors import PlannerError
from planner.messages import Message
from planner.plan import Plan
from planner.reference import CatalogueAction
from planner.schema import table_of
from planner.services.mapping import LinkDecision, Proposal
from planner.tables import Link
from planner.ui import choosing, frame, state
from planner.ui.actions.draft_dialog import sign_words
from planner.ui.columns import typed
from planner.ui.mapping import decisions
from planner.ui.marks import (
    action_words,
    band_words,
    factor_words,
    joined,
    strength_words,
    sure_words,
)
from planner.ui.markup import escaped, in_one_line, shortened
from planner.ui.programmes import summary
from planner.ui.text_fields import text_field
from planner.ui.words import t, told, voice

KEYS = ("1", "2", "3")
PROGRAMME_WIDTH = 360
BUTTON_WIDTH = 130
LINK = table_of(Link)
STRENGTHS = [one for one in Strength if one is not Strength.NONE]


def show(plan: Plan, proposals: Sequence[Proposal], shown: Sequence[Proposal]) -> None:
    """Draw the first programme of the queue, or what to do when there is none."""
    visit = decisions.queue()
    waiting = [one for one in shown if one.programme.id not in visit.skipped]
    pinned = next((one for one in proposals if one.programme.id == visit.pinned), None)
    _toolbar(len(waiting), len(shown) - len(waiting))
    current = pinned or next(iter(waiting), None)
    if current is not None:
        _card(plan, current)
    elif shown:
        st.info(t("Only skipped programmes are left here."))
    else:
        st.success(t("Nothing is left to decide here."), icon=":material/check_circle:")


def _toolbar(left: int, skipped: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("Programmes in this queue: **{number}**", number=left), width="content")
        if skipped:
            st.button(
                t("Look at those skipped again ({number})", number=skipped),
                on_click=decisions.look_again,
                type="tertiary",
                icon=":material/replay:",
            )
        if decisions.queue().made:
            _revision, what = decisions.queue().made[-1]
            st.markdown(t("Last: {what}", what=what), width="content")
            st.button(
                t("Undo"),
                on_click=decisions.undo_last,
                shortcut="U",
                type="tertiary",
                icon=":material/undo:",
            )


def _card(plan: Plan, proposal: Proposal) -> None:
    with st.container(border=True, horizontal=True, gap="large", key="mapping-card"):
        with st.container(width=PROGRAMME_WIDTH):
            summary.show(plan, proposal)
        with st.container():
            if not proposal.suggested.read:
                unread = joined(proposal.suggested.none_reasons)
                st.warning(escaped(unread), icon=":material/translate:")
            for place, one in enumerate(proposal.suggested.actions[: len(KEYS)]):
                _suggestion(plan, proposal, one, KEYS[place])
            _no_link(plan, proposal)
            _another(plan, proposal)
            decisions.show_raised(plan, proposal)
            _move_on(proposal)


def _field(proposal: Proposal, action: str, part: str) -> str:
    return state.key("mapping", part, proposal.programme.id, action)


def _suggestion(plan: Plan, proposal: Proposal, one: Suggestion, key: str) -> None:
    action = state.reference().action(one.action)
    preferred = key == KEYS[0] and not proposal.suggested.is_no_link
    reason = joined(one.reasons)
    with st.container(border=True, horizontal=True):
        with st.container(gap="xxsmall"):
            st.markdown(
                f"**{escaped(action_words(action))}**  \n"
                f"{band_words(one.band)}, {sure_words(one.confidence)} · "
                f"{strength_words(one.strength)}  \n{escaped(reason)}"
            )
            _effects(action)
        with st.container(width=BUTTON_WIDTH, gap="xsmall"):
            st.button(
                t("Confirm"),
                key=_field(proposal, one.action, "confirm"),
                shortcut=key,
                type="primary" if preferred else "secondary",
                width="stretch",
                on_click=_confirm,
                args=(plan, proposal, one.action),
            )
            with st.popover(t("Change"), icon=":material/edit:", type="tertiary", width="stretch"):
                _details(proposal, one.action, reason, one.strength)


def _effects(action: CatalogueAction) -> None:
    reference = state.reference()
    addressed = "; ".join(
        factor_words(reference.factor_by_number[number]) for number in action.risk_factors
    )
    aggravated = in_one_line("; ", (sign_words(reference, sign) for sign in action.may_aggravate))
    harm = t("May aggravate: {signs}", signs=aggravated) if aggravated else ""
    st.caption(
        t("Addresses: {factors}", factors=addressed or t("no risk factor named"))
        + (f"  \n:material/warning: {harm}" if harm else "")
    )


def _details(proposal: Proposal, action: str, reason: str, strength: Strength) -> None:
    """The fields of a link: what is proposed stands in them and can be changed."""
    _reason(proposal, action, reason)
    st.selectbox(
        voice().label(LINK, "strength"),
        STRENGTHS,
        index=STRENGTHS.index(strength) if strength in STRENGTHS else 1,
        format_func=strength_words,
        key=_field(proposal, action, "strength"),
    )
    share = _field(proposal, action, "share")
    text_field(
        voice().label(LINK, "share"),
        share,
        placeholder=t("percent, if you know it"),
        help=voice().help(LINK, "share"),
    )


def _reason(proposal: Proposal, action: str, reason: str) -> None:
    key = _field(proposal, action, "reason")
    text_field(voice().label(LINK, "reason"), key, reason, height=90)


def _no_link(plan: Plan, proposal: Proposal) -> None:
    suggested = proposal.suggested
    reason = t("It serves no prevention action")
    said = ""
    if suggested.read:
        reason = joined(suggested.none_reasons) or reason
        proposed = f"{t('proposed')}, " if suggested.is_no_link else ""
        said = f"{proposed}{sure_words(suggested.none)}  \n"
    with st.container(border=True, horizontal=True):
        with st.container():
            st.markdown(f"**{t('No link')}**  \n{said}{escaped(reason)}")
        with st.container(width=BUTTON_WIDTH, gap="xsmall"):
            st.button(
                t("No link"),
                key=_field(proposal, "", "confirm"),
                shortcut="N",
                type="primary" if suggested.is_no_link else "secondary",
                width="stretch",
                on_click=_say_none,
                args=(plan, proposal),
            )
            with st.popover(t("Change"), icon=":material/edit:", type="tertiary", width="stretch"):
                _reason(proposal, "", reason)


def _another(plan: Plan, proposal: Proposal) -> None:
    reference = state.reference()
    with st.expander(t("Another action of the catalogue"), icon=":material/search:"):
        found = choosing.choose(
            voice().label(LINK, "action"),
            {one.id: action_words(one) for one in reference.actions},
            _field(proposal, "any", "another"),
            placeholder=t("Type a word to search"),
        )
        if found:
            action = reference.action(found)
            st.markdown(escaped(told(Message(action.what_it_is))))
            _effects(action)
            _details(proposal, found, t("Decided by a person"), Strength.INDIRECT)
            st.button(
                t("Confirm this link"),
                key=_field(proposal, found, "confirm-another"),
                on_click=_confirm,
                args=(plan, proposal, found),
            )


def _move_on(proposal: Proposal) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("Skip") if proposal.is_open else t("Next"),
            key=_field(proposal, "", "skip"),
            shortcut="S",
            icon=":material/skip_next:",
            on_click=decisions.skip,
            args=(proposal.programme.id,),
        )
        st.toggle(
            t("Stay here after confirming, to add another link"),
            key=state.key("mapping", "several"),
        )


def _confirm(plan: Plan, proposal: Proposal, action: str) -> None:
    strength = state.widget(_field(proposal, action, "strength"))
    try:
        share = typed(LINK.column("share"), state.widget(_field(proposal, action, "share")))
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    decision = LinkDecision(
        programme=proposal.programme.id,
        action=action,
        state=LinkState.CONFIRMED,
        reason=str(state.widget(_field(proposal, action, "reason")) or ""),
        strength=strength,
        share=share,  # type: ignore[arg-type]  # the column's kind makes it a number or None
    )
    _keep(
        plan,
        proposal,
        decision,
        t("{programme} → {action} confirmed", programme=_short(proposal), action=action),
    )


def _keep(plan: Plan, proposal: Proposal, decision: LinkDecision, what: str) -> None:
    if decisions.decide(plan, [decision], what):
        for part in ("reason", "share"):
            state.forget_typed(state.key("mapping", part, proposal.programme.id))
        stays = bool(state.widget(state.key("mapping", "several"))) and bool(decision.action)
        decisions.pin(proposal.programme.id if stays else "")


def _say_none(plan: Plan, proposal: Proposal) -> None:
    decision = LinkDecision(
        programme=proposal.programme.id,
        action="",
        state=LinkState.CONFIRMED,
        reason=str(state.widget(_field(proposal, "", "reason")) or ""),
    )
    _keep(plan, proposal, decision, t("{programme} → no link", programme=_short(proposal)))


def _short(proposal: Proposal) -> str:
    return escaped(shortened(proposal.programme.title, 32))
