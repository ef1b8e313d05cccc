"""What no aid code describes: the actions it hides, and a form to enter what a ministry does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from planner.analysis.mapping.beyond_codes import BeyondCodes, beyond_codes
from planner.errors import PlannerError
from planner.plan import Plan
from planner.reference import CatalogueAction
from planner.schema import table_of
from planner.services.beyond_codes import enter, in_order, link_named, named_actions
from planner.services.importing.empty_list import blank_list
from planner.tables import Ministry, Programme
from planner.ui import frame, state
from planner.ui.columns import typed
from planner.ui.wording import counted, escaped
from planner.ui.words import told

PAGE: Final = "beyond-codes"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(plan: Plan) -> None:
    """Draw what cannot be reached, what the plan has of it, and the ways to bring more in."""
    found = state.computed(_beyond, plan)
    st.markdown(f"**{told(found.sentence)}** Only asking a ministry what it does brings them in.")
    _named(plan)
    _form(plan)
    _list(found)


def _beyond(plan: Plan) -> BeyondCodes:
    return beyond_codes(plan, state.reference())


def blank_button(plan: Plan, part: str) -> None:
    """Offer the empty list that a ministry fills in and sends back."""
    st.download_button(
        "Empty list for a ministry",
        lambda: blank_list(plan),
        file_name="what-your-ministry-does.xlsx",
        mime=_SHEET,
        key=state.key(PAGE, "blank", part),
        on_click="ignore",
        icon=":material/download:",
        help="“What your ministry does”: a line for each thing, with lists to choose from. Filled "
        "in, it is taken in by Import as it is.",
    )


def _named(plan: Plan) -> None:
    """Programmes whose own list says which action they are wait for a person's word."""
    named = named_actions(plan)
    if not named:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        verb = "names" if len(named) == 1 else "name"
        st.info(
            f"{counted(len(named), 'programme')} of ministries' own lists {verb} the action served."
        )
        st.button(
            "Link them",
            key=state.key(PAGE, "link-named"),
            on_click=_link_named,
            args=(plan,),
            icon=":material/link:",
        )


def _link_named(plan: Plan) -> None:
    try:
        entry = link_named(state.actor(), state.store(), plan.name)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    if entry is not None:
        links = counted(len(entry.changeset.changes), "link")
        state.tell(f"Saved: {links} confirmed.", undo=entry.revision)


def _list(found: BeyondCodes) -> None:
    """Every such action, those without a programme first."""
    st.subheader("Actions that no aid code reaches", anchor=False)
    ordered = sorted(found.actions, key=lambda one: one.id in found.programmes)
    st.dataframe(
        pd.DataFrame(
            {
                "In this plan": [_in_plan(found, one) for one in ordered],
                "Action": [f"{one.id} {one.title}" for one in ordered],
                "Family": [area_words(one) for one in ordered],
                "Usual lead": [one.lead_ministry for one in ordered],
            }
        ),
        hide_index=True,
        height=35 * 9 + 3,
        column_config={"Action": st.column_config.TextColumn(width=400)},
        alt="Prevention actions that no aid code reaches, those without a programme first",
    )


def _in_plan(found: BeyondCodes, action: CatalogueAction) -> str:
    programmes = found.programmes.get(action.id, ())
    return f"✓ {', '.join(programmes)}" if programmes else "○ none yet"


def area_words(action: CatalogueAction) -> str:
    """The policy area of an action as a word, as in “Human rights”."""
    return action.policy_area.replace("-", " ").capitalize()


def _form(plan: Plan) -> None:
    st.subheader("Enter something that is no aid programme", anchor=False)
    kinds = {one.id: f"{area_words(one)}: {one.title} ({one.id})" for one in in_order(plan)}
    ministries = plan.names(Ministry)
    with st.form(_key(plan, "form")):
        st.text_input("What is done *", key=_key(plan, "title"), placeholder="In a few words")
        with st.grid(2, min_column_width=280):
            _choice(
                plan, "action", "What kind of thing it is", kinds, "if none fits, leave it empty"
            )
            _choice(plan, "ministry", "Ministry", ministries, "or type the name of a new one")
        with st.grid(3, min_column_width=150):
            st.date_input("From", value=None, key=_key(plan, "start"), format="YYYY-MM-DD")
            st.date_input("Until", value=None, key=_key(plan, "end"), format="YYYY-MM-DD")
            currency = plan.details.currency or "the plan's currency"
            st.text_input(f"Money in {currency}, if any", key=_key(plan, "budget"))
        st.form_submit_button("Enter it", type="primary", on_click=_enter, args=(plan,))
    blank_button(plan, "programmes")


def _choice(plan: Plan, part: str, label: str, shown: Mapping[str, str], otherwise: str) -> None:
    st.selectbox(
        label,
        list(shown),
        index=None,
        format_func=lambda one: shown.get(one, str(one)),
        key=_key(plan, part),
        placeholder=f"Choose; {otherwise}",
        accept_new_options=part == "ministry",
    )


def _key(plan: Plan, part: str) -> str:
    """The key of a field; after every change of the plan the form starts empty again."""
    return state.key(PAGE, part, plan.revision)


def _enter(plan: Plan) -> None:
    held = {
        part: state.widget(_key(plan, part))
        for part in ("title", "action", "ministry", "start", "end", "budget")
    }
    ministry = str(held["ministry"] or "")
    is_known = plan.find(Ministry, ministry) is not None
    try:
        entry = enter(
            state.actor(),
            state.store(),
            plan.name,
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
    state.tell(f"Entered: {escaped(str(held['title']))}.", undo=entry.revision)
