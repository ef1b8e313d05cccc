"""Many processes at once lose nothing, and a killed one leaves nothing half done."""

from __future__ import annotations

from pathlib import Path

from tests.store.processes import crowd, killed


def test_four_processes_on_twenty_hot_rows_lose_no_edit(tmp_path: Path) -> None:
    tally = crowd(f"sqlite:///{tmp_path}/plans.sqlite", editors=4, edits=20)

    assert tally.acknowledged.total() == 80
    assert tally.kept == tally.acknowledged
    assert (tally.entries, tally.problems) == (80, 0)


def test_a_process_killed_at_any_moment_leaves_a_whole_plan(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/plans.sqlite"

    assert [(seed, wrong) for seed in range(4) if (wrong := killed(url, seed))] == []
