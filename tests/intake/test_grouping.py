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


def found(rows: list[list[Any]], *, group: bool) -> FoundTable:
    sheet = Sheet(name="List", rows=tuple(tuple(row) for row in [HEAD, *rows]))
    book = Book(name="a.xlsx", kind="xlsx", sheets=(sheet,))
    return inspect_book(book, ReadOptions(group=group), "").best


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

    assert table.rows[0].values["budget"] == 100
    assert "rows.currencies" in {problem.code for problem in table.rows[0].problems}


def test_the_same_number_under_two_ministries_is_two_programmes() -> None:
    rows = [ROWS[0], ["A1", "Roads", "Transport", "Mali", None, None, 5, "USD"]]

    assert len(found(rows, group=True).rows) == 2


def test_a_value_only_a_later_row_has_says_where_it_stands() -> None:
    rows = [[*ROWS[0][:5], None, *ROWS[0][6:]], ROWS[1]]

    assert found(rows, group=True).rows[0].cells["end"] == "List!F3"
