"""What covers a risk factor, counted: programmes, actions, and the money that touches it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planner.analysis.money.costs import ZERO
from planner.choices import Family, Strength


@dataclass(frozen=True, kw_only=True)
class Support:
    """One thing that covers a risk factor: a programme through a confirmed link, or an action.

    `touching` is the whole budget of a programme in the plan's currency, None when not known;
    `attributed` the part that the links' shares give this factor, None when no share was stated;
    `funded` says of an action that some money, or staff time, is there.
    """

    id: str
    ministry: str
    family: Family
    is_action: bool
    strength: Strength
    touching: Decimal | None = None
    attributed: Decimal | None = None
    funded: bool = True


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What covers one risk factor, in one place of the matrix or in all."""

    supports: tuple[Support, ...] = ()

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """Ids of the programmes, weak links included."""
        return tuple(support.id for support in self.supports if not support.is_action)

    @cached_property
    def actions(self) -> tuple[str, ...]:
        """Ids of the plan's actions."""
        return tuple(support.id for support in self.supports if support.is_action)

    @cached_property
    def funded_actions(self) -> tuple[str, ...]:
        """Ids of the actions for which some money is there."""
        return tuple(s.id for s in self.supports if s.is_action and s.funded)

    @cached_property
    def solid(self) -> tuple[str, ...]:
        """Ids of what counts as cover today: programmes linked more than weakly, funded actions."""
        return tuple(
            support.id
            for support in self.supports
            if support.funded and support.strength is not Strength.WEAK
        )

    @cached_property
    def touching(self) -> Decimal:
        """Whole budgets of the programmes; the same money may touch several factors."""
        return sum((support.touching or ZERO for support in self.supports), ZERO)

    @cached_property
    def attributed(self) -> Decimal:
        """The shares of those budgets that people have given to the factor."""
        return sum((support.attributed or ZERO for support in self.supports), ZERO)

    @cached_property
    def unknown_budgets(self) -> int:
        """How many of the programmes have no budget, or one in a currency without a rate."""
        return sum(1 for s in self.supports if not s.is_action and s.touching is None)

    @cached_property
    def unshared(self) -> int:
        """How many of the programmes have no share stated, so that nothing is attributed."""
        return sum(1 for s in self.supports if not s.is_action and s.attributed is None)
