"""Any answer as a sheet: its sentences, its findings, its tables, and its figures as charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from planner.analysis.answers import Answer, Bars, Chain, Figure, Matrix, RangeOverTime
from planner.analysis.figure_tables import LOW, SPREAD, TARGET, figure_table
from planner.exports.sheets import charts
from planner.exports.sheets.charts import Chart
from planner.exports.sheets.columns import OF_ANSWERS, Col, answered
from planner.exports.sheets.page import Page
from planner.messages import NOTHING, Message, _


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
    drawn = [one for one in found.figures if not isinstance(one, Chain)]  # a table says it whole
    shown = [one for one in (*map(_figure, drawn), *tables) if one.lines]
    tables = zip_longest(*(one.columns for one in shown))
    together = [_together(page, [one for one in of_all if one]) for of_all in tables]
    lines = [text for one in shown for text in page.texts(one.columns, one.lines)]
    texts = [[*line, *[""] * (len(together) - len(line))] for line in lines]
    page.widen(page.paper.fitted(together, [str(one.head) for one in together], texts))
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
    part = figure_table(figure)
    columns = answered(part.columns)
    if isinstance(figure, Matrix):
        columns = [columns[0], *(replace(one, kind="centre") for one in columns[1:])]
    return _Shown(figure.title, columns, part.lines, chart=_chart(figure))


def _chart(figure: Figure) -> Chart | None:
    match figure:
        case Bars():
            series = {f"c{at}": name for at, (name, _v) in enumerate(figure.series, start=1)}
            shown = {"money": "", "share": "0%"}.get(OF_ANSWERS[figure.measure], "#,##0")
            return Chart(title=figure.title, names="c0", series=series, shown=shown)
        case RangeOverTime():
            return Chart(
                title=figure.title,
                names="c0",
                series={"c1": LOW, "c2": SPREAD},
                kind="column",
                shown="0%",
                most=len(figure.days),
                target=("c3", TARGET),
            )
        case _:
            return None
