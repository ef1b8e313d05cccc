"""What a person decided on this page a moment ago, what they skipped, and how it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.errors import PlannerError
from planner.plan import Plan
from planner.services import mapping
from planner.services.mapping import LinkDecision
from planner.ui import frame, state


@dataclass
class ScreeningQueue:
    """A person's place in the queue: programmes skipped, one that stays open, decisions made."""

    skipped: set[str] = field(default_factory=set[str])
    pinned: str = ""
    made: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def queue() -> ScreeningQueue:
    """The place of the person looking, in the plan that is open."""
    return state.kept(state.key("mapping", "queue"), ScreeningQueue)


def decide(plan: Plan, decisions: Iterable[LinkDecision], what: str) -> bool:
    """Keep decisions, and remember them for a way back; for callbacks."""
    try:
        entry = mapping.decide(
            state.actor(), state.store(), plan.name, decisions, base_revision=plan.revision
        )
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return False
    queue().made.append((entry.revision, what))
    return True


def undo_last() -> None:
    """Take the last decision of this visit back; for callbacks."""
    if queue().made:
        revision, _what = queue().made.pop()
        frame.undo(revision)


def skip(programme: str) -> None:
    """Leave a programme for later; for callbacks."""
    queue().skipped.add(programme)
    queue().pinned = ""


def look_again() -> None:
    """Put what was skipped back into the queue; for callbacks."""
    queue().skipped.clear()


def pin(programme: str) -> None:
    """Keep a programme open although it is decided; for callbacks."""
    queue().pinned = programme
