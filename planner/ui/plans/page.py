"""The page of the plan itself: its details, goals, what cabinet is asked, who acts, its end."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.errors import PlannerError
from planner.messages import _
from planner.plan import Plan
from planner.schema import table_of
from planner.services import editing, plans
from planner.tables import PlanDetails
from planner.ui import frame, state
from planner.ui.forms import FieldGroup, row_form
from planner.ui.markup import escaped
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.text_fields import text_field
from planner.ui.words import t, tn, told
from planner.values import clean

PAGE: Final = "plan"
DETAILS, SETTINGS = PAGE, "settings"
FORM: Final = (
    FieldGroup(lines=(("title",), ("country", "scope", "language"))),
    FieldGroup(title=_("Period and money"), lines=(("start", "end"), ("fiscal_month", "currency"))),
    FieldGroup(title=_("Substance"), lines=(("framework", "assessment_months"), ("vision",))),
    FieldGroup(
        title=_("Owner and approval"),
        lines=(("focal_point", "classification"), ("approved_by", "approved_on")),
    ),
)


@frame.page(PAGE, _("What the plan covers, for whom, until when, and who steers it."))
def show(plan: Plan) -> None:
    """Draw the page."""
    parts = {DETAILS: _("Details"), **titles_of(PAGE), SETTINGS: _("Plan settings")}
    part = section(PAGE, parts)
    if part == DETAILS:
        first = PlanDetails(id=table_of(PlanDetails).id_for(1))
        details = plan.details if plan.details.id else first
        row_form(plan, state.reference(), details, FORM, button=t("Save the details"))
    elif part == SETTINGS:
        _settings(plan)
    else:
        draw_grids(plan, grids_of(PAGE)[part])


def _settings(plan: Plan) -> None:
    """Who acts here, whether the log is whole, and the end of the plan."""
    st.subheader(t("Who you act for"), anchor=False)
    st.caption(t("Every change is recorded under this function or office, never a person's name."))
    st.text_input(
        t("Function or office"),
        value=state.actor(),
        key=state.key(PAGE, "actor"),
        on_change=_act_as,
        width=420,
    )
    st.subheader(t("Name and copy of this plan"), anchor=False)
    st.caption(t("The name stands beside every page. Links to the plan still open it afterwards."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text_field(t("Name of the plan"), _named(plan), plan.name, width=420)
        for label, icon, act in (
            (t("Rename"), "edit", _rename),
            (t("Copy under this name"), "content_copy", _copy),
        ):
            key = state.key(PAGE, icon)
            st.button(label, key=key, icon=f":material/{icon}:", on_click=act, args=(plan,))
    frame.tell_now(PAGE)
    st.subheader(t("Is the history whole?"), anchor=False)
    st.caption(
        t("Every change carries a fingerprint of the one before it; this checks all of them.")
    )
    if st.button(t("Check the history"), key=state.key(PAGE, "verify"), icon=":material/verified:"):
        _verify(plan)
    st.subheader(t("Remove this plan"), anchor=False)
    st.caption(
        t("Removes the plan with its whole history. Export it first; this cannot be undone.")
    )
    if st.button(t("Remove this plan"), key=state.key(PAGE, "remove"), icon=":material/delete:"):
        _ask_to_remove(plan.name)


def _named(plan: Plan) -> str:
    return state.key(PAGE, "name", plan.name)


def _rename(plan: Plan) -> None:
    try:
        wanted = str(state.widget(_named(plan)) or "")
        name = plans.rename_plan(*state.at(plan), wanted)
    except PlannerError as failure:
        frame.tell_refusal(failure, PAGE)
        return
    state.forget_typed(_named(plan))
    said = t("{plan} is called {name} now.", plan=escaped(plan.name), name=escaped(name))
    state.tell(said, place=PAGE)


def _copy(plan: Plan) -> None:
    try:
        wanted = clean(str(state.widget(_named(plan)) or ""))
        name = plans.free_name(state.actor(), state.store(), wanted)
        plans.copy_plan(*state.at(plan), name)
    except PlannerError as failure:
        frame.tell_refusal(failure, PAGE)
        return
    state.forget_typed(_named(plan))
    state.open_plan(name)
    copied = t(
        "{copy} is a copy of {plan}, and open now.", copy=escaped(name), plan=escaped(plan.name)
    )
    state.tell(copied, place=PAGE)


def _act_as() -> None:
    name = clean(state.widget(state.key(PAGE, "actor")) or "")
    if name:
        state.act_as(name)
        state.tell(t("From now on changes are recorded under {name}.", name=escaped(name)))
    else:
        state.tell(t("Name a function or an office."), kind="refused")


def _verify(plan: Plan) -> None:
    found = editing.verify(*state.at(plan))
    if found.problems:
        st.error("\n".join(f"- {escaped(told(one.sentence))}" for one in found.problems))
    else:
        st.success(
            tn(
                "The history is whole: {number} revision, not changed since.",
                "The history is whole: {number} revisions, none changed since.",
                plan.revision,
            )
        )


def _ask_to_remove(name: str) -> None:
    def draw() -> None:
        if state.session().plan_name != name:  # it was removed
            frame.go(frame.HOME)
        frame.tell_now()
        gone = t(
            "**{plan}** will be gone for everybody who uses this database.", plan=escaped(name)
        )
        st.markdown(gone)
        st.text_input(t("Type the plan's name to remove it"), key=state.key(PAGE, "confirm"))
        st.button(
            t("Remove it for good"),
            type="primary",
            key=state.key(PAGE, "remove-now"),
            on_click=_remove,
            args=(name,),
        )

    frame.window(t("Remove this plan?"), draw)


def _remove(name: str) -> None:
    if clean(state.widget(state.key(PAGE, "confirm")) or "") != name:
        refusal = t("Nothing was removed: type {plan} first.", plan=escaped(name))
        state.tell(refusal, kind="refused")
        return
    try:
        plans.remove_plan(state.actor(), state.store(), name)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    state.open_plan("")
    state.tell(t("{plan} was removed.", plan=escaped(name)))
