"""Writes one changeset: looks that it still holds, writes rows and log, raises the revision."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa

from planner.changes import Change, Changeset, Conflict, Entry, SetCell, apply
from planner.errors import StaleChange, WrongValue
from planner.messages import _
from planner.plan import Plan, table_named
from planner.store.integrity import check_keys, check_references, check_values
from planner.store.kept import Kept
from planner.store.log import write_entry
from planner.store.numbering import with_free_ids
from planner.store.rows import last_numbers, read_touched, write_numbers, write_touched
from planner.store.sql import CHANGES, CHANGESETS, PLANS
from planner.values import clean

_ASKED_AFTER = 50  # conflicts whose author is looked up


def append(connection: sa.Connection, kept: Kept, changeset: Changeset, at: datetime) -> Entry:
    """The entry that the changeset became; runs inside a transaction that locks the plan."""
    _check_form(kept, changeset)
    numbers = last_numbers(connection, kept.id)
    check_values(changeset.changes)
    settled = dataclasses.replace(changeset, changes=tuple(map(_exact, changeset.changes)))
    changes = with_free_ids(connection, kept.id, settled, numbers)
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        ids[change.table].add(change.id)
    before = read_touched(connection, kept.id, ids)
    try:
        plan = apply(Plan(tables=before, last_numbers=numbers), changes)
    except StaleChange as stale:
        raise _signed(connection, kept, stale) from None
    after = {table_name: plan.rows(table_name) for table_name in ids}
    write_touched(connection, kept.id, before, after)
    write_numbers(connection, kept.id, numbers, plan.last_numbers)
    gone = {
        table_name: [row for row_id, row in rows.items() if row_id not in after[table_name]]
        for table_name, rows in before.items()
    }
    check_keys(connection, kept.id, changes)
    check_references(connection, kept.id, changes, gone)
    written = dataclasses.replace(settled, changes=changes, actor=clean(changeset.actor))
    entry = write_entry(
        connection, kept.id, written, revision=kept.revision + 1, previous=kept.head, at=at
    )
    line = PLANS.update().where(PLANS.c.id == kept.id)
    connection.execute(line.values(revision=entry.revision, head=entry.hash))
    return entry


def _exact(change: Change) -> Change:
    """The change with only the filled columns of its row, as a row says of itself."""
    if isinstance(change, SetCell):
        return change
    column = table_named(change.table).column
    values = {name: value for name, value in change.values.items() if value != column(name).blank}
    return (
        change if len(values) == len(change.values) else dataclasses.replace(change, values=values)
    )


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
    return dataclasses.replace(conflict, by=connection.execute(query).scalar() or "")
