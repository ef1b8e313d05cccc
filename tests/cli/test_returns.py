"""Workbooks to ministries and back, from a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl

from planner.languages.catalogues import MINISTRY, spoken
from tests.cli.conftest import SAMPLE, Terminal

LANGUAGE = spoken(MINISTRY)[-1]
KEYS = {"file", "ministry", "issued_revision", "taken", "kept", "conflicts", "missing", "new",
        "problems"}  # fmt: skip


def workbook_of(run: Terminal, plan: str, folder: Path, ministry: str = "M-03") -> Path:
    issued = run.ok("returns", "issue", plan, folder, "--ministry", ministry)["issued"]
    return Path(issued[0]["file"])


def written(file: Path, out: Path, sheet: str, header: str, value: Any) -> Path:
    """A copy of the workbook with another value in the first row of a column."""
    book = openpyxl.load_workbook(file)
    column = next(cell.column or 1 for cell in book[sheet][2] if cell.value == header)
    book[sheet].cell(row=3, column=column, value=value)
    book.save(out)
    return out


def test_every_ministry_gets_a_workbook_and_a_letter(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    document = run.ok("returns", "issue", plan, tmp_path / "out", "--language", LANGUAGE)

    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert len(document["issued"]) == 13
    assert {Path(one["file"]).name for one in document["issued"]} <= files
    assert {Path(one["letter"]).name for one in document["issued"]} <= files
    assert {one["language"] for one in document["issued"]} == {LANGUAGE}


def test_status_says_who_owes_what(run: Terminal, plan: str, tmp_path: Path) -> None:
    file = workbook_of(run, plan, tmp_path)
    run.ok("returns", "merge", plan, file)

    states = {
        one["ministry"]: one["state"] for one in run.ok("returns", "status", plan)["ministries"]
    }

    assert states.pop("M-03") == "returned"
    assert set(states.values()) == {"not issued"}


def test_a_file_that_was_not_touched_changes_nothing(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    document = run.ok("returns", "merge", plan, workbook_of(run, plan, tmp_path))

    assert document["changeset"] is None
    assert document["files"][0].keys() >= KEYS
    assert document["files"][0]["conflicts"] == []


def test_an_edit_is_taken_and_can_be_undone(run: Terminal, plan: str, tmp_path: Path) -> None:
    file = workbook_of(run, plan, tmp_path)
    back = written(file, tmp_path / "back.xlsx", "Programmes", "Title", "A new title")

    document = run.ok("returns", "merge", plan, back)

    assert document["files"][0]["taken"] == 1
    undone = run.ok("undo", plan, document["changeset"])
    assert undone["changeset"] == document["changeset"] + 1


def test_two_files_that_differ_are_a_conflict_until_somebody_decides(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    file = workbook_of(run, plan, tmp_path)
    one = written(file, tmp_path / "one.xlsx", "Programmes", "Title", "One title")
    other = written(file, tmp_path / "other.xlsx", "Programmes", "Title", "Another title")

    answered = run("--json", "returns", "merge", plan, one, other)

    (conflict,) = answered.json["files"][0]["conflicts"]
    assert answered.code == 1
    assert answered.json["changeset"] is None
    assert {conflict["theirs"], *conflict["others"]} == {"One title", "Another title"}
    assert conflict["sheet"] == "Programmes"
    assert conflict["cell"][-1] == "3"
    decided = run("--json", "returns", "merge", plan, one, other, "--decide", "ours")
    assert decided.code == 0


def test_a_dry_run_stores_nothing(run: Terminal, plan: str, tmp_path: Path) -> None:
    file = workbook_of(run, plan, tmp_path)
    back = written(file, tmp_path / "back.xlsx", "Programmes", "Title", "A new title")

    document = run.ok("returns", "merge", plan, back, "--dry-run")

    assert document["changeset"] is None
    assert document["files"][0]["taken"] == 1
    assert run.ok("show", plan)["revision"] == 1


def test_a_plan_in_a_file_is_issued_from_and_merged_into_another_file(
    run: Terminal, tmp_path: Path
) -> None:
    file = workbook_of(run, str(SAMPLE), tmp_path)
    back = written(file, tmp_path / "back.xlsx", "Programmes", "Title", "A new title")

    document = run.ok("returns", "merge", SAMPLE, back, "--out", tmp_path / "out.xlsx")

    assert document["files"][0]["taken"] == 1
    assert (tmp_path / "out.xlsx").exists()


def test_a_file_that_is_no_return_is_refused_in_words(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    (tmp_path / "notes.csv").write_text("Shopping,Amount\nBread,2\n", encoding="utf-8")

    answered = run("--json", "returns", "merge", plan, tmp_path / "notes.csv")

    assert answered.code == 1
    assert answered.json["files"][0]["problems"][0]["code"] == "return.unknown"


def test_questions_are_written_to_a_file_and_given_back_answered(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    file = workbook_of(run, plan, tmp_path)
    back = written(file, tmp_path / "back.xlsx", "Programmes", "Budget", -5)
    answers = tmp_path / "answers.json"

    asked = run("--json", "returns", "merge", plan, back, "--dry-run", "--answers", answers)
    (question,) = json.loads(answers.read_text(encoding="utf-8"))
    answers.write_text(json.dumps({question["key"]: "theirs"}), encoding="utf-8")
    done = run("--json", "returns", "merge", plan, back, "--answers", answers)

    assert (asked.code, asked.json["changeset"], question["code"]) == (1, None, "number.factor")
    assert [one["value"] for one in question["answers"]] == ["theirs", "ours"]
    assert (done.code, done.json["changeset"]) == (0, 2)
    (decided,) = run.ok("returns", "decisions", plan)["decisions"]
    assert (decided["column_name"], decided["taken"]) == ("budget", "-5")


def test_a_workbook_that_went_out_is_written_again(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    file = workbook_of(run, plan, tmp_path / "first")

    (again,) = run.ok("returns", "issue", plan, tmp_path / "again", "--again", 1)["issued"]

    assert again["issue"] == 1
    document = run.ok("returns", "merge", plan, again["file"], "--dry-run")
    assert document["files"][0]["conflicts"] == []
    assert Path(again["file"]).name == file.name
