"""Which programmes serve which prevention actions: proposed to people, decided by them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from planner import changes
from planner.analysis.mapping.evidence import NO_ACTION
from planner.analysis.mapping.lessons_answer import lessons_of
from planner.analysis.mapping.precedents import key_of, subject_of
from planner.analysis.mapping.suggestions import Band, Subject, Suggestion, SuggestionSet
from planner.changes import Entry, Origin, OriginKind
from planner.choices import LinkAcceptance, LinkState, Strength
from planner.errors import WrongValue
from planner.messages import Message, Tell, _, ngettext
from planner.plan import Plan, grouped
from planner.services.actors import acting
from planner.services.catalogue import reference, suggesting
from planner.services.deciding import DECIDED, LinkDecision, Links
from planner.services.editing import save
from planner.store import Store
from planner.tables import ForgottenLesson, Harm, Link, Ministry, Programme

__all__ = [
    "LinkDecision",
    "Proposal",
    "accept",
    "decide",
    "forget",
    "in_bulk",
    "suggest",
    "suggestions",
]

MOST = 5
_MAPPING = Origin(kind=OriginKind.MAPPING)
ACCEPTED = MappingProxyType(
    {
        Band.LIKELY: _("Accepted as likely"),
        Band.POSSIBLE: _("Accepted as possible"),
        Band.WEAK: _("Accepted as weak"),
    }
)
"""What stands before the reasons of a band that is accepted at once."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is proposed for one programme, without what people have decided about it already.

    `decided` are its links that a person confirmed or rejected, `proposed` those that somebody put
    into the plan as a proposal.
    """

    programme: Programme
    suggested: SuggestionSet
    decided: tuple[Link, ...]
    proposed: tuple[Link, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody has confirmed a link, or that there is none."""
        return not any(link.state is LinkState.CONFIRMED for link in self.decided)

    @property
    def may_raise(self) -> bool:
        """Whether words say that it may raise a sign on which nobody has decided."""
        return any(one.band is not Band.WEAK for one in self.suggested.harms)

    @property
    def doubt(self) -> float:
        """How unsure the proposal is, 0 to 1: what to look at first."""
        best = max((one.confidence for one in self.suggested.actions), default=0.0)
        return 1 - max(best, self.suggested.none)


def suggest(subject: Subject, top: int = MOST) -> SuggestionSet:
    """What a programme that is in no plan yet may serve, best first."""
    found = suggesting()(subject)
    return replace(found, actions=found.actions[:top])


def suggestions(
    plan: Plan, top: int = MOST, *, taught_by: Plan | None = None
) -> tuple[Proposal, ...]:
    """What is proposed for every programme, in their order; nothing decided is proposed again.

    The decisions made so far speak for and against, with their reason among the others. An earlier
    copy of the plan may teach instead: what it taught is remembered, which is quicker.
    """
    links = grouped(plan.of(Link), "programme")
    harms = grouped(plan.of(Harm), "programme")
    ministries, suggested = plan.by_id(Ministry), suggesting(taught_by or plan)
    return tuple(
        _proposal(
            programme,
            suggested(subject_of(programme, ministries)),
            links.get(programme.id, ()),
            {one.sign for one in harms.get(programme.id, ())},
            top,
        )
        for programme in plan.of(Programme)
    )


def decide(
    actor: str,
    store: Store,
    name: str,
    decisions: Iterable[LinkDecision],
    *,
    base_revision: int | None = None,
    tell: Tell = str,
) -> Entry:
    """Confirm, change or reject links, one or many, in one changeset.

    To confirm that a programme serves nothing rejects its confirmed links; to confirm a link takes
    such a word back. WrongValue without a reason, for an action that is not in the catalogue, or
    for shares of one programme above 100 percent. Raises StaleChange as `editing.save` does.
    """
    actor, plan = acting(actor), store.load(name, base_revision)
    links = Links(plan, actor)
    for decision in decisions:
        links.decide(decision)
    return save(
        actor,
        store,
        name,
        links.changes(),
        reason=tell(links.summary),
        origin=_MAPPING,
        base_revision=plan.revision,
    )


def record_harm(
    actor: str,
    store: Store,
    name: str,
    harm: Harm,
    *,
    base_revision: int | None = None,
    tell: Tell = str,
) -> Entry:
    """Keep a person's word on whether a programme or an action may raise a sign.

    A blank id finds the row of the same programme, action and sign, or makes one. WrongValue for a
    confirmed one without a reason; raises StaleChange as `editing.save` does.
    """
    actor, plan = acting(actor), store.load(name, base_revision)
    if harm.state is LinkState.CONFIRMED and not harm.why.strip():
        raise WrongValue(_("{sign}: say why, in a few words.", sign=harm.sign))
    same = (harm.programme, harm.action, harm.sign)
    known = next(
        (one for one in plan.of(Harm) if (one.programme, one.action, one.sign) == same), None
    )
    made = (
        changes.edit(known, replace(harm, id=known.id))
        if known
        else [changes.insert(replace(harm, id=next(plan.next_ids(Harm))))]
    )
    said = _("{about} may raise {sign}", about=harm.programme or harm.action, sign=harm.sign)
    if harm.state is LinkState.REJECTED:
        said = _(
            "{about} does not raise {sign}", about=harm.programme or harm.action, sign=harm.sign
        )
    return save(
        actor, store, name, made, reason=tell(said), origin=_MAPPING, base_revision=plan.revision
    )


