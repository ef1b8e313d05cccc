"""The share of money by phase: by the catalogue entry of each action, unknown kept unknown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from planner.analysis.answers import Target
from planner.analysis.money.costs import CostSum, money
from planner.analysis.money.phases import by_phase, phases_answer
from planner.analysis.sums import added
from planner.plan import Plan
from tests.analysis.sketches import REFERENCE, mapped_plans
from tests.builders import DETAILS, action, cost, plan_of

UPSTREAM = next(one.id for one in REFERENCE.actions if one.phase == "upstream")
RESPONSE = next(one.id for one in REFERENCE.actions if one.phase == "response")
PLAN = plan_of(
    DETAILS,
    replace(action(1), catalogue=UPSTREAM),
    replace(action(2), catalogue=RESPONSE),
    replace(action(3), catalogue=""),
    replace(cost(1), action="A-001", mid=Decimal(600)),
    replace(cost(2), action="A-002", mid=Decimal(300)),
    replace(cost(3), action="A-003", mid=Decimal(100)),
)


def test_every_phase_of_the_catalogue_has_a_name() -> None:
    assert {one.phase for one in REFERENCE.actions} == {
        "upstream",
        "early-warning",
        "response",
        "recovery",
    }


def test_money_is_told_by_the_phase_of_the_catalogue_entry() -> None:
    found = by_phase(PLAN, REFERENCE)

    assert {key: part.mid for key, part in found.items() if part.lines} == {
        "upstream": 600,
        "response": 300,
        "": 100,
    }


def test_an_action_without_an_entry_is_named_and_its_phase_not_known() -> None:
    answer = phases_answer(PLAN, REFERENCE)

    assert [one.targets for one in answer.findings] == [(Target("actions", "A-003"),)]
    assert len(answer.table("by_phase").lines) == 5


@given(mapped_plans())
def test_the_phases_add_up_to_the_whole_plan(plan: Plan) -> None:
    found = by_phase(plan, REFERENCE)

    assert added(found.values(), CostSum()) == money(plan).total
