"""What leaves at a level: nothing above it, nothing that needs it, and a count of what stayed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.plans.release import at_level, marking_of
from planner.choices import Classification
from planner.plan import Plan
from planner.schema import Kind, Row, table_of
from planner.tables import (
    Action,
    Certificate,
    Cost,
    Link,
    Ministry,
    Observation,
    PlanDetails,
    Programme,
    Situation,
    Source,
)
from tests.strategies import plans

PUBLIC, GOVERNMENT, RESTRICTED = Classification


def plan_of(*rows: Row) -> Plan:
    tables: dict[str, dict[str, Row]] = {}
    for row in rows:
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables)


def test_a_row_above_the_level_is_absent() -> None:
    plan = plan_of(
        Action(id="A-001", title="Open", classification=PUBLIC),
        Action(id="A-002", title="Closed", classification=RESTRICTED),
    )

    release = at_level(plan, GOVERNMENT)

    assert [a.id for a in release.plan.of(Action)] == ["A-001"]
    assert release.rows == {"actions": 1}
    assert release.left_out == 1


def test_a_row_without_a_marking_follows_the_plan() -> None:
    action = Action(id="A-001", title="Talks")
    public = plan_of(PlanDetails(id="PLAN-1", classification=PUBLIC), action)
    restricted = plan_of(PlanDetails(id="PLAN-1", classification=RESTRICTED), action)

    assert at_level(public, PUBLIC).left_out == 0
    assert at_level(restricted, GOVERNMENT).rows == {"actions": 1}


def test_a_plan_without_any_marking_is_not_public() -> None:
    plan = plan_of(Action(id="A-001", title="Talks"))

    assert at_level(plan, PUBLIC).rows == {"actions": 1}
    assert at_level(plan, GOVERNMENT).left_out == 0


def test_what_cannot_be_without_an_absent_row_goes_with_it() -> None:
    plan = plan_of(
        Ministry(id="M-01", name="Justice"),
        Programme(id="P-0001", title="Courts", ministry="M-01", classification=RESTRICTED),
        Link(id="L-00001", programme="P-0001", action="RL-01"),
        Action(id="A-001", title="Talks", classification=RESTRICTED),
        Cost(id="C-0001", action="A-001", year=2027),
    )

    release = at_level(plan, GOVERNMENT)

    assert [row.id for _, row in release.plan] == ["M-01"]
    assert release.rows == {"programmes": 1, "links": 1, "actions": 1, "costs": 1}


def test_a_reference_that_may_be_blank_is_made_blank() -> None:
    plan = plan_of(
        Situation(id="S-01", name="North", classification=RESTRICTED),
        Action(id="A-001", title="Talks", situation="S-01"),
    )

    release = at_level(plan, GOVERNMENT)

    assert release.plan.get(Action, "A-001").situation == ""
    assert release.cells == 1


def test_restricted_columns_leave_only_at_the_restricted_level() -> None:
    plan = plan_of(
        Source(id="SRC-001", code="S1", real_name="canary", contact="canary"),
        Certificate(id="CE-00001", holder="canary", audience="AU-01", course="CR-01"),
        Observation(id="O-0001", situation="S-01", indicator="7.1", partner="LP-01"),
    )

    below, above = at_level(plan, GOVERNMENT), at_level(plan, RESTRICTED)

    assert "canary" not in repr(below.plan)
    assert below.plan.get(Observation, "O-0001").partner == ""
    assert below.cells == 4
    assert above.plan == plan


def test_people_under_codes_can_be_counted_at_any_level_and_found_at_none_but_the_restricted() -> (
    None
):
    def passed(number: int, holder: str) -> Certificate:
        return Certificate(id=f"CE-{number:05d}", holder=holder, audience="AU-01", course="CR-01")

    plan = plan_of(*(passed(n, who) for n, who in enumerate(["H-7", "H-2", "H-7"], start=1)))

    release = at_level(plan, Classification.PUBLIC)

    assert [row.holder for row in release.plan.of(Certificate)] == ["1", "2", "1"]
    assert release.cells == 3


def test_the_plans_own_row_always_stays() -> None:
    plan = plan_of(PlanDetails(id="PLAN-1", title="Plan", classification=RESTRICTED))

    assert at_level(plan, PUBLIC).plan.details.title == "Plan"


@given(plans(), st.sampled_from(Classification))
def test_nothing_above_the_level_and_no_loose_end_is_left(
    plan: Plan, level: Classification
) -> None:
    release = at_level(plan, level)

    order = list(Classification)
    for table, row in release.plan:
        marked = table.name != "plan" and any(c.name == "classification" for c in table.columns)
        assert not marked or order.index(marking_of(row, plan)) <= order.index(level)
        for column in table.columns:
            value = getattr(row, column.name)
            closed = column.restricted and level is not RESTRICTED
            assert not closed or value == column.blank or (column.required and value.isdecimal())
            if column.kind is Kind.ROW and value:
                assert value in release.plan.rows(column.refers)
    assert sum(plan.counts.values()) == sum(release.plan.counts.values()) + release.left_out


@given(plans(), st.sampled_from(Classification))
def test_releasing_again_changes_nothing(plan: Plan, level: Classification) -> None:
    once = at_level(plan, level).plan

    assert at_level(once, level).plan == once


@pytest.mark.parametrize("level", list(Classification))
def test_an_empty_plan_stays_empty(level: Classification) -> None:
    assert at_level(Plan(), level).plan == Plan()
