"""What is asked about, one reason to link it to an action or not, and how reasons add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from planner.choices import Strength
from planner.messages import NOTHING, Message, _

NO_ACTION: Final = "none"
"""Stands where a catalogue id stands, for evidence that a programme serves no action."""


class Band(StrEnum):
    """How far a suggestion can be trusted: likely ones may be accepted together."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    WEAK = "weak"


LIKELY_FROM: Final = 0.62
POSSIBLE_FROM: Final = 0.35


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is known of a programme: its id and own reference, words, aid codes and ministry.

    `scores` are lines of its note that may be a policy marker's score: header and digit.
    """

    id: str = ""
    reference: str = ""
    title: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    ministry: str = ""
    scores: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> str:
        """What tells it from other programmes; blank when nothing does."""
        return self.id or self.reference


@dataclass(frozen=True, kw_only=True)
class LinkEvidence:
    """A reason for one action: how much it weighs from 0 to 1, and what it says to a person.

    A negative weight speaks against the action. `quoted` holds the words of the title it rests on,
    for reasons that are shown together; `decided` marks what people decided about like programmes.
    """

    action: str
    weight: float
    strength: Strength
    reason: Message = NOTHING
    quoted: str = ""
    decided: bool = False

    @property
    def tells_of_links(self) -> bool:
        """Whether it says that there is a link at all; a code alone is weighed by its sector."""
        return bool(self.quoted) or self.decided


def together(weights: Iterable[float]) -> float:
    """What independent reasons amount to, 0 to 1: each takes its share of the doubt that is left.

    Negative weights take their share of what the others amount to.

    >>> round(together((0.6, 0.5)), 2), round(together((0.6, 0.5, -0.25)), 2)
    (0.8, 0.6)
    """
    doubt, kept = 1.0, 1.0
    for weight in weights:
        if weight >= 0:
            doubt *= 1 - weight
        else:
            kept *= 1 + weight
    return (1 - doubt) * kept


def band_of(confidence: float) -> Band:
    """The band that a confidence from 0 to 1 falls into."""
    if confidence >= LIKELY_FROM:
        return Band.LIKELY
    return Band.POSSIBLE if confidence >= POSSIBLE_FROM else Band.WEAK


def reasons_of(evidence: Sequence[LinkEvidence]) -> tuple[Message, ...]:
    """Reasons in words, weightiest first; quoted words together in one of them."""
    ordered = sorted(evidence, key=lambda one: -one.weight)
    quoted = tuple(
        dict.fromkeys(f"“{one.quoted}”" for one in ordered if one.quoted and one.weight > 0)
    )
    spoken = [_("words: {quoted}", quoted=quoted)] if quoted else []
    return (*spoken, *dict.fromkeys(one.reason for one in ordered if one.reason))
