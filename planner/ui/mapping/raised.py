"""The other side of a programme: which signs it may raise, and what is done about it."""

from __future__ import annotations

import streamlit as st

from planner.analysis.mapping.harms import harms_answer, sign_named
from planner.analysis.mapping.suggestions import Band, SuggestedHarm
from planner.choices import LinkState
from planner.plan import Plan
from planner.schema import table_of
from planner.services.mapping import Proposal
from planner.tables import Harm
from planner.ui import editor, state
from planner.ui.answer_view import answer_view
from planner.ui.mapping import decisions
from planner.ui.marks import band_words, joined, sure_words
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, told, voice

BUTTON_WIDTH = 130
HARM = table_of(Harm)


def overview(plan: Plan) -> None:
    """Draw what may raise risk in the whole plan, and the rows to edit."""
    answer_view(state.computed(harms_answer, plan))
    editor.edit_table(plan, Harm)


def show(plan: Plan, proposal: Proposal) -> None:
    """Draw what is on record for a programme, what its words suggest, and a way to add a sign."""
    known = {one.sign: one for one in plan.of(Harm) if one.programme == proposal.programme.id}
    for one in known.values():
        if one.state is not LinkState.REJECTED:
            _on_record(one)
    for suggested in proposal.suggested.harms:
        if suggested.band is not Band.WEAK and suggested.sign not in known:
            _suggested(plan, proposal, suggested)
    with st.expander(t("It may raise another indicator"), icon=":material/warning:"):
        sign = st.selectbox(
            voice().label(HARM, "sign"),
            [one.number for one in state.reference().indicators],
            index=None,
            format_func=_sign,
            placeholder=t("Type a word to search"),
            key=_field(proposal, "any", "sign"),
        )
        if sign:
            _fields(proposal, sign, "")
            _record_button(plan, proposal, sign)


def _on_record(harm: Harm) -> None:
    done = harm.mitigation or t("Nothing is done about it yet.")
    st.markdown(
        t("**May raise** {sign}", sign=_sign(harm.sign)) + f"  \n{escaped(shortened(done, 200))}"
    )


def _suggested(plan: Plan, proposal: Proposal, one: SuggestedHarm) -> None:
    reason = joined(one.reasons)
    with st.container(border=True, horizontal=True):
        st.markdown(
            t("**May raise** {sign}", sign=_sign(one.sign))
            + f"  \n{band_words(one.band)}, {sure_words(one.confidence)}  \n{escaped(reason)}"
        )
        with st.container(width=BUTTON_WIDTH, gap="xsmall"):
            with st.popover(t("Record"), width="stretch"):
                _fields(proposal, one.sign, reason)
                _record_button(plan, proposal, one.sign)
            st.button(
                t("It does not"),
                key=_field(proposal, one.sign, "reject"),
                width="stretch",
                type="tertiary",
                on_click=_keep,
                args=(plan, proposal, one.sign, LinkState.REJECTED),
            )


def _fields(proposal: Proposal, sign: str, why: str) -> None:
    for name, value in (("why", why), ("mitigation", ""), ("whose", "")):
        draw = st.text_area if name == "mitigation" else st.text_input
        draw(
            voice().label(HARM, name),
            value,
            key=_field(proposal, sign, name),
            help=voice().help(HARM, name),
        )


def _record_button(plan: Plan, proposal: Proposal, sign: str) -> None:
    st.button(
        t("Record this indicator"),
        key=_field(proposal, sign, "record"),
        on_click=_keep,
        args=(plan, proposal, sign, LinkState.CONFIRMED),
    )


def _keep(plan: Plan, proposal: Proposal, sign: str, decided: LinkState) -> None:
    def typed(name: str) -> str:
        return str(state.widget(_field(proposal, sign, name)) or "")

    harm = Harm(
        programme=proposal.programme.id,
        sign=sign,
        state=decided,
        why=typed("why"),
        mitigation=typed("mitigation"),
        whose=typed("whose"),
    )
    title = escaped(shortened(proposal.programme.title, 32))
    what = (
        t("{programme}: may raise {sign}", programme=title, sign=sign)
        if decided is LinkState.CONFIRMED
        else t("{programme}: does not raise {sign}", programme=title, sign=sign)
    )
    if decisions.record_harm(plan, harm, what):
        decisions.pin(proposal.programme.id)


def _field(proposal: Proposal, sign: str, part: str) -> str:
    return state.key("mapping", "raised", part, proposal.programme.id, sign)


def _sign(sign: str) -> str:
    return told(sign_named(sign, state.reference()))
