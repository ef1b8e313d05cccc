"""Coverage as a figure: risk factors against policy families or ministries, one number per cell."""

from __future__ import annotations

from decimal import Decimal

from planner.analysis.coverage.factors import FactorCoverage
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing
from planner.ui.coverage.matrix import ALL, Matrix, Measure, matrix_table
from planner.ui.wording import counted, factor_label, level_words, plain, short_money


def matrix_drawing(matrix: Matrix, measure: Measure, against: str) -> Drawing:
    """The matrix as a figure whose cells are chosen as factor number and place."""
    top = matrix.largest(measure)
    lines = [
        Line(
            label=factor_label(factor.risk.factor),
            note=level_words(factor.level),
            cells=[_cell(matrix, measure, factor, place, top) for place in matrix.places],
        )
        for factor in matrix.factors
    ]
    unit = f" ({matrix.currency})" if measure.is_money and matrix.currency else ""
    title = f"{measure.value}{unit} by risk factor and {against}"
    bare = ", ".join(map(str, matrix.uncovered)) or "none"
    return Drawing(
        figure=cell_figure(lines, list(matrix.places.values()), "Level"),
        title=title,
        alt=f"{title}: {len(lines)} rows. Covered by nothing: {bare}.",
        table=matrix_table(matrix, measure),
    )


def _cell(
    matrix: Matrix, measure: Measure, factor: FactorCoverage, place: str, top: Decimal
) -> Cell:
    value = measure.of(matrix.cover(factor.number, place))
    return Cell(
        text=matrix.worded(factor.number, place, measure),
        shade=None if place == ALL else _shade(value, top),
        chosen_as=(str(factor.number), place),
        hover=_hover(matrix, factor, place),
    )


def _shade(value: Decimal, top: Decimal) -> float | None:
    """How dark: by the root of the share, so that one large sum does not hide all others."""
    return float(value / top) ** 0.5 if value > 0 else None


def _hover(matrix: Matrix, factor: FactorCoverage, place: str) -> str:
    cover = matrix.cover(factor.number, place)
    lines = (
        f"<b>{plain(factor.risk.factor.title)}</b>",
        f"{plain(matrix.places[place])}: {counted(len(cover.programmes), 'programme')}, "
        f"{counted(len(cover.actions), 'action')}",
        f"Touching {short_money(cover.touching, matrix.currency)}, "
        f"attributed {short_money(cover.attributed, matrix.currency)}",
        "Click to open the rows",
    )
    return "<br>".join(lines)
