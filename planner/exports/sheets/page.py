"""One sheet: set up to print, filled from the top, its rows as high as their texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, TypeVar

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from planner.analysis.withheld import IN_PART as ANSWERED_IN_PART
from planner.exports.sheets.book import Cell, Live, OutgoingBook, quoted
from planner.exports.sheets.columns import (
    Col,
    GroupedLines,
    PageRecord,
    SheetRows,
    Sums,
    cells_of,
    each_line,
    formula_cells,
    shown,
    subject_of,
)
from planner.exports.sheets.faces import HEADS, SIZE, size_of
from planner.exports.sheets.lettering import HIGHEST, LINE, height, width
from planner.exports.sheets.paper import (
    ACROSS,
    LEAST_SCALE,
    MARGINS,
    MOST_READ,
    SheetPaper,
    edge,
    header_text,
    in_room,
)
from planner.exports.sheets.printed_rows import PrintedRows
from planner.exports.sheets.tallies import IN_PART, WITHHELD_HERE, Tally, said
from planner.messages import Fact, Message, Sum, _

T = TypeVar("T")
Text = Message | str

LONGEST: Final = 16_000
"""What a cell surely holds; a page is for reading, and the whole text is in the plan."""
_BELOW_HEAD: Final = 2
_UNSAID: Final = (12.0,) * 12
"""The widths of a page without a table."""
_KNOWN: Final = ("number_stored_as_text", "formula_differs", "formula_range")
"""What a spreadsheet would flag in a cell and is meant here: codes are text, subtotals differ."""


GROUPED: Final = "SUBTOTAL(9,"
"""Adds up a column and leaves out the sums within it."""


class Page:
    """A sheet with a cursor; whatever is put on it goes below what is there already.

    Its columns are as wide as `widths`, else as its tables ask. What goes over the whole width is
    laid out when the page is closed. With a key its tables have names in the workbook.
    """

    def __init__(
        self,
        book: OutgoingBook,
        title: Text,
        widths: Sequence[float] = (),
        record: PageRecord | None = None,
        paper: SheetPaper = ACROSS,
        key: str = "",
    ) -> None:
        self.book, self.row, self._is_marked, self._is_long = book, 0, False, False
        self.paper, self._pinned, self.key, self._named = paper, 1, key, 0
        self._printed = PrintedRows()
        self.back: tuple[str, Text] | tuple[()] = ()
        self._heading, self._below_heading, self._subtitle = "", -1, ""
        self._heading_row = 0
        self.record = record or PageRecord()
        self.sheet = book.sheet(title)
        self.title = str(self.sheet.get_name())
        self.widths: list[float] = []
        self._across: list[tuple[int, str, str, bool]] = []
        self.widen(widths)
        self._set_up_paper()

    def _set_up_paper(self) -> None:
        """Marking, plan and page number on every printed page.

        The blank after a size keeps a title that starts with a digit from being part of it.
        """
        sheet, book = self.sheet, self.book
        sheet.set_paper(self.paper.code)
        sheet.set_margins(**MARGINS)
        sheet.hide_gridlines(2)
        if book.voice.is_right_to_left:
            sheet.right_to_left()
        marking, whole = header_text(book.marking), book.voice.whole
        pages = whole(book.tell(_("Page {page} of {pages}", page="&P", pages="&N")))
        footer = whole(header_text(book.footer))
        sheet.set_header(f"&L&10 {header_text(book.header) or '&A'}&R&B&10 {marking}")
        sheet.set_footer(f"&L&10 {footer}&C&B&10 {marking}&R&10 {pages}")

    def widen(self, widths: Sequence[float]) -> None:
        """Give columns that have none yet a width, in characters."""
        for index in range(len(self.widths), len(widths)):
            self.sheet.set_column(index, index, widths[index])
            self.widths.append(widths[index])

    def tall(self, row: int, points: float) -> None:
        """Give a row its height."""
        self.sheet.set_row(row, points)
        self._printed.tall(row, points)

    def close(self) -> None:
        """Lay out paragraphs and headings over the first printed page, and print all of it.

        What is too wide for it goes on beside it, where the first columns are repeated.
        """
        self.widen(self.widths or _UNSAID)
        breaks = self.paper.breaks(self.widths, self._pinned)
        last_column = (breaks or [len(self.widths)])[0] - 1
        wide = sum(self.widths[: last_column + 1])
        self._mark(last_column)
        for row, text, role, is_heading in self._across:
            face = self.book.face(role, "label" if is_heading else "words")
            if is_heading:
                for column in range(1, last_column + 1):
                    self.sheet.write_blank(row, column, None, face)
                continue
            if last_column:
                facing = self.book.facing(face, text)
                self.sheet.merge_range(row, 0, row, last_column, "", facing)
            self.sheet.write_string(row, 0, text, self.book.facing(face, text))
            times = size_of(role) / SIZE
            self.tall(row, min(times * height(text, wide / times), HIGHEST) + 3)
        last = max(self.row - 1, 1)
        self.sheet.print_area(0, 0, last, len(self.widths) - 1)
        whole = f"A1:{xl_rowcol_to_cell(last, len(self.widths) - 1)}"
        self.sheet.ignore_errors(dict.fromkeys(_KNOWN, whole))
        if not self.paper.upright:
            self.sheet.set_landscape()
        if breaks:
            self.sheet.set_v_pagebreaks(breaks)
            self.sheet.print_across()
            self.sheet.repeat_columns(0, self._pinned - 1)
        cuts = {
            scale: self._printed.breaks(last, self.paper.room(scale)) if self._is_marked else []
            for scale in (self.paper.scale(self.widths), LEAST_SCALE)
        }
        scale = min(cuts, key=lambda one: len(cuts[one]))
        self.sheet.set_print_scale(scale)
        self.sheet.set_h_pagebreaks(cuts[scale])
        if self._is_marked and self._printed.is_list:
            self.sheet.repeat_rows(self._printed.head)

    def _mark(self, last_column: int) -> None:
        """The marking at the right end of the head, the way back, and that a part is withheld."""
        if self._is_marked:
            row = int(self._is_long)
            room = sum(self.widths[: last_column or None])
            said = in_room(self._subtitle, room) if row else self._subtitle
            self.put(0, said, self.book.face("subtitle"), 1)
            self.put(last_column, self.book.marking, self.book.face("marking"), row)
        if self.back:
            self.link(1, last_column, *self.back, role="back")
        if self.record.is_partial:
            told = self.book.tell(IN_PART)
            self._across.append((_BELOW_HEAD, told, "withheld", False))

    def head(self, title: Text, subtitle: Text, *, is_long: bool = False) -> None:
        """The title in A1, the subtitle below; the marking stands at the right end.

        A long title goes over several lines, and the marking below it.
        """
        self._is_marked, self._is_long = True, is_long
        self.sheet.set_default_row(15)
        self.sheet.center_horizontally()
        self.tall(0, 32)
        self.put(0, title, self.book.face("title"), 0)
        if is_long:
            self._across.append((0, self.book.tell(title), "title", False))
        self.tall(1, 18)
        self._subtitle = self.book.tell(subtitle)
        self.row = _BELOW_HEAD + 1

    def note(self, *texts: Text | Tally, role: str = "note") -> None:
        """Paragraphs over the whole width, outside of any table.

        That part of an answer is withheld is said once for the whole page; where nothing is left of
        what a heading announces, that stands in its place.
        """
        self.record.is_partial |= ANSWERED_IN_PART in texts
        told = [said(one, self.record, self.book.tell) for one in texts]
        if texts and not any(told) and self.row == self._below_heading:
            told = [self.book.tell(WITHHELD_HERE)]
        for text in filter(None, told):
            if self.row == self._below_heading:
                self._printed.keep((self.row + 1,))
            self._across.append((self.row, shortened(text), role, False))
            self.row += 1

    def heading(self, text: Text) -> None:
        """A heading with a rule under it, over the whole width."""
        self._heading = self.book.tell(text)
        self.row += 1
        self._heading_row = self.row
        self.tall(self.row, 22)
        face = self.book.face("heading")
        self.put(0, text, face)
        self._across.append((self.row, "", "heading", True))
        self.tall(self.row + 1, 5)
        self._printed.keep((self.row + 1, self.row + 2))
        self.row += 2
        self._below_heading = self.row

    def leave_room(self, rows: int) -> int:
        """Leave rows free for charts; gives the first of them."""
        self._printed.keep(range(self.row + 1, self.row + rows + 3))
        self.row += rows + 1
        return self.row - rows

    def put(self, column: int, cell: Cell, face: Format, row: int | None = None) -> str:
        """One value, text always as text; a blank still carries its face. Gives what it says."""
        at = self.row if row is None else row
        if isinstance(cell, Live):
            self.book.live(self.sheet, at, column, cell, face)
            return ""
        match value := self.book.value(cell):
            case str() if value:
                self.sheet.write_string(at, column, shortened(value), self.book.facing(face, value))
                return value
            case Decimal() | int() | float():
                self.sheet.write_number(at, column, float(value), face)
            case date():
                self.sheet.write_datetime(at, column, datetime.combine(value, time()), face)
            case _:
                self.sheet.write_blank(at, column, None, face)
        return ""

    def link(self, row: int, column: int, title: str, text: Text = "", role: str = "link") -> None:
        """A link to the top of another sheet of the file, under its title or a text."""
        told = self.book.tell(text) or title
        face = self.book.face(role, "words" if role == "link" else "plain")
        self.sheet.write_url(row, column, f"internal:{quoted(title)}!A1", face, told)

    def fit(self, columns: Sequence[Col[T]], lines: Sequence[T]) -> Mapping[str, float]:
        """Give the columns of a table that have none yet widths at which its lines are low.

        Gives how wide the longest text of each column is.
        """
        texts = self.texts(columns, lines)
        if len(self.widths) < len(columns):
            heads = [self.book.tell(column.head) for column in columns]
            self.paper = self.paper.turned(self.paper.fitted(columns, heads, texts))
            self.widen(self.paper.fitted(columns, heads, texts))
        by_column = zip(columns, zip(*texts, strict=True), strict=False)
        return {column.key: max(map(width, told)) for column, told in by_column}

    def texts(self, columns: Sequence[Col[T]], lines: Sequence[T]) -> list[list[str]]:
        """What some lines of a table say in their columns of words."""
        every = max(1, len(lines) // MOST_READ)
        return [
            [str(self.book.value(one.of(line))) if one.kind == "words" else "" for one in columns]
            for line in lines[::every]
        ]

    def head_row(self, columns: Sequence[Col[Any]]) -> int:
        """The header row of a table; gives its index."""
        tallest = 0.0
        for index, column in enumerate(columns):
            said = self.put(index, column.head, self._head_face(column))
            room = self.widths[index] - edge(column)
            tallest = max(tallest, height(said, room, bold=True))
        self.tall(self.row, tallest + 6)
        self.row += 1
        return self.row - 1

    def _head_face(self, column: Col[Any]) -> Format:
        return self.book.face("head", HEADS.get(column.kind, "label"))

    def turn_heads(
        self, span: SheetRows, heads: Mapping[str, Fact], high: float, here: str = ""
    ) -> None:
        """Write heads upright over narrow columns, by key; the one of `here` stands out."""
        for key, text in heads.items():
            face = self.book.face("here" if key == here else "upright")
            self.put(span.at(key), text, face, span.head)
        self.tall(span.head, high)

    def line(
        self,
        columns: Sequence[Col[Any]],
        cells: Sequence[Cell],
        role: str = "cell",
        least: float = LINE,
    ) -> None:
        """One row of a table, as high as its longest text needs."""
        tallest = least
        for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            least = isinstance(cell, Sum | Live) and cell.at_least
            said = self.put(index, cell, self.book.face(role, column.kind, at_least=least))
            if said and column.kind == "words" and role != "group":
                tallest = max(tallest, height(said, self.widths[index]))
        self.tall(self.row, tallest + 2)
        self.row += 1

    def table(
        self,
        columns: Sequence[Col[T]],
        lines: Iterable[T] | Iterable[GroupedLines[T]],
        *,
        total: Sequence[Fact] = (),
        sortable: bool = False,
        pinned: int = 0,
        role: str = "cell",
        least: float = LINE,
        tallies: Collection[str] = (),
        beside: Sequence[Col[T]] = (),
    ) -> SheetRows:
        """A table with its header; gives where its rows stand.

        With `total`, which is how it starts, a row of sums follows; groups have sums of their own,
        which that row leaves out. A `sortable` one has buttons to sort and to filter it by.
        The header and the first `pinned` columns stay in sight. The columns of `tallies` count what
        stands in the file; any other that differs from the whole plan is withheld. `beside` are
        columns that stand in another file, where they may count few people.
        """
        items: list[Any] = list(lines)
        every = [*each_line(items)]
        found, hidden = self.record.table(self._heading, columns, every, tallies, beside)
        items = [one for one in items if subject_of(columns, one) not in found.strange]
        columns = shown(columns, hidden, found.high)
        widest = self.fit(columns, () if role == "line" else every)
        head, whole, adding = self.head_row(columns), Sums(columns), "SUM("
        for line in items:
            if isinstance(line, GroupedLines):
                adding = GROUPED
                self._group(columns, line, head, whole)
            else:
                cells = cells_of(columns, line, self.row, head)
                whole.add(cells)
                self.line(columns, cells, role, least)
        keys, last = tuple(one.key for one in columns), self.row - 1
        span = SheetRows(self.title, keys, head, head + 1, last, hidden, bool(found), widest)
        if total:
            places = formula_cells(columns, self.row, head)
            self.line(columns, whole.cells(total, span, places, adding), "total")
        self._printed.table(self._heading_row, head, self.row - 1)
        self._heading_row = self.row
        if self.key and adding != GROUPED:
            self._name_table(span, columns, can_sort=sortable)
        if pinned:
            self._pinned = pinned
            self.sheet.freeze_panes(head + 1, pinned)
        return span

    def _group(
        self, columns: Sequence[Col[T]], group: GroupedLines[T], head: int, whole: Sums[T]
    ) -> None:
        """The lines of a group, then the row over them, whose sums are theirs."""
        own, at = Sums(columns), self.row
        self.row += 1
        for line in group.lines:
            cells = cells_of(columns, line, self.row, head)
            own.add(cells)
            whole.add(cells)
            self.line(columns, cells)
        end, self.row = self.row, at
        self._printed.group(at, end - 1)
        span = SheetRows(self.title, tuple(one.key for one in columns), at, at + 1, end - 1)
        places = formula_cells(columns, at, head)
        self.line(columns, own.cells(group.leading, span, places, GROUPED), "group")
        self.row = end

    def _name_table(self, span: SheetRows, columns: Sequence[Col[Any]], *, can_sort: bool) -> None:
        """Give a written table the name of its sheet; a spreadsheet takes no head twice."""
        heads = [str(self.book.value(column.head)) for column in columns]
        if span.is_empty or not all(heads) or len({*map(str.casefold, heads)}) < len(heads):
            return
        self._named += 1
        declared = [
            {"header": head, "header_format": self._head_face(column)}
            for head, column in zip(heads, columns, strict=True)
        ]
        name = self.key if self._named == 1 else f"{self.key}_{self._named}"
        self.sheet.add_table(
            span.head, 0, span.last, len(columns) - 1,
            {"name": name, "style": None, "columns": declared, "autofilter": can_sort},
        )  # fmt: skip


def shortened(text: str) -> str:
    """The text, cut with a visible mark where it is too long for a cell."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
