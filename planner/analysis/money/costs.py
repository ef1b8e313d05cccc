"""What the plan costs by year, ministry, goal and source; what is there and what is missing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from planner.choices import ActionStatus, CostSource, CostStatus
from planner.plan import Plan, grouped
from planner.tables import Action, Cost, Rate

ZERO = Decimal(0)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """The plan's dated rates: from any currency to the plan's own."""

    own: str
    rates: Mapping[str, tuple[Rate, ...]]

    def convert(
        self, amount: Decimal | None, currency: str, on: date | None = None
    ) -> Decimal | None:
        """The amount in the plan's currency at the last rate dated on or before `on` (the latest
        rate when no day is given); None when the amount or the rate is not known."""
        if amount is None or currency in ("", self.own):
            return amount
        known = self.rates.get(currency, ())
        dated = [rate for rate in known if on is None or (rate.on is not None and rate.on <= on)]
        rate = (dated or [None])[-1]
        return None if rate is None or rate.rate is None else amount * rate.rate


def exchange(plan: Plan) -> Exchange:
    """The rates a plan holds, each currency's in order of date."""
    dated = sorted((rate for rate in plan.of(Rate) if rate.on), key=lambda rate: str(rate.on))
    rates = {str(currency): rows for currency, rows in grouped(dated, "currency").items()}
    return Exchange(own=plan.details.currency, rates=rates)


@dataclass(frozen=True, kw_only=True)
class CostSum:
    """Cost lines added up, in the plan's currency.

    `mid` is what to plan with; `funded` is the part of it that is there, `requested` and `missing`
    the rest; `in_kind` is staff time at no new money, outside all the others; `unknown` counts
    the lines whose amount, or whose rate, is not known.
    """

    low: Decimal = ZERO
    mid: Decimal = ZERO
    high: Decimal = ZERO
    funded: Decimal = ZERO
    requested: Decimal = ZERO
    in_kind: Decimal = ZERO
    lines: int = 0
    unknown: int = 0

    @property
    def gap(self) -> Decimal:
        """What is not there yet, requested or not."""
        return self.mid - self.funded

    @property
    def missing(self) -> Decimal:
        """What is neither there nor requested."""
        return self.gap - self.requested

    @property
    def funded_share(self) -> Decimal | None:
        """Funded part of the mid cost, 0 to 1; None when there is no cost."""
        return self.funded / self.mid if self.mid else None

    def __add__(self, other: CostSum) -> CostSum:
        """Both sums together."""
        return CostSum(
            low=self.low + other.low,
            mid=self.mid + other.mid,
            high=self.high + other.high,
            funded=self.funded + other.funded,
            requested=self.requested + other.requested,
            in_kind=self.in_kind + other.in_kind,
            lines=self.lines + other.lines,
            unknown=self.unknown + other.unknown,
        )


def line_sum(cost: Cost, rates: Exchange) -> CostSum:
    """One cost line as a sum; a line in kind counts as staff time only."""
    amount = rates.convert(cost.amount, cost.currency)
    if amount is None:
        return CostSum(lines=1, unknown=1)
    if cost.status is CostStatus.IN_KIND:
        return CostSum(lines=1, in_kind=amount)
    funded = _funded(cost, amount, rates)
    requested = amount - funded if cost.status is CostStatus.REQUESTED else ZERO
    low, high = rates.convert(cost.low, cost.currency), rates.convert(cost.high, cost.currency)
    return CostSum(
        low=amount if low is None else low,
        mid=amount,
        high=amount if high is None else high,
        funded=funded,
        requested=requested,
        lines=1,
    )


def _funded(cost: Cost, amount: Decimal, rates: Exchange) -> Decimal:
    stated = rates.convert(cost.funded, cost.currency)
    if stated is not None:
        return min(max(stated, ZERO), amount)
    return amount if cost.status is CostStatus.IN_BUDGET else ZERO


def add_up(costs: Iterable[Cost], rates: Exchange) -> CostSum:
    """Cost lines as one sum."""
    return sum((line_sum(cost, rates) for cost in costs), CostSum())


@dataclass(frozen=True, kw_only=True)
class Money:
    """What a plan costs, whole and along each line of sight; keys are ids, years or answers.

    A blank ministry or goal, or no year, source or status, stands under "" or None.
    """

    currency: str
    total: CostSum
    by_year: Mapping[int | None, CostSum]
    by_ministry: Mapping[str, CostSum]
    by_ministry_and_year: Mapping[tuple[str, int | None], CostSum]
    by_goal: Mapping[str, CostSum]
    by_source: Mapping[CostSource | None, CostSum]
    by_status: Mapping[CostStatus | None, CostSum]
    by_action: Mapping[str, CostSum]
    uncosted: tuple[str, ...]


def live_costs(plan: Plan) -> tuple[Cost, ...]:
    """The cost lines that count: all but those of stopped actions."""
    stopped = {row.id for row in plan.of(Action) if row.status is ActionStatus.STOPPED}
    return tuple(cost for cost in plan.of(Cost) if cost.action not in stopped)


def money(plan: Plan) -> Money:
    """All sums of a plan; `uncosted` are actions with no cost line and no reason for it."""
    rates = exchange(plan)
    actions = plan.by_id(Action)
    lines = [(cost, actions.get(cost.action), line_sum(cost, rates)) for cost in live_costs(plan)]
    return Money(
        currency=plan.details.currency,
        total=sum((part for _, _, part in lines), CostSum()),
        by_year=_split((cost.year, part) for cost, _, part in lines),
        by_ministry=_split((action.lead if action else "", part) for _, action, part in lines),
        by_ministry_and_year=_split(
            ((action.lead if action else "", cost.year), part) for cost, action, part in lines
        ),
        by_goal=_split((action.goal if action else "", part) for _, action, part in lines),
        by_source=_split((cost.source, part) for cost, _, part in lines),
        by_status=_split((cost.status, part) for cost, _, part in lines),
        by_action=_split((cost.action, part) for cost, _, part in lines),
        uncosted=_uncosted(plan),
    )


def _split(parts: Iterable[tuple[K, CostSum]]) -> dict[K, CostSum]:
    sums: dict[K, CostSum] = {}
    for key, part in parts:
        sums[key] = sums.get(key, CostSum()) + part
    return sums


def _uncosted(plan: Plan) -> tuple[str, ...]:
    costed = {cost.action for cost in plan.of(Cost)}
    return tuple(
        action.id
        for action in plan.of(Action)
        if action.id not in costed
        and not action.no_cost_reason
        and action.status is not ActionStatus.STOPPED
    )
