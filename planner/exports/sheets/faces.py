"""The looks of every workbook: colours, and what a cell looks like by its role and its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from planner.messages import Message, _

ACCENT: Final = "#1F4E8C"
DEEP: Final = "#12355B"
MIDDLE: Final = "#8FB0D6"
PALE: Final = "#DCE6F2"
PALER: Final = "#F2F5F9"
LINE: Final = "#CFD8E3"
INK: Final = "#17212E"
GREY: Final = "#5A6676"
WHITE: Final = "#FFFFFF"
AMBER: Final = "#C26A00"
SHUT: Final = "#D5D9DF"

FONT: Final = "Arial"
"""Its letters are as wide in every office suite, so that what fits a page here fits there."""
SIZE: Final = 10
"""The size of print in cells, in points."""
WHOLE: Final = "#,##0;-#,##0;0"

Kind = Literal[
    "words", "code", "name", "label", "centre", "money", "units", "exact", "number", "count",
    "share", "year", "date", "iso", "plain",
]  # fmt: skip
"""What stands in a cell: `money` in steps of the workbook, `units` whole, `exact` with cents."""

PLAIN: Final = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
_RIGHT: Final = {"align": "right", "indent": 1}
_TEXT: Final = {"num_format": "@", "quote_prefix": True}
KINDS: Final[Mapping[Kind, Mapping[str, object]]] = {
    "words": {"text_wrap": True, "quote_prefix": True},
    "code": {**_TEXT, "indent": 1},
    "name": {**_TEXT, "text_wrap": True},
    "label": {"align": "left"},
    "centre": {"align": "center"},
    "money": _RIGHT,
    "units": {"num_format": WHOLE, **_RIGHT},
    "exact": {"num_format": "#,##0.00"},
    "number": _RIGHT,
    "count": {"num_format": "#,##0", **_RIGHT},
    "share": {"num_format": "0%", **_RIGHT},
    "year": {"num_format": "0", "align": "left"},
    "date": {"num_format": "d mmm yyyy", "align": "left", "indent": 1},
    "plain": {},
    "iso": {"num_format": "yyyy-mm-dd", "align": "left"},
}
HEADS: Final[Mapping[Kind, Kind]] = {
    **dict.fromkeys(("money", "units", "count", "share", "number"), "count"),
    **{"centre": "centre", "code": "code", "date": "code"},
}
"""Over numbers a head stands right, as they do."""

_ON_ACCENT: Final = {"bold": True, "font_color": WHITE, "bg_color": ACCENT}
_UPRIGHT: Final = {**_ON_ACCENT, "rotation": 90, "align": "center"}
_TILE: Final = {"bg_color": PALER, "align": "left", "indent": 1}
_ENTRY: Final = {"border": 1, "border_color": PALE, "valign": "top"}
_MARKED: Final = {**_ENTRY, "bold": True, "text_wrap": True}
ROLES: Final[Mapping[str, Mapping[str, object]]] = {
    "plain": {},
    "link": {"font_color": ACCENT, "underline": 1, "bottom": 1, "bottom_color": LINE},
    "back": {"font_color": ACCENT, "underline": 1, "align": "right"},
    "cell": {"bottom": 1, "bottom_color": LINE, "right": 1, "right_color": LINE},
    "head": {**_ON_ACCENT, "text_wrap": True, "valign": "vcenter"},
    "upright": _UPRIGHT,
    "here": {**_UPRIGHT, "bg_color": AMBER},
    "group": {
        "text_wrap": False,
        "bold": True,
        "font_color": DEEP,
        "bg_color": PALE,
        "top": 1,
        "top_color": ACCENT,
    },
    "total": {"bold": True, "bg_color": PALER, "top": 2, "top_color": ACCENT},
    "title": {"bold": True, "font_size": 20, "font_color": DEEP},
    "subtitle": {"font_size": 11, "font_color": GREY},
    "heading": {
        **{"bold": True, "font_size": 13, "font_color": ACCENT, "valign": "bottom"},
        **{"bottom": 2, "bottom_color": ACCENT},
    },
    "note": {"italic": True, "font_color": GREY, "text_wrap": True},
    "withheld": {"bold": True, "font_color": AMBER, "text_wrap": True},
    "vision": {"font_size": 11, "text_wrap": True},
    "marking": {"bold": True, "font_color": DEEP, "align": "right"},
    "figure": {**_TILE, "bold": True, "font_size": 14, "font_color": ACCENT},
    "trial": {**_TILE, "bold": True, "font_size": 14, "bg_color": "#FFF3CD", "border": 1},
    "caption": {**_TILE, "font_color": GREY, "text_wrap": True},
    "fact": {"bold": True, "font_color": GREY},
    "fact_row": {"bold": True, "font_color": DEEP, "valign": "top"},
    "line": {"border": 1, "border_color": LINE, "text_wrap": True},
    "row": {"valign": "top"},
    "entry": {**_ENTRY, "locked": False},
    "shut": {**_ENTRY, "bg_color": PALER},
    "mark": {"font_color": GREY, "valign": "top"},
    "required": {**_MARKED, "font_color": WHITE, "bg_color": ACCENT},
    "optional": {**_MARKED, "bg_color": PALE},
    "locked": {**_MARKED, "bg_color": SHUT},
}
"""What a cell is on its sheet. `row`, `entry` and `shut` are cells of tables for filling in."""


def size_of(role: str) -> int:
    """The size of print of a role, in points."""
    found = ROLES[role].get("font_size", SIZE)
    return found if isinstance(found, int) else SIZE


STRONG: Final[Mapping[str, object]] = {"bg_color": DEEP, "font_color": WHITE, "bold": True}
"""What stands out most in a column of states."""


@dataclass(frozen=True, kw_only=True)
class ShownUnit:
    """In what steps sums are shown, and how that is said: the cells hold them whole."""

    text: Message
    format: str
    axis: str

    @classmethod
    def for_total(cls, total: Decimal) -> ShownUnit:
        """Units, thousands or millions, so that the largest sum stays readable."""
        if abs(total) >= 10**9:
            text = _("All sums in millions of {currency}")
            return cls(text=text, format="#,##0.0,,;-#,##0.0,,;0", axis="#,##0,,")
        if abs(total) >= 10**7:
            text = _("All sums in thousands of {currency}")
            return cls(text=text, format="#,##0,;-#,##0,;0", axis="#,##0,")
        return ONES


ONES: Final = ShownUnit(text=_("All sums in {currency}"), format=WHOLE, axis="#,##0")
