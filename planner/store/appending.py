"""Finds a plan by its name and writes one changeset: rows, log and revision, if it still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from planner.changes import Change, Changeset, Conflict, Entry, SetCell, apply
from planner.errors import PlanExists, StaleChange, UnknownPlan, WrongValue
from planner.messages import _
from planner.plan import Plan, table_named
from planner.store.integrity import check_keys, check_references, check_values
from planner.store.log import write_entry
from planner.store.rows import with_free_ids, write_numbers, write_touched
from planner.store.sql import CHANGES, CHANGESETS, PLANS
from planner.values import clean

_ASKED_AFTER = 50  # conflicts whose author is looked up
_LONGEST_NAME = 100


class Kept(NamedTuple):
    """A plan as its line in the database says: where its log stands and the hash at its head."""

    id: int
    name: str
    revision: int
    head: str


def found(connection: sa.Connection, name: str, *, lock: bool = False) -> Kept:
    """The plan of that name, locked against other writers if asked; UnknownPlan when none is."""
    query = sa.select(PLANS).where(PLANS.c.name == name)
    line = connection.execute(query.with_for_update() if lock else query).first()
    if line is None:
        raise UnknownPlan(
            _("There is no plan named {plan}.", plan=name), _("List them with: r2p-planner plans.")
        )
    return Kept(**line._mapping)


def free_name(connection: sa.Connection, name: str) -> str:
    """The name, tidied; WrongValue for one that is none, PlanExists for one that is taken."""
    name = _checked_name(name)
    if connection.execute(sa.select(PLANS.c.id).where(PLANS.c.name == name)).first():
        raise PlanExists(
            _("There is already a plan named {plan}.", plan=name), _("Choose another name.")
        )
    return name


def _checked_name(name: str) -> str:
    cleaned = clean(name)
    if not cleaned or len(cleaned) > _LONGEST_NAME or "\n" in cleaned:
        raise WrongValue(
            _("A plan needs a name of 1 to {most} characters, on one line.", most=_LONGEST_NAME)
        )
    is_path = "/" in cleaned or "\\" in cleaned or not cleaned.strip(". ")
    if is_path or cleaned.lower().endswith((".xlsx", ".zip", ".csv")):
        raise WrongValue(
            _("“{name}” looks like a file, not like the name of a plan.", name=cleaned)
        )
    return cleaned


def append(
    connection: sa.Connection, kept: Kept, plan: Plan, changeset: Changeset, at: datetime
) -> tuple[Entry, Plan]:
    """The entry that the changeset became, and the plan after it.

    Runs inside a transaction that locks the plan, which stands as `plan`.
    """
    _check_form(kept, changeset)
    check_values(changeset.changes)
    settled = replace(changeset, changes=tuple(map(_exact, changeset.changes)))
    changes = with_free_ids(connection, kept.id, settled, plan.last_numbers)
    try:
        after = apply(plan, changes)
    except StaleChange as stale:
        raise _signed(connection, kept, stale) from None
    check_keys(after, changes)
    check_references(plan, after, changes)
    write_touched(connection, kept.id, plan, after, changes)
    write_numbers(connection, kept.id, plan.last_numbers, after.last_numbers)
    written = replace(settled, changes=changes, actor=clean(changeset.actor))
    entry = write_entry(
        connection, kept.id, written, revision=kept.revision + 1, previous=kept.head, at=at
    )
    line = PLANS.update().where(PLANS.c.id == kept.id)
    connection.execute(line.values(revision=entry.revision, head=entry.hash))
    return entry, after


def _exact(change: Change) -> Change:
    """The change with only the filled columns of its row, as a row says of itself."""
    if isinstance(change, SetCell):
        return change
    column = table_named(change.table).column
    values = {name: value for name, value in change.values.items() if value != column(name).blank}
    return change if len(values) == len(change.values) else replace(change, values=values)


def _check_form(kept: Kept, changeset: Changeset) -> None:
    if not clean(changeset.actor):
        raise WrongValue(_("Say who makes this change: a function or an office."))
    if not changeset.changes:
        raise WrongValue(_("There is nothing to save: no value differs."))
    if not 0 <= changeset.base_revision <= kept.revision:
        raise StaleChange(
            _(
                "This was made on revision {base} of {plan}, which stands at {revision}. "
                "Nothing was saved.",
                base=changeset.base_revision,
                plan=kept.name,
                revision=kept.revision,
            ),
            _("Open the plan again."),
        )


def _signed(connection: sa.Connection, kept: Kept, stale: StaleChange) -> StaleChange:
    """The refusal with the author of what was found instead."""
    conflicts = [conflict for conflict in stale.conflicts if isinstance(conflict, Conflict)]
    asked = [_with_author(connection, kept.id, conflict) for conflict in conflicts[:_ASKED_AFTER]]
    return StaleChange(stale.message, stale.hint, (*asked, *conflicts[_ASKED_AFTER:]))


def _with_author(connection: sa.Connection, plan_id: int, conflict: Conflict) -> Conflict:
    query = (
        sa.select(CHANGESETS.c.actor)
        .join(CHANGES, CHANGES.c.revision == CHANGESETS.c.revision)
        .where(
            CHANGESETS.c.plan_id == plan_id,
            CHANGES.c.plan_id == plan_id,
            CHANGES.c.table_name == conflict.table,
            CHANGES.c.row_id == conflict.id,
            CHANGES.c.column_name.in_(("", conflict.column)) if conflict.column else sa.true(),
        )
        .order_by(CHANGES.c.revision.desc(), CHANGES.c.seq.desc())
        .limit(1)
    )
    return replace(conflict, by=connection.execute(query).scalar() or "")
