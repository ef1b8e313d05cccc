"""A table of the declaration as a sheet to fill in: heads with notes, rows, room for new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, assert_never

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from planner.exports.sheets import faces
from planner.exports.sheets.book import OutgoingBook, quoted
from planner.exports.sheets.lettering import LINE, height
from planner.exports.sheets.page import Page
from planner.messages import Message, _
from planner.plan import table_named
from planner.reference import Reference
from planner.schema import Column, Kind, Row, Table, Value
from planner.values import to_text
from planner.workbooks import LISTS, Field, Mark

SPARE_ROWS: Final = 200
LONGEST_CELL: Final = 32_767
PIECE: Final = LONGEST_CELL // 2
DIGITS: Final = 15
FIRST_DATE: Final = date(1900, 3, 1)
"""Spreadsheets disagree about which day an earlier number is; such dates are text."""
_WIDTHS: Final = {Kind.ID: 11, Kind.NOTE: 48, Kind.TEXT: 34, Kind.CODE: 16, Kind.TAGS: 22}
_WIDTH, _WIDTH_OF_NAMES = 15, 34
_MOST: Final = 8 * LINE
_WRAPPED: Final = (Kind.NOTE, Kind.TEXT, Kind.TAGS, Kind.ROW)
_LONGEST_TITLE: Final = 32
_Parts = Mapping[str, Sequence[str]]
_Place = tuple[Field, int, Format, bool, bool]
MARKS: Final[Mapping[Mark, Message]] = {
    Mark.REQUIRED: _("Required"),
    Mark.OPTIONAL: _("Optional"),
    Mark.LOCKED: _("Do not change"),
}


@dataclass(frozen=True, kw_only=True)
class DeclaredSheet:
    """What a sheet for filling in holds: some columns of a table, and rows of it.

    `source` is the range that a drop-down shows, `text` what a cell says, `label` what a column is
    called there. With `mark` a line above the heads says what is asked of each column, and rows
    that are there keep what is locked. `own_words` lets a cell hold what is on no list, or a
    year for a date. The heads are in row `head`, counted from 0; `spare` rows are below the rows.
    """

    table: Table
    columns: Sequence[Column]
    source: Callable[[Column], str]
    rows: Sequence[Row] = ()
    text: Callable[[Column, Row], str] = lambda column, row: to_text(getattr(row, column.name))
    label: Callable[[Column], Message] | None = None
    mark: Callable[[Column], Mark] | None = None
    names_rows: bool = False
    own_words: bool = False
    head: int = 0
    spare: int = SPARE_ROWS

    @property
    def last(self) -> int:
        """The last row that is made ready."""
        return self.head + len(self.rows) + self.spare

    def kind(self, column: Column) -> faces.Kind:
        """How the cells of a column look, so that new rows are typed as they will be read."""
        match column.kind:
            case Kind.ID | Kind.CODE | Kind.ENTRY:
                return "code"
            case Kind.ROW:
                return "name" if self.names_rows else "code"
            case Kind.TEXT | Kind.NOTE | Kind.TAGS:
                return "name"
            case Kind.CHOICE | Kind.FLAG:
                return "words"
            case Kind.MONEY:
                return "exact"
            case Kind.DATE:
                return "plain" if self.own_words else "iso"
            case Kind.WHOLE | Kind.PERCENT | Kind.NUMBER:
                return "plain"
            case _:
                assert_never(column.kind)

    def width(self, column: Column) -> float:
        """How wide a column is, in characters."""
        if column.kind is Kind.ROW and self.names_rows:
            return _WIDTH_OF_NAMES
        return _WIDTHS.get(column.kind, _WIDTH)


def fill(page: Page, sheet: DeclaredSheet) -> None:
    """The heads with their notes and drop-downs, then the rows; a long text takes several cells."""
    texts = [{c.name: pieces(sheet.text(c, row)) for c in sheet.columns} for row in sheet.rows]
    fields = [
        Field(column=column, part=part)
        for column in sheet.columns
        for part in range(1, max((len(one[column.name]) for one in texts), default=1) + 1)
    ]
    page.widen([sheet.width(field.column) for field in fields])
    for at, field in enumerate(fields):
        _head(page, sheet, at, field)
    first, last = sheet.head + 1, sheet.head + max(len(sheet.rows), 1)
    places = _places(page, sheet, fields)
    for number, (row, parts) in enumerate(zip(sheet.rows, texts, strict=True), start=first):
        _row(page, number, places, row, parts)
    page.sheet.freeze_panes(first, 1)
    page.sheet.repeat_rows(sheet.head - (sheet.mark is not None), sheet.head)
    if sheet.mark is not None:
        page.sheet.autofilter(sheet.head, 0, sheet.last, len(fields) - 1)
        return
    head = page.book.face("head")
    heads = [{"header": _label(page, sheet, one), "header_format": head} for one in fields]
    page.sheet.add_table(
        sheet.head, 0, last, len(fields) - 1,
        {"name": f"table_{sheet.table.name}", "style": "Table Style Light 1", "columns": heads},
    )  # fmt: skip


def as_number(value: Decimal | int) -> float | int | None:
    """The number a cell can hold for this value, None when it would lose a digit."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else None
    number = float(value)
    is_short = len(value.normalize().as_tuple().digits) <= DIGITS
    return number if is_short and Decimal(repr(number)) == value else None


