"""What the plan costs by year, ministry, goal and source; what of it is there and what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from planner.analysis.once import once
from planner.analysis.sums import K, added, added_by
from planner.changes import Changes, edit
from planner.choices import ActionStatus, CostSource, CostStatus
from planner.messages import Sum, _
from planner.plan import Plan, grouped
from planner.schema import Table, Value
from planner.tables import Action, Cost, Programme, Rate

ZERO = Decimal(0)
HALF = Decimal("0.5")
"""The share of its mid cost from which an action counts as funded."""
NO_OWN_CURRENCY: Final = _(
    "The plan names no currency of its own, so sums in several cannot be added up."
)


class Unknown(StrEnum):
    """Why a sum of money cannot be added to others."""

    CURRENCY = "currency"
    RATE = "rate"
    AMOUNT = "amount"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """The plan's dated rates: from any currency to the one in which sums are made."""

    own: str
    rates: Mapping[str, tuple[Rate, ...]]

    def convert(
        self, amount: Decimal | None, currency: str, on: date | None = None
    ) -> Decimal | None:
        """The amount in the plan's currency at the last rate dated on or before `on` (the latest
        rate when no day is given); None when the amount, its currency or the rate is not known."""
        if amount is None or not currency or currency == self.own:
            return amount if currency else None
        known = self.rates.get(currency, ())
        dated = [rate for rate in known if on is None or (rate.on is not None and rate.on <= on)]
        rate = (dated or [None])[-1]
        return None if rate is None or rate.rate is None else amount * rate.rate

    def unknown(self, amount: Decimal | None, currency: str) -> Unknown | None:
        """Why an amount is in no sum; None for one that is."""
        if self.convert(amount, currency) is not None:
            return None
        if amount is None:
            return Unknown.AMOUNT
        return Unknown.RATE if currency else Unknown.CURRENCY


@once
def exchange(plan: Plan) -> Exchange:
    """The rates a plan holds, each currency's in order of date.

    A plan that names no currency of its own is added up in the only one that its rows name.
    """
    dated = sorted((rate for rate in plan.of(Rate) if rate.on), key=lambda rate: str(rate.on))
    rates = {str(currency): rows for currency, rows in grouped(dated, "currency").items()}
    named = {row.currency for row_type in (Cost, Programme) for row in plan.of(row_type)} - {""}
    only = named.pop() if len(named) == 1 else ""
    return Exchange(own=plan.details.currency or only, rates=rates)


def without_currency(plan: Plan) -> tuple[Cost | Programme, ...]:
    """The cost lines and programmes that hold a sum and name no currency."""
    costs = (row for row in plan.of(Cost) if not row.currency and row.amount is not None)
    programmes = (row for row in plan.of(Programme) if not row.currency and row.budget is not None)
    return (*costs, *programmes)


def in_currency(plan: Plan, currency: str) -> Changes:
    """The changes that write a currency wherever a sum names none."""
    rows = without_currency(plan)
    return tuple(change for row in rows for change in edit(row, replace(row, currency=currency)))


def own_currency(plan: Plan, declared: Table) -> dict[str, Value]:
    """What a new row of costs or programmes starts with: the plan's currency, for all to see."""
    named = declared.row in (Cost, Programme) and plan.details.currency
    return {"currency": plan.details.currency} if named else {}


