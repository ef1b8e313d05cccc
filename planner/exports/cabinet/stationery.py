"""The paper of the cabinet workbook: colours and faces, the open book, every formula written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.exports.cabinet.words import Words

ACCENT: Final = "#1F4E8C"
DEEP: Final = "#12355B"
PALE: Final = "#DCE6F2"
PALER: Final = "#F2F5F9"
LINE: Final = "#CFD8E3"
INK: Final = "#17212E"
GREY: Final = "#5A6676"
WHITE: Final = "#FFFFFF"
AMBER: Final = "#C26A00"

FONT: Final = "Calibri"
TEXT_SIZE: Final = 10

_CELL: Final = {"font_name": FONT, "font_size": TEXT_SIZE, "font_color": INK, "valign": "vcenter"}
_KINDS: Final[Mapping[str, Mapping[str, object]]] = {
    "words": {"text_wrap": True, "quote_prefix": True},
    "code": {"num_format": "@", "quote_prefix": True, "indent": 1},
    "label": {"align": "left"},
    "centre": {"align": "center"},
    "money": {"align": "right", "indent": 1},
    "number": {"align": "right", "indent": 1},
    "count": {"num_format": "#,##0", "align": "right", "indent": 1},
    "share": {"num_format": "0%", "align": "right", "indent": 1},
    "year": {"num_format": "0", "align": "left"},
    "date": {"num_format": "d mmm yyyy", "align": "left", "indent": 1},
}
_ON_ACCENT: Final = {"bold": True, "font_color": WHITE, "bg_color": ACCENT}
_UPRIGHT: Final = {**_ON_ACCENT, "rotation": 90, "align": "center"}
_TILE: Final = {"bg_color": PALER, "align": "left", "indent": 1}
_ROLES: Final[Mapping[str, Mapping[str, object]]] = {
    "plain": {},
    "cell": {"bottom": 1, "bottom_color": LINE},
    "head": {**_ON_ACCENT, "text_wrap": True, "valign": "vcenter"},
    "upright": _UPRIGHT,
    "here": {**_UPRIGHT, "bg_color": AMBER},
    "group": {"bold": True, "font_color": DEEP, "bg_color": PALE, "top": 1, "top_color": ACCENT},
    "total": {"bold": True, "bg_color": PALER, "top": 2, "top_color": ACCENT},
    "title": {"bold": True, "font_size": 20, "font_color": DEEP, "valign": "vcenter"},
    "subtitle": {"font_size": 11, "font_color": GREY, "valign": "vcenter"},
    "heading": {
        **{"bold": True, "font_size": 13, "font_color": ACCENT, "valign": "bottom"},
        **{"bottom": 2, "bottom_color": ACCENT},
    },
    "note": {"italic": True, "font_color": GREY, "text_wrap": True},
    "vision": {"font_size": 11, "text_wrap": True},
    "marking": {"bold": True, "font_color": DEEP, "align": "right", "valign": "vcenter"},
    "figure": {**_TILE, "bold": True, "font_size": 20, "font_color": ACCENT, "valign": "vcenter"},
    "caption": {**_TILE, "font_size": 9, "font_color": GREY, "text_wrap": True},
    "fact": {"bold": True, "font_color": GREY},
    "line": {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "vcenter"},
}


def _or_dash(shown: str) -> str:
    return f"{shown};-{shown};–"


WHOLE: Final = _or_dash("#,##0")


@dataclass(frozen=True, kw_only=True)
class Live:
    """A formula of ours with the value it has now, so that every reader sees the same."""

    formula: str
    value: Decimal | int | float | str


@dataclass(frozen=True, kw_only=True)
class Unit:
    """In what steps sums are shown: the cells hold them whole."""

    key: str
    format: str
    axis: str

    @classmethod
    def for_total(cls, total: Decimal) -> Unit:
        """Units, thousands or millions, so that the largest sum stays readable."""
        if abs(total) >= 10**9:
            return cls(key="units.millions", format=_or_dash("#,##0.0,,"), axis="#,##0,,")
        if abs(total) >= 10**7:
            return cls(key="units.thousands", format=_or_dash("#,##0,"), axis="#,##0,")
        return cls(key="units.ones", format=WHOLE, axis="#,##0")


@dataclass(kw_only=True)
class Book:
    """The workbook while it is written: faces, made once, and its formulas by sheet and cell."""

    file: xlsxwriter.Workbook
    words: Words
    unit: Unit
    formulas: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    faces: dict[tuple[str, str, str], Format] = field(
        default_factory=dict[tuple[str, str, str], Format]
    )

    def face(self, role: str, kind: str = "label", money: str = "") -> Format:
        """The face of a cell: its role on the page and its kind of value."""
        key = (role, kind, money)
        if key not in self.faces:
            shown = {"num_format": money or self.unit.format} if kind == "money" else {}
            self.faces[key] = self.file.add_format(
                {**_CELL, **_KINDS[kind], **shown, **_ROLES[role]}
            )
        return self.faces[key]

    def rule(self, **look: Any) -> Format:
        """A face for a conditional format."""
        return self.file.add_format(look)

    def live(self, sheet: Worksheet, row: int, column: int, live: Live, face: Format) -> None:
        """Write a formula with its value, and remember it for the check at the end."""
        cell = xl_rowcol_to_cell(row, column)
        self.formulas.setdefault(str(sheet.get_name()), {})[cell] = live.formula
        value = float(live.value) if isinstance(live.value, Decimal) else live.value
        sheet.write_formula(row, column, f"={live.formula}", face, value)  # type: ignore[arg-type]  # any number or text is a value
