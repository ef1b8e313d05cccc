"""Rows that are sums of other rows are no programmes, whatever their words say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.intake.grid import Book, Sheet
from planner.intake.inspection import FoundTable, inspect, inspect_book
from planner.intake.read_options import ReadOptions

ROLLUPS = Path(__file__).parents[1] / "data" / "made" / "rollup_rows"
HEAD = ["Project", "Ministry", "Budget"]
OUTLINE = ["No", "Project", "Ministry", "Start", "Budget"]
DAY = date(2025, 1, 1)


def found(rows: Sequence[Sequence[Any]], **answers: str) -> FoundTable:
    sheet = Sheet(name="List", rows=tuple(map(tuple, rows)))
    options = ReadOptions(answers={f"rows.{code}": said for code, said in answers.items()})
    return inspect_book(Book(name="a.xlsx", kind="xlsx", sheets=(sheet,)), options, "").best


def numbers(table: FoundTable) -> list[int]:
    return [row.number for row in table.rows]


def codes(table: FoundTable) -> list[str]:
    return [one.code for one in table.problems]


@pytest.mark.parametrize(
    ("name", "programmes", "whole"),
    [
        ("a_named_totals.xlsx", 4, 600),
        ("b_sums_on_top_formulas_nocache.xlsx", 4, 600),
        ("c_sums_on_top_values.xlsx", 4, 600),
        ("d_outline_numbers.xlsx", 4, 600),
        ("e_total_suffixes.xlsx", 16, 160),
    ],
)
def test_no_sum_is_counted_beside_its_parts(name: str, programmes: int, whole: int) -> None:
    rows = inspect(name, (ROLLUPS / name).read_bytes()).best.rows

    assert len(rows) == programmes
    assert sum(Decimal(str(row.values["budget"])) for row in rows) == whole


def test_sums_under_their_parts_need_no_word() -> None:
    table = found([
        HEAD,
        ["Courts", "Ministry of Justice", 300],
        ["Prisons", "Ministry of Justice", 200],
        ["Justice sector", None, 500],
        ["Police", "Ministry of Interior", 70],
        ["Borders", "Ministry of Interior", 30],
        ["Internal security", None, 100],
    ])  # fmt: skip

    assert numbers(table) == [2, 3, 5, 6]
    assert codes(table) == ["rows.added_up"]


def test_sums_within_sums_are_all_left_out() -> None:
    table = found([
        OUTLINE,
        ["1", "Security", None, None, 600],
        ["1.1", "Justice", None, None, 500],
        ["1.1.1", "Courts", "Ministry of Justice", DAY, 300],
        ["1.1.2", "Prisons", "Ministry of Justice", DAY, 200],
        ["1.2", "Police", "Ministry of Interior", DAY, 100],
    ])  # fmt: skip

    assert numbers(table) == [4, 5, 6]


def test_a_programme_that_lacks_its_ministry_is_counted_with_the_others() -> None:
    table = found([
        HEAD,
        ["Courts", "Ministry of Justice", 300],
        ["Prisons", None, 200],
        ["Police", "Ministry of Interior", 70],
        ["Total", None, 570],
    ])  # fmt: skip

    assert numbers(table) == [2, 3, 4]
    assert not codes(table)


def test_a_row_that_reads_like_a_total_without_being_one_is_asked_about() -> None:
    rows = [
        HEAD,
        ["Courts", "Ministry of Justice", 300],
        ["Total sanitation", None, 900],
        ["Police", "Ministry of Interior", 70],
    ]

    assert numbers(found(rows)) == [2, 4]
    assert codes(found(rows)) == ["rows.like_total"]
    assert numbers(found(rows, like_total="rows")) == [2, 3, 4]
    assert numbers(found(rows, like_total="none")) == [2, 4]


def test_a_title_that_begins_like_a_total_is_none_where_the_row_has_all_else() -> None:
    table = found([
        OUTLINE,
        ["P-1", "Total sanitation in schools", "Ministry of Water", DAY, 100],
        ["P-2", "All children in school", "Ministry of Education", DAY, 100],
        ["P-3", "Sum of efforts", "Ministry of Health", DAY, 200],
    ])  # fmt: skip

    assert numbers(table) == [2, 3, 4]
    assert not codes(table)


def test_rows_numbered_under_others_that_they_do_not_add_up_to_are_asked_about() -> None:
    rows = [
        OUTLINE,
        ["1", "Justice", "Ministry of Justice", DAY, 900],
        ["1.1", "Courts", "Ministry of Justice", DAY, 300],
        ["1.2", "Prisons", "Ministry of Justice", DAY, 200],
        ["2", "Police", "Ministry of Interior", DAY, 70],
    ]

    assert numbers(found(rows)) == [3, 4, 5]
    assert codes(found(rows)) == ["rows.parents"]
    assert numbers(found(rows, parents="rows")) == [2, 3, 4, 5]


def test_a_heading_with_a_number_and_nothing_else_is_a_section() -> None:
    table = found([
        OUTLINE,
        ["1", "Goal 1: justice for all", None, None, None],
        ["1.1", "Courts", "Ministry of Justice", DAY, 300],
        ["2", "Goal 2: safety", None, None, None],
        ["2.1", "Police", "Ministry of Interior", DAY, 70],
    ])  # fmt: skip

    assert numbers(table) == [3, 5]
    assert codes(table) == ["rows.lines"]
    assert "4: Goal 2: safety" in str(table.problems[0].message)


def test_sums_that_look_like_any_row_are_asked_about() -> None:
    rows = [
        ["Ref", *HEAD],
        ["A", "Prisons service", "Ministry of Justice", 250],
        ["B", "Visiting board", "Ministry of Justice", 100],
        ["C", "Complaints line", "Ministry of Justice", 150],
        ["D", "Courts service", "Ministry of Justice", 350],
        ["E", "Mobile courts", "Ministry of Justice", 300],
        ["F", "Interpreter pool", "Ministry of Justice", 50],
    ]

    assert numbers(found(rows)) == [3, 4, 6, 7]
    assert codes(found(rows)) == ["rows.blocks"]
    assert len(numbers(found(rows, blocks="rows"))) == 6


@pytest.mark.parametrize("last", [51, 60])
def test_one_chance_sum_among_other_rows_proves_nothing(last: int) -> None:
    table = found([
        ["Ref", *HEAD],
        ["A", "Prisons service", "Ministry of Justice", 250],
        ["B", "Visiting board", "Ministry of Justice", 100],
        ["C", "Complaints line", "Ministry of Justice", 150],
        ["D", "Courts service", "Ministry of Justice", 350],
        ["E", "Mobile courts", "Ministry of Justice", 300],
        ["F", "Interpreter pool", "Ministry of Justice", last],
    ])  # fmt: skip

    assert len(numbers(table)) == 6
    assert not codes(table)


def test_the_ministry_over_its_sum_is_handed_down_to_the_rows_below() -> None:
    table = found([
        ["Code", "Project", "Location", "Cost"],
        [None, "Ministry of Justice", None, 500],
        ["J1", "Courts", "North", 300],
        ["J2", "Prisons", "South", 200],
        [None, "Ministry of Interior", None, 100],
        ["I1", "Police", "East", 70],
        ["I2", "Borders", "West", 30],
    ])  # fmt: skip

    assert [(row.number, row.values["ministry"]) for row in table.rows] == [
        (3, "Ministry of Justice"),
        (4, "Ministry of Justice"),
        (6, "Ministry of Interior"),
        (7, "Ministry of Interior"),
    ]


def test_lines_with_two_words_below_a_gap_are_asked_about_unless_they_are_a_legend() -> None:
    rows = [
        OUTLINE,
        ["A-1", "Courts", "Ministry of Justice", DAY, 300],
        ["A-2", "Police", "Ministry of Interior", DAY, 70],
        [],
        ["JU", "Justice"],
        ["IN", "Interior"],
    ]
    legend = [*rows[:4], ["Legend", "What it means"], *rows[4:]]

    assert numbers(found(rows)) == numbers(found(legend)) == [2, 3]
    assert (codes(found(rows)), codes(found(legend))) == (["rows.apart"], [])
    assert numbers(found(rows, apart="rows")) == [2, 3, 5, 6]


def test_programmes_below_a_gap_are_taken_in() -> None:
    table = found([
        OUTLINE,
        ["A-1", "Courts", "Ministry of Justice", DAY, 300],
        [],
        ["A-2", "Police", "Ministry of Interior", DAY, 70],
    ])  # fmt: skip

    assert numbers(table) == [2, 4]
    assert not codes(table)
