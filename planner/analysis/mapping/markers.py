"""What the policy markers of an aid list say of a programme: 2 its reason, 1 an aim, 0 no aim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from planner.analysis.mapping.evidence import NO_ACTION, LinkEvidence
from planner.choices import Strength
from planner.messages import Message, _
from planner.readers.texts import folded
from planner.reference import Reference

WEIGHTS: Final = MappingProxyType({"0": -0.3, "1": 0.15, "2": 0.3, "3": 0.3})
"""How much a score weighs for or against the actions of its marker; 3 is 2 with a plan of its own.

A marker that speaks of no action weighs half of it for no link.
"""

_LINE: Final = re.compile(r"^(.{2,80}?): ?([0-4])(?:[.,]0)?$", re.MULTILINE)


def read_scores(note: str) -> tuple[tuple[str, str], ...]:
    """The lines of a note that may be a policy marker's score: header and digit."""
    return tuple(_LINE.findall(note)) if ":" in note else ()


def marked(scores: Iterable[tuple[str, str]], reference: Reference) -> Iterator[LinkEvidence]:
    """The evidence of the scores whose headers are policy markers."""
    for header, score in scores:
        marker = reference.marker_by_heading.get(folded(header))
        weight = WEIGHTS.get(score, 0.0)
        if marker is None or not weight:
            continue
        if marker.speaks_of_none and weight > 0:
            yield _evidence(NO_ACTION, weight / 2, marker.name, score)
        for action in marker.actions:
            share = weight / len(marker.actions) ** 0.5
            yield _evidence(action, share, marker.name, score)


def _evidence(action: str, weight: float, name: Message, score: str) -> LinkEvidence:
    return LinkEvidence(
        action=action,
        weight=weight,
        strength=Strength.WEAK if score == "1" else Strength.INDIRECT,
        reason=_reason(name, score),
    )


def _reason(name: Message, score: str) -> Message:
    match score:
        case "0":
            return _("policy marker “{name}” is 0: no aim of it", name=name)
        case "1":
            return _("policy marker “{name}” is 1: an aim, not the reason", name=name)
        case "2":
            return _("policy marker “{name}” is 2: the reason it was undertaken", name=name)
        case _:
            return _("policy marker “{name}” is 3: the reason it was undertaken", name=name)
