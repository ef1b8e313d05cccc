"""Which prevention actions a programme may serve, how sure that is and why; or that it serves none.

Evidence comes from the aid code, from glossary phrases in the title and description, from words the
catalogue shares with them, and from what people decided about similar programmes of the same plan.
A suggestion is a proposal: nothing is linked until a person confirms it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Final

from planner.analysis.mapping.crosswalk import expected_no_link, pointers, read_codes
from planner.analysis.mapping.evidence import (
    LIKELY_FROM,
    NO_ACTION,
    POSSIBLE_FROM,
    Band,
    LinkEvidence,
    Subject,
    band_of,
    reasons_of,
    together,
)
from planner.analysis.mapping.glossary import Glossary
from planner.analysis.mapping.harm_cues import HarmCues, SuggestedHarm
from planner.analysis.mapping.lessons import Memory
from planner.analysis.mapping.markers import marked
from planner.analysis.mapping.precedents import Precedents
from planner.analysis.mapping.title_words import Ranking, forms
from planner.analysis.mapping.unread_text import is_read
from planner.choices import Strength
from planner.languages import Voice
from planner.messages import Message, _
from planner.reference import CatalogueAction, Reference

__all__ = [
    "Band",
    "Precedents",
    "Subject",
    "SuggestedHarm",
    "Suggester",
    "Suggestion",
    "SuggestionSet",
]

NOTHING_LEARNED: Final = Precedents()

IN_DESCRIPTION: Final = 0.6
"""What a phrase weighs in the description, next to the same phrase in the title."""

SHARED_WORDS: Final = 0.2
"""The most that words shared with the catalogue's own text can weigh."""

ONLY_SHARED_WORDS: Final = 0.7
"""The same for an action without phrases in the glossary, such as one the office has added."""

MANY_SHARED_WORDS: Final = 12.0
"""The score in words shared at which they weigh half of the most they can."""

SHOWN: Final = 0.1
"""Below this confidence a suggestion is not worth reading."""


SAFEGUARDS: Final = ("DEV-14",)
"""Actions that a harmful work carries in itself: who moves people owes them these safeguards."""

UNSURE: Final = LIKELY_FROM - 0.01
"""The most for such an action beside words of harm; a person is asked both questions."""

CLOUDED: Final = 0.2
"""How far words for "no link" take away from the words for a link."""

REMEMBERED: Final = 50_000
"""Texts and codes that are kept read, for a plan is asked about again and again."""

FAINT: Final = 0.15
"""Words that weigh no more than this say nothing about whether there is a link at all."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One catalogue action proposed for a programme, with its confidence (0 to 1) and reasons."""

    action: str
    band: Band
    confidence: float
    strength: Strength
    reasons: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class SuggestionSet:
    """Everything proposed for one programme; `none` is how likely it is that no link is right.

    `read` is false where the language of the text is none that the planner reads: then nothing is
    proposed, and "no link" is not proposed either.
    """

    none: float
    none_reasons: tuple[Message, ...]
    actions: tuple[Suggestion, ...]
    harms: tuple[SuggestedHarm, ...] = ()
    read: bool = True

    @property
    def is_no_link(self) -> bool:
        """Whether "no link" is the proposal."""
        return self.read and self.none >= 0.5


UNREAD: Final = SuggestionSet(
    none=0.0,
    none_reasons=(_("language not read: a person has to judge this one"),),
    actions=(),
    read=False,
)
"""What is said of a text in a language that the planner does not read."""


