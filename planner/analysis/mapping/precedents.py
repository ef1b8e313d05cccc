"""What people decided in this plan, as evidence for the programmes that are still open.

A decision speaks for programmes with the same aid code, of the same ministry, or with a similar
title: a confirmed link for the same action, a rejected one against it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from planner.analysis.mapping.crosswalk import read_codes
from planner.analysis.mapping.evidence import NO_ACTION, LinkEvidence, Subject
from planner.analysis.mapping.title_words import forms
from planner.choices import LinkState, Strength
from planner.messages import Message, _, ngettext
from planner.plan import Plan
from planner.tables import Link, Ministry, Programme

SAME_CODE: Final = 0.45
SAME_MINISTRY: Final = 0.2
SIMILAR_TITLE: Final = 0.7
"""The most that each kind of likeness can weigh, when all decisions agree and there are many."""

ALIKE_FROM: Final = 0.5
"""Titles are similar when they share this part of all their words."""

FEW: Final = 2
"""Decisions it takes until likeness of code or ministry weighs half of the most it can."""

TOO_COMMON: Final = 200
"""A word in more decided titles than this does not look for similar ones."""


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """A decision on one programme: an action, or `NO_ACTION`, confirmed or rejected."""

    subject: Subject
    action: str
    confirmed: bool
    strength: Strength = Strength.INDIRECT


@dataclass(frozen=True)
class Precedents:
    """The decisions of a plan; two with the same decisions are equal."""

    precedents: tuple[Precedent, ...] = ()


def precedents_of(plan: Plan) -> Precedents:
    """What the confirmed and rejected links of a plan teach, in their order."""
    programmes, ministries = plan.by_id(Programme), plan.by_id(Ministry)
    return Precedents(
        tuple(
            _precedent(link, programmes[link.programme], ministries)
            for link in plan.of(Link)
            if link.state in (LinkState.CONFIRMED, LinkState.REJECTED)
            and link.programme in programmes
        )
    )


def subject_of(programme: Programme, ministries: Mapping[str, Ministry]) -> Subject:
    """What suggestions are made from: the programme's words, its code, its ministry's name."""
    ministry = ministries.get(programme.ministry)
    return Subject(
        reference=programme.reference,
        title=programme.title,
        description=programme.description,
        codes=(programme.purpose_code,) if programme.purpose_code else (),
        ministry=ministry.name if ministry else "",
    )


def _precedent(link: Link, programme: Programme, ministries: Mapping[str, Ministry]) -> Precedent:
    nothing = not link.action or link.strength is Strength.NONE
    return Precedent(
        subject=subject_of(programme, ministries),
        action=NO_ACTION if nothing else link.action,
        confirmed=link.state is LinkState.CONFIRMED,
        strength=Strength.NONE if nothing else link.strength or Strength.INDIRECT,
    )


class _Tally:
    """The decisions on programmes that are alike in one way, counted by action and answer."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, bool]] = Counter()
        self._strengths: dict[str, Strength] = {}
        self._subjects: set[Subject] = set()
        self._by_reference: defaultdict[str, list[Precedent]] = defaultdict(list)

    def add(self, precedent: Precedent) -> None:
        """Count one more decision."""
        self._answers[precedent.action, precedent.confirmed] += 1
        self._subjects.add(precedent.subject)
        self._by_reference[precedent.subject.reference].append(precedent)
        if precedent.confirmed:
            self._strengths[precedent.action] = precedent.strength

    def evidence(self, subject: Subject, most: float, code: str = "") -> Iterator[LinkEvidence]:
        """For each action how far decisions on other programmes agree, and how many they are."""
        own = self._by_reference.get(subject.reference, ()) if subject.reference else ()
        answers = self._answers - Counter((one.action, one.confirmed) for one in own)
        programmes = len(self._subjects) - len({one.subject for one in own})
        for (action, confirmed), times in answers.items():
            weight = most * times / (programmes + FEW)
            yield LinkEvidence(
                action=action,
                weight=weight if confirmed else -weight,
                strength=self._strengths.get(action, Strength.INDIRECT),
                reason=_alike(times, confirmed, code),
                decided=True,
            )


