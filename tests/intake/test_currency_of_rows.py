"""In which currency the sums of a row are: what can be read in two ways is asked."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from planner.intake.found_table import FoundTable
from planner.intake.inspection import inspect
from planner.intake.read_options import ReadOptions

HEAD = "Reference,Project title,Ministry,Country"
SHARED = (
    f"{HEAD},Budget",
    'A1,Mediation,Justice,Cameroon,"5 000 FCFA"',
    'A2,Forums,Justice,Senegal,"7 000 FCFA"',
    'A3,Desk,Interior,Chad,"9 000 F CFA"',
)


def table(*lines: str, currency: str = "", said: dict[str, str] | None = None) -> FoundTable:
    options = ReadOptions(currency=currency, answers=said or {})
    return inspect("list.csv", "\n".join(lines).encode(), options).tables[0]


def asked(found: FoundTable) -> dict[str, list[str]]:
    """Key → proposed answers of every open question of the rows."""
    problems = [one for row in found.rows for one in row.problems]
    return {one.key: [way.value for way in one.answers] for one in problems if one.is_open}


def money(found: FoundTable) -> list[tuple[Any, Any]]:
    return [(row.values.get("budget"), row.values.get("currency")) for row in found.rows]


def test_money_of_several_countries_is_asked_once_for_those_that_pay_in_one() -> None:
    found = table(*SHARED)

    assert money(found) == [(None, None)] * 3
    assert asked(found) == {
        "currency.shared:budget:fcfa:XAF": ["XAF", "XOF"],
        "currency.shared:budget:fcfa:XOF": ["XOF", "XAF"],
    }


def test_an_answer_holds_for_the_rows_of_its_group_alone() -> None:
    found = table(*SHARED, said={"currency.shared:budget:fcfa:XAF": "XAF"})

    assert money(found) == [(5000, "XAF"), (None, None), (9000, "XAF")]


def test_what_a_person_said_of_the_file_settles_a_shared_name() -> None:
    assert money(table(*SHARED, currency="XOF")) == [(5000, "XOF"), (7000, "XOF"), (9000, "XOF")]


def test_where_a_file_writes_several_of_them_each_ministry_is_asked() -> None:
    found = table(f"{HEAD},Budget,Currency", "A1,Mediation,Justice,,5000,XAF",
                  "A2,Forums,Justice,,7000,XOF", "A3,Desk,Interior,,9000,FCFA")  # fmt: skip

    assert money(found) == [(5000, "XAF"), (7000, "XOF"), (None, None)]
    assert list(asked(found)) == ["currency.shared:currency:fcfa:Interior"]


@pytest.mark.parametrize("sum_", ["¥ 5000", "Rs 5000", "£5000", "5000 lei", "$5000", "5000 руб."])
def test_a_sign_that_countries_share_is_a_question(sum_: str) -> None:
    found = table(f"{HEAD},Budget", f"A1,Mediation,Justice,,{sum_}", "A2,Forums,Justice,,")

    assert money(found) == [(None, None)] * 2
    assert len(asked(found)) == 1


CONTRADICTIONS: dict[str, tuple[str, str, str, set[str]]] = {
    "sum and column": ("Budget,Currency", "5000 USD,EUR", "budget:USD:EUR", {"USD", "EUR"}),
    "heading and sum": ("Budget (USD)", "5000 EUR", "budget:USD:EUR", {"USD", "EUR"}),
    "heading and column": ("Budget (USD),Currency", "5000,EUR", "budget:USD:EUR", {"USD", "EUR"}),
    "shared and column": (
        "Budget,Currency", "5000 FCFA,EUR", "budget:fcfa:EUR", {"XAF", "XOF", "EUR"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTRADICTIONS)
def test_two_currencies_for_one_sum_are_a_question(kind: str) -> None:
    head, cells, key, ways = CONTRADICTIONS[kind]
    lines = (f"{HEAD},{head}", f"A1,Mediation,Justice,,{cells}")
    key = f"currency.two:{key}"

    found = table(*lines)

    assert money(found) == [(None, None)]
    assert {k: set(v) for k, v in asked(found).items()} == {key: ways}
    for way in ways:
        assert money(table(*lines, said={key: way})) == [(5000, way)]


def test_what_agrees_is_not_asked() -> None:
    found = table(f"{HEAD},Budget (USD),Currency", "A1,Mediation,Justice,,$5000,USD",
                  "A2,Forums,Justice,,US$ 70,", "A3,Desk,Interior,,9000,US$")  # fmt: skip

    assert money(found) == [(5000, "USD"), (70, "USD"), (9000, "USD")]
    assert asked(found) == {}


def test_of_two_sums_of_a_row_the_one_in_other_money_is_left_out() -> None:
    lines = ("Action,Year,Low,Mid,High,Currency", "A-01,2027,5 USD,7 USD,9 EUR,")
    found = inspect("costs.csv", "\n".join(lines).encode(), ReadOptions(table="costs")).tables[0]
    (key,) = asked(found)
    said = ReadOptions(table="costs", answers={key: "USD"})

    (row,) = inspect("costs.csv", "\n".join(lines).encode(), said).tables[0].rows

    assert (row.values["low"], row.values["mid"], row.values["currency"]) == (5, 7, "USD")
    assert "high" not in row.values
    assert [one.column for one in row.problems if one.code == "money.left"] == ["high"]


@pytest.mark.parametrize("cells", ["5,7,", "5,7,USD", "5,7,EUR"])
def test_headings_in_two_currencies_are_a_question_with_one_answer(cells: str) -> None:
    lines = ("Action,Year,Low (USD),Mid (EUR),Currency", f"A-01,2027,{cells}")
    found = inspect("costs.csv", "\n".join(lines).encode(), ReadOptions(table="costs")).tables[0]
    (key,) = asked(found)
    said = ReadOptions(table="costs", answers={key: "EUR"})

    (row,) = inspect("costs.csv", "\n".join(lines).encode(), said).tables[0].rows

    assert (row.values.get("low"), row.values["mid"], row.values["currency"]) == (None, 7, "EUR")
    assert [one.column for one in row.problems if one.code == "money.left"] == ["low"]


def test_a_line_that_speaks_of_all_amounts_names_no_lek() -> None:
    found = table("All amounts in thousand FCFA,,,,", f"{HEAD},Budget",
                  "A1,Mediation,Justice,Cameroon,5000")  # fmt: skip

    assert money(found) == [(5_000_000, None)]


def test_a_budget_of_rows_in_several_currencies_takes_none_of_their_names() -> None:
    lines = (f"{HEAD},Place,Budget,Currency", "A1,Mediation,Justice,,North,,USD",
             "A1,Mediation,Justice,,South,70,EUR")  # fmt: skip
    options = ReadOptions(group=True)

    (row,) = inspect("list.csv", "\n".join(lines).encode(), options).tables[0].rows

    assert (row.values["budget"], row.values["currency"]) == (70, "EUR")


def merged(*blocks: str) -> list[Any]:
    book = Workbook()
    sheet = book.worksheets[0]
    lines = (["A1", "Mediation", "Justice", "", 300], ["A2", "Forums", "Justice", "", None],
             ["A3", "Desk", "Interior", "", 70])  # fmt: skip
    for line in ([*HEAD.split(","), "Budget (USD)"], *lines):
        sheet.append(line)
    for block in blocks:
        sheet.merge_cells(block)
    out = io.BytesIO()
    book.save(out)
    return list(inspect("list.xlsx", out.getvalue(), ReadOptions()).tables[0].rows)


def test_a_sum_merged_over_programmes_is_nobodys() -> None:
    rows = merged("E2:E3")

    assert [row.values.get("budget") for row in rows] == [None, None, 70]
    assert [[one.code for one in row.problems] for row in rows] == [["sum.merged"]] * 2 + [[]]


def test_a_sum_merged_over_the_rows_of_one_programme_is_its_own() -> None:
    rows = merged("A2:A3", "B2:B3", "E2:E3")

    assert [row.values.get("budget") for row in rows] == [300, 70]
