"""Any answer as a sheet: its sentences, its findings, its tables, and its figures as charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final, assert_never

from planner.analysis.answers import (
    Answer,
    Bars,
    Figure,
    Matrix,
    MatrixCell,
    RangeOverTime,
    Timeline,
)
from planner.exports.sheets import charts
from planner.exports.sheets.charts import Chart
from planner.exports.sheets.columns import OF_ANSWERS, Col, answered
from planner.exports.sheets.page import Page
from planner.messages import NOTHING, Fact, Message, _

_NAMES: Final = 30.0
_LOW, _SPREAD, _TARGET = _("At least"), _("Possible on top"), _("Target")


@dataclass(frozen=True)
class _Shown:
    """A table of an answer, or the numbers of a figure with the chart over them."""

    title: Message
    columns: Sequence[Col[Any]]
    lines: Sequence[Any]
    note: Message = NOTHING
    chart: Chart | None = None


def fill(page: Page, found: Answer) -> None:
    """What is not known first, the answer, what it rests on; empty tables are left out."""
    page.note(*found.unknown, *found.sentences, role="vision")
    if found.findings:
        page.heading(_("Findings"))
        page.note(*(finding.message for finding in found.findings), role="row")
    tables = (
        _Shown(part.title, answered(part.columns), part.lines, part.note) for part in found.tables
    )
    shown = [one for one in (*map(_figure, found.figures), *tables) if one.lines]
    tables = zip_longest(*(one.columns for one in shown))
    together = [_together(page, [one for one in of_all if one]) for of_all in tables]
    page.widen(page.paper.fitted(together, [str(one.head) for one in together]))
    for one in shown:
        page.heading(one.title)
        room = page.leave_room(charts.ROWS) if one.chart else 0
        span = page.table(one.columns, one.lines)
        if one.chart:
            charts.insert(page, span, one.chart, room)
        if one.note:
            page.note(one.note)


def _together(page: Page, columns: Sequence[Col[Any]]) -> Col[Any]:
    """A column as wide as the widest of several that stand in the same place, with all heads."""
    heads = " ".join(page.book.tell(one.head) for one in columns)
    return replace(max(columns, key=lambda one: one.width), head=heads)


def _figure(figure: Figure) -> _Shown:
    """The numbers of a figure as a table, and a chart of them where there is one for them."""
    match figure:
        case Matrix():
            marks = zip(figure.rows, figure.marks, strict=True)
            lines = [(name, *_texts(cells)) for name, cells in marks]
            return _Shown(figure.title, _columns(figure.columns, "centre"), lines)
        case Bars():
            heads = [name for name, _values in figure.series]
            values = (values for _name, values in figure.series)
            series = {f"c{at}": name for at, name in enumerate(heads, start=1)}
            kind = OF_ANSWERS[figure.measure]
            shown = {"money": "", "share": "0%"}.get(kind, "#,##0")
            chart = Chart(title=figure.title, names="c0", series=series, shown=shown)
            lines = list(zip(figure.groups, *values, strict=True))
            return _Shown(figure.title, _columns(heads, kind), lines, chart=chart)
        case RangeOverTime():
            heads = (_LOW, _SPREAD, _TARGET)
            columns = _columns(heads, "share", "date")
            return _Shown(figure.title, columns, _days(figure), chart=_over_time(figure))
        case Timeline():
            spans = [(one.label, one.start, one.end) for one in figure.spans]
            return _Shown(figure.title, _columns((_("Start"), _("End")), "date"), spans)
        case _:
            assert_never(figure)


def _columns(heads: Sequence[Fact], kind: Any, first: Any = "words") -> list[Col[Sequence[Fact]]]:
    """A column of names or days, and one for each head."""

    def column(at: int, head: Fact) -> Col[Sequence[Fact]]:
        how, width = (kind, 12.0) if at else (first, _NAMES)
        return Col(f"c{at}", head, how, width, value=lambda line: line[at])  # type: ignore[arg-type]  # a head may be any fact

    return [column(at, head) for at, head in enumerate(("", *heads))]


def _texts(cells: Sequence[MatrixCell | None]) -> Sequence[Fact]:
    return [cell and cell.text for cell in cells]


def _days(figure: RangeOverTime) -> list[Sequence[Fact]]:
    target = dict(enumerate(share for _name, share in figure.levels)).get(0)
    ends = zip(figure.days, figure.low, figure.high, strict=True)
    return [(day, low, high - low, target) for day, low, high in ends]


def _over_time(figure: RangeOverTime) -> Chart:
    return Chart(
        title=figure.title,
        names="c0",
        series={"c1": _LOW, "c2": _SPREAD},
        kind="column",
        shown="0%",
        most=len(figure.days),
        target=("c3", _TARGET),
    )
