"""An empty list for a ministry to fill in with what it does, whether or not an aid code fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name

from planner.exports.sheets.book import Book, quoted
from planner.exports.sheets.page import Page
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.schema import Column, Kind, table_of
from planner.tables import Programme
from planner.workbooks import LISTS

TITLE: Final = _("What your ministry does")
COLUMNS: Final = (
    "title", "note", "description", "ministry", "country", "start", "end", "status",
    "budget", "currency",
)  # fmt: skip
HEADER: Final = 3  # the row of the header, counted from 0
ROWS: Final = 300  # rows made ready to be filled in
_WIDTHS: Final = {"title": 40, "note": 44, "description": 50, "ministry": 34, "country": 22}
_WIDTH: Final = 14
_NEEDED: Final = ("title", "ministry")  # a line of one cell would be taken for a heading
_PROGRAMMES: Final = table_of(Programme)


@dataclass(frozen=True, kw_only=True)
class BlankList:
    """What the list offers: kinds of action for the note, and the plan's ministries."""

    kinds: Sequence[str]
    ministries: Sequence[str]


def write(blank: BlankList, voice: Voice) -> bytes:
    """The workbook: two lines of words, the header, empty rows with drop-downs, the lists."""
    book = Book(voice)
    page, lists = Page(book, TITLE), Page(book, LISTS)
    page.head(TITLE, "")
    how = _(
        "One line for each thing your ministry does that may help prevent atrocity crimes, with "
        "or without aid money: diplomacy, sanctions, courts, training, border and export control, "
        "work in parliament. Title and ministry are enough. Choose the kind of action from the "
        "list where one fits. Leave blank what you do not know, and send this file back as it is."
    )
    page.sheet.merge_range(1, 0, 1, 3, "")
    page.put(0, how, book.face("row", "words"), 1)
    page.sheet.set_row(1, 62)
    page.widen([_WIDTHS.get(name, _WIDTH) for name in COLUMNS])
    filled = 0
    for at, column in enumerate(map(_PROGRAMMES.column, COLUMNS)):
        _head(page, at, column)
        answers = _answers(book, blank, column)
        rule = _rule(book, column) or _choice(lists, filled, answers)
        filled += len(answers)
        if rule:
            page.sheet.data_validation(HEADER + 1, at, HEADER + ROWS, at, rule)
    page.sheet.freeze_panes(HEADER + 1, 1)
    page.sheet.repeat_rows(HEADER)
    return book.finished()


def _head(page: Page, at: int, column: Column) -> None:
    """The name of a column, by which it is known again, over cells made ready."""
    book, label = page.book, _PROGRAMMES.label(column.name)
    head: Message | str = label
    if column.name == "note":
        kind = _("what kind of action it is")
        head = _("{column} ({note})", column=label, note=kind)
    elif column.name in _NEEDED:
        head = _("{column} *", column=label)
    page.put(at, head, book.face("head"), HEADER)
    face = book.face("entry", "exact" if column.kind is Kind.MONEY else "words")
    for row in range(HEADER + 1, HEADER + 1 + ROWS):
        page.put(at, None, face, row)
    page.sheet.set_row(HEADER, 30)


def _answers(book: Book, blank: BlankList, column: Column) -> Sequence[str]:
    match column.name:
        case "note":
            return blank.kinds
        case "ministry":
            return blank.ministries
        case _:
            return [book.voice.answer(answer) for answer in column.answers or ()]


def _rule(book: Book, column: Column) -> dict[str, Any] | None:
    match column.name:
        case "start" | "end":
            hint = _("Write a date, as in 2027-03-31. A year alone is fine too.")
            return {"validate": "any", "input_message": book.tell(hint)}
        case "budget":
            hint = _("Write a sum in figures, as in 1250.50, or leave the cell empty.")
            limits = {"validate": "decimal", "criteria": ">=", "value": 0}
            return {**limits, "error_type": "warning", "error_message": book.tell(hint)}
        case _:
            return None


def _choice(lists: Page, first: int, answers: Sequence[str]) -> dict[str, Any] | None:
    """Let a cell offer these answers; other words are taken too.

    All stand on one line of the sheet of lists: nobody takes a single line for a table.
    """
    if not answers:
        return None
    for at, answer in enumerate(answers, start=first):
        lists.put(at, answer, lists.book.face("plain", "code"), 0)
    hint = _("It is not on the list. Choose from the list, or leave your own words.")
    start, end = xl_col_to_name(first), xl_col_to_name(first + len(answers) - 1)
    return {
        "validate": "list",
        "source": f"={quoted(lists.title)}!${start}$1:${end}$1",
        "error_type": "information",
        "error_message": lists.book.tell(hint),
    }
