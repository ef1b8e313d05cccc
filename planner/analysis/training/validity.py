"""How long a certificate is valid."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date

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
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end_of_next(month: int, day: date) -> date:
    """The first of the month after the next such month that is not the day's own."""
    return months_after(date(day.year, day.month, 1), (month - day.month - 1) % 12 + 2)
