"""The page of coverage: what covers each risk factor, and the gaps with a way to fill them."""

from __future__ import annotations

import streamlit as st

from planner.analysis.coverage.factors import Coverage, FactorCoverage
from planner.plan import Plan
from planner.ui import frame, guidance, results, state
from planner.ui.actions import draft_dialog
from planner.ui.charts.drawing import show_clickable
from planner.ui.coverage import cell_rows as covering
from planner.ui.coverage.chart import matrix_drawing
from planner.ui.coverage.matrix import ALL, Matrix, Measure, by_family, by_ministry
from planner.ui.sections import section
from planner.ui.wording import GAP_WORDS, counted, escaped, level_words, percent_words
from planner.ui.words import told

PAGE = "coverage"
MATRIX, GAPS = "Matrix", "Gaps in order"
FAMILY, MINISTRY = "Policy family", "Ministry"


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "coverage",
        "What already works against each risk factor, who provides it with what money, and where "
        "nothing does.",
    )
    if plan is None:
        return
    coverage = results.coverage_of(plan)
    _mapped(coverage)
    if section(PAGE, [MATRIX, GAPS], {GAPS: len(coverage.gaps)}) == GAPS:
        _gaps(coverage)
    else:
        _matrix(plan, coverage)


def _mapped(coverage: Coverage) -> None:
    mapped = coverage.screening
    waiting = mapped.proposed + mapped.undecided
    if mapped.decided_share is None:
        st.info("No programmes yet: until they are imported, only actions cover anything.")
        st.page_link(frame.page_file("importing"), label="Import", icon=":material/upload_file:")
    elif waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"People have decided on **{percent_words(mapped.decided_share)}** of the "
                f"programmes: {mapped.linked:,} linked, {mapped.no_link:,} with no link. "
                f"{counted(waiting, 'programme')} still to decide on "
                f"{'is' if waiting == 1 else 'are'} not counted here.",
                width="content",
            )
            st.page_link(frame.page_file("mapping"), label="Go on mapping", icon=":material/link:")


def _matrix(plan: Plan, coverage: Coverage) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        against = st.segmented_control(
            "Against",
            [FAMILY, MINISTRY],
            default=FAMILY,
            required=True,
            key=state.key(PAGE, "against"),
            persist_state="session",
        )
        measure = st.segmented_control(
            "Count",
            list(Measure),
            default=Measure.PROGRAMMES,
            required=True,
            key=state.key(PAGE, "measure"),
            persist_state="session",
        )
        with st.popover("What is counted", icon=":material/help:"):
            st.markdown(guidance.text(PAGE))
    matrix = by_family(coverage, plan) if against == FAMILY else by_ministry(coverage, plan)
    drawing = matrix_drawing(matrix, Measure(measure or Measure.PROGRAMMES), str(against).lower())
    show_clickable(drawing, state.key(PAGE, "matrix", against, measure), _choose)
    _cell(plan, matrix)


def _choose(chosen: tuple[str, ...]) -> None:
    factor, place = chosen
    state.set_widget(state.key(PAGE, "factor"), int(factor))
    state.set_widget(state.key(PAGE, "place"), place)


def _cell(plan: Plan, matrix: Matrix) -> None:
    """The rows behind one cell, chosen by a click above or in the two fields."""
    factors = {factor.number: factor for factor in matrix.factors}
    st.subheader("What stands behind a cell", anchor=False)
    left, right = st.columns([2, 1])
    number = left.selectbox(
        "Risk factor",
        list(factors),
        format_func=lambda one: f"{one} {factors[one].risk.factor.title}",
        key=state.key(PAGE, "factor"),
        persist_state="session",
    )
    place_key = state.key(PAGE, "place")
    if state.widget(place_key) not in matrix.places:
        state.set_widget(place_key, ALL)
    place = right.selectbox(
        "In", list(matrix.places), format_func=lambda one: matrix.places[one], key=place_key
    )
    st.markdown(escaped(told(factors[number].reason)))
    covering.rows(plan, matrix.cover(number, place), matrix.currency)


def _gaps(coverage: Coverage) -> None:
    if not coverage.gaps:
        st.success("No gap: at least two solid things cover every risk factor.")
        return
    st.caption(
        "In order: the highest level first; then no cover, no money, only weak links, only one "
        "support. What nobody has assessed stands before what is low."
    )
    for place, factor in enumerate(coverage.gaps):
        _gap(factor, is_first=place == 0)


def _gap(factor: FactorCoverage, *, is_first: bool) -> None:
    with st.container(border=True):
        said, kind, todo = st.columns([6, 2, 2], vertical_alignment="center")
        said.markdown(
            f"**{factor.number} {factor.risk.factor.title}**  \n{escaped(told(factor.reason))}"
        )
        kind.markdown(
            f"{level_words(factor.level)}  \n{GAP_WORDS[factor.gap] if factor.gap else ''}"
        )
        if todo.button(
            "Draft an action",
            key=state.key(PAGE, "draft", factor.number),
            type="primary" if is_first else "secondary",
            width="stretch",
        ):
            draft_dialog.from_gap(factor.number)
