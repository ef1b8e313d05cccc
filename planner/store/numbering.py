"""Fresh ids for new rows whose id is taken, so that two people can add rows at once."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from planner.changes import Change, Changes, Changeset, Delete, Insert, SetCell
from planner.plan import table_named
from planner.schema import Kind, table_of
from planner.store.rows import in_parts
from planner.store.sql import CHANGES
from planner.tables import PlanDetails

Renamed = Mapping[str, Mapping[str, str]]
_ONE_ROW = table_of(PlanDetails).name


def with_free_ids(
    connection: sa.Connection, plan_id: int, changeset: Changeset, numbers: Mapping[str, int]
) -> Changes:
    """The changes with new rows renumbered where their ids were given out since the base revision.

    A row is new when the log did not know its id at the base revision; a deleted row that comes
    back keeps its id. When one new row of a table has to move, all of them do, so that their order
    stays. References among the changes follow.
    """
    new: defaultdict[str, list[str]] = defaultdict(list)
    for change in changeset.changes:
        if isinstance(change, Insert) and change.table != _ONE_ROW:
            new[change.table].append(change.id)
    renamed: dict[str, dict[str, str]] = {}
    for table_name, ids in new.items():
        first = _first_given_out(connection, plan_id, table_name, ids)
        if all(revision <= changeset.base_revision for revision in first.values()):
            continue
        declared, last = table_named(table_name), numbers.get(table_name, 0)
        moving = [
            i for i in ids if first.get(i, changeset.base_revision + 1) > changeset.base_revision
        ]
        fresh = (declared.id_for(last + n) for n in range(1, len(moving) + 1))
        renamed[table_name] = dict(zip(moving, fresh, strict=True))
    if not renamed:
        return changeset.changes
    return tuple(_moved(change, renamed) for change in changeset.changes)


def _first_given_out(
    connection: sa.Connection, plan_id: int, table_name: str, ids: list[str]
) -> dict[str, int]:
    first: dict[str, int] = {}
    for some in in_parts(ids):
        query = (
            sa.select(CHANGES.c.row_id, sa.func.min(CHANGES.c.revision))
            .where(
                CHANGES.c.plan_id == plan_id,
                CHANGES.c.row_id.in_(some),
                CHANGES.c.table_name == table_name,
                CHANGES.c.action == "insert",
            )
            .group_by(CHANGES.c.row_id)
        )
        first.update((row_id, revision) for row_id, revision in connection.execute(query))
    return first


def _moved(change: Change, renamed: Renamed) -> Change:
    row_id = renamed.get(change.table, {}).get(change.id, change.id)
    refers = {
        column.name: renamed[column.refers]
        for column in table_named(change.table).columns
        if column.kind is Kind.ROW and column.refers in renamed
    }
    match change:
        case Insert():
            moved = {
                name: ids.get(str(change.values[name]), change.values[name])
                for name, ids in refers.items()
                if name in change.values
            }
            return dataclasses.replace(change, id=row_id, values={**change.values, **moved})
        case SetCell():
            ids = refers.get(change.column, {})
            before, after = (ids.get(str(end), end) for end in (change.before, change.after))
            return dataclasses.replace(change, id=row_id, before=before, after=after)
        case Delete():
            return dataclasses.replace(change, id=row_id)
