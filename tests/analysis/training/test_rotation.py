"""What rotation makes of coverage: the worked examples, the yearly map, and the closed form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.rotation import (
    HALF_THE_GAP,
    NO_TRAINING,
    TRAINED_FIRST,
    Effort,
    after_years,
    steady_level,
)

RATES = st.floats(0, 1)


def test_three_year_tours_and_half_the_gap_trained_settle_near_sixty_percent() -> None:
    assert steady_level(0.5, 0.33) == pytest.approx(0.60, abs=0.005)
    assert after_years(1.0, 0.5, 0.33, 20) == pytest.approx(0.60, abs=0.005)
    assert after_years(0.0, 0.5, 0.33, 20) == pytest.approx(0.60, abs=0.005)


def test_without_training_all_become_two_thirds_after_a_year_and_under_half_after_two() -> None:
    assert after_years(1.0, 0.0, 0.33, 1) == pytest.approx(0.67)
    assert after_years(1.0, 0.0, 0.33, 2) == pytest.approx(0.45, abs=0.005)


def test_training_before_posting_removes_the_ceiling() -> None:
    assert after_years(0.2, 0.5, 0.33, 30, trained_first=1.0) == pytest.approx(1.0)
    assert after_years(1.0, 0.0, 0.33, 9, trained_first=1.0) == pytest.approx(1.0)


def test_where_nothing_moves_coverage_stays() -> None:
    assert after_years(0.4, 0.0, 0.0, 5) == 0.4


@given(RATES, RATES, RATES, RATES)
def test_one_year_is_the_yearly_map_and_twelve_months_are_one_year(
    start: float, trained: float, turnover: float, first: float
) -> None:
    moving = trained + turnover
    if moving < 1:
        year = after_years(start, trained, turnover, 1, first)
        by_hand = start + trained * (1 - start) - turnover * start + turnover * first
        months = start
        for _ in range(12):
            months = after_years(months, trained, turnover, 1 / 12, first)

        assert year == pytest.approx(by_hand, abs=1e-9)
        assert months == pytest.approx(year, abs=1e-9)


@given(RATES, st.floats(0.01, 1), st.floats(0.01, 1))
def test_in_the_limit_coverage_meets_the_closed_form(
    start: float, trained: float, turnover: float
) -> None:
    assert after_years(start, trained, turnover, 3000) == pytest.approx(
        trained / (trained + turnover)
    )


@given(st.floats(0.01, 1), st.floats(0.01, 1), RATES)
def test_an_effort_only_ever_moves_towards_its_steady_level(
    trained: float, turnover: float, years: float
) -> None:
    effort = Effort(trained=trained, turnover=turnover)

    assert effort.settles - 1e-12 <= effort.covered(10 * years) <= 1.0


def test_the_examples_that_the_page_shows_are_those_of_the_reference() -> None:
    assert (NO_TRAINING.covered(1), NO_TRAINING.covered(2)) == pytest.approx((0.67, 0.4489))
    assert HALF_THE_GAP.settles == HALF_THE_GAP.covered(40) == pytest.approx(0.602, abs=0.001)
    assert TRAINED_FIRST.settles == TRAINED_FIRST.covered(9) == pytest.approx(1.0)


def test_where_nothing_moves_all_posts_stay_covered() -> None:
    assert Effort(trained=0.0, turnover=0.0).settles == 1.0