def _alike(times: int, confirmed: bool, code: str) -> Message:
    """How often people decided so: for programmes with the code, or else of the same ministry."""
    match confirmed, bool(code):
        case True, True:
            return ngettext(
                "confirmed for {number} programme with code {code}",
                "confirmed for {number} programmes with code {code}",
                times,
                code=code,
            )
        case False, True:
            return ngettext(
                "rejected for {number} programme with code {code}",
                "rejected for {number} programmes with code {code}",
                times,
                code=code,
            )
        case True, False:
            return ngettext(
                "confirmed for {number} programme of this ministry",
                "confirmed for {number} programmes of this ministry",
                times,
            )
        case _:
            return ngettext(
                "rejected for {number} programme of this ministry",
                "rejected for {number} programmes of this ministry",
                times,
            )


class Memory:
    """The decisions of a plan, ready to be asked about many programmes."""

    def __init__(self, learned: Precedents) -> None:
        """Sort the precedents by code, by ministry and by the words of their titles."""
        self._by_code: defaultdict[str, _Tally] = defaultdict(_Tally)
        self._by_ministry: defaultdict[str, _Tally] = defaultdict(_Tally)
        self._titles: list[frozenset[str]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._precedents = learned.precedents
        for place, precedent in enumerate(learned.precedents):
            for code in read_codes(precedent.subject.codes):
                self._by_code[code].add(precedent)
            if precedent.subject.ministry:
                self._by_ministry[precedent.subject.ministry].add(precedent)
            self._titles.append(frozenset(forms(precedent.subject.title)))
            for word in self._titles[-1]:
                self._by_word[word].append(place)

    def evidence(self, subject: Subject) -> Iterator[LinkEvidence]:
        """What earlier decisions say about a programme, not counting those on itself."""
        if not self._precedents:
            return
        for code in read_codes(subject.codes):
            if code in self._by_code:
                yield from self._by_code[code].evidence(subject, SAME_CODE, code)
        if subject.ministry in self._by_ministry:
            yield from self._by_ministry[subject.ministry].evidence(subject, SAME_MINISTRY)
        yield from self._similar(subject)

    def _similar(self, subject: Subject) -> Iterator[LinkEvidence]:
        """For each action and answer the most similar title that was decided on."""
        best: dict[tuple[str, bool], tuple[float, Precedent]] = {}
        for likeness, precedent in self._alike(subject):
            key = (precedent.action, precedent.confirmed)
            if key not in best or likeness > best[key][0]:
                best[key] = (likeness, precedent)
        for (action, confirmed), (likeness, precedent) in best.items():
            title = precedent.subject.title
            yield LinkEvidence(
                action=action,
                weight=SIMILAR_TITLE * likeness * (1 if confirmed else -1),
                strength=precedent.strength,
                reason=_("confirmed for a similar title, “{title}”", title=title)
                if confirmed
                else _("rejected for a similar title, “{title}”", title=title),
                decided=True,
            )

    def _alike(self, subject: Subject) -> Iterator[tuple[float, Precedent]]:
        """Precedents whose title shares enough words, with the share of all words they share."""
        asked = frozenset(forms(subject.title))
        found = (self._by_word.get(word, ()) for word in asked)
        shared = Counter(place for places in found if len(places) <= TOO_COMMON for place in places)
        for place in shared:
            likeness = len(asked & self._titles[place]) / len(asked | self._titles[place])
            if likeness >= ALIKE_FROM and not _same(self._precedents[place].subject, subject):
                yield likeness, self._precedents[place]


def _same(one: Subject, other: Subject) -> bool:
    """Whether both are one programme, as far as its own reference tells."""
    return bool(one.reference) and one.reference == other.reference
