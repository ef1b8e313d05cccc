"""All requirements together, month by month: what is wanted, held, and where the target stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from planner.analysis.training.forecast import forecasts, outlook
from planner.analysis.training.requirements import records, training_on
from planner.choices import RequiredScope, SessionState
from planner.plan import Plan
from planner.schema import Row
from tests.analysis.sketches import DAY, trained_plans
from tests.builders import audience, course, plan_of, requirement, session

ON = date(2027, 3, 1)
END = date(2028, 3, 1)
OTHERS = replace(audience(50), id="AU-02", title="Police")
THEIRS = replace(requirement(None), id="RQ-02", audience="AU-02")


def seen(*rows: Row) -> Plan:
    return plan_of(course(36), *rows)


def test_requirements_are_added_up_month_by_month() -> None:
    more = session(2, date(2027, 4, 15), None, SessionState.PLANNED, 20)
    plan = seen(audience(100), OTHERS, requirement(80), THEIRS, session(1, ON, 30), more)
    known = records(plan)

    months = outlook(forecasts(known, training_on(known, ON), END), listed=False)

    assert [month.on.month for month in months][:3] == [3, 4, 5]
    first, held = months[0], months[2]
    assert (first.count.posts, first.count.valid.low, first.count.valid.high, first.seats) == (
        150,
        30,
        30,
        0,
    )
    assert (held.count.valid.low, held.count.valid.high, held.seats) == (30, 50, 20)
    assert held.coverage == (0.2, 50 / 150)
    assert first.target == 80 / 150


def test_listed_posts_stand_apart_and_unknown_posts_are_left_out() -> None:
    listed = replace(requirement(80), id="RQ-03", scope=RequiredScope.LISTED_POSTS)
    group = replace(audience(100), listed_posts=20)
    uncounted = replace(OTHERS, posts=None)
    plan = seen(group, uncounted, requirement(80), THEIRS, listed, session(1, ON, 90))
    known = records(plan)

    found = forecasts(known, training_on(known, ON), END)

    assert [one.status.requirement.id for one in found] == ["RQ-01", "RQ-03"]
    assert outlook(found, listed=False)[0].count.posts == 100
    assert outlook(found, listed=True)[0].count.valid.low == 10
    assert outlook((), listed=True) == ()


def test_without_a_target_there_is_no_line_to_reach() -> None:
    known = records(seen(audience(100), requirement(None)))

    (first, *_) = outlook(forecasts(known, training_on(known, ON), END), listed=False)

    assert first.target is None


@given(trained_plans())
def test_a_sum_of_one_forecast_is_that_forecast(plan: Plan) -> None:
    known = records(plan)
    for one in forecasts(known, training_on(known, DAY), None):
        listed = one.status.requirement.scope is RequiredScope.LISTED_POSTS
        months = outlook((one,), listed=listed)

        assert [month.coverage for month in months] == [month.coverage for month in one.months]
        assert outlook((one,), listed=not listed) == ()
