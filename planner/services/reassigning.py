"""Give all that names one row to another row of its table, and merge two rows into one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from planner.changes import Changes, Entry, Origin, compare
from planner.errors import WrongValue
from planner.messages import Message, _
from planner.plan import Plan, no_row, table_named, title_of
from planner.schema import Row, table_of
from planner.services import editing
from planner.store import Store


def reassigned(plan: Plan, table: str, giver: str, taker: str, *, merged: bool) -> Changes:
    """The changes after which what named `giver` names `taker`, and `giver` is gone if merged.

    Links that would then be there twice become one, and a merged row leaves what it knows where
    the other knows nothing. WrongValue names things of their own that would become one.
    """
    rows = plan.rows(table)
    for row_id in (giver, taker):
        if row_id not in rows:
            raise WrongValue(no_row(table_named(table).title, row_id))
    if giver == taker:
        raise WrongValue(_("Name two rows, not one row twice."))
    tables = {name: dict(plan.rows(name)) for name in plan.tables}
    _give(plan, tables, table, giver, taker)
    if merged:
        known = _filled_from(tables[table][taker], tables[table].pop(giver))
        tables[table][taker] = known
    return compare(plan, Plan(tables, plan.name, plan.revision, plan.last_numbers))


def reassign(
    actor: str,
    store: Store,
    plan: Plan,
    table: str,
    giver: str,
    taker: str,
    *,
    merged: bool,
    origin: Origin,
    reason: str,
) -> Entry:
    """The same, kept as one changeset that can be undone whole."""
    changes = reassigned(plan, table, giver, taker, merged=merged)
    return editing.save(
        actor, store, plan.name, changes, reason=reason, origin=origin, base_revision=plan.revision
    )


def reason_of(plan: Plan, table: str, giver: str, taker: str, *, merged: bool) -> Message:
    """Why the changes are made, for the record."""
    rows = plan.rows(table)
    one, other = (title_of(rows[row_id]) for row_id in (giver, taker))
    if merged:
        return _("“{one}” merged into “{other}”", one=one, other=other)
    return _("What named “{one}” given to “{other}”", one=one, other=other)


def _give(
    plan: Plan, tables: dict[str, dict[str, Row]], table: str, giver: str, taker: str
) -> None:
    for declared, row, column in plan.references_to(giver, table):
        now = tables[declared.name].get(row.id)
        if now is None:
            continue  # it became one with another row
        changed = dataclasses.replace(now, **{column.name: taker})
        twin = next(_twins(tables[declared.name], changed), None)
        if twin is None:
            tables[declared.name][row.id] = changed
        elif declared.naming and not _says_no_more(changed, twin):
            raise WrongValue(
                _(
                    "{table}: {one} and {other} would become one row, and they differ.",
                    table=declared.title,
                    one=twin.id,
                    other=row.id,
                ),
                _("Make them alike or remove one of them first."),
            )
        else:
            tables[declared.name][twin.id] = _filled_from(twin, changed)
            _give(plan, tables, declared.name, row.id, twin.id)
            del tables[declared.name][row.id]


def _twins(rows: dict[str, Row], row: Row) -> Iterator[Row]:
    """Other rows with the same natural key; a key with a blank in it tells nothing."""
    key = table_of(row).key
    wanted = [getattr(row, name) for name in key]
    if key and all(wanted):
        yield from (
            one
            for one in rows.values()
            if one.id != row.id and [getattr(one, name) for name in key] == wanted
        )


def _says_no_more(row: Row, other: Row) -> bool:
    """Whether each column of the row is blank or as in the other one."""
    return all(
        getattr(row, column.name) in (column.blank, getattr(other, column.name))
        for column in table_of(row).columns
        if column.name != "id"
    )


def _filled_from(row: Row, other: Row) -> Row:
    """The row with what the other one knows where it is blank itself."""
    found = {
        column.name: getattr(other, column.name)
        for column in table_of(row).columns
        if column.name != "id" and getattr(row, column.name) == column.blank
    }
    return dataclasses.replace(row, **found)
