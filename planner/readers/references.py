"""A ministry's own numbers: those that are none yet, and those that a spreadsheet turned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from planner.readers.dates import read_date
from planner.readers.texts import folded, is_nothing, words

_EXACT_DIGITS: Final = 15  # a spreadsheet program keeps so many; the others become zeros
_LONGEST: Final = 300  # digits that are looked at
_TOLD_APART: Final = 13  # of them, those that no rounding touches
_FEWEST: Final = 3  # rows that are counted rather than numbered by chance
_YEAR: Final = 2000  # stands for the year that a turned reference was given
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:[eE][+]?\d{1,3})?")
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?[eE][+]\d{2,3}")
_DAY = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}(?: 00:00:00)?|\d{1,2}-[^\W\d]{3,5}\.?|[^\W\d]{3,5}\.?-\d{2})"
)
_PARTS = re.compile(r"(\d{1,4}|[^\W\d]{3,9}\.?)[-/. ](\d{1,4}|[^\W\d]{3,9}\.?)")

Form = tuple[str, int, int]
"""What a reference may have become: a number, a day of a year, digits cut short."""


def _phrases(name: str) -> frozenset[str]:
    lines = words("nothing")[name].splitlines()
    return frozenset(folded(one) or one.strip() for line in lines for one in line.split("|"))


_PLACEHOLDERS: Final = _phrases("placeholders") - {""}
_COUNTING: Final = _phrases("counting") - {""}


def is_placeholder(text: str) -> bool:
    """Whether a text says that a reference is still to come: "TBC", "n/a", "-", "x", "NEW"."""
    return is_nothing(text) or folded(text) in _PLACEHOLDERS


def is_no_reference(text: str) -> bool:
    """The same of a reference only, of which noughts alone say nothing: "0", "000"."""
    return is_placeholder(text) or not text.strip("0 ")


def is_running(header: str, references: Sequence[str]) -> bool:
    """Whether a column only counts rows: its header says so, 1, 2, 3 stand below, or begin anew."""
    if len(references) < _FEWEST or (folded(header) or header.strip()) not in _COUNTING:
        return False
    texts = [text.strip().rstrip(".)") for text in references]
    if not all(text.isdecimal() and len(text) <= _EXACT_DIGITS for text in texts):
        return False
    numbers = [int(text) for text in texts]
    steps = zip(numbers, [0, *numbers], strict=False)
    return all(number in (before + 1, 1) for number, before in steps)


def looks_turned(text: str) -> bool:
    """Whether a reference looks as if a spreadsheet program had made a day or a number of it."""
    return bool(_DAY.fullmatch(text) or _EXPONENT.fullmatch(text)) or is_cut(text)


def is_cut(text: str) -> bool:
    """Whether a number has so many digits that the last ones were lost."""
    if len(text) <= _EXACT_DIGITS or not (text.isascii() and text.isdecimal()):
        return False
    return not text[_EXACT_DIGITS:].strip("0") or text == f"{float(text[:_LONGEST]):.0f}"


def forms(text: str) -> Iterator[Form]:
    """All that a spreadsheet program may have made of a reference, or the reference of it."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        try:
            number = Decimal(text.replace(",", "."))
        except InvalidOperation:
            return
        size = number.adjusted()
        if size >= _EXACT_DIGITS:
            yield "digits", int(number.scaleb(_TOLD_APART - 1 - size)), size
        elif number == number.to_integral_value():
            yield "number", int(number), 0
    yield from (("day", month, day) for month, day in _days(text))


def _days(text: str) -> Iterator[tuple[int, int]]:
    """The days of a year that "08-27", "27-Aug", "MAR-1" or "2023-05" may stand for."""
    if (whole := read_date(text, "ymd")) and _DAY.fullmatch(text) and text[:4].isdecimal():
        yield whole.month, whole.day
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return
    one, other = parts.groups()
    ways = {f"{_YEAR}-{one}-{other}", f"{_YEAR}-{other}-{one}", f"{one} {other} {_YEAR}"}
    ways |= {f"{other} {one} {_YEAR}", f"1 {one} 20{other}"}
    ways |= {f"{one}-{other}-01", f"{other}-{one}-01"}
    dates = {read_date(way, "ymd" if way[:4].isdecimal() else "dmy") for way in ways}
    yield from {(date.month, date.day) for date in dates if date}
