"""What a person decided on this page a moment ago, what they skipped, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import streamlit as st

from planner.analysis.mapping.harms import harms_answer, sign_named
from planner.analysis.mapping.suggestions import Band, SuggestedHarm
from planner.changes import Entry
from planner.choices import LinkState
from planner.errors import PlannerError
from planner.plan import Plan
from planner.schema import table_of
from planner.services import mapping
from planner.services.mapping import LinkDecision, Proposal
from planner.tables import Harm
from planner.ui import editor, frame, state
from planner.ui.answer_view import answer_view
from planner.ui.marks import band_words, joined, sure_words
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, told, voice


@dataclass
class ScreeningQueue:
    """A person's place in the queue: programmes skipped, one that stays open, decisions made."""

    skipped: set[str] = field(default_factory=set[str])
    pinned: str = ""
    made: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def queue() -> ScreeningQueue:
    """The place of the person looking, in the plan that is open."""
    return state.kept(state.key("mapping", "queue"), ScreeningQueue)


def decide(plan: Plan, decisions: Iterable[LinkDecision], what: str) -> bool:
    """Keep decisions, and remember them for a way back; for callbacks."""
    return _kept(mapping.decide, plan, decisions, what)


def record_harm(plan: Plan, harm: Harm, what: str) -> bool:
    """Keep whether a sign may be raised, and remember it for a way back; for callbacks."""
    return _kept(mapping.record_harm, plan, harm, what)


def forget(plan: Plan, lessons: Iterable[tuple[str, str]], what: str) -> bool:
    """Keep that proposals leave lessons out, and remember it for a way back; for callbacks."""
    return _kept(mapping.forget, plan, lessons, what)


def _kept(keep: Callable[..., Entry], plan: Plan, decided: object, what: str) -> bool:
    try:
        entry = keep(*state.at(plan), decided, base_revision=plan.revision, tell=told)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return False
    queue().made.append((entry.revision, what))
    return True


def undo_last() -> None:
    """Take the last decision of this visit back; for callbacks."""
    if queue().made:
        revision, _what = queue().made.pop()
        frame.undo(revision)


def skip(programme: str) -> None:
    """Leave a programme for later; for callbacks."""
    queue().skipped.add(programme)
    queue().pinned = ""


def look_again() -> None:
    """Put what was skipped back into the queue; for callbacks."""
    queue().skipped.clear()


def pin(programme: str) -> None:
    """Keep a programme open although it is decided; for callbacks."""
    queue().pinned = programme


BUTTON_WIDTH = 130
HARM = table_of(Harm)


def overview(plan: Plan) -> None:
    """Draw what may raise risk in the whole plan, and the rows to edit."""
    answer_view(state.computed(harms_answer, plan))
    editor.edit_table(plan, Harm)


def show_raised(plan: Plan, proposal: Proposal) -> None:
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
            key=_harm_field(proposal, "any", "sign"),
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
                key=_harm_field(proposal, one.sign, "reject"),
                width="stretch",
                type="tertiary",
                on_click=_keep_harm,
                args=(plan, proposal, one.sign, LinkState.REJECTED),
            )


def _fields(proposal: Proposal, sign: str, why: str) -> None:
    for name, value in (("why", why), ("mitigation", ""), ("whose", "")):
        draw = st.text_area if name == "mitigation" else st.text_input
        draw(
            voice().label(HARM, name),
            value,
            key=_harm_field(proposal, sign, name),
            help=voice().help(HARM, name),
        )


def _record_button(plan: Plan, proposal: Proposal, sign: str) -> None:
    st.button(
        t("Record this indicator"),
        key=_harm_field(proposal, sign, "record"),
        on_click=_keep_harm,
        args=(plan, proposal, sign, LinkState.CONFIRMED),
    )


def _keep_harm(plan: Plan, proposal: Proposal, sign: str, decided: LinkState) -> None:
    def typed(name: str) -> str:
        return str(state.widget(_harm_field(proposal, sign, name)) or "")

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
    if record_harm(plan, harm, what):
        pin(proposal.programme.id)


def _harm_field(proposal: Proposal, sign: str, part: str) -> str:
    return state.key("mapping", "raised", part, proposal.programme.id, sign)


def _sign(sign: str) -> str:
    return told(sign_named(sign, state.reference()))
