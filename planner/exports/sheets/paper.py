"""How large a page is, and how columns and rows fit it without print below nine points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from planner.exports.sheets.columns import Col
from planner.exports.sheets.faces import HEADS, SIZE
from planner.exports.sheets.lettering import longest_word, width

LONGEST_HEADER: Final = 100
MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.65, "bottom": 0.65}
LEAST_POINTS: Final = 9
"""The smallest size at which anything in a table is printed."""
LEAST_SCALE: Final = 100 * LEAST_POINTS // SIZE
_SHORT, _LONG = 595.3, 841.9
"""The sides of A4 in points; the short side of A3 is the long one here."""
_A4, _A3 = 9, 8
_SPARE: Final = 0.995
"""The part of a page's width that is counted on."""
_SPARE_HEIGHT: Final = 0.96
_ROUNDING: Final = 0.01
_EDGE, _INDENTED = 0.8, 2.0
"""The units of a column that stay free beside a word of its head, and where it is indented."""
_NARROW: Final = 11.0
"""What a column of words is never narrower than, if it was wider."""
_LONGEST_WORD: Final = 26.0
"""A word of a head that is longer is broken."""
_STEP: Final = 2.0
"""By how many units columns of words are widened in turn."""
MOST_READ: Final = 40
"""So many lines of a table say how wide its columns had better be."""
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
        return min(100, max(LEAST_SCALE, fitting))

    def fitted(
        self, columns: Sequence[Col[Any]], heads: Sequence[str], texts: Sequence[Sequence[str]] = ()
    ) -> list[float]:
        """Widths for columns: none breaks a word of its head, and words wrap where room is short.

        `texts` are lines of them: columns of words share the room so that these lines are low.
        """
        words = [_least_head(one, head) for one, head in zip(columns, heads, strict=True)]
        wraps = [one.kind in ("words", "label", "name") for one in columns]
        read = [[width(text) for text in line] for line in texts]
        longest = [max((line[at] for line in read), default=_NARROW) for at in range(len(columns))]
        wished = [
            one.width if one.kind == "centre" else max(one.width, word)
            for one, word in zip(columns, words, strict=True)
        ]
        least = [
            max(min(wide, _NARROW, most + _EDGE), word) if is_words else wide
            for wide, word, is_words, most in zip(wished, words, wraps, longest, strict=True)
        ]
        free = (self._widest - _points(least)) / _UNIT
        if free < 0 and least:  # it goes on beside this page, where the first column is repeated
            least[0] = max(least[0], min(wished[0], longest[0] + _EDGE))
        if read:
            return _spread(least, wraps, read, free)
        over, room = (_points(wished) - self._widest) / _UNIT, sum(wished) - sum(least)
        if over <= 0 or not room:
            return wished
        kept = 1 - min(over / room, 1)
        return [low + (wide - low) * kept for wide, low in zip(wished, least, strict=True)]

    def turned(self, widths: Sequence[float]) -> SheetPaper:
        """The same across where columns are too wide for it upright."""
        return replace(self, upright=self.upright and _points(widths) <= self._widest)

    def breaks(self, widths: Sequence[float], repeated: int) -> list[int]:
        """Before which columns a new page starts, where all are too wide for one.

        The first columns, which are `repeated` on each, take up their part of it.
        """
        found: list[int] = []
        used = 0.0
        for index, wide in enumerate(widths):
            own = _points([wide])
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


def edge(column: Col[Any]) -> float:
    """The units of a column that its head leaves free."""
    return _EDGE if HEADS.get(column.kind, "label") == "label" else _INDENTED


def _least_head(column: Col[Any], head: str) -> float:
    return min(longest_word(head, bold=True) + edge(column), _LONGEST_WORD)


def _spread(
    least: Sequence[float], wraps: Sequence[bool], lines: Sequence[Sequence[float]], free: float
) -> list[float]:
    """Widths of which the free room goes where it lowers the lines most, as long as it does."""
    found = list(least)
    texts = [[(at, wide) for at, wide in enumerate(line) if wraps[at]] for line in lines]
    while free >= _STEP:
        gains = [0.0] * len(found)
        for line in texts:
            times, at = max(((wide / found[at], at) for at, wide in line), default=(0.0, 0))
            if times > 1:
                gains[at] += times / found[at]
        best = max(range(len(found)), key=gains.__getitem__, default=0)
        if not found or not gains[best]:
            break
        found[best] += _STEP
        free -= _STEP
    return found


def _points(widths: Sequence[float]) -> float:
    """Columns in points, with what stands beside each."""
    return sum(width * _UNIT + _BESIDE for width in widths)


def header_text(text: str) -> str:
    """Text for a page header: an ampersand there starts a command unless it is doubled."""
    shown = text if len(text) <= LONGEST_HEADER else f"{text[:LONGEST_HEADER]}…"
    return shown.replace("&", "&&")


def in_room(text: str, width: float) -> str:
    """The first parts of a line of small head-lines that fit a width, at least one of them."""
    while len(text) > width * _LETTERS and _PART in text:
        text = text.rpartition(_PART)[0]
    return text
