"""What the words of a title say: glossary phrases in several languages, the longer ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from planner.analysis.evidence import NO_ACTION, Evidence
from planner.analysis.phrases import Finder, Hit, parse
from planner.analysis.words import Word, visible, words
from planner.choices import Strength
from planner.reference import Wording

FOR: Final = MappingProxyType({"strong": 0.75, "normal": 0.45, "weak": 0.18})
NO_LINK: Final = MappingProxyType({"strong": 0.7, "normal": 0.35, "weak": 0.15})
AGAINST: Final = -0.75
INSIDE_ANOTHER: Final = 0.5
"""What is left of a phrase's weight when its words belong to a longer phrase of another action."""


@dataclass(frozen=True)
class _Claim:
    """What one phrase counts for: an action, how much, and how closely."""

    action: str
    weight: float
    strength: Strength


@dataclass(frozen=True)
class _Found:
    claim: _Claim
    places: frozenset[int]


class Glossary:
    """All phrases by which ministries name prevention, and what is not prevention."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
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

    def evidence(self, text: str) -> list[Evidence]:
        """What a text says, each word counted once for each action, strongest first."""
        seen = visible(text)
        read = words(seen)
        hits = self._finder.hits(read)
        by_action: defaultdict[str, list[_Found]] = defaultdict(list)
        for hit in hits:
            for claim in self._claims[hit.phrase]:
                weight = claim.weight * self._left(claim, hit, hits)
                if weight:
                    counted = _Claim(claim.action, weight, claim.strength)
                    by_action[claim.action].append(_Found(counted, hit.places))
        return [
            Evidence(
                action=action,
                weight=found.claim.weight,
                strength=found.claim.strength,
                quoted=_quoted(found.places, read, seen),
            )
            for action, all_found in by_action.items()
            for found in _each_word_once(all_found)
        ]

    def _left(self, claim: _Claim, hit: Hit, hits: Sequence[Hit]) -> float:
        """How much of a claim is left beside the longer phrases that its words belong to.

        A longer phrase of another kind takes it away: "food security" leaves nothing of "security".
        """
        left = 1.0
        for longer in hits:
            if not hit.places < longer.places:
                continue
            others = self._claims[longer.phrase]
            if any(_overrules(other, claim) for other in others):
                return 0.0
            if all(other.action != claim.action for other in others):
                left = INSIDE_ANOTHER
        return left


def _claim(wording: Wording) -> _Claim:
    if wording.counts == "none":
        return _Claim(NO_ACTION, NO_LINK[wording.weight], Strength.NONE)
    if wording.counts == "against":
        return _Claim(wording.action, AGAINST, Strength.NONE)
    return _Claim(wording.action, FOR[wording.weight], Strength(wording.counts))


def _overrules(longer: _Claim, shorter: _Claim) -> bool:
    if longer.weight < 0 or shorter.weight < 0:
        return longer.action == shorter.action and longer.weight < 0 < shorter.weight
    return (longer.action == NO_ACTION) != (shorter.action == NO_ACTION) and (
        longer.weight >= FOR["normal"] or longer.action == NO_ACTION
    )


def _each_word_once(found: Iterable[_Found]) -> Iterator[_Found]:
    """The weightiest findings of an action that each bring a word the others did not bring."""
    used: set[int] = set()
    for one in sorted(found, key=lambda one: (-abs(one.claim.weight), -len(one.places))):
        if one.claim.weight < 0:
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
    return " … ".join(seen[read[run[0]].start : read[run[-1]].end] for run in runs)


def by_action(evidence: Iterable[Evidence]) -> Mapping[str, list[Evidence]]:
    """Evidence gathered by the action it speaks to."""
    gathered: defaultdict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        gathered[one.action].append(one)
    return gathered
