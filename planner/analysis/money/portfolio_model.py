"""The choice of actions to fund as a mixed-integer program, solved exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import highspy

from planner.analysis.money.costs import ZERO
from planner.choices import Level
from planner.messages import Message
from planner.plan import grouped
from planner.tables import Action

WEIGHTS: Final[Mapping[Level, float]] = MappingProxyType(
    {Level.HIGH: 4.0, Level.MODERATE: 2.0, Level.NOT_ASSESSED: 1.0, Level.LOW: 0.5}
)
"""What covering one situation × factor counts for, by its level; never a score of a country."""
SECOND: Final = 0.5
"""What a second cover counts for beside the first."""
_TWICE: Final = 2
_COSTS: Final = 0.8
"""What all costs together count for beside one step of cover."""
_FEWER: Final = 1e-9
Cell = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class PortfolioConditions:
    """What a choice must respect: ceilings in the plan's currency by year, and conditions.

    A year without a ceiling has none. `need_high` asks that each factor that is high somewhere is
    covered where it is, if anything can; `upstream` is the least share of the money from 0 to 1.
    """

    ceilings: Mapping[int, Decimal] = field(default_factory=dict[int, Decimal])
    need_high: bool = False
    upstream: float = 0.0
    per_ministry: int | None = None
    coercive: bool = False


@dataclass(frozen=True, kw_only=True)
class FundableAction:
    """An action that could be funded: what is missing of its costs by year, and what it covers."""

    action: Action
    missing: Mapping[int | None, Decimal]
    cells: frozenset[Cell]
    is_early: bool
    waits_for: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        """All that is missing, in the plan's currency."""
        return sum(self.missing.values(), ZERO)


@dataclass(frozen=True, kw_only=True)
class FundingChoice:
    """All that the solver looks at: candidates, weights of cells, and how often each is covered."""

    candidates: tuple[FundableAction, ...]
    weights: Mapping[Cell, float]
    covered: Mapping[Cell, int]
    left_out: Mapping[str, Message]
    high: tuple[int, ...]


def best_choice(choice: FundingChoice, asked: PortfolioConditions) -> frozenset[str] | None:
    """The ids of a best choice, the cheaper of two alike; None when none meets the conditions."""
    if not choice.candidates:
        met = _is_met(choice, asked, frozenset())
        return frozenset() if met else None
    barred: list[frozenset[str]] = []
    while (found := _Model(choice, asked, barred).solved()) is not None:
        if _within(choice, asked, found):
            return found
        barred.append(found)  # only rounding let it through
    return None


