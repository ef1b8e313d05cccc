"""The dialog that drafts an action of the plan from a gap or from the catalogue."""

from __future__ import annotations

import streamlit as st

from planner.analysis.actions import drafting
from planner.analysis.actions.drafting import Candidate, candidates
from planner.messages import _
from planner.plan import Plan
from planner.reference import CatalogueAction, Reference
from planner.ui import frame, links, state
from planner.ui.wording import escaped
from planner.ui.words import told

NO_MINISTRY = "no ministry of this plan fits; choose one later"


@st.dialog("Draft an action for a risk factor", width="large")
def from_gap(number: int) -> None:
    """Let a person choose among the catalogue actions that address a risk factor."""
    _leave_when_drafted()
    plan, reference = state.current_plan(), state.reference()
    if plan is None:
        return
    factor = reference.factor_by_number[number]
    st.markdown(f"**{number} {factor.title}.** {factor.meaning}")
    found = {one.action.id: one for one in candidates(plan, reference, number)}
    if not found:
        st.info("Every catalogue action that addresses this factor is in the plan already.")
        return
    chosen = st.selectbox(
        "Catalogue action, what does not coerce first",
        list(found),
        format_func=lambda one: _label(found[one].action),
        key=state.key("drafting", "action", number),
    )
    _candidate(reference, found[chosen])
    _button(plan, reference, chosen)


@st.dialog("Add an action from the catalogue", width="large")
def from_catalogue() -> None:
    """Let a person choose any catalogue action."""
    _leave_when_drafted()
    plan, reference = state.current_plan(), state.reference()
    if plan is None:
        return
    names = {one.id: _label(one) for one in reference.actions}
    chosen = st.selectbox(
        "Catalogue action",
        list(names),
        index=None,
        format_func=lambda one: names.get(one, str(one)),
        placeholder="Type a word to search",
        key=state.key("drafting", "any"),
    )
    if chosen is None:
        return
    lead = drafting.proposed_lead(plan, reference.action(chosen))
    typical = reference.action(chosen).lead_ministry
    reason = _("typically led by {typical}", typical=typical)
    _candidate(reference, Candidate(action=reference.action(chosen), lead=lead, reason=reason))
    _button(plan, reference, chosen)


def _label(action: CatalogueAction) -> str:
    return f"{action.id} {action.title}{' · coercive' if action.is_coercive else ''}"


def _candidate(reference: Reference, candidate: Candidate) -> None:
    action = candidate.action
    st.markdown(escaped(action.what_it_is))
    lead = escaped(candidate.lead.name) if candidate.lead else NO_MINISTRY
    st.markdown(f"**Lead:** {lead} ({escaped(told(candidate.reason))})")
    addressed = "; ".join(
        f"{number} {reference.factor_by_number[number].title}" for number in action.risk_factors
    )
    st.markdown(f"**Addresses:** {addressed}")
    effects(reference, action)


def effects(reference: Reference, action: CatalogueAction) -> None:
    """What speaks for caution: coercion, signs it may aggravate, public evidence on its tool."""
    if action.is_coercive:
        st.warning(
            f"Coercive ({action.coercive}): prevention comes first; a legal basis is asked for.",
            icon=":material/gavel:",
        )
    if action.may_aggravate:
        signs = "\n".join(f"- {sign_words(reference, sign)}" for sign in action.may_aggravate)
        st.warning(f"It may aggravate:\n{signs}", icon=":material/warning:")
    for tool in reference.tools_for(action.id):
        st.caption(
            f"Public evidence on {escaped(tool.tool.lower())}: {tool.fewer} findings of fewer "
            f"harms, {tool.none_or_mixed} of none or mixed effect, {tool.more} of more. "
            f"{escaped(tool.source)}."
        )


def sign_words(reference: Reference, sign: str) -> str:
    """An indicator or a risk factor by its number and words, unverified wording marked."""
    indicator = reference.indicator_by_number.get(sign)
    if indicator is not None:
        return f"{sign} {escaped(indicator.marked_label)}"
    factor = reference.factor_by_number.get(int(sign)) if sign.isdecimal() else None
    return f"{sign} {factor.title}" if factor else escaped(sign)


def _button(plan: Plan, reference: Reference, catalogue_id: str) -> None:
    action_id, made = drafting.draft(plan, reference, catalogue_id, state.today(), told)
    st.caption(
        "The draft gets title, lead, dates of the plan, risk factors, possible harms and a "
        "measure; everything can be changed afterwards."
    )

    def add() -> None:
        reason = f"Drafted from catalogue action {catalogue_id}"
        if frame.save(made, reason, base_revision=plan.revision) is not None:
            links.open_action(action_id)
            state.set_widget(state.key("drafting", "made"), action_id)

    st.button("Draft this action", type="primary", on_click=add)


def _leave_when_drafted() -> None:
    """Go where the new action lies open; the window that drafted it would not know it any more."""
    made = state.key("drafting", "made")
    if state.widget(made):
        state.set_widget(made, "")
        frame.go(links.ACTIONS)
