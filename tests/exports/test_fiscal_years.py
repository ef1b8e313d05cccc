"""Fiscal years that do not start in January: called by both years wherever a file names one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planner.exports import cabinet
from planner.tables import Action, Cost, Decision, DecisionOption, Programme, YearBudget
from tests.builders import DETAILS, plan_of
from tests.exports.cabinet_books import made
from tests.exports.formulas import Recalculated


def test_a_fiscal_year_that_starts_in_april_is_called_by_both_years_on_every_sheet() -> None:
    plan = plan_of(
        replace(DETAILS, fiscal_month=4),
        Action(id="A-001", title="Watch", lead="M-01"),
        Cost(id="C-0001", action="A-001", year=2027, mid=Decimal(40), currency="EUR"),
        Decision(id="D-01", text="Pay", amount=Decimal(40)),
        DecisionOption(id="DO-01", decision="D-01", text="Yes", year=2027, amount=Decimal(40)),
        YearBudget(id="YB-001", programme="P-0001", year=2027, approved=Decimal(9)),
        Programme(id="P-0001", title="Wells", currency="EUR"),
    )
    book, annex = made(plan), made(plan, maker=cabinet.write_annexes)

    cells = [
        (sheet.title, cell.coordinate, cell.value)
        for file in (book, annex)
        for sheet in file.values
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value) in ("2027", "2027/28")
    ]
    assert {sheet for sheet, _cell, value in cells if value == "2027/28"} >= {
        "Costs", "Cost by action and year", "Cost lines", "Cover",
    }  # fmt: skip
    assert [one for one in cells if str(one[2]) == "2027"] == []
    again = Recalculated(book.formulas)
    assert all(
        again.value("Costs", cell) == book.values["Costs"][cell].value
        for cell in book.live["Costs"]
    )
    rows = {row[0]: row for row in book.values["Costs"].iter_rows(values_only=True)}
    assert 40 in rows["2027/28"]
