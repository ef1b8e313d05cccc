"""The unit and the currency of sums of single years, and what they leave as it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planner.changes import Insert, SetCell
from planner.intake.inspection import inspect
from planner.intake.read_options import ReadOptions
from planner.plan import Plan
from planner.services.importing.preview import ImportOptions, ImportPreview, preview
from planner.tables import Ministry, PlanDetails, Programme, YearBudget
from tests.builders import plan_of
from tests.services.importing.test_year_sums import (
    HEAD,
    ONE,
    TWO,
    asked,
    book,
    budgets,
    edits,
    plan,
)


def paid(found: ImportPreview) -> dict[str, list[tuple[Any, ...]]]:
    """Programme → year, what was approved and spent, currency."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for change in found.changes:
        if isinstance(change, Insert) and change.table == "budgets":
            own = change.values
            said = tuple(own.get(name) for name in ("year", "approved", "spent", "currency"))
            rows.setdefault(str(own["programme"]), []).append(said)
    return rows


def unsaid(content: bytes, before: Plan, **said: str) -> ImportPreview:
    read = ReadOptions(answers=said)
    return preview(before, inspect("list.xlsx", content, read), ImportOptions(read=read))


@pytest.mark.parametrize(
    ("lines", "sums"),
    [
        (([*HEAD, "2027 (FCFA)", "2028 (FCFA)"], [*ONE, 5, 6]), (5, 6)),
        (([*HEAD, "2027", "2028"], [*ONE, "5 FCFA", "6 FCFA"]), (5, 6)),
        ((["All amounts in thousand FCFA"], [*HEAD, "2027", "2028"], [*ONE, 5, 6]), (5000, 6000)),
    ],
)
def test_years_in_money_that_countries_share_wait_for_an_answer(
    lines: tuple[list[Any], ...], sums: tuple[int, int]
) -> None:
    content = book(*lines)
    found = unsaid(content, plan())
    (key,) = [one for one in asked(found) if one.startswith("currency")]

    assert paid(found) == {}
    assert paid(unsaid(content, plan(), **{key: "XAF"})) == {
        "P-0001": [(2027, sums[0], None, "XAF"), (2028, sums[1], None, "XAF")]
    }


def test_years_without_any_currency_ask_for_one_and_take_it() -> None:
    content = book([*HEAD, "2027", "2028"], [*ONE, 5, 6])

    assert "currency.none" in asked(unsaid(content, plan()))
    assert paid(unsaid(content, plan(), **{"currency.none": "USD"}))["P-0001"][0][3] == "USD"


def test_a_line_above_or_a_column_beside_says_the_unit_of_years() -> None:
    above = book(["Programmes (in USD million)"], [*HEAD, "2027", "2028"], [*ONE, 5.5, 6])
    beside = book([*HEAD, "Unit", "2027", "2028"], [*ONE, "USD million", 5.5, 6])

    expected = {"P-0001": [(2027, 5_500_000, None, "USD"), (2028, 6_000_000, None, "USD")]}
    assert paid(unsaid(above, plan())) == expected
    assert paid(unsaid(beside, plan())) == expected


def test_two_currencies_of_one_year_are_a_question() -> None:
    content = book([*HEAD, "Approved 2027", "Spent 2027"], [*ONE, "5 USD", "4 EUR"])
    (key,) = [one for one in asked(unsaid(content, plan())) if one.startswith("currency.two")]

    assert paid(unsaid(content, plan(), **{key: "USD"})) == {"P-0001": [(2027, 5, None, "USD")]}


def test_years_make_a_whole_only_where_all_are_known_and_in_one_currency() -> None:
    head = [*HEAD, "2027", "2028"]
    whole = {"budget.years": "sum"}
    content = book(head, [*ONE, "5 USD", "6 USD"], [*TWO, "5 USD", "unknown"],
                   ["A3", "Forums", "Justice", "5 USD", "6 EUR"])  # fmt: skip

    assert budgets(unsaid(content, plan(), **whole)) == [11, None, None]


