"""A programme in words, beside the question what it serves: what is known, what was decided."""

from __future__ import annotations

import streamlit as st

from planner.analysis.mapping.screening import is_in_bulk
from planner.choices import LinkState
from planner.messages import NOT_KNOWN, Fact, Share, Sum, _
from planner.plan import Plan
from planner.reference import Reference
from planner.services.deciding import DECIDED
from planner.services.mapping import LinkDecision, Proposal
from planner.tables import Link, Ministry, Programme
from planner.ui import state
from planner.ui.mapping import decisions
from planner.ui.marks import action_words, strength_words
from planner.ui.markup import escaped
from planner.ui.text_fields import text_field
from planner.ui.words import t, told, voice

LONG = 700


def show(plan: Plan, proposal: Proposal) -> None:
    """Draw what is known of a programme and its links so far."""
    programme = proposal.programme
    st.subheader(escaped(programme.title), anchor=False)
    reference = escaped(programme.reference) or told(NOT_KNOWN)
    st.caption(t("{id} · reference {reference}", id=programme.id, reference=reference))
    st.markdown("  \n".join(_facts(plan, programme)))
    _description(programme.description)
    links = (*proposal.decided, *proposal.proposed)
    asked = next((one for one in links if one.state not in DECIDED or is_in_bulk(one)), None)
    for link in links:
        _link(plan, link, "H" if link is asked else None)


def _facts(plan: Plan, programme: Programme) -> tuple[str, ...]:
    ministry = plan.names(Ministry).get(programme.ministry)
    code = code_words(state.reference(), programme.purpose_code)
    budget: Fact = Sum(programme.budget, programme.currency)
    if programme.budget is not None and not programme.currency:
        budget = _("{sum}, currency not known", sum=budget)
    when: tuple[Fact, ...] = (programme.start, programme.end)
    return (
        t("**Ministry.** {ministry}", ministry=_known(ministry)),
        t("**Where.** {place}", place=_known(programme.country)),
        t("**When.** {start} to {end}", start=when[0], end=when[1])
        + (f" · {voice().answer(programme.status)}" if programme.status else ""),
        t("**Budget.** {budget}", budget=budget),
        t("**Code.** {code}", code=code),
    )


def _known(text: str | None) -> Fact:
    return escaped(text) if text else None


def code_words(reference: Reference, code: str) -> str:
    """An aid code with its name; one that was withdrawn, or that nobody knows, says so."""
    if not code:
        return t("none given")
    rows = reference.codes(code)
    if not rows:
        return t("{code}, which is in no list", code=escaped(code))
    named = escaped(f"{code} {rows[0].name}")
    return t("{code}, withdrawn", code=named) if rows[0].status == "withdrawn" else named


def _description(text: str) -> None:
    if not text:
        st.caption(t("No description."))
    elif len(text) <= LONG:
        st.markdown(escaped(text))
    else:
        st.markdown(f"{escaped(text[:LONG])}…")
        with st.expander(t("The whole description")):
            st.markdown(escaped(text))


def link_words(link: Link) -> str:
    """A link in words: the action, how closely it serves it, its state and share, and why."""
    action = state.reference().action_by_id.get(link.action)
    name = action_words(action) if action else link.action or t("No link")
    said = [
        f"**{escaped(name)}** {strength_words(link.strength)}",
        voice().answer(link.state) or t("Not said"),
        *([voice().answer(link.accepted)] if is_in_bulk(link) else []),
    ]
    if link.share is not None:
        said.append(t("{share} of the budget", share=Share(link.share / 100)))
    reason = f"  \n{escaped(link.reason)}" if link.reason else ""
    return f"{' · '.join(said)}{reason}"


def _link(plan: Plan, link: Link, shortcut: str | None) -> None:
    """A link as it stands, with a way to reject it, and to say that it holds where nobody has."""
    with st.container(border=True):
        st.markdown(link_words(link))
        if link.state is LinkState.REJECTED:
            return
        with st.container(horizontal=True):
            if link.state is not LinkState.CONFIRMED or is_in_bulk(link):
                st.button(
                    t("It holds") if is_in_bulk(link) else t("Confirm as proposed"),
                    key=state.key("mapping", "agree", link.id),
                    shortcut=shortcut,
                    on_click=_agree,
                    args=(plan, link),
                )
            with st.popover(t("Reject this"), icon=":material/block:", type="tertiary"):
                key = state.key("mapping", "reject", link.id)
                text_field(t("Reason"), key, placeholder=t("Why it does not hold"), height=80)
                st.button(t("Reject"), key=f"{key}:go", on_click=_reject, args=(plan, link, key))


def _agree(plan: Plan, link: Link) -> None:
    _decide(plan, link, LinkState.CONFIRMED, link.reason or told(_("Confirmed as it was proposed")))


def _reject(plan: Plan, link: Link, key: str) -> None:
    if _decide(plan, link, LinkState.REJECTED, str(state.widget(key) or "")):
        state.forget_typed(key)
        decisions.pin(link.programme)


def _decide(plan: Plan, link: Link, to: LinkState, reason: str) -> bool:
    decision = LinkDecision(programme=link.programme, action=link.action, state=to, reason=reason)
    told_as = t(
        "{programme} → {action}: {state}",
        programme=link.programme,
        action=escaped(link.action) or t("no link"),
        state=to,
    )
    return decisions.decide(plan, [decision], told_as)
