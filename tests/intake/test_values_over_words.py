"""What stands below a header weighs more than its words; doubts about it are told or asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from planner.intake.grid import Book, Sheet
from planner.intake.inspection import FoundTable, inspect, inspect_book
from planner.intake.read_options import ReadOptions
from planner.values import to_text

MADE = Path(__file__).parents[1] / "data" / "made"
BODIES = ["Justice", "Interior", "Health", "Water", "Education", "Labour"]
TITLES = ["Court access", "Village police", "Clinics", "Wells in the east", "Schools", "Jobs"]


def listed(head: Sequence[str], *columns: Sequence[Any], **options: Any) -> FoundTable:
    """A list of six programmes with a title, a ministry and some columns more."""
    bodies = [f"Ministry of {name}" for name in BODIES]
    rows = [("Title", "Ministry", *head), *zip(TITLES, bodies, *columns, strict=True)]
    book = Book(name="a.xlsx", kind="xlsx", sheets=(Sheet(name="List", rows=tuple(rows)),))
    return inspect_book(book, ReadOptions(**options), "").best


def made(place: str, **options: Any) -> FoundTable:
    path = MADE / place
    return inspect(path.name, path.read_bytes(), ReadOptions(**options)).best


def column(table: FoundTable, name: str) -> list[str]:
    return [to_text(row.values.get(name, "")) for row in table.rows]


def header(table: FoundTable, name: str) -> str:
    assert table.matching
    return table.matching.guesses[name].heading.name if name in table.matching.guesses else ""


def others(table: FoundTable, name: str) -> list[str]:
    assert table.matching
    return [one.name for one in table.matching.guesses[name].alternatives]


def codes(table: FoundTable) -> list[str]:
    return [one.code for one in table.all_problems]


SUMS = [1000 * n for n in range(3, 9)]
HALVES = [500 * n for n in range(3, 9)]
GROUPS = ["151", "152", "122", "140", "112", "160"]
FULL = ["15130", "15220", "12220", "14030", "11220", "16020"]


@pytest.mark.parametrize("years", [[2019, 2020, 2021, 2019, 2022, 2020], ["2019"] * 6])
def test_a_source_of_data_is_no_start(years: list[Any]) -> None:
    assert header(listed(["Data source"], years), "start") == ""


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("Co-financing", "Total cost"),
        ("Union co-financing", "Total eligible expenditure"),
        ("Own contribution (EUR)", "Value (EUR)"),
    ],
)
def test_the_budget_is_the_whole_sum_and_not_a_part_of_it(part: str, whole: str) -> None:
    assert header(listed([part, whole], HALVES, SUMS), "budget") == whole


def test_a_sum_of_two_other_columns_is_the_whole_whatever_it_is_called() -> None:
    table = listed(["Budget of the State", "Donor", "Altogether"], HALVES, HALVES, SUMS)

    assert header(table, "budget") == "Altogether"
    assert others(table, "budget") == ["Budget of the State"]
    assert codes(table) == ["column.several"]


@pytest.mark.parametrize(
    ("group", "full"), [("Sector code", "Purpose"), ("Purpose code", "Subcode"), ("DAC", "CRS")]
)
def test_the_purpose_code_is_the_column_of_five_digits(group: str, full: str) -> None:
    table = listed([group, full], GROUPS, FULL)

    assert header(table, "purpose_code") == full
    assert column(table, "purpose_code") == FULL
    assert others(table, "purpose_code") in ([group], [])


def test_groups_of_codes_are_read_where_there_is_nothing_finer() -> None:
    assert column(listed(["Sector code"], GROUPS), "purpose_code") == GROUPS


@pytest.mark.parametrize(
    "people",
    [
        ["Farmers", "Women and youth", "Pupils", "1,200 households", "Displaced people", "Youth"],
        ["Nord", "Sud", "Est", "Ouest", "Centre", "Littoral"],
        ["Agriculteurs", "Femmes", "Élèves", "Ménages", "Déplacés", "Jeunes"],
    ],
)
def test_people_who_profit_are_no_ministry(people: list[str]) -> None:
    head = ("Title", "Bénéficiaires du projet", "Budget")
    rows = (head, *zip(TITLES, people, SUMS, strict=True))
    book = Book(name="a.xlsx", kind="xlsx", sheets=(Sheet(name="List", rows=rows),))

    assert header(inspect_book(book, ReadOptions(), "").best, "ministry") == ""


def test_a_ministry_that_receives_is_one() -> None:
    head = ("Title", "Beneficiary", "Budget")
    bodies = [f"Ministry of {name}" for name in BODIES]
    rows = (head, *zip(TITLES, bodies, SUMS, strict=True))
    book = Book(name="a.xlsx", kind="xlsx", sheets=(Sheet(name="List", rows=rows),))

    assert header(inspect_book(book, ReadOptions(), "").best, "ministry") == "Beneficiary"


@pytest.mark.parametrize("name", ["a_all_merged.xlsx", "b_merges_missing.xlsx"])
def test_a_header_of_three_lines_is_read_with_or_without_merges(name: str) -> None:
    table = made(f"three_line_header/{name}")

    assert table.place.header_rows == (4, 5, 6)
    assert [row.number for row in table.rows] == [7, 8, 9, 10]
    assert table.rows[0].cells["title"] == "Sheet!B7"
    assert table.rows[0].cells["ministry"] == "Sheet!C7"
    assert (column(table, "start")[0], column(table, "end")[0]) == ("2025-01-01", "2026-12-31")


def test_which_of_several_sums_is_the_budget_is_asked() -> None:
    place = "three_line_header/a_all_merged.xlsx"

    assert column(made(place), "budget") == ["", "", "", ""]
    assert codes(made(place)).count("budget.parts") == 1
    chosen = made(place, answers={"budget.parts": "F"})
    assert column(chosen, "budget") == ["120000", "80000", "0", "45000"]
    assert {row.values["currency"] for row in chosen.rows} == {"USD"}
    assert column(made(place, answers={"budget.parts": "none"}), "budget") == ["", "", "", ""]


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("a_four_columns.xlsx", [
            ("2024-03-01", "2027-12-31"),
            ("2024-01-01", "2025-12-31"),
            ("2023-02-01", "2025-03-31"),
        ]),
        ("b_original_revised.xlsx", [("2024-01-01", "2027-12-31"), ("2024-01-01", "2025-12-31")]),
        ("c_activity.xml", [("2024-03-01", "2027-12-31"), ("2023-01-01", "2025-03-31")]),
    ],
)  # fmt: skip
def test_a_second_column_of_days_fills_the_blanks_of_the_first(
    name: str, days: list[tuple[str, str]]
) -> None:
    table = made(f"planned_and_actual/{name}")

    assert [*zip(column(table, "start"), column(table, "end"), strict=True)] == days


def test_days_from_another_column_say_where_they_stand() -> None:
    table = made("planned_and_actual/a_four_columns.xlsx")

    assert table.rows[1].cells["start"] == "Programmes!D3"
    assert codes(table) == ["column.filled", "column.filled"]


@pytest.mark.parametrize(
    ("units", "sums"),
    [
        (["million", "thousand"] * 3, ["3000000", "4000", "5000000", "6000", "7000000", "8000"]),
        (["USD '000"] * 6, ["3000", "4000", "5000", "6000", "7000", "8000"]),
        (["Mio. EUR"] * 5 + ["persons"], [*(f"{n}000000" for n in range(3, 8)), ""]),
    ],
)  # fmt: skip
def test_a_sum_is_read_in_the_unit_beside_it(units: list[str], sums: list[str]) -> None:
    table = listed(["Budget", "Unit"], range(3, 9), units)

    assert column(table, "budget") == sums
    assert codes(table).count("unit.taken") == 1
    assert codes(table).count("unit.unknown") == units.count("persons")


def test_a_unit_beside_a_sum_may_name_its_currency() -> None:
    table = listed(["Budget", "Unit"], range(3, 9), ["USD '000"] * 6)

    assert set(column(table, "currency")) == {"USD"}


def test_units_of_other_things_leave_sums_alone() -> None:
    table = listed(["Budget", "Unit"], SUMS, ["persons", "km", "wells", "pupils", "ha", "jobs"])

    assert column(table, "budget") == [str(one) for one in SUMS]
    assert not codes(table)


def test_dates_of_both_orders_in_one_column_are_told() -> None:
    table = made("day_month_by_row/a_one_side_swapped.csv")

    told = {one.code: str(one.message) for one in table.all_problems}
    assert set(told) == {"date.mixed"}
    assert "12/31/2023" in told["date.mixed"]
    assert "06/09/2024" in told["date.mixed"]


def test_dates_that_a_program_may_have_swapped_are_told_once() -> None:
    assert codes(made("day_month_by_row/b_half_text_half_dates.xlsx")).count("date.swapped") == 1


def test_dates_that_are_all_texts_or_all_true_are_not_doubted() -> None:
    texts = ["25/01/2024", "13/02/2024", "04/03/2024", "05/04/2024", "30/05/2024", "31/12/2024"]

    assert not codes(listed(["Start date"], texts))


@pytest.mark.parametrize(
    "name", ["a_percent_rows.csv", "b_same_budget_each_row.csv", "c_split_budget.csv"]
)
def test_a_row_for_each_sector_is_one_programme_with_all_its_codes(name: str) -> None:
    table = made(f"row_per_sector/{name}", group=True)

    assert column(table, "budget") == ["900000", "500000", "250000"]
    assert table.rows[0].unplaced_texts == ("Purpose code, besides: 14010", "From rows 2, 3.")


def test_rows_taken_together_lose_nothing_that_they_say() -> None:
    (first, _) = made("row_per_sector/d_rows_differ_elsewhere.xlsx", group=True).rows

    assert first.values["description"] == (
        "Mobile courts for remote villages\nInterpreters for minority languages"
    )
    assert first.unplaced_texts == (
        "Purpose code, besides: 15130",
        "Status, besides: suspended",
        "Budget line, besides: V-207",
        "From rows 2, 3.",
    )


@pytest.mark.parametrize(
    ("units", "budget", "currency"),
    [
        (["dd/mm/yyyy", "USD thousand"], "1007000", "USD"),
        (["(date)", "(EUR million)"], "1007000000", "EUR"),
        ([None, "XOF"], "1007", "XOF"),
    ],
)
def test_a_line_below_the_header_says_in_what_sums_are(
    units: list[Any], budget: str, currency: str
) -> None:
    rows = [
        ("Ref", "Title", "Ministry", "Start", "Budget"),
        (None, None, None, *units),
        *((f"P-{n}", f"Courts {n}", "Ministry of Justice", "2025-01-01", 1007) for n in range(5)),
    ]
    book = Book(name="a.xlsx", kind="xlsx", sheets=(Sheet(name="List", rows=tuple(rows)),))

    table = inspect_book(book, ReadOptions(), "").best

    assert len(table.rows) == 5
    assert set(column(table, "budget")) == {budget}
    assert set(column(table, "currency")) == {currency}
