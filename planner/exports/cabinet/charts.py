"""The native charts of the cabinet workbook: few, calm, and never told by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.exports.cabinet import stationery as paper
from planner.exports.cabinet.page import Page, Span
from planner.exports.cabinet.stationery import Book

ROWS: Final = 18
ROW_PIXELS: Final = 20
MOST_BARS: Final = 30

_FACE: Final = {"name": paper.FONT, "size": 9, "color": paper.INK}
_SOLID: Final = (paper.DEEP, "#8FB0D6", "#E3E8EE")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A chart and what it says in one sentence, for those who do not see it."""

    chart: Any
    alt: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """One series: its name and the column of the table its values stand in."""

    name: str
    column: int


def costs_by_year(book: Book, span: Span) -> Drawn:
    """Columns of a year's cost: funded, requested, not requested."""
    say = book.words.say
    series = [
        Series(name=say("columns.funded"), column=3),
        Series(name=say("columns.requested"), column=7),
        Series(name=say("columns.not_requested"), column=8),
    ]
    chart = _stacked(book, "column", span, 0, series)
    chart.set_y_axis(_value_axis(book.unit.axis))
    return Drawn(chart=_titled(chart, say("charts.costs")), alt=say("charts.costs_alt"))


def costs_by_ministry(book: Book, span: Span) -> Drawn:
    """Bars of each ministry's cost: funded and still to find."""
    say = book.words.say
    series = [
        Series(name=say("columns.funded"), column=3),
        Series(name=say("columns.to_find"), column=4),
    ]
    chart = _bars(book, span, 1, series, book.unit.axis)
    return Drawn(chart=_titled(chart, say("charts.ministries")), alt=say("charts.ministries_alt"))


def cover_by_factor(book: Book, span: Span, programmes: int, actions: int) -> Drawn:
    """Bars of what covers each risk factor: programmes and actions."""
    say = book.words.say
    series = [
        Series(name=say("columns.programmes"), column=programmes),
        Series(name=say("columns.actions"), column=actions),
    ]
    chart = _bars(book, span, 1, series, "0")
    return Drawn(chart=_titled(chart, say("charts.coverage")), alt=say("charts.coverage_alt"))


def training_ranges(book: Book, span: Span, low: int, spread: int, most: int) -> Drawn:
    """Bars from nothing to what is certain, and on to what is possible."""
    say = book.words.say
    series = [
        Series(name=say("charts.certain"), column=low),
        Series(name=say("charts.possible"), column=spread),
    ]
    chart = _bars(book, span.first_rows(most), 1, series, "0%")
    chart.set_x_axis(
        {**_value_axis("0%"), "label_position": "high", "min": 0, "max": 1, "major_unit": 0.25}
    )
    return Drawn(chart=_titled(chart, say("charts.training")), alt=say("charts.training_alt"))


@dataclass(frozen=True, kw_only=True)
class MonthColumns:
    """The columns of a table of months that a chart of them shows."""

    low: int
    spread: int
    target: int


def months_ahead(book: Book, span: Span, columns: MonthColumns, title: str) -> Drawn:
    """Columns month by month, what is certain and what is possible, under the target's line."""
    say = book.words.say
    series = [
        Series(name=say("charts.certain"), column=columns.low),
        Series(name=say("charts.possible"), column=columns.spread),
    ]
    chart = _stacked(book, "column", span, 0, series, most=span.last - span.first + 1, gap=10)
    line: Any = book.file.add_chart({"type": "line"})
    line.add_series(
        {
            "name": say("columns.target_line"),
            "categories": [span.sheet, span.first, 0, span.last, 0],
            "values": [span.sheet, span.first, columns.target, span.last, columns.target],
            "line": {"color": paper.AMBER, "width": 2.25, "dash_type": "dash"},
        }
    )
    chart.combine(line)
    chart.set_x_axis(
        {"num_font": _FACE, "num_format": "mm/yy", "line": {"color": paper.LINE},
         "text_axis": True, "interval_unit": max(1, (span.last - span.first) // 9)}
    )  # fmt: skip
    chart.set_y_axis({**_value_axis("0%"), "min": 0, "max": 1, "major_unit": 0.25})
    what = say("charts.ahead")
    return Drawn(chart=_titled(chart, f"{what}: {title}"), alt=say("charts.ahead_alt", kind=title))


def insert(page: Page, row: int, place: int, drawn: Drawn, rows: int = ROWS) -> None:
    """Put a chart on the left half (place 0) or the right half (place 1) of a page."""
    width = sum(int(wide * 7 + 5) for wide in page.widths) // 2
    drawn.chart.set_size({"width": width - 12, "height": rows * ROW_PIXELS - 12})
    column, offset = _column_at(page.widths, place * width)
    page.sheet.insert_chart(
        row, column, drawn.chart,
        {"description": drawn.alt, "x_offset": offset + 4, "y_offset": 6, "object_position": 1},
    )  # fmt: skip


def _column_at(widths: Sequence[float], pixel: int) -> tuple[int, int]:
    for index, width in enumerate(widths):
        wide = int(width * 7 + 5)
        if pixel < wide:
            return index, pixel
        pixel -= wide
    return len(widths) - 1, 0


def _bars(book: Book, span: Span, names: int, series: Sequence[Series], shown: str) -> Any:
    chart = _stacked(book, "bar", span, names, series)
    chart.set_y_axis(
        {"reverse": True, "interval_unit": 1, "num_font": _FACE, "line": {"color": paper.LINE}}
    )
    chart.set_x_axis({**_value_axis(shown), "label_position": "high"})
    return chart


def _stacked(
    book: Book,
    kind: str,
    span: Span,
    names: int,
    series: Sequence[Series],
    *,
    most: int = MOST_BARS,
    gap: int = 60,
) -> Any:
    chart: Any = book.file.add_chart({"type": kind, "subtype": "stacked"})
    last = span.first_rows(most).last
    for one, colour in zip(series, _SOLID, strict=False):
        chart.add_series(
            {
                "name": one.name,
                "categories": [span.sheet, span.first, names, last, names],
                "values": [span.sheet, span.first, one.column, last, one.column],
                "fill": {"color": colour},
                "border": {"color": paper.DEEP, "width": 0.5},
                "gap": gap,
            }
        )
    chart.set_x_axis({"num_font": _FACE, "line": {"color": paper.LINE}})
    chart.set_legend({"position": "bottom", "font": _FACE})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_plotarea({"border": {"none": True}})
    return chart


def _value_axis(shown: str) -> dict[str, Any]:
    return {
        "num_format": shown,
        "num_font": _FACE,
        "name_font": {**_FACE, "bold": False},
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": paper.LINE, "width": 0.5}},
    }


def _titled(chart: Any, title: str) -> Any:
    face = {"name": paper.FONT, "size": 11, "bold": True, "color": paper.DEEP}
    chart.set_title({"name": title, "name_font": face, "overlay": False})
    return chart
