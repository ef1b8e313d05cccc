"""Fiscal years: kept as the calendar year in which they start, called as people call them."""

from __future__ import annotations

from datetime import date

from planner.plan import Plan


def first_month(plan: Plan) -> int:
    """The month in which the plan's fiscal years start; January where nobody says."""
    month = plan.details.fiscal_month or 1
    return month if 1 <= month <= 12 else 1


def fiscal_year(plan: Plan, day: date) -> int:
    """The fiscal year of a day.

    Where it starts in July, 30 June 2027 lies in 2026 and 1 July 2027 in 2027.
    """
    return day.year - (day.month < first_month(plan))


def year_name(plan: Plan, year: int) -> str:
    """What a fiscal year is called: 2026, or 2026/27 where it does not start in January."""
    return str(year) if first_month(plan) == 1 else f"{year}/{(year + 1) % 100:02}"
