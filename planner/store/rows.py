"""Reads and writes the rows of a plan, all of them or only those that a changeset touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import sqlalchemy as sa

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


def read_touched(
    connection: sa.Connection, plan_id: int, ids: Mapping[str, Iterable[str]]
) -> dict[str, dict[str, Row]]:
    """Those rows of the plan that are there, table name → id → row."""
    touched: dict[str, dict[str, Row]] = {}
    for table_name, wanted in ids.items():
        declared, sql = table_named(table_name), ROWS[table_name]
        rows = touched.setdefault(table_name, {})
        for some in in_parts(sorted(wanted)):
            query = _selected(sql, declared).where(sql.c.plan_id == plan_id, sql.c.id.in_(some))
            rows.update((row.id, row) for row in _rows(connection, declared, query))
    return touched


def write_touched(
    connection: sa.Connection,
    plan_id: int,
    before: Mapping[str, Mapping[str, Row]],
    after: Mapping[str, Mapping[str, Row]],
) -> None:
    """Replace the rows of `before` with those of `after`."""
    for table_name in before.keys() | after.keys():
        sql, declared = ROWS[table_name], table_named(table_name)
        old, new = before.get(table_name, {}), after.get(table_name, {})
        gone = [row_id for row_id, row in old.items() if new.get(row_id) is not row]
        for some in in_parts(gone):
            connection.execute(sql.delete().where(sql.c.plan_id == plan_id, sql.c.id.in_(some)))
        names = [column.name for column in declared.columns]
        records = [
            {"plan_id": plan_id, **{name: to_text(getattr(row, name)) for name in names}}
            for row_id, row in new.items()
            if old.get(row_id) is not row
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
        if before.get(name) == last:
            continue
        values = {"plan_id": plan_id, "table_name": name, "last": last}
        if name in before:
            where = (NUMBERS.c.plan_id == plan_id, NUMBERS.c.table_name == name)
            connection.execute(NUMBERS.update().where(*where).values(last=last))
        else:
            connection.execute(NUMBERS.insert().values(values))


def in_order(rows: Iterable[Row]) -> dict[str, Row]:
    """The rows by id, in the order of their numbers."""
    return {row.id: row for row in sorted(rows, key=lambda row: (len(row.id), row.id))}


def in_parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items a few hundred at a time."""
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _all_rows(connection: sa.Connection, plan_id: int, declared: Table) -> dict[str, Row]:
    sql = ROWS[declared.name]
    rows = _rows(connection, declared, _selected(sql, declared).where(sql.c.plan_id == plan_id))
    return in_order(rows)


def _selected(sql: sa.Table, declared: Table) -> sa.Select[tuple[str, ...]]:
    return sa.select(*(sql.c[column.name] for column in declared.columns))


def _rows(
    connection: sa.Connection, declared: Table, query: sa.Select[tuple[str, ...]]
) -> Iterator[Row]:
    names = [column.name for column in declared.columns]
    for texts in connection.execute(query):
        yield row_of(declared, dict(zip(names, map(str, texts), strict=True)))
