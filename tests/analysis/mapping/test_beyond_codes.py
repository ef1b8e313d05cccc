"""What no aid code leads to is worked out from the reference and compared with a plan's links."""

from __future__ import annotations

from planner.analysis.mapping.beyond_codes import beyond_codes
from planner.choices import LinkState, Scope
from planner.plan import Plan
from planner.reference import load
from planner.tables import Link, PlanDetails


def linked(*links: Link) -> Plan:
    return Plan(tables={"links": {link.id: link for link in links}})


def test_fifty_of_the_actions_are_beyond_every_aid_code() -> None:
    found = beyond_codes(Plan(), load())

    assert (len(found.actions), found.of) == (50, 125)
    codes = {action for code in load().purpose_codes for action in code.action_ids}
    assert codes.isdisjoint(one.id for one in found.actions)
    assert found.without == found.actions
    assert str(found.sentence).startswith("50 of the 125 prevention actions")


def test_a_plan_for_home_is_not_told_of_what_can_only_be_done_abroad() -> None:
    home = Plan(tables={"plan": {"PLAN-1": PlanDetails(id="PLAN-1", scope=Scope.HOME)}})

    named = {one.id for one in beyond_codes(home, load()).actions}

    assert "SEC-10" in {one.id for one in beyond_codes(Plan(), load()).actions}
    assert "SEC-10" not in named
    assert "SEC-12" in named


def test_only_a_confirmed_link_gives_such_an_action_a_programme() -> None:
    plan = linked(
        Link(id="L-00001", programme="P-0001", action="DIP-03", state=LinkState.CONFIRMED),
        Link(id="L-00002", programme="P-0002", action="DIP-03", state=LinkState.CONFIRMED),
        Link(id="L-00003", programme="P-0001", action="ECO-01", state=LinkState.PROPOSED),
        Link(id="L-00004", programme="P-0001", action="DEV-05", state=LinkState.CONFIRMED),
    )

    found = beyond_codes(plan, load())

    assert found.programmes == {"DIP-03": ("P-0001", "P-0002")}
    assert "DIP-03" not in {one.id for one in found.without}
    assert len(found.without) == len(found.actions) - 1
