"""Real titles that two analysts judged: what may raise risk is asked about, and little else is."""

from __future__ import annotations

from functools import lru_cache

import pytest

from benchmarks.judged import READ, judged, measures
from planner.analysis.mapping.suggestions import Suggester
from planner.reference import load


@lru_cache(maxsize=1)
def suggester() -> Suggester:
    return Suggester(load())


@pytest.mark.parametrize(
    ("half", "recall", "flags"),
    [
        ("learn", 0.95, 0.03),
        ("kept2", 0.9, 0.03),
        ("written", 0.95, 0.03),
        ("written_kept", 0.95, 0.03),
    ],
)
def test_what_may_raise_risk_is_asked_about_and_the_harmless_is_not(
    half: str, recall: float, flags: float
) -> None:
    found = measures([one for one in judged(half) if one.language in READ], suggester())

    assert found["harm R"].value >= recall
    assert found["flags"].value <= flags


def test_no_title_in_a_language_that_is_not_read_is_said_to_serve_nothing() -> None:
    unread = [one for one in judged("learn") if one.language not in READ]

    assert unread
    assert not any(suggester().suggest(one.subject).read for one in unread)
