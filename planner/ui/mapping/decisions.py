"""What a person decided on this page a moment ago, what they skipped, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from planner.changes import Entry
from planner.errors import PlannerError
from planner.plan import Plan
from planner.services import mapping
from planner.services.mapping import LinkDecision
from planner.tables import Harm
from planner.ui import frame, state
from planner.ui.words import told


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
    return _kept(mapping.decide, plan, decisions, what)


def record_harm(plan: Plan, harm: Harm, what: str) -> bool:
    """Keep whether a sign may be raised, and remember it for a way back; for callbacks."""
    return _kept(mapping.record_harm, plan, harm, what)


def forget(plan: Plan, lessons: Iterable[tuple[str, str]], what: str) -> bool:
    """Keep that proposals leave lessons out, and remember it for a way back; for callbacks."""
    return _kept(mapping.forget, plan, lessons, what)


def _kept(keep: Callable[..., Entry], plan: Plan, decided: object, what: str) -> bool:
    try:
        entry = keep(*state.at(plan), decided, base_revision=plan.revision, tell=told)
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