def forget(
    actor: str,
    store: Store,
    name: str,
    lessons: Iterable[tuple[str, str]],
    *,
    base_revision: int | None = None,
    tell: Tell = str,
) -> Entry:
    """Keep that proposals leave lessons out: what programmes have in common, and of what action.

    Instead of an action it may be a sign, or `NO_ACTION`. WrongValue for what was never learned.
    """
    actor, plan = acting(actor), store.load(name, base_revision)
    learned = {(one.key, one.action) for one in lessons_of(plan)}
    ids, made = plan.next_ids(ForgottenLesson), list[changes.Change]()
    catalogue = reference().action_by_id
    for words, about in lessons:
        if (key_of(words), about) not in learned:
            raise WrongValue(
                _("“{words}” has taught nothing about {action}.", words=words, action=about)
            )
        place = "action" if about in catalogue else "sign"
        known = {} if about == NO_ACTION else {place: about}
        made.append(changes.insert(ForgottenLesson(id=next(ids), words=words, **known)))
    said = ngettext("{number} lesson forgotten", "{number} lessons forgotten", len(made))
    return save(
        actor, store, name, made, reason=tell(said), origin=_MAPPING, base_revision=plan.revision
    )


def accept(
    actor: str, store: Store, name: str, band: Band | None, tell: Tell = str
) -> Entry | None:
    """Confirm every suggestion of a band at once, for programmes nobody has decided on yet.

    Without a band, confirm “no link” wherever it is what is proposed. None when nothing was open.
    """
    actor, plan = acting(actor), store.load(name)
    decisions = in_bulk(suggestions(plan), band, tell=tell)
    if not decisions:
        return None
    return decide(actor, store, name, decisions, base_revision=plan.revision, tell=tell)


def in_bulk(
    proposals: Iterable[Proposal], band: Band | None, note: str = "", tell: Tell = str
) -> tuple[LinkDecision, ...]:
    """What accepting a band of these proposals decides, each with its own reason.

    Without a band, “no link” wherever it is what is proposed. A `note` stands before every reason.
    Words and codes never make a link direct. What a person has proposed, and what may raise a sign,
    is left to a person; each link says that nobody looked at it by itself.
    """
    said = note or (tell(ACCEPTED[band]) if band else "")
    return tuple(
        LinkDecision(
            programme=proposal.programme.id,
            action=one.action if one else "",
            state=LinkState.CONFIRMED,
            reason=": ".join(filter(None, (said, "; ".join(map(tell, reasons))))),
            strength=_at_most_indirect(one.strength) if one else None,
            accepted=LinkAcceptance.IN_BULK,
        )
        for proposal in proposals
        if proposal.is_open and not proposal.proposed and not proposal.may_raise
        for one, reasons in (_none_of(proposal) if band is None else _those_of(proposal, band))
    )


def _at_most_indirect(strength: Strength) -> Strength:
    return Strength.INDIRECT if strength is Strength.DIRECT else strength


_Accepted = tuple[Suggestion | None, tuple[Message, ...]]


def _those_of(proposal: Proposal, band: Band) -> list[_Accepted]:
    if proposal.suggested.is_no_link:
        return []
    return [(one, one.reasons) for one in proposal.suggested.actions if one.band is band]


def _none_of(proposal: Proposal) -> list[_Accepted]:
    if not proposal.suggested.is_no_link:
        return []
    return [(None, proposal.suggested.none_reasons or (_("Proposed as no link"),))]


def _proposal(
    programme: Programme,
    found: SuggestionSet,
    links: Iterable[Link],
    judged: Collection[str],
    top: int,
) -> Proposal:
    decided, proposed = [], []
    for link in links:
        (decided if link.state in DECIDED else proposed).append(link)
    done = {link.action for link in decided}
    told = done | {link.action for link in proposed}
    return Proposal(
        programme=programme,
        suggested=replace(
            found,
            none=0.0 if "" in done else found.none,
            actions=tuple(one for one in found.actions if one.action not in told)[:top],
            harms=tuple(one for one in found.harms if one.sign not in judged),
        ),
        decided=tuple(decided),
        proposed=tuple(proposed),
    )
