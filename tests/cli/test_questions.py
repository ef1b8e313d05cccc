"""Questions of an import at a terminal: written to a file, answered there, given back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal

LIST = "Code;Title;Ministry;Budget\n1;Courts;Justice;100\n2;Prisons;Justice;200\n"
FILES = Path(__file__).parents[1] / "data" / "identity"
EUROS = ("Empty", "--currency", "EUR")
LATER = LIST.replace(";100", ";1000").replace(";200", ";2000")


@pytest.fixture
def later(run: Terminal, tmp_path: Path) -> Path:
    """A later list in which two sums are ten times as large, the plan holding the first."""
    run.ok("new", "Empty", "--country", "Exampleland", "--currency", "EUR")
    first, path = tmp_path / "list.csv", tmp_path / "later.csv"
    first.write_text(LIST)
    path.write_text(LATER)
    run.ok("import", "Empty", first, "--currency", "EUR")
    return path


def budgets(run: Terminal) -> list[str]:
    history = run.ok("history", "Empty", "--row", "P-0001")["changesets"]
    return [one["changes"][0].get("after") for one in history if one["changes"]]


def test_open_questions_are_in_the_answer_and_end_with_one(run: Terminal, later: Path) -> None:
    said = run("--json", "import", *EUROS, later)

    assert said.code == 1
    asked = [one for one in said.json["problems"] if one["severity"] == "question"]
    assert [(one["cell"], [a["value"] for a in one["answers"]]) for one in asked] == [
        ("D2", ["file", "plan"]),
        ("D3", ["file", "plan"]),
    ]
    assert len({one["key"] for one in asked}) == 2
    assert (said.json["changeset"], said.json["changed"]) == (None, 0)


def test_questions_are_written_to_a_file_and_taken_back_answered(
    run: Terminal, later: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    assert run("import", *EUROS, later, "--dry-run", "--answers", answers).code == 1
    asked: list[dict[str, Any]] = json.loads(answers.read_text())
    asked[0]["answer"], asked[1]["answer"] = "file", asked[1]["answers"][1]
    answers.write_text(json.dumps(asked))

    again = run("import", *EUROS, later, "--dry-run", "--answers", answers)
    assert (again.code, again.err.count("\n")) == (0, 1)
    assert [one["answer"] for one in json.loads(answers.read_text())] == ["file", "plan"]
    taken = run.ok("import", *EUROS, later, "--answers", answers)

    assert (taken["changed"], taken["cells"]) == (1, 1)


def test_one_answer_may_stand_for_all_questions_of_a_code(
    run: Terminal, later: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"number.factor": "file"}))

    assert run.ok("import", *EUROS, later, "--answers", answers)["changed"] == 2


def test_an_answer_that_fits_nothing_is_told(run: Terminal, later: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"number.factor": "perhaps", "row.lost:A1": "file"}))

    said = run("import", *EUROS, later, "--answers", answers)

    assert said.code == 1
    assert "2 answers fit no question of this file: number.factor, row.lost:A1." in said.err


@pytest.mark.parametrize("text", ["", "[1]", '"file"', "{", "[" * 5000, '[{"answer": "file"}]'])
def test_a_file_without_answers_is_wrong_use(
    run: Terminal, later: Path, tmp_path: Path, text: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(text)

    said = run("import", *EUROS, later, "--answers", answers)

    assert said.code == 2
    assert "answers.json holds no answers to questions." in said.err


def test_a_person_at_a_terminal_reads_the_question_and_how_to_answer(
    run: Terminal, later: Path
) -> None:
    said = run("import", *EUROS, later)

    assert "question: D2, Budget: The plan holds 100, the file says 1000" in said.out
    assert "--dry-run --answers FILE writes the questions to a file" in said.out


@pytest.mark.parametrize(
    ("first", "later", "questions"),
    [
        ("turned/first.xlsx", "turned/a_again_after_excel.xlsx", 5),
        ("turned/first.xlsx", "turned/b_again_saved_as_csv.csv", 5),
        ("", "turned/c_long_numbers.xlsx", 0),
        ("blank_keys/first.xlsx", "blank_keys/a_again.xlsx", 4),
        ("blank_keys/first.xlsx", "blank_keys/b_no_key_column.xlsx", 3),
        ("blank_keys/first.xlsx", "blank_keys/c_same_key_other_ministry.xlsx", 0),
        ("blank_keys/d_numbered_list_2025.xlsx", "blank_keys/e_numbered_list_2026.xlsx", 1),
        ("", "repeated/a_conflict.xlsx", 1),
        ("", "repeated/c_exact_twice.xlsx", 0),
        ("", "mixed_currency.csv", 1),  # FCFA is two currencies
    ],
)
def test_a_terminal_asks_what_a_careful_clerk_would_and_no_more(
    run: Terminal, first: str, later: str, questions: int
) -> None:
    run.ok("new", "Empty", "--country", "Exampleland", "--currency", "EUR")
    if first:
        run.ok("import", *EUROS, FILES / first)

    said = run("--json", "import", *EUROS, FILES / later)

    asked = [one for one in said.json["problems"] if one["severity"] == "question"]
    assert (said.code, len(asked)) == (int(questions > 0), questions)
    assert all(one["answers"] and one["key"] for one in asked)
    assert said.json["asked"] <= questions


def test_an_untouched_file_asks_nothing_the_second_time(run: Terminal, later: Path) -> None:
    again = later.with_name("saved again.csv")
    again.write_text(LIST + "\n")

    taken = run.ok("import", *EUROS, again)

    assert (taken["changed"], taken["unchanged"]) == (0, 2)
