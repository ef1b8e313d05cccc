"""Dates as people write them, read as the days they cover: "2014" is 1 January to 31 December."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from planner.readers.calendars import (
    BETWEEN,
    EARLY,
    HALVES,
    LATE,
    MIDDLE,
    MONTHS,
    QUARTERS,
    SILENT,
    in_common_years,
)
from planner.readers.texts import DIGITS, folded, is_nothing, tidy

Order = Literal["dmy", "mdy", "ymd"]

ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy", "ymd")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_PIVOT = 69  # two-digit years from here on belong to the last century
_LONGEST = 200
_FEW, _APART = (
    3,
    3,
)  # dates that show nothing by their years; how many times farther apart years are
_BUDDHIST = 2400  # years from here on are counted from the Buddha's death, 543 years earlier

_LISTED = re.compile(r"[;|\n]")
_TIME = re.compile(
    r"(?<=\d)(?:[ T]+|, )\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?<=\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$")
_NUMBERS = re.compile(r"(\d{1,4})\s?([/.\-\s])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?")
_TWO_NUMBERS = re.compile(r"(\d{1,4})\s?[/.\-]\s?(\d{1,4})")
_SHORT = re.compile(r"\d{1,2}-\d{1,2}-\d{2}")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|eme|e|o|a|º|ª|\.)(?=\s|$)")
_JOINED = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_DASH = re.compile(
    r"\s+[-–—]+\s+|\s*[–—~～〜→]\s*|(?<=\d{4}-\d\d-\d\d)/(?=\d{4})|(?<=[./]\d{4})\s*-\s*(?=\d{1,2}[./])|(?<=\d{4})\s*-\s*(?=\d{4}$|[^\W\d])|(?<=[^\W\d])\s*-\s*(?=[^\W\d])"
)
_YEARS = re.compile(r"(\d{4})\s?[/\-–—]\s?(\d{2}|\d{4})")
_A_YEAR = re.compile(r"(?<!\d)(?:19|20|2[45])\d{2}(?!\d)")
_WORD_BETWEEN = re.compile(rf"\s+(?:{'|'.join(BETWEEN)})\s+")
_FROM = re.compile(r"^(?:from|du|de|desde|von|between|entre|من)\s+(?=.*\d)")


@dataclass(frozen=True)
class Span:
    """The days that a written date covers, first and last."""

    first: date
    last: date


@dataclass(frozen=True)
class OrderFinding:
    """In which order a column writes day, month and year: None when no cell settles it.

    `settled_by` is the first text that does, `against` those that fit another order only, `open`
    those that fit several ("01/09/2003"). `is_buddhist` when all years are counted as in Thailand.
    """

    order: Order | None = None
    settled_by: str = ""
    against: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    is_buddhist: bool = False

    def readings(self, text: str) -> tuple[date, ...]:
        """The days that a text may mean whose year alone is in two digits, and stands first perhaps
        ("26-01-31"); none where it is clear."""
        if not _SHORT.fullmatch(text.strip()) or _SHORT.fullmatch(self.settled_by.strip() or text):
            return ()
        days = dict.fromkeys(read_date(text, order) for order in ORDERS)
        known = tuple(day for day in days if day is not None)
        return known if len(known) > 1 else ()


def read_date(text: str, order: Order = "dmy", *, end: bool = False) -> date | None:
    """The day a person wrote, or None when it is none: the first day meant, or with `end` the last.

    Years, months, quarters, spans ("2012-2014") and lists ("Unplanned; 2005; 2006") are read too.
    """
    span = read_span(text, order)
    if span is None:
        return None
    return span.last if end else span.first


@lru_cache(maxsize=4_096)
def read_period(text: str, order: Order = "dmy") -> Span | None:
    """The days from one written end to another ("2019-2025"); None for a single date or year."""
    pieces = list(_pieces(text)) if len(text) <= _LONGEST else []
    if len(pieces) != 1:
        return None
    if _YEARS.fullmatch(pieces[0]) and len(pieces[0]) > len("2013/14"):
        return _one(pieces[0], order)
    single = _numeric(pieces[0], order) or _worded(pieces[0])
    return None if single else _one(pieces[0], order)


@lru_cache(maxsize=65_536)
def read_span(text: str, order: Order = "dmy") -> Span | None:
    """The days a person's date covers, or None when it is no date, or a day that does not exist."""
    if len(text) > _LONGEST:
        return None
    spans = [_one(piece, order) for piece in _pieces(text)]
    known = [span for span in spans if span is not None]
    if not known or len(known) < len(spans):
        return None
    return Span(min(span.first for span in known), max(span.last for span in known))


