"""From a gap to an action: which catalogue actions could fill it, and the draft of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.actions.drafting import (
    candidates,
    draft,
    none_left,
    out_of_reach,
    proposed_lead,
)
from planner.analysis.coverage.factors import coverage
from planner.changes import apply
from planner.choices import ActionStatus, Delivery, Family, Priority, Scope, Sighting
from planner.errors import UnknownRow, WrongValue
from planner.plan import Plan
from planner.tables import Action, ActionRisk, Harm, Measure, Ministry, Observation
from tests.analysis.sketches import REFERENCE, mapped_plans
from tests.builders import DETAILS, action, ministry, plan_of

TODAY = date(2027, 3, 1)
CATALOGUE = st.sampled_from(sorted(REFERENCE.action_by_id))


def lead_of(typical: str, *ministries: Ministry) -> str | None:
    source = replace(REFERENCE.actions[0], lead_ministry=typical)
    lead = proposed_lead(plan_of(*ministries), source)
    return lead.id if lead else None


@pytest.mark.parametrize("factor", range(1, 15))
def test_every_factor_has_candidates_and_none_coerces_before_one_that_does_not(
    factor: int,
) -> None:
    found = candidates(Plan(), REFERENCE, factor)

    assert found
    assert all(factor in candidate.action.risk_factors for candidate in found)
    order = [(c.action.is_coercive, -len(c.reaches)) for c in found]
    assert order == sorted(order)


def test_what_was_seen_leads_to_the_actions_that_lower_it_first() -> None:
    seen = Observation(id="O-0001", situation="S-01", indicator="7.12", status=Sighting.PRESENT)
    absent = replace(seen, id="O-0002", indicator="7.5", status=Sighting.ABSENT)

    first = candidates(plan_of(seen, absent), REFERENCE, 7)[0]

    assert first.reaches[0] == "7.12"
    assert "7.12" in first.action.indicators
    assert first.action.id != candidates(Plan(), REFERENCE, 7)[0].action.id


@pytest.mark.parametrize("scope", [Scope.HOME, Scope.ABROAD, Scope.BOTH])
def test_every_indicator_is_lowered_by_a_candidate_of_its_factor_or_it_is_said_why_not(
    scope: Scope,
) -> None:
    plan = plan_of(replace(DETAILS, scope=scope))
    by_factor = {n: candidates(plan, REFERENCE, n) for n in range(1, 15)}

    unreached = [
        one.number
        for one in REFERENCE.indicators
        if not any(one.number in found.reaches for found in by_factor[one.risk_factor])
    ]

    assert len(REFERENCE.indicators) == 143
    assert unreached == ["13.18"]
    said = str(out_of_reach(plan, REFERENCE, 13))
    assert (
        said
        == "No action lowers indicator 13.18. What it says is not known, so no action can be named."
    )
    assert not out_of_reach(plan, REFERENCE, 12)
    assert all(found.reaches for every in by_factor.values() for found in every)


def test_all_are_in_the_plan_is_only_said_when_they_are() -> None:
    every = [action(n, catalogue=one.id) for n, one in enumerate(REFERENCE.actions, start=1)]
    nothing = replace(REFERENCE, actions=())

    assert "in the plan already" in str(none_left(plan_of(*every), REFERENCE, 7))
    assert "fits the scope" in str(none_left(plan_of(*every), nothing, 7))


def test_what_is_in_the_plan_already_is_no_candidate() -> None:
    (first, second, *_) = candidates(Plan(), REFERENCE, 7)
    plan = plan_of(action(1, catalogue=first.action.id))

    assert candidates(plan, REFERENCE, 7)[0].action == second.action


@pytest.mark.parametrize(
    ("scope", "left_out"), [(Scope.HOME, "abroad"), (Scope.ABROAD, "domestic")]
)
def test_a_plan_for_one_side_of_the_border_gets_no_action_for_the_other_alone(
    scope: Scope, left_out: str
) -> None:
    plan = plan_of(replace(DETAILS, scope=scope))

    found = [c.action for n in range(1, 15) for c in candidates(plan, REFERENCE, n)]

    assert found
    assert not [action for action in found if action.scope == left_out]


@pytest.mark.parametrize("scope", [None, Scope.BOTH])
def test_a_plan_for_both_sides_gets_all(scope: Scope | None) -> None:
    plan = plan_of(replace(DETAILS, scope=scope))

    found = {c.action.scope for n in range(1, 15) for c in candidates(plan, REFERENCE, n)}

    assert found == {"abroad", "domestic", "both"}


def test_a_candidate_says_who_typically_leads_and_whether_there_is_one() -> None:
    foreign = ministry(1, "Ministry of Foreign Affairs")
    typical = [c for c in candidates(plan_of(foreign), REFERENCE, 7) if c.lead == foreign]
    without = candidates(Plan(), REFERENCE, 7)

    assert str(typical[0].reason) == f"typically led by {typical[0].action.lead_ministry}"
    assert {c.lead for c in without} == {None}
    assert str(without[0].reason).endswith("; no such ministry here")


JUSTICE = ministry(1, "Ministry of Justice and Prisons", Family.JUSTICE)
EXTERIOR = ministry(2, "Cancillería", Family.FOREIGN_AFFAIRS)
INTERIOR = replace(ministry(3, "Home Office", Family.INTERIOR), short_name="Interior")
NETHER = ministry(4, "Netherlands Desk")


@pytest.mark.parametrize(
    ("typical", "ministries", "lead"),
    [
        ("Justice", (EXTERIOR, JUSTICE), "M-01"),
        ("Foreign Affairs", (JUSTICE, EXTERIOR), "M-02"),
        ("Foreign Affairs or Justice", (JUSTICE, EXTERIOR), "M-01"),
        ("Interior or Culture", (JUSTICE, INTERIOR), "M-03"),
        ("Health, Education or Justice", (JUSTICE,), "M-01"),
        ("Justice with Finance", (JUSTICE,), "M-01"),
        ("Lands or Natural Resources", (NETHER,), None),
        ("Interior", (JUSTICE, EXTERIOR), None),
        ("Health", (JUSTICE,), None),
        ("", (JUSTICE,), None),
        ("Justice", (), None),
    ],
)
def test_the_lead_is_the_ministry_of_that_name_else_of_that_family(
    typical: str, ministries: tuple[Ministry, ...], lead: str | None
) -> None:
    assert lead_of(typical, *ministries) == lead


def test_a_draft_fills_what_the_catalogue_knows() -> None:
    plan = plan_of(
        replace(DETAILS, start=date(2027, 7, 1), end=date(2030, 6, 30)),
        ministry(1, "Ministry of the Interior"),
        action(4),
    )
    source = REFERENCE.action("DEV-08")

    action_id, changes = draft(plan, REFERENCE, "DEV-08", TODAY)

    after = apply(plan, changes)
    made = after.get(Action, action_id)
    assert action_id == "A-005"
    assert made == Action(
        id="A-005",
        title=source.title,
        catalogue="DEV-08",
        scope=Scope.BOTH,
        lead="M-01",
        start=date(2027, 7, 1),
        end=date(2030, 6, 30),
        status=ActionStatus.PROPOSED,
        priority=Priority.MEDIUM,
        delivery=Delivery.NATIONAL,
    )
    assert [risk.risk_factor for risk in after.of(ActionRisk)] == ["1", "4", "9"]
    assert [(harm.sign, harm.mitigation) for harm in after.of(Harm)] == [("7.13", "")]
    assert [measure.title for measure in after.of(Measure)] == [source.output_indicator]


def test_a_draft_begins_today_in_a_plan_that_has_begun() -> None:
    plan = plan_of(replace(DETAILS, start=date(2026, 1, 1)))

    action_id, changes = draft(plan, REFERENCE, "DEV-08", TODAY)

    made = apply(plan, changes).get(Action, action_id)
    assert (made.start, made.end, made.lead) == (TODAY, None, "")


def test_a_draft_takes_the_first_way_out_when_its_route_is_blocked() -> None:
    source = next(action for action in REFERENCE.actions if action.fallbacks)

    action_id, changes = draft(Plan(), REFERENCE, source.id, TODAY)

    assert apply(Plan(), changes).get(Action, action_id).fallback == source.fallbacks[0]


def test_an_offices_own_action_without_a_measure_is_drafted_without_one() -> None:
    bare = replace(REFERENCE.action("DEV-08"), id="OWN-01", output_indicator="", may_aggravate=())
    reference = replace(REFERENCE, actions=(*REFERENCE.actions, bare))

    _, changes = draft(Plan(), reference, "OWN-01", TODAY)

    assert {change.table for change in changes} == {"actions", "action_risks"}


def test_nothing_is_drafted_into_a_plan_that_has_ended() -> None:
    plan = plan_of(replace(DETAILS, end=date(2027, 2, 28)))

    with pytest.raises(WrongValue, match=r"The plan ended on 2027-02-28\. Move the period"):
        draft(plan, REFERENCE, "DEV-08", TODAY)


def test_an_unknown_catalogue_action_is_refused() -> None:
    with pytest.raises(UnknownRow, match="ZZZ-99"):
        draft(Plan(), REFERENCE, "ZZZ-99", TODAY)


@given(mapped_plans(), CATALOGUE)
def test_any_action_can_be_drafted_into_any_plan_and_covers_its_factors(
    plan: Plan, catalogue_id: str
) -> None:
    action_id, changes = draft(plan, REFERENCE, catalogue_id, TODAY)

    after = apply(plan, changes)

    covered = {f.number for f in coverage(after, REFERENCE).factors if action_id in f.cover.actions}
    assert action_id not in plan.by_id(Action)
    assert covered >= set(REFERENCE.action(catalogue_id).risk_factors)
    assert {measure.action for measure in after.of(Measure)} <= {action_id}
