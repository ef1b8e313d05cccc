"""Policy markers that stand in an imported aid list are evidence, for a link and against it."""

from __future__ import annotations

from planner.analysis.mapping.markers import read_scores
from planner.analysis.mapping.suggestions import Subject, Suggester
from planner.reference import load

SUGGESTER = Suggester(load())


def asked(*scores: tuple[str, str]) -> dict[str, float]:
    title = "Support to women in local councils"
    found = SUGGESTER.suggest(Subject(title=title, codes=("15170",), scores=scores), 12)
    return {one.action: one.confidence for one in found.actions} | {"none": found.none}


def test_a_score_of_two_speaks_for_the_markers_actions_one_less_and_zero_against() -> None:
    plain = asked()["DEV-07"]

    two, one, zero = (asked(("Gender", score))["DEV-07"] for score in "210")
    assert two > one > plain > zero
    assert asked(("Égalité des genres", "2"))["DEV-07"] == two


def test_a_marker_of_another_aim_speaks_for_no_link_and_other_columns_say_nothing() -> None:
    assert asked(("Biodiversity", "2"))["none"] > asked(("Biodiversity", "0"))["none"]
    assert asked(("Number of wells", "2")) == asked()


def test_scores_are_read_from_the_lines_that_an_import_keeps() -> None:
    note = "Region: North\nGender: 2\nClimate adaptation: 0.0\nPriority: high\nBudget: 25"

    assert read_scores(note) == (("Gender", "2"), ("Climate adaptation", "0"))
