"""Finds a plan by its name and writes one changeset: rows, log and revision, if it still holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple, assert_never

import sqlalchemy as sa

from planner.changes import (
    Change,
    Changes,
    Changeset,
    Conflict,
    Delete,
    Entry,
    Insert,
    SetCell,
    apply,
)
from planner.errors import PlanExists, StaleChange, UnknownPlan, UnknownRow, WrongValue
from planner.messages import _, ngettext
from planner.plan import Plan, all_tables, table_named, title_of
from planner.schema import Column, Kind, Row, Table, Value
from planner.store.log import write_entry
from planner.store.rows import with_free_ids, write_numbers, write_touched
from planner.store.sql import CHANGES, CHANGESETS, PLANS
from planner.values import clean, from_text, to_text

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
    """Whether the value reads back the same from its text, as a value of the column's own kind."""
    try:
        back = from_text(column, to_text(value))
    except (WrongValue, TypeError, AttributeError):  # a value of no kind has no text
        return False
    is_whole = column.kind in (Kind.WHOLE, Kind.FLAG)
    return back == value and (type(back) is type(value) or not is_whole)


def check_keys(plan: Plan, changes: Changes) -> None:
    """Refuse two rows with one natural key; a key with a blank in it tells nothing.

    The plan is locked by whoever writes, so looking is as sure as a constraint, and the sentence
    can name both rows.
    """
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        touched[change.table].update(name for name, _ in written(change))
    for table_name, columns in touched.items():
        declared = table_named(table_name)
        if columns.intersection(declared.key):
            _check_key(plan, declared)


def _check_key(plan: Plan, declared: Table) -> None:
    found: dict[tuple[str, ...], str] = {}
    for row in plan.rows(declared.name).values():
        key = tuple(to_text(getattr(row, name)) for name in declared.key)
        if all(key) and found.setdefault(key, row.id) != row.id:
            raise WrongValue(
                _(
                    "{table}: {one} and {other} would both have the same {labels}: {texts}.",
                    table=declared.title,
                    one=found[key],
                    other=row.id,
                    labels=tuple(map(declared.label, declared.key)),
                    texts=key,
                ),
                _("Change one of them, or keep only one."),
            )


def check_references(before: Plan, plan: Plan, changes: Changes) -> None:
    """Refuse a reference to no row, and the taking out of a row that others still name."""
    for change in changes:
        row = plan.rows(change.table).get(change.id)
        for column in _references(change.table) if row else ():
            named = str(getattr(row, column.name))
            if named and named not in plan.rows(column.refers):
                raise WrongValue(
                    _(
                        "{id}, {label}: there is no row {other} in this plan.",
                        id=change.id,
                        label=column.title,
                        other=named,
                    )
                )
    gone = {(c.table, c.id) for c in changes if c.id not in plan.rows(c.table)}
    if gone:
        _check_nobody_names(before, plan, gone)


@cache
def _references(table_name: str) -> tuple[Column, ...]:
    return tuple(c for c in table_named(table_name).columns if c.kind is Kind.ROW)


def _check_nobody_names(before: Plan, plan: Plan, gone: Set[tuple[str, str]]) -> None:
    for naming in all_tables():
        for column in _references(naming.name):
            by: defaultdict[str, list[str]] = defaultdict(list)
            for row in plan.rows(naming.name).values():
                by[str(getattr(row, column.name))].append(row.id)
            for row_id in sorted(by):
                if (column.refers, row_id) in gone:
                    named = before.rows(column.refers)[row_id]
                    raise _named_by(named, naming, column, by[row_id])


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
