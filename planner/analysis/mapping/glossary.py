"""What the words of a title say: glossary phrases in several languages, the longer ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from planner.analysis.mapping.evidence import NO_ACTION, LinkEvidence
from planner.analysis.mapping.phrases import Finder, Hit, LongerHit, around, parse
from planner.analysis.mapping.title_words import Word, visible, words
from planner.choices import Strength
from planner.reference import GlossaryEntry

FOR: Final = MappingProxyType({"strong": 0.75, "normal": 0.45, "weak": 0.25})
LESS_DIRECT: Final = 0.88
"""What is left of the weight of a strong phrase that names an action only indirectly."""

NO_LINK: Final = MappingProxyType({"strong": 0.7, "normal": 0.35, "weak": 0.15})
AGAINST: Final = -0.75
INSIDE_ANOTHER: Final = 0.5
"""What is left of a phrase's weight when its words belong to a longer phrase of another action."""

APART: Final = " … "
"""Stands between quoted words that are no neighbours."""


@dataclass(frozen=True)
class _Claim:
    """What one phrase counts for: an action, how much, and how closely."""

    action: str
    weight: float
    strength: Strength


@dataclass(frozen=True)
class _Found:
    """A claim as it stands in a text, with the weight that is left of it."""

    claim: _Claim
    weight: float
    places: frozenset[int]


class Glossary:
    """All phrases by which ministries name prevention, and what is not prevention."""

    def __init__(self, wordings: Iterable[GlossaryEntry]) -> None:
        """Make the phrases ready; the same phrase may count for several actions."""
        claims: defaultdict[str, dict[str, _Claim]] = defaultdict(dict)
        for wording in wordings:
            claim = _claim(wording)
            for phrase in wording.phrases:
                known = claims[phrase].get(claim.action)
                if known is None or abs(known.weight) < abs(claim.weight):
                    claims[phrase][claim.action] = claim
        self._claims = [tuple(by_action.values()) for by_action in claims.values()]
        self._finder = Finder([parse(phrase) for phrase in claims])

    def evidence(self, text: str, share: float = 1.0) -> list[LinkEvidence]:
        """What a text says, each word counted once for each action; weights times `share`."""
        seen = visible(text)
        read = words(seen)
        by_action: defaultdict[str, list[_Found]] = defaultdict(list)
        for found in self._found(self._finder.hits(read)):
            by_action[found.claim.action].append(found)
        return [
            LinkEvidence(
                action=action,
                weight=found.weight * share,
                strength=found.claim.strength,
                quoted=_quoted(found.places, read, seen),
            )
            for action, all_found in by_action.items()
            for found in _each_word_once(all_found)
        ]

    def _found(self, hits: Sequence[Hit]) -> Iterator[_Found]:
        """What the phrases of a text are left to say beside the longer ones around them.

        A longer phrase of another kind takes a claim away: "food security" leaves nothing of
        "security". One of another action leaves a part of it.
        """
        beside = list(zip(hits, around(hits), strict=True))
        standing = {
            (hit.phrase, claim.action)
            for hit, longer in beside
            for claim in self._claims[hit.phrase]
            if not self._is_overruled(claim, longer)
        }
        for hit, longer in beside:
            for claim in self._claims[hit.phrase]:
                if (hit.phrase, claim.action) in standing:
                    left = self._left(claim, longer, standing)
                    yield _Found(claim, claim.weight * left, hit.places)

    def _is_overruled(self, claim: _Claim, longer: Iterable[LongerHit]) -> bool:
        return any(
            _overrules(other, claim) for one in longer for other in self._claims[one.hit.phrase]
        )

    def _left(
        self, claim: _Claim, longer: Iterable[LongerHit], standing: Collection[tuple[int, str]]
    ) -> float:
        """A part when a longer phrase stands that does not speak of the same action, else all."""
        for hit in (one.hit for one in longer if one.closely):
            actions = {other.action for other in self._claims[hit.phrase]}
            if claim.action not in actions and any(
                (hit.phrase, action) in standing for action in actions
            ):
                return INSIDE_ANOTHER
        return 1.0


def _claim(wording: GlossaryEntry) -> _Claim:
    if wording.counts == "none":
        return _Claim(NO_ACTION, NO_LINK[wording.weight], Strength.NONE)
    if wording.counts == "against":
        return _Claim(wording.action, AGAINST, Strength.NONE)
    loosely = wording.counts == "indirect" and wording.weight == "strong"
    weight = FOR[wording.weight] * (LESS_DIRECT if loosely else 1)
    return _Claim(wording.action, weight, Strength(wording.counts))


def _overrules(longer: _Claim, shorter: _Claim) -> bool:
    if longer.weight < 0 or shorter.weight < 0:
        return longer.action == shorter.action and longer.weight < 0 < shorter.weight
    return (longer.action == NO_ACTION) != (shorter.action == NO_ACTION) and (
        longer.weight >= FOR["normal"] or longer.action == NO_ACTION
    )


def _each_word_once(found: Iterable[_Found]) -> Iterator[_Found]:
    """The weightiest findings of an action that each bring a word the others did not bring."""
    used: set[int] = set()
    for one in sorted(found, key=lambda one: (-abs(one.weight), -len(one.places))):
        if one.weight < 0:
            yield one
        elif not one.places <= used:
            used |= one.places
            yield one


def _quoted(places: frozenset[int], read: Sequence[Word], seen: str) -> str:
    """The words at those places as the text spells them, runs of neighbours kept together."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return APART.join(seen[read[run[0]].start : read[run[-1]].end] for run in runs)
