"""Whatever chance makes of good files, out come tables, problems or one sentence; nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def test_two_hundred_mutations_give_tables_or_one_sentence() -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.intake.mutations", "200", "7"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    counts = dict(part.split(" ")[::-1] for part in ran.stdout.strip().split(", "))
    assert int(counts["tables"]) > 20
    assert int(counts["refused"]) > 20
    assert sum(map(int, counts.values())) == 200
