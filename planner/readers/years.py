"""Fiscal years as people write them: 2026, 2026/27, FY26, ٢٠٢٦."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_FIRST, _LAST = 1980, 2079
_YEARS: Final = re.compile(
    r"(?<!\d)(?:(?P<full>(?:19|20)\d\d)(?:\s*[/–-]\s*(?P<next>(?:19|20)?\d\d))?"
    r"|(?<=fy)\s?(?P<short>\d\d)(?:\s*[/–-]\s*(?P<after>\d\d))?)(?!\d)"
)


@dataclass(frozen=True)
class WrittenYear:
    """A year: the calendar year that it names, or the first of the two when it `spans` two.

    `rest` is what else stands in the text, in small letters.
    """

    year: int
    spans: bool
    rest: str


def read_fiscal_year(text: str) -> WrittenYear | None:
    """The one year that a text names; None for none, for several, and for more than a year."""
    said = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text.lower())
    found = [*_YEARS.finditer(said)]
    if len(found) != 1:
        return None
    one = found[0]
    year = int(one["full"] or f"20{one['short']}")
    other = one["next"] or one["after"]
    if not _FIRST <= year <= _LAST or (other and int(other) % 100 != (year + 1) % 100):
        return None
    rest = f"{said[: one.start()]} {said[one.end() :]}".strip()
    return WrittenYear(year, bool(other), rest)
