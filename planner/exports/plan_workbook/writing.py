"""The whole plan into one workbook: a sheet per table, drop-downs, notes, nothing hidden."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, assert_never

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.exports.edition import Edition
from planner.exports.line_heights import LINE, height
from planner.exports.plan_workbook.lists import Lists, lists_of
from planner.plan import Plan, all_tables
from planner.reference import Reference
from planner.schema import Column, Kind, Row, Table, Value
from planner.values import shown, to_text
from planner.workbooks import ABOUT, LISTS, REVISION, Field

FORMAT_VERSION: Final = 1
SPARE_ROWS: Final = 200
LONGEST_CELL: Final = 32_767
PIECE: Final = LONGEST_CELL // 2
DIGITS: Final = 15
FIRST_DATE: Final = date(1900, 3, 1)
"""Spreadsheets disagree about which day an earlier number is; such dates are text."""

_CHOOSE: Final = "Choose an answer of the list."
_ACCENT: Final = "#12355B"
_WIDTHS: Final = {Kind.ID: 11, Kind.NOTE: 48, Kind.TEXT: 30, Kind.CODE: 16, Kind.TAGS: 22}


def write(edition: Edition, reference: Reference) -> bytes:
    """The workbook of an edition: every table of the plan, the lists, and what the file is."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _Writer(book, edition.plan, lists_of(reference)).write(edition)
    return out.getvalue()


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
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return [text]
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


class _Writer:
    """The open workbook with its formats, which are made once."""

    def __init__(self, book: xlsxwriter.Workbook, plan: Plan, lists: Lists) -> None:
        self.book, self.plan, self.lists = book, plan, lists
        face = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        self.header = book.add_format(
            {**face, "bold": True, "font_color": "white", "bg_color": _ACCENT, "text_wrap": True}
        )
        self.plain = book.add_format(face)
        self.bold = book.add_format({**face, "bold": True})
        self.title = book.add_format({**face, "bold": True, "font_size": 14, "font_color": _ACCENT})
        self.words = book.add_format({**face, "text_wrap": True, "quote_prefix": True})
        self.code = book.add_format({**face, "num_format": "@", "quote_prefix": True})
        self.money = book.add_format({**face, "num_format": "#,##0.00"})
        self.date = book.add_format({**face, "num_format": "yyyy-mm-dd", "align": "left"})

    def write(self, edition: Edition) -> None:
        """Every sheet in its order."""
        self.book.set_properties({"title": "Plan", "comments": edition.level.label})
        for table in all_tables():
            self.write_table(table, edition)
        self.write_lists(edition)
        self.write_about(edition)

    def add_sheet(self, name: str, edition: Edition, *, one_wide: bool = True) -> Worksheet:
        """A sheet that prints on A4 landscape with its marking."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        if one_wide:
            sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L&A&R{edition.level.label}")
        sheet.set_footer(f"&L{edition.level.label}&RPage &P of &N")
        sheet.hide_gridlines(1)
        return sheet

    def write_table(self, table: Table, edition: Edition) -> None:
        """One table: header with notes, rows, drop-downs reaching below the last row."""
        sheet = self.add_sheet(table.many, edition)
        rows = list(self.plan.rows(table.name).values())
        texts = [
            {column.name: pieces(self.text(column, row)) for column in table.columns}
            for row in rows
        ]
        fields = _fields(table, texts)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.add_table(
            0, 0, max(len(rows), 1), len(fields) - 1,
            {
                "name": f"table_{table.name}",
                "style": "Table Style Light 1",
                "columns": [{"header": f.header, "header_format": self.header} for f in fields],
            },
        )  # fmt: skip
        for number, texts_of_row in enumerate(texts, start=1):
            sheet.set_row(number, _height(table, texts_of_row))
        whole = f"A1:{xl_rowcol_to_cell(max(len(rows), 1), len(fields) - 1)}"
        sheet.ignore_errors({"number_stored_as_text": whole})
        for index, field in enumerate(fields):
            self.set_column(sheet, index, field, len(rows))
            for number, row in enumerate(rows, start=1):
                parts = texts[number - 1][field.column.name]
                if field.part <= len(parts):
                    value = getattr(row, field.column.name)
                    self.put(sheet, (number, index), value, parts[field.part - 1])

    def set_column(self, sheet: Worksheet, index: int, field: Field, rows: int) -> None:
        """Width, face, note and drop-down of a column."""
        column = field.column
        sheet.set_column(index, index, _WIDTHS.get(column.kind, 14), self.face(column))
        sheet.write_comment(0, index, column.help, {"x_scale": 2, "author": ""})
        rule = self.rule(column)
        if rule and field.part == 1:
            sheet.data_validation(1, index, rows + SPARE_ROWS, index, rule)

    def face(self, column: Column) -> Format:
        """The look of a column's cells, so that new rows are typed as they will be read."""
        match column.kind:
            case Kind.ID | Kind.CODE | Kind.ROW | Kind.ENTRY:
                return self.code
            case Kind.TEXT | Kind.NOTE | Kind.TAGS | Kind.CHOICE | Kind.FLAG:
                return self.words
            case Kind.MONEY:
                return self.money
            case Kind.DATE:
                return self.date
            case Kind.WHOLE | Kind.PERCENT | Kind.NUMBER:
                return self.plain
            case _:
                assert_never(column.kind)

    def rule(self, column: Column) -> dict[str, object] | None:
        """The validation of a column: a list by range, or the kind of value with a kind message."""
        source = self.source(column)
        fixed = column.kind in (Kind.CHOICE, Kind.FLAG)
        rule: dict[str, object] = {
            "error_type": "stop" if fixed else "warning",
            "error_title": column.label,
        }
        if source:
            rule |= {"validate": "list", "source": source, "error_message": _CHOOSE}
        elif column.kind is Kind.DATE:
            rule |= {"validate": "date", "criteria": ">=", "value": FIRST_DATE}
            rule |= {"error_message": "Write a date, as in 2027-03-31."}
        elif column.kind is Kind.WHOLE:
            rule |= {"validate": "integer", "criteria": "<", "value": 10**DIGITS}
            rule |= {"error_message": "Write digits only, as in 25."}
        else:
            return None
        return rule

    def source(self, column: Column) -> str:
        """The range that a column's drop-down shows, blank for none."""
        if column.kind is Kind.ROW:
            target = next(t for t in all_tables() if t.name == column.refers)
            last = len(self.plan.rows(target.name)) + SPARE_ROWS + 1
            return f"='{target.many}'!$A$2:$A${last}"
        return self.lists.range_for(column, LISTS)

    def text(self, column: Column, row: Row) -> str:
        """What a text cell of the column says."""
        value: Value = getattr(row, column.name)
        return shown(column, value) if column.kind is Kind.CHOICE else to_text(value)

    def put(self, sheet: Worksheet, place: tuple[int, int], value: Value, text: str) -> None:
        """One value as the cell that its kind asks for; as text what a cell cannot hold exactly."""
        exact = as_number(value) if isinstance(value, Decimal | int) else None
        if isinstance(value, date) and value >= FIRST_DATE:
            sheet.write_datetime(*place, datetime.combine(value, time()))
        elif exact is not None:
            sheet.write_number(*place, exact)
        elif text:
            sheet.write_string(*place, text)

    def write_lists(self, edition: Edition) -> None:
        """The visible sheet behind the drop-downs: answers and entries with their meaning."""
        sheet = self.add_sheet(LISTS, edition, one_wide=False)
        sheet.freeze_panes(1, 0)
        for index, (title, lines) in enumerate(self.lists.columns()):
            sheet.write_string(0, index, title, self.header)
            width = min(60, max(map(len, (title, *lines)), default=10) + 2)
            sheet.set_column(index, index, width, self.code)
            for number, line in enumerate(lines, start=1):
                sheet.write_string(number, index, line, self.code)

    def write_about(self, edition: Edition) -> None:
        """The visible last sheet: what this file is and how to send it back."""
        sheet = self.add_sheet(ABOUT, edition)
        sheet.set_column(0, 0, 26, self.bold)
        sheet.set_column(1, 1, 90, self.words)
        sheet.write_string(0, 0, ABOUT, self.title)
        for number, (label, text) in enumerate(_about(edition), start=2):
            sheet.write_string(number, 0, label, self.bold)
            sheet.write_string(number, 1, text, self.words)


