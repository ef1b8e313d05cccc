"""Coverage as a figure: risk factors against policy families or ministries, one number per cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from planner.analysis.answers import AnswerColumn, AnswerTable, CellKind
from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.coverage_answer import (
    ALL,
    MEASURES,
    REST,
    CoverMeasure,
    Places,
    most_of,
    shade,
)
from planner.analysis.coverage.factors import Coverage, FactorCoverage
from planner.messages import Fact, Message, _, ngettext, pgettext
from planner.plan import table_named
from planner.ui.charts.cells import CROWDED, Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing, show
from planner.ui.listing import shaded
from planner.ui.marks import LEVEL_MARKS, factor_words, level_words
from planner.ui.markup import escaped, plain
from planner.ui.words import t, told, voice

WHOLE = pgettext("coverage", "All")
_FACTOR_LETTERS, _MARGIN_LETTERS = 22, 3


def show_matrix(
    found: Coverage,
    places: Places,
    measure: CoverMeasure,
    key: str,
    on_choose: Callable[[tuple[str, ...]], None],
) -> None:
    """Draw the matrix; sums in many places as a table, for in a narrow window they would shrink."""
    drawing = matrix_drawing(found, places, measure)
    if not (measure.is_money and len(places.names) >= CROWDED):
        show(drawing, key, on_choose)
        return
    cells = _cells(found, places, measure)
    st.markdown(f"**{escaped(drawing.title)}**")
    shaded(
        drawing.table.lines,
        drawing.table.columns,
        [[None, *(cell.shade for cell in row), None] for row in cells],
        alt=drawing.alt,
        key=key,
        on_choose=lambda row, column: on_choose(cells[row][column].chosen_as),
    )
    if drawing.note:
        st.caption(escaped(drawing.note))


def matrix_drawing(found: Coverage, places: Places, measure: CoverMeasure) -> Drawing:
    """The matrix as a figure whose cells are chosen as factor number and place."""
    grid = zip(found.factors, _cells(found, places, measure), strict=True)
    lines = [
        Line(label=factor_words(one.risk.factor), note=level_words(one.level), cells=cells)
        for one, cells in grid
    ]
    unit = f" ({found.currency})" if measure.is_money and found.currency else ""
    title = told(_("{what} by risk factor", what=MEASURES[measure])) + unit
    bare: Sequence[int] = [one.number for one in found.factors if not one.cover.supports]
    nothing: Fact = tuple(bare) or pgettext("risk factors", "none")
    heads = [told(name) for name in (*places.names.values(), WHOLE)]
    return Drawing(
        figure=cell_figure(lines, heads, told(table_named("ratings").label("level"))),
        title=title,
        alt=told(_("{title}. Risk factors covered by nothing: {bare}.", title=title, bare=nothing)),
        table=_table(found, places, measure),
        note=" · ".join(map(level_words, LEVEL_MARKS)) if places.of_levels else "",
    )


def _text(measure: CoverMeasure, places: Places, factor: FactorCoverage, place: str) -> str:
    """What stands in a cell, after the mark of the level where the factor was assessed there."""
    shown = voice().fact(_shown(measure, places.cover(factor, place)))
    level = places.level(factor, place)
    return f"{LEVEL_MARKS[level]} {shown}" if level else shown


def _cells(found: Coverage, places: Places, measure: CoverMeasure) -> list[list[Cell]]:
    """A cell for each factor and place, the whole of it last; what is of many places stays bare."""
    most = most_of(found, places, measure)
    return [
        [
            Cell(
                text=_text(measure, places, factor, place),
                shade=None
                if place in (REST, ALL)
                else shade(measure.of(places.cover(factor, place)), most),
                chosen_as=(str(factor.number), place),
                hover=_hover(found, places, factor, place),
            )
            for place in (*places.names, ALL)
        ]
        for factor in found.factors
    ]


def _shown(measure: CoverMeasure, cover: Cover) -> Fact:
    """What a cell says: a count, a short sum, or a dash where there is nothing."""
    return measure.of(cover) if cover.supports and measure.counts(cover) else "–"


def _table(found: Coverage, places: Places, measure: CoverMeasure) -> AnswerTable[FactorCoverage]:
    """The figure as a table: one row per risk factor, one column per place."""
    ratings = table_named("ratings")
    kind = CellKind.SUM if measure.is_money else CellKind.COUNT
    texts = [
        _text(measure, places, one, at) for one in found.factors for at in (*places.names, ALL)
    ]
    letters = max(map(len, texts)) + _MARGIN_LETTERS

    def column(place: str, name: Message) -> AnswerColumn[FactorCoverage]:
        return AnswerColumn(
            f"place-{place}",
            name,
            kind,
            lambda one: (
                _text(measure, places, one, place)
                if places.of_levels
                else measure.of(places.cover(one, place))
            ),
            width=letters,
            help=name,
        )

    return AnswerTable(
        key="matrix",
        title=MEASURES[measure],
        columns=(
            AnswerColumn[FactorCoverage](
                "title",
                ratings.label("risk_factor"),
                CellKind.TEXT,
                lambda f: factor_words(f.risk.factor),
                width=_FACTOR_LETTERS,
            ),
            *(column(place, name) for place, name in places.names.items()),
            column(ALL, WHOLE),
            AnswerColumn[FactorCoverage](
                "level", ratings.label("level"), CellKind.LEVEL, lambda f: f.level
            ),
        ),
        lines=found.factors,
    )


def _hover(found: Coverage, places: Places, factor: FactorCoverage, place: str) -> str:
    cover = places.cover(factor, place)
    lines = (
        f"<b>{plain(factor_words(factor.risk.factor))}</b>",
        plain(told(places.names.get(place, WHOLE))),
        told(ngettext("{number} programme", "{number} programmes", len(cover.programmes))),
        told(ngettext("{number} action", "{number} actions", len(cover.actions))),
        plain(told(budgets(cover, found.currency))),
        t("Click to open the rows"),
    )
    return "<br>".join(lines)


def budgets(cover: Cover, currency: str) -> Message:
    """What of programmes' money a cover concerns, in one phrase."""
    return _(
        "Whole budgets concerned: {touching}; attributed share: {attributed}",
        touching=cover.told("touching", currency, short=True),
        attributed=cover.told("attributed", currency, short=True),
    )
