"""Training records in ministries' own layouts: the right rows, or one plain word on what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UnreadableFile
from planner.intake.grid import Book, Merge, Sheet, column_number
from planner.intake.inspection import FoundTable, inspect_book
from planner.intake.read_options import Hidden, ReadOptions
from planner.intake.training.record_words import answer_of, names_nothing, role_of
from tests.intake.difficult.making import Row
from tests.intake.training_layouts import (
    HOPELESS,
    LAYOUTS,
    Hopeless,
    Layout,
    best_in,
    looked_into,
)

DAY = date(2026, 3, 1)


def named(make: Callable[[], object]) -> str:
    return make.__name__


def best(rows: list[Row], **options: Any) -> FoundTable:
    return best_in({"Training": rows}, **options)


@pytest.mark.parametrize("make", LAYOUTS, ids=named)
def test_each_layout_gives_the_rows_that_a_clerk_reads_in_it(make: Callable[[], Layout]) -> None:
    layout = make()

    found = best_in(layout.sheets)

    assert found.table == layout.table
    rows = [tuple(row.values.get(name) for name in layout.fields) for row in found.rows]
    assert rows == list(layout.rows)
    assert not [p for row in found.rows for p in row.problems if p.severity == "error"]
    if layout.cells:
        dated = "passed_on" if layout.table == "certificates" else "trained"
        assert tuple(row.cells[dated] for row in found.rows) == layout.cells


@pytest.mark.parametrize("make", HOPELESS, ids=named)
def test_what_no_guess_can_supply_is_asked_for_in_one_sentence(
    make: Callable[[], Hopeless],
) -> None:
    case = make()

    with pytest.raises(UnreadableFile) as told:
        looked_into(case.sheets)

    assert case.says in str(told.value)
    assert str(told.value.hint).startswith(case.do)


def test_a_record_that_cannot_be_read_stops_no_other_table() -> None:
    found = looked_into(
        {
            "Training": [["Staff group", "Course", "People trained"], ["Police", "Basics", 12]],
            "Programmes": [
                ["Reference", "Title", "Ministry", "Budget"],
                ["P1", "Courts for all", "Ministry of Justice", 1000],
                ["P2", "Land registers", "Ministry of Justice", 2000],
            ],
        }
    )

    assert found.best.table == "programmes"
    assert [p.code for p in found.problems if p.severity == "warning"] == ["table.refused"]


def test_how_a_record_was_read_is_said() -> None:
    found = best([["Staff trained in 2026"], ["Unit", "Basics", "Law"], ["Police", 12, 9]])

    told = [str(problem.message) for problem in found.problems if problem.code == "table.reshaped"]
    assert told[0].startswith("Head-counts, a row for each course")
    assert "its first day was taken" in told[1]


def test_columns_of_a_register_that_are_left_aside_are_named() -> None:
    found = best(
        [
            ["Training in 2026"],
            ["Staff number", "Sex", "Unit", "Course", "Date passed", "Valid until", "Empty"],
            ["7", "F", "Analysts", "Foundation", date(2026, 3, 1), date(2028, 3, 1)],
        ]
    )

    told = [str(problem.message) for problem in found.problems if problem.code == "table.reshaped"]
    assert told[0].endswith("Left aside: “Sex”, “Valid until”.")


def test_a_bad_cell_is_told_where_it_stands_in_the_file() -> None:
    found = best(
        [
            ["Training in 2026, by course"],
            ["Staff number", "Unit", "Course", "Valid until"],
            ["7", "Analysts", "Foundation", date(2028, 3, 1)],
            ["8", "Analysts", "Foundation", "some day"],
        ]
    )

    (problem,) = [p for row in found.rows for p in row.problems if p.code != "required.blank"]
    assert (problem.sheet, problem.row, problem.cell) == ("Training", 4, "D4")
    assert found.passes_end


def test_what_a_person_asks_for_is_read_as_it_stands() -> None:
    rows: list[Row] = [
        ["Staff number", "Unit", "Training title", "Expiry date"],
        ["10234", "Analysts", "Foundation", date(2028, 3, 1)],
    ]

    assert best(rows).table == "certificates"
    assert best(rows, table="programmes").table == "programmes"


@pytest.mark.parametrize(
    "head",
    [
        ["Project", "Unit", "Training budget", "Start date", "Budget"],
        ["Name", "Department", "Date of birth", "Hire date", "Phone"],
        ["Activity", "Group", "Course fees", "2025", "2026"],
        ["Indicator", "Baseline", "Target"],
    ],
)
def test_what_is_no_record_of_training_is_left_to_others(head: list[str]) -> None:
    rows: list[Row] = [head, *([f"text {n}", "Unit", "x", 5, 7][: len(head)] for n in range(3))]

    found = looked_into({"Data": rows}).tables[0]

    assert found.table not in ("certificates", "sessions", "audiences")


def test_numbers_of_nobody_are_no_session_and_what_is_not_known_stays_so() -> None:
    found = best(
        [
            ["Trained in 2026"],
            ["Unit", "Basics", None, "Law"],
            [None, "M", "F", "Total"],
            ["Police", "n.a.", 4, 0],
            ["Army", 3, 4, 8],
        ]
    )

    rows = [
        (
            row.values["course"],
            row.values["audience"],
            row.values.get("trained"),
            row.values.get("women"),
        )
        for row in found.rows
    ]
    assert rows == [
        ("Basics", "Police", None, 4),
        ("Basics", "Army", 7, 4),
        ("Law", "Army", 8, None),
    ]


def test_totals_and_remarks_are_no_rows_and_a_merged_group_reaches_down() -> None:
    rows = (
        ("Staff trained in 2026",),
        ("Unit", "Course", "People trained"),
        ("Border", "Basics", 12),
        (None, "Law", 8),
        ("Sub-total Border", None, 20),
        ("Army", "Basics", 5),
        ("Grand total", None, 25),
        ("Source: personnel department",),
    )
    sheet = Sheet(name="Training", rows=rows, merges=(Merge(top=3, left=1, bottom=4, right=1),))

    found = inspect_book(Book(name="a.xlsx", kind="xlsx", sheets=(sheet,)), ReadOptions(), "").best

    assert [
        (row.values["audience"], row.values["course"], row.values["trained"]) for row in found.rows
    ] == [("Border", "Basics", 12), ("Border", "Law", 8), ("Army", "Basics", 5)]
    assert found.rows[1].cells["audience"] == "Training!A3"


def test_what_the_file_hides_can_be_left_out() -> None:
    rows = (("Staff no", "Unit", "Basics", "Law"), ("7", "Desk", DAY, DAY), ("8", "Desk", DAY, DAY))
    hiding = Sheet(
        name="Training", rows=rows, hidden_rows=frozenset({3}), hidden_columns=frozenset({4})
    )
    book = Book(name="a.xlsx", kind="xlsx", sheets=(hiding,))

    taken = inspect_book(book, ReadOptions(), "").best
    left = inspect_book(book, ReadOptions(leave=frozenset({Hidden.ROWS})), "").best

    assert len(taken.rows) == 4
    assert "rows.hidden" in {problem.code for problem in taken.problems}
    assert [(row.values["holder"], row.values["course"]) for row in left.rows] == [("7", "Basics")]


@pytest.mark.parametrize(
    ("title", "nothing"),
    [
        ("Sheet1", True),
        ("Register 2026", True),
        ("Feuil3", True),
        ("", True),
        ("Foundation", False),
    ],
)
def test_a_sheet_title_names_a_course_or_nothing(title: str, nothing: bool) -> None:
    assert names_nothing(title) is nothing


def test_no_header_has_two_meanings() -> None:
    assert role_of("matricule") == role_of("Staff no") == "holder"
    assert role_of("") == ""
    assert (answer_of("✓"), answer_of("Pourvu"), answer_of("?")) == (
        "passed", "filled", "",
    )  # fmt: skip


HEADS = st.sampled_from(
    ["Staff no", "Name", "Unit", "Course", "Date passed", "Valid until", "Left on", "M", "F",
     "Total", "2025", "2026", "Basics", "Law", "Seats", "Posts", "Vacant", "Post no", "Status", ""]
)  # fmt: skip
CELLS = st.sampled_from(
    [None, "", "x", "7", 12, 0, 3.5, "n.a.", "Desk", "Basics", "filled", "vacant", DAY, "2026",
     "Total", "Source: staff list", True]
)  # fmt: skip


@given(
    st.lists(HEADS, min_size=1, max_size=7),
    st.lists(st.lists(CELLS, max_size=7), max_size=6),
    st.sampled_from(["Training", "Register 2026", "Sheet1", "Foundation course"]),
)
def test_whatever_a_training_record_holds_it_is_read_or_refused_and_points_into_the_file(
    head: list[str], body: list[list[Any]], title: str
) -> None:
    rows: list[Row] = [["Staff trained"], head, *body]
    try:
        found = looked_into({title: rows})
    except UnreadableFile:
        return
    for table in found.tables:
        for row in table.rows:
            for cell in row.cells.values():
                sheet, _, address = cell.rpartition("!")
                column, line = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]  # an address has both
                assert sheet == title
                assert 1 <= int(line) <= len(rows)
                assert 1 <= column_number(column) <= 7
