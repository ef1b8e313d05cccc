"""Words and years of dates: months in many languages, eras of East Asia, the Islamic calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from planner.readers.texts import DIGITS, folded, tidy, words


def _numbered(text: str) -> Iterator[tuple[str, int]]:
    for language in text.split("\n\n"):
        for number, names in enumerate(language.split(), start=1):
            yield from ((name, number) for name in names.split("/") if name != "-")


MONTHS: Final = {folded(name): number for name, number in _numbered(words("months")["folded"])}
SIGNED: Final = dict(_numbered(words("months")["signed"]))
"""Months in scripts whose vowel signs part a word in folding, as they stand."""

QUARTERS, HALVES, EARLY, MIDDLE, LATE, SILENT = (
    frozenset(map(folded, words("dates")[name].split()))
    for name in ("quarters", "halves", "early", "middle", "late", "silent")
)
BETWEEN: Final[tuple[str, ...]] = tuple(words("dates")["between"])

# The year before the first of each era: 令和3年 is 2021, 民國111年 is 2022.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_WRITTEN = re.compile(
    rf"({'|'.join(_ERAS)})?\s*(\d{{1,4}}|元)\s*[年년]度?"
    r"(?:\s*(\d{1,2})\s*(?:か月|[月월])(?:\s*(\d{1,2})\s*[日일号])?)?"
)
_LETTERED = re.compile(r"(?<![^\W\d])([RHS])(\d{1,2})\.(?=\d{1,2}\.\d{1,2}(?!\d))")
_LETTERS = {"R": 2018, "H": 1988, "S": 1925}
_SIGNED = re.compile("|".join(re.escape(name) for name in sorted(SIGNED, key=len, reverse=True)))
_NAMES = "january february march april may june july august september october november december"


def in_common_years(text: str) -> str:
    """The text with such dates as "2021-03-05", and such months by their English names."""
    if text.isascii():
        return _LETTERED.sub(lambda found: f"{_LETTERS[found[1]] + int(found[2])}.", text)
    if "年" in text or "년" in text:
        return _WRITTEN.sub(_figures, text)
    return _SIGNED.sub(lambda found: f" {_NAMES.split()[SIGNED[found[0]] - 1]} ", text)


def _figures(found: re.Match[str]) -> str:
    era, year, month, day = found.groups()
    counted = 1 if year == "元" else int(year)
    if era is None and len(year) < 4:
        return found[0]
    parts = [str(counted + _ERAS.get(era or "", 0)), month, day]
    return "-".join(part.zfill(2) for part in parts if part)


_HIJRI_YEARS: Final = range(1300, 1600)
_HIJRI: Final = re.compile(r"(\d{1,4})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{1,4})")
_HIJRI_WORDED: Final = re.compile(r"(\d{1,2})\s+(\D+?)\s+(\d{4})")
_ERA: Final = re.compile(r"\s*(?:a\.?h\.?|هـ?|h)\.?$", re.IGNORECASE)
_BEFORE_THE_FIRST: Final = 226_630
"""Days from 1 January of the year 1 to the first of the calendar, as the rule below counts."""


def read_islamic(text: str) -> date | None:
    """The day that a date of the Islamic calendar is; None for a text that is none."""
    plain = _ERA.sub("", tidy(text.translate(DIGITS)))
    if found := _HIJRI.fullmatch(plain):
        first, month, last = map(int, found.groups())
        return (
            _hijri_day(first, month, last)
            if first in _HIJRI_YEARS
            else _hijri_day(last, month, first)
        )
    if found := _HIJRI_WORDED.fullmatch(plain):
        number = next((n for n, names in _hijri_months() if folded(found[2]) in names), 0)
        return _hijri_day(int(found[3]), number, int(found[1]))
    return None


def _hijri_months() -> list[tuple[int, frozenset[str]]]:
    """The months by their numbers, each with its names folded."""
    named = words("islamic_months")
    return [(int(number), frozenset(map(folded, names))) for number, names in named.items()]


def _hijri_day(year: int, month: int, day: int) -> date | None:
    if year not in _HIJRI_YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    leaps = (11 * year + 3) // 30
    return date.fromordinal(
        _BEFORE_THE_FIRST + 354 * year + leaps + 30 * month - (month - 1) // 2 + day
    )
