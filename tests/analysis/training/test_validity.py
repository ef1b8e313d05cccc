"""How long a certificate is valid, who is still in post, and where training settles."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.rotation import expiry, months_after, remaining, steady_level
from tests.builders import course

DAY = date(2027, 3, 1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
RATES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("passed", "months", "fixed", "ends"),
    [
        (date(2027, 3, 1), None, None, None),
        (date(2027, 3, 1), 12, None, date(2028, 3, 1)),
        (date(2027, 1, 31), 1, None, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, None, date(2029, 2, 28)),
        (date(2027, 3, 1), 0, None, date(2027, 3, 1)),
        (date(2027, 3, 1), None, 6, date(2027, 7, 1)),
        (date(2027, 6, 1), None, 6, date(2028, 7, 1)),
        (date(2027, 7, 1), None, 6, date(2028, 7, 1)),
        (date(2027, 12, 5), None, 12, date(2029, 1, 1)),
        (date(2027, 11, 30), None, 12, date(2028, 1, 1)),
        (date(2027, 5, 1), 12, 6, date(2027, 7, 1)),
        (date(2027, 7, 1), 6, 6, date(2028, 1, 1)),
        (date(2027, 3, 1), None, 13, None),
        (date(2027, 3, 1), None, 0, None),
        (date(2027, 3, 1), 999_999, None, date.max),
        (date(2027, 3, 1), -999_999, None, date.min),
        (date.max, None, 6, date.max),
    ],
)
def test_a_pass_holds_until(
    passed: date, months: int | None, fixed: int | None, ends: date | None
) -> None:
    assert expiry(course(months, fixed), passed) == ends


@given(DAYS, st.integers(0, 600))
def test_so_many_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    later = months_after(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(DAYS, st.integers(1, 12))
def test_a_fixed_month_ends_every_pass_within_a_year_and_a_month(day: date, month: int) -> None:
    ends = expiry(course(fixed_month=month), day)

    assert ends is not None
    assert ends.day == 1
    assert (ends - timedelta(days=1)).month == month
    assert timedelta(0) < ends - day <= timedelta(days=397)


@pytest.mark.parametrize(
    ("turnover", "days", "share"),
    [
        (33, 365, 0.67),
        (33, 730, 0.45),
        (0, 5000, 1.0),
        (100, 0, 1.0),
        (100, 1, 0.0),
        (250, 1, 0.0),
        (-10, 365, 1.0),
        (33, -10, 1.0),
    ],
)
def test_turnover_takes_people_away_year_by_year(turnover: int, days: int, share: float) -> None:
    left = remaining(Decimal(turnover), DAY, DAY + timedelta(days=days))

    assert left == pytest.approx(share, abs=0.005)


def test_without_a_known_turnover_nobody_is_taken_away() -> None:
    assert remaining(None, DAY, DAY + timedelta(days=5000)) == 1.0


@given(st.decimals(0, 100), DAYS, st.integers(0, 5000), st.integers(0, 5000))
def test_the_longer_ago_the_fewer_remain(
    turnover: Decimal, since: date, days: int, more: int
) -> None:
    on = since + timedelta(days=days)

    earlier = remaining(turnover, since, on)

    assert 0 <= remaining(turnover, since, on + timedelta(days=more)) <= earlier <= 1


@pytest.mark.parametrize(
    ("trained", "turnover", "level"),
    [(0.5, 0.5, 0.5), (0.6, 0.2, 0.75), (1.0, 0.0, 1.0), (0.0, 0.3, 0.0), (0.0, 0.0, None)],
)
def test_training_settles_where_as_many_are_trained_as_leave(
    trained: float, turnover: float, level: float | None
) -> None:
    assert steady_level(trained, turnover) == (None if level is None else pytest.approx(level))


@given(RATES, RATES, RATES)
def test_more_training_settles_no_lower_and_more_turnover_no_higher(
    trained: float, more: float, turnover: float
) -> None:
    less, most = sorted((trained, more))
    low, high = steady_level(less, turnover), steady_level(most, turnover)

    if low is not None and high is not None:
        assert 0 <= low <= high + 1e-12 <= 1 + 1e-12


@given(RATES, RATES)
def test_training_every_newcomer_first_removes_the_ceiling(trained: float, turnover: float) -> None:
    level = steady_level(trained, turnover, 1.0)

    assert level is None if trained + turnover == 0 else level == pytest.approx(1.0)