def pieces(text: str) -> list[str]:
    """The text in parts that each fit a cell; one part for all but the longest."""
    if 2 * len(text) <= LONGEST_CELL or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return [text]
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def _label(page: Page, sheet: DeclaredSheet, field: Field) -> str:
    voice, column = page.book.voice, field.column
    label = voice.tell(sheet.label(column)) if sheet.label else voice.label(sheet.table, column)
    return field.header(label)


def _head(page: Page, sheet: DeclaredSheet, at: int, field: Field) -> None:
    """The head of a column, its note, the face of cells still empty, and what may be chosen."""
    column, book = field.column, page.book
    role, cell = "head", "row"
    if sheet.mark is not None:
        mark = sheet.mark(column)
        page.put(at, MARKS[mark], book.face("mark"), sheet.head - 1)
        role, cell = mark.value, "entry"
    page.put(at, _label(page, sheet, field), book.face(role, "name"), sheet.head)
    note = book.voice.help(sheet.table, column)
    page.sheet.write_comment(sheet.head, at, note, {"x_scale": 2, "author": ""})
    page.sheet.set_column(at, at, page.widths[at], book.face(cell, sheet.kind(column)))
    rule = _rule(page, sheet, column) if field.part == 1 else None
    if rule:
        page.sheet.data_validation(sheet.head + 1, at, sheet.last, at, rule)


def _rule(page: Page, sheet: DeclaredSheet, column: Column) -> dict[str, object] | None:
    """A list by range, or the kind of value; only fixed lists refuse anything else."""
    refuses = "stop" if column.kind in (Kind.CHOICE, Kind.FLAG) else "warning"
    rule: dict[str, object]
    if source := sheet.source(column):
        rule = {"validate": "list", "source": source}
        message = _("Choose an answer of the list.")
        if sheet.own_words:
            refuses = "information"
            message = _("It is not on the list. Choose from the list, or leave your own words.")
    elif column.kind is Kind.DATE and sheet.own_words:
        hint = _("Write a date, as in 2027-03-31. A year alone is fine too.")
        return {"validate": "any", "input_message": page.book.tell(hint)}
    elif column.kind is Kind.DATE:
        rule = {"validate": "date", "criteria": ">=", "value": FIRST_DATE}
        message = _("Write a date, as in 2027-03-31.")
    elif column.kind is Kind.WHOLE:
        rule = {"validate": "integer", "criteria": "<", "value": 10**DIGITS}
        message = _("Write digits only, as in 25.")
    elif column.kind is Kind.MONEY:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        message = _("Write a sum in figures, as in 1250.50, or leave the cell empty.")
    else:
        return None
    return rule | {
        "error_type": refuses,
        "error_title": page.book.voice.label(sheet.table, column)[:_LONGEST_TITLE],
        "error_message": page.book.tell(message),
    }


def _row(page: Page, number: int, fields: Sequence[_Place], row: Row, parts: _Parts) -> None:
    tallest = LINE
    for field, at, face, is_shut, is_wrapped in fields:
        texts = parts[field.column.name]
        text = texts[field.part - 1] if field.part <= len(texts) else ""
        if text:
            _put(page, (number, at), getattr(row, field.column.name), text, face)
            if is_wrapped:
                tallest = max(tallest, height(text, page.widths[at], highest=_MOST))
        elif is_shut:
            page.sheet.write_blank(number, at, None, face)
    page.sheet.set_row(number, tallest + 2)


def _places(page: Page, sheet: DeclaredSheet, fields: Sequence[Field]) -> list[_Place]:
    """Each field with its column, its face in rows that are there, and how it is filled."""
    places: list[_Place] = []
    for at, field in enumerate(fields):
        is_shut = sheet.mark is not None and sheet.mark(field.column) is Mark.LOCKED
        role = "row" if sheet.mark is None else "shut" if is_shut else "entry"
        face = page.book.face(role, sheet.kind(field.column))
        places.append((field, at, face, is_shut, field.column.kind in _WRAPPED))
    return places


