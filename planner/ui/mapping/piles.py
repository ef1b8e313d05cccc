"""Proposals in piles and in order: what is likely, what is doubtful, what is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from planner.analysis.mapping.screening import is_in_bulk
from planner.analysis.mapping.suggestions import Band
from planner.messages import Term, _, pgettext
from planner.services.mapping import Proposal
from planner.values import fold


class Pile(Term):
    """Where a programme stands: decided, or what is proposed for it."""

    LIKELY = "likely", _("Likely link")
    POSSIBLE = "possible", _("Possible link")
    WEAK = "weak", _("Weak link")
    NO_LINK = "no link", _("No link proposed")
    NOTHING = "nothing", _("Nothing found")
    RAISES = "raises", _("May raise risk")
    UNREAD = "unread", _("Language not read")
    IN_BULK = "in bulk", _("In bulk, to look at")
    DECIDED = "decided", pgettext("programme", "Screened")


class Order(Term):
    """In what order proposals are looked at."""

    CERTAIN = "certain", _("Most certain first")
    DOUBT = "doubt", _("Most doubtful first")
    BUDGET = "budget", _("Largest budget first")
    PLAN = "plan", _("As in the plan")


_BANDS: Final = MappingProxyType(
    {Band.LIKELY: Pile.LIKELY, Band.POSSIBLE: Pile.POSSIBLE, Band.WEAK: Pile.WEAK}
)
BULK: Final = MappingProxyType(
    {Pile.LIKELY: Band.LIKELY, Pile.POSSIBLE: Band.POSSIBLE, Pile.NO_LINK: None}
)
"""The piles that may be accepted together, with the band that this accepts."""


def pile_of(proposal: Proposal) -> Pile:
    """The pile that a proposal lies in."""
    if not proposal.is_open:
        return Pile.IN_BULK if any(map(is_in_bulk, proposal.decided)) else Pile.DECIDED
    if not proposal.suggested.read:
        return Pile.UNREAD
    if proposal.may_raise:
        return Pile.RAISES
    if proposal.suggested.is_no_link:
        return Pile.NO_LINK
    first = next(iter(proposal.suggested.actions), None)
    return _BANDS[first.band] if first else Pile.NOTHING


def piled(proposals: Iterable[Proposal]) -> Mapping[Pile, int]:
    """How many proposals lie in each pile, none included."""
    found = Counter(map(pile_of, proposals))
    return {pile: found[pile] for pile in Pile}


def chosen(
    proposals: Iterable[Proposal],
    *,
    piles: Iterable[Pile] = (),
    ministry: str | None = None,
    words: str = "",
    order: Order = Order.CERTAIN,
) -> tuple[Proposal, ...]:
    """The proposals that fit, in order; without piles, all that are still open.

    A blank `ministry` is none, None is any.
    """
    wanted = set(piles) or set(Pile) - {Pile.DECIDED, Pile.IN_BULK}
    sought = fold(words)
    fitting = [
        one
        for one in proposals
        if pile_of(one) in wanted
        and (ministry is None or one.programme.ministry == ministry)
        and (not sought or sought in _words(one))
    ]
    return tuple(sorted(fitting, key=_KEYS[order]))


def _words(proposal: Proposal) -> str:
    programme = proposal.programme
    return fold(f"{programme.id} {programme.reference} {programme.title} {programme.description}")


def _budget(proposal: Proposal) -> Decimal:
    """Largest first; what has no budget comes last."""
    budget = proposal.programme.budget
    return Decimal(1) if budget is None else -budget


_KEYS = MappingProxyType(
    {
        Order.CERTAIN: lambda one: one.doubt,
        Order.DOUBT: lambda one: -one.doubt,
        Order.BUDGET: _budget,
        Order.PLAN: lambda _one: 0,
    }
)
