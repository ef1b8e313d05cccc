"""The log of a plan as screens read it: newest first, times on this computer's clock."""

from __future__ import annotations

from datetime import datetime

from planner.changes import Changes, Entry
from planner.plan import Plan
from planner.services import editing, plans, undo_order
from planner.services.importing import records
from planner.services.undoing import Left, way_back
from planner.store import ImportRecord
from planner.ui import state


def entries(plan: Plan) -> tuple[Entry, ...]:
    """Everything that was done to the plan, newest first; read once for each copy of it."""
    return state.computed(_entries, plan, state.actor())


def latest(plan: Plan, number: int) -> tuple[Entry, ...]:
    """The last few entries, newest first."""
    return entries(plan)[:number]


def when(entry: Entry) -> str:
    """When it was, as in “3 March 2027, 14:05”."""
    return moment(entry.at)


def moment(at: datetime) -> str:
    """The same of a moment by itself."""
    local = at.astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"


def entry(plan: Plan, revision: int) -> Entry:
    """The entry that made a revision."""
    return next(one for one in entries(plan) if one.revision == revision)


def way_back_from(plan: Plan, entry: Entry) -> tuple[Changes, tuple[Left, ...]]:
    """What an undo of the entry would change in the plan as it stands, and what it would leave."""
    after = plans.open_plan(state.actor(), state.store(), plan.name, entry.revision)
    return way_back(entry.changeset.changes, after, plan)


def first_to_undo(plan: Plan, entry: Entry, left: tuple[Left, ...]) -> tuple[Entry, ...]:
    """The later changesets that keep what an undo of the entry would leave, newest first."""
    return undo_order.first_to_undo(state.store(), plan.name, entry.revision, left)


def imports(plan: Plan) -> tuple[ImportRecord, ...]:
    """The files that were taken into the plan, newest first; read once for each copy of it."""
    return state.computed(_imports, plan, state.actor())


def _imports(plan: Plan, actor: str) -> tuple[ImportRecord, ...]:
    known = records.imports(actor, state.store(), plan.name)
    return tuple(reversed(known))


def _entries(plan: Plan, actor: str) -> tuple[Entry, ...]:
    known = editing.history(actor, state.store(), plan.name)
    return tuple(reversed(known[: plan.revision]))
