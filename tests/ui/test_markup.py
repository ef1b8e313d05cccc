"""Text of users made safe, and answers with marks of their own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.answers import Gravity
from planner.choices import Level, Strength, Trend
from planner.ui import marks, markup


@pytest.mark.parametrize(
    ("choices", "known"),
    [
        (Level, marks.LEVEL_MARKS),
        (Strength, marks.STRENGTH_MARKS),
        (Trend, marks.TREND_MARKS),
        (Gravity, marks.GRAVITY_MARKS),
    ],
)
def test_every_answer_has_a_mark_of_its_own(
    choices: type[StrEnum], known: Mapping[Any, str]
) -> None:
    assert set(known) == set(choices)
    assert len(set(known.values())) == len(known)


def test_what_nobody_assessed_is_said_and_never_shown_as_low() -> None:
    assert marks.level_words(None) == "? Not assessed"
    assert marks.strength_words(None) == "not known"


def test_the_legend_names_every_mark_of_an_assessment() -> None:
    legend = marks.marks_legend()

    assert [level.label for level in Level if level.label not in legend] == []
    assert [trend for trend in (Trend.WORSENING, Trend.STABLE) if trend.label not in legend] == []


def test_users_text_cannot_become_a_link_or_a_tag() -> None:
    assert markup.escaped("[x](http://y) <b>*a*") == r"\[x\]\(http\://y\) \<b\>\*a\*"
    assert markup.plain("<a href='x'>y</a>") == "&lt;a href='x'&gt;y&lt;/a&gt;"


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(markup.shortened(text, length)) <= length
