"""Decisions on links on their way to changes: what each makes of the links of its programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planner import changes
from planner.analysis.mapping.precedents import subject_of
from planner.changes import Change
from planner.choices import LinkAcceptance, LinkState, Strength
from planner.errors import WrongValue
from planner.messages import Message, _
from planner.plan import Plan, grouped
from planner.services.catalogue import reference, suggesting
from planner.tables import Link, Ministry, Programme
from planner.values import clean

DECIDED = frozenset({LinkState.CONFIRMED, LinkState.REJECTED})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class LinkDecision:
    """A person's word on one programme and one action; a blank action means that it serves none.

    `state` is CONFIRMED or REJECTED. A blank strength takes the one that was proposed; `share` is
    the percent of the budget that serves the action; `accepted` says whether somebody looked.
    """

    programme: str
    action: str
    state: LinkState
    reason: str
    strength: Strength | None = None
    share: Decimal | None = None
    accepted: LinkAcceptance = LinkAcceptance.ONE_BY_ONE


class Links:
    """The links of a plan as decisions make them, and the changes that this takes."""

    def __init__(self, plan: Plan, actor: str) -> None:
        self._plan, self._actor = plan, actor
        self._links: dict[str, Link | None] = {}
        self._ids = plan.next_ids(Link)
        self._by_programme = {
            str(programme): [link.id for link in links]
            for programme, links in grouped(plan.of(Link), "programme").items()
        }
        self._catalogue = reference().action_by_id
        self._counts: defaultdict[str, int] = defaultdict(int)

    def decide(self, decision: LinkDecision) -> None:
        """Take one decision in."""
        programme = self._plan.get(Programme, decision.programme)
        self._check(decision)
        link = self._link(programme, decision.action)
        self._put(
            replace(
                link,
                state=decision.state,
                strength=self._strength(programme, decision, link),
                share=decision.share if decision.share is not None else link.share,
                reason=clean(decision.reason),
                proposed_by=link.proposed_by or self._actor,
                accepted=decision.accepted if decision.state is LinkState.CONFIRMED else None,
            )
        )
        if decision.state is LinkState.CONFIRMED:
            self._settle_others(programme.id, decision)
        self._check_shares(programme.id)
        none = not decision.action and decision.state is LinkState.CONFIRMED
        self._counts["none" if none else decision.state] += 1

    @property
    def summary(self) -> Message:
        """The decisions counted in one phrase."""
        counted = {
            LinkState.CONFIRMED: _("{count} confirmed", count=self._counts[LinkState.CONFIRMED]),
            LinkState.REJECTED: _("{count} rejected", count=self._counts[LinkState.REJECTED]),
            "none": _("{count} with no link", count=self._counts["none"]),
        }
        listed = tuple(said for key, said in counted.items() if self._counts[key])
        return _("Links decided: {counted}", counted=listed)

    def changes(self) -> Iterator[Change]:
        """What makes the links of the plan so."""
        for row_id, link in self._links.items():
            before = self._plan.find(Link, row_id)
            if before is None and link is not None:
                yield changes.insert(link)
            elif before is not None and link is not None:
                yield from changes.edit(before, link)
            elif before is not None:
                yield changes.delete(before)

    def _check(self, decision: LinkDecision) -> None:
        programme, action, share = decision.programme, decision.action, decision.share
        if not clean(decision.reason):
            raise WrongValue(_("{programme}: say why, in a few words.", programme=programme))
        if decision.state is LinkState.PROPOSED:
            raise WrongValue(_("{programme}: a decision confirms or rejects.", programme=programme))
        if action and action not in self._catalogue:
            raise WrongValue(_("The catalogue has no action {action}.", action=action))
        if share is not None and not 0 <= share <= _HUNDRED:
            raise WrongValue(
                _("{programme}: a share is between 0 and 100 percent.", programme=programme)
            )

    def _of(self, programme_id: str) -> list[Link]:
        ids = self._by_programme.get(programme_id, [])
        links = (self._links.get(row_id, self._plan.find(Link, row_id)) for row_id in ids)
        return [link for link in links if link is not None]

    def _link(self, programme: Programme, action: str) -> Link:
        """The link of that programme and action, as it stands or new."""
        for link in self._of(programme.id):
            if link.action == action:
                return link
        made = Link(id=next(self._ids), programme=programme.id, action=action)
        self._by_programme.setdefault(programme.id, []).append(made.id)
        return made

    def _put(self, link: Link) -> None:
        self._links[link.id] = link

    def _strength(
        self, programme: Programme, decision: LinkDecision, link: Link
    ) -> Strength | None:
        """The strength that was said, else that of the link, else the proposed one."""
        if not decision.action:
            return Strength.NONE
        known = decision.strength or link.strength
        if known or decision.state is LinkState.REJECTED:
            return known
        proposed = suggesting(self._plan)(subject_of(programme, self._plan.by_id(Ministry))).actions
        return next(
            (s.strength for s in proposed if s.action == decision.action), Strength.INDIRECT
        )

    def _settle_others(self, programme_id: str, decision: LinkDecision) -> None:
        for link in self._of(programme_id):
            if not decision.action and link.action and link.state is LinkState.CONFIRMED:
                self._put(replace(link, state=LinkState.REJECTED, reason=clean(decision.reason)))
            elif decision.action and not link.action:
                self._links[link.id] = None

    def _check_shares(self, programme_id: str) -> None:
        confirmed = (link for link in self._of(programme_id) if link.state is LinkState.CONFIRMED)
        shared = sum((link.share or Decimal(0) for link in confirmed), Decimal(0))
        if shared > _HUNDRED:
            raise WrongValue(
                _(
                    "{programme}: its links would share {shared} percent of its budget.",
                    programme=programme_id,
                    shared=shared,
                ),
                _("Together they may share 100 percent."),
            )
