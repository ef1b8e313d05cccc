"""How results are worded: sums, shares, marks, and text of users made safe."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.coverage.gaps import Gap
from planner.analysis.mapping.suggestions import Band
from planner.analysis.training.requirements import TargetState
from planner.choices import Level, Strength, Trend
from planner.ui import wording


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0", "0 EUR"),
        ("999", "999 EUR"),
        ("999.6", "1k EUR"),
        ("1250", "1.25k EUR"),
        ("12500000", "12.5m EUR"),
        ("999949999", "1bn EUR"),
        ("3410000000", "3.41bn EUR"),
        ("-2500000", "-2.5m EUR"),
    ],
)
def test_a_sum_is_shown_in_three_figures(amount: str, shown: str) -> None:
    assert wording.short_money(Decimal(amount), "EUR") == shown


def test_what_is_not_known_is_said_and_never_shown_as_zero() -> None:
    assert wording.money_words(None, "EUR") == "not known"
    assert wording.percent_words(None) == "not known"
    assert wording.level_words(None) == "? Not assessed"
    assert wording.strength_words(None) == "not known"


@pytest.mark.parametrize(
    ("choices", "marks"),
    [
        (Level, wording.LEVEL_MARKS),
        (TargetState, wording.STATE_MARKS),
        (Band, wording.BAND_MARKS),
        (Strength, wording.STRENGTH_MARKS),
        (Gap, wording.GAP_WORDS),
    ],
)
def test_every_answer_has_a_mark_of_its_own(
    choices: type[StrEnum], marks: Mapping[Any, str]
) -> None:
    assert set(marks) == set(choices)
    assert len(set(marks.values())) == len(marks)


def test_the_legend_names_every_mark_of_a_rating() -> None:
    legend = wording.marks_legend()

    assert [level.label for level in Level if level.label not in legend] == []
    assert [trend for trend in (Trend.WORSENING, Trend.STABLE) if trend.label not in legend] == []


def test_users_text_cannot_become_a_link_or_a_tag() -> None:
    assert wording.escaped("[x](http://y) <b>*a*") == r"\[x\]\(http\://y\) \<b\>\*a\*"
    assert wording.plain("<a href='x'>y</a>") == "&lt;a href='x'&gt;y&lt;/a&gt;"


@given(st.text(), st.integers(min_value=2, max_value=60))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(wording.shortened(text, length)) <= length


@given(st.floats(min_value=0, max_value=1))
def test_a_proposal_is_never_said_to_be_quite_sure(confidence: float) -> None:
    assert 1 <= wording.sure_percent(confidence) <= 99


def test_a_sentence_begins_with_a_capital_and_ends_with_one_stop() -> None:
    assert wording.sentence("words: “court”") == "Words: “court”."
    assert wording.sentence("Done.") == "Done."
    assert wording.sentence("") == ""


def test_reasons_are_joined_without_their_stops() -> None:
    assert wording.joined(["code 111: Figures.", "words"]) == "code 111: Figures; words"


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 actions"), (1, "1 action"), (1200, "1,200 actions")]
)
def test_a_count_agrees_with_its_noun(number: int, shown: str) -> None:
    assert wording.counted(number, "action") == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [("0", "0 %"), ("0.001", "< 1 %"), ("0.384", "38 %"), ("0.997", "> 99 %"), ("1", "100 %")],
)
def test_nearly_all_is_not_shown_as_all(share: str, shown: str) -> None:
    assert wording.percent_words(Decimal(share)) == shown
