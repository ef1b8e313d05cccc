"""The criteria about people: who decides, who warns, who is trained, who meets, who is heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from planner.analysis.review.reviewed_plan import (
    CheckResult,
    ReviewedPlan,
    not_asked,
    one_thing,
)
from planner.choices import CourseLevel, Scope
from planner.messages import _
from planner.tables import (
    Audience,
    Body,
    Consultation,
    Course,
    Member,
    Partner,
    Requirement,
    Situation,
    Threshold,
)

_YEAR: Final = 365
_CONSULTED: Final = 2


def _decided_on(seen: ReviewedPlan) -> CheckResult:
    return seen.each(
        Threshold,
        lambda one: bool(one.decides and one.within_days is not None),
        _("Thresholds without who decides, or within how many days."),
    )


def _local(seen: ReviewedPlan) -> CheckResult:
    return one_thing(
        any(one.kind and one.paid and one.protection for one in seen.plan.of(Partner)),
        _("No local partner is named by kind, paid and protected."),
    )


def _trained(seen: ReviewedPlan) -> CheckResult:
    found = seen.each(
        Requirement,
        lambda one: one.target is not None and one.by is not None,
        _("Training requirements without a target or a date."),
    )
    return replace(found, place=seen.first_empty(Audience, Course))


def _country_courses(seen: ReviewedPlan) -> CheckResult:
    if seen.plan.details.scope is Scope.HOME:
        return not_asked(_("Not asked of a plan that looks only at home."))
    known = seen.having(Course, "country", full=lambda one: one.level is CourseLevel.COUNTRY)
    abroad = [one for one in seen.listed if one.scope is not Scope.HOME]
    return seen.each(
        Situation,
        lambda one: one.id in known,
        _("Listed situations without a country course."),
        rows=abroad or seen.listed,
    )


def _meets(seen: ReviewedPlan) -> CheckResult:
    sitting = {one.body for one in seen.plan.of(Member)}
    return seen.each(
        Body,
        lambda one: bool(one.chair and one.quorum and one.frequency and one.id in sitting),
        _("Bodies without members, chair, quorum or frequency."),
    )


def _consulted(seen: ReviewedPlan) -> CheckResult:
    recent = [
        one
        for one in seen.plan.of(Consultation)
        if one.on and 0 <= (seen.on - one.on).days <= _YEAR
    ]
    if len(recent) < _CONSULTED:
        return one_thing(
            False, _("Consultations in the last year: {number}; two are asked.", number=len(recent))
        )
    return seen.each(
        Consultation,
        lambda one: bool(one.answer),
        _("Consultations whose input has no answer."),
        rows=recent,
    )


def _composition(seen: ReviewedPlan) -> CheckResult:
    return seen.each(
        Consultation,
        lambda one: bool(one.composition),
        _("Consultations that do not say whether women, youth and minorities took part."),
    )


PEOPLE_CHECKS: Final[Mapping[int, Callable[[ReviewedPlan], CheckResult]]] = {
    26: _decided_on,
    27: _local,
    32: _trained,
    33: _country_courses,
    36: _meets,
    37: _consulted,
    38: _composition,
}
"""Each by the number of its criterion."""
