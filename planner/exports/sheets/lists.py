"""The visible sheet of lists behind the drop-downs: answers, rows, entries with their meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from planner.exports.sheets.book import OutgoingBook, quoted
from planner.exports.sheets.page import Page
from planner.messages import _
from planner.plan import table_named
from planner.reference import Reference
from planner.schema import Column, Kind, Table
from planner.workbooks import LISTS

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
                lines = self._lines(column, entries)
                self._lists[key] = found = _List(self._title(table, column), lines, at)
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

    def _title(self, table: Table, column: Column) -> str:
        voice = self._book.voice
        match column.kind:
            case Kind.ROW:
                return voice.table_label(table_named(column.refers))
            case Kind.FLAG:
                return voice.tell(_("Yes or no"))
            case _:
                return voice.label(table, column)

    def _lines(self, column: Column, entries: Mapping[str, Lines]) -> Lines:
        match column.kind:
            case Kind.ROW:
                return [(line, "") for line in self._rows[column.refers]]
            case Kind.ENTRY:
                return entries[column.refers]
            case _:
                answers = (True, False) if column.kind is Kind.FLAG else column.answers or ()
                return [(self._book.voice.answer(answer), "") for answer in answers]


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
