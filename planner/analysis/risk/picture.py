"""How strongly each risk factor shows, situation by situation; never one score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.choices import Level
from planner.plan import Plan
from planner.reference import Reference, RiskFactor
from planner.tables import Rating, Situation

CONCERN = (Level.HIGH, Level.MODERATE, Level.NOT_ASSESSED, Level.LOW, Level.NOT_OBSERVED)
"""Levels by how much they ask for attention: what nobody has looked at comes before what is low."""


@dataclass(frozen=True, kw_only=True)
class FactorRisk:
    """One risk factor: its worst level anywhere, and the rating of each situation by its id."""

    factor: RiskFactor
    level: Level
    worst_in: tuple[str, ...]
    ratings: Mapping[str, Rating]


@dataclass(frozen=True, kw_only=True)
class RiskPicture:
    """All risk factors of the framework, in its order, and the situations they were judged in."""

    factors: tuple[FactorRisk, ...]
    situations: tuple[Situation, ...]

    @property
    def is_unassessed(self) -> bool:
        """Whether nobody has assessed any factor."""
        return len(self.at(Level.NOT_ASSESSED)) == len(self.factors)

    def at(self, level: Level) -> tuple[FactorRisk, ...]:
        """The factors whose worst level is this one."""
        return tuple(factor for factor in self.factors if factor.level is level)


def risk_picture(plan: Plan, reference: Reference) -> RiskPicture:
    """The latest ratings by factor and situation; a factor nobody rated is “not assessed”.

    A worked example: low in one place and not assessed in another, a factor is low, in the first
    place alone; rated nowhere or only as “not assessed” it is “not assessed”, never low.
    """
    ratings: dict[int, dict[str, Rating]] = {factor.number: {} for factor in reference.risk_factors}
    for rating in assessed_in_order(plan):
        number = int(rating.risk_factor) if rating.risk_factor.isdecimal() else 0
        if number in ratings:
            ratings[number][rating.situation] = rating
    return RiskPicture(
        factors=tuple(_factor(factor, ratings[factor.number]) for factor in reference.risk_factors),
        situations=plan.of(Situation),
    )


def assessed_in_order(plan: Plan) -> list[Rating]:
    """The ratings of a plan, the earliest first; of two for one factor and place the last counts.

    A rating without a day stands before every dated one.
    """
    return sorted(plan.of(Rating), key=lambda rating: rating.judged_on or date.min)


def latest_ratings(plan: Plan) -> Mapping[tuple[str, str], Rating]:
    """The rating that counts of each situation and risk factor."""
    return {(one.situation, one.risk_factor): one for one in assessed_in_order(plan)}


def _factor(factor: RiskFactor, ratings: Mapping[str, Rating]) -> FactorRisk:
    judged = [
        rating for rating in ratings.values() if rating.level not in (None, Level.NOT_ASSESSED)
    ]
    levels = {rating.level for rating in judged}
    level = next((level for level in CONCERN if level in levels), Level.NOT_ASSESSED)
    worst = tuple(rating.situation for rating in judged if rating.level is level)
    return FactorRisk(factor=factor, level=level, worst_in=worst, ratings=ratings)
