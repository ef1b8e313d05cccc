"""The dialog that drafts an action of the plan from a gap or from the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from planner.analysis.actions import drafting
from planner.analysis.actions.drafting import Candidate, candidates
from planner.analysis.coverage.caution import evidence_on
from planner.analysis.coverage.coverage_answer import EVIDENCE
from planner.analysis.mapping.harms import sign_named
from planner.messages import Message, _
from planner.plan import Plan
from planner.reference import CatalogueAction, Reference
from planner.ui import frame, links, state
from planner.ui.marks import factor_words
from planner.ui.markup import Markup, escaped, in_one_line
from planner.ui.words import t, told


def from_gap(number: int) -> None:
    """Let a person choose among the catalogue actions that address a risk factor."""
    title = t("Draft an action for a risk factor")
    frame.window(title, lambda: _drawn(partial(_for_factor, number)), "large")


def from_catalogue() -> None:
    """Let a person choose any catalogue action."""
    frame.window(t("Add an action from the catalogue"), lambda: _drawn(_any), "large")


def _drawn(choose: Callable[[Plan, Reference], None]) -> None:
    """Where the action was drafted, leave for it: this window would not know it any more."""
    made = state.key("drafting", "made")
    if state.widget(made):
        state.set_widget(made, "")
        frame.go(links.ACTIONS)
    plan = state.current_plan()
    if plan is not None:
        choose(plan, state.reference())


def _for_factor(number: int, plan: Plan, reference: Reference) -> None:
    factor = reference.factor_by_number[number]
    st.markdown(
        f"**{number} {escaped(told(factor.name))}.** {escaped(told(Message(factor.meaning)))}"
    )
    if beyond := drafting.out_of_reach(plan, reference, number):
        st.caption(told(beyond))
    found = {one.action.id: one for one in candidates(plan, reference, number)}
    if not found:
        st.info(told(drafting.none_left(plan, reference, number)))
        return
    chosen = st.selectbox(
        t("Catalogue action, the most fitting first"),
        list(found),
        format_func=lambda one: _label(found[one].action),
        key=state.key("drafting", "action", number),
    )
    _candidate(reference, found[chosen])
    if reaches := found[chosen].reaches:
        reached = (sign_words(reference, sign) for sign in reaches)
        st.markdown(t("**Lowers here:** {signs}", signs=in_one_line("; ", reached)))
    _button(plan, reference, chosen)


def _any(plan: Plan, reference: Reference) -> None:
    names = {one.id: _label(one) for one in reference.actions}
    chosen = st.selectbox(
        t("Catalogue action"),
        list(names),
        index=None,
        format_func=lambda one: names.get(one, str(one)),
        placeholder=t("Type a word to search"),
        key=state.key("drafting", "any"),
    )
    if chosen is None:
        return
    action = reference.action(chosen)
    lead = drafting.proposed_lead(plan, action)
    typical = _("typically led by {typical}", typical=action.lead_ministry)
    _candidate(reference, Candidate(action=action, lead=lead, reason=typical))
    _button(plan, reference, chosen)


def _label(action: CatalogueAction) -> str:
    name = f"{action.id} {told(action.name)}"
    return told(_("{action} · coercive", action=name)) if action.is_coercive else name


def _candidate(reference: Reference, candidate: Candidate) -> None:
    action = candidate.action
    st.markdown(escaped(told(Message(action.what_it_is))))
    nobody = t("no ministry of this plan fits; choose one later")
    lead = escaped(candidate.lead.name) if candidate.lead else nobody
    reason = escaped(told(candidate.reason))
    st.markdown(t("**Lead:** {ministry} ({reason})", ministry=lead, reason=reason))
    addressed = (factor_words(reference.factor_by_number[number]) for number in action.risk_factors)
    st.markdown(t("**Addresses:** {factors}", factors=in_one_line("; ", addressed)))
    effects(reference, action)


def effects(reference: Reference, action: CatalogueAction) -> None:
    """What speaks for caution: coercion, signs it may aggravate, public evidence on its tool."""
    if action.is_coercive:
        st.warning(
            t(
                "Coercive ({kind}): prevention comes first; a legal basis is asked for.",
                kind=action.coercive,
            ),
            icon=":material/gavel:",
        )
    if action.may_aggravate:
        signs = "\n".join(f"- {sign_words(reference, sign)}" for sign in action.may_aggravate)
        st.warning(f"{t('It may aggravate:')}\n{signs}", icon=":material/warning:")
    sources = dict.fromkeys(tool.source for tool in reference.tools_for(action.id))
    for said in (*evidence_on(action.id, reference), *sources):
        st.caption(
            escaped(f"{told(EVIDENCE)}: {told(said)}" if isinstance(said, Message) else said)
        )


def sign_words(reference: Reference, sign: str) -> Markup:
    """An indicator or a risk factor by its number and words, unverified wording marked."""
    return escaped(told(sign_named(sign, reference)))


def _button(plan: Plan, reference: Reference, catalogue_id: str) -> None:
    action_id, made = drafting.draft(plan, reference, catalogue_id, state.today(), told)
    st.caption(
        t(
            "The draft gets title, lead, dates of the plan, risk factors, possible harms and a "
            "results indicator; everything can be changed afterwards."
        )
    )

    def add() -> None:
        reason = _("Drafted from catalogue action {id}", id=catalogue_id)
        if frame.save(made, reason, base_revision=plan.revision) is not None:
            links.open_action(action_id)
            state.set_widget(state.key("drafting", "made"), action_id)

    st.button(t("Draft this action"), type="primary", on_click=add)
