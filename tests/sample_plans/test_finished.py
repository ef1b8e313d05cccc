"""The finished files of a sample are what the planner makes of it today."""

from __future__ import annotations

from pathlib import Path

from docs import make_samples


def test_the_finished_files_of_a_sample_say_what_a_fresh_export_says(folder: Path) -> None:
    fresh = make_samples.finished(folder)
    kept = {path.name: path.read_bytes() for path in (folder / make_samples.PLACE).iterdir()}

    assert kept.keys() == fresh.keys()
    for name, content in fresh.items():
        assert make_samples.words(kept[name]) == make_samples.words(content), (
            f"{name} of {folder.name} is out of date: run “make samples”."
        )
