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
_PLACE = "place-"
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
    most = most_of(found, places, measure)

    def dark(factor: FactorCoverage, column: str) -> float | None:
        place = _place_of(column)
        is_one = place in places.names and place != REST
        return shade(measure.of(places.cover(factor, place)), most) if is_one else None

    st.markdown(f"**{escaped(drawing.title)}**")
    shaded(
        drawing.table.lines,
        drawing.table.columns,
        dark,
        alt=drawing.alt,
        key=key,
        on_choose=lambda factor, column: on_choose((str(factor.number), _place_of(column))),
    )
    if drawing.note:
        st.caption(escaped(drawing.note))


def _place_of(column: str) -> str:
    """The place of a column of the table; any other column stands for all of them."""
    return column.removeprefix(_PLACE) if column.startswith(_PLACE) else ALL


def matrix_drawing(found: Coverage, places: Places, measure: CoverMeasure) -> Drawing:
    """The matrix as a figure whose cells are chosen as factor number and place."""
    most = most_of(found, places, measure)
    lines = [
        Line(
            label=factor_words(factor.risk.factor),
            note=level_words(factor.level),
            cells=[
                Cell(
                    text=_text(measure, places, factor, place),
                    shade=None
                    if place == REST
                    else shade(measure.of(places.cover(factor, place)), most),
                    chosen_as=(str(factor.number), place),
                    hover=_hover(found, places, factor, place),
                )
                for place in places.names
            ]
            + [_whole(found, places, factor, measure)],
        )
        for factor in found.factors
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


def _whole(found: Coverage, places: Places, factor: FactorCoverage, measure: CoverMeasure) -> Cell:
    return Cell(
        text=voice().fact(_shown(measure, factor.cover)),
        chosen_as=(str(factor.number), ALL),
        hover=_hover(found, places, factor, ALL),
    )


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
            f"{_PLACE}{place}",
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
