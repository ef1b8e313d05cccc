"""Paragraphs for other reports: facts of the plan in sentences, agenda by agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from planner.analysis.answers import Answer, Question
from planner.analysis.declared_tables import none_entered
from planner.analysis.live_rows import serving_links
from planner.analysis.money.costs import CostSum, Money, exchange, money
from planner.analysis.sums import added
from planner.choices import CommitmentBody, Marker
from planner.exports.documents.blocks import Block, PrintedText, WordStyle
from planner.exports.documents.sections import EditionAnswers, document, heading
from planner.exports.documents.strategy import told_cells
from planner.exports.edition import Edition
from planner.languages.voice import Voice
from planner.messages import NOTHING, Fact, Message, Sum, _, listing, ngettext, paragraph
from planner.plan import Plan
from planner.reference import Reference
from planner.schema import table_of
from planner.tables import (
    Action,
    ActionCommitment,
    Commitment,
    Milestone,
    Ministry,
    Programme,
)

TITLE: Final = _("Paragraphs for other reports")
_PARLIAMENT: Final = ("risks", "coverage", "money", "training", "harms", "timeline", "review")
_BODIES: Final[Mapping[Marker, CommitmentBody]] = {
    Marker.WPS: CommitmentBody.WPS,
    Marker.SDG16: CommitmentBody.SDG,
    Marker.UPR: CommitmentBody.UPR,
}
_MOST_NAMED: Final = 12


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """The paragraphs of an edition; PlannerError when it does not pass the last check."""
    known = EditionAnswers(edition=edition, reference=reference)
    return document(voice, edition, TITLE, _blocks(known))


def _blocks(known: EditionAnswers) -> Iterator[Block]:
    yield from heading(known.edition, TITLE)
    note = _(
        "Facts of the plan in sentences, to be copied. Ids in brackets are rows of the plan; what "
        "is not known is said."
    )
    yield PrintedText(note, WordStyle.NOTE)
    for body in CommitmentBody:
        yield PrintedText(body.caption, WordStyle.SECTION)
        yield from _of_body(known, body)
        for marker in (one for one, of in _BODIES.items() if of is body):
            yield from _told(known.own(lambda asked, one=marker: _programmes(asked, one)))
    yield PrintedText(_("Report to parliament"), WordStyle.SECTION)
    yield from _told(known.own(_approved))
    for found in known.all_of(_PARLIAMENT):
        yield PrintedText(found.title, WordStyle.PART)
        yield from _told(found)
    for marker in (one for one in Marker if one not in _BODIES):
        yield PrintedText(marker.caption, WordStyle.SECTION)
        yield from _told(known.own(lambda asked, one=marker: _programmes(asked, one)))


def _told(found: Answer) -> Iterator[Block]:
    yield from (PrintedText(one, WordStyle.GAP) for one in found.unknown)
    yield from (PrintedText(one) for one in found.sentences)


def _of_body(known: EditionAnswers, body: CommitmentBody) -> Iterator[Block]:
    yield from _told(known.own(lambda asked: _commitments(asked, body)))


def _approved(asked: Question) -> Answer:
    said, unknown = told_cells(asked, "approved_by", "approved_on", "start", "end")
    return Answer(key="approved", title=TITLE, sentences=tuple(said), unknown=tuple(unknown))


# Commitments


def _commitments(asked: Question, body: CommitmentBody) -> Answer:
    """What is done about each commitment made to a body."""
    rows = [one for one in asked.plan.of(Commitment) if one.body is body]
    if not rows:
        gap = none_entered(table_of(Commitment).title)
        return Answer(key="commitments", title=TITLE, sentences=(), unknown=(gap,))
    found = money(asked.plan)
    meant = _("Commitments meant: {ids}.", ids=tuple(one.id for one in rows))
    said = (_commitment(asked.plan, found, one) for one in rows)
    return Answer(key="commitments", title=TITLE, sentences=(meant, *said))


def _commitment(plan: Plan, found: Money, one: Commitment) -> Message:
    served = {link.action for link in plan.of(ActionCommitment) if link.commitment == one.id}
    actions = [action for action in plan.of(Action) if action.id in served]
    about = _("{reference} ({id}): “{text}”.", reference=one.reference or "–", id=one.id,
              text=one.text.rstrip("."))  # fmt: skip
    answered = _("The state's answer: {answer}.", answer=one.accepted)
    due = _("It is due no later than {due}.", due=one.due) if one.due else NOTHING
    if not actions:
        return paragraph(about, answered, due, _("No action of the plan addresses it."))
    return paragraph(about, answered, due, *_done(plan, found, actions))


def _done(plan: Plan, found: Money, actions: Sequence[Action]) -> Iterator[Message]:
    names = plan.names(Ministry)
    listed: tuple[Fact, ...] = tuple(
        _(
            "{id} {title} ({lead}; {status})",
            id=one.id,
            title=one.title,
            lead=names.get(one.lead) or _("no lead"),
            status=one.status or _("status not known"),
        )
        for one in actions
    )
    yield ngettext(
        "{number} action addresses it: {actions}.",
        "{number} actions address it: {actions}.",
        len(actions),
        actions=listed,
    )
    ids = {one.id for one in actions}
    steps = [one for one in plan.of(Milestone) if one.action in ids]
    ahead = [one.due for one in steps if one.done_on is None and one.due]
    yield _(
        "Milestones reached: {done} of {all}.",
        done=sum(one.done_on is not None for one in steps),
        all=len(steps),
    )
    if ahead:
        yield _("The next one is due on {due}.", due=min(ahead))
    sums = [found.by_action[key] for key in sorted(ids) if key in found.by_action]
    if not sums:
        yield _("What it costs is not known.")
        return
    total = added(sums, CostSum())
    yield _(
        "Planning estimate {mid}, of which {funded} is funded.",
        mid=total.told("mid", found.currency),
        funded=total.told("funded", found.currency),
    )
    if uncosted := len(ids) - len(sums):
        yield ngettext(
            "{number} of these actions has no cost yet.",
            "{number} of these actions have no cost yet.",
            uncosted,
        )


# Programmes of other agendas


def _programmes(asked: Question, marker: Marker) -> Answer:
    """The programmes that already report to an agenda, and how many of them serve prevention."""
    plan, rates = asked.plan, exchange(asked.plan)
    rows = [one for one in plan.of(Programme) if marker.value in one.markers]
    if not rows:
        none = _("No programme is marked as reporting to it; that is no finding that none does.")
        return Answer(key="programmes", title=TITLE, sentences=(), unknown=(none,))
    linked = {one.programme for one in serving_links(plan)}
    amounts = [rates.convert(one.budget, one.currency) for one in rows]
    known = [one for one in amounts if one is not None]
    said = _(
        "Programmes that report to it: {number}; their whole budgets: {sum}; linked to a "
        "prevention action: {linked}.",
        number=len(rows),
        sum=Sum(
            sum(known, Decimal(0)) if known else None, rates.own, at_least=len(known) < len(amounts)
        ),
        linked=sum(one.id in linked for one in rows),
    )
    names: tuple[Fact, ...] = tuple(
        _("{title} ({id})", title=one.title, id=one.id) for one in rows[:_MOST_NAMED]
    )
    more = len(rows) - len(names)
    listed = _("{listed} and {more} more", listed=names, more=more) if more else listing(*names)
    return Answer(key="programmes", title=TITLE, sentences=(said, listed))
