"""Several rows of one programme are noticed, and taken together when a person says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.intake.grid import Book, Sheet
from planner.intake.inspection import FoundTable, ReadOptions, inspect_book

HEAD = ["Project ID", "Project title", "Ministry", "Country", "Start", "End", "Budget", "Currency"]
ROWS = [
    ["A1", "Dialogue", "Interior", "Mali", date(2026, 3, 1), date(2026, 9, 1), 100, "USD"],
    ["A1", "Dialogue", "Interior", "Niger", date(2026, 1, 1), date(2027, 9, 1), 150.5, "USD"],
    ["A2", "Legal aid", "Justice", "Mali", date(2026, 5, 1), None, 80, "USD"],
    ["A1", "Dialogue", "Interior", "Mali", None, None, -50, "USD"],
]


def found(rows: list[list[Any]], *, group: bool = False, answer: str = "") -> FoundTable:
    sheet = Sheet(name="List", rows=tuple(tuple(row) for row in [HEAD, *rows]))
    book = Book(name="a.xlsx", kind="xlsx", sheets=(sheet,))
    answers = {"rows.repeat_reference": answer} if answer else {}
    return inspect_book(book, ReadOptions(group=group, answers=answers), "").best


def said(table: FoundTable) -> dict[str, str]:
    return {problem.code: str(problem.message) for problem in table.problems}


def test_rows_that_repeat_a_reference_are_noticed_and_left_alone() -> None:
    table = found(ROWS, group=False)

    assert len(table.rows) == 4
    assert said(table)["rows.repeat_reference"].startswith("4 rows are 2 programmes")


def test_rows_taken_together_add_up_and_reach_from_the_first_start_to_the_last_end() -> None:
    table = found(ROWS, group=True)

    first, second = table.rows
    assert first.values["budget"] == 200.5
    assert (first.values["start"], first.values["end"]) == (date(2026, 1, 1), date(2027, 9, 1))
    assert first.values["country"] == "Mali; Niger"
    assert first.unplaced_texts == ("From rows 2, 3, 5.",)
    assert (second.number, second.values["budget"]) == (4, 80)
    assert "added up" in said(table)["rows.grouped"]


def test_a_sum_that_every_row_repeats_is_not_added_up() -> None:
    rows = [[*row[:6], {"A1": 900, "A2": 80}[row[0]], "USD"] for row in ROWS]

    table = found(rows, group=True)

    assert table.rows[0].values["budget"] == 900
    assert "one budget was kept" in said(table)["rows.grouped"]


def test_sums_in_several_currencies_are_left_to_a_person() -> None:
    rows = [*ROWS[:3], [*ROWS[3][:7], "EUR"]]

    table = found(rows, group=True)

    assert "budget" not in table.rows[0].values
    assert "rows.currencies" in {problem.code for problem in table.rows[0].problems}


def test_the_same_number_under_two_ministries_is_two_programmes() -> None:
    rows = [ROWS[0], ["A1", "Roads", "Transport", "Mali", None, None, 5, "USD"]]

    assert len(found(rows, group=True).rows) == 2


def test_a_value_only_a_later_row_has_says_where_it_stands() -> None:
    rows = [[*ROWS[0][:5], None, *ROWS[0][6:]], ROWS[1]]

    assert found(rows, group=True).rows[0].cells["end"] == "List!F3"


def test_whether_sums_that_differ_are_added_up_is_said_in_the_answer() -> None:
    asked = next(one for one in found(ROWS).problems if one.code == "rows.repeat_reference")

    labels = {one.value: str(one.label) for one in asked.answers}
    assert labels["together"] == "One programme: add up the sums of its rows"
    kept, unsummed = found(ROWS, answer="together"), found(ROWS, answer="blank")
    assert [row.values.get("budget") for row in kept.rows] == [200.5, 80]
    assert [row.values.get("budget") for row in unsummed.rows] == [None, 80]
    assert "stay blank" in said(unsummed)["rows.grouped"]


def test_a_sum_that_is_all_others_of_its_reference_is_not_counted_twice() -> None:
    whole = ["A3", "Clinics", "Health", "Mali", None, None]
    rows = [[*whole, 300, "USD"], [*whole, 100, "USD"], [*whole[:3], "Chad", "", "", 200, "USD"]]

    assert [row.values["budget"] for row in found(rows, answer="together").rows] == [300]
