"""Sample plans are rich enough that no page looks empty and every kind of finding shows."""

from __future__ import annotations

from datetime import date

from planner.analysis.coverage.factors import coverage
from planner.analysis.coverage.gaps import Gap
from planner.analysis.mapping.screening import screening
from planner.analysis.money.costs import money
from planner.analysis.training.requirements import Basis, training
from planner.choices import (
    ActionStatus,
    Confidence,
    CostSource,
    CostStatus,
    CourseLevel,
    Level,
    LinkState,
    Strength,
)
from planner.plan import Plan, grouped
from planner.reference import load
from planner.tables import (
    Action,
    ActionPartner,
    ActionRisk,
    Certificate,
    Cost,
    Course,
    Goal,
    Harm,
    Link,
    Measure,
    Milestone,
    Rating,
    Situation,
    Threshold,
)

LEAST = {
    "ministries": 9, "situations": 6, "ratings": 40, "observations": 20, "strengths": 6,
    "sources": 10, "programmes": 70, "links": 60, "actions": 28, "action_risks": 40,
    "action_partners": 40, "harms": 8, "milestones": 60, "costs": 100, "rates": 2,
    "indicators": 30, "readings": 20, "updates": 10, "audiences": 8, "courses": 8,
    "requirements": 14, "sessions": 40, "certificates": 20, "partners": 6, "warnings": 8,
    "bodies": 2, "members": 12, "meetings": 4, "consultations": 3, "commitments": 8,
    "action_commitments": 8, "decisions": 3, "answers": 10,
}  # fmt: skip
READ_ON = date(2026, 11, 21)


def test_there_are_two_samples_of_different_kinds(casserane: Plan, plan: Plan) -> None:
    assert casserane.details.scope == "home"
    assert plan.details.scope in ("home", "both")
    assert plan.details.currency == casserane.details.currency or plan.details.scope == "both"


def test_every_table_has_enough_rows(plan: Plan) -> None:
    assert [name for name, least in LEAST.items() if plan.counts[name] < least] == []
    assert 3 <= len(plan.of(Goal)) <= 5


def test_one_situation_is_judged_on_all_fourteen_factors_and_every_level_occurs(plan: Plan) -> None:
    by_situation = grouped(plan.of(Rating), "situation")
    levels = {rating.level for rating in plan.of(Rating)}

    assert max(len({rating.risk_factor for rating in rows}) for rows in by_situation.values()) == 14
    assert levels == set(Level)


def test_a_rating_rests_on_a_reason_and_a_source_unless_it_was_not_made(plan: Plan) -> None:
    for rating in plan.of(Rating):
        assert rating.why, rating.id
        if rating.level is Level.NOT_ASSESSED:
            assert rating.judged_on is None and rating.confidence is Confidence.LOW, rating.id
        else:
            assert rating.judged_on and rating.source and rating.judged_by, rating.id


def test_some_situations_are_listed_and_some_are_not(plan: Plan) -> None:
    listed = [situation for situation in plan.of(Situation) if situation.listed]

    assert 4 <= len(listed) <= 6
    assert len(plan.of(Situation)) > len(listed)


def test_high_factors_show_every_kind_of_gap(plan: Plan) -> None:
    high = [factor for factor in coverage(plan, load()).factors if factor.level is Level.HIGH]

    assert {factor.gap for factor in high} == {*Gap, None}


def test_mapping_is_well_begun_and_still_has_work(plan: Plan) -> None:
    counts = screening(plan)
    total = counts.linked + counts.no_link + counts.proposed + counts.undecided

    assert 0.5 <= counts.linked / total <= 0.7
    assert counts.no_link >= 5 and counts.proposed >= 5 and counts.undecided >= 10
    assert {link.state for link in plan.of(Link)} == set(LinkState)
    assert {link.strength for link in plan.of(Link)} == set(Strength)


def test_every_action_has_an_owner_a_risk_a_partner_or_two_a_step_and_a_measure(plan: Plan) -> None:
    def of(row: type) -> set[str]:
        return {found.action for found in plan.of(row)}

    actions = {action.id for action in plan.of(Action)}
    live = {action.id for action in plan.of(Action) if action.status is not ActionStatus.STOPPED}
    assert all(action.lead and action.post and action.goal for action in plan.of(Action))
    assert len(actions - of(ActionRisk)) <= 3
    assert len(actions & of(ActionPartner)) >= 0.7 * len(actions)
    assert live - of(Measure) == set()
    assert len(live - of(Milestone)) <= 4


def test_money_is_partly_there_partly_asked_for_and_partly_missing(plan: Plan) -> None:
    sums = money(plan)

    assert 0.2 < (sums.total.funded_share or 0) < 0.8
    assert sums.total.requested > 0 and sums.total.not_requested > 0 and sums.total.in_kind > 0
    assert sums.uncosted == () and sums.total.unknown == 0
    assert {cost.status for cost in plan.of(Cost)} == set(CostStatus)
    assert {cost.source for cost in plan.of(Cost)} == set(CostSource)
    assert any(action.no_cost_reason for action in plan.of(Action))


def test_actions_that_may_do_harm_or_use_pressure_are_told_apart(plan: Plan) -> None:
    reference = load()
    harms = plan.of(Harm)
    coercive = [a for a in plan.of(Action) if reference.action(a.catalogue).is_coercive]

    assert {bool(harm.programme) for harm in harms} == {True, False}
    assert [harm for harm in harms if harm.action and not harm.mitigation]
    assert [harm for harm in harms if harm.programme and not harm.mitigation]
    assert [harm for harm in harms if harm.programme and harm.mitigation]
    assert not [harm.id for harm in harms if bool(harm.programme) == bool(harm.action)]
    assert all(harm.checked_by and harm.checked_on for harm in harms if harm.mitigation)
    assert coercive and all(action.legal_basis for action in coercive if action.status != "stopped")


def test_an_action_that_needs_others_names_what_happens_without_them(plan: Plan) -> None:
    multilateral = [action for action in plan.of(Action) if action.delivery == "multilateral"]

    assert multilateral and all(action.fallback for action in multilateral)


def test_steps_are_done_late_and_ahead(plan: Plan) -> None:
    steps = plan.of(Milestone)
    late = [s for s in steps if s.due and s.done_on is None and s.due < READ_ON]

    assert len([s for s in steps if s.done_on]) >= 5
    assert 3 <= len(late) <= 8
    assert len([s for s in steps if s.due and s.due > READ_ON]) >= 40
    assert all(s.done_on <= READ_ON for s in steps if s.done_on)


def test_training_shows_what_is_met_short_unclear_and_unknown(plan: Plan) -> None:
    standings = training(plan, READ_ON).statuses

    assert {standing.state for standing in standings} == {"met", "short", "unclear", "unknown"}
    assert {standing.basis for standing in standings} >= {Basis.REGISTER, Basis.HEAD_COUNTS}
    assert {course.level for course in plan.of(Course)} == set(CourseLevel)
    assert len({certificate.audience for certificate in plan.of(Certificate)}) == 1


def test_a_warning_leads_to_an_action_but_one_leads_nowhere_yet(plan: Plan) -> None:
    warnings = plan.of(Threshold)

    assert len([warning for warning in warnings if not warning.response]) == 1
    assert all(warning.decides and warning.within_days for warning in warnings)


def test_something_is_marked_at_every_level(plan: Plan) -> None:
    marked = {getattr(row, "classification", None) for _, row in plan}

    assert {None, "public", "government", "restricted"} <= marked
