"""Every post in one state, added up, and in the order of what is most urgent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from planner.analysis.training.figures import PostState, post_states
from planner.analysis.training.requirements import (
    RequirementStatus,
    TargetState,
    Training,
    by_urgency,
    training,
)
from planner.analysis.training.seat_needs import needs
from planner.analysis.training.totals import total_of
from planner.choices import RequiredScope
from planner.plan import Plan
from planner.schema import Row
from tests.analysis.sketches import DAY, trained_plans
from tests.builders import audience, certificate, course, plan_of, requirement, session

ON = date(2027, 3, 1)
LONG_AGO, LAST_YEAR, LATELY = date(2020, 1, 1), date(2026, 4, 1), date(2026, 12, 1)


def statuses(*rows: Row) -> tuple[RequirementStatus, ...]:
    return training(plan_of(*rows), ON).statuses


def test_a_register_puts_every_post_in_exactly_one_state() -> None:
    (found,) = statuses(
        audience(10),
        course(12),
        requirement(),
        certificate(1, "a", LATELY),
        certificate(2, "b", LAST_YEAR),
        certificate(3, "c", LONG_AGO),
    )

    assert post_states(found) == {
        PostState.CURRENT: 1,
        PostState.ENDING: 1,
        PostState.OPEN: 0,
        PostState.EXPIRED: 1,
        PostState.NEVER: 7,
    }


def test_what_head_counts_leave_open_is_neither_a_pass_nor_none() -> None:
    (found,) = statuses(
        audience(100), course(12), requirement(), session(1, LATELY, 30), session(2, LATELY, 20)
    )

    states = post_states(found)
    assert states is not None
    assert (states[PostState.CURRENT], states[PostState.OPEN], states[PostState.NEVER]) == (
        30,
        20,
        50,
    )


def test_posts_that_nobody_counted_are_in_no_state_and_in_no_sum() -> None:
    found = statuses(
        audience(100),
        replace(audience(None), id="AU-02"),
        course(12),
        requirement(),
        replace(requirement(), id="RQ-02", audience="AU-02"),
        session(1, LATELY, 30),
    )

    assert post_states(found[1]) is None
    together = total_of(found)
    assert (together.count.posts, together.count.valid.low, together.unknown) == (100, 30, 1)
    assert together.count.coverage == (0.3, 0.3)
    assert total_of(found[1:]).count.coverage is None


@given(trained_plans())
def test_the_states_of_posts_are_never_negative_and_add_up_to_the_posts(plan: Plan) -> None:
    found = training(plan, DAY)

    for status in found.statuses:
        states = post_states(status)
        assert (states is None) == (status.posts is None)
        if states is not None:
            assert min(states.values()) >= 0
            assert sum(states.values()) == status.posts
    assert total_of(found.statuses).count.posts >= total_of(found.of_listed).count.posts
    share = total_of(found.statuses).count.coverage
    assert share is None or 0 <= share[0] <= share[1] <= 1


@given(trained_plans())
def test_the_most_urgent_is_short_when_anything_is(plan: Plan) -> None:
    found = training(plan, DAY)
    ordered = by_urgency(found.statuses)

    assert set(map(id, ordered)) == set(map(id, found.statuses))
    if found.in_state(TargetState.SHORT):
        assert ordered[0].state is TargetState.SHORT
        assert ordered[0].missing == max(one.missing for one in found.in_state(TargetState.SHORT))


def test_needs_leave_out_what_has_enough_seats_and_begin_with_the_most_urgent() -> None:
    found = statuses(
        replace(audience(100), listed_posts=10),
        replace(audience(20), id="AU-02"),
        course(12),
        requirement(50),
        replace(requirement(50), id="RQ-02", scope=RequiredScope.LISTED_POSTS),
        replace(requirement(50), id="RQ-03", audience="AU-02"),
        replace(session(1, LATELY, 20), audience="AU-02"),
    )

    wanted = needs(Training(on=ON, statuses=found), ON, None)

    assert [(one.status.requirement.id, one.seats) for one in wanted] == [
        ("RQ-01", 50),
        ("RQ-02", 5),
    ]