class Suggester:
    """Proposes actions for programmes; made once, asked often, always with the same answer."""

    def __init__(self, reference: Reference, learned: Precedents = NOTHING_LEARNED) -> None:
        """Make glossary and catalogue ready for look-up; `learned` are decisions to learn from."""
        self._reference = reference
        self._glossary = Glossary(reference.glossary)
        self._harms = HarmCues(reference)
        self._ranking = Ranking([_catalogue_text(action) for action in reference.actions])
        worded = {wording.action for wording in reference.glossary}
        self._most_shared = [
            SHARED_WORDS if action.id in worded else ONLY_SHARED_WORDS
            for action in reference.actions
        ]
        self._sharing = [
            _("shares words with “{title}”", title=action.name) for action in reference.actions
        ]
        self._order = {action.id: place for place, action in enumerate(reference.actions)}
        self._codes = lru_cache(maxsize=REMEMBERED)(self._pointers)
        self._read = lru_cache(maxsize=REMEMBERED)(self._words)
        self._memory = Memory(learned)

    def learning(self, learned: Precedents) -> Suggester:
        """The same suggester, taught by other decisions; what was read is not read again."""
        taught = copy(self)
        taught._memory = Memory(learned)
        return taught

    def suggest(self, subject: Subject, top: int = 5) -> SuggestionSet:
        """What a programme may serve or raise, best first, at most `top` of each."""
        if not is_read(f"{subject.title} {subject.description}"):
            return UNREAD
        codes = read_codes(subject.codes)
        found = self._gathered(subject, codes)
        against = found.get(NO_ACTION, [])
        gathered = {name: found[name] for name in found if name in self._order}
        usual, usual_reason = expected_no_link(codes, self._reference)
        none = _no_link(gathered.values(), against, usual)
        raised = self._harms.raised(
            subject.title,
            subject.description,
            codes,
            in_description=IN_DESCRIPTION,
            decided=chain.from_iterable(found.values()),
        )
        doubt = 1 - max((one.worded for one in raised), default=0.0)
        left = (1 - none) ** 0.5
        none = 1 - (1 - none) * (1 if _names_a_safeguard(gathered) else doubt)
        weighed = sorted(
            (
                (name, _beside_harm(name, together(e.weight for e in evidence) * left, doubt))
                for name, evidence in gathered.items()
            ),
            key=lambda one: (-one[1], self._order[one[0]]),
        )
        return SuggestionSet(
            none=round(none, 3),
            none_reasons=_none_reasons(against, usual_reason, weighed),
            actions=tuple(
                _suggestion(name, confidence, gathered[name])
                for name, confidence in weighed[:top]
                if confidence >= SHOWN
            ),
            harms=tuple(one for one in raised[:top] if one.confidence >= SHOWN),
        )

    def _gathered(self, subject: Subject, codes: tuple[str, ...]) -> dict[str, list[LinkEvidence]]:
        """All evidence, by the action it speaks to."""
        found: defaultdict[str, list[LinkEvidence]] = defaultdict(list)
        said = self._read(subject.title, subject.description)
        for one in chain(said, self._codes(codes), marked(subject.scores, self._reference)):
            found[one.action].append(one)
        for one in self._memory.evidence(subject):
            found[one.action].append(_beyond_words(one, found[one.action]))
        return found

    def _words(self, title: str, description: str) -> list[LinkEvidence]:
        """Phrases and catalogue words; in the description only phrases that the title lacks."""
        said = self._glossary.evidence(title)
        heard = {(one.action, one.quoted.casefold()) for one in said}
        more = self._glossary.evidence(description, IN_DESCRIPTION)
        new = [one for one in more if (one.action, one.quoted.casefold()) not in heard]
        return said + new + self._catalogue_words(title or description)

    def _pointers(self, codes: tuple[str, ...]) -> list[LinkEvidence]:
        """For each action the weightiest pointer among the codes."""
        best: dict[str, LinkEvidence] = {}
        for code in codes:
            for one in pointers(code, self._reference):
                if one.action not in best or one.weight > best[one.action].weight:
                    best[one.action] = one
        return [replace(one, weight=one.weight / len(codes) ** 0.5) for one in best.values()]

    def _catalogue_words(self, text: str) -> list[LinkEvidence]:
        return [
            LinkEvidence(
                action=self._reference.actions[place].id,
                weight=self._most_shared[place] * score / (score + MANY_SHARED_WORDS),
                strength=Strength.INDIRECT,
                reason=self._sharing[place],
            )
            for place, score in self._ranking.scores(forms(text)).items()
        ]


def _beyond_words(decided: LinkEvidence, known: Sequence[LinkEvidence]) -> LinkEvidence:
    """What a decision adds to what the title says anyway, for both speak of the same words."""
    said = max((one.weight for one in known if one.quoted), default=0.0)
    if decided.weight <= 0 or said <= 0:
        return decided
    return replace(decided, weight=max(0.0, (decided.weight - said) / (1 - said)))


def _beside_harm(name: str, confidence: float, doubt: float) -> float:
    """What is left of a confidence where the text may raise a sign: never enough to be likely."""
    return confidence * doubt if name not in SAFEGUARDS else min(confidence, max(doubt, UNSURE))


def _names_a_safeguard(gathered: Mapping[str, Sequence[LinkEvidence]]) -> bool:
    """Whether the words name a safeguard of the harm that they may speak of."""
    found = (one for name in SAFEGUARDS for one in gathered.get(name, ()))
    return any(one.tells_of_links and one.weight > FAINT for one in found)


def _no_link(
    gathered: Iterable[Sequence[LinkEvidence]], against: Sequence[LinkEvidence], usual: float
) -> float:
    """How likely it is that no link is right: usual for such codes, less what speaks for a link."""
    other = together(one.weight for one in against)
    spoken = max(
        (together(one.weight for one in evidence if one.tells_of_links) for evidence in gathered),
        default=0.0,
    )
    best = max(0.0, spoken * (1 - CLOUDED * other) - FAINT) / (1 - FAINT)
    return (1 - best) * together((usual, *(one.weight for one in against)))


def _catalogue_text(action: CatalogueAction) -> dict[str, str]:
    titles = {code: Voice(code).tell(action.name) for code in ("fr", "es")}
    others = {code: title if title != action.title else "" for code, title in titles.items()}
    return {"en": f"{action.title} {action.what_it_is}", **others}


def _suggestion(name: str, confidence: float, evidence: Sequence[LinkEvidence]) -> Suggestion:
    """A proposal; it is direct only where it is likely, for a doubtful aim is no reason."""
    strongest = max(evidence, key=lambda one: one.weight)
    strength = strongest.strength
    if strength is Strength.DIRECT and confidence < LIKELY_FROM:
        strength = Strength.INDIRECT
    return Suggestion(
        action=name,
        band=band_of(confidence),
        confidence=round(confidence, 3),
        strength=Strength.WEAK if confidence < POSSIBLE_FROM else strength,
        reasons=reasons_of(evidence),
    )


def _none_reasons(
    against: Sequence[LinkEvidence], usual: Message, weighed: Sequence[tuple[str, float]]
) -> tuple[Message, ...]:
    found = list(reasons_of(against))
    if usual:
        found.append(usual)
    if not weighed or weighed[0][1] < SHOWN:
        found.append(_("neither words nor code name a prevention action"))
    return tuple(found)
