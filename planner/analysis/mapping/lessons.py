"""What the decisions of a plan teach about programmes that are still open, and how far it holds.

A decision speaks for programmes that have words of their title, the aid code or the ministry in
common with it, or a similar title: a confirmed link for the same action, a rejected one against it,
a sign that a programme may raise for the same sign. Each lesson can be shown, and forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import log
from types import MappingProxyType
from typing import Final

from planner.analysis.mapping.crosswalk import UNKNOWN_SECTOR, read_codes
from planner.analysis.mapping.evidence import NO_ACTION, LinkEvidence, Subject
from planner.analysis.mapping.precedents import Precedent, Precedents, key_of
from planner.analysis.mapping.title_words import forms, visible, words
from planner.choices import Strength
from planner.messages import Message, _, ngettext

ALIKE_FROM: Final = 0.3
"""Titles are similar when they share this part of all their words, rare ones counted for more."""

FEW: Final = 2
"""Decisions it takes until likeness of code or ministry weighs half of the most it can; fewer
programmes than that teach nothing by their words."""

MOSTLY: Final = 0.5
"""The share of the programmes with some words that must be decided alike to teach by them."""

MOSTLY_ALONE: Final = 0.75
"""The same where they have but one word in common."""

TOO_COMMON: Final = 200
"""A word in more decided titles than this does not look for similar ones."""

SHORTEST: Final = 4
"""Letters of a single word that teaches by itself, which takes one programme more than two do."""


class CommonGround(StrEnum):
    """What programmes have in common with those that were decided."""

    WORDS = "words"
    CODE = "code"
    MINISTRY = "ministry"


MOST: Final = MappingProxyType(
    {CommonGround.WORDS: 0.65, CommonGround.CODE: 0.45, CommonGround.MINISTRY: 0.2}
)
SIMILAR_TITLE: Final = 0.7
"""The most that each kind of likeness can weigh, when all decisions agree and there are many."""


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What programmes that are alike in one way were decided to serve, to raise, or not to.

    `words` are shown as they were first written, `key` as they are compared; `programmes` were
    decided so, of all `of` decided ones that are alike. `action` as in `Precedent`.
    """

    ground: CommonGround
    words: str
    key: str
    action: str
    confirmed: bool
    strength: Strength
    programmes: tuple[str, ...]
    of: int

    @property
    def weight(self) -> float:
        """How much it weighs, 0 to 1: the more agree, and the more they are."""
        times = len(self.programmes)
        shy = 1 if self.ground is CommonGround.WORDS else FEW
        share = times / self.of
        if self.action == NO_ACTION and self.confirmed:
            share = max(0.0, (share - UNKNOWN_SECTOR) / (1 - UNKNOWN_SECTOR))
        return MOST[self.ground] * share * times / (times + shy)

    @property
    def reason(self) -> Message:
        """The same in words."""
        return _reason(self.ground, self.words, len(self.programmes), confirmed=self.confirmed)

    def without(self, programme: str) -> Lesson | None:
        """What is left when a programme does not learn from itself; None when nothing is."""
        left = tuple(one for one in self.programmes if one != programme)
        if len(left) == len(self.programmes):
            return self
        return replace(self, programmes=left, of=self.of - 1) if left else None

    def evidence(self) -> LinkEvidence:
        """The lesson as a reason for or against its action."""
        return LinkEvidence(
            action=self.action,
            weight=self.weight if self.confirmed else -self.weight,
            strength=self.strength,
            reason=self.reason,
            decided=True,
        )


