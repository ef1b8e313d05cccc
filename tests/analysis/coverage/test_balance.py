"""Ladder, balance and cyber lens: the examples of their docstrings, and what they must not miss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.coverage.cyber import CyberSide, cyber, cyber_answer
from planner.analysis.coverage.ladder import ladder_answer, prevention_share, rungs
from planner.choices import ActionStatus, IncidentKind, SafeguardKind, Verdict
from planner.reference import load
from planner.tables import Incident, Safeguard, Tried
from tests.builders import DETAILS, action, action_risk, cost, plan_of

REFERENCE = load()
DAY = date(2027, 3, 1)


def test_prevention_is_a_share_of_actions_and_of_the_estimate() -> None:
    steps = [("GOV-01", 30), ("GOV-02", 50), ("SEC-11", 20)]
    plan = plan_of(
        DETAILS,
        *(action(n, catalogue=entry) for n, (entry, _sum) in enumerate(steps, 1)),
        *(cost(n, paid, action=f"A-{n:03d}") for n, (_entry, paid) in enumerate(steps, 1)),
    )

    assert prevention_share(rungs(plan, REFERENCE)) == (2 / 3, 0.8)


def test_a_coercive_measure_says_what_it_rests_on_and_what_was_tried_first() -> None:
    bare = replace(action(1, catalogue="SEC-10"), situation="S-01")
    calm = replace(action(2, catalogue="DIP-01"), status=ActionStatus.UNDER_WAY)
    plan = plan_of(
        DETAILS,
        bare,
        calm,
        action_risk(1, "A-001", 5),
        action_risk(2, "A-002", 5),
        Tried(id="TR-001", situation="S-01", action="DIP-02"),
        Tried(id="TR-002", situation="S-01", action="ECO-01"),
    )

    found = rungs(plan, REFERENCE)
    said = [str(one.message) for one in ladder_answer(plan, REFERENCE).findings]

    assert found[-1].before == ("DIP-02", "A-002")
    assert said == ["A-001 Action 1: a coercive measure without a legal basis."]


def test_a_threat_that_was_seen_is_covered_and_the_tool_says_which_safeguards_it_lacks() -> None:
    monitor = action(1, catalogue="CYB-01")
    seen = Incident(
        id="IN-0001",
        situation="S-01",
        on=DAY,
        kind=IncidentKind.CYBER,
        what="Calls",
        indicator="7.14",
    )
    law = Safeguard(id="SG-0001", action="A-001", kind=SafeguardKind.LAW, verdict=Verdict.YES)
    cells = {
        (one.category, one.side): one for one in cyber(plan_of(monitor, seen, law), REFERENCE, DAY)
    }
    category = REFERENCE.action_by_id["CYB-01"].cyber_category
    threat = cells[category, CyberSide.CHALLENGE]
    tool = cells[category, CyberSide.OPPORTUNITY]

    assert (threat.observed, threat.actions, threat.uncovered) == (1, ("A-001",), ())
    assert {one.kind for one in tool.missing} >= {SafeguardKind.OVERSIGHT, SafeguardKind.PRIVACY}
    assert SafeguardKind.LAW not in {one.kind for one in tool.missing}


@pytest.mark.parametrize(("entry", "asks"), [("CYB-13", True), ("CYB-12", False)])
def test_the_catalogue_says_which_tool_is_asked_to_be_an_evaluated_pilot(
    entry: str, asks: bool
) -> None:
    cells = cyber(plan_of(action(1, catalogue=entry)), REFERENCE, DAY)

    lacking = {one.kind for cell in cells for one in cell.missing}
    assert (SafeguardKind.PILOT in lacking) is asks


def test_a_safeguard_whose_review_is_past_does_not_count() -> None:
    kept = Safeguard(
        id="SG-0001",
        action="A-001",
        kind=SafeguardKind.LAW,
        verdict=Verdict.YES,
        review_on=date(2027, 2, 28),
    )
    plan = plan_of(action(1, catalogue="CYB-01"), kept)

    assert any(
        "Legal basis" in str(one.message) for one in cyber_answer(plan, REFERENCE, DAY).findings
    )
    before = cyber_answer(plan, REFERENCE, date(2027, 2, 28))
    assert not any("Legal basis" in str(one.message) for one in before.findings)
