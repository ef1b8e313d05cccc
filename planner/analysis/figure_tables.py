"""The numbers of a figure as a table, for faces that print it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, assert_never

from planner.analysis.answers import (
    AnswerColumn,
    AnswerTable,
    Bars,
    CellKind,
    Chain,
    Figure,
    Matrix,
    RangeOverTime,
    Timeline,
)
from planner.messages import NOTHING, Fact, Message, _

LOW: Final = _("At least")
SPREAD: Final = _("Possible on top")
TARGET: Final = _("Target")
_NAMES, _NUMBERS = 30.0, 12.0
FigureLine = Sequence[Fact]
"""A name or a day, and the numbers that belong to it."""


def figure_table(figure: Figure) -> AnswerTable[FigureLine]:
    """A line for each name or day of a figure."""
    match figure:
        case Matrix():
            marks = zip(figure.rows, figure.marks, strict=True)
            lines = [(name, *(one.text if one else "" for one in cells)) for name, cells in marks]
            return _table(figure.title, figure.columns, CellKind.TEXT, lines)
        case Timeline():
            spans = [(one.label, one.start, one.end) for one in figure.spans]
            return _table(figure.title, (_("Start"), _("End")), CellKind.DAY, spans)
        case Chain():
            paths = [tuple(step.text for step in path) for path in figure.paths]
            return _table(figure.title, figure.heads[1:], CellKind.TEXT, paths)
        case Bars():
            heads = [name for name, _values in figure.series]
            values = (values for _name, values in figure.series)
            lines = list(zip(figure.groups, *values, strict=True))
            return _table(figure.title, heads, figure.measure, lines)
        case RangeOverTime():
            heads = (LOW, SPREAD, TARGET)
            return _table(figure.title, heads, CellKind.SHARE, _days(figure), CellKind.DAY)
        case _:
            assert_never(figure)


def _table(
    title: Message,
    heads: Iterable[Message],
    measure: CellKind,
    lines: Sequence[FigureLine],
    first: CellKind = CellKind.TEXT,
) -> AnswerTable[FigureLine]:
    def column(at: int, head: Message) -> AnswerColumn[FigureLine]:
        kind, width = (measure, _NUMBERS) if at else (first, _NAMES)
        return AnswerColumn(f"c{at}", head, kind, lambda line: line[at], width)

    columns = tuple(column(at, head) for at, head in enumerate((NOTHING, *heads)))
    return AnswerTable(key="figure", title=title, columns=columns, lines=tuple(lines))


def _days(figure: RangeOverTime) -> list[FigureLine]:
    target = figure.levels[0][1] if figure.levels else None
    ends = zip(figure.days, figure.low, figure.high, strict=True)
    return [(day, low, high - low, target) for day, low, high in ends]
