"""One trip from the terminal: four ministries' files, links, analyses, cabinet, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from planner.analysis.coverage.factors import coverage
from planner.analysis.training.requirements import training
from planner.intake.plans import plan_workbook
from planner.services.catalogue import reference
from planner.tables import Link, Programme, Session
from tests.cli.conftest import SAMPLE, Terminal

RAW = SAMPLE.parent / "ministries"


def test_four_files_become_a_plan_a_cabinet_workbook_and_nothing_again(
    run: Terminal, tmp_path: Path
) -> None:
    run.ok("new", "Plan", "--country", "Exampleland", "--currency", "EUR")
    files = sorted(path for path in RAW.iterdir() if path.suffix in (".xlsx", ".csv"))
    answered = [run("--json", "import", "Plan", path, "--currency", "EUR") for path in files]
    assert {answer.code for answer in answered} <= {0, 1}  # what waits for an answer is not taken
    taken = [answer.json for answer in answered]
    programmes = sum(one["added"] for one in taken if one["table"] == "programmes")

    proposed = run.ok("suggest", "Plan")["suggestions"]
    assert len(proposed) == programmes > 90
    accepted = run.ok("link", "Plan", "--accept", "likely")
    assert accepted["accepted"] > 5

    # the same numbers, whether asked of the terminal or of the plan in a workbook
    workbook = tmp_path / "plan.xlsx"
    run.ok("export", "Plan", workbook, "--kind", "plan", "--level", "restricted")
    plan = plan_workbook.read(workbook.read_bytes(), "plan.xlsx")
    assert len(plan.of(Programme)) == programmes
    assert len(plan.of(Link)) == accepted["accepted"]
    seen = coverage(plan, reference())
    told = run.ok("coverage", "Plan")
    assert [
        (f["number"], f["programmes"], Decimal(f["touching"])) for f in told["risk_factors"]
    ] == [(f.number, len(f.cover.programmes), f.cover.touching) for f in seen.factors]
    assert told["mapped"]["linked"] == seen.screening.linked
    assert plan.of(Session)
    asked = run.ok("training", "Plan", "--on", "2027-03-31")
    assert len(asked["requirements"]) == len(training(plan, date(2027, 3, 31)).statuses)
    made = run.ok("export", "Plan", tmp_path / "cabinet.xlsx", "--kind", "cabinet")
    assert made["bytes"] == (tmp_path / "cabinet.xlsx").stat().st_size

    for revision in range(accepted["revision"], 1, -1):
        assert run.ok("undo", "Plan", revision)["left"] == []
    assert run.ok("show", "Plan")["counts"]["programmes"] == 0
    assert run.ok("verify", "Plan")["sound"]
