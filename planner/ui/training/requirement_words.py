"""A requirement in a few words: its state with a mark, who holds what of how many posts."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from planner.analysis.training.requirements import STATE_LABELS, RequirementStatus, TargetState
from planner.messages import _
from planner.ui.markup import escaped
from planner.ui.words import capital, t, told

STATE_MARKS: Final = MappingProxyType(
    {
        TargetState.MET: "✓",
        TargetState.SHORT: "✗",
        TargetState.UNCLEAR: "~",
        TargetState.UNKNOWN: "?",
    }
)


def state_words(target: TargetState) -> str:
    """How a requirement stands, with its mark, as in “✓ Met”."""
    return f"{STATE_MARKS[target]} {capital(told(STATE_LABELS[target]))}"


def held_words(status: RequirementStatus) -> str:
    """Valid holders out of posts, as in “24 to 61 of 120”; an end nobody knows says so."""
    if status.posts is None:
        return t("{held} of unknown posts", held=status.valid.told)
    return t("{held} of {posts}", held=status.valid.told, posts=status.posts)


def cell_words(status: RequirementStatus) -> str:
    """A requirement in one cell, as in “✗ 24 to 61 of 120”."""
    held = held_words(status)
    if status.is_listed:
        held = told(_("{held} listed", held=held))
    return f"{STATE_MARKS[status.state]} {held}"


def title_words(status: RequirementStatus) -> str:
    """Audience and course, as Markdown."""
    return f"{escaped(status.audience.title)} · {escaped(status.course.title)}"
