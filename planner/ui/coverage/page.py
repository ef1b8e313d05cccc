"""The page of coverage: what covers each risk factor, and the gaps with a way to fill them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from planner.analysis.coverage import factors
from planner.analysis.coverage.coverage_answer import (
    ALL,
    MEASURES,
    CoverMeasure,
    Places,
    coverage_answer,
    family_places,
    ministry_places,
    situation_places,
    widest,
)
from planner.analysis.coverage.factors import Coverage, FactorCoverage
from planner.analysis.coverage.gaps import GAP_LABELS
from planner.analysis.registry import ANSWERS, answered, answers_of
from planner.messages import Share, _
from planner.plan import Plan, table_named
from planner.ui import frame, guidance, state
from planner.ui.actions import draft_dialog
from planner.ui.answer_view import answer_view, not_known, table_view
from planner.ui.coverage import cell_rows
from planner.ui.coverage.chart import WHOLE, show_matrix
from planner.ui.coverage.stress_part import stress_part
from planner.ui.marks import factor_words, level_words
from planner.ui.markup import escaped
from planner.ui.money import currency
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.words import capital, t, tn, told

PAGE = "coverage"
MATRIX, GAPS, STRESS = "matrix", "gaps", "stress"
FAMILY, MINISTRY, SITUATION = "family", "ministry", "situation"
_PLACES: Final = {FAMILY: family_places, MINISTRY: ministry_places, SITUATION: situation_places}


@frame.page(
    PAGE,
    _(
        "What already works against each risk factor, who provides it with what money, and "
        "where nothing does."
    ),
)
def show(plan: Plan) -> None:
    """Draw the page."""
    coverage = state.computed(factors.coverage, plan)
    not_known(coverage_answer(coverage, plan, state.reference()))
    currency.ask(plan)
    _screened(coverage)
    guidance.beside()
    parts = {
        MATRIX: _("Matrix"),
        GAPS: _("Gaps in order"),
        **{kind.key: kind.title for kind in answers_of("coverage")[1:]},
        **titles_of(PAGE),
    }
    part = section(PAGE, parts, {GAPS: len(coverage.gaps)})
    if part == GAPS:
        _gaps(coverage)
        by_place = coverage_answer(coverage, plan, state.reference()).table("situations")
        table_view(by_place, state.key(PAGE, "situations"))
    elif part == MATRIX:
        _matrix(plan, coverage)
    elif part == STRESS:
        stress_part(plan)
    elif part in ANSWERS:
        answer_view(state.computed(answered, plan, part, state.today()))
    else:
        draw_grids(plan, grids_of(PAGE)[part])


def _screened(coverage: Coverage) -> None:
    found = coverage.screening
    waiting = found.proposed + found.undecided
    if found.decided_share is None:
        st.info(t("No programmes yet: until they are imported, only actions cover anything."))
        frame.link("importing", t("Import"))
    elif waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                tn(
                    "Screened: **{share}** of the programmes ({linked} linked, {none} with no "
                    "link). {number} programme still to decide on is not counted here.",
                    "Screened: **{share}** of the programmes ({linked} linked, {none} with no "
                    "link). {number} programmes still to decide on are not counted here.",
                    waiting,
                    share=Share(found.decided_share),
                    linked=found.linked,
                    none=found.no_link,
                ),
                width="content",
            )
            frame.link("mapping", t("Go on screening"))
    if found.in_bulk:
        st.warning(escaped(told(found.unseen)), icon=":material/checklist:")


def _matrix(plan: Plan, coverage: Coverage) -> None:
    against_names = {
        FAMILY: _("Policy family"),
        MINISTRY: _("Ministry"),
        SITUATION: table_named("ratings").label("situation"),
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        against = st.segmented_control(
            t("Against"),
            list(against_names),
            default=FAMILY,
            required=True,
            format_func=lambda one: told(against_names[one]),
            key=state.key(PAGE, "against"),
            persist_state="session",
        )
        measure = st.segmented_control(
            t("Count"),
            list(CoverMeasure),
            default=CoverMeasure.PROGRAMMES,
            required=True,
            format_func=lambda one: told(MEASURES[one]),
            key=state.key(PAGE, "measure"),
            persist_state="session",
        )
        with st.popover(t("What is counted"), icon=":material/help:"):
            st.markdown(guidance.text(PAGE))
    places = _PLACES[against or FAMILY](coverage, plan)
    drawn = widest(coverage, places)
    counted = CoverMeasure(measure or CoverMeasure.PROGRAMMES)
    show_matrix(coverage, drawn, counted, state.key(PAGE, "matrix", against, measure), _choose)
    _cell(plan, coverage, replace(drawn, names={**places.names, **drawn.names}))


def _choose(chosen: tuple[str, ...]) -> None:
    factor, place = chosen
    state.set_widget(state.key(PAGE, "factor"), int(factor))
    state.set_widget(state.key(PAGE, "place"), place)


def _cell(plan: Plan, coverage: Coverage, places: Places) -> None:
    """The rows behind one cell, chosen by a click above or in the two fields."""
    factors = {factor.number: factor for factor in coverage.factors}
    names = {ALL: WHOLE, **places.names}
    st.subheader(t("What stands behind a cell"), anchor=False)
    left, right = st.columns([2, 1])
    number = left.selectbox(
        told(table_named("ratings").label("risk_factor")),
        list(factors),
        format_func=lambda one: factor_words(factors[one].risk.factor),
        key=state.key(PAGE, "factor"),
        persist_state="session",
    )
    place_key = state.key(PAGE, "place")
    if state.widget(place_key) not in names:
        state.set_widget(place_key, ALL)
    place = right.selectbox(
        t("In"),
        list(names),
        format_func=lambda one: told(names[one]),
        key=place_key,
    )
    st.markdown(escaped(told(factors[number].reason)))
    cell_rows.rows(plan, places.cover(factors[number], place), coverage.currency)


def _gaps(coverage: Coverage) -> None:
    if not coverage.gaps:
        st.success(t("No gap: at least two solid things cover every risk factor."))
        return
    st.caption(
        t(
            "In order: the highest level first; then no cover, no money, only weak links, only one "
            "support. What nobody has assessed stands before what is low."
        )
    )
    for place, factor in enumerate(coverage.gaps):
        _gap(factor, is_first=place == 0)


def _gap(factor: FactorCoverage, *, is_first: bool) -> None:
    with st.container(border=True):
        said, kind, todo = st.columns([6, 2, 2], vertical_alignment="center")
        name = escaped(factor_words(factor.risk.factor))
        said.markdown(f"**{name}**  \n{escaped(told(factor.reason))}")
        gap = capital(told(GAP_LABELS[factor.gap])) if factor.gap else ""
        kind.markdown(f"{level_words(factor.level)}  \n{gap}")
        if todo.button(
            t("Draft an action"),
            key=state.key(PAGE, "draft", factor.number),
            type="primary" if is_first else "secondary",
            width="stretch",
        ):
            draft_dialog.from_gap(factor.number)
