"""How high a row must be for its text: spreadsheets do not all see to it themselves."""

from __future__ import annotations

import textwrap
from typing import Final

LINE: Final = 13.5
"""The height in points of one line of the text size."""
LETTERS: Final = 1.15
"""Letters of the text size that surely fit one unit of a column's width."""
HIGHEST: Final = 400.0
_SEEN: Final = 10_000


def height(text: str, width: float, *, bold: bool = False, highest: float = HIGHEST) -> float:
    """The height in points of a text wrapped at a column's width: one line at least."""
    letters = max(int(width * LETTERS * (0.9 if bold else 1.0)), 1)
    lines = sum(_lines(part, letters) for part in text[:_SEEN].split("\n"))
    return min(lines * LINE, highest)


def _lines(text: str, letters: int) -> int:
    return 1 if len(text) <= letters else len(textwrap.wrap(text, letters))
