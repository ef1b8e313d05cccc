"""How long a pass holds, who is still in post, and where training settles."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal

from planner.tables import Course


def expiry(course: Course, passed_on: date) -> date | None:
    """The first day on which a pass of that day no longer holds; None when it never expires.

    Months of validity count from the day of the pass; a fixed month lets every pass end with
    that month each year; of both, whichever comes first.
    """
    ends: list[date] = []
    if course.validity_months is not None:
        ends.append(months_after(passed_on, course.validity_months))
    if course.fixed_month is not None and 1 <= course.fixed_month <= 12:
        ends.append(_end_of_next(course.fixed_month, passed_on))
    return min(ends, default=None)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month.

    Beyond the calendar it is the last day of the calendar; before its start, the first.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end_of_next(month: int, day: date) -> date:
    """The first of the month after the next such month that is not the day's own."""
    return months_after(date(day.year, day.month, 1), (month - day.month - 1) % 12 + 2)


def remaining(turnover: Decimal | None, since: date, on: date) -> float:
    """The share of a group still in post on a day, at a yearly turnover in percent."""
    rate = min(max(float(turnover or 0) / 100, 0.0), 1.0)
    return (1.0 - rate) ** (max((on - since).days, 0) / 365.25)


def steady_level(trained: float, turnover: float, trained_first: float = 0.0) -> float | None:
    """The covered share that training settles at, a/(a+r); None when nothing ever moves.

    `trained` is the share of uncovered posts trained in a year, `turnover` the share of posts
    that change holder in a year, `trained_first` the share of newcomers trained before they
    arrive, all 0 to 1. With newcomers trained first it is (a+rb)/(a+r): all of them, no ceiling.
    """
    moving = trained + turnover
    return (trained + turnover * trained_first) / moving if moving > 0 else None
