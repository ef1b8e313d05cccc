"""A requirement in a few words: its state with a mark, who holds what of how many posts."""

from __future__ import annotations

from planner.analysis.training.figures import STATE_MARKS, held, standing
from planner.analysis.training.requirements import STATE_LABELS, RequirementStatus, TargetState
from planner.ui.markup import escaped
from planner.ui.words import capital, told


def state_words(target: TargetState) -> str:
    """How a requirement stands, with its mark, as in “✓ Met”."""
    return f"{STATE_MARKS[target]} {capital(told(STATE_LABELS[target]))}"


def held_words(status: RequirementStatus) -> str:
    """Valid holders out of posts, as in “24 to 61 of 120”."""
    return told(held(status))


def cell_words(status: RequirementStatus) -> str:
    """A requirement in one cell, as in “✗ 24 to 61 of 120”."""
    return told(standing(status))


def title_words(status: RequirementStatus) -> str:
    """Audience and course, as Markdown."""
    return f"{escaped(status.audience.title)} · {escaped(status.course.title)}"
