"""Whether those who must be trained are, on any day; unknown stays unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.analysis.training.holders import Basis
from planner.analysis.training.requirements import RequirementStatus, TargetState, records, training
from planner.choices import RequiredScope, SessionState
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Audience, Course, Requirement, Session
from tests.analysis.sketches import DAY, trained_plans
from tests.builders import audience, certificate, course, plan_of, requirement, session

ON = date(2027, 3, 1)
LAST_YEAR = date(2026, 9, 1)


def status(*rows: Row, on: date = ON) -> RequirementStatus:
    kinds = {type(row) for row in rows}
    given_by_default = (audience(), course(12), requirement())
    rest = (row for row in given_by_default if type(row) not in kinds)
    (only,) = training(plan_of(*rest, *rows), on).statuses
    return only


def planned(number: int, on: date, seats: int | None) -> Session:
    return session(number, on, None, SessionState.PLANNED, seats)


def test_coverage_from_head_counts_is_a_range() -> None:
    found = status(session(1, LAST_YEAR, 30), session(2, LAST_YEAR, 20))

    assert found.basis is Basis.HEAD_COUNTS
    assert found.posts == 100
    assert (found.valid.low, found.valid.high) == (30, 50)
    assert found.coverage == (0.3, 0.5)
    assert (found.expired, found.never) == (0, 50)
    assert found.seats_needed == 50
    assert str(found.reason).endswith("Filled posts in scope: 100.")


def test_coverage_from_a_register_is_exact() -> None:
    found = status(
        audience(4),
        certificate(1, "ann", LAST_YEAR),
        certificate(2, "ben", date(2020, 1, 1)),
    )

    assert found.basis is Basis.REGISTER
    assert found.coverage == (0.25, 0.25)
    assert (found.expired, found.never) == (1, 2)


def test_without_a_head_count_coverage_is_unknown_and_never_zero() -> None:
    found = status(audience(None), session(1, LAST_YEAR, 30))

    assert found.coverage is None
    assert found.state is TargetState.UNKNOWN
    assert (found.posts, found.never, found.seats_needed, found.steady) == (None, None, None, None)
    assert (found.valid.low, found.valid.high) == (30, 30)
    assert str(found.reason).startswith(
        "Diplomats: filled posts not known, so coverage is not known."
    )


def test_an_audience_without_posts_has_no_coverage() -> None:
    found = status(audience(0), session(1, LAST_YEAR, 30))

    assert found.coverage is None
    assert (found.valid.high, found.seats_needed) == (0, 0)


def test_without_any_session_nobody_is_trained() -> None:
    found = status()

    assert found.basis is Basis.NOTHING
    assert found.coverage == (0.0, 0.0)
    assert (found.never, found.seats_needed, found.state) == (100, 80, TargetState.SHORT)


@pytest.mark.parametrize(
    ("target", "state"),
    [
        (30, TargetState.MET),
        (31, TargetState.UNCLEAR),
        (50, TargetState.UNCLEAR),
        (51, TargetState.SHORT),
        (0, TargetState.MET),
        (None, TargetState.UNKNOWN),
    ],
)
def test_a_target_is_met_or_missed_only_when_the_whole_range_says_so(
    target: int | None, state: TargetState
) -> None:
    found = status(requirement(target), session(1, LAST_YEAR, 30), session(2, LAST_YEAR, 20))

    assert found.state is state
    assert found.target == (None if target is None else target / 100)
    assert (found.seats_needed is None) is (target is None)


def test_an_open_range_reaches_up_to_all_posts() -> None:
    found = status(session(1, LAST_YEAR, None), session(2, LAST_YEAR, 20))

    assert found.coverage == (0.2, 1.0)
    assert found.never == 0


def test_expired_and_due_are_counted_apart_from_valid() -> None:
    found = status(session(1, date(2025, 1, 1), 40), session(2, date(2026, 4, 1), 10))

    assert (found.valid.high, found.expired, found.due_90) == (10, 40, 10)


def test_what_expired_of_an_open_range_is_the_least_it_can_be() -> None:
    found = status(
        audience(None), session(1, date(2025, 1, 1), None), session(2, date(2025, 1, 1), 40)
    )

    assert found.expired == 40


def test_a_requirement_for_listed_posts_counts_those_who_must_sit_there() -> None:
    listed = replace(requirement(50), scope=RequiredScope.LISTED_POSTS)
    group = replace(audience(100), listed_posts=40)

    found = status(group, listed, session(1, LAST_YEAR, 70))

    assert found.posts == 40
    assert (found.valid.low, found.valid.high) == (10, 40)
    assert found.coverage == (0.25, 1.0)


@pytest.mark.parametrize(("posts", "listed"), [(None, 40), (100, None), (None, None)])
def test_listed_posts_that_nobody_counted_stay_unknown(
    posts: int | None, listed: int | None
) -> None:
    scoped = replace(requirement(50), scope=RequiredScope.LISTED_POSTS)

    found = status(replace(audience(posts), listed_posts=listed), scoped, session(1, LAST_YEAR, 70))

    assert found.posts == listed
    assert found.valid.low == 0


def test_seats_booked_are_those_planned_up_to_the_targets_date() -> None:
    rows = (
        planned(1, date(2027, 5, 1), 20),
        planned(2, date(2027, 12, 31), 30),
        planned(3, date(2028, 1, 1), 5),
        planned(4, date(2027, 6, 1), None),
        planned(5, date(2027, 2, 1), 9),
    )

    assert status(*rows, requirement(by=date(2027, 12, 31))).seats_booked == 50
    assert status(*rows, requirement()).seats_booked == 55


def test_the_seats_of_the_next_year_hold_a_steady_level_against_turnover() -> None:
    rows = (audience(100, turnover=25), session(1, ON, 20))

    assert status(*rows, planned(2, date(2027, 9, 1), 20)).steady == pytest.approx(0.5)
    assert status(*rows, planned(2, date(2027, 9, 1), 800)).steady == pytest.approx(0.8)
    assert status(*rows, planned(2, date(2028, 9, 1), 20)).steady == 0.0
    assert status(*rows).steady == 0.0


def test_a_group_all_trained_stays_so_only_with_seats() -> None:
    rows = (audience(10, turnover=0), session(1, ON, 10))

    assert status(*rows).steady is None
    assert status(*rows, planned(2, date(2027, 9, 1), 1)).steady == 1.0
    assert status(audience(10), session(1, ON, 10)).steady is None


def test_a_requirement_without_its_audience_or_course_is_left_out() -> None:
    stray = replace(requirement(), audience="AU-09")
    adrift = replace(requirement(), id="RQ-02", course="CR-09")

    assert training(plan_of(audience(), course(), stray, adrift), ON).statuses == ()


def test_sessions_of_another_course_or_audience_do_not_count() -> None:
    other = replace(session(1, LAST_YEAR, 30), course="CR-09")
    others = replace(session(2, LAST_YEAR, 30), audience="AU-09")

    assert status(other, others).coverage == (0.0, 0.0)


def test_requirements_are_found_by_how_they_stand() -> None:
    plan = plan_of(audience(), course(), requirement(0), replace(requirement(90), id="RQ-02"))

    found = training(plan, ON)

    assert [s.requirement.id for s in found.in_state(TargetState.MET)] == ["RQ-01"]
    assert [s.requirement.id for s in found.in_state(TargetState.SHORT)] == ["RQ-02"]
    assert found.on == ON


@given(trained_plans(), st.dates(DAY - timedelta(days=800), DAY + timedelta(days=800)))
def test_coverage_is_a_range_between_none_and_all(plan: Plan, on: date) -> None:
    for found in training(plan, on).statuses:
        valid = found.valid
        assert valid.high is None or 0 <= valid.low <= valid.high
        if found.coverage is not None:
            low, high = found.coverage
            assert 0 <= low <= high <= 1
        assert found.expired >= 0
        assert found.due_90 >= 0
        assert valid.high is None or found.due_90 <= valid.high
        assert found.never is None or found.never >= 0
        assert found.steady is None or 0 <= found.steady <= 1
        assert found.seats_needed is None or found.seats_needed >= 0
        assert (found.coverage is None) is (not found.posts)


@given(trained_plans(), st.integers(0, 50), st.integers(0, 1500))
def test_more_training_never_lowers_coverage(plan: Plan, trained: int, days_ago: int) -> None:
    extra = session(99, DAY - timedelta(days=days_ago), trained)
    more = Plan(tables={**plan.tables, "sessions": {**plan.rows("sessions"), extra.id: extra}})

    for before, after in zip(
        training(plan, DAY).statuses, training(more, DAY).statuses, strict=True
    ):
        assert after.valid.low >= before.valid.low
        if after.coverage is not None and before.coverage is not None:
            assert after.coverage[1] >= before.coverage[1]


@given(trained_plans(), st.integers(0, 1500))
def test_a_later_day_without_training_never_raises_coverage(plan: Plan, days: int) -> None:
    later = DAY + timedelta(days=days)
    assume(not any(s.on and DAY < s.on <= later for s in plan.of(Session)))
    passes = plan.rows("certificates").values()
    assume(not any((on := getattr(c, "passed_on", None)) and DAY < on <= later for c in passes))

    for now, then in zip(training(plan, DAY).statuses, training(plan, later).statuses, strict=True):
        assert then.valid.low <= now.valid.low
        if now.coverage is not None and then.coverage is not None:
            assert then.coverage[1] <= now.coverage[1]


@given(trained_plans(register=True))
def test_a_register_alone_is_exact_where_every_post_is_in_scope(plan: Plan) -> None:
    plan = Plan(tables={**plan.tables, "sessions": {}})

    for found in training(plan, DAY).statuses:
        assume(found.requirement.scope is not RequiredScope.LISTED_POSTS)
        assert found.basis is Basis.REGISTER
        assert found.valid.low == found.valid.high


@given(trained_plans(register=True), st.dates(DAY - timedelta(days=800), DAY))
def test_a_register_lies_within_the_range_of_its_own_head_counts(plan: Plan, on: date) -> None:
    """Its head-counts on a day: for each day of passes, how many of those still in post passed."""
    exact = Plan(tables={**plan.tables, "sessions": {}})
    (register,) = records(exact).registers.values()
    days: dict[int, set[str]] = {}
    for _, passed, left, holder in register.passes:
        if passed <= on.toordinal() < left:
            days.setdefault(passed, set()).add(holder)
    counts = [
        session(n, date.fromordinal(day), len(codes))
        for n, (day, codes) in enumerate(days.items(), start=1)
    ]
    (group,) = plan.of(Audience)
    unmoved = replace(group, turnover=None)
    reported = plan_of(unmoved, *plan.of(Course), *plan.of(Requirement), *counts)

    (one,), (bounds,) = training(exact, on).statuses, training(reported, on).statuses

    assert bounds.valid.low <= one.valid.low
    assert bounds.valid.high is not None
    assert one.valid.high is not None
    assert one.valid.high <= bounds.valid.high


@given(trained_plans(register=True), st.integers(0, 1500))
def test_one_more_pass_never_lowers_coverage(plan: Plan, days_ago: int) -> None:
    extra = certificate(99, "h9", DAY - timedelta(days=days_ago))
    passes = {**plan.rows("certificates"), extra.id: extra}
    more = Plan(tables={**plan.tables, "certificates": passes})

    for before, after in zip(
        training(plan, DAY).statuses, training(more, DAY).statuses, strict=True
    ):
        assert after.valid.low >= before.valid.low


@given(trained_plans())
def test_a_higher_target_is_never_easier(plan: Plan) -> None:
    (row,) = plan.of(Requirement)
    higher = replace(row, target=(row.target or Decimal(0)) + 10)
    harder = Plan(tables={**plan.tables, "requirements": {row.id: higher}})

    (one,), (other,) = training(plan, DAY).statuses, training(harder, DAY).statuses

    order = [TargetState.MET, TargetState.UNCLEAR, TargetState.SHORT]
    if TargetState.UNKNOWN not in (one.state, other.state):
        assert order.index(other.state) >= order.index(one.state)


@given(trained_plans())
def test_who_nobody_counted_is_not_known_to_be_trained(plan: Plan) -> None:
    (row,) = plan.of(Audience)
    uncounted = replace(row, posts=None, listed_posts=None)
    plan = Plan(tables={**plan.tables, "audiences": {row.id: uncounted}})

    (found,) = training(plan, DAY).statuses

    assert (found.coverage, found.state) == (None, TargetState.UNKNOWN)