def date_order(texts: Iterable[str]) -> OrderFinding:
    """What a whole column says about its order of day, month and year; the majority wins."""
    votes: dict[Order, list[str]] = {order: [] for order in ORDERS}
    unsure: list[str] = []
    texts = tuple(texts)
    for text in texts:
        fits = orders_of(text)
        if len(fits) == 1:
            votes[fits[0]].append(text)
        elif fits:
            unsure.append(text)
    order = max(ORDERS, key=lambda each: len(votes[each]))
    years = [found[0] for text in texts if (found := _A_YEAR.search(text.translate(DIGITS)))]
    thai = bool(years) and all(map(is_buddhist, years))
    if not votes[order]:
        shared = _shared_order(dict.fromkeys(unsure))
        settled_by = unsure[0] if shared else ""
        return OrderFinding(shared, settled_by, open=tuple(unsure), is_buddhist=thai)
    against = tuple(text for other in ORDERS if other != order for text in votes[other])
    return OrderFinding(order, votes[order][0], against, tuple(unsure), thai)


def _shared_order(texts: Iterable[str]) -> Order | None:
    """The one order that dates fit all together: 15.03.24 and 05.04.25 have the day first.

    One under which their years lie far apart, as 2015 and 2005, is none.
    """
    texts = tuple(texts)
    apart: dict[Order, int] = {}
    for order in ORDERS:
        days = [day for text in texts if (day := read_date(text, order))]
        if days and len(days) == len(texts):
            apart[order] = max(days).year - min(days).year
    closest = min(apart.values(), default=0)
    near: list[Order] = [one for one, years in apart.items() if years <= _APART * closest]
    return near[0] if len(near) == 1 and len(texts) >= _FEW else None


def is_buddhist(text: str) -> bool:
    """Whether a text names a year as Thailand counts it: 2569 for 2026."""
    found = _A_YEAR.search(text.translate(DIGITS))
    return found is not None and int(found[0]) >= _BUDDHIST


def orders_of(text: str) -> tuple[Order, ...]:
    """The orders under which a text is a date, when it makes a difference; else nothing."""
    if len(text) > _LONGEST or sum(c.isdecimal() for c in text) < 3:
        return ()
    spans: dict[Order, Span | None] = {order: read_span(text, order) for order in ORDERS}
    if spans["ymd"] == spans["dmy"]:
        del spans["ymd"]  # the year stands last, in four digits
    if len(set(spans.values())) == 1:
        return ()
    return tuple(order for order, span in spans.items() if span is not None)


def _pieces(text: str) -> Iterator[str]:
    """The dates of a list, without the pieces that say there is none."""
    tidied = tidy(in_common_years(text.translate(DIGITS)))
    for piece in _LISTED.split(tidied):
        if not is_nothing(piece):
            yield piece.strip(" ,")


def _one(text: str, order: Order) -> Span | None:
    """One date, or a span from one to another."""
    plain = _ZONE.sub("", _TIME.sub("", text))
    single = _numeric(plain, order) or _worded(plain) or _numeric(_bare(plain), order)
    if single is not None:
        return single
    lowered = _FROM.sub("", plain.casefold())
    for between in (_DASH, _WORD_BETWEEN):
        ends = between.split(lowered)
        if len(ends) == 2:
            first, last = (_end_of(end, order) for end in _with_years(*ends))
            if first and last and first.first <= last.last:
                return Span(first.first, last.last)
    return None


def _end_of(text: str, order: Order) -> Span | None:
    return _numeric(text, order) or _worded(text) or _numeric(_bare(text), order)


def _with_years(first: str, last: str) -> tuple[str, str]:
    """Both ends of a span; a first one without a year is in the year of the last."""
    year = _A_YEAR.search(last)
    if year is None or _A_YEAR.search(first) or not any(c.isalpha() for c in first):
        return first, last
    return f"{first} {year[0]}", last


def _bare(text: str) -> str:
    """The text without the words around it that add nothing: "31.12.2019 г.", "tháng 3/2021"."""
    words = _JOINED.sub(" ", text.casefold()).split()
    while words and folded(words[-1]) in SILENT:
        words.pop()
    while words and folded(words[0]) in SILENT:
        words.pop(0)
    return " ".join(words)


def _numeric(text: str, order: Order) -> Span | None:
    """A date in digits alone: a year, a month, a day, or two years."""
    if text.isdecimal():
        if len(text) == 4:
            return _year(int(text))
        return (
            _day(int(text[:4]), int(text[4:6]), int(text[6:])) if _COMPACT.fullmatch(text) else None
        )
    years = _YEARS.fullmatch(text)
    if years is not None and (span := _two_years(years[1], years[2])):
        return span
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None:
        return _ordered(numbers[1], numbers[3], numbers[4], order)
    two = _TWO_NUMBERS.fullmatch(text)
    if two is None:
        return None
    year, month = (two[1], two[2]) if len(two[1]) == 4 else (two[2], two[1])
    return _month(int(year), int(month)) if len(year) == 4 and len(month) < 3 else None


