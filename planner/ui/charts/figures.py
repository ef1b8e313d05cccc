"""The figures of an answer as plotly draws them: matrix, bars, range over time, timeline."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from planner.analysis.answers import (
    AnswerColumn,
    AnswerTable,
    Bars,
    CellKind,
    Figure,
    Matrix,
    MatrixCell,
    RangeOverTime,
    Timeline,
)
from planner.messages import _
from planner.ui.charts.bars import bars_drawing
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing, figure_table
from planner.ui.charts.over_time import range_drawing, timeline_drawing
from planner.ui.markup import plain
from planner.ui.words import told, voice


def drawing_of(figure: Figure, table: AnswerTable[Any] | None = None) -> Drawing:
    """The figure with its title, what it says in one sentence, and its table or a fuller one."""
    drawing = _drawn(figure)
    return replace(drawing, table=table) if table else drawing


def _drawn(figure: Figure) -> Drawing:
    match figure:
        case Matrix():
            return _matrix(figure)
        case Bars():
            return bars_drawing(figure)
        case RangeOverTime():
            return range_drawing(figure)
        case Timeline():
            return timeline_drawing(figure)
        case _:
            assert_never(figure)


def _matrix(matrix: Matrix) -> Drawing:
    columns = [told(one) for one in matrix.columns]
    lines = [
        Line(
            label=told(name),
            cells=[
                _cell(mark, told(name), head) for mark, head in zip(marks, columns, strict=True)
            ],
        )
        for name, marks in zip(matrix.rows, matrix.marks, strict=True)
    ]
    heads = [
        AnswerColumn[Any](
            key=f"c{n}",
            head=head,
            measure=CellKind.TEXT,
            value=lambda row, n=n: row[n].text if row[n] else None,
        )
        for n, head in enumerate(matrix.columns)
    ]
    return Drawing(
        figure=cell_figure(lines, columns),
        title=told(matrix.title),
        alt=told(
            _(
                "{title}: {rows} rows, {columns} columns.",
                title=matrix.title,
                rows=len(lines),
                columns=len(columns),
            )
        ),
        table=figure_table(matrix.title, matrix.rows, matrix.marks, heads),
    )


def _cell(mark: MatrixCell | None, row: str, column: str) -> Cell:
    if mark is None:
        return Cell(text="")
    text = plain(voice().fact(mark.text))
    return Cell(
        text=text,
        shade=mark.shade,
        chosen_as=(mark.target.table, mark.target.id) if mark.target else (),
        hover=f"<b>{plain(row)}</b><br>{plain(column)}: {text}",
    )