def _fields(table: Table, texts: Sequence[Mapping[str, Sequence[str]]]) -> list[Field]:
    return [
        Field(column=column, part=part)
        for column in table.columns
        for part in range(1, max((len(t[column.name]) for t in texts), default=1) + 1)
    ]


def _height(table: Table, texts: Mapping[str, Sequence[str]]) -> float:
    """The height of a row: its longest text, up to six lines."""
    wrapped = (c for c in table.columns if c.kind in (Kind.NOTE, Kind.TEXT, Kind.TAGS))
    return 2 + max(
        (height(texts[c.name][0], _WIDTHS[c.kind], highest=6 * LINE) for c in wrapped),
        default=LINE,
    )


def _about(edition: Edition) -> list[tuple[str, str]]:
    release = edition.release
    return [
        ("Plan", edition.plan.details.title or edition.plan.name),
        (REVISION, str(edition.plan.revision)),
        ("Level", edition.level.label),
        ("Left out at this level", f"{release.left_out} rows and {release.cells} cells"),
        ("Made", edition.made_at),
        ("File", edition.number),
        ("End of the log", edition.head_hash),
        ("Format", str(FORMAT_VERSION)),
        ("Rows", "Each row keeps its id. Leave it empty for a new row; the planner gives it one."),
        ("Columns", "Found again by their headers; they may be moved."),
        ("Blank cells", "A blank cell means that the value is not known."),
        ("Answers", "Columns with a fixed list take the answers of the sheet Lists."),
    ]  # fmt: skip
