"""The ways in which people edit a cell of a return, and what each of them means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from openpyxl.comments import Comment

from planner.schema import Column, Kind, Value

LAST = date(2030, 6, 30)
"""The last day of the plan that the workbooks were issued from."""

Meaning = tuple[Value, bool, bool] | None
Way = Callable[[Random, Any, Value, Column, bool], Meaning]


def way_for(random: Random, column: Column) -> Way | None:
    match column.kind:
        case Kind.NOTE | Kind.TEXT:
            return random.choice((_text, _spaced, _commented))
        case Kind.MONEY | Kind.NUMBER:
            return random.choice(
                (_number, _number, _number_text, _tenfold, _negative, _as_day, _words, _euro, _left)
            )
        case Kind.PERCENT:
            return random.choice((_percent, _percent_text))
        case Kind.DATE:
            return random.choice((_day, _day, _day_text, _two_ways, _beyond, _words))
        case Kind.CHOICE:
            return _choice
        case _:
            return None


def _text(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    text = f"{before or 'Checked'} ({random.randint(1, 99)})"
    one.value = text
    return text, False, True


def _spaced(_random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    one.value = f"  {before} " if before else None
    return before, False, True


def _commented(_random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    one.comment = Comment("Please ask us", "x")
    return before, False, True


def _left(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    """A format alone, and no change."""
    if not _csv:
        one.number_format = random.choice(("yyyy-mm-dd", "0%", "@", "#,##0.00 €", "[h]:mm"))
    return before, False, True


def _grown(random: Random, before: Value) -> Decimal:
    if isinstance(before, Decimal) and before:
        return Decimal(int(before * Decimal("1.3")) + random.randint(1, 9))
    return Decimal(random.randint(100, 14_000))


def _number(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    value = _grown(random, before)
    one.value = int(value)
    return value, False, True


def _number_text(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    value = _grown(random, before)
    one.value = f"{int(value):,}".replace(",", " ")
    return value, False, True


def _tenfold(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    if not isinstance(before, Decimal) or not before:
        return None
    value = before * random.choice((10, 100, 1000, 10_000))
    one.value = float(value)
    return value, True, True


def _negative(_random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    if not isinstance(before, Decimal) or not before:
        return None
    one.value = float(-before)
    return -before, True, True


def _as_day(random: Random, one: Any, _before: Value, _column: Column, is_csv: bool) -> Meaning:
    """A number typed where a day once stood, so that it looks like one."""
    if is_csv or not (isinstance(_before, Decimal) and 10 < _before < 10_000):
        return None
    value = Decimal(int(_before) + random.randint(1, 9))
    one.value, one.number_format = int(value), "yyyy-mm-dd"
    return value, False, True


def _words(_random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    one.value = "see the annex"
    return ("see the annex", True, False)


def _euro(random: Random, one: Any, before: Value, column: Column, _csv: bool) -> Meaning:
    """A sum in another currency than any row of the plan."""
    if column.kind is not Kind.MONEY:
        return None
    value = _grown(random, before)
    one.value = f"{int(value)} CHF"
    return value, True, True


def _percent(random: Random, one: Any, before: Value, _column: Column, is_csv: bool) -> Meaning:
    value = Decimal(random.randint(30, 89))
    one.value, one.number_format = float(value / 100), "0%"
    return value, False, True


def _percent_text(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    value = Decimal(random.randint(30, 89))
    one.value = f"{value} %"
    return value, False, True


def is_slip(before: Value, after: Value) -> bool:
    """Whether a number changed its sign, by ten or a hundred, or a thousandfold and more."""
    if not isinstance(before, Decimal) or not isinstance(after, Decimal) or not before * after:
        return False
    more = max(abs(after / before), abs(before / after))
    return before * after < 0 or more in (10, 100) or more >= 1000


def _moved(random: Random, before: Value) -> date:
    start = before if isinstance(before, date) else date(2028, 3, 14)
    return start - timedelta(days=random.randint(1, 25))


def _day(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    value = _moved(random, before)
    one.value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a cell
    one.number_format = "yyyy-mm-dd"
    return value, False, True


def _day_text(random: Random, one: Any, before: Value, _column: Column, _csv: bool) -> Meaning:
    value = _moved(random, before)
    one.value = value.isoformat()
    return value, False, True


def _two_ways(random: Random, one: Any, _before: Value, _column: Column, _csv: bool) -> Meaning:
    day, month = random.sample(range(1, 12), 2)
    one.value = f"{day:02}/{month:02}/2028"
    return date(2028, month, day), True, True


def _beyond(_random: Random, one: Any, before: Value, column: Column, _csv: bool) -> Meaning:
    if not column.is_end or (isinstance(before, date) and before > LAST):
        return None
    value = LAST + timedelta(days=40)
    one.value = value.isoformat()
    return value, True, True


def _choice(random: Random, one: Any, _before: Value, column: Column, _csv: bool) -> Meaning:
    answers = list(column.answers or ())
    value = random.choice(answers)
    one.value = random.choice((value.label, value.label.upper(), value.label.lower()))
    return value, False, True
