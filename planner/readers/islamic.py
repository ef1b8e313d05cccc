"""Dates of the Islamic calendar, by its common tables: a day may differ from the sighted moon's."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from planner.readers.texts import DIGITS, folded, tidy
from planner.readers.word_lists import words

_YEARS: Final = range(1300, 1600)
_NUMBERS: Final = re.compile(r"(\d{1,4})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{1,4})")
_WORDED: Final = re.compile(r"(\d{1,2})\s+(\D+?)\s+(\d{4})")
_ERA: Final = re.compile(r"\s*(?:a\.?h\.?|هـ?|h)\.?$", re.IGNORECASE)
_BEFORE_THE_FIRST: Final = 226_630
"""Days from 1 January of the year 1 to the first of the calendar, as the rule below counts."""


def read_islamic(text: str) -> date | None:
    """The day that a date of the Islamic calendar is; None for a text that is none."""
    plain = _ERA.sub("", tidy(text.translate(DIGITS)))
    if found := _NUMBERS.fullmatch(plain):
        first, month, last = map(int, found.groups())
        return _day(first, month, last) if first in _YEARS else _day(last, month, first)
    if found := _WORDED.fullmatch(plain):
        number = next((n for n, names in _months() if folded(found[2]) in names), 0)
        return _day(int(found[3]), number, int(found[1]))
    return None


def _months() -> list[tuple[int, frozenset[str]]]:
    """The months by their numbers, each with its names folded."""
    named = words("islamic_months")
    return [(int(number), frozenset(map(folded, names))) for number, names in named.items()]


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    leaps = (11 * year + 3) // 30
    return date.fromordinal(
        _BEFORE_THE_FIRST + 354 * year + leaps + 30 * month - (month - 1) // 2 + day
    )
