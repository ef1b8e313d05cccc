"""The part of the page of coverage where routes, donors and partners are switched off."""

from __future__ import annotations

import streamlit as st

from planner.analysis.answers import Answer
from planner.analysis.coverage.stress import route_named, routes
from planner.analysis.coverage.stress_answer import scenario_answer, stress_answer
from planner.changes import insert
from planner.messages import _
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.tables import RouteScenario
from planner.ui import frame, state
from planner.ui.answer_view import answer_view
from planner.ui.text_fields import text_field
from planner.ui.words import t, told

PAGE = "coverage"


def stress_part(plan: Plan) -> None:
    """Choose what is switched off and see before and after; nothing chosen shows every scenario."""
    key = state.key(PAGE, "off")
    off = st.multiselect(
        told(table_named("scenarios").label("routes")),
        routes(plan),
        format_func=lambda one: told(route_named(one)),
        key=key,
        placeholder=t("Choose routes, donors or partners"),
        persist_state="session",
    )
    if not off:
        answer_view(state.computed(stress_answer, plan))
        return
    _keep(plan, tuple(off))
    answer_view(state.computed(_scenario, plan, tuple(off)))


def _scenario(plan: Plan, off: tuple[str, ...], reference: Reference) -> Answer:
    return scenario_answer(plan, reference, off)


def _keep(plan: Plan, off: tuple[str, ...]) -> None:
    """Give what is switched off a name, so that it stands beside the other scenarios."""
    if any(set(one.routes) == set(off) for one in plan.of(RouteScenario)):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = state.key(PAGE, "scenario_name", len(plan.of(RouteScenario)))
        name = text_field(told(table_named("scenarios").label("name")), key)
        if st.button(t("Keep as a scenario"), disabled=not name):
            row = RouteScenario(id=next(plan.next_ids(RouteScenario)), name=name, routes=off)
            reason = _("Scenario {name} kept", name=row.name)
            if frame.save([insert(row)], reason, base_revision=plan.revision) is not None:
                state.forget_typed(key)
                st.rerun()
