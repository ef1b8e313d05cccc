"""An empty list for a ministry to fill in with what it does, whether or not an aid code fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from planner.exports.sheets.book import OutgoingBook, quoted
from planner.exports.sheets.declared import DeclaredSheet, fill
from planner.exports.sheets.page import Page
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.schema import Column, table_of
from planner.tables import Programme
from planner.workbooks import LISTS

TITLE: Final = _("What your ministry does")
COLUMNS: Final = (
    "title", "note", "description", "ministry", "country", "start", "end", "status",
    "budget", "currency",
)  # fmt: skip
HEADER: Final = 3  # the row of the header, counted from 0
ROWS: Final = 300  # rows made ready to be filled in
_NEEDED: Final = ("title", "ministry")  # a line of one cell would be taken for a heading
_HOW: Final = _(
    "One line for each thing your ministry does that may help prevent atrocity crimes, with or "
    "without aid money: diplomacy, sanctions, courts, training, border and export control, work in "
    "parliament. Title and ministry are enough. Choose the kind of action from the list where one "
    "fits. Leave blank what you do not know, and send this file back as it is."
)


@dataclass(frozen=True, kw_only=True)
class BlankList:
    """What the list offers: kinds of action for the note, and the plan's ministries."""

    kinds: Sequence[str]
    ministries: Sequence[str]


def write(blank: BlankList, voice: Voice) -> bytes:
    """The workbook: two lines of words, the header, empty rows with drop-downs, the lists."""
    book = OutgoingBook(voice)
    page, lists = Page(book, TITLE), _OneLine(book, blank)
    page.head(TITLE, "")
    page.sheet.merge_range(1, 0, 1, 3, "")
    page.put(0, _HOW, book.face("row", "words"), 1)
    page.sheet.set_row(1, 62)
    table = table_of(Programme)
    sheet = DeclaredSheet(
        table=table,
        columns=[table.column(name) for name in COLUMNS],
        source=lists.source,
        label=_label,
        names_rows=True,
        own_words=True,
        head=HEADER,
        spare=ROWS,
    )
    fill(page, sheet)
    faces = [book.face("entry", sheet.kind(column)) for column in sheet.columns]
    for row in range(HEADER + 1, HEADER + 1 + ROWS):
        for at, face in enumerate(faces):
            page.put(at, None, face, row)
    return book.finished()


def _label(column: Column) -> Message:
    """The name of a column, by which it is known again, and what a ministry should know of it."""
    label = table_of(Programme).label(column.name)
    if column.name == "note":
        return _("{column} ({note})", column=label, note=_("what kind of action it is"))
    return _("{column} *", column=label) if column.name in _NEEDED else label


class _OneLine:
    """The answers of all drop-downs on one line: nobody takes a single line for a table."""

    def __init__(self, book: OutgoingBook, blank: BlankList) -> None:
        self._page, self._blank, self._filled = Page(book, LISTS), blank, 0

    def source(self, column: Column) -> str:
        """The range with the answers of a column, written when it is asked for."""
        answers = self._answers(column)
        if not answers:
            return ""
        first, book = self._filled, self._page.book
        for at, answer in enumerate(answers, start=first):
            self._page.put(at, answer, book.face("plain", "code"), 0)
        self._filled += len(answers)
        start, end = xl_col_to_name(first), xl_col_to_name(self._filled - 1)
        return f"={quoted(self._page.title)}!${start}$1:${end}$1"

    def _answers(self, column: Column) -> Sequence[str]:
        named = {"note": self._blank.kinds, "ministry": self._blank.ministries}
        tell = self._page.book.voice.answer
        return named.get(column.name) or [tell(answer) for answer in column.answers or ()]