def _reason(ground: CommonGround, words: str, number: int, *, confirmed: bool) -> Message:
    match ground, confirmed:
        case CommonGround.WORDS, True:
            return ngettext(
                "confirmed for {number} programme worded “{words}”",
                "confirmed for {number} programmes worded “{words}”",
                number,
                words=words,
            )
        case CommonGround.WORDS, False:
            return ngettext(
                "rejected for {number} programme worded “{words}”",
                "rejected for {number} programmes worded “{words}”",
                number,
                words=words,
            )
        case CommonGround.CODE, True:
            return ngettext(
                "confirmed for {number} programme with code {code}",
                "confirmed for {number} programmes with code {code}",
                number,
                code=words,
            )
        case CommonGround.CODE, False:
            return ngettext(
                "rejected for {number} programme with code {code}",
                "rejected for {number} programmes with code {code}",
                number,
                code=words,
            )
        case _, True:
            return ngettext(
                "confirmed for {number} programme of this ministry",
                "confirmed for {number} programmes of this ministry",
                number,
            )
        case _:
            return ngettext(
                "rejected for {number} programme of this ministry",
                "rejected for {number} programmes of this ministry",
                number,
            )


_Feature = tuple[CommonGround, str]


def _features(subject: Subject) -> dict[_Feature, str]:
    """What a programme may have in common with others, as compared, and as it is written."""
    title = visible(subject.title)
    read = words(title)
    found: dict[_Feature, str] = {}
    for first, second in pairwise(read):
        key = (CommonGround.WORDS, f"{first.form} {second.form}")
        found.setdefault(key, title[first.start : second.end])
    for word in read:
        if len(word.form) >= SHORTEST and word.form.isalpha():
            found.setdefault((CommonGround.WORDS, word.form), title[word.start : word.end])
    found.update({(CommonGround.CODE, code): code for code in read_codes(subject.codes)})
    if subject.ministry:
        found[CommonGround.MINISTRY, key_of(subject.ministry)] = subject.ministry
    return found


class Memory:
    """The lessons of a plan, ready to be asked about many programmes."""

    def __init__(self, learned: Precedents) -> None:
        """Sort the precedents by what they have in common."""
        self._precedents = learned.precedents
        self._forgotten = learned.forgotten | _within(learned.forgotten)
        self._lessons = _learned(learned.precedents, self._forgotten)
        read = [forms(one.subject.title) for one in learned.precedents]
        self._titles, self._keys = list(map(frozenset, read)), list(map(" ".join, read))
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, title in enumerate(self._titles):
            for word in title:
                self._by_word[word].append(place)
        self._wholes = [sum(map(self._rarity, title)) for title in self._titles]

    def lessons(self) -> tuple[Lesson, ...]:
        """All that moves proposals, weightiest first; words within others say nothing twice."""
        found = [one for lessons in self._lessons.values() for one in lessons if one.weight > 0]
        longest: dict[tuple[object, ...], Lesson] = {}
        for one in found:
            same = (one.ground, one.action, one.confirmed, one.programmes)
            known = longest.get(same)
            if known is None or len(one.key) > len(known.key):
                longest[same] = one
        return tuple(sorted(longest.values(), key=lambda one: (-one.weight, one.key, one.action)))

    def evidence(self, subject: Subject) -> Iterator[LinkEvidence]:
        """What earlier decisions say about a programme, not counting those on itself."""
        if not self._precedents:
            return
        best: dict[tuple[str, bool], LinkEvidence] = dict(self._similar(subject))
        for feature in _features(subject):
            for lesson in self._lessons.get(feature, ()):
                left = lesson.without(subject.identity)
                if left is None:
                    continue
                if lesson.ground is not CommonGround.WORDS:
                    yield left.evidence()
                    continue
                one, key = left.evidence(), (left.action, left.confirmed)
                if key not in best or abs(one.weight) > abs(best[key].weight):
                    best[key] = one
        yield from best.values()

    def _similar(self, subject: Subject) -> Iterator[tuple[tuple[str, bool], LinkEvidence]]:
        """For each action and answer the most similar title that was decided on."""
        best: dict[tuple[str, bool], tuple[float, Precedent]] = {}
        for likeness, precedent in self._alike(subject):
            key = (precedent.action, precedent.confirmed)
            if key not in best or likeness > best[key][0]:
                best[key] = (likeness, precedent)
        for key, (likeness, precedent) in best.items():
            title = precedent.subject.title
            yield (
                key,
                LinkEvidence(
                    action=precedent.action,
                    weight=SIMILAR_TITLE * likeness * (1 if precedent.confirmed else -1),
                    strength=precedent.strength,
                    reason=_("confirmed for a similar title, “{title}”", title=title)
                    if precedent.confirmed
                    else _("rejected for a similar title, “{title}”", title=title),
                    decided=True,
                ),
            )

    def _alike(self, subject: Subject) -> Iterator[tuple[float, Precedent]]:
        """Precedents whose title shares enough words, with the share of all words they share."""
        asked = frozenset(forms(subject.title))
        whole = sum(map(self._rarity, asked))
        shared: defaultdict[int, float] = defaultdict(float)
        for word in asked:
            weight = self._rarity(word)
            for place in self._by_word.get(word, ()) if weight else ():
                shared[place] += weight
        for place, common in shared.items():
            likeness = common / (whole + self._wholes[place] - common)
            precedent = self._precedents[place]
            same = bool(subject.identity) and precedent.subject.identity == subject.identity
            is_forgotten = (self._keys[place], precedent.action) in self._forgotten
            if likeness >= ALIKE_FROM and not same and not is_forgotten:
                yield likeness, precedent

    def _rarity(self, word: str) -> float:
        """How much a word tells: in few decisions much, in too many nothing."""
        times = len(self._by_word.get(word, ()))
        return 0.0 if times > TOO_COMMON else log(1 + (len(self._titles) + 1) / (times + 0.5))


