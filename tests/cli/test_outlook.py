"""What a plan stands on and lacks, at the terminal: the shapes that stay, and the exit codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.places import samples_folder
from tests.cli.conftest import Terminal

SAMPLES = ("casserane", "norrvald")


def sample(name: str) -> Path:
    return samples_folder() / name


def test_stress_says_before_and_after_what_falls_and_what_stands(run: Terminal) -> None:
    found = run.ok(
        "stress", sample("casserane"), "--off", "multilateral", "--off", "Regional bodies"
    )

    assert found["off"][-1] == "regional bodies"
    assert [one["number"] for one in found["factors"]] == list(range(1, 15))
    assert all(one["after"] <= one["before"] for one in found["factors"])
    assert all({"action", "route", "fallback", "lacks"} <= one.keys() for one in found["falls"])
    assert 0 <= found["stands"]["national"] <= found["stands"]["regional"] <= 1
    assert run("stress", sample("casserane"), "--off", "nowhere").code == 2


@pytest.mark.parametrize("name", SAMPLES)
def test_every_view_of_both_samples_has_something_to_say(run: Terminal, name: str) -> None:
    told: dict[str, Any] = {
        key: run.ok(key, sample(name), *more)
        for key, more in {
            "cyber": ("--on", "2026-11-21"),
            "timeline": ("--on", "2026-11-21"),
            "resolutions": ("--on", "2026-11-21"),
            "portfolio": ("--ceiling", "2027=100000000", "--ceiling", "2028=100000000"),
        }.items()
    }

    assert [one["side"] for one in told["cyber"]["cells"]] == ["challenge", "opportunity"] * 3
    assert told["timeline"]["late"] or told["timeline"]["next_90"]
    assert told["timeline"]["loops"] == []
    assert all(
        {"id", "body", "what", "whose", "due", "days_late"} <= one.keys()
        for one in told["resolutions"]["open"]
    )
    assert len(told["portfolio"]["frontier"]) == 21
    assert told["portfolio"]["cover"]["after"] >= told["portfolio"]["cover"]["before"]


def test_the_review_counts_forty_and_exits_with_one_when_it_is_strict(run: Terminal) -> None:
    found = run.ok("review", sample("norrvald"), "--on", "2026-11-21")

    assert [one["test"] for one in found["findings"]] == list(range(1, 41))
    sums = [found[key] for key in ("passed", "failed", "waived", "unanswered")]
    assert sum(sums) == 40 and found["failed"] and found["waived"]
    assert run("review", sample("norrvald"), "--strict").code == 1


def test_a_ceiling_that_is_none_is_wrong_use(run: Terminal) -> None:
    wrong = run("portfolio", sample("norrvald"), "--ceiling", "2027=much")

    assert (wrong.code, "2027=much" in wrong.err) == (2, True)