def test_rows_of_one_programme_in_several_currencies_are_not_added_up() -> None:
    content = book(
        [*HEAD, "Place", "Currency", "2027", "2028"],
        [*ONE, "North", "USD", 10, 20], [*ONE, "South", "EUR", 1, None],
    )  # fmt: skip
    read = ReadOptions(group=True)
    found = preview(plan(), inspect("l.xlsx", content, read), ImportOptions(read=read))

    assert paid(found) == {"P-0001": [(2028, 20, None, "USD")]}
    assert "years.currencies" in {one.code for one in found.problems}


def held(*years: YearBudget, currency: str = "EUR") -> Plan:
    return plan(
        Programme(id="P-0001", reference="A1", title="Mediation", ministry="M-01",
                  currency=currency),
        *years,
    )  # fmt: skip


def test_a_year_that_the_plan_has_keeps_its_currency_beside_a_sum_nobody_says() -> None:
    before = held(YearBudget(id="BY-00001", programme="P-0001", year=2027, approved=Decimal(5),
                             spent=Decimal(4)))  # fmt: skip
    found = unsaid(
        book([*HEAD, "Approved 2027 (USD)", "Approved 2028 (USD)"], [*ONE, 6, 7]), before
    )

    assert edits(found) == []
    assert "money.left" in {one.code for one in found.problems}
    assert paid(found) == {"P-0001": [(2028, 7, None, "USD")]}


def test_a_year_of_which_all_is_said_anew_takes_the_new_currency() -> None:
    before = held(YearBudget(id="BY-00001", programme="P-0001", year=2027, approved=Decimal(5)))
    found = unsaid(
        book([*HEAD, "Approved 2027 (USD)", "Approved 2028 (USD)"], [*ONE, 6, 7]), before
    )

    assert [(c.column, c.after) for c in edits(found)] == [("approved", 6), ("currency", "USD")]


def test_a_programme_in_new_money_leaves_its_years_in_the_old() -> None:
    before = held(YearBudget(id="BY-00001", programme="P-0001", year=2027, approved=Decimal(5)))
    found = unsaid(book([*HEAD, "Budget", "Currency"], [*ONE, 90, "USD"]), before)

    assert [(c.id, c.column, c.after) for c in edits(found)] == [("BY-00001", "currency", "EUR")]


def test_the_plans_own_money_is_an_answer_to_a_name_that_countries_share() -> None:
    details = PlanDetails(id="PLAN-1", country="Exampleland", currency="EXF")
    held = Programme(id="P-0001", reference="A1", title="Mediation", ministry="M-01",
                     budget=Decimal(4), currency="EXF")  # fmt: skip
    before = plan_of(details, Ministry(id="M-01", name="Justice"), held)
    content = book([*HEAD, "Budget (francs)"], [*ONE, 5], [*TWO, 6])

    found = unsaid(content, before)
    (question,) = [one for one in found.problems if one.is_open]

    assert [one.value for one in question.answers][:2] == ["EXF", "BIF"]
    assert [c.after for c in found.changes if isinstance(c, SetCell)] == [5]
    taken_in = unsaid(content, before, **{question.key: "EXF"})
    new = [c.values["currency"] for c in taken_in.changes if isinstance(c, Insert)]
    assert new == ["EXF"]


def test_a_name_that_waits_for_an_answer_is_not_written_into_a_note() -> None:
    before = plan_of(
        PlanDetails(id="PLAN-1", country="Exampleland", currency="EUR"),
        Ministry(id="M-01", name="Ministry of Justice"),
        Programme(id="P-0001", reference="A1", title="Mediation", ministry="M-01"),
    )
    content = book([*HEAD, "Country"], ["A1", "Mediation", "Ministry of Jusitce", "Mali"])

    found = unsaid(content, before)

    assert [one.code for one in found.problems if one.is_open] == ["name.alike"]
    assert "note" not in {c.column for c in found.changes if isinstance(c, SetCell)}
