"""The data package passes the validator that others use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from planner.exports import data_package
from tests.exports.cabinet_books import edition_of, sample

VALIDATE = """
import json, sys
from frictionless import Package, system, validate
system.trusted = True
report = validate(sys.argv[1])
found = [e for task in report.tasks for e in task.flatten(["type", "rowNumber", "note"])]
print(json.dumps([report.valid, report.errors and [e.note for e in report.errors], found[:9]]))
"""


def test_the_validator_finds_nothing_in_a_package(tmp_path: Path) -> None:
    edition = edition_of(sample("casserane"))
    for name, content in data_package.write(edition.plan, edition.release).items():
        (tmp_path / name).write_bytes(content)

    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", VALIDATE, str(tmp_path / "datapackage.json")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(told.stdout.splitlines()[-1]) == [True, [], []]
