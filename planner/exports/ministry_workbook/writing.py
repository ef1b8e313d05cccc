"""A ministry's share of a plan as a workbook to fill in and send back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.analysis.returns.ministry_share import shared_at
from planner.choices import Classification
from planner.errors import PlannerError
from planner.exports import hygiene
from planner.exports.cabinet.stationery import ACCENT, DEEP, FONT, GREY, INK, PALE, PALER, WHITE
from planner.exports.ministry_workbook.lists import Lists, lists_of
from planner.exports.plan_workbook.writing import FIRST_DATE, as_number, pieces
from planner.languages.return_words import Words
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.schema import Choice, Column, Kind, Row, Table, Value
from planner.tables import Ministry
from planner.values import to_text
from planner.workbooks import (
    IDENTITY,
    TEMPLATE_VERSION,
    Field,
    Identity,
    Mark,
    columns_of,
    mark_of,
    named,
)

SPARE_ROWS: Final = 200
HEADER_ROW: Final = 1
_WIDTHS: Final = {Kind.ID: 11, Kind.NOTE: 48, Kind.TEXT: 34, Kind.ROW: 34, Kind.TAGS: 22}
_WIDTH: Final = 15
_LINE: Final = 13.5
_MOST_LINES: Final = 8
_BORDER: Final = {"border": 1, "border_color": PALE}
_HEADS: Final = {
    Mark.REQUIRED: {"bg_color": ACCENT, "font_color": WHITE},
    Mark.OPTIONAL: {"bg_color": PALE, "font_color": INK},
    Mark.LOCKED: {"bg_color": "#D5D9DF", "font_color": INK},
}
_KNOWN: Final = {f"it holds the name {name}" for name in (IDENTITY, "_xlnm._FilterDatabase")}
_NUMBERS: Final = {Kind.MONEY: "#,##0.00", Kind.DATE: "yyyy-mm-dd"}
_TEXTS: Final = (Kind.ID, Kind.CODE, Kind.ROW, Kind.ENTRY, Kind.TEXT, Kind.NOTE, Kind.TAGS)
_ALLOWED: Final[dict[str, bool]] = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "insert_columns": True,
    "sort": True,
    "autofilter": True,
}


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """What goes out to a ministry: `share` its own rows, `plan` what it may see of all others."""

    plan: Plan
    share: Plan
    ministry: Ministry
    identity: Identity
    level: Classification
    due_on: date | None
    words: Words


def write(outgoing: Outgoing, reference: Reference) -> bytes:
    """The workbook, checked before it leaves: nothing in it but ours, and all of it in sight.

    PlannerError when it does not pass the check.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        lists = lists_of(outgoing.plan, outgoing.share, reference, outgoing.words)
        _Writer(book, outgoing, lists).write()
    content = out.getvalue()
    found = [what for what in hygiene.findings(content, {}) if what not in _KNOWN]
    if found:
        raise PlannerError(
            f"The file was not handed out, because {found[0]}.",
            "Tell those who look after the planner.",
        )
    return content


