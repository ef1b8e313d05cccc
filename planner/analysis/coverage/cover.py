"""What covers a risk factor, counted: programmes, actions, and the money that touches it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planner.analysis.money.costs import ZERO, CostSum
from planner.analysis.sums import added
from planner.choices import Strength
from planner.messages import Sum


@dataclass(frozen=True, kw_only=True)
class Support:
    """One thing that covers a risk factor: a programme through a confirmed link, or an action.

    `family` is that of its ministry, or what says that there is none. `touching` is the whole
    budget of a programme in the plan's currency, None when not known; `attributed` the part that
    the links' shares give this factor, None when no share was stated; `costs` are an action's;
    `in_bulk` where nobody looked at the links one by one. `situations` are those that it names,
    `may_reach` those of its scope where an action names none.
    """

    id: str
    ministry: str
    family: str
    strength: Strength
    touching: Decimal | None = None
    attributed: Decimal | None = None
    costs: CostSum | None = None
    in_bulk: bool = False
    situations: tuple[str, ...] = ()
    may_reach: tuple[str, ...] = ()

    @property
    def is_action(self) -> bool:
        """Whether it is an action of the plan, not a programme."""
        return self.costs is not None

    @property
    def is_solid(self) -> bool:
        """Whether it counts as cover today: more than weakly linked, and funded if an action."""
        return self.strength is not Strength.WEAK and (self.costs is None or self.costs.is_funded)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What covers one risk factor, in one place of the matrix or in all.

    How a budget divides among several situations is not known: of one of them, `of_place`, nothing
    of it is attributed.
    """

    supports: tuple[Support, ...] = ()
    of_place: bool = False

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """Ids of the programmes, weak links included."""
        return tuple(one.id for one in self.supports if not one.is_action)

    @cached_property
    def in_bulk(self) -> tuple[str, ...]:
        """Ids of the programmes whose links were accepted in bulk, each of them."""
        return tuple(one.id for one in self.supports if one.in_bulk)

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """Ids of the plan's actions."""
        return tuple(one.id for one in self.supports if one.is_action)

    @cached_property
    def funded_actions(self) -> tuple[str, ...]:
        """Ids of the actions that are funded."""
        return tuple(one.id for one in self.supports if one.costs and one.costs.is_funded)

    @cached_property
    def solid(self) -> tuple[str, ...]:
        """Ids of what counts as cover today."""
        return tuple(one.id for one in self.supports if one.is_solid)

    @cached_property
    def costs(self) -> CostSum:
        """What its actions cost, each of them whole."""
        return added((one.costs for one in self.supports if one.costs), CostSum())

    @cached_property
    def touching(self) -> Decimal:
        """Whole budgets of the programmes; the same money may touch several factors."""
        return sum((one.touching or ZERO for one in self.supports), ZERO)

    @cached_property
    def attributed(self) -> Decimal:
        """The shares of those budgets that people have given to the factor."""
        return sum((self._share(one) or ZERO for one in self.supports), ZERO)

    def _share(self, one: Support) -> Decimal | None:
        return None if self.of_place and one.situations[1:] else one.attributed

    def told(self, part: str, currency: str, *, short: bool = False) -> Sum:
        """One of those sums with its currency; the least that it is where more is not known."""
        unknown = self.unknown_budgets if part == "touching" else self.unshared
        return Sum(getattr(self, part), currency, short=short, at_least=unknown > 0)

    @cached_property
    def unknown_budgets(self) -> int:
        """How many programmes' budgets are in no sum: no amount, no currency, or no rate."""
        return sum(1 for one in self.supports if not one.is_action and one.touching is None)

    @cached_property
    def unshared(self) -> int:
        """How many of the programmes have no share stated, so that nothing is attributed."""
        return sum(1 for one in self.supports if not one.is_action and self._share(one) is None)
