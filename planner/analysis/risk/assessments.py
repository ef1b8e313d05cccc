"""Each assessment as it stands on a day: how old it is, and how it moved against the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from planner.analysis.risk.picture import assessed_in_order
from planner.analysis.training.rotation import months_after
from planner.choices import Level
from planner.messages import Message, _
from planner.plan import Plan
from planner.reference import Reference, RiskFactor
from planner.tables import Rating, Situation

_LADDER: Final = (Level.NOT_OBSERVED, Level.LOW, Level.MODERATE, Level.HIGH)
_MONTHS: Final = 12


class Move(StrEnum):
    """Where a level went between two assessments."""

    UP = "up"
    DOWN = "down"


class AssessmentAge(StrEnum):
    """Whether an assessment may still be relied on."""

    CURRENT = "current"
    OUT_OF_DATE = "out of date"
    UNDATED = "undated"
    NOT_ASSESSED = "not assessed"


MOVE_LABELS: Final[Mapping[Move, Message]] = MappingProxyType(
    {Move.UP: _("moved up"), Move.DOWN: _("moved down")}
)
AGE_LABELS: Final[Mapping[AssessmentAge, Message]] = MappingProxyType(
    {
        AssessmentAge.CURRENT: _("current"),
        AssessmentAge.OUT_OF_DATE: _("out of date"),
        AssessmentAge.UNDATED: _("no date"),
        AssessmentAge.NOT_ASSESSED: _("not assessed"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One risk factor in one situation on a day: the latest rating, and the one before it."""

    situation: Situation
    factor: RiskFactor
    rating: Rating | None
    before: Rating | None
    moved: Move | None
    age: AssessmentAge
    months: int | None

    @property
    def level(self) -> Level:
        """The level; what nobody has said is not assessed, never low."""
        return (self.rating.level if self.rating else None) or Level.NOT_ASSESSED

    @property
    def is_known(self) -> bool:
        """Whether somebody has assessed it."""
        return self.level is not Level.NOT_ASSESSED


def assessments(plan: Plan, on: date, reference: Reference) -> tuple[Assessment, ...]:
    """Every risk factor in every situation as it stands on a day, in the order of both.

    A level moved up or down when it differs from the last one before it that was known; one that
    is not assessed moved nowhere. It is out of date when it is older than the plan's months between
    assessments, or when the day of the next review has passed since; without a day of assessment
    nobody knows.

    A worked example: with six months between assessments, a factor assessed as low on 10 January
    and as high on 20 March has moved up; on 20 September it is still current, six months old, and
    on 21 September it is out of date. Had the review been due on 1 July, it would be out of date
    from 2 July.
    """
    history: dict[tuple[str, str], list[Rating]] = {}
    for rating in assessed_in_order(plan):
        history.setdefault((rating.situation, rating.risk_factor), []).append(rating)
    return tuple(
        _assessment(
            plan, situation, factor, history.get((situation.id, str(factor.number)), []), on
        )
        for situation in plan.of(Situation)
        for factor in reference.risk_factors
    )


def _assessment(
    plan: Plan, situation: Situation, factor: RiskFactor, ratings: list[Rating], on: date
) -> Assessment:
    rating = ratings[-1] if ratings else None
    before = next((one for one in reversed(ratings[:-1]) if one.level in _LADDER), None)
    return Assessment(
        situation=situation,
        factor=factor,
        rating=rating,
        before=before,
        moved=_move(rating, before),
        age=_age(plan, situation, rating, on),
        months=months_between(rating.judged_on, on) if rating and rating.judged_on else None,
    )


def _move(rating: Rating | None, before: Rating | None) -> Move | None:
    if before is None or rating is None or rating.level not in _LADDER:
        return None
    was, now = _LADDER.index(before.level or Level.NOT_OBSERVED), _LADDER.index(rating.level)
    return None if now == was else Move.UP if now > was else Move.DOWN


def _age(plan: Plan, situation: Situation, rating: Rating | None, on: date) -> AssessmentAge:
    if rating is None or rating.level in (None, Level.NOT_ASSESSED):
        return AssessmentAge.NOT_ASSESSED
    if rating.judged_on is None:
        return AssessmentAge.UNDATED
    months, review = plan.details.assessment_months, situation.next_review
    is_old = months is not None and on > months_after(rating.judged_on, months)
    is_missed = review is not None and rating.judged_on < review < on
    return AssessmentAge.OUT_OF_DATE if is_old or is_missed else AssessmentAge.CURRENT


def months_between(start: date, end: date) -> int | None:
    """Whole months from one day to a later one; None when it is not later."""
    months = (end.year - start.year) * _MONTHS + end.month - start.month - (end.day < start.day)
    return months if end >= start else None
