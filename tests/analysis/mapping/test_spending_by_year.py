"""What ministries were given and spent in fiscal years, and what of it serves prevention."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from planner.analysis.mapping.spending import spending_answer
from planner.analysis.plans.fiscal_years import fiscal_year, year_name
from planner.choices import LinkState
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Link, PlanDetails, Programme, Rate, YearBudget
from tests.builders import plan_of


def plan(*rows: Row, month: int = 1) -> Plan:
    details = PlanDetails(id="PLAN-1", currency="EUR", fiscal_month=month)
    programmes = [Programme(id=f"P-000{n}", title=f"No {n}", currency="EUR") for n in (1, 2)]
    link = Link(id="L-00001", programme="P-0001", action="DEV-01", state=LinkState.CONFIRMED)
    return plan_of(details, *programmes, link, *rows)


def years(found: Plan) -> list[list[str]]:
    table = spending_answer(found).table("by_year")
    return [[str(getattr(c, "amount", c)) for c in table.cells(line)] for line in table.lines]


def given(n: int, programme: str, year: int, *sums: int | None, currency: str = "") -> YearBudget:
    approved, revised, spent = (None if one is None else Decimal(one) for one in sums)
    return YearBudget(id=f"BY-0000{n}", programme=programme, year=year, approved=approved,
                      revised=revised, spent=spent, currency=currency)  # fmt: skip


def test_a_year_counts_what_was_revised_spent_and_linked() -> None:
    found = plan(given(1, "P-0001", 2025, 100, 90, 80), given(2, "P-0002", 2025, 10, None, 5))

    assert years(found) == [["2025", "2", "110", "100", "85", "90", "0"]]


def test_what_nobody_says_was_spent_is_not_nought() -> None:
    found = plan(given(1, "P-0001", 2025, 100, None, None), given(2, "P-0002", 2026, 1, None, None),
                 given(3, "P-0001", 2026, 1, None, 1))  # fmt: skip

    assert [line[4] for line in years(found)] == ["None", "1"]
    table = spending_answer(found).table("by_year")
    assert [table.cells(line)[4].at_least for line in table.lines] == [False, True]  # type: ignore[union-attr]  # sums


def test_sums_in_another_currency_are_converted_or_in_no_sum() -> None:
    rate = Rate(id="FX-01", currency="USD", rate=Decimal(2), on=date(2025, 1, 1))
    rows = (given(1, "P-0001", 2025, 10, None, 1, currency="USD"),
            given(2, "P-0002", 2025, 10, None, 1, currency="XOF"))  # fmt: skip

    assert years(plan(rate, *rows)) == [["2025", "2", "20", "20", "2", "20", "1"]]


@pytest.mark.parametrize(
    ("month", "day", "year", "name"),
    [
        (1, date(2027, 1, 1), 2027, "2027"),
        (4, date(2027, 3, 31), 2026, "2026/27"),
        (4, date(2027, 4, 1), 2027, "2027/28"),
        (7, date(2099, 12, 31), 2099, "2099/00"),
    ],
)
def test_a_fiscal_year_is_called_by_the_years_it_lies_in(
    month: int, day: date, year: int, name: str
) -> None:
    found = plan(month=month)

    assert fiscal_year(found, day) == year
    assert year_name(found, year) == name
