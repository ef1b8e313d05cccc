"""Hidden rows, columns and sheets are told, and taken in or left out as a person says."""

from __future__ import annotations

from functools import cache

from openpyxl import Workbook

from planner.intake.inspection import Inspection, ReadOptions, inspect
from planner.intake.read_options import Hidden
from tests.intake.difficult.making import workbook


@cache
def hidden_parts() -> bytes:
    """A workbook that hides row 3, the column of budgets, and an old sheet."""

    def hide(book: Workbook) -> None:
        book["Budget"].row_dimensions[3].hidden = True
        book["Budget"].column_dimensions["C"].hidden = True
        book["Old budget"].sheet_state = "hidden"

    return workbook(
        {
            "Budget": [
                ["Code", "Title", "Budget", "Status"],
                ["1", "Courts", 100, "running"],
                ["2", "Prisons", 200, "running"],
                ["3", "Police posts", 300, "planned"],
            ],
            "Old budget": [["Code", "Title", "Budget"], ["1", "Courts", 90], ["2", "Prisons", 80]],
        },
        hide,
    )


def seen(*leave: Hidden) -> Inspection:
    return inspect("hidden.xlsx", hidden_parts(), ReadOptions(leave=frozenset(leave)))


def told(found: Inspection) -> list[str]:
    return [str(one.message) for one in found.best.problems if one.code.endswith(".hidden")]


def test_what_is_hidden_is_taken_in_and_told_unless_a_person_says_otherwise() -> None:
    found = seen()

    assert [row.number for row in found.best.rows] == [2, 3, 4]
    assert "budget" in found.best.rows[0].values
    assert [table.sheet.hidden for table in found.tables] == [False, True]
    assert told(found) == ["1 hidden row, taken in.", "Hidden columns, read: Budget."]


def test_hidden_rows_can_be_left_out_alone() -> None:
    found = seen(Hidden.ROWS)

    assert [row.number for row in found.best.rows] == [2, 4]
    assert [(one.row, one.why) for one in found.best.roles.skipped] == [(3, "hidden")]
    assert "budget" in found.best.rows[0].values
    assert told(found)[0] == "1 hidden row, left out."


def test_hidden_columns_can_be_left_out_alone() -> None:
    found = seen(Hidden.COLUMNS)

    assert len(found.best.rows) == 3
    assert "budget" not in found.best.rows[0].values
    assert told(found)[1] == "Hidden columns, left out: Budget."


def test_a_hidden_column_that_a_person_names_is_read_all_the_same() -> None:
    options = ReadOptions(leave=frozenset({Hidden.COLUMNS}), columns={"budget": "C"})

    found = inspect("hidden.xlsx", hidden_parts(), options).best

    assert found.rows[0].values["budget"] == 100


def test_hidden_sheets_can_be_left_out_alone() -> None:
    assert [table.sheet.name for table in seen(Hidden.SHEETS).tables] == ["Budget"]


def test_a_file_of_hidden_sheets_alone_is_read_whatever_is_wished() -> None:
    def hide(book: Workbook) -> None:
        book.create_sheet("Cover")
        book["List"].sheet_state = "hidden"

    content = workbook({"List": [["Code", "Title"], ["1", "Courts"]]}, hide)
    found = inspect("a.xlsx", content, ReadOptions(sheet="List", leave=frozenset(Hidden)))

    assert len(found.best.rows) == 1
