"""What is wrong with a return is told to the ministry, each point with its place and its facts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from planner.intake.grid import letters
from planner.languages.catalogues import MINISTRY, spoken
from planner.languages.voice import Voice
from planner.problem_kinds import kinds_in
from planner.problems import Problem, Severity
from planner.services.returns.desk import problem_letters
from tests.returns.office import HEADER, TODAY, cell, column_of, new_row, put, take

OF_WHOLE_FILES = {
    "file.unreadable", "return.newer_template", "return.no_identity", "return.older_template",
    "return.other_plan", "return.superseded", "return.swapped", "return.unknown", "return.whose",
    "sheet.missing",
}  # fmt: skip
RARE = {
    "holder.name",
    "money.same_figure",
    "sign.missing",
    "row.repeated",
    "row.shifted",
    "row.led",
    "date.beyond",
}


def troubled(book: Workbook) -> None:
    """A workbook with one of nearly everything that can be wrong with one."""
    values: dict[tuple[str, str, str], Any] = {
        ("programmes", "P-0001", "budget"): "see annex",
        ("programmes", "P-0001", "status"): "Somewhere between",
        ("programmes", "P-0001", "markers"): "women; fishing",
        ("programmes", "P-0001", "title"): None,
        ("programmes", "P-0001", "end"): datetime(2026, 1, 1),  # noqa: DTZ001  # a cell
        ("programmes", "P-0002", "start"): "some day",
        ("programmes", "P-0003", "currency"): "pebbles",
        ("programmes", "P-0002", "budget"): 980000,
        ("programmes", "P-0002", "end"): "05/04/2029",
        ("programmes", "P-0002", "ministry"): "M-03",
        ("programmes", "P-0003", "reference"): "F-2",
        ("programmes", "P-0003", "budget"): "1.234",
        ("costs", "C-0001", "mid"): "#REF!",
        ("costs", "C-0002", "low"): 12001,
        ("costs", "C-0002", "high"): 11999,
        ("costs", "C-0002", "funded"): 12002,
        ("costs", "C-0002", "quantity"): 3,
        ("costs", "C-0002", "unit_cost"): 5,
        ("costs", "C-0002", "year"): 2028.5,
        ("indicators", "I-001", "action"): "Buy helicopters",
    }  # fmt: skip
    for place, value in values.items():
        cell(book, *place).value = value
    cell(book, "actions", "A-001", "title").value = "Dredge Norland harbour"
    marked(book)
    new_row(book, "programmes", id="P-0002", title="Copied from another row", reference="F-7")
    new_row(book, "programmes", id="P-0004", title="Ours now", reference="J-1")
    new_row(book, "programmes", id="P-0999", title="Entirely made up", reference="F-8")
    new_row(book, "programmes", description="A remark")
    new_row(book, "costs", line="Total", mid=5)
    new_row(book, "costs", line="Cars", mid=10)
    rearranged(book)


def marked(book: Workbook) -> None:
    """What a ministry says without typing, and what spreadsheets and other calendars make."""
    cell(book, "milestones", "MS-0001", "due").comment = Comment("Frozen until the audit", "x")
    cell(book, "milestones", "MS-0001", "title").font = Font(strike=True)
    cell(book, "milestones", "MS-0001", "due").value = "15/09/1448"
    cell(book, "programmes", "P-0002", "reference").value = datetime(2027, 8, 27)  # noqa: DTZ001  # a cell
    cell(book, "programmes", "P-0002", "currency").value = "USD"
    cell(book, "costs", "C-0001", "high").value = "14 200 USD"
    new_row(book, "programmes", title="Paid abroad", budget="5 M CHF", currency="EUR")
    new_row(book, "milestones", title="Withdrawn again", action="A-001")
    last = book["Milestones"][book["Milestones"].max_row]
    for one in last:
        one.font = Font(strike=True)


def rearranged(book: Workbook) -> None:
    """What is wrong with sheets, columns and the sign-off."""
    first = cell(book, "milestones", "MS-0001", "title")
    book["Milestones"].merge_cells(
        start_row=first.row, end_row=first.row, start_column=2, end_column=3
    )
    readings = book["Readings"]
    put(readings, HEADER, column_of(readings, "Value"), "Value (USD)")
    put(readings, HEADER, column_of(readings, "Note"), "Seen by")
    cell(book, "indicators", "I-001", "id").value = None
    sheet = book["Actions"]
    sheet.column_dimensions[letters(column_of(sheet, "Responsible post"))].hidden = True
    put(sheet, HEADER + 1, column_of(sheet, "Responsible post"), "Head of budgets")
    book.create_sheet("Pivot")["A1"] = "Nothing of ours"
    book.copy_worksheet(book["Milestones"]).title = "Milestones (2)"
    book["Audiences"].delete_rows(1, HEADER)
    book["Audiences"]["A1"] = "Police officers"
    about = book["About this file"]
    for line in about.iter_rows():
        if line[0].value == "Date of sign-off":
            put(about, line[0].row or 1, 2, "31 March 2027")


@cache
def all_problems() -> tuple[Problem, ...]:
    (file,) = take(troubled).files
    return (*file.problems, *file.doubts)


def test_the_troubled_file_has_nearly_everything_that_can_be_wrong_with_a_return() -> None:
    found = {problem.code for problem in all_problems()}
    kinds = {code.partition("@")[0] for code in kinds_in("returns")}

    assert kinds - found == OF_WHOLE_FILES | RARE
    assert found - kinds == {
        "cell.error", "choice.unknown", "currency.unknown", "date.unreadable", "number.not_whole",
        "number.unreadable", "row.total", "tag.unknown",
    }  # fmt: skip


@pytest.mark.parametrize("language", spoken(MINISTRY))
def test_a_letter_tells_each_point_with_its_place_and_all_its_facts(language: str) -> None:
    desk = take(troubled)
    desk = replace(desk, files=tuple(replace(file, language=language) for file in desk.files))
    voice = Voice(language)

    (letter,) = problem_letters(desk, TODAY)

    points = [one for one in all_problems() if one.severity is not Severity.NOTE]
    assert len([line for line in letter.text.splitlines() if line.startswith("- ")]) == len(points)
    for point in points:
        assert voice.tell(point.message) in letter.text
    assert "return-1.xlsx:" not in letter.text
    assert not re.search(r"\{[a-z_]+\}", letter.text)
