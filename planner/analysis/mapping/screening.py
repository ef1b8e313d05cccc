"""How far the programmes are screened for prevention: linked, without a link, or still open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from planner.choices import LinkState, Strength
from planner.messages import Message, _
from planner.plan import Plan
from planner.tables import Link, Programme


class _State(IntEnum):
    """How far one programme is; of several links the furthest counts."""

    UNDECIDED = 0
    PROPOSED = 1
    NO_LINK = 2
    LINKED = 3


@dataclass(frozen=True, kw_only=True)
class Screening:
    """How far programmes are screened; the four counts add up to all of them."""

    linked: int
    no_link: int
    proposed: int
    undecided: int

    @property
    def waiting(self) -> int:
        """The programmes on which nobody has decided."""
        return self.proposed + self.undecided

    @property
    def decided_share(self) -> float | None:
        """Share of programmes a person has decided on, 0 to 1; None without programmes."""
        decided = self.linked + self.no_link
        return decided / (decided + self.waiting) if decided + self.waiting else None

    @property
    def summary(self) -> Message:
        """The counts, for a sentence or a line."""
        return _(
            "Programmes: {linked} linked, {none} with no link, {open} to decide",
            linked=self.linked,
            none=self.no_link,
            open=self.waiting,
        )

    @property
    def sentence(self) -> Message:
        """The counts in one sentence."""
        return Message("{summary}.", {"summary": self.summary})


def is_no_link(link: Link) -> bool:
    """Whether the link is the decision that the programme serves no prevention action."""
    return not link.action or link.strength is Strength.NONE


def screening(plan: Plan) -> Screening:
    """How many programmes are linked, have no link, are only proposed, or wait."""
    states = _states(plan)
    return _counted(Counter(states[programme.id] for programme in plan.of(Programme)))


def screening_by_ministry(plan: Plan) -> Mapping[str, Screening]:
    """The same for each ministry by its id; blank for programmes that name none."""
    states, counts = _states(plan), defaultdict[str, Counter[_State]](Counter)
    for programme in plan.of(Programme):
        counts[programme.ministry][states[programme.id]] += 1
    return {ministry: _counted(found) for ministry, found in counts.items()}


def _states(plan: Plan) -> Mapping[str, _State]:
    found = defaultdict[str, _State](lambda: _State.UNDECIDED)
    for link in plan.of(Link):
        found[link.programme] = max(found[link.programme], _state(link))
    return found


def _state(link: Link) -> _State:
    if link.state is LinkState.CONFIRMED:
        return _State.NO_LINK if is_no_link(link) else _State.LINKED
    return _State.PROPOSED if link.state is LinkState.PROPOSED else _State.UNDECIDED


def _counted(states: Counter[_State]) -> Screening:
    return Screening(
        linked=states[_State.LINKED],
        no_link=states[_State.NO_LINK],
        proposed=states[_State.PROPOSED],
        undecided=states[_State.UNDECIDED],
    )
