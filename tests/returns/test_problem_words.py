"""What is wrong with a return is said in the ministry's own language, and in no other."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

import planner
from planner.errors import BrokenReference
from planner.intake.grid import letters
from planner.languages import load
from planner.languages.return_words import PROBLEMS, Words, read_words
from planner.places import templates_folder
from planner.problems import Problem, Severity
from planner.services import returns
from planner.services.returns.problem_words import told
from planner.services.returns.wording import words_in
from planner.tables import Ministry
from tests.returns.office import HEADER, ROWS, cell, column_of, new_row, put, take

TEXTS: dict[str, dict[str, str]] = tomllib.loads(
    (templates_folder() / PROBLEMS).read_text(encoding="utf-8")
)
ENGLISH = re.compile(r"\b(the|were|this|row|rows|cell|cells|sheet|there|left|taken|of)\b", re.I)
NEVER_IN_A_LETTER = {
    "cell.several",  # the note of an import
    "file.unreadable", "return.unknown",  # nobody knows whose file it is
    "purpose_code.none",  # in a return, a code is read as it is written
}  # fmt: skip
LAID_OUT = {"line", "comma", "place_sheet", "place_row"}
OF_WHOLE_FILES = {
    "return.newer_template", "return.no_identity", "return.older_template", "return.other_plan",
    "return.superseded", "return.swapped", "sheet.missing",
}  # fmt: skip
RARE = {
    "cell.unsolved",
    "holder.name",
    "sign.missing",
    "number.too_large",
    "row.repeated",
    "row.shifted",
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
    new_row(book, "programmes", id="P-0002", title="Copied from another row", reference="F-7")
    new_row(book, "programmes", id="P-0004", title="Ours now", reference="J-1")
    new_row(book, "programmes", id="P-0999", title="Entirely made up", reference="F-8")
    new_row(book, "programmes", description="A remark")
    new_row(book, "costs", line="Total", mid=5)
    new_row(book, "costs", line="Cars", mid=10)
    rearranged(book)


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
    return take(troubled).files[0].problems


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def english_words() -> tuple[str, ...]:
    """What the plan and the file say in English."""
    found = {row.name for row in ROWS if isinstance(row, Ministry)}
    for problem in all_problems():
        found |= {problem.value, problem.sheet, dict(problem.facts).get("before", "")}
    return tuple(sorted(found - {""}, key=len, reverse=True))


def without_data(text: str) -> str:
    for said in english_words():
        text = text.replace(said, "")
    return text


def test_every_language_words_every_problem_with_the_same_facts() -> None:
    wanted = {key: braces(text) for key, text in TEXTS["fr"].items()}

    assert set(TEXTS) == {one.code for one in load().complete} - {"en"}
    for language, texts in TEXTS.items():
        assert {key: braces(text) for key, text in texts.items()} == wanted, language


def test_the_troubled_file_has_nearly_everything_that_has_words() -> None:
    found = {problem.code for problem in all_problems()}

    assert found == set(TEXTS["fr"]) - LAID_OUT - OF_WHOLE_FILES - RARE


def test_no_kind_of_problem_that_a_ministry_is_told_is_without_words() -> None:
    package = Path(planner.__file__).parent
    modules = [
        *(package / "services" / "returns").glob("*.py"),
        *(package / "formats" / "ministry_return").glob("*.py"),
        package / "intake" / "rows" / "cell_readers.py",
    ]
    codes = {
        code
        for module in modules
        for code in re.findall(r'"([a-z_]+\.[a-z_]+)"', module.read_text(encoding="utf-8"))
        if not code.endswith((".toml", ".xml"))
    }

    assert codes - TEXTS["fr"].keys() == NEVER_IN_A_LETTER


@pytest.mark.parametrize("language", TEXTS)
def test_every_problem_is_said_in_the_language_with_its_place_and_its_facts(language: str) -> None:
    words = words_in(language)

    for problem in all_problems():
        line = told(problem, words)
        assert problem.message not in line
        assert (
            line.startswith(words.problem("place_sheet", sheet=problem.sheet)) or not problem.sheet
        )
        assert not ENGLISH.search(without_data(line)), line


@pytest.mark.parametrize("language", TEXTS)
def test_no_english_is_in_a_letter_about_problems(language: str) -> None:
    desk = take(troubled)
    desk = replace(desk, files=tuple(replace(file, language=language) for file in desk.files))

    (letter,) = returns.problem_letters(desk)

    assert not ENGLISH.search(without_data(letter.text))


def test_a_letter_in_english_is_in_the_planners_own_words() -> None:
    problem = next(one for one in all_problems() if one.code == "number.unreadable")

    assert told(problem, words_in("en")) == problem.sentence.removeprefix("return-1.xlsx, ")


def test_a_kind_of_problem_that_the_office_does_not_word_is_told_in_english() -> None:
    problem = Problem(severity=Severity.ERROR, code="quite.new", message="Quite new.")

    assert told(problem, words_in("fr")) == "Quite new."


def test_words_that_ask_for_a_fact_that_is_not_there_are_named() -> None:
    wording = '[en]\nlists = "x"\n[fr]\nlists = "x"\n'
    words = read_words(wording, "fr", load(), '[fr]\ncomma = ", "\n"a.b" = "{colour}"\n')

    with pytest.raises(BrokenReference, match=rf"{PROBLEMS}.*colour"):
        told(Problem(severity=Severity.NOTE, code="a.b", message="x"), words)


def test_without_a_word_on_problems_everything_is_told_in_english() -> None:
    words: Words = read_words('[en]\nlists = "x"\n[fr]\nlists = "x"\n', "fr", load())

    assert all(told(one, words) for one in all_problems())
