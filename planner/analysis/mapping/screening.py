"""How far the programmes are screened for prevention: linked, without a link, or still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from planner.choices import LinkAcceptance, LinkState, Strength
from planner.messages import Message, _, ngettext, paragraph
from planner.plan import Plan, grouped
from planner.schema import Value
from planner.tables import Link, Programme


class _State(IntEnum):
    """How far one programme is; of several links the furthest counts."""

    UNDECIDED = 0
    PROPOSED = 1
    NO_LINK = 2
    LINKED = 3


@dataclass(frozen=True, kw_only=True)
class Screening:
    """How far programmes are screened; the first four counts add up to all of them.

    `in_bulk` are those among the linked and those without a link at whose decision nobody looked:
    all of it was accepted together with others.
    """

    linked: int
    no_link: int
    proposed: int
    undecided: int
    in_bulk: int = 0

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
        """The counts in one sentence, and in another what was only accepted in bulk."""
        counted = Message("{summary}.", {"summary": self.summary})
        return paragraph(counted, self.unseen) if self.in_bulk else counted

    @property
    def unseen(self) -> Message:
        """How many decisions nobody has looked at."""
        return ngettext(
            "{number} of them was decided in bulk; nobody has looked at it by itself.",
            "{number} of them were decided in bulk; nobody has looked at them one by one.",
            self.in_bulk,
        )


def is_no_link(link: Link) -> bool:
    """Whether the link is the decision that the programme serves no prevention action."""
    return not link.action or link.strength is Strength.NONE


def is_in_bulk(link: Link) -> bool:
    """Whether it was confirmed together with others, and nobody has looked at it since."""
    return link.state is LinkState.CONFIRMED and link.accepted is LinkAcceptance.IN_BULK


def only_in_bulk(links: Iterable[Link]) -> bool:
    """Whether everything that is confirmed here was accepted in bulk, and there is something."""
    return {is_in_bulk(one) for one in links if one.state is LinkState.CONFIRMED} == {True}


def screening(plan: Plan) -> Screening:
    """How many programmes are linked, have no link, are only proposed, or wait.

    >>> linked = Link(id="L-1", programme="P-1", action="DEV-01", state=LinkState.CONFIRMED)
    >>> both = {key: Programme(id=key) for key in ("P-1", "P-2")}
    >>> found = screening(Plan(tables={"programmes": both, "links": {linked.id: linked}}))
    >>> found.linked, found.undecided, found.decided_share
    (1, 1, 0.5)
    """
    return _counted(plan.of(Programme), grouped(plan.of(Link), "programme"))


def screening_by_ministry(plan: Plan) -> Mapping[str, Screening]:
    """The same for each ministry by its id; blank for programmes that name none."""
    links = grouped(plan.of(Link), "programme")
    ministries = grouped(plan.of(Programme), "ministry")
    return {str(ministry): _counted(found, links) for ministry, found in ministries.items()}


def _counted(programmes: Iterable[Programme], links: Mapping[Value, Sequence[Link]]) -> Screening:
    states, in_bulk = Counter[_State](), 0
    for programme in programmes:
        found = links.get(programme.id, ())
        states[max(map(_state, found), default=_State.UNDECIDED)] += 1
        in_bulk += only_in_bulk(found)
    return Screening(
        linked=states[_State.LINKED],
        no_link=states[_State.NO_LINK],
        proposed=states[_State.PROPOSED],
        undecided=states[_State.UNDECIDED],
        in_bulk=in_bulk,
    )


def _state(link: Link) -> _State:
    if link.state is LinkState.CONFIRMED:
        return _State.NO_LINK if is_no_link(link) else _State.LINKED
    return _State.PROPOSED if link.state is LinkState.PROPOSED else _State.UNDECIDED
