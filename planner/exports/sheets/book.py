"""A workbook on its way out: its language, its faces and formulas, and a check at the end."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.exports.sheets.faces import KINDS, ONES, PLAIN, ROLES, WHOLE, Kind, ShownUnit
from planner.exports.sheets.outgoing_check import check
from planner.languages.voice import NOT_KNOWN, Voice
from planner.messages import NOTHING, Fact, Message, Share, Sum
from planner.schema import Choice
from planner.workbooks import sheet_title

_SAFE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_AS_IT_IS: Final = frozenset({str, int, float, Decimal, date, type(None)})
Value = str | Decimal | int | float | date | None


@dataclass(frozen=True)
class Live:
    """A formula of ours with the value it has now, so that every reader sees the same.

    `at_least` says that something is not in it that nobody knows.
    """

    formula: str
    value: Decimal | int | float | str
    at_least: bool = False


Cell: TypeAlias = "Fact | Live"


class OutgoingBook:
    """An open workbook; every text in it is told by its voice.

    `marking`, `header` and `footer` are printed on every page. `names` are names that it defines.
    """

    def __init__(
        self,
        voice: Voice,
        *,
        marking: str = "",
        header: Message | str = "",
        footer: Message | str = NOTHING,
        unit: ShownUnit = ONES,
        names: frozenset[str] = frozenset(),
    ) -> None:
        self._out = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._out, _SAFE)
        self.voice, self.unit, self.marking = voice, unit, marking
        self.header, self.footer = self.tell(header), self.tell(footer)
        self.formulas: dict[str, dict[str, str]] = {}
        self._names = names
        self._faces: dict[tuple[str, str, bool, bool], Format] = {}
        self._titles: set[str] = set()

    def tell(self, what: Message | str) -> str:
        """A text in the language of the workbook."""
        return self.voice.tell(what)

    def sheet(self, title: Message | str) -> Worksheet:
        """A new sheet; its title is cut where a spreadsheet would not take it."""
        told = sheet_title(self.tell(title), self._titles)
        self._titles.add(told.casefold())
        return self.file.add_worksheet(told or None)

    def value(self, cell: Fact) -> Value:
        """What stands in a cell: numbers and dates as such, sentences with a capital letter."""
        if type(cell) in _AS_IT_IS:
            return cell  # type: ignore[return-value]  # just tested, for speed
        match cell:
            case Share():
                return cell.share
            case Sum():
                return cell.amount
            case Message():
                told = self.voice.tell(cell)
                return f"{told[:1].upper()}{told[1:]}"
            case tuple() | bool() | Choice():
                return self.voice.fact(cell)
            case _:
                return cell

    def face(
        self, role: str, kind: Kind = "label", *, top: bool = False, at_least: bool = False
    ) -> Format:
        """The face of a cell: its role on the page and its kind of value; `top` aligned or not.

        A sum that is the least it may be says so, and one of which nothing is known says that.
        """
        key = (role, kind, top, at_least)
        if key not in self._faces:
            shown = {"num_format": self.unit.format} if kind == "money" else {}
            if at_least:
                some, less, _none = (self.unit.format if kind == "money" else WHOLE).split(";")
                shown = {"num_format": f'"≥ "{some};{less};"{self.tell(NOT_KNOWN)}"'}
            high = {"valign": "top"} if top else {}
            look: dict[str, Any] = {**PLAIN, **KINDS[kind], **shown, **ROLES[role], **high}
            if self.voice.is_right_to_left and look.get("align") == "left":
                look |= {"align": "right", "reading_order": 2}  # sums stay as they are
            elif self.voice.is_right_to_left and role == "marking":
                look["align"] = "left"
            self._faces[key] = self.file.add_format(look)
        return self._faces[key]

    def live(self, sheet: Worksheet, row: int, column: int, live: Live, face: Format) -> None:
        """Write a formula with its value, and remember it for the check at the end."""
        cell = xl_rowcol_to_cell(row, column)
        self.formulas.setdefault(str(sheet.get_name()), {})[cell] = live.formula
        value = float(live.value) if isinstance(live.value, Decimal) else live.value
        sheet.write_formula(row, column, f"={live.formula}", face, value)  # type: ignore[arg-type]  # any number or text is a value

    def finished(self) -> bytes:
        """The content of the file; PlannerError when something is in it that must not leave."""
        self.file.close()
        content = self._out.getvalue()
        check(content, self.formulas, self._names)
        return content


def quoted(title: str) -> str:
    """The title of a sheet as formulas write it."""
    doubled = title.replace("'", "''")
    return f"'{doubled}'"
