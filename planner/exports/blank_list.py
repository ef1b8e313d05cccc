"""An empty list for a ministry to fill in with what it does, whether or not an aid code fits."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planner.exports.cabinet.stationery import ACCENT, FONT, INK, PALE, WHITE
from planner.languages import Catalogue, Direction
from planner.plan import table_named
from planner.schema import Column, Kind, Table, table_of
from planner.tables import Programme

COLUMNS: Final = (
    "title", "note", "description", "ministry", "country", "start", "end", "status",
    "budget", "currency",
)  # fmt: skip
HEADER: Final = 3  # the row of the header, counted from 0
ROWS: Final = 300  # rows made ready to be filled in
_WIDTHS: Final = {"title": 40, "note": 44, "description": 50, "ministry": 34, "country": 22}
_NEEDED: Final = ("title", "ministry")  # a line of one cell would be taken for a heading
_LISTS: Final = "Lists"


@dataclass(frozen=True, kw_only=True)
class BlankList:
    """What the list says and offers: its words, in a language, and the answers of its drop-downs.

    `words` are the office's: "title", "how", "kind", "sheet", "choose", "date" and "sum".
    """

    language: str
    words: Mapping[str, str]
    kinds: Sequence[str]
    ministries: Sequence[str]


def write(blank: BlankList, catalogue: Catalogue) -> bytes:
    """The workbook: two lines of words, the header, empty rows with drop-downs, the lists."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _Writer(book, blank, catalogue).write()
    return out.getvalue()


class _Writer:
    """The open workbook with its formats, which are made once."""

    def __init__(self, book: xlsxwriter.Workbook, blank: BlankList, catalogue: Catalogue) -> None:
        self._book, self._blank, self._catalogue = book, blank, catalogue
        self._filled = 0  # cells of the line of answers
        self._declared: Table = table_named(table_of(Programme).name)
        face = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
        self._plain = book.add_format(
            {**face, "text_wrap": True, "border": 1, "border_color": PALE}
        )
        self._money = book.add_format(
            {**face, "num_format": "#,##0.00", "border": 1, "border_color": PALE}
        )
        self._title = book.add_format({**face, "bold": True, "font_size": 14, "font_color": ACCENT})
        self._how = book.add_format({**face, "text_wrap": True})
        self._head = book.add_format(
            {**face, "bold": True, "font_color": WHITE, "bg_color": ACCENT, "text_wrap": True}
        )

    def write(self) -> None:
        """Both sheets."""
        words = self._blank.words
        sheet = self._book.add_worksheet(words["sheet"])
        lists = self._book.add_worksheet(_LISTS)
        right_to_left = (
            self._catalogue.language(self._blank.language).direction is Direction.RIGHT_TO_LEFT
        )
        for one in (sheet, lists):
            one.hide_gridlines(2)
            one.set_landscape()
            one.set_paper(9)
            if right_to_left:
                one.right_to_left()
        sheet.write_string(0, 0, words["title"], self._title)
        sheet.merge_range(1, 0, 1, 3, words["how"], self._how)
        sheet.set_row(1, 62)
        sheet.set_row(HEADER, 30)
        sheet.freeze_panes(HEADER + 1, 1)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER)
        for at, name in enumerate(COLUMNS):
            self._column(sheet, lists, at, self._declared.column(name))

    def _column(self, sheet: Worksheet, lists: Worksheet, at: int, column: Column) -> None:
        """The header, the face of the empty cells, and what may be chosen in them."""
        face = self._money if column.kind is Kind.MONEY else self._plain
        sheet.set_column(at, at, _WIDTHS.get(column.name, 14))
        sheet.write_string(HEADER, at, self.header(column), self._head)
        for row in range(HEADER + 1, HEADER + 1 + ROWS):
            sheet.write_blank(row, at, None, face)
        rule = self._rule(lists, column)
        if rule:
            sheet.data_validation(HEADER + 1, at, HEADER + ROWS, at, rule)

    def header(self, column: Column) -> str:
        """The name of the column, by which it is known again when the list comes back."""
        label = self._catalogue.label(self._declared, column, self._blank.language)
        if column.name == "note":
            return f"{label} ({self._blank.words['kind']})"
        return f"{label} *" if column.name in _NEEDED else label

    def _rule(self, lists: Worksheet, column: Column) -> dict[str, Any]:
        words = self._blank.words
        match column.name:
            case "start" | "end":
                return {"validate": "any", "input_message": words["date"]}
            case "budget":
                limits = {"validate": "decimal", "criteria": ">=", "value": 0}
                return {**limits, "error_type": "warning", "error_message": words["sum"]}
            case _:
                return self._choice(lists, self._answers(column))

    def _answers(self, column: Column) -> Sequence[str]:
        match column.name:
            case "note":
                return self._blank.kinds
            case "ministry":
                return self._blank.ministries
            case _:
                answers = column.answers or ()
                say = self._catalogue.answer_label
                return [say(one, self._blank.language) for one in answers]

    def _choice(self, lists: Worksheet, answers: Sequence[str]) -> dict[str, Any]:
        """Let a cell offer these answers; other words are taken too.

        All stand on one line of the sheet of lists: nobody takes a single line for a table.
        """
        if not answers:
            return {}
        first, last = self._filled, self._filled + len(answers) - 1
        lists.write_row(0, first, answers)
        self._filled = last + 1
        return {
            "validate": "list",
            "source": f"={_LISTS}!${xl_col_to_name(first)}$1:${xl_col_to_name(last)}$1",
            "error_type": "information",
            "error_message": self._blank.words["choose"],
        }
