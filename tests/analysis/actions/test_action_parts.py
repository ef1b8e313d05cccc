"""What an action lacks, how it is copied with its parts, and how it is taken out whole."""

from __future__ import annotations

from decimal import Decimal

from planner.analysis.actions.action_parts import copied, open_points, rows_of, taken_out
from planner.changes import Insert, apply, insert
from planner.choices import ActionStatus
from planner.messages import _
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row
from planner.tables import (
    Action,
    ActionRisk,
    Cost,
    Harm,
    Measure,
    Milestone,
    Reading,
    Threshold,
    Update,
)

REFERENCE = load()


def plan_of(*rows: Row) -> Plan:
    return apply(Plan(), [insert(row) for row in rows])


def whole_action() -> tuple[Row, ...]:
    return (
        Action(id="A-001", title="Patrol", catalogue="JUS-02", status=ActionStatus.DONE),
        Action(id="A-002", title="Another"),
        ActionRisk(id="AR-0001", action="A-001", risk_factor="3"),
        ActionRisk(id="AR-0002", action="A-002", risk_factor="3"),
        Harm(id="H-001", action="A-001", sign="8.12"),
        Milestone(id="MS-0001", action="A-001", title="Begin", done_on=None),
        Cost(id="C-0001", action="A-001", year=2027, mid=Decimal(5)),
        Measure(id="I-001", action="A-001", title="Patrols a week"),
        Reading(id="RD-0001", measure="I-001", value=Decimal(1)),
        Update(id="U-0001", action="A-001", note="Begun"),
        Threshold(id="W-01", sign="7", threshold="Seen", response="A-001"),
    )


def test_an_action_with_nothing_filled_says_all_it_lacks() -> None:
    action = Action(id="A-001", title="Patrol", catalogue="JUS-02")

    found = open_points(plan_of(action), REFERENCE)

    assert tuple(map(str, found["A-001"])) == (
        "no lead ministry",
        "no responsible post",
        "no dates",
        "no risk factor",
        "no cost, and no reason for it",
        "coercive, no legal basis",
    )


def test_a_harm_without_a_mitigation_is_an_open_point() -> None:
    plan = plan_of(*whole_action())

    found = open_points(plan, REFERENCE)

    harmful = _("possible harm, no mitigation")
    assert harmful in found["A-001"]
    assert harmful not in found["A-002"]


def test_a_copy_takes_its_parts_along_and_starts_anew() -> None:
    plan = plan_of(*whole_action())

    new_id, made = copied(plan, "A-001")
    after = apply(plan, made)

    copy = after.get(Action, new_id)
    assert (copy.title, copy.status) == ("Patrol (copy)", ActionStatus.PROPOSED)
    assert all(isinstance(change, Insert) for change in made)
    assert [row.risk_factor for row in rows_of(after, ActionRisk, new_id)] == ["3"]
    assert [row.mid for row in rows_of(after, Cost, new_id)] == [Decimal(5)]
    assert rows_of(after, Update, new_id) == ()


def test_an_action_taken_out_leaves_nothing_that_names_it() -> None:
    plan = plan_of(*whole_action())

    after = apply(plan, taken_out(plan, "A-001"))

    assert after.references_to("A-001", "actions") == ()
    assert [row.id for row in after.of(Action)] == ["A-002"]
    assert after.of(Reading) == ()
    assert after.get(Threshold, "W-01").response == ""
    assert [row.id for row in after.of(ActionRisk)] == ["AR-0002"]
