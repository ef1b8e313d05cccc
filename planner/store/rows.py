"""Reads and writes the rows of a plan, all of them or only those that a changeset touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import sqlalchemy as sa

from planner.changes import Changes
from planner.plan import Plan, all_tables, table_named
from planner.schema import LONGEST_NUMBER, Row, Table
from planner.store.sql import NUMBERS, ROWS, row_of
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
    sql, names = ROWS[declared.name], [column.name for column in declared.columns]
    query = sa.select(*(sql.c[name] for name in names)).where(sql.c.plan_id == plan_id)
    return in_order(
        row_of(declared, dict(zip(names, map(str, texts), strict=True)))
        for texts in connection.execute(query)
    )
