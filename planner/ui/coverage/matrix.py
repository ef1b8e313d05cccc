"""What the coverage figure shows, before it is drawn: a cover for every risk factor and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

import pandas as pd

from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.factors import Coverage, FactorCoverage
from planner.choices import Family
from planner.plan import Plan
from planner.tables import Ministry
from planner.ui.wording import level_words, short_money

ALL: Final = "all"
NOBODY: Final = "No ministry named"
NOTHING: Final = "–"


class Measure(StrEnum):
    """What the cells of the matrix count."""

    PROGRAMMES = "Programmes"
    ACTIONS = "Actions"
    TOUCHING = "Money touching"
    ATTRIBUTED = "Money attributed"

    @property
    def is_money(self) -> bool:
        """Whether it is a sum and not a count."""
        return self in (Measure.TOUCHING, Measure.ATTRIBUTED)

    def of(self, cover: Cover) -> Decimal:
        """A cover as one number."""
        match self:
            case Measure.PROGRAMMES:
                return Decimal(len(cover.programmes))
            case Measure.ACTIONS:
                return Decimal(len(cover.actions))
            case Measure.TOUCHING:
                return cover.touching
            case Measure.ATTRIBUTED:
                return cover.attributed


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Covers by factor number and place; `places` are named by key, the whole stands last."""

    currency: str
    factors: tuple[FactorCoverage, ...]
    places: Mapping[str, str]
    cells: Mapping[tuple[int, str], Cover]

    def cover(self, number: int, place: str) -> Cover:
        """What covers a factor in a place; an empty cover where nothing does."""
        return self.cells.get((number, place), Cover())

    def largest(self, measure: Measure) -> Decimal:
        """The largest number in any one place."""
        parts = (cover for (_, place), cover in self.cells.items() if place != ALL)
        return max((measure.of(cover) for cover in parts), default=Decimal(0))

    def worded(self, number: int, place: str, measure: Measure) -> str:
        """What a cell says: a count, a short sum, or a dash where there is nothing."""
        value = measure.of(self.cover(number, place))
        if not value:
            return NOTHING
        return short_money(value) if measure.is_money else f"{value:,}"

    @cached_property
    def uncovered(self) -> tuple[int, ...]:
        """Numbers of the factors that neither a programme nor an action covers."""
        return tuple(f.number for f in self.factors if not f.cover.supports)


def by_family(coverage: Coverage, plan: Plan) -> Matrix:
    """Risk factors against the policy families of the plan's ministries."""
    present = {row.family or Family.OTHER for row in plan.of(Ministry)}
    present |= {family for factor in coverage.factors for family in factor.by_family}
    return _matrix(
        coverage,
        {family.value: family.label for family in Family if family in present},
        {
            (factor.number, family.value): cover
            for factor in coverage.factors
            for family, cover in factor.by_family.items()
        },
    )


def by_ministry(coverage: Coverage, plan: Plan) -> Matrix:
    """Risk factors against the plan's ministries, and what names no ministry."""
    places = plan.names(Ministry)
    cells = {
        (factor.number, ministry): cover
        for factor in coverage.factors
        for ministry, cover in factor.by_ministry.items()
    }
    unnamed = {ministry: NOBODY for _, ministry in cells if ministry not in places}
    return _matrix(coverage, {**places, **unnamed}, cells)


def _matrix(
    coverage: Coverage, places: Mapping[str, str], cells: Mapping[tuple[int, str], Cover]
) -> Matrix:
    whole = {(factor.number, ALL): factor.cover for factor in coverage.factors}
    return Matrix(
        currency=coverage.currency,
        factors=coverage.factors,
        places={**places, ALL: "All"},
        cells={**cells, **whole},
    )


def matrix_table(matrix: Matrix, measure: Measure) -> pd.DataFrame:
    """The figure as a table: one row per risk factor, one column per place."""
    unit = f" ({matrix.currency})" if measure.is_money and matrix.currency else ""
    return pd.DataFrame(
        {
            "No.": factor.number,
            "Risk factor": factor.risk.factor.title,
            "Level": level_words(factor.level),
            **{
                f"{name}{unit}": float(measure.of(matrix.cover(factor.number, place)))
                for place, name in matrix.places.items()
            },
        }
        for factor in matrix.factors
    )
