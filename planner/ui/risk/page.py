"""The page of risks: the picture, factors assessed one after the other, and what happened."""

from __future__ import annotations

import streamlit as st

from planner.analysis.answers import Answer, Bars
from planner.analysis.registry import answered
from planner.analysis.risk.assessments import assessments
from planner.analysis.risk.picture import risk_picture
from planner.messages import _
from planner.plan import Plan
from planner.reference import Reference
from planner.tables import Incident, Situation
from planner.ui import choosing, editor, frame, guidance, state
from planner.ui.answer_view import figure_view, findings, not_known, sentences, table_view
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.markup import escaped
from planner.ui.risk import assessing, incident_alert
from planner.ui.risk.chart import ratings_drawing
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.words import t

PAGE = "risks"
PICTURE, ASSESS, INCIDENTS = "picture", "assess", "incidents"


@frame.page(
    PAGE,
    _(
        "How strongly each risk factor shows in each situation, and on what evidence. Levels "
        "are never added up to one number."
    ),
)
def show(plan: Plan) -> None:
    """Draw the page."""
    reference = state.reference()
    _framework(plan, reference)
    guidance.beside()
    part = section(PAGE, {PICTURE: _("Picture"), ASSESS: _("Assess"), **titles_of(PAGE)})
    found = state.computed(answered, plan, "risks", state.today())
    if part not in (PICTURE, ASSESS):
        if part == INCIDENTS:
            _incidents(plan, found)
        draw_grids(plan, grids_of(PAGE)[part])
    elif not plan.of(Situation):
        st.info(t("Add a situation first: the country, a district, or a country abroad."))
        editor.edit_table(plan, Situation)
    elif part == ASSESS:
        assessing.draw(plan, reference)
    else:
        _picture(plan, found)


def _framework(plan: Plan, reference: Reference) -> None:
    verified = sum(sign.is_verified for sign in reference.indicators)
    st.caption(
        t(
            "Framework: {framework}. Indicators compared with its wording: {verified} of {all}; "
            "the others are marked wherever they show.",
            framework=escaped(plan.details.framework) or _("not named yet"),
            verified=verified,
            all=len(reference.indicators),
        )
    )


def _picture(plan: Plan, found: Answer) -> None:
    sentences(found)
    drawing = ratings_drawing(
        state.computed(risk_picture, plan), state.computed(assessments, plan, state.today())
    )
    show_drawing(drawing, state.key(PAGE, "grid"), _open)
    findings([one for one in found.findings if one.targets[0].table != "risk_factors"], PAGE)
    for key in ("situations", "assessments", "strengths"):
        if found.table(key).lines:
            table_view(found.table(key), state.key(PAGE, "table", key))


def _open(chosen: tuple[str, ...]) -> None:
    """Leave for the form in which that factor is assessed there."""
    for name, value in zip(("situation", "factor"), chosen, strict=True):
        choosing.hold(state.key(PAGE, name), value)
    state.set_widget(state.key(PAGE, "section"), ASSESS)


def _incidents(plan: Plan, found: Answer) -> None:
    not_known(found)
    if not plan.of(Incident):
        st.info(t("No incident is recorded yet. Add one below, or import a spreadsheet of them."))
        frame.link("importing", t("Import"))
        return
    for figure in found.figures:
        if isinstance(figure, Bars):
            figure_view(figure, state.key(PAGE, "by-month"))
    table_view(found.table("incidents"), state.key(PAGE, "table", "incidents"))
    incident_alert.draw(plan)
