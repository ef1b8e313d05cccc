"""What if newcomers were trained first, a session were cancelled, more seats were there."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.forecast import Forecast, Scenario, forecast, in_scenario
from planner.analysis.training.requirements import records, training_on
from planner.choices import SessionState
from tests.builders import audience, course, plan_of, requirement, session

ON, END = date(2027, 3, 1), date(2030, 3, 1)
SOON = ON + timedelta(days=60)
KNOWN = records(
    plan_of(
        audience(100, 30),
        course(36),
        requirement(80, by=date(2028, 3, 1)),
        session(1, date(2026, 9, 1), 40),
        session(2, SOON, None, SessionState.PLANNED, 30),
    )
)
(STANDING,) = training_on(KNOWN, ON).statuses


def ahead(what: Scenario) -> Forecast:
    found = forecast(*in_scenario(KNOWN, STANDING, what, ON), ON, END)
    assert found is not None
    return found


def test_nothing_supposed_changes_nothing() -> None:
    assert not Scenario()
    assert ahead(Scenario()) == forecast(KNOWN, STANDING, ON, END)


def test_training_every_newcomer_first_removes_the_ceiling() -> None:
    usual, first = ahead(Scenario()), ahead(Scenario(all_first=True))

    assert first.months[-1].low > usual.months[-1].low
    assert first.steady is not None
    assert usual.steady is not None
    assert first.steady > usual.steady


def test_a_cancelled_session_is_not_held() -> None:
    usual, without = ahead(Scenario()), ahead(Scenario(without=("SE-0002",)))

    assert without.cancelled == ()
    assert sum(month.seats for month in without.months) == 0
    assert sum(month.seats for month in usual.months) == 30
    assert all(a.high >= b.high for a, b in zip(usual.months, without.months, strict=True))


@given(st.integers(0, 60), st.integers(0, 60))
def test_more_seats_a_year_never_lower_coverage(fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    one, two = ahead(Scenario(seats=fewer)), ahead(Scenario(seats=more))

    for less, most in zip(one.months, two.months, strict=True):
        assert less.low <= most.low
        assert less.high <= most.high


def test_seats_a_year_are_shared_among_its_quarters() -> None:
    found = ahead(Scenario(seats=10, without=("SE-0002",)))

    within = [month.seats for month in found.months if month.on <= ON + timedelta(days=366)]
    assert sum(within) == 10
    assert [seats for seats in within if seats] == [3, 3, 2, 2]
