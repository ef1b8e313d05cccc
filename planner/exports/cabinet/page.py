"""One sheet of the cabinet workbook: set up to print, filled from the top, its rows high enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from planner.exports.cabinet.stationery import Book, Live
from planner.exports.line_heights import LINE, height

Cell = Live | str | Decimal | int | float | date | None

LONGEST: Final = 16_000
"""What a cell surely holds; a page is for reading, and the whole text is in the plan."""
A4: Final = 9
LONGEST_HEADER: Final = 100
_KNOWN: Final = ("number_stored_as_text", "formula_differs", "formula_range")
"""What a spreadsheet would flag in a cell and is meant here: codes are text, subtotals differ."""
_HEADS: Final = {
    **dict.fromkeys(("money", "count", "share", "number"), "count"),
    **{"centre": "centre", "code": "code", "date": "code"},
}


@dataclass(frozen=True, kw_only=True)
class Col:
    """A column of a table on a page: its header and what kind of value stands in it."""

    head: str
    kind: str = "words"


@dataclass(frozen=True, kw_only=True)
class Span:
    """Where a table's rows stand on a sheet, counted from 0; `last` is below `first` if none."""

    sheet: str
    head: int
    first: int
    last: int

    def cell(self, row: int, column: int) -> str:
        """A cell as a formula on any sheet names it."""
        return f"{self.quoted}!${xl_col_to_name(column)}${row + 1}"

    def column(self, column: int) -> str:
        """A whole column as a formula on any sheet names it; one blank cell if empty."""
        name, last = xl_col_to_name(column), max(self.last, self.first)
        return f"{self.quoted}!${name}${self.first + 1}:${name}${last + 1}"

    def within(self, column: int, first: int, last: int) -> str:
        """Some rows of a column as a formula on this sheet names them."""
        name = xl_col_to_name(column)
        return f"{name}{first + 1}:{name}{last + 1}"

    def first_rows(self, most: int) -> Span:
        """The table's first rows, so many at most."""
        return replace(self, last=min(self.last, self.first + most - 1))

    @property
    def quoted(self) -> str:
        """The sheet's title as formulas write it."""
        title = self.sheet.replace("'", "''")
        return f"'{title}'"

    @property
    def is_empty(self) -> bool:
        """Whether the table has no rows."""
        return self.last < self.first


