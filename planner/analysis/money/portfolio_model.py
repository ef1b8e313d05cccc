"""The choice of actions to fund as a mixed-integer program, solved exactly."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Final

import numpy as np

from planner.analysis.money.costs import ZERO
from planner.analysis.money.portfolio_search import Numbers, ProgramRow, Search
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
_FEWER: Final = 1e-8
_EXACT: Final = 1e-9
_NEARLY: Final = 1e-6
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


@dataclass(frozen=True, kw_only=True)
class FundedChoice:
    """What to fund, by id, None where nothing is found; and what is proven of it.

    No choice covers more than `at_most`; it `is_proven` where none covers more, and none as much
    for less. Proven and None says that nothing meets the conditions.
    """

    ids: frozenset[str] | None
    at_most: float
    is_proven: bool
    looks: int = 0

    @property
    def found(self) -> frozenset[str]:
        """The ids, none where nothing was found."""
        return self.ids or frozenset()


class FundingProgram:
    """The choice in numbers: 0 or 1 for each candidate, and how far each cell gains cover.

    Cells that the same candidates cover are one; a third cover of a cell counts for nothing. Cover
    moves in steps of the least weight times SECOND, and all costs together count for less than one
    step: one search is for the most cover and, of those alike, for the least sum.
    """

    def __init__(self, choice: FundingChoice, asked: PortfolioConditions) -> None:
        self._choice, self._asked = choice, asked
        ones, cells = choice.candidates, choice.weights
        self._step = min(cells.values(), default=1.0) * SECOND
        whole = float(sum((one.total for one in ones), ZERO)) or 1.0
        self._costs = np.array(
            [float(one.total) / whole * self._step * _COSTS + _FEWER for one in ones]
        )
        covers = [[float(cell in one.cells) for cell in cells] for one in ones]
        self._covers = np.array(covers).reshape(len(ones), len(cells))
        self._weights = np.array([*cells.values()])
        self._had = np.array([min(choice.covered.get(cell, 0), _TWICE) for cell in cells])
        self._before = self._cover(self._had)
        rows = [*_conditions(choice, asked)]
        self._tops = np.array([row.top for row in rows])
        self._takes = np.zeros((len(rows), len(ones)))
        for at, row in enumerate(rows):
            self._takes[at, [*row.terms]] = [*row.terms.values()]
        gains, gaining = self._gaining()
        self._search = Search([*self._costs, *gains], len(ones), [*rows, *gaining])

    def best(
        self, most: int, part: Decimal = Decimal(1), known: frozenset[str] = frozenset()
    ) -> FundedChoice:
        """The best choice under a part of the ceilings, looked for at most so often.

        `known` is one that a smaller part allowed; the search starts from it, filled up.
        """
        if not self._choice.candidates:
            return FundedChoice(ids=frozenset(), at_most=self._before, is_proven=True)
        tops, years = self._tops.copy(), len(self._asked.ceilings)
        tops[:years] *= float(part)
        for at in range(years):
            self._search.limit(at, tops[at])
        ceilings = {year: top * part for year, top in self._asked.ceilings.items()}
        asked = replace(self._asked, ceilings=ceilings)

        def is_allowed(chosen: Numbers) -> bool:
            return _within(self._choice, asked, self._named(chosen))

        starts = [self._filled(one, tops) for one in dict.fromkeys((known, frozenset[str]()))]
        allowed = [(one, self._worth(one)) for one in starts if self._fits(one, tops, is_allowed)]
        nothing = (None, float("inf"))
        found = self._search.best(is_allowed, most, min([*allowed, nothing], key=lambda o: o[1]))
        return FundedChoice(
            ids=None if found.chosen is None else self._named(found.chosen),
            at_most=self._at_most(found.bound),
            is_proven=found.is_proven,
            looks=found.looks,
        )

    def _named(self, chosen: Numbers) -> frozenset[str]:
        ones = self._choice.candidates
        return frozenset(one.action.id for one, x in zip(ones, chosen, strict=True) if x)

    def _fits(self, chosen: Numbers, tops: Numbers, is_allowed: Callable[[Numbers], bool]) -> bool:
        return bool((self._takes @ chosen <= tops + _NEARLY).all()) and is_allowed(chosen)

    def _cover(self, times: Numbers) -> float:
        return float(self._weights @ (np.minimum(times, 1) + SECOND * (times > 1)))

    def _worth(self, chosen: Numbers) -> float:
        gained = self._cover(self._had + chosen @ self._covers) - self._before
        return float(self._costs @ chosen) - gained

    def _at_most(self, bound: float) -> float:
        """The cover that no choice exceeds, when none is worth more: a whole number of steps."""
        if not np.isfinite(bound):
            return self._before
        return self._before + math.floor(-bound / self._step + _COSTS + _NEARLY) * self._step

    def _filled(self, known: frozenset[str], tops: Numbers) -> Numbers:
        """A choice with what gains most for the share it takes of what is left, until it is."""
        chosen = np.array([float(one.action.id in known) for one in self._choice.candidates])
        while True:
            times = self._had + chosen @ self._covers
            gains = self._covers @ (self._weights * ((times < 1) + SECOND * (times == 1)))
            left = tops - self._takes @ chosen
            fits = (self._takes <= left[:, None] + _EXACT).all(axis=0) & (chosen < 1) & (gains > 0)
            if not fits.any():
                return chosen
            shares = (self._takes / (left[:, None] + _NEARLY)).max(axis=0, initial=_NEARLY)
            chosen[np.argmax(np.where(fits, gains / shares, 0))] = 1

    def _gaining(self) -> tuple[list[float], list[ProgramRow]]:
        """Columns of what each cell gains, less than nothing by its weight, and their rows."""
        parts: defaultdict[tuple[int, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for cell, had in enumerate(self._had):
            helpers = tuple(np.nonzero(self._covers[:, cell])[0].tolist())
            if helpers and had < _TWICE:
                first = self._weights[cell] * (SECOND if had else 1.0)
                parts[helpers][0] += first
                parts[helpers][1] += 0.0 if had else first * SECOND
        costs: list[float] = []
        rows: list[ProgramRow] = []
        for helpers, gains in parts.items():
            next_one = len(self._costs) + len(costs)
            terms = dict.fromkeys(helpers, -1.0) | {next_one: 1.0, next_one + 1: 1.0}
            costs += [-gain for gain in gains]
            rows.append(ProgramRow(terms, 0.0))
        return costs, rows


def _conditions(choice: FundingChoice, asked: PortfolioConditions) -> Iterator[ProgramRow]:
    """All that a choice must respect, the ceilings first."""
    ones = choice.candidates
    at = {one.action.id: n for n, one in enumerate(ones)}
    for year, ceiling in asked.ceilings.items():
        missing = {n: one.missing[year] for n, one in enumerate(ones) if one.missing.get(year)}
        unit = max([ceiling, *missing.values()]) or Decimal(1)
        yield ProgramRow(
            {n: float(part / unit) for n, part in missing.items()}, float(ceiling / unit)
        )
    if asked.upstream:
        unit = max([one.total for one in ones], default=ZERO) or Decimal(1)
        terms = ((asked.upstream - one.is_early) * float(one.total / unit) for one in ones)
        yield ProgramRow(dict(enumerate(terms)), 0.0)
    most = asked.per_ministry
    by_lead = grouped([one.action for one in ones if most is not None], "lead")
    for group in by_lead.values():
        yield ProgramRow({at[one.id]: 1.0 for one in group}, most or 0)
    for helpers in _needed(choice) if asked.need_high else ():
        yield ProgramRow({at[one]: -1.0 for one in helpers}, -1.0)
    for one in ones:
        for first in filter(at.__contains__, one.waits_for):
            yield ProgramRow({at[one.action.id]: 1.0, at[first]: -1.0}, 0.0)


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
