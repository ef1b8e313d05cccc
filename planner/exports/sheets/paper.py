"""How large a page is, and how columns and rows fit it without print below nine points."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.exports.sheets.columns import Col
from planner.exports.sheets.faces import SIZE

LINE: Final = 13.5
"""The height in points of one line of the text size."""
LETTERS: Final = 1.08
"""Letters of the text size that surely fit one unit of a column's width."""
HIGHEST: Final = 400.0
_SEEN: Final = 10_000
LONGEST_HEADER: Final = 100
MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.7}
LEAST_POINTS: Final = 9
"""The smallest size at which anything in a table is printed."""
_SHORT, _LONG = 595.3, 841.9
"""The sides of A4 in points; the short side of A3 is the long one here."""
_A4, _A3 = 9, 8
_SPARE: Final = 0.995
"""The part of a page's width that is counted on."""
_SPARE_HEIGHT: Final = 0.96
_ROUNDING: Final = 0.01
_BOLD_LETTERS: Final = 0.95
"""Bold letters that surely fit one unit of a column's width."""
_EDGE: Final = 2.0
"""The units of a column that stay free beside a word."""
_NARROW: Final = 13.0
"""What a column of words is never narrower than, if it was wider."""
_UNIT, _BESIDE = 5.56, 3.95
"""The points of one unit of a column's width, and those beside them, where they are widest."""
_PART: Final = " · "
_LETTERS: Final = 0.8  # of a head-line to a character of a column's width


@dataclass(frozen=True)
class SheetPaper:
    """A4 or A3, upright or across: what fits its width, at a scale with a floor."""

    upright: bool = False
    is_a3: bool = False

    @property
    def code(self) -> int:
        """How a workbook names the size."""
        return _A3 if self.is_a3 else _A4

    @property
    def _sides(self) -> tuple[float, float]:
        """How wide and how high it is, in points."""
        short, long = (_LONG, 2 * _SHORT) if self.is_a3 else (_SHORT, _LONG)
        return (short, long) if self.upright else (long, short)

    @property
    def _printed(self) -> float:
        """The points between the margins."""
        sides = 72 * (MARGINS["left"] + MARGINS["right"])
        return (self._sides[0] - sides) * _SPARE

    @property
    def _widest(self) -> float:
        """The points that fit between the margins at the smallest scale."""
        return self._printed * SIZE / LEAST_POINTS

    def scale(self, widths: Sequence[float]) -> int:
        """At how many percent a sheet is printed: as it is, smaller to fit, never too small."""
        fitting = int(100 * self._printed / _points(widths))
        return min(100, max(100 * LEAST_POINTS // SIZE, fitting))

    def fitted(self, columns: Sequence[Col[Any]], heads: Sequence[str]) -> list[float]:
        """Widths for columns: none breaks a word of its head; words wrap where room is short."""
        words = [_longest_word(head) for head in heads]
        widths, least = [], []
        for one, word in zip(columns, words, strict=True):
            widths.append(one.width if one.kind == "centre" else max(one.width, word))
            is_words = one.kind in ("words", "label", "name")
            least.append(min(widths[-1], max(_NARROW, word)) if is_words else widths[-1])
        over, room = (_points(widths) - self._widest) / _UNIT, sum(widths) - sum(least)
        if over <= 0 or not room:
            return widths
        kept = 1 - min(over / room, 1)
        return [low + (wide - low) * kept for wide, low in zip(widths, least, strict=True)]

    def breaks(self, widths: Sequence[float], repeated: int) -> list[int]:
        """Before which columns a new page starts, where all are too wide for one.

        The first columns, which are `repeated` on each, take up their part of it.
        """
        found: list[int] = []
        used = 0.0
        for index, width in enumerate(widths):
            own = _points([width])
            if index > repeated and used + own > self._widest + _ROUNDING:
                found.append(index)
                used = _points(widths[:repeated])
            used += own
        return found

    def room(self, scale: int) -> float:
        """How many points of rows surely fit its height, printed at so many percent."""
        ends = 72 * (MARGINS["top"] + MARGINS["bottom"])
        return (self._sides[1] - ends) * _SPARE_HEIGHT * 100 / scale


ACROSS: Final = SheetPaper()
UPRIGHT: Final = SheetPaper(upright=True)


def _longest_word(head: str) -> float:
    return max(map(len, head.split()), default=0) / _BOLD_LETTERS + _EDGE


def _points(widths: Sequence[float]) -> float:
    """Columns in points, with what stands beside each."""
    return sum(width * _UNIT + _BESIDE for width in widths)


def height(text: str, width: float, *, bold: bool = False, highest: float = HIGHEST) -> float:
    """The height in points of a text wrapped at a column's width: one line at least."""
    letters = max(int(width * LETTERS * (0.9 if bold else 1.0)), 1)
    lines = sum(_lines(part, letters) for part in text[:_SEEN].split("\n"))
    return min(lines * LINE, highest)


def _lines(text: str, letters: int) -> int:
    return 1 if len(text) <= letters else len(textwrap.wrap(text, letters))


def header_text(text: str) -> str:
    """Text for a page header: an ampersand there starts a command unless it is doubled."""
    shown = text if len(text) <= LONGEST_HEADER else f"{text[:LONGEST_HEADER]}…"
    return shown.replace("&", "&&")


def in_room(text: str, width: float) -> str:
    """The first parts of a line of small head-lines that fit a width, at least one of them."""
    while len(text) > width * _LETTERS and _PART in text:
        text = text.rpartition(_PART)[0]
    return text
