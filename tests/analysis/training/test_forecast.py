"""Where coverage goes: the worked examples, the closed form, and what is planned month by month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.forecast import Forecast, ending_share, forecast, seats_to_hold
from planner.analysis.training.requirements import records, training_on
from planner.analysis.training.rotation import months_after
from planner.choices import SessionState
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Session
from tests.analysis.sketches import DAY, trained_plans
from tests.builders import audience, certificate, course, plan_of, requirement, session

ON = date(2027, 3, 1)
END = date(2030, 3, 1)


def looked_at(*rows: Row, end: date | None = END) -> Forecast:
    kinds = {type(row) for row in rows}
    rest = (row for row in (audience(), course(12), requirement()) if type(row) not in kinds)
    known = records(plan_of(*rest, *rows))
    (status,) = training_on(known, ON).statuses
    found = forecast(known, status, ON, end)
    assert found is not None
    return found


def planned(number: int, on: date, seats: int | None) -> Session:
    return session(number, on, None, SessionState.PLANNED, seats)


@pytest.mark.parametrize(
    ("months", "fixed", "share"),
    [(None, None, 0.0), (36, None, 1 / 3), (12, None, 1), (6, None, 1), (0, None, 1), (36, 3, 1)],
)
def test_a_share_of_passes_ends_each_year(
    months: int | None, fixed: int | None, share: float
) -> None:
    assert ending_share(course(months, fixed)) == pytest.approx(share)


def test_the_seats_that_hold_a_target_replace_who_leaves_and_whose_pass_ends() -> None:
    assert seats_to_hold(100, 0.8, 0.25, course()) == 20
    assert seats_to_hold(100, 0.8, 0.25, course(36)) == 40
    assert seats_to_hold(100, 0.8, 0.0, course(12)) == 80
    assert seats_to_hold(100, 0.0, 0.5, course(12)) == 0


def test_planned_sessions_count_as_held_with_every_seat_taken() -> None:
    found = looked_at(
        course(36), session(1, ON, 20), planned(2, date(2027, 6, 15), 30), end=date(2027, 9, 1)
    )

    assert [month.on for month in found.months] == [months_after(ON, n) for n in range(7)]
    assert [month.seats for month in found.months] == [0, 0, 0, 0, 30, 0, 0]
    assert [(month.low, month.high) for month in found.months][3:5] == [(0.2, 0.2), (0.3, 0.5)]
    assert found.seats_next_year == 30


def test_the_month_in_which_a_target_is_reached_is_told() -> None:
    rows = (requirement(50), course(), session(1, ON, 20), planned(2, date(2027, 6, 15), 30))

    found = looked_at(*rows, planned(3, date(2027, 8, 15), 60))

    assert found.possible and found.possible.on == date(2027, 7, 1)
    assert found.reached and found.reached.on == date(2027, 9, 1)
    assert looked_at(requirement(None)).reached is None
    assert looked_at().possible is None


def test_without_training_turnover_and_expiry_empty_the_posts() -> None:
    moving = looked_at(audience(100, turnover=33), course(), session(1, ON, 100))
    ending = looked_at(course(12), session(1, ON, 100))

    lows = [month.low for month in moving.months]
    assert lows[12] == pytest.approx(0.67, abs=0.011)
    assert lows[24] == pytest.approx(0.45, abs=0.011)
    assert [month.low for month in ending.months][11:13] == [1.0, 0.0]


@pytest.mark.parametrize("months", [None, 12, 36])
def test_the_long_run_level_is_that_of_the_requirement(months: int | None) -> None:
    rows = (audience(100, turnover=25), session(1, ON, 0), planned(2, date(2027, 9, 1), 25))

    found = looked_at(*rows, course(months))

    assert found.steady == found.status.steady == pytest.approx(0.25 / 0.5)
    assert looked_at(audience(100), course(), planned(1, ON, 5)).steady is None
    assert looked_at(audience(100, turnover=0), course()).steady is None


def test_the_month_in_which_a_target_is_lost_is_told() -> None:
    found = looked_at(requirement(80), course(12), session(1, ON, 90))

    assert found.falls and found.falls.on == date(2028, 3, 1)
    assert looked_at(requirement(80), session(1, ON, 70)).falls is None
    assert looked_at(requirement(None), session(1, ON, 70)).falls is None
    assert looked_at(requirement(80), course(), session(1, ON, 90)).falls is None


def test_newcomers_trained_first_keep_the_level() -> None:
    group = replace(audience(100, turnover=33), trained_first=Decimal(100))

    found = looked_at(group, course(), session(1, ON, 100))

    assert min(month.low for month in found.months) >= 0.98
    assert found.steady == 1.0


def test_newcomers_passes_end_like_all_others() -> None:
    group = replace(audience(100, turnover=50), trained_first=Decimal(100))

    found = looked_at(group, course(12))

    assert found.months[12].high == pytest.approx(0.5, abs=0.01)
    assert found.months[36].high == pytest.approx(0.5, abs=0.01)


def test_who_a_register_lists_moves_on_at_the_audiences_turnover() -> None:
    passes = [certificate(n, f"h{n}", ON) for n in range(1, 101)]

    found = looked_at(audience(100, turnover=50), course(), *passes)

    assert (found.months[0].low, found.months[0].high) == (1.0, 1.0)
    assert (found.months[12].low, found.months[12].high) == (0.49, 0.5)


def test_a_cancelled_session_costs_coverage_and_money() -> None:
    priced = replace(course(36), seat_cost=Decimal(200))
    rows = (priced, requirement(80, by=date(2027, 12, 31)), session(1, ON, 20))

    found = looked_at(*rows, planned(2, date(2027, 6, 15), 30), planned(3, date(2028, 6, 15), 10))

    first, late = found.cancelled
    assert (first.on, first.held, first.cancelled) == (date(2027, 12, 31), (0.3, 0.5), (0.2, 0.2))
    assert first.money == 6000
    assert (late.on, late.held, late.cancelled) == (date(2028, 6, 15), (0.3, 0.6), (0.3, 0.5))


def test_a_session_whose_passes_end_before_the_target_is_missed_on_its_own_day() -> None:
    short_lived = replace(course(6), seat_cost=Decimal(10))

    asked = requirement(80, by=date(2027, 12, 31))
    (lost,) = looked_at(short_lived, asked, planned(1, date(2027, 4, 1), 30)).cancelled

    assert lost.on == date(2027, 4, 1)
    assert lost.cancelled[1] < lost.held[1]


def test_what_a_cancelled_session_costs_is_not_known_without_price_or_seats() -> None:
    priced = replace(course(36), seat_cost=Decimal(200))

    (unpriced,) = looked_at(planned(1, date(2027, 6, 1), 30)).cancelled
    (unsized,) = looked_at(priced, planned(1, date(2027, 6, 1), None)).cancelled

    assert (unpriced.money, unsized.money) == (None, None)
    assert unsized.held == unsized.cancelled


@pytest.mark.parametrize("posts", [None, 0])
def test_where_posts_are_not_known_there_is_no_forecast(posts: int | None) -> None:
    known = records(plan_of(audience(posts), course(), requirement()))
    (status,) = training_on(known, ON).statuses

    assert forecast(known, status, ON, END) is None


def test_a_plan_without_an_end_is_looked_at_for_three_years() -> None:
    assert looked_at(end=None).months[-1].on == date(2030, 3, 1)
    assert looked_at(end=date(2020, 1, 1)).months[-1].on == date(2030, 3, 1)
    assert len(looked_at(end=date(2099, 1, 1)).months) == 121


def test_what_holds_a_target_is_not_known_without_turnover_or_target() -> None:
    assert looked_at().seats_a_year is None
    assert looked_at(audience(100, 25), requirement(None)).seats_a_year is None
    assert looked_at(audience(100, 25), course()).seats_a_year == 20


@given(trained_plans(), st.integers(0, 60))
def test_a_forecast_is_what_training_says_today_and_a_range_ever_after(
    plan: Plan, months: int
) -> None:
    known = records(plan)
    for status in training_on(known, DAY).statuses:
        found = forecast(known, status, DAY, months_after(DAY, months))
        if found is None:
            continue
        first = found.months[0]
        assert (first.low, first.high) == status.coverage
        assert all(0 <= month.low <= month.high <= 1 for month in found.months)
        for lost in found.cancelled:
            assert lost.cancelled[0] <= lost.held[0]
            assert lost.cancelled[1] <= lost.held[1]


@given(trained_plans(), st.integers(1, 30))
def test_a_forecast_is_what_training_will_say_once_the_sessions_are_held(
    plan: Plan, months: int
) -> None:
    plan = Plan(tables={**plan.tables, "certificates": {}})
    known = records(plan)
    later = months_after(DAY, months)
    sessions = {
        s.id: replace(s, state=SessionState.HELD, trained=s.seats or 0)
        if s.state is SessionState.PLANNED and s.on and s.on > DAY
        else s
        for s in plan.of(Session)
        if s.on is None or s.on <= DAY or s.state is SessionState.PLANNED
    }
    held = records(Plan(tables={**plan.tables, "sessions": sessions}))
    for status, then in zip(
        training_on(known, DAY).statuses, training_on(held, later).statuses, strict=True
    ):
        found = forecast(known, status, DAY, later)
        if found is not None:
            last = found.months[-1]
            assert last.on == later
            assert (last.low, last.high) == then.coverage


def test_a_session_planned_for_a_day_gone_by_is_not_counted() -> None:
    found = looked_at(planned(1, ON - timedelta(days=1), 50), planned(2, ON, 50))

    assert found.cancelled == ()
    assert all(month.high == 0 for month in found.months)