def _put(page: Page, place: tuple[int, int], value: Value, text: str, face: Format) -> None:
    """One value as the cell that its kind asks for; as text what a cell cannot hold exactly."""
    exact = as_number(value) if isinstance(value, Decimal | int) else None
    if isinstance(value, date) and value >= FIRST_DATE:
        page.sheet.write_datetime(*place, datetime.combine(value, time()), face)
    elif exact is not None:
        page.sheet.write_number(*place, exact, face)
    else:
        page.sheet.write_string(*place, text, page.book.facing(face, text))


Lines = Sequence[tuple[str, str]]
"""What may be chosen, each with its meaning; blank where it needs none."""


@dataclass(frozen=True)
class _List:
    """One list, and the column of the sheet that it stands in; a meaning stands beside it."""

    title: str
    lines: Lines
    at: int

    @property
    def has_meanings(self) -> bool:
        """Whether anything in it needs a second column."""
        return any(meaning for _value, meaning in self.lines)


class Lists:
    """The lists that columns of a workbook ask for; `rows` offers rows of a table by its name."""

    def __init__(
        self,
        book: OutgoingBook,
        reference: Reference,
        columns: Iterable[tuple[Table, Column]],
        rows: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._book, self._rows, self._lists = book, rows or {}, dict[str, _List]()
        entries, at = _entries(book, reference), 0
        for table, column in columns:
            key = self._key(column)
            if key and key not in self._lists:
                self._lists[key] = found = self._list(table, column, entries, at)
                at += 2 if found.has_meanings else 1

    def source(self, column: Column) -> str:
        """The range that a column's drop-down shows; blank for a column without a list."""
        found = self._lists.get(self._key(column))
        if found is None or not found.lines:
            return ""
        name, last = xl_col_to_name(found.at), len(found.lines) + 1
        return f"={quoted(self._book.tell(LISTS))}!${name}$2:${name}${last}"

    def write(self) -> Page:
        """The sheet: a column for each list, one more for what its lines mean."""
        page = Page(self._book, LISTS)
        for one in self._lists.values():
            self._column(page, one.at, one.title, [value for value, _meaning in one.lines])
            if one.has_meanings:
                head = self._book.tell(_("{list}: meaning", list=one.title))
                meanings = [meaning for _value, meaning in one.lines]
                self._column(page, one.at + 1, head, meanings)
        page.sheet.freeze_panes(1, 0)
        page.sheet.repeat_rows(0)
        return page

    def _column(self, page: Page, at: int, head: str, lines: Sequence[str]) -> None:
        width = min(60, max(map(len, (head, *lines)), default=8) + 3)
        page.widen([*page.widths, *[width] * (at + 1 - len(page.widths))])
        for row, line in enumerate((head, *lines)):
            page.put(at, line, self._book.face("plain" if row else "head", "code"), row)

    def _key(self, column: Column) -> str:
        match column.kind:
            case Kind.ENTRY:
                return column.refers
            case Kind.ROW if column.refers in self._rows:
                return column.refers
            case Kind.FLAG:
                return "flag"
            case Kind.CHOICE:
                return column.answers.__name__ if column.answers else ""
            case _:
                return ""

    def _list(self, table: Table, column: Column, entries: Mapping[str, Lines], at: int) -> _List:
        voice = self._book.voice
        match column.kind:
            case Kind.ROW:
                rows = [(line, "") for line in self._rows[column.refers]]
                return _List(voice.table_label(table_named(column.refers)), rows, at)
            case Kind.ENTRY:
                return _List(voice.label(table, column), entries[column.refers], at)
            case Kind.FLAG:
                title, answers = voice.tell(_("Yes or no")), (True, False)
            case _:
                title, answers = voice.label(table, column), tuple(column.answers or ())
        return _List(title, [(voice.answer(answer), "") for answer in answers], at)


def _entries(book: OutgoingBook, reference: Reference) -> Mapping[str, Lines]:
    factors = [(str(one.number), book.tell(one.name)) for one in reference.risk_factors]
    indicators = [(one.number, book.tell(one.name)) for one in reference.indicators]
    return {
        "catalogue": [(one.id, book.tell(one.name)) for one in reference.actions],
        "indicators": indicators,
        "purpose_codes": list({row.code: row.name for row in reference.purpose_codes}.items()),
        "risk_factors": factors,
        "signs": factors + indicators,
    }
