"""Training records from a terminal: inspected, taken in, and what is refused handed back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planner.intake.inspection import inspect
from tests.cli.conftest import Terminal
from tests.intake.difficult.making import workbook
from tests.intake.training_layouts import a_sheet_for_each_course, marks_and_no_day_anywhere


def test_a_sheet_for_each_course_is_one_register_that_goes_in(
    run: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(workbook({n: list(r) for n, r in a_sheet_for_each_course().sheets.items()}))
    run.ok("new", "Plan", "--country", "Norland")

    (found,) = run.ok("inspect", str(file))["tables"]
    taken = run.ok("import", "Plan", str(file))

    assert (found["table"], found["rows"]) == ("certificates", 3)
    assert {"holder", "audience", "course", "passed_on"} <= found["columns"].keys()
    assert (taken["added"], taken["rejected"]) == (3, 0)
    assert taken["besides"] == {"audiences": 1, "courses": 2}
    assert run.ok("import", "Plan", str(file))["added"] == 0


def test_passes_that_cannot_be_dated_come_back_with_a_reason(run: Terminal, tmp_path: Path) -> None:
    file, rejected = tmp_path / "register.xlsx", tmp_path / "rejected.xlsx"
    head = ["Staff number", "Unit", "Course", "Valid until"]
    file.write_bytes(workbook({"Register": [head, ["7", "Desk", "Basics", date(2028, 3, 1)]]}))
    run.ok("new", "Plan", "--country", "Norland")

    answer = run("--json", "import", "Plan", str(file), "--rejected", str(rejected))

    assert answer.code == 1
    assert answer.json["rejected"] == 1
    back = inspect(rejected.name, rejected.read_bytes()).best
    assert back.rows[0].values["holder"] == "7"
    assert back.passes_end


def test_what_lacks_a_day_is_refused_in_one_sentence(run: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "matrix.xlsx"
    rows = {name: list(rows) for name, rows in marks_and_no_day_anywhere().sheets.items()}
    file.write_bytes(workbook(rows))

    answer = run("inspect", str(file))

    assert answer.code == 3
    assert "and not when" in answer.err
    assert "Write the day or the year above the table" in answer.err