class _Model:
    """The choice as a mixed-integer program: 1 for each action chosen, cover of each cell."""

    def __init__(
        self,
        choice: FundingChoice,
        asked: PortfolioConditions,
        barred: Sequence[frozenset[str]],
    ) -> None:
        self._choice = choice
        self._solver: Any = highspy.Highs()
        self._solver.silent()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.0),
        ):
            self._solver.setOptionValue(option, value)
        self._chosen: dict[str, Any] = {
            one.action.id: self._solver.addBinary() for one in choice.candidates
        }
        self._limit(asked)
        for one in barred:
            self._forbid(one)
        self._cover = self._covering()

    def _limit(self, asked: PortfolioConditions) -> None:
        chosen, ones = self._chosen, self._choice.candidates
        for year, ceiling in asked.ceilings.items():
            self._keep_ceiling(year, ceiling)
        if asked.upstream:
            self._keep_upstream(asked.upstream)
        if asked.per_ministry is not None:
            for group in grouped([one.action for one in ones], "lead").values():
                self._keep(sum(chosen[one.id] for one in group) <= asked.per_ministry)
        for helpers in _needed(self._choice) if asked.need_high else ():
            self._keep(sum(chosen[one] for one in helpers) >= 1)
        for one in ones:
            for first in filter(chosen.__contains__, one.waits_for):
                self._keep(chosen[one.action.id] - chosen[first] <= 0)

    def _keep(self, condition: Any) -> None:
        self._solver.addConstr(condition)

    def _keep_ceiling(self, year: int, ceiling: Decimal) -> None:
        ones = [one for one in self._choice.candidates if one.missing.get(year)]
        if ones:
            unit = float(max([ceiling, *(one.missing[year] for one in ones)])) or 1.0
            terms = [
                self._chosen[one.action.id] * (float(one.missing[year]) / unit) for one in ones
            ]
            self._keep(sum(terms) <= float(ceiling) / unit)

    def _keep_upstream(self, share: float) -> None:
        unit = float(max(one.total for one in self._choice.candidates)) or 1.0
        terms = [
            self._chosen[one.action.id] * ((float(one.is_early) - share) * float(one.total) / unit)
            for one in self._choice.candidates
        ]
        self._solver.addConstr(sum(terms) >= 0)

    def _covering(self) -> Any:
        """Weighted cover that is gained: a third cover of a cell counts for nothing."""
        choice, solver = self._choice, self._solver
        helpers: defaultdict[Cell, list[Any]] = defaultdict(list)
        for one in choice.candidates:
            for cell in one.cells:
                helpers[cell].append(self._chosen[one.action.id])
        gained: list[Any] = []
        for cell, those in helpers.items():
            weight, had = choice.weights[cell], choice.covered.get(cell, 0)
            if had < _TWICE:
                parts = (weight * SECOND,) if had else (weight, weight * SECOND)
                gains = [(solver.addVariable(0, 1), value) for value in parts]
                solver.addConstr(sum(gain for gain, _value in gains) - sum(those) <= 0)
                gained += [gain * value for gain, value in gains]
        return sum(gained) if gained else None

    def solved(self) -> frozenset[str] | None:
        """The choice that covers most, of those alike the cheapest; None when there is none.

        Cover moves in steps of the least weight times SECOND: all costs together count for less
        than one step, so the solver is asked once for both.
        """
        step = min(self._choice.weights.values(), default=1.0) * SECOND
        whole = float(summed(self._choice, frozenset(self._chosen))) or 1.0
        costs = [
            self._chosen[one.action.id] * (float(one.total) / whole * step * _COSTS + _FEWER)
            for one in self._choice.candidates
        ]
        self._solver.minimize(sum(costs) if self._cover is None else sum(costs) - self._cover)
        if not self._is_solved():
            return None
        return frozenset(one for one, v in self._chosen.items() if self._solver.val(v) > SECOND)

    def _is_solved(self) -> bool:
        return self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _forbid(self, found: frozenset[str]) -> None:
        inside = [self._chosen[one] for one in found]
        outside = [v for one, v in self._chosen.items() if one not in found]
        if inside:
            self._keep(sum(inside) - sum(outside) <= len(found) - 1)


def _needed(choice: FundingChoice) -> Iterator[tuple[str, ...]]:
    """For each high factor that nothing covers where it is high: the candidates that could."""
    high = WEIGHTS[Level.HIGH]
    for factor in choice.high:
        cells = {c for c, w in choice.weights.items() if c[1] == factor and w == high}
        if any(choice.covered.get(cell, 0) for cell in cells):
            continue
        helpers = tuple(one.action.id for one in choice.candidates if one.cells & cells)
        if helpers:
            yield helpers


def _is_met(choice: FundingChoice, asked: PortfolioConditions, found: frozenset[str]) -> bool:
    return not asked.need_high or all(set(helpers) & found for helpers in _needed(choice))


def _within(choice: FundingChoice, asked: PortfolioConditions, found: frozenset[str]) -> bool:
    """Whether a choice respects the money conditions exactly, to the cent."""
    by_year = spent(choice, found)
    chosen = [one for one in choice.candidates if one.action.id in found]
    early = sum((one.total for one in chosen if one.is_early), ZERO)
    whole = sum((one.total for one in chosen), ZERO)
    return all(by_year.get(year, ZERO) <= top for year, top in asked.ceilings.items()) and (
        early >= whole * Decimal(str(asked.upstream))
    )


def spent(choice: FundingChoice, found: frozenset[str]) -> dict[int | None, Decimal]:
    """What a choice takes of each year, in the plan's currency."""
    sums: dict[int | None, Decimal] = {}
    for one in choice.candidates:
        if one.action.id in found:
            for year, part in one.missing.items():
                sums[year] = sums.get(year, ZERO) + part
    return dict(sorted(sums.items(), key=lambda pair: pair[0] or 0))


def summed(choice: FundingChoice, found: frozenset[str]) -> Decimal:
    """What a choice takes in all."""
    return sum(spent(choice, found).values(), ZERO)


def covered_by(choice: FundingChoice, found: frozenset[str]) -> float:
    """Weighted cover: the first of each cell whole, the second half."""
    times = dict(choice.covered)
    for one in choice.candidates:
        if one.action.id in found:
            for cell in one.cells:
                times[cell] = times.get(cell, 0) + 1
    return sum(
        weight * ((times.get(cell, 0) > 0) + SECOND * (times.get(cell, 0) > 1))
        for cell, weight in choice.weights.items()
    )
