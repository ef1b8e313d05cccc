"""Native charts over the cells of a table: few, calm, and never told by colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from planner.exports.sheets.book import OutgoingBook
from planner.exports.sheets.columns import SheetRows
from planner.exports.sheets.faces import AMBER, DEEP, FONT, INK, LINE, MIDDLE, WHITE, ShownUnit
from planner.exports.sheets.page import Page
from planner.exports.sheets.tallies import of_what_is_shown
from planner.messages import NOTHING, Message, _, paragraph
from planner.values import WITHHELD

ROWS: Final = 18
ROW_PIXELS: Final = 20
MOST: Final = 30
_READABLE: Final = {"bar": 0.2, "column": 0.08}
"""The part of the largest one from which on a bar or column has room for its value."""

_ROOM: Final = 40.0
"""How wide a name beside a bar may be, in the units of a column."""
_LONGEST: Final = 120
"""The letters of a headline that has room over a chart."""
_FACE: Final = {"name": FONT, "size": 10, "color": INK}
_TITLE: Final = {"name": FONT, "size": 11, "bold": True, "color": DEEP}
_FILLS: Final = (DEEP, MIDDLE, "#E3E8EE", "#E8C9A3", "#BFC8D2")
_EDGE: Final = {"color": LINE}
_QUARTERS: Final = {"min": 0, "max": 1, "major_unit": 0.25}


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Stacked bars or columns: the key of the column of their names, and what is stacked by key.

    `shown` is how its axis writes numbers, as the workbook does sums when blank; `target` is the
    column of a dashed line over it, with its name. `codes` is the key of the column that names the
    bars where their names have no room beside them.
    """

    title: Message
    names: str
    codes: str = ""
    series: Mapping[str, Message]
    kind: Literal["bar", "column"] = "bar"
    shown: str = "0"
    most: int = MOST
    target: tuple[str, Message] | None = None


def insert(
    page: Page,
    span: SheetRows,
    chart: Chart,
    row: int,
    place: int = 0,
    rows: int = ROWS,
    *,
    headline: Message = NOTHING,
    largest: float = 0,
) -> None:
    """Put a chart of a table on the left half (place 0) or the right half (place 1) of a page.

    `headline` says over it what it shows, where that holds for the whole plan; `largest` is the
    value beside which small bars go without theirs. In its place stands that it is withheld where
    what it would draw is.
    """
    width = sum(map(_pixels, page.widths)) // 2
    column, offset = _column_at(page.widths, place * width)
    page.record.is_partial |= span.is_partial
    if not span.withheld.isdisjoint((*chart.series, *(chart.target or ())[:1])):
        said = _("{title}: {withheld}", title=chart.title, withheld=WITHHELD)
        page.put(column, said, page.book.face("note"), row)
        return
    if chart.codes and span.widest.get(chart.names, 0) > _ROOM:
        chart = replace(chart, names=chart.codes)
    drawn = _stacked(page.book, span, chart, largest)
    if chart.target is not None:
        drawn.combine(_line(page.book, span, chart.names, *chart.target))
    _axes(drawn, span, chart, page.book)
    title = page.book.tell(of_what_is_shown(chart.title) if span.is_partial else chart.title)
    said = page.book.tell(headline)
    if said and page.record.is_true(said) and len(said) <= _LONGEST:
        title = said
    drawn.set_title({"name": page.book.voice.whole(title), "name_font": _TITLE, "overlay": False})
    drawn.set_legend({"position": "bottom", "font": _FACE})
    drawn.set_chartarea({"border": {"none": True}})
    drawn.set_plotarea({"border": {"none": True}})
    drawn.set_size({"width": width - 12, "height": rows * ROW_PIXELS - 12})
    alt = page.book.tell(_in_words(chart, span))
    page.sheet.insert_chart(
        row, column, drawn,
        {"description": alt, "x_offset": offset + 4, "y_offset": 6, "object_position": 1},
    )  # fmt: skip


def _in_words(chart: Chart, span: SheetRows) -> Message:
    """What a chart shows, for those who do not see it."""
    target = chart.target and _("Dashed line: {target}.", target=chart.target[1])
    bars = _(
        "{title}. Stacked bars: {series}.", title=chart.title, series=(*chart.series.values(),)
    )
    where = _("The figures are in a table of the sheet “{sheet}”.", sheet=span.sheet)
    return paragraph(bars, *([target] if target else []), where)


def _stacked(book: OutgoingBook, span: SheetRows, chart: Chart, largest: float) -> Any:
    drawn: Any = book.file.add_chart({"type": chart.kind, "subtype": "stacked"})
    shown = span.first_rows(chart.most)
    for (key, name), colour in zip(chart.series.items(), _FILLS, strict=False):
        drawn.add_series(
            {
                "name": book.tell(name),
                "categories": _area(shown, chart.names),
                "values": _area(shown, key),
                "fill": {"color": colour},
                "border": {"color": DEEP, "width": 0.5},
                "gap": 60 if chart.target is None else 10,
                **(_labelled(book.unit, chart, largest, colour) if largest else {}),
            }
        )
    return drawn


def _labelled(unit: ShownUnit, chart: Chart, largest: float, colour: str) -> dict[str, Any]:
    """Values at the bars; none where the bar is too small to hold one."""
    shown = chart.shown or unit.axis
    face = {**_FACE, "color": WHITE if colour == DEEP else INK}
    least = f"[<{largest * _READABLE[chart.kind]:.6g}]"
    return {"data_labels": {"value": True, "num_format": f'{least}"";{shown}', "font": face}}


def _line(book: OutgoingBook, span: SheetRows, names: str, key: str, name: Message) -> Any:
    line: Any = book.file.add_chart({"type": "line"})
    line.add_series(
        {
            "name": book.tell(name),
            "categories": _area(span, names),
            "values": _area(span, key),
            "line": {"color": AMBER, "width": 2.25, "dash_type": "dash"},
        }
    )
    return line


def _axes(drawn: Any, span: SheetRows, chart: Chart, book: OutgoingBook) -> None:
    """The axis of names, and that of values; over months there are few names."""
    values = {
        "num_format": chart.shown or book.unit.axis,
        "num_font": _FACE,
        "name_font": {**_FACE, "bold": False},
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {**_EDGE, "width": 0.5}},
        **(_QUARTERS if chart.shown == "0%" else {}),
    }
    names: dict[str, Any] = {"num_font": _FACE, "line": _EDGE}
    if chart.names == chart.codes:
        where = book.tell(_("By number, as on the sheet “{sheet}”", sheet=span.sheet))
        names |= {"name": where, "name_font": {**_FACE, "bold": False}}
    if chart.kind == "bar":
        drawn.set_y_axis({**names, "reverse": True, "interval_unit": 1})
        drawn.set_x_axis({**values, "label_position": "high"})
        return
    if chart.target is not None:
        every = max(1, (span.last - span.first) // 9)
        names |= {"num_format": "mm/yy", "text_axis": True, "interval_unit": every}
    drawn.set_x_axis(names)
    drawn.set_y_axis(values)


def _area(span: SheetRows, key: str) -> list[str | int]:
    return [span.sheet, span.first, span.at(key), span.last, span.at(key)]


def _pixels(width: float) -> int:
    return int(width * 7 + 5)


def _column_at(widths: Sequence[float], pixel: int) -> tuple[int, int]:
    for index, width in enumerate(widths):
        if pixel < _pixels(width):
            return index, pixel
        pixel -= _pixels(width)
    return len(widths) - 1, 0
