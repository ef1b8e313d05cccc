"""Requirements added up: what is unknown is in no sum, listed posts stand apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.requirements import records, training_on
from planner.analysis.training.totals import BY, TrainingTotal, expiring, totals, women
from planner.choices import CourseLevel, Family, RequiredScope, SessionState
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Ministry
from tests.analysis.sketches import DAY, trained_plans
from tests.builders import audience, certificate, course, plan_of, requirement, session

ON = date(2027, 3, 1)
HELD = date(2026, 9, 1)
MINISTRY = Ministry(id="M-01", name="Foreign Affairs", family=Family.FOREIGN_AFFAIRS)
OTHERS = replace(audience(40), id="AU-02", title="Police")
LISTED = replace(audience(100), listed_posts=20, ministry="M-01")


def sums(by: str, *rows: Row) -> dict[tuple[str, bool], TrainingTotal]:
    plan = plan_of(MINISTRY, *rows)
    found = totals(plan, training_on(records(plan), ON), by)
    return {(one.key, one.listed): one for one in found}


def test_requirements_are_added_up_and_listed_posts_stand_apart() -> None:
    scoped = replace(requirement(50), id="RQ-02", scope=RequiredScope.LISTED_POSTS)
    basis = replace(course(36), level=CourseLevel.FOUNDATION)
    theirs = replace(requirement(50), id="RQ-03", audience="AU-02")
    rows = (LISTED, OTHERS, basis, requirement(80), scoped, theirs, session(1, HELD, 90))

    by_level = sums("level", *rows)

    whole, listed = by_level["foundation", False], by_level["foundation", True]
    assert (whole.requirements, whole.count.posts, whole.count.valid.low, whole.met) == (
        2,
        140,
        90,
        1,
    )
    assert whole.count.coverage == (90 / 140, 90 / 140)
    assert (listed.count.posts, listed.count.valid.low, listed.count.valid.high) == (20, 10, 20)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("ministry", {"M-01", ""}),
        ("family", {"foreign affairs", ""}),
        ("audience", {"AU-01", "AU-02"}),
        ("course", {"CR-01"}),
        ("level", {""}),
    ],
)
def test_sums_go_by_ministry_family_audience_course_and_level(by: str, keys: set[str]) -> None:
    theirs = replace(requirement(), id="RQ-02", audience="AU-02")

    found = sums(by, LISTED, OTHERS, course(), requirement(), theirs)

    assert {key for key, _ in found} == keys
    assert by in BY


def test_what_is_unknown_is_in_no_sum() -> None:
    (found,) = sums("course", audience(None), course(), requirement(), session(1, HELD, 9)).values()

    assert (found.requirements, found.unknown, found.count.posts, found.count.valid.low) == (
        1,
        1,
        0,
        0,
    )
    assert found.count.coverage is None


@given(trained_plans())
def test_a_sum_of_one_is_that_one(plan: Plan) -> None:
    found = training_on(records(plan), DAY)

    for by in BY:
        (total,) = totals(plan, found, by)
        assert total.count.coverage == found.statuses[0].coverage


def test_women_are_counted_where_sessions_say_so() -> None:
    told = replace(session(1, HELD, 20), women=8)
    rows = [told, session(2, HELD, 30), session(3, date(2028, 1, 1), 5), session(4, HELD, None)]

    found = women(rows, ON)

    assert (found.women, found.trained, found.silent) == (8, 20, 1)
    assert found.share == 0.4
    assert women([], ON).share is None


def test_women_are_counted_apart_for_each_sum_and_cancelled_sessions_are_not() -> None:
    theirs = replace(requirement(), id="RQ-02", audience="AU-02")
    sat = replace(session(1, HELD, 20), women=8)
    off = replace(session(2, HELD, 20), women=20, state=SessionState.CANCELLED)
    police = replace(session(3, HELD, 10), women=1, audience="AU-02")
    elsewhere = replace(session(4, HELD, 10), women=10, course="CR-09")

    found = sums(
        "ministry", LISTED, OTHERS, course(), requirement(), theirs, sat, off, police, elsewhere
    )

    assert {key: one.women.share for (key, _), one in found.items()} == {"M-01": 0.4, "": 0.1}


@given(st.integers(-5, 50), st.integers(-5, 50))
def test_the_share_of_women_is_a_share(trained: int, count: int) -> None:
    found = women([replace(session(1, HELD, trained), women=count)], ON)

    assert found.share is None or 0 <= found.share <= 1


def test_passes_that_end_soon_or_ended_lately_are_listed_by_code_or_by_number() -> None:
    plan = plan_of(
        audience(),
        course(12),
        requirement(),
        replace(requirement(), id="RQ-02", scope=RequiredScope.LISTED_POSTS),
        certificate(1, "ben", date(2026, 4, 1)),
        certificate(2, "ann", date(2026, 4, 1)),
        certificate(3, "cat", date(2026, 2, 1)),
        certificate(4, "dan", date(2025, 4, 1)),
        certificate(5, "dan", date(2026, 12, 1)),
        session(1, date(2026, 5, 1), 30),
        session(2, date(2026, 4, 1), 2),
    )
    known = records(plan)

    found = expiring(known, training_on(known, ON), 90)

    assert [(one.on, one.holders, one.at_most, one.expired) for one in found] == [
        (date(2027, 2, 1), ("cat",), 1, True),
        (date(2027, 4, 1), ("ann", "ben"), 2, False),
        (date(2027, 5, 1), (), 30, False),
    ]


def test_a_pass_that_never_ends_is_in_no_list() -> None:
    plan = plan_of(audience(), course(), requirement(), certificate(1, "ann", HELD))
    known = records(plan)

    assert expiring(known, training_on(known, ON), 90) == ()
