"""Training added up from a terminal, along each line of sight of the screen."""

from __future__ import annotations

import pytest

from planner.analysis.training import totals as training_sums
from planner.cli import analyses
from tests.cli.conftest import SAMPLE, Terminal

ON = "2027-03-01"


@pytest.mark.parametrize("by", analyses.BY)
def test_requirements_are_added_up_as_on_the_screen(run: Terminal, by: str) -> None:
    told = run.ok("training", SAMPLE, "--on", ON, "--by", by)

    sums = told["totals"]
    assert sum(one["requirements"] for one in sums) == len(told["requirements"])
    assert {one["scope"] for one in sums} == {"all posts", "listed-country posts"}
    for one in sums:
        assert one["women"]["women"] <= one["women"]["trained"]
        if one["coverage"] is not None:
            assert 0 <= one["coverage"]["low"] <= one["coverage"]["high"] <= 1
    assert analyses.BY == training_sums.BY


def test_sums_are_told_by_the_names_that_people_know(run: Terminal) -> None:
    assert "Ministry of Justice" in run("training", SAMPLE, "--on", ON, "--by", "ministry").out
    assert "Human rights" in run("training", SAMPLE, "--on", ON, "--by", "family").out
    assert "Foundation" in run("training", SAMPLE, "--on", ON, "--by", "level").out
    assert run("training", SAMPLE, "--by", "colour").code == 2