def _within(forgotten: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The words of a pair that is forgotten, which teach no more than the pair."""
    pairs = ((key.split(), action) for key, action in forgotten)
    return frozenset((word, action) for key, action in pairs if len(key) == FEW for word in key)


def _learned(
    precedents: Iterable[Precedent], forgotten: frozenset[tuple[str, str]]
) -> Mapping[_Feature, Sequence[Lesson]]:
    """The lessons by what programmes have in common, without those that are forgotten."""
    alike: defaultdict[_Feature, list[tuple[str, Precedent]]] = defaultdict(list)
    written: dict[_Feature, str] = {}
    known: dict[Subject, dict[_Feature, str]] = {}
    for precedent in precedents:
        subject = precedent.subject
        if subject not in known:
            known[subject] = _features(subject)
        for feature, shown in known[subject].items():
            written.setdefault(feature, shown)
            alike[feature].append((subject.identity or subject.title, precedent))
    return {
        feature: lessons
        for feature, found in alike.items()
        if (lessons := tuple(_of(feature, written[feature], found, forgotten)))
    }


def _of(
    feature: _Feature,
    shown: str,
    found: Sequence[tuple[str, Precedent]],
    forgotten: frozenset[tuple[str, str]],
) -> Iterable[Lesson]:
    """The lessons of one thing in common; words teach only what most of those with them say.

    One word alone, such as "project", never teaches that there is no link.
    """
    ground, key = feature
    everyone = len({name for name, _precedent in found})
    if ground is CommonGround.WORDS and everyone < FEW:
        return
    answers: defaultdict[tuple[str, bool], dict[str, Strength]] = defaultdict(dict)
    for name, precedent in found:
        answers[precedent.action, precedent.confirmed][name] = precedent.strength
    for (action, confirmed), programmes in answers.items():
        least, share = (FEW, MOSTLY) if " " in key else (FEW + 1, MOSTLY_ALONE)
        few = len(programmes) < max(least, share * everyone)
        few = few or (action == NO_ACTION and confirmed and " " not in key)
        if (key, action) in forgotten or (ground is CommonGround.WORDS and few):
            continue
        yield Lesson(
            ground=ground,
            words=shown,
            key=key,
            action=action,
            confirmed=confirmed,
            strength=next(reversed(programmes.values())),
            programmes=tuple(programmes),
            of=everyone,
        )
