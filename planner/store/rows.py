"""Reads and writes the rows of a plan, all of them or only those that a changeset touches."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import sqlalchemy as sa

from planner.changes import Change, Changes, Changeset, Delete, Insert, SetCell
from planner.plan import Plan, all_tables, table_named
from planner.schema import LONGEST_NUMBER, Kind, Row, Table, table_of
from planner.store.sql import CHANGES, NUMBERS, ROWS, row_of
from planner.tables import PlanDetails
from planner.values import to_text

T = TypeVar("T")
_AT_ONCE = 500  # ids in one query; SQLite stops at some thousand


def read_plan(connection: sa.Connection, plan_id: int, name: str, revision: int) -> Plan:
    """The whole plan as its rows stand now."""
    return Plan(
        tables={
            declared.name: _all_rows(connection, plan_id, declared) for declared in all_tables()
        },
        name=name,
        revision=revision,
        last_numbers=last_numbers(connection, plan_id),
    )


def write_touched(
    connection: sa.Connection, plan_id: int, before: Plan, after: Plan, changes: Changes
) -> None:
    """Replace the rows that the changes name as they were before with what they are after."""
    ids: dict[str, dict[str, None]] = {}
    for change in changes:
        ids.setdefault(change.table, {})[change.id] = None
    for table_name, touched in ids.items():
        sql, declared = ROWS[table_name], table_named(table_name)
        old, new = before.rows(table_name), after.rows(table_name)
        gone = [row_id for row_id in touched if row_id in old]
        for some in in_parts(gone):
            connection.execute(sql.delete().where(sql.c.plan_id == plan_id, sql.c.id.in_(some)))
        names = [column.name for column in declared.columns]
        records = [
            {"plan_id": plan_id, **{name: to_text(getattr(new[row_id], name)) for name in names}}
            for row_id in touched
            if row_id in new
        ]
        if records:
            connection.execute(sql.insert(), records)


def last_numbers(connection: sa.Connection, plan_id: int) -> dict[str, int]:
    """The highest number each table ever gave out, so that no id comes back.

    A number too large for an id, which only a file of an earlier version brought in, counts for
    nothing.
    """
    query = sa.select(NUMBERS.c.table_name, NUMBERS.c.last).where(NUMBERS.c.plan_id == plan_id)
    lines = connection.execute(query).all()
    return {one.table_name: one.last if one.last < 10**LONGEST_NUMBER else 0 for one in lines}


def write_numbers(
    connection: sa.Connection, plan_id: int, before: Mapping[str, int], after: Mapping[str, int]
) -> None:
    """Keep the numbers that have risen."""
    for name, last in after.items():
        if before.get(name) != last:
            place = {"plan_id": plan_id, "table_name": name}
            connection.execute(NUMBERS.delete().filter_by(**place))
            connection.execute(NUMBERS.insert().values(**place, last=last))


def in_order(rows: Iterable[Row]) -> dict[str, Row]:
    """The rows by id, in the order of their numbers."""
    return {row.id: row for row in sorted(rows, key=lambda row: (len(row.id), row.id))}


def in_parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items a few hundred at a time."""
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _all_rows(connection: sa.Connection, plan_id: int, declared: Table) -> dict[str, Row]:
    names = [column.name for column in declared.columns]
    quote = connection.dialect.identifier_preparer.quote  # put together by hand: half the time
    query = f"SELECT {', '.join(map(quote, names))} FROM {quote(declared.name)} WHERE plan_id = :id"
    return in_order(
        row_of(declared, dict(zip(names, map(str, texts), strict=True)))
        for texts in connection.execute(sa.text(query), {"id": plan_id})
    )


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
