"""What names one row is given to another, or the two are merged: nothing lost, nothing doubled."""

from __future__ import annotations

import pytest

from planner.changes import apply
from planner.errors import WrongValue
from planner.plan import Plan
from planner.services.reassigning import reassigned
from planner.tables import Action, ActionPartner, Ministry, Programme
from tests.builders import plan_of

INTERIOR = Ministry(id="M-01", name="Interior", code="07")
HOME = Ministry(id="M-02", name="Home Affairs", code="", short_name="MHA", mailbox="r2p@home")
ROWS = (
    INTERIOR,
    HOME,
    Programme(id="P-0001", title="Patrols", ministry="M-02", reference="1"),
    Programme(id="P-0002", title="Posts", ministry="M-02"),
    Programme(id="P-0003", title="Posts", ministry="M-01"),
    Action(id="A-001", title="Council", lead="M-02"),
    ActionPartner(id="AP-0001", action="A-001", ministry="M-01"),
    ActionPartner(id="AP-0002", action="A-001", ministry="M-02"),
)


def merged(plan: Plan, giver: str = "M-02", taker: str = "M-01", *, merged: bool = True) -> Plan:
    return apply(plan, reassigned(plan, "ministries", giver, taker, merged=merged))


def test_a_merged_ministry_leaves_its_rows_and_what_the_other_did_not_know() -> None:
    plan = merged(plan_of(*ROWS))

    assert [one.id for one in plan.of(Ministry)] == ["M-01"]
    kept = plan.get(Ministry, "M-01")
    assert (kept.name, kept.code, kept.short_name, kept.mailbox) == (
        "Interior", "07", "MHA", "r2p@home",
    )  # fmt: skip
    assert {one.ministry for one in plan.of(Programme)} == {"M-01"}
    assert len(plan.of(Programme)) == 3
    assert plan.get(Action, "A-001").lead == "M-01"


def test_a_link_that_both_had_is_there_once() -> None:
    assert [one.id for one in merged(plan_of(*ROWS)).of(ActionPartner)] == ["AP-0001"]


def test_rows_that_would_become_one_and_differ_are_named_and_nothing_is_done() -> None:
    clash = Programme(id="P-0004", title="Other patrols", ministry="M-01", reference="1")

    with pytest.raises(WrongValue, match="P-0004 and P-0001 would become one row") as refused:
        merged(plan_of(*ROWS, clash))

    assert refused.value.hint


def test_rows_are_given_without_removing_the_ministry() -> None:
    plan = merged(plan_of(*ROWS), merged=False)

    assert plan.get(Ministry, "M-02") == HOME
    assert plan.get(Ministry, "M-01") == INTERIOR
    assert plan.references_to("M-02", "ministries") == ()


@pytest.mark.parametrize(("giver", "taker"), [("M-01", "M-01"), ("M-09", "M-01"), ("M-01", "M-9")])
def test_only_two_rows_that_are_there_can_be_merged(giver: str, taker: str) -> None:
    with pytest.raises(WrongValue):
        merged(plan_of(*ROWS), giver, taker)
