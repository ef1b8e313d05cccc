"""Laws of coverage and forecast that hold for every plan: what is known never says too much."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.forecast import Forecast, forecast
from planner.analysis.training.requirements import records, training, training_on
from planner.analysis.training.rotation import months_after, steady_level
from planner.choices import SessionState
from planner.plan import Plan
from planner.tables import Audience, Certificate, Course, Requirement, Session
from tests.analysis.sketches import DAY, trained_plans
from tests.builders import audience, certificate, course, plan_of, requirement, session

POSTS = 1000


def with_rows(plan: Plan, *rows: Session | Certificate) -> Plan:
    """The plan with rows of one table more."""
    table = "sessions" if isinstance(rows[0], Session) else "certificates"
    return Plan(tables={**plan.tables, table: {**plan.rows(table), **{r.id: r for r in rows}}})


def forecasts(plan: Plan, end: date) -> list[Forecast]:
    known = records(plan)
    found = [forecast(known, one, DAY, end) for one in training_on(known, DAY).statuses]
    return [one for one in found if one is not None]


@given(trained_plans(register=True), st.dates(DAY - timedelta(days=800), DAY))
def test_the_head_counts_that_a_register_gives_never_stop_short_of_it(plan: Plan, on: date) -> None:
    """As ministries report them: everybody who passed on a day, whoever left since."""
    (group,) = plan.of(Audience)
    exact = Plan(tables={**plan.tables, "sessions": {}})
    passed = {(row.passed_on, row.holder) for row in plan.of(Certificate) if row.passed_on}
    counts = Counter(day for day, _ in passed)
    held = [session(n, day, count) for n, (day, count) in enumerate(counts.items(), start=1)]
    rows = (*plan.of(Course), *plan.of(Requirement), *held)
    reported = plan_of(replace(group, turnover=None), *rows)

    (one,), (bounds,) = training(exact, on).statuses, training(reported, on).statuses

    assert one.valid.high is not None
    assert bounds.valid.high is not None
    assert one.valid.high <= bounds.valid.high


@given(trained_plans(register=True), st.integers(0, 1500))
def test_one_more_pass_lowers_no_end_where_every_session_has_its_number(
    plan: Plan, days_ago: int
) -> None:
    numbered = {one.id: replace(one, trained=one.trained or 0) for one in plan.of(Session)}
    plan = Plan(tables={**plan.tables, "sessions": numbered})
    more = with_rows(plan, certificate(99, "h9", DAY - timedelta(days=days_ago)))

    for before, after in zip(
        training(plan, DAY).statuses, training(more, DAY).statuses, strict=True
    ):
        assert after.valid.low >= before.valid.low
        assert before.valid.high is not None
        assert after.valid.high is not None
        assert after.valid.high >= before.valid.high


@given(trained_plans(), st.integers(1, 700), st.integers(0, 80))
def test_one_more_planned_session_lowers_no_month_of_a_forecast(
    plan: Plan, days: int, seats: int
) -> None:
    end = months_after(DAY, 30)
    extra = session(99, DAY + timedelta(days=days), None, SessionState.PLANNED, seats)

    for before, after in zip(
        forecasts(plan, end), forecasts(with_rows(plan, extra), end), strict=True
    ):
        for month, later in zip(before.months, after.months, strict=True):
            assert later.low >= month.low
            assert later.high >= month.high


@given(trained_plans(), st.decimals(0, 100, places=0))
def test_newcomers_trained_first_keep_a_forecast_within_none_and_all(
    plan: Plan, first: Decimal
) -> None:
    (group,) = plan.of(Audience)
    eager = replace(group, trained_first=first)
    end = months_after(DAY, 40)
    more = Plan(tables={**plan.tables, "audiences": {eager.id: eager}})

    for without, found in zip(forecasts(plan, end), forecasts(more, end), strict=True):
        for month, other in zip(found.months, without.months, strict=True):
            assert 0 <= month.low <= month.high <= 1
            assert month.low >= other.low
            assert month.high >= other.high


@given(st.integers(30, 90), st.integers(5, 95))
def test_the_same_seats_every_year_bring_a_forecast_to_the_closed_form(
    turnover: int, percent: int
) -> None:
    """Month by month from sessions, ten years on: a/(a+r), a being the share of the gap trained."""
    rate = turnover / 100
    seats = round(POSTS * rate * percent / 100)
    years = [months_after(DAY, 12 * year) for year in range(1, 11)]
    held = (
        session(n, day, None, SessionState.PLANNED, seats) for n, day in enumerate(years, start=1)
    )
    plan = plan_of(audience(POSTS, turnover=turnover), course(), requirement(80), *held)

    (found,) = forecasts(plan, years[-1])

    covered = seats / (rate * POSTS)
    trained = seats / (POSTS * (1 - covered))
    gone = (1 - rate) ** len(years)
    assert found.months[-1].on == years[-1]
    assert found.months[-1].high == pytest.approx(
        steady_level(trained, rate), abs=gone * covered + 2 / POSTS
    )
