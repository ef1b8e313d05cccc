"""People who move on: who is still in post, and where the same effort lets coverage settle."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal

from planner.analysis.training.head_counts import rate
from planner.tables import Course


def expiry(course: Course, issued_on: date) -> date | None:
    """The first day on which a certificate of a day is no longer valid; None: it never expires.

    Months of validity count from that day; a fixed month lets every certificate end with
    that month each year; of both, whichever comes first.
    """
    ends: list[date] = []
    if course.validity_months is not None:
        ends.append(months_after(issued_on, course.validity_months))
    if course.fixed_month is not None and 1 <= course.fixed_month <= 12:
        ends.append(_end_of_next(course.fixed_month, issued_on))
    return min(ends, default=None)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month.

    Beyond the calendar it is the last day of the calendar; before its start, the first.

    >>> months_after(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end_of_next(month: int, day: date) -> date:
    """The first of the month after the next such month that is not the day's own."""
    return months_after(date(day.year, day.month, 1), (month - day.month - 1) % 12 + 2)


THREE_YEAR_TOURS = 0.33
"""The share of posts that change holder in a year where a tour takes three years."""


def remaining(turnover: Decimal | None, since: date, on: date) -> float:
    """The share of a group still in post on a day, at a yearly turnover in percent."""
    return (1.0 - (rate(turnover) or 0.0)) ** (max((on - since).days, 0) / 365.25)


def steady_level(trained: float, turnover: float, trained_first: float = 0.0) -> float | None:
    """The covered share that training settles at, a/(a+r); None when nothing ever moves.

    `trained` is the share of uncovered posts trained in a year, `turnover` the share of posts
    that change holder in a year, `trained_first` the share of newcomers trained before they
    arrive, all 0 to 1. With newcomers trained first it is (a+rb)/(a+r): all of them, no ceiling.

    >>> round(steady_level(trained=0.5, turnover=0.33), 3)
    0.602
    """
    moving = trained + turnover
    return (trained + turnover * trained_first) / moving if moving > 0 else None


def after_years(
    start: float, trained: float, turnover: float, years: float, trained_first: float = 0.0
) -> float:
    """The covered share after so many years of the same effort; all shares run from 0 to 1.

    One year makes C + a(1-C) - rC + rb of C: a is the share of uncovered posts trained in a year,
    r the share of posts that change holder, b the share of newcomers trained before they arrive.
    A month is the twelfth root of it, k = (1-a-r)^(1/12) towards the steady level.

    >>> round(after_years(start=1.0, trained=0.5, turnover=0.33, years=1), 2)
    0.67
    """
    settles = steady_level(trained, turnover, trained_first)
    if settles is None:
        return start
    return settles + (start - settles) * max(1 - trained - turnover, 0.0) ** years


@dataclass(frozen=True, kw_only=True)
class Effort:
    """The same effort year after year, all posts covered at the start; all shares from 0 to 1."""

    trained: float
    turnover: float
    trained_first: float = 0.0

    def covered(self, years: float) -> float:
        """The covered share after so many years."""
        return after_years(1.0, self.trained, self.turnover, years, self.trained_first)

    @property
    def settles(self) -> float:
        """The covered share that it settles at; all posts when nothing moves."""
        level = steady_level(self.trained, self.turnover, self.trained_first)
        return 1.0 if level is None else level


NO_TRAINING = Effort(trained=0.0, turnover=THREE_YEAR_TOURS)
HALF_THE_GAP = Effort(trained=0.5, turnover=THREE_YEAR_TOURS)
TRAINED_FIRST = Effort(trained=0.0, turnover=THREE_YEAR_TOURS, trained_first=1.0)
