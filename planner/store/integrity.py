"""What a changeset must leave behind: values that read back, keys that differ, sound references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import assert_never

import sqlalchemy as sa

from planner.changes import Change, Changes, Delete, Insert, SetCell
from planner.errors import UnknownRow, WrongValue
from planner.messages import _, ngettext
from planner.plan import all_tables, table_named, title_of
from planner.schema import Choice, Column, Kind, Row, Table, Value
from planner.store.rows import in_parts
from planner.store.sql import ROWS
from planner.values import clean, to_text

_LARGEST = Decimal(10) ** 15
_SHOWN = 60  # letters of an id that a sentence shows
_NAMED = 5  # rows named in a sentence before the rest is counted


def check_values(changes: Changes) -> None:
    """Refuse an unknown column, an id that no row may have, or a value that would not read back the
    same. A row that has such an id already can be changed and removed, so that it can be mended."""
    for change in changes:
        if isinstance(change, Insert) and not table_named(change.table).number_of(change.id):
            raise WrongValue(
                _("“{id}” is no id for a row.", id=clean(change.id)[:_SHOWN]),
                _("In a plan that has it already, “mend” gives the row another."),
            )
        columns = _columns(change.table)
        for name, value in written(change):
            if name not in columns:
                raise UnknownRow(
                    _(
                        "{table}: there is no column {column} that can be set.",
                        table=table_named(change.table).title,
                        column=name,
                    )
                )
            if value != columns[name].blank and not _fits(columns[name], value):
                shown = to_text(value) if isinstance(value, str | Decimal | date) else repr(value)
                raise WrongValue(
                    _(
                        "{id}, {label}: “{value}” cannot be kept.",
                        id=change.id,
                        label=columns[name].title,
                        value=shown,
                    )
                )


@cache
def _columns(table_name: str) -> Mapping[str, Column]:
    """The columns that a change may write, by name."""
    return {c.name: c for c in table_named(table_name).columns if c.name != "id"}


def written(change: Change) -> Iterator[tuple[str, Value]]:
    """The columns that a change writes, with their new values."""
    match change:
        case Insert():
            yield from change.values.items()
        case SetCell():
            yield change.column, change.after
        case Delete():
            pass
        case _:
            assert_never(change)


def _fits(column: Column, value: Value) -> bool:
    match column.kind:
        case Kind.ID | Kind.TEXT | Kind.NOTE | Kind.CODE | Kind.ROW | Kind.ENTRY:
            return isinstance(value, str) and clean(value) == value
        case Kind.WHOLE:
            return type(value) is int and abs(value) < _LARGEST
        case Kind.PERCENT | Kind.MONEY | Kind.NUMBER:
            return (
                isinstance(value, Decimal | int)
                and not isinstance(value, bool)
                and Decimal(value).is_finite()
                and abs(value) < _LARGEST
            )
        case Kind.DATE:
            return isinstance(value, date) and not isinstance(value, datetime)
        case Kind.FLAG:
            return isinstance(value, bool)
        case Kind.CHOICE:
            return isinstance(value, str) and value in _texts_of(column.answers)
        case Kind.TAGS:
            return isinstance(value, tuple) and all(map(_is_tag, value))
        case _:
            assert_never(column.kind)


@cache
def _texts_of(answers: type[Choice] | None) -> frozenset[str]:
    return frozenset(map(str, answers or ()))


def _is_tag(tag: object) -> bool:
    return isinstance(tag, str) and tag != "" and clean(tag) == tag and ";" not in tag


def check_keys(connection: sa.Connection, plan_id: int, changes: Changes) -> None:
    """Refuse two rows with one natural key; a key with a blank in it tells nothing.

    The plan is locked by whoever writes, so looking afterwards is as sure as a constraint, and the
    sentence can name both rows.
    """
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        touched[change.table].update(name for name, _ in written(change))
    for table_name, columns in touched.items():
        declared = table_named(table_name)
        if columns.intersection(declared.key):
            _check_key(connection, plan_id, declared)


def _check_key(connection: sa.Connection, plan_id: int, declared: Table) -> None:
    sql = ROWS[declared.name]
    key = [sql.c[name] for name in declared.key]
    query = (
        sa.select(sa.func.min(sql.c.id), sa.func.max(sql.c.id), *key)
        .where(sql.c.plan_id == plan_id, *(column != "" for column in key))
        .group_by(*key)
        .having(sa.func.count() > 1)
        .limit(1)
    )
    for one, other, *texts in map(list, connection.execute(query)):
        raise WrongValue(
            _(
                "{table}: {one} and {other} would both have the same {labels}: {texts}.",
                table=declared.title,
                one=one,
                other=other,
                labels=tuple(map(declared.label, declared.key)),
                texts=tuple(map(str, texts)),
            ),
            _("Change one of them, or keep only one."),
        )


def check_references(
    connection: sa.Connection, plan_id: int, changes: Changes, gone: Mapping[str, Iterable[Row]]
) -> None:
    """Refuse a reference to no row, and the taking out of a row that others still name."""
    _check_named_rows_exist(connection, plan_id, changes)
    for table_name, rows in gone.items():
        _check_nobody_names(connection, plan_id, table_named(table_name), {r.id: r for r in rows})


def _check_named_rows_exist(connection: sa.Connection, plan_id: int, changes: Changes) -> None:
    named: defaultdict[str, dict[str, tuple[Change, Column]]] = defaultdict(dict)
    for change in changes:
        columns = {column.name: column for column in table_named(change.table).columns}
        for name, value in written(change):
            if columns[name].kind is Kind.ROW and value:
                named[columns[name].refers].setdefault(str(value), (change, columns[name]))
    for table_name, wanted in named.items():
        missing = set(wanted) - _present(connection, plan_id, table_name, wanted)
        still = [wanted[row_id] for row_id in sorted(missing)]
        for (change, column), row_id in zip(still, sorted(missing), strict=True):
            if _still_says(connection, plan_id, change, column, row_id):
                raise WrongValue(
                    _(
                        "{id}, {label}: there is no row {other} in this plan.",
                        id=change.id,
                        label=column.title,
                        other=row_id,
                    )
                )


def _present(
    connection: sa.Connection, plan_id: int, table_name: str, ids: Iterable[str]
) -> set[str]:
    sql = ROWS[table_name]
    found: set[str] = set()
    for some in in_parts(sorted(ids)):
        query = sa.select(sql.c.id).where(sql.c.plan_id == plan_id, sql.c.id.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def _still_says(
    connection: sa.Connection, plan_id: int, change: Change, column: Column, row_id: str
) -> bool:
    """Whether any row still names it: a later change of the same changeset may have moved on."""
    sql = ROWS[change.table]
    query = sa.select(sql.c.id).where(sql.c.plan_id == plan_id, sql.c[column.name] == row_id)
    return connection.execute(query.limit(1)).first() is not None


def _check_nobody_names(
    connection: sa.Connection, plan_id: int, declared: Table, gone: Mapping[str, Row]
) -> None:
    for naming in all_tables():
        for column in naming.columns:
            if column.kind is not Kind.ROW or column.refers != declared.name:
                continue
            sql = ROWS[naming.name]
            named: defaultdict[str, list[str]] = defaultdict(list)
            for some in in_parts(sorted(gone)):
                query = sa.select(sql.c[column.name], sql.c.id).where(
                    sql.c.plan_id == plan_id, sql.c[column.name].in_(some)
                )
                for row_id, by in connection.execute(query.order_by(sql.c.id)):
                    named[row_id].append(by)
            for row_id, by in named.items():
                raise _named_by(gone[row_id], naming, column, by)


def _named_by(row: Row, naming: Table, column: Column, by: list[str]) -> WrongValue:
    return WrongValue(
        ngettext(
            "{id} ({title}) cannot be removed: one row of {table} names it under {label}: {rows}.",
            "{id} ({title}) cannot be removed: {number} rows of {table} name it under {label}, "
            "such as {rows}.",
            len(by),
            id=row.id,
            title=title_of(row),
            table=naming.title,
            label=naming.label(column.name),
            rows=tuple(by[:_NAMED]),
        ),
        _("Change those rows first, or remove them in the same step."),
    )
