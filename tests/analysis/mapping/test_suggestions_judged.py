"""Suggestions on real titles that readers have judged, and on titles as ministries word them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.judge_suggestions import cases, crosswalk_alone, figures, similar_letters, suggester
from planner.analysis.mapping.suggestions import Band, Subject, Suggester
from planner.reference import load

SUGGESTER = Suggester(load())


@pytest.mark.parametrize("judged", ["development_50", "held_out_150"])
def test_suggestions_are_right_far_more_often_than_not(judged: str) -> None:
    top1, top3, strict, _, answered, precision, recall = figures(suggester(), cases(judged))

    assert top1 >= 0.9
    assert top3 >= 0.95
    assert strict >= 0.75
    assert answered >= 0.85
    assert precision >= 0.93
    assert recall >= 0.9


@pytest.mark.parametrize("judged", ["development_50", "held_out_150"])
def test_suggestions_are_better_than_code_or_letters_alone(judged: str) -> None:
    ours, codes, letters = (
        list(figures(method, cases(judged)))
        for method in (suggester(), crosswalk_alone(), similar_letters())
    )

    for mine, theirs in ((ours, codes), (ours, letters)):
        *linked, precision, recall = mine
        *other_linked, other_precision, other_recall = theirs
        assert all(one > other for one, other in zip(linked, other_linked, strict=True))
        # One right "no link" is no precision to speak of: both are weighed together.
        assert precision * recall > other_precision * other_recall


def test_nine_of_ten_likely_suggestions_on_judged_titles_are_acceptable() -> None:
    judged = [case for name in ("development_50", "held_out_150") for case in cases(name)]

    right = [
        one.action in case.acceptable
        for case in judged
        for one in SUGGESTER.suggest(case.subject).actions
        if one.band is Band.LIKELY
    ]
    assert sum(right) / len(right) >= 0.9


with (Path(__file__).parent / "worded_titles.csv").open(encoding="utf-8", newline="") as file:
    TITLES = list(csv.DictReader(file))


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["title"])
def test_a_title_as_ministries_word_them_gets_a_fitting_proposal(row: dict[str, str]) -> None:
    found = SUGGESTER.suggest(Subject(title=row["title"], codes=(row["code"],)))

    if row["fitting"] == "none":
        assert found.is_no_link
    else:
        assert not found.is_no_link
        assert set(row["fitting"].split()) & {one.action for one in found.actions[:3]}
