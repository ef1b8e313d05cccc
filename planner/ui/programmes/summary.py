"""A programme in words, beside the question what it serves: what is known, what was decided."""

from __future__ import annotations

import streamlit as st

from planner.choices import LinkState
from planner.plan import Plan
from planner.reference import Reference
from planner.services.mapping import LinkDecision, Proposal
from planner.tables import Link, Ministry, Programme
from planner.ui import state
from planner.ui.mapping import decisions as deciding
from planner.ui.wording import NOT_KNOWN, escaped, money_words, strength_words

LONG = 700
AGREED = "Confirmed as it was proposed"


def show(plan: Plan, proposal: Proposal) -> None:
    """Draw what is known of a programme and its links so far."""
    programme = proposal.programme
    st.subheader(escaped(programme.title), anchor=False)
    st.caption(f"{programme.id} · reference {escaped(programme.reference) or NOT_KNOWN}")
    st.markdown("  \n".join(_facts(plan, programme)))
    st.markdown(f"**Code.** {code_words(state.reference(), programme.purpose_code)}")
    _description(programme.description)
    for link in (*proposal.decided, *proposal.proposed):
        _link(plan, link)


def _facts(plan: Plan, programme: Programme) -> tuple[str, ...]:
    ministry = plan.find(Ministry, programme.ministry)
    dates = f"{programme.start or NOT_KNOWN} to {programme.end or NOT_KNOWN}"
    currency = programme.currency or plan.details.currency
    return (
        f"**Ministry.** {escaped(ministry.name) if ministry else NOT_KNOWN}",
        f"**Where.** {escaped(programme.country) or NOT_KNOWN}",
        f"**When.** {dates}" + (f", {programme.status.label.lower()}" if programme.status else ""),
        f"**Budget.** {money_words(programme.budget, currency)}",
    )


def code_words(reference: Reference, code: str) -> str:
    """An aid code with its name; one that was withdrawn, or that nobody knows, says so."""
    if not code:
        return "none given"
    rows = reference.codes(code)
    if not rows:
        return f"{escaped(code)}, which is in no list"
    withdrawn = ", withdrawn" if rows[0].status == "withdrawn" else ""
    return f"{escaped(code)} {escaped(rows[0].name)}{withdrawn}"


def _description(text: str) -> None:
    if not text:
        st.caption("No description.")
    elif len(text) <= LONG:
        st.markdown(escaped(text))
    else:
        st.markdown(f"{escaped(text[:LONG])}…")
        with st.expander("The whole description"):
            st.markdown(escaped(text))


def _link(plan: Plan, link: Link) -> None:
    """A link as it stands, with a way to reject it."""
    action = state.reference().action_by_id.get(link.action)
    name = f"{link.action} {action.title}" if action else link.action or "No link"
    said = f"{link.state.label if link.state else 'Proposed'} · {strength_words(link.strength)}"
    share = f" · {link.share.normalize():f} % of the budget" if link.share is not None else ""
    with st.container(border=True):
        st.markdown(f"**{escaped(name)}**  \n{said}{share}  \n{escaped(link.reason)}")
        if link.state is LinkState.REJECTED:
            return
        with st.container(horizontal=True):
            if link.state is not LinkState.CONFIRMED:
                st.button(
                    "Confirm as proposed",
                    key=state.key("mapping", "agree", link.id),
                    on_click=_agree,
                    args=(plan, link),
                )
            with st.popover("Reject this", icon=":material/block:", type="tertiary"):
                key = state.key("mapping", "reject", link.id)
                st.text_area("Reason", key=key, placeholder="Why it does not hold", height=80)
                st.button("Reject", key=f"{key}:go", on_click=_reject, args=(plan, link, key))


def _agree(plan: Plan, link: Link) -> None:
    _decide(plan, link, LinkState.CONFIRMED, link.reason or AGREED)


def _reject(plan: Plan, link: Link, key: str) -> None:
    if _decide(plan, link, LinkState.REJECTED, str(state.widget(key) or "")):
        deciding.pin(link.programme)


def _decide(plan: Plan, link: Link, to: LinkState, reason: str) -> bool:
    decision = LinkDecision(programme=link.programme, action=link.action, state=to, reason=reason)
    told = f"{link.programme} → {escaped(link.action) or 'no link'} {to.label.lower()}"
    return deciding.decide(plan, [decision], told)
