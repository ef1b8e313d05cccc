"""Dates as East Asia and scripts with vowel signs write them, put into figures and common years."""

from __future__ import annotations

import re

from planner.readers.months import SIGNED

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
