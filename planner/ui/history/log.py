"""The log of a plan as screens read it: newest first, times on this computer's clock."""

from __future__ import annotations

from datetime import datetime

from planner.changes import Change, Changes, Entry
from planner.plan import Plan
from planner.services import editing, plans
from planner.services.editing import Remainder, way_back
from planner.services.importing import summary
from planner.store import ImportRecord
from planner.ui import state
from planner.ui.words import voice


def entries(plan: Plan) -> tuple[Entry, ...]:
    """Everything that was done to the plan, newest first; read once for each copy of it."""
    return state.computed(_entries, plan, state.actor())


def moment(at: datetime) -> str:
    """When it was, as in “3 March 2027, 14:05”."""
    local = at.astimezone()
    return voice().listing((voice().day(local.date()), f"{local:%H:%M}"))


def entry(plan: Plan, revision: int) -> Entry:
    """The entry that made a revision."""
    return next(one for one in entries(plan) if one.revision == revision)


def way_back_from(
    plan: Plan, entry: Entry, change: Change | None = None
) -> tuple[Changes, tuple[Remainder, ...]]:
    """What an undo of the entry, or of one change of it, would change in the plan as it stands, and
    what it would leave."""
    after = plans.open_plan(*state.at(plan), entry.revision)
    return way_back((change,) if change else entry.changeset.changes, after, plan)


def first_to_undo(plan: Plan, entry: Entry, left: tuple[Remainder, ...]) -> tuple[Entry, ...]:
    """The later changesets that keep what an undo of the entry would leave, newest first."""
    return editing.first_to_undo(state.store(), plan.name, entry.revision, left)


def imports(plan: Plan) -> tuple[ImportRecord, ...]:
    """The files that were imported into the plan, newest first; read once for each copy of it."""
    return state.computed(_imports, plan, state.actor())


def _imports(plan: Plan, actor: str) -> tuple[ImportRecord, ...]:
    return tuple(reversed(summary.imports(actor, state.store(), plan.name)))


def _entries(plan: Plan, actor: str) -> tuple[Entry, ...]:
    known = editing.history(actor, state.store(), plan.name)
    return tuple(reversed(known[: plan.revision]))
