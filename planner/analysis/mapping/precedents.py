"""What people decided in a plan, ready to be learned from: links, no link, and signs raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.analysis.mapping.evidence import NO_ACTION, Subject
from planner.analysis.mapping.markers import read_scores
from planner.analysis.mapping.title_words import forms
from planner.choices import LinkState, Strength
from planner.plan import Plan
from planner.tables import ForgottenLesson, Harm, Link, Ministry, Programme


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """A decision on one programme, confirmed or rejected.

    `action` is a catalogue id, the number of a sign that it may raise, or `NO_ACTION`.
    """

    subject: Subject
    action: str
    confirmed: bool
    strength: Strength = Strength.INDIRECT


@dataclass(frozen=True)
class Precedents:
    """The decisions of a plan, and what shall not be learned from them; comparable as a value.

    `forgotten` holds words as they are compared, each with the action or sign it says nothing of.
    """

    precedents: tuple[Precedent, ...] = ()
    forgotten: frozenset[tuple[str, str]] = frozenset()


def precedents_of(plan: Plan) -> Precedents:
    """What the decided links and signs of a plan teach, less what it says is to be forgotten."""
    programmes, ministries = plan.by_id(Programme), plan.by_id(Ministry)
    decided = (LinkState.CONFIRMED, LinkState.REJECTED)
    subjects = {row_id: subject_of(one, ministries) for row_id, one in programmes.items()}

    def known(row: Link | Harm) -> bool:
        return row.state in decided and row.programme in subjects

    links = (_linked(one, subjects[one.programme]) for one in plan.of(Link) if known(one))
    harms = (_raised(one, subjects[one.programme]) for one in plan.of(Harm) if known(one))
    return Precedents(
        (*links, *harms),
        frozenset(
            (key_of(one.words), one.action or one.sign or NO_ACTION)
            for one in plan.of(ForgottenLesson)
        ),
    )


def key_of(words: str) -> str:
    """Words as they are compared: without plural, articles and small words."""
    return " ".join(forms(words))


def subject_of(programme: Programme, ministries: Mapping[str, Ministry]) -> Subject:
    """What suggestions are made from: the programme's words, its code, its ministry's name."""
    ministry = ministries.get(programme.ministry)
    return Subject(
        id=programme.id,
        reference=programme.reference,
        title=programme.title,
        description=programme.description,
        codes=(programme.purpose_code,) if programme.purpose_code else (),
        ministry=ministry.name if ministry else "",
        scores=read_scores(programme.note),
    )


def _linked(link: Link, subject: Subject) -> Precedent:
    nothing = not link.action or link.strength is Strength.NONE
    return Precedent(
        subject=subject,
        action=NO_ACTION if nothing else link.action,
        confirmed=link.state is LinkState.CONFIRMED,
        strength=Strength.NONE if nothing else link.strength or Strength.INDIRECT,
    )


def _raised(harm: Harm, subject: Subject) -> Precedent:
    confirmed = harm.state is LinkState.CONFIRMED
    return Precedent(subject=subject, action=harm.sign, confirmed=confirmed, strength=Strength.WEAK)
