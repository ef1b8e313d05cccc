"""Several tables one below the other in one sheet: none is lost, alike ones are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.intake.grid import Book, Sheet
from planner.intake.inspection import Inspection, inspect_book
from planner.intake.read_options import ReadOptions

HEAD = ["Ref", "Project title", "Ministry", "Budget"]
WORDED = ["Reference", "Title of project", "Responsible ministry", "Total cost"]


def programmes(letter: str, number: int, ministry: str = "Health") -> list[list[Any]]:
    return [
        [f"{letter}-{n}", f"Project {letter}{n} for villages", f"Ministry of {ministry}", 7000 + n]
        for n in range(1, number + 1)
    ]


def read(rows: Sequence[Sequence[Any]], **options: Any) -> Inspection:
    sheet = Sheet(name="List", rows=tuple(map(tuple, rows)))
    book = Book(name="a.xlsx", kind="xlsx", sheets=(sheet,))
    return inspect_book(book, ReadOptions(**options), "")


def counts(found: Inspection) -> list[int]:
    return [len(table.rows) for table in found.tables]


def codes(found: Inspection) -> list[str]:
    return [one.code for one in found.best.problems]


def test_a_header_said_again_after_a_gap_leaves_all_rows_in_one_table() -> None:
    found = read([HEAD, *programmes("A", 6), [], HEAD, *programmes("B", 30)])

    assert counts(found) == [36]
    assert not codes(found)


def test_tables_with_other_words_over_the_same_columns_are_taken_together_and_named() -> None:
    rows = [["Summary"], HEAD, *programmes("A", 6), [], ["Others"], WORDED, *programmes("B", 1351)]

    found = read(rows)

    assert counts(found) == [1357]
    (told,) = [one for one in found.best.problems if one.code == "table.blocks"]
    assert "rows 3 to 8 (6), rows 12 to 1362 (1351)" in str(told.message)
    skipped = {one.row: one.why for one in found.best.roles.skipped}
    assert (skipped[10], skipped[11]) == ("section", "header repeated")


def test_the_ministry_over_each_table_is_that_of_its_rows() -> None:
    head = ["Ref", "Project title", "Budget", "Start date"]
    worded = ["Reference", "Title of project", "Total cost", "Start"]
    rows = [
        ["Ministry of Justice"],
        head,
        ["J-1", "Courts", 500, "2025-01-01"],
        ["J-2", "Prisons", 700, "2025-02-01"],
        [],
        ["Ministry of Interior"],
        worded,
        ["I-1", "Police", 300, "2025-03-01"],
    ]

    found = read(rows)

    assert [row.values["ministry"] for row in found.best.rows] == [
        "Ministry of Justice", "Ministry of Justice", "Ministry of Interior",
    ]  # fmt: skip


def test_columns_in_another_order_are_a_table_of_their_own() -> None:
    moved = [[ref, ministry, title, sum_] for ref, title, ministry, sum_ in programmes("B", 30)]
    rows = [HEAD, *programmes("A", 6), ["Ref", "Ministry", "Project title", "Budget"], *moved]

    found = read(rows)

    assert counts(found) == [30, 6]
    assert found.tables[0].rows[0].values["title"] == "Project B1 for villages"
    assert found.tables[1].rows[0].values["title"] == "Project A1 for villages"


def test_sums_in_another_unit_keep_tables_apart() -> None:
    rows = [
        ["Ref", "Project title", "Ministry", "Budget (USD million)"],
        *programmes("A", 6),
        [],
        ["Ref", "Project title", "Ministry", "Budget (USD thousand)"],
        *programmes("B", 30),
    ]

    found = read(rows)

    assert counts(found) == [30, 6]
    assert found.tables[0].rows[0].values["budget"] == 7_001_000
    assert found.tables[1].rows[0].values["budget"] == 7_001_000_000


def test_the_longest_of_the_tables_of_a_sheet_goes_first() -> None:
    shifted = [[None, *row] for row in programmes("B", 40)]
    rows = [HEAD, *programmes("A", 6), [], [None, *WORDED], *shifted]

    assert counts(read(rows)) == [40, 6]


def test_a_table_of_another_kind_does_not_go_before_for_its_length() -> None:
    staff = [[f"Ministry {n}", n, n] for n in range(30)]
    rows = [HEAD, *programmes("A", 6), [], ["Ministry", "Number of staff", "Trained"], *staff]

    assert counts(read(rows))[0] == 6


def test_one_of_the_tables_can_be_taken_by_itself() -> None:
    rows = [HEAD, *programmes("A", 6), [], WORDED, *programmes("B", 30)]

    assert counts(read(rows, header_row=9)) == [30]


def test_words_where_sums_and_days_belong_make_no_header_of_the_first_programme() -> None:
    head = ["Ref", "Project title", "Ministry", "Start date", "Budget"]
    rows = [
        head,
        ["A-1", "Radio", "Ministry of Information", "ongoing", "to be agreed"],
        ["A-2", "Courts", "Ministry of Justice", "2025-01-01", 500],
        ["A-3", "Police", "Ministry of Interior", "2025-02-01", 700],
    ]
    unnumbered = [row[1:] for row in rows]

    assert len(read(rows).best.rows) == len(read(unnumbered).best.rows) == 3


def test_a_header_with_one_name_twice_may_be_said_again() -> None:
    head = ["Ref", "Project title", "2025", "2026", "Net", "Net"]
    rows = [head, ["A", "Courts", 1, 2, 3, 4], ["B", "Police", 5, 6, 7, 8], [], head]
    rows += [["C", "Schools", 9, 9, 9, 9], ["D", "Wells", 2, 2, 2, 2]]

    assert counts(read(rows)) == [4]