class Page:
    """A sheet with a cursor; whatever is put on it goes below what is there already."""

    def __init__(self, book: Book, key: str, widths: Sequence[float]) -> None:
        self.book, self.widths = book, tuple(widths)
        self.title = book.words.sheet(key)
        self.sheet = book.file.add_worksheet(self.title)
        self.row = 0
        for index, width in enumerate(widths):
            self.sheet.set_column(index, index, width)
        self._set_up_paper()

    @property
    def last_column(self) -> int:
        """The index of the last column that is printed."""
        return len(self.widths) - 1

    def _set_up_paper(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.center_horizontally()
        sheet.set_default_row(15)

    def close(self, *, one_page: bool = False) -> None:
        """Say what is printed: everything put on the page, on one page if asked."""
        last = max(self.row - 1, 1)
        self.sheet.print_area(0, 0, last, self.last_column)
        whole = f"A1:{xl_rowcol_to_cell(last, self.last_column)}"
        self.sheet.ignore_errors(dict.fromkeys(_KNOWN, whole))
        if one_page:
            self.sheet.fit_to_pages(1, 1)

    def mark(self, header: str, marking: str, footer: str, page: str) -> None:
        """Put marking, plan and page number on every printed page.

        The blank after a size keeps a title that starts with a digit from being part of it.
        """
        self.sheet.set_header(f"&L&9 {_plain(header)}&R&B&9 {_plain(marking)}")
        self.sheet.set_footer(f"&L&9 {_plain(footer)}&C&B&9 {_plain(marking)}&R&9 {page}")

    def head(self, title: str, subtitle: str, marking: str) -> None:
        """The title in A1, the marking at the right end of its row, the subtitle below."""
        book, sheet = self.book, self.sheet
        sheet.set_row(0, 32)
        sheet.write_string(0, 0, title, book.face("title"))
        sheet.write_string(0, self.last_column, marking, book.face("marking"))
        sheet.set_row(1, 18)
        sheet.write_string(1, 0, subtitle, book.face("subtitle"))
        self.row = 3

    def note(self, text: str, role: str = "note") -> None:
        """A paragraph over the whole width, outside of any table."""
        face = self.book.face(role, "words")
        self.sheet.merge_range(self.row, 0, self.row, self.last_column, "", face)
        self.sheet.write_string(self.row, 0, text, face)
        self.sheet.set_row(self.row, height(text, sum(self.widths) * 0.97) + 3)
        self.row += 1

    def fact(self, label: str, text: str) -> None:
        """A label and what it says, in the first two columns."""
        self.put(0, label, self.book.face("fact", "words"))
        self.put(1, text, self.book.face("plain", "words"))
        tall = max(height(label, self.widths[0], bold=True), height(text, self.widths[1]))
        self.sheet.set_row(self.row, tall + 2)
        self.row += 1

    def heading(self, text: str) -> None:
        """A heading with a rule under it, over the whole width."""
        self.row += 1
        self.sheet.set_row(self.row, 22)
        face = self.book.face("heading")
        for column in range(len(self.widths)):
            self.sheet.write_blank(self.row, column, None, face)
        self.sheet.write_string(self.row, 0, text, face)
        self.sheet.set_row(self.row + 1, 5)
        self.row += 2

    def leave_room(self, rows: int) -> int:
        """Leave rows free for charts; gives the first of them."""
        self.row += rows + 1
        return self.row - rows

    def head_row(self, columns: Sequence[Col]) -> int:
        """The header row of a table; gives its index."""
        heights = [height(c.head, w, bold=True) for c, w in zip(columns, self.widths, strict=False)]
        self.sheet.set_row(self.row, max(heights) + 6)
        for index, column in enumerate(columns):
            self.sheet.write_string(self.row, index, column.head, self.head_face(column))
        self.row += 1
        return self.row - 1

    def head_face(self, column: Col) -> Format:
        """The face of a header: over numbers it stands right, as they do."""
        return self.book.face("head", _HEADS.get(column.kind, "label"))

    def turn_heads(
        self, head: int, column: int, heads: Sequence[str], high: float, here: str = ""
    ) -> None:
        """Write headers upright over narrow columns; the one that says `here` stands out."""
        for index, text in enumerate(heads, start=column):
            face = self.book.face("here" if text == here else "upright")
            self.sheet.write_string(head, index, text, face)
        self.sheet.set_row(head, high)

    def line(self, columns: Sequence[Col], cells: Sequence[Cell], role: str = "cell") -> None:
        """One row of a table, as high as its longest text needs."""
        tallest = LINE
        for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            self.put(index, cell, self.book.face(role, column.kind))
            text = cell.value if isinstance(cell, Live) else cell
            if isinstance(text, str) and column.kind == "words" and role != "group":
                tallest = max(tallest, height(text, self.widths[index]))
        self.sheet.set_row(self.row, tallest + 3)
        self.row += 1

    def put(self, column: int, cell: Cell, face: Format, row: int | None = None) -> None:
        """One value; text is always text, and a blank cell still carries its face."""
        at = self.row if row is None else row
        match cell:
            case Live():
                self.book.live(self.sheet, at, column, cell, face)
            case str() if cell:
                self.sheet.write_string(at, column, shortened(cell), face)
            case Decimal() | int() | float():
                self.sheet.write_number(at, column, float(cell), face)
            case date():
                self.sheet.write_datetime(at, column, datetime.combine(cell, time()), face)
            case _:
                self.sheet.write_blank(at, column, None, face)

    def table(self, columns: Sequence[Col], lines: Iterable[Sequence[Cell]]) -> Span:
        """A plain table with its header; gives where its rows stand."""
        head = self.head_row(columns)
        for cells in lines:
            self.line(columns, cells)
        return Span(sheet=self.title, head=head, first=head + 1, last=self.row - 1)

    def as_table(self, span: Span, name: str, columns: Sequence[Col]) -> None:
        """Make a written table one that a spreadsheet can sort and filter."""
        if span.is_empty:
            return
        heads = [{"header": c.head, "header_format": self.head_face(c)} for c in columns]
        self.sheet.add_table(
            span.head, 0, span.last, len(columns) - 1,
            {"name": name, "style": None, "columns": heads},
        )  # fmt: skip


def shortened(text: str) -> str:
    """The text, cut with a visible mark where it is too long for a cell."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _plain(text: str) -> str:
    """Text for a page header: an ampersand there starts a command unless it is doubled."""
    shown = text if len(text) <= LONGEST_HEADER else f"{text[:LONGEST_HEADER]}…"
    return shown.replace("&", "&&")
