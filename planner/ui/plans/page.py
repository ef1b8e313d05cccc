"""The page of the plan itself: its details, goals, what cabinet is asked, who acts, its end."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.errors import PlannerError
from planner.plan import Plan
from planner.schema import Row, table_of
from planner.services import editing, plans
from planner.tables import (
    Body,
    Commitment,
    Consultation,
    Decision,
    Goal,
    Meeting,
    Member,
    PlanDetails,
)
from planner.ui import editor, frame, state
from planner.ui.forms import Group, row_form
from planner.ui.sections import section
from planner.ui.wording import counted, escaped
from planner.ui.words import told
from planner.values import clean

PAGE: Final = "plan"
DETAILS: Final = "Details"
MECHANISM: Final = "Mechanism"
KEEPING: Final = "Keeping"
GRIDS: Final[dict[str, tuple[type[Row], ...]]] = {
    "Goals": (Goal,),
    "Decisions for cabinet": (Decision,),
    MECHANISM: (Body, Member, Meeting),
    "Consultations": (Consultation,),
    "Promises": (Commitment,),
}
FORM: Final = (
    Group(title="", lines=(("title",), ("country", "scope", "language"))),
    Group(title="Period and money", lines=(("start", "end"), ("fiscal_month", "currency"))),
    Group(title="Substance", lines=(("framework",), ("vision",))),
    Group(
        title="Owner and approval",
        lines=(("focal_point", "classification"), ("approved_by", "approved_on")),
    ),
)


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page("plan", "What the plan covers, for whom, until when, and who steers it.")
    if plan is None:
        return
    part = section(PAGE, [DETAILS, *GRIDS, KEEPING])
    if part == DETAILS:
        details = plan.details if plan.details.id else PlanDetails(id=_first_id())
        row_form(plan, state.reference(), details, FORM, button="Save the details")
    elif part == KEEPING:
        _keeping(plan)
    else:
        _tables(plan, GRIDS[part])


def _first_id() -> str:
    return table_of(PlanDetails).id_for(1)


def _tables(plan: Plan, row_types: tuple[type[Row], ...]) -> None:
    for row_type in row_types:
        declared = table_of(row_type)
        if len(row_types) > 1:
            st.subheader(declared.many, anchor=False)
        st.caption(declared.help)
        editor.edit_table(plan, row_type)


def _keeping(plan: Plan) -> None:
    """Who acts here, whether the log is whole, and the end of the plan."""
    st.subheader("Who you act for", anchor=False)
    st.caption("Every change is recorded under this function or office, never a person's name.")
    st.text_input(
        "Function or office",
        value=state.actor(),
        key=state.key(PAGE, "actor"),
        on_change=_act_as,
        width=420,
    )
    st.subheader("Is the history whole?", anchor=False)
    st.caption("Every change carries a fingerprint of the one before it; this checks all of them.")
    if st.button("Check the history", key=state.key(PAGE, "verify"), icon=":material/verified:"):
        _verify(plan)
    st.subheader("Remove this plan", anchor=False)
    st.caption("Takes the plan out with its whole history. Export it first; this cannot be undone.")
    if st.button("Remove this plan", key=state.key(PAGE, "remove"), icon=":material/delete:"):
        _ask_to_remove(plan.name)


def _act_as() -> None:
    name = clean(state.widget(state.key(PAGE, "actor")) or "")
    if name:
        state.act_as(name)
        state.tell(f"From now on changes are recorded under {escaped(name)}.")
    else:
        state.tell("Name a function or an office.", kind="refused")


def _verify(plan: Plan) -> None:
    found = editing.verify(state.actor(), state.store(), plan.name)
    if found.problems:
        st.error("\n".join(f"- {escaped(told(one.sentence))}" for one in found.problems))
    else:
        revisions = counted(plan.revision, "revision")
        st.success(f"The history is whole: {revisions}, none changed since.")


@st.dialog("Remove this plan?")
def _ask_to_remove(name: str) -> None:
    if state.session().plan_name != name:
        frame.go(frame.HOME)
    frame.tell_now()
    st.markdown(f"**{escaped(name)}** will be gone for everybody who uses this database.")
    st.text_input("Type the plan's name to remove it", key=state.key(PAGE, "confirm"))
    st.button(
        "Remove it for good",
        type="primary",
        key=state.key(PAGE, "remove-now"),
        on_click=_remove,
        args=(name,),
    )


def _remove(name: str) -> None:
    if clean(state.widget(state.key(PAGE, "confirm")) or "") != name:
        state.tell(f"Nothing was removed: type {escaped(name)} first.", kind="refused")
        return
    try:
        plans.remove_plan(state.actor(), state.store(), name)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    state.open_plan("")
    state.tell(f"{escaped(name)} was removed.")