@dataclass(frozen=True, kw_only=True)
class CostSum:
    """Cost lines added up, in the plan's currency.

    `mid` is what to plan with; `funded` is the part of it that is there, `requested` and
    `not_requested` the rest; `in_kind` is staff time at no new money, outside all the others. The
    lines that are in no sum are counted by what is not known, those of staff time once more.
    """

    low: Decimal = ZERO
    mid: Decimal = ZERO
    high: Decimal = ZERO
    funded: Decimal = ZERO
    requested: Decimal = ZERO
    in_kind: Decimal = ZERO
    lines: int = 0
    no_currency: int = 0
    no_rate: int = 0
    no_amount: int = 0
    unknown_in_kind: int = 0

    @property
    def unknown(self) -> int:
        """How many of the lines are in no sum."""
        return self.no_currency + self.no_rate + self.no_amount

    def told(self, part: str, currency: str, *, short: bool = False) -> Sum:
        """One of its amounts with the currency; the least that it is where lines are in no sum."""
        unknown = self.unknown_in_kind if part == "in_kind" else self.unknown - self.unknown_in_kind
        return Sum(getattr(self, part), currency, short=short, at_least=unknown > 0)

    @property
    def gap(self) -> Decimal:
        """The unfunded gap: what is not there yet, requested or not."""
        return self.mid - self.funded

    @property
    def not_requested(self) -> Decimal:
        """The part of the gap that nobody has requested."""
        return self.gap - self.requested

    @property
    def funded_share(self) -> Decimal | None:
        """Funded part of the mid cost, 0 to 1; None when there is no cost."""
        return self.funded / self.mid if self.mid else None

    @property
    def is_funded(self) -> bool:
        """Whether it counts as funded: from half of the mid cost, or when all is staff time.

        A line that is in no sum leaves open what half would be.
        """
        if self.funded_share is None:
            return self.in_kind > 0 and not self.unknown
        return self.funded_share >= HALF and not self.unknown


def line_sum(cost: Cost, rates: Exchange) -> CostSum:
    """One cost line as a sum; a line in kind counts as staff time only.

    >>> line = Cost(id="C-1", mid=Decimal(90), funded=Decimal(60), currency="EUR")
    >>> found = line_sum(line, Exchange(own="EUR", rates={}))
    >>> found.mid, found.funded, found.gap, found.is_funded
    (Decimal('90'), Decimal('60'), Decimal('30'), True)
    """
    amount = rates.convert(cost.amount, cost.currency)
    if amount is None:
        why = rates.unknown(cost.amount, cost.currency)
        in_kind = int(cost.status is CostStatus.IN_KIND)
        return CostSum(
            lines=1,
            unknown_in_kind=in_kind,
            no_currency=int(why is Unknown.CURRENCY),
            no_rate=int(why is Unknown.RATE),
            no_amount=int(why is Unknown.AMOUNT),
        )
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
    return added((line_sum(cost, rates) for cost in costs), CostSum())


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


@once
def money(plan: Plan) -> Money:
    """All sums of a plan; `uncosted` are actions with no cost line and no reason for it.

    Example: 100 for an action of Justice, 40 for one of Health and 3 for one that no row describes
    come to 143: 100, 40, and 3 under no ministry.
    """
    rates = exchange(plan)
    actions = plan.by_id(Action)
    lines = [(cost, actions.get(cost.action), line_sum(cost, rates)) for cost in live_costs(plan)]

    def split(key: Callable[[Cost, Action | None], K]) -> dict[K, CostSum]:
        return added_by(((key(cost, action), part) for cost, action, part in lines), CostSum())

    return Money(
        currency=rates.own,
        total=added((part for _, _, part in lines), CostSum()),
        by_year=split(lambda cost, _action: cost.year),
        by_ministry=split(lambda _cost, action: action.lead if action else ""),
        by_ministry_and_year=split(lambda cost, action: (action.lead if action else "", cost.year)),
        by_goal=split(lambda _cost, action: action.goal if action else ""),
        by_source=split(lambda cost, _action: cost.source),
        by_status=split(lambda cost, _action: cost.status),
        by_action=split(lambda cost, _action: cost.action),
        uncosted=_uncosted(plan),
    )


def _uncosted(plan: Plan) -> tuple[str, ...]:
    costed = {cost.action for cost in plan.of(Cost)}
    return tuple(
        action.id
        for action in plan.of(Action)
        if action.id not in costed
        and not action.no_cost_reason
        and action.status is not ActionStatus.STOPPED
    )
