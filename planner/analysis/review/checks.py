"""The criteria of a reviewer that the plan's own data answer, each by one small function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from planner.analysis.answers import Target
from planner.analysis.coverage.cyber import CATEGORIES
from planner.analysis.coverage.ladder import prevention_share
from planner.analysis.coverage.stress import route_of
from planner.analysis.live_rows import serving_links
from planner.analysis.mapping.harms import harms
from planner.analysis.mapping.screening import screening
from planner.analysis.review.people_checks import PEOPLE_CHECKS
from planner.analysis.review.reviewed_plan import (
    CheckResult,
    ReviewedPlan,
    not_asked,
    one_thing,
)
from planner.analysis.risk.picture import assessed_in_order
from planner.analysis.training.rotation import months_after
from planner.choices import Delivery, Family, Level, LinkAcceptance, Scope
from planner.messages import Share, _
from planner.schema import table_of
from planner.tables import (
    Action,
    ActionRisk,
    Cost,
    Goal,
    Harm,
    Link,
    Measure,
    Milestone,
    Ministry,
    MitigatingFactor,
    Situation,
)

HALF: Final = 0.5
_GOALS: Final = range(3, 6)


def _approved(seen: ReviewedPlan) -> CheckResult:
    details = seen.plan.details
    return one_thing(
        details.approved_by and details.approved_on,
        _("Who approved the plan, and when, is not written down."),
    )


def _both_scopes(seen: ReviewedPlan) -> CheckResult:
    scopes = {one.scope for one in seen.live}
    both = Scope.BOTH in scopes or {Scope.HOME, Scope.ABROAD} <= scopes
    return one_thing(both, _("Actions look only at home or only abroad, and no answer says why."))


def _framework(seen: ReviewedPlan) -> CheckResult:
    return one_thing(seen.plan.details.framework, _("No risk framework is named."))


def _current(seen: ReviewedPlan) -> CheckResult:
    months = seen.plan.details.assessment_months
    if not months:
        missing = _("How long an assessment stays current is not written down.")
        return CheckResult(False, missing, place="plan")
    latest = {
        one.situation: one.judged_on
        for one in assessed_in_order(seen.plan)
        if one.level not in (None, Level.NOT_ASSESSED)
    }

    def is_current(situation: Situation) -> bool:
        judged = latest.get(situation.id)
        return judged is not None and seen.on <= months_after(judged, months)

    return seen.each(
        Situation,
        is_current,
        _("Situations without an assessment in the last {number} months.", number=months),
    )


def _resilience(seen: ReviewedPlan) -> CheckResult:
    known = {one.situation for one in seen.plan.of(MitigatingFactor)}
    return seen.each(
        Situation, lambda one: one.id in known, _("Situations without any mitigating factor.")
    )


def _priorities(seen: ReviewedPlan) -> CheckResult:
    return one_thing(
        any(one.listed for one in seen.plan.of(Situation)),
        _("No situation is on the priority list."),
    )


def _few_goals(seen: ReviewedPlan) -> CheckResult:
    goals = seen.plan.of(Goal)
    if len(goals) not in _GOALS:
        return one_thing(
            False, _("The plan has {number} goals; three to five are clear.", number=len(goals))
        )
    served = {one.goal for one in seen.live}
    found = seen.each(Goal, lambda one: one.id in served, _("Goals without any action."))
    return replace(found, place="actions")


def _owned(seen: ReviewedPlan) -> CheckResult:
    found = seen.each(
        Action,
        lambda one: bool(one.lead and one.post),
        _("Actions without a lead ministry or a responsible post."),
    )
    return replace(found, place=seen.first_empty(Ministry))


def _dated(seen: ReviewedPlan) -> CheckResult:
    steps = seen.having(Milestone, "action", full=lambda one: one.due is not None)
    return seen.each(
        Action,
        lambda one: bool(one.start and one.end and one.id in steps),
        _("Actions without a start, an end or a dated milestone."),
    )


def _costed(seen: ReviewedPlan) -> CheckResult:
    costed = seen.having(Cost, "action", full=lambda one: one.amount is not None)
    return seen.each(
        Action,
        lambda one: one.id in costed or bool(one.no_cost_reason),
        _("Actions without a cost, and without a reason why not."),
    )


def _funding_told(seen: ReviewedPlan) -> CheckResult:
    if seen.live and all(one.no_cost_reason for one in seen.live) and not seen.plan.of(Cost):
        return CheckResult(True)
    return seen.each(
        Cost,
        lambda one: bool(one.status and one.source),
        _("Cost lines without a source or a funding status."),
    )


def _measured(seen: ReviewedPlan) -> CheckResult:
    def full(one: Measure) -> bool:
        known = one.baseline is not None or bool(one.why_unknown)
        return known and one.target is not None and bool(one.data_source)

    measured = seen.having(Measure, "action", full=full)
    return seen.each(
        Action,
        lambda one: one.id in measured,
        _("Actions without a results indicator that has baseline, target and data source."),
    )


def _outcomes(seen: ReviewedPlan) -> CheckResult:
    measured = {one.goal for one in seen.plan.of(Measure)}
    return seen.each(
        Goal,
        lambda one: bool(one.outcome_indicator) or one.id in measured,
        _("Goals without an outcome indicator."),
    )


def _tied(seen: ReviewedPlan) -> CheckResult:
    tied = seen.having(ActionRisk, "action", full=lambda one: bool(one.why))
    return seen.each(
        Action, lambda one: one.id in tied, _("Actions that name no risk factor, or not why.")
    )


def _families(seen: ReviewedPlan) -> CheckResult:
    present = {one.entry.family for one in seen.ladder if one.entry}
    missing = [
        one.caption
        for one in (Family.DEVELOPMENT, Family.SECURITY, Family.HUMAN_RIGHTS)
        if one not in present
    ]
    return one_thing(
        not missing, _("No action of these policy families: {families}.", families=tuple(missing))
    )


def _mapped(seen: ReviewedPlan) -> CheckResult:
    share = screening(seen.plan).decided_share
    if share is None:
        return one_thing(False, _("No programme is on record."))
    found = one_thing(
        share >= HALF,
        _("Only {share} of the programmes are screened; half is asked.", share=Share(share)),
    )
    return replace(found, place=table_of(Link).name)


def _reasoned(seen: ReviewedPlan) -> CheckResult:
    confirmed = serving_links(seen.plan)
    if not confirmed and screening(seen.plan).no_link:
        return CheckResult(True)
    return seen.each(
        Link,
        lambda one: bool(one.reason) and one.accepted is not LinkAcceptance.IN_BULK,
        _("Links without a reason, or confirmed in bulk and not looked at yet."),
        rows=confirmed,
    )


def _harmless(seen: ReviewedPlan) -> CheckResult:
    asked = {one.action.id for one in seen.ladder if one.entry and one.entry.may_aggravate}
    looked_at = {one.action for one in seen.plan.of(Harm)}
    open_ones = [
        Target(one.table, one.about) for one in harms(seen.plan, seen.reference) if one.is_open
    ]
    unseen = [Target("actions", one) for one in sorted(asked - looked_at)]
    rows = tuple(dict.fromkeys([*open_ones, *unseen]))
    missing = _("Possible harm not looked at, or nothing done about it yet.")
    return seen.of_actions(missing, rows)


def _upstream(seen: ReviewedPlan) -> CheckResult:
    share = prevention_share(seen.ladder)[1]
    if share is None:
        return one_thing(False, _("The share of prevention cannot be known without costs."))
    return one_thing(
        share > HALF,
        _(
            "Upstream and early warning take {share} of the estimate; more than half is asked.",
            share=Share(share),
        ),
    )


def _gentle_first(seen: ReviewedPlan) -> CheckResult:
    coercive = [one for one in seen.ladder if one.is_coercive]
    wanting = tuple(
        Target("actions", one.action.id)
        for one in coercive
        if not (one.action.legal_basis and one.before)
    )
    missing = _("Coercive measures without a legal basis, or with nothing tried before.")
    return seen.of_actions(missing, wanting)


def _fallbacks(seen: ReviewedPlan) -> CheckResult:
    dependent = [
        one for one in seen.live if route_of(one, seen.reference) is not None or one.depends_on
    ]
    wanting = tuple(Target("actions", one.id) for one in dependent if not one.fallback)
    missing = _("Actions that depend on a route and name no fallback.")
    return seen.of_actions(missing, wanting)


def _regional(seen: ReviewedPlan) -> CheckResult:
    return one_thing(
        any(one.delivery is Delivery.REGIONAL for one in seen.live),
        _("No action goes through a regional body or neighbours."),
    )


def _three_categories(seen: ReviewedPlan) -> CheckResult:
    present = {one.entry.cyber_category for one in seen.ladder if one.entry}
    missing = [name for key, name in CATEGORIES.items() if key not in present]
    return one_thing(
        not missing, _("No action, and no answer, on: {categories}.", categories=tuple(missing))
    )


def _below_capital(seen: ReviewedPlan) -> CheckResult:
    if seen.plan.details.scope is Scope.ABROAD:
        return not_asked(_("Not asked of a plan that looks only abroad."))
    country = seen.plan.details.country
    local = {
        one.id
        for one in seen.plan.of(Situation)
        if one.scope is not Scope.ABROAD and one.name != country
    }
    found = one_thing(
        any(one.situation in local for one in seen.live),
        _("No action works in a district or a municipality."),
    )
    return replace(found, place=table_of(Action).name if local else "")


CHECKS: Final[Mapping[int, Callable[[ReviewedPlan], CheckResult]]] = MappingProxyType(
    {
        1: _approved,
        2: _both_scopes,
        4: _framework,
        5: _current,
        6: _resilience,
        7: _priorities,
        8: _few_goals,
        9: _owned,
        10: _dated,
        11: _costed,
        12: _funding_told,
        13: _measured,
        14: _outcomes,
        15: _tied,
        17: _families,
        18: _mapped,
        19: _reasoned,
        20: _harmless,
        22: _upstream,
        23: _gentle_first,
        24: _fallbacks,
        25: _regional,
        29: _three_categories,
        39: _below_capital,
        **PEOPLE_CHECKS,
    }
)
"""What the data can say of each criterion; the others only a person can answer."""

BY_DATA: Final = frozenset({*range(9, 14), 15, *range(17, 21), *range(22, 25), 32, 33, 38, 39})
"""Criteria on which the data have the last word; on the others a person's answer comes first."""