def _two_years(first: str, second: str) -> Span | None:
    """A budget year over two calendar years ("2013/14"), or several years ("2012-2016")."""
    start = int(first)
    stop = int(second) if len(second) == 4 else start - start % 100 + int(second)
    if len(second) == 2 and stop != start + 1:
        return None  # "2013-05" is a month
    one, other = _year(start), _year(stop)
    return Span(one.first, other.last) if one and other and start <= stop else None


def _ordered(a: str, b: str, c: str, order: Order) -> Span | None:
    """A day from its three numbers; a number of four digits is the year wherever it stands."""
    if len(a) == 4:
        return _day(int(a), int(b), int(c))
    if len(c) == 4:
        day, month = (b, a) if order == "mdy" else (a, b)
        return _day(int(c), int(month), int(day))
    if len(a) == 3 and 100 <= int(a) < 150:  # counted from 1912, as in Taipei
        return _day(int(a) + 1911, int(b), int(c)) if len(c) < 3 else None
    if len(a) == 3 or len(c) == 3:
        return None
    by_order = {"dmy": (c, b, a), "mdy": (c, a, b), "ymd": (a, b, c)}
    year, month, day = by_order[order]
    return _day(_full_year(year), int(month), int(day))


def _worded(text: str) -> Span | None:
    """A date with words in it: a month's name, a quarter, a half, "end of 2014", "FY 2014"."""
    spaced = _JOINED.sub(" ", _ORDINAL.sub(" ", folded(_ORDINAL.sub(" ", text.casefold()))))
    words = [word for word in spaced.split() if word not in SILENT]
    joined = re.sub(r"(كانون|تشرين) (الثاني|الاول)", r"\1_\2", " ".join(words)).split()
    named = [word for word in joined if not word.isdecimal()]
    numbers = [word for word in joined if word.isdecimal()]
    if len(named) > 2 or not 1 <= len(numbers) <= 2:
        return None
    months = [MONTHS[folded(word)] for word in named if folded(word) in MONTHS]
    parts = [word for word in named if folded(word) not in MONTHS]
    if len(months) == 1:
        whole = _named_month(months[0], numbers)
    else:
        whole = None if months else _part_of_year(parts, numbers)
        parts = [word for word in parts if word not in _PERIODS]
    if whole is None or len(parts) > 1:
        return None
    return _narrowed(whole, parts[0]) if parts else whole


def _named_month(month: int, numbers: list[str]) -> Span | None:
    """A month by its name with a year, or with a day and a year."""
    if len(numbers) == 1:
        return _month(_full_year(numbers[0]), month) if len(numbers[0]) in (2, 4) else None
    first, second = numbers
    if len(first) == 4:
        return _day(int(first), month, int(second)) if len(second) < 3 else None
    return _day(_full_year(second), month, int(first)) if len(second) in (2, 4) else None


_PERIODS = {**dict.fromkeys(QUARTERS | {"q", "t"}, 3), **dict.fromkeys(HALVES | {"h", "s"}, 6)}


def _part_of_year(words: list[str], numbers: list[str]) -> Span | None:
    """A year, or the quarter or half of it that is numbered beside it."""
    period = next((word for word in words if word in _PERIODS), None)
    year = next((number for number in numbers if len(number) == 4), None)
    if year is None or (period is None) != (len(numbers) == 1):
        return None
    whole = _year(int(year))
    if period is None or whole is None:
        return whole
    nth = next(number for number in [*numbers, ""] if number != year)
    length = _PERIODS[period]
    if not nth or not 1 <= int(nth) <= 12 // length:
        return None
    last = _month(int(year), int(nth) * length)
    first = _month(int(year), (int(nth) - 1) * length + 1)
    return Span(first.first, last.last) if first and last else None


def _narrowed(whole: Span, word: str) -> Span | None:
    """The part of a span that "early", "mid" or "end of" means; None for another word."""
    middle = whole.first + timedelta(days=((whole.last - whole.first).days + 1) // 2)
    if word in EARLY:
        return Span(whole.first, whole.first)
    if word in MIDDLE:
        return Span(middle, middle)
    return Span(whole.last, whole.last) if word in LATE else None


def _full_year(digits: str) -> int:
    """The year that two digits mean, or the four as they are."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _western(year: int) -> int:
    """The year as the world counts it: the Buddhist year 2566 is 2023."""
    return year - 543 if _BUDDHIST <= year < 2700 else year


def _year(year: int) -> Span | None:
    year = _western(year)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return Span(date(year, 1, 1), date(year, 12, 31))


def _month(year: int, month: int) -> Span | None:
    year = _western(year)
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return None
    return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _day(year: int, month: int, day: int) -> Span | None:
    whole = _month(year, month)
    if whole is None or not 1 <= day <= whole.last.day:
        return None
    found = whole.first.replace(day=day)
    return Span(found, found)
