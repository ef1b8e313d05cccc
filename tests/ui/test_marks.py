"""How answers are marked on the screen, and text of users made safe."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.coverage.gaps import GAP_LABELS, Gap
from planner.analysis.mapping.suggestions import Band
from planner.analysis.training.requirements import TargetState
from planner.choices import Level, Strength, Trend
from planner.ui import marks, markup


def test_what_is_not_known_is_said() -> None:
    assert marks.level_words(None) == "? Not assessed"
    assert marks.strength_words(None) == "not known"


@pytest.mark.parametrize(
    ("choices", "signs"),
    [
        (Level, marks.LEVEL_MARKS),
        (TargetState, {one: one.mark for one in TargetState}),
        (Band, marks.BANDS),
        (Strength, marks.STRENGTH_MARKS),
        (Gap, GAP_LABELS),
    ],
)
def test_every_answer_has_a_mark_of_its_own(
    choices: type[StrEnum], signs: Mapping[Any, object]
) -> None:
    assert set(signs) == set(choices)
    assert len(set(signs.values())) == len(signs)


def test_the_legend_names_every_mark_of_a_rating() -> None:
    legend = marks.marks_legend()

    assert [level.label for level in Level if level.label not in legend] == []
    assert [trend for trend in (Trend.WORSENING, Trend.STABLE) if trend.label not in legend] == []


def test_users_text_cannot_become_a_link_or_a_tag() -> None:
    shown = markup.escaped("[x](http://y) <b>*a*")
    assert shown == "\\[x\\]\\(http\\:\u2060//y\\) \\<b\\>\\*a\\*"
    assert markup.escaped(shown) is shown
    assert markup.plain("<a href='x'>y</a>") == "&lt;a href='x'&gt;y&lt;/a&gt;"


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(markup.shortened(text, length)) <= length


@given(st.floats(min_value=0, max_value=1))
def test_a_proposal_is_never_said_to_be_quite_sure(confidence: float) -> None:
    assert 1 <= marks.sure_percent(confidence) <= 99


def test_reasons_are_joined_as_one_sentence() -> None:
    assert (
        marks.joined(["code 111: Figures.", "words: “court”"])
        == "Code 111: Figures; words: “court”."
    )
    assert marks.joined(["Done!"]) == "Done!"
    assert marks.joined([]) == ""
