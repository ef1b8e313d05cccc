"""What stands when routes close: laws over random plans, and one plan worked by hand."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.coverage.stress import routes, stress
from planner.analysis.coverage.stress_answer import scenario_answer
from planner.choices import CostStatus, Delivery, Route
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row
from planner.tables import Action
from tests.analysis.sketches import mapped_plans
from tests.builders import action, action_risk, cost, plan_of

REFERENCE = load()
OFF = st.lists(st.sampled_from([route.value for route in Route]), max_size=4)


def three() -> tuple[Row, ...]:
    """Two national actions and one by the Security Council, all on factor 7."""
    blocked = replace(action(1), catalogue="DIP-08", delivery=Delivery.MULTILATERAL, fallback="")
    home = [replace(action(n), delivery=Delivery.NATIONAL, catalogue="GOV-05") for n in (2, 3)]
    return blocked, *home, *(action_risk(n, f"A-{n:03d}", 7) for n in (1, 2, 3))


def test_one_route_off_takes_what_needs_it_and_two_thirds_stand() -> None:
    found = stress(plan_of(*three()), REFERENCE, ["Security-Council"])

    assert found.off == ("security council",)
    assert [(one.action.id, one.route) for one in found.falls] == [("A-001", "security council")]
    assert found.national == 2 / 3
    factor = next(one for one in found.factors if one.before.number == 7)
    assert len(factor.before.cover.actions) == 3
    assert factor.after.cover.actions == ("A-002", "A-003")


def test_what_falls_says_which_action_stands_in_and_what_it_lacks() -> None:
    blocked, *others = three()
    assert isinstance(blocked, Action)
    stands_in = replace(action(4), catalogue="DIP-07", delivery=Delivery.NATIONAL, lead="M-01")
    paid = replace(cost(action="A-004"), status=CostStatus.IN_BUDGET)
    named = replace(blocked, fallback="DIP-07")

    alone = stress(plan_of(*three()), REFERENCE, ["multilateral"]).falls[0]
    helped = stress(plan_of(named, *others, stands_in, paid), REFERENCE, ["courts", "council"])
    whole = stress(plan_of(named, *others, stands_in, paid), REFERENCE, ["multilateral"]).falls[0]

    assert (alone.by, set(alone.lacks)) == ("", {"fallback", "owner", "cost"})
    assert helped.falls == ()
    closed = replace(stands_in, delivery=Delivery.MULTILATERAL)
    both = stress(plan_of(named, *others, closed), REFERENCE, ["multilateral"]).falls
    assert "route" in both[0].lacks
    assert (whole.fallback, whole.by, whole.lacks) == ("DIP-07", "A-004", ())


def test_a_donor_who_leaves_takes_the_money_and_what_depends_on_it() -> None:
    tied = replace(action(1), delivery=Delivery.NATIONAL, depends_on=("donor: Big Fund",))
    paid = replace(cost(action="A-002"), donor="Big Fund", status=CostStatus.IN_BUDGET)
    other = replace(action(2), delivery=Delivery.NATIONAL)
    plan = plan_of(tied, other, paid, action_risk(1, "A-001", 7), action_risk(2, "A-002", 7))

    found = stress(plan, REFERENCE, ["big fund"])
    factor = next(one for one in found.factors if one.before.number == 7)

    assert "donor: big fund" in routes(plan)
    assert [one.action.id for one in found.falls] == ["A-001"]
    assert factor.before.cover.funded_actions == ("A-002",)
    assert factor.after.cover.funded_actions == ()
    assert found.unfunded == stress(plan, REFERENCE, ["Big Fund", "courts"]).unfunded > 0


@settings(max_examples=25, deadline=None)
@given(mapped_plans(), OFF, OFF)
def test_nothing_off_changes_nothing_and_more_off_never_adds_cover(
    plan: Plan, some: list[str], more: list[str]
) -> None:
    nothing = stress(plan, REFERENCE, [])
    few, many = (stress(plan, REFERENCE, off) for off in (some, some + more))

    assert all(one.before == one.after for one in nothing.factors)
    assert nothing.unfunded == 0 <= few.unfunded <= many.unfunded
    for less, least in zip(few.factors, many.factors, strict=True):
        assert set(less.after.cover.supports) <= set(less.before.cover.supports)
        assert set(least.after.cover.supports) <= set(less.after.cover.supports)


def test_the_answer_names_what_is_switched_off() -> None:
    told = scenario_answer(plan_of(*three()), REFERENCE, ["courts"])

    assert str(told.sentences[0]).startswith("Switched off:")
    assert told.table("factors").lines
