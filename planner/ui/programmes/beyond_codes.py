"""What no aid code describes: the actions it hides, and a form to enter what a ministry does."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn, CellKind
from planner.analysis.mapping.beyond_codes import BeyondCodes, beyond_codes
from planner.errors import PlannerError
from planner.messages import Message, _
from planner.plan import Plan
from planner.reference import CatalogueAction
from planner.schema import table_of
from planner.services.beyond_codes import enter, in_order, link_named, named_actions
from planner.services.importing.empty_list import blank_list
from planner.tables import Ministry, Programme
from planner.ui import choosing, frame, state
from planner.ui.columns import typed
from planner.ui.listing import listing
from planner.ui.marks import action_words
from planner.ui.markup import escaped
from planner.ui.text_fields import text_field
from planner.ui.words import t, tn, told, voice

PAGE: Final = "beyond-codes"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(plan: Plan) -> None:
    """Draw what cannot be reached, what the plan has of it, and the ways to bring more in."""
    found = state.computed(_beyond, plan)
    asking = t("Only asking a ministry what it does brings them in.")
    st.markdown(f"**{escaped(told(found.sentence))}** {asking}")
    _named(plan)
    _form(plan)
    _list(found)


def _beyond(plan: Plan) -> BeyondCodes:
    return beyond_codes(plan, state.reference())


def blank_button(plan: Plan, part: str) -> None:
    """Offer the empty list that a ministry fills in and sends back."""
    st.download_button(
        t("Empty list for a ministry"),
        lambda: blank_list(plan),
        file_name="what-your-ministry-does.xlsx",
        mime=_SHEET,
        key=state.key(PAGE, "blank", part),
        on_click="ignore",
        icon=":material/download:",
        help=t(
            "“What your ministry does”: a line for each thing, with lists to choose from. Filled "
            "in, Import takes it as it is."
        ),
    )


def _named(plan: Plan) -> None:
    """Programmes whose own list says which action they are wait for a person's word."""
    named = named_actions(plan)
    if not named:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(
            tn(
                "{number} programme of a ministry's own list names the action served.",
                "{number} programmes of ministries' own lists name the action served.",
                len(named),
            )
        )
        st.button(
            t("Link them"),
            key=state.key(PAGE, "link-named"),
            on_click=_link_named,
            args=(plan,),
            icon=":material/link:",
        )


def _link_named(plan: Plan) -> None:
    try:
        entry = link_named(*state.at(plan))
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    if entry is not None:
        number = len(entry.changeset.changes)
        saved = tn("Saved: {number} link confirmed.", "Saved: {number} links confirmed.", number)
        state.tell(saved, undo=entry.revision)


def _list(found: BeyondCodes) -> None:
    """Every such action, those without a programme first."""
    st.subheader(t("Actions that no aid code reaches"), anchor=False)
    listing(
        sorted(found.actions, key=lambda one: one.id in found.programmes),
        (
            answers.text("plan", _("In this plan"), lambda one: _in_plan(found, one)),
            AnswerColumn("action", _("Action"), CellKind.TEXT, action_words, width=56),
            answers.text("area", _("Policy area"), area_words),
            answers.text("lead", _("Usual lead"), lambda one: Message(one.lead_ministry)),
        ),
        alt=t("Prevention actions that no aid code reaches, those without a programme first"),
        tall=8,
    )


def _in_plan(found: BeyondCodes, action: CatalogueAction) -> str:
    programmes = found.programmes.get(action.id, ())
    return f"✓ {', '.join(programmes)}" if programmes else f"○ {t('none yet')}"


def area_words(action: CatalogueAction) -> str:
    """The policy area of an action as a word, as in “Human rights”."""
    return voice().answer(action.family)


def _form(plan: Plan) -> None:
    st.subheader(t("Enter something that is no aid programme"), anchor=False)
    kinds = {one.id: f"{area_words(one)}: {told(one.name)} ({one.id})" for one in in_order(plan)}
    with st.container(border=True):  # no form: it would lose what is typed when the page is left
        text_field(
            t("What is done *"),
            _key("title"),
            placeholder=t("In a few words"),
            persist_state="session",
        )
        with st.grid(2, min_column_width=280):
            choosing.choose(
                t("What kind of thing it is"),
                kinds,
                _key("action"),
                placeholder=t("Choose; if none fits, leave it empty"),
            )
            choosing.choose(
                voice().label(table_of(Programme), "ministry"),
                plan.names(Ministry),
                _key("ministry"),
                placeholder=t("Choose; or type the name of a new one"),
                accept_new_options=True,
            )
        with st.grid(3, min_column_width=150):
            for label, part in ((t("From"), "start"), (t("Until"), "end")):
                st.date_input(
                    label,
                    state.typed(_key(part), None),
                    key=_key(part),
                    format="YYYY-MM-DD",
                    persist_state="session",
                )
            currency = plan.details.currency or t("the plan's currency")
            label = t("Money in {currency}, if any", currency=currency)
            text_field(label, _key("budget"), persist_state="session")
        st.button(t("Enter it"), type="primary", key=_key("enter"), on_click=_enter, args=(plan,))
    blank_button(plan, "programmes")


def _entered() -> list[str]:
    """What this person has entered in this visit; the form starts empty after each."""
    return state.kept(state.key(PAGE, "entered"), list[str])


def _key(part: str) -> str:
    return state.key(PAGE, part, len(_entered()))


def _enter(plan: Plan) -> None:
    held = {part: state.widget(_key(part)) for part in ("title", "start", "end", "budget")}
    held |= {part: choosing.held(_key(part)) for part in ("action", "ministry")}
    ministry = str(held["ministry"] or "")
    is_known = plan.find(Ministry, ministry) is not None
    try:
        entry = enter(
            *state.at(plan),
            Programme(
                title=str(held["title"] or ""),
                ministry=ministry if is_known else "",
                start=held["start"],
                end=held["end"],
                budget=typed(table_of(Programme).column("budget"), held["budget"]),  # type: ignore[arg-type]  # a sum
            ),
            action=str(held["action"] or ""),
            new_ministry="" if is_known else ministry,
            base_revision=plan.revision,
        )
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    _entered().append(entry.hash)
    state.forget_typed(state.key(PAGE, ""))
    what = t("Entered: {title}.", title=escaped(str(held["title"])))
    state.tell(what, undo=entry.revision)