class _Writer:
    """The open workbook with its formats, which are made once."""

    def __init__(self, book: xlsxwriter.Workbook, outgoing: Outgoing, lists: Lists) -> None:
        self.book, self.outgoing, self.lists = book, outgoing, lists
        self.words = outgoing.words
        self._faces: dict[tuple[object, ...], Format] = {}

    def write(self) -> None:
        """Every sheet in its order, and the identity where no sheet shows it."""
        line = self.outgoing.identity.line
        self.book.set_custom_property(IDENTITY, line)
        self.book.define_name(IDENTITY, f'="{line}"')
        for name in shared_at(self.outgoing.level):
            self._table(table_named(name))
        self._lists()
        self._about()

    def _face(self, **look: object) -> Format:
        key = tuple(sorted(look.items(), key=str))
        if key not in self._faces:
            base = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top"}
            self._faces[key] = self.book.add_format({**base, **look})
        return self._faces[key]

    def _cell(self, column: Column, *, locked: bool) -> Format:
        look: dict[str, object] = {**_BORDER, "locked": locked}
        if locked:
            look["bg_color"] = PALER
        if column.kind in _NUMBERS:
            look["num_format"] = _NUMBERS[column.kind]
        if column.kind in _TEXTS:
            look |= {"num_format": "@", "quote_prefix": True}
        if column.kind in (Kind.TEXT, Kind.NOTE, Kind.ROW, Kind.TAGS):
            look["text_wrap"] = True
        return self._face(**look)

    def _sheet(self, title: str) -> Worksheet:
        sheet = self.book.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        marking = self.words.catalogue.answer_label(self.outgoing.level, self.words.language)
        sheet.set_header(f"&L&A&R{marking}")
        sheet.set_footer(f"&L{marking}&R&P / &N")
        sheet.hide_gridlines(2)
        if self.words.is_right_to_left:
            sheet.right_to_left()
        return sheet

    def _table(self, table: Table) -> None:
        """One table: what is asked above the headers, a note on each, rows, room for new ones."""
        sheet = self._sheet(self.words.catalogue.table_label(table, self.words.language))
        rows = list(self.outgoing.share.rows(table.name).values())
        texts = [{c.name: pieces(self._text(c, r)) for c in columns_of(table)} for r in rows]
        fields = [
            Field(column=column, part=part)
            for column in columns_of(table)
            for part in range(1, max((len(t[column.name]) for t in texts), default=1) + 1)
        ]
        sheet.freeze_panes(HEADER_ROW + 1, 1)
        sheet.repeat_rows(0, HEADER_ROW)
        for index, field in enumerate(fields):
            self._head(sheet, table, index, field, len(rows))
        for number, (row, parts) in enumerate(zip(rows, texts, strict=True), HEADER_ROW + 1):
            self._row(sheet, number, table, fields, row, parts)
        last = HEADER_ROW + len(rows) + SPARE_ROWS
        sheet.autofilter(HEADER_ROW, 0, last, len(fields) - 1)
        sheet.protect("", _ALLOWED)

    def _head(self, sheet: Worksheet, table: Table, index: int, field: Field, rows: int) -> None:
        column, mark = field.column, mark_of(table, field.column)
        catalogue, language = self.words.catalogue, self.words.language
        look = self._face(**_HEADS[mark], bold=True, text_wrap=True, **_BORDER)
        label = catalogue.label(table, column, language)
        header = label if field.part == 1 else f"{label} (continued {field.part})"
        sheet.write_string(0, index, self.words.say(mark.value), self._face(font_color=GREY))
        sheet.write_string(HEADER_ROW, index, header, look)
        note = catalogue.help(table, column, language)
        sheet.write_comment(HEADER_ROW, index, note, {"x_scale": 2, "author": ""})
        width = _WIDTHS.get(column.kind, _WIDTH)
        sheet.set_column(index, index, width, self._cell(column, locked=False))
        rule = self._rule(table, column) if field.part == 1 else None
        if rule:
            first = HEADER_ROW + 1
            sheet.data_validation(first, index, first + rows + SPARE_ROWS, index, rule)

    def _rule(self, table: Table, column: Column) -> dict[str, object] | None:
        label = self.words.catalogue.label(table, column, self.words.language)[:32]
        source = self.lists.range_for(column, self.words.say("lists"))
        fixed = column.kind in (Kind.CHOICE, Kind.FLAG)
        rule: dict[str, object] = {
            "error_title": label,
            "error_type": "warning",
            "ignore_blank": True,
        }
        if source:
            choose = {
                "validate": "list",
                "source": source,
                "error_message": self.words.say("choose"),
            }
            return rule | choose | {"error_type": "warning" if not fixed else "stop"}
        if column.kind is Kind.DATE:
            asked = {"validate": "date", "criteria": ">=", "value": FIRST_DATE}
            return rule | asked | {"error_message": self.words.say("a_date")}
        if column.kind is Kind.WHOLE:
            asked = {"validate": "integer", "criteria": "<", "value": 10**15}
            return rule | asked | {"error_message": self.words.say("a_whole")}
        return None

    def _row(
        self,
        sheet: Worksheet,
        number: int,
        table: Table,
        fields: Sequence[Field],
        row: Row,
        parts: dict[str, list[str]],
    ) -> None:
        lines = 1
        for index, field in enumerate(fields):
            column = field.column
            face = self._cell(column, locked=mark_of(table, column) is Mark.LOCKED)
            texts = parts[column.name]
            text = texts[field.part - 1] if field.part <= len(texts) else ""
            self._put(sheet, (number, index), getattr(row, column.name), text, face)
            lines = max(lines, ceil(len(text) / _WIDTHS.get(column.kind, _WIDTH)))
        sheet.set_row(number, _LINE * min(lines, _MOST_LINES))

    def _put(
        self, sheet: Worksheet, place: tuple[int, int], value: Value, text: str, face: Format
    ) -> None:
        exact = as_number(value) if isinstance(value, Decimal | int) else None
        if isinstance(value, date) and value >= FIRST_DATE:
            sheet.write_datetime(*place, datetime.combine(value, time()), face)
        elif exact is not None:
            sheet.write_number(*place, exact, face)
        elif text:
            sheet.write_string(*place, text, face)
        else:
            sheet.write_blank(*place, None, face)

    def _text(self, column: Column, row: Row) -> str:
        value: Value = getattr(row, column.name)
        if isinstance(value, Choice | bool):
            return self.words.catalogue.answer_label(value, self.words.language)
        if column.kind is Kind.ROW and value:
            plans = (self.outgoing.share, self.outgoing.plan)
            rows = (plan.rows(column.refers).get(str(value)) for plan in plans)
            return named(next(filter(None, rows), None), str(value))
        return to_text(value)

    def _lists(self) -> None:
        sheet = self._sheet(self.words.say("lists"))
        sheet.freeze_panes(1, 0)
        head = self._face(bold=True, bg_color=PALE)
        for index, (title, lines) in enumerate(self.lists.columns()):
            sheet.write_string(0, index, title, head)
            width = min(60, max(map(len, (title, *lines)), default=8) + 2)
            sheet.set_column(index, index, width, self._face())
            for number, line in enumerate(lines, start=1):
                sheet.write_string(number, index, line, self._face(num_format="@"))
        sheet.protect("", _ALLOWED)

    def _about(self) -> None:
        sheet = self._sheet(self.words.say("about"))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 90)
        label, text = self._face(bold=True, font_color=DEEP), self._face(text_wrap=True)
        title = self._face(bold=True, font_size=14, font_color=DEEP)
        sheet.write_string(0, 0, self.words.say("about"), title)
        number = 2
        for head, told in self._told():
            sheet.write_string(number, 0, head, label)
            sheet.write_string(number, 1, told, text)
            sheet.set_row(number, _LINE * ceil(max(len(told), 1) / 90))
            number += 1
        sheet.write_string(number + 1, 0, self.words.say("sign"), title)
        entry = self._face(bg_color=PALE, locked=False, **_BORDER)
        for offset, key in enumerate(("sign_function", "sign_date"), start=2):
            sheet.write_string(number + offset, 0, self.words.say(key), label)
            sheet.write_blank(number + offset, 1, None, entry)
        sheet.protect("", _ALLOWED)

    def _told(self) -> list[tuple[str, str]]:
        out, say = self.outgoing, self.words.say
        facts = [
            ("plan", out.plan.details.title or out.plan.name),
            ("revision", str(out.identity.revision)),
            ("ministry", out.ministry.name),
            ("issued", out.identity.issued.isoformat()),
            ("due", out.due_on.isoformat() if out.due_on else say("no_due")),
            ("marking", self.words.catalogue.answer_label(out.level, self.words.language)),
            ("template", str(TEMPLATE_VERSION)),
            ("identity", out.identity.line),
        ]
        lines = [(say(key), value) for key, value in facts]
        told = {"lists": say("lists"), "clear": say("clear")}
        hints = ("rows", "columns", "lists", "blank", "remove", "sort", "total")
        wanted = {"lists": ("lists",), "blank": ("clear",)}
        for nth, hint in enumerate(hints):
            facts_of = {name: told[name] for name in wanted.get(hint, ())}
            lines.append((say("how") if nth == 0 else "", say(f"how_{hint}", **facts_of)))
        return lines
