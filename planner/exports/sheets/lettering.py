"""How wide texts are in the letters of a workbook, and how many lines they take in a column.

Widths are in units of a column: the width of a digit. The letters are those of the workbook's font,
which are as wide in every office suite.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Final

LINE: Final = 12.75
"""The height in points of one line of the text size."""
HIGHEST: Final = 400.0
"""No row is higher: it has to fit a page under its head."""
_SEEN: Final = 10_000
_DIGIT: Final = 556
_BOLD: Final = 1.08
"""How many times as wide as others bold letters are."""
_SPARE: Final = 0.97
"""The part of a column's width that is counted on; another printer may set letters wider."""
_THOUSANDTHS: Final = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[]\\ft\u00a0·", 333: "()-`r{}‑“”„",
    355: '"', 389: "*", 500: "Jcksvxyz", 556: "–", 584: "+<=>~≥×÷", 611: "FTZ",
    667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…œæ",
    1015: "@",
}  # fmt: skip
_WIDE: Final = 1000
_WIDEST: Final = 1200 / _DIGIT


class _Letters(dict[str, float]):
    """The width of each letter; one with an accent is as wide as without, a mark has none."""

    def __missing__(self, letter: str) -> float:
        plain = unicodedata.normalize("NFD", letter)[0]
        if plain in self and plain != letter:
            found = self[plain]
        elif unicodedata.category(letter) in ("Mn", "Cf"):
            found = 0.0
        else:
            far = letter > "\u1fff"
            found = (_WIDE * 1.2 if far else _DIGIT) / _DIGIT
        self[letter] = found
        return found


_LETTERS: Final = _Letters(
    {letter: wide / _DIGIT for wide, letters in _THOUSANDTHS.items() for letter in letters}
)


def width(text: str, *, bold: bool = False) -> float:
    """How wide a text is on one line."""
    return sum(map(_LETTERS.__getitem__, text)) * (_BOLD if bold else 1.0)


def longest_word(text: str, *, bold: bool = False) -> float:
    """How wide the longest word of a text is."""
    return max((width(word, bold=bold) for word in text.split()), default=0.0)


def height(text: str, room: float, *, bold: bool = False, highest: float = HIGHEST) -> float:
    """The height in points of a text wrapped at a column's width: one line at least."""
    return min(lines(text[:_SEEN], room / (_BOLD if bold else 1.0)) * LINE, highest)


def lines(text: str, room: float) -> int:
    """How many lines of a column's width a text takes."""
    room = max(room * _SPARE, _WIDEST)
    if len(text) * _WIDEST <= room and "\n" not in text:
        return 1
    return sum(_wrapped(part, room) for part in text.split("\n"))


@lru_cache(maxsize=4096)
def _wrapped(text: str, room: float) -> int:
    """The lines of a text without breaks of its own; a word that is too long is broken."""
    ends = [*accumulate(map(_LETTERS.__getitem__, text), initial=0.0)]
    found, start, blank = 1, 0.0, 0.0
    for at, letter in enumerate(text):
        while ends[at + 1] - start > room and letter != " ":
            start = blank if blank > start else ends[at]
            found += 1
        if letter == " ":
            blank = ends[at + 1]
    return found
