"""The only way a plan changes: rows inserted, cells set, rows deleted; apply, compare, invert."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import assert_never

from planner.errors import StaleChange, UnknownRow, WrongValue
from planner.messages import Message, _, ngettext
from planner.plan import Plan, all_tables, table_named
from planner.schema import Row, Table, Value, table_of
from planner.values import to_text

Values = Mapping[str, Value]
Cells = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Insert:
    """A new row: `values` of its filled columns, `cells` of a file that each came from."""

    table: str
    id: str
    values: Values
    cells: Cells = field(default_factory=dict[str, str], compare=False)


@dataclass(frozen=True, kw_only=True)
class SetCell:
    """One cell from a value to another. `cell` says where in a file the new value stood."""

    table: str
    id: str
    column: str
    before: Value
    after: Value
    cell: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Delete:
    """A row removed. `values` holds what it held."""

    table: str
    id: str
    values: Values


Change = Insert | SetCell | Delete
Changes = tuple[Change, ...]


class OriginKind(StrEnum):
    """By what door a changeset came in."""

    FORM = "form"
    GRID = "grid"
    IMPORT = "import"
    RETURN = "return"
    UNDO = "undo"
    MAPPING = "mapping"
    COMMAND = "command line"
    CREATION = "creation"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a changeset came from: the door, the file or changeset behind it, its SHA-256."""

    kind: OriginKind
    name: str = ""
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Changeset:
    """Changes that are made together or not at all, with who, why, whence and on what revision."""

    actor: str
    reason: str
    origin: Origin
    changes: Changes
    base_revision: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A changeset in the log: the revision it made, when (UTC), and its place in the chain."""

    revision: int
    at: datetime
    changeset: Changeset
    previous_hash: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A cell or row that is no longer what a change expected; `column` is blank for a whole row.

    `by` says who wrote what was found, where a log is at hand to tell.
    """

    table: str
    id: str
    column: str
    expected: Value
    found: Value
    wanted: Value
    by: str = field(default="", compare=False)

    @property
    def sentence(self) -> Message:
        """The conflict as a person reads it."""
        what = self._what_happened
        return _("{who}: {what}", who=self.by, what=what) if self.by else what

    @property
    def _what_happened(self) -> Message:
        if self.column:
            column = table_named(self.table).column(self.column)
            if self.found is None and column.blank is not None:
                return _(
                    "{row} was removed meanwhile, and its {label} with it; you wanted {wanted}",
                    row=self.id,
                    label=column.title,
                    wanted=_quoted(self.wanted),
                )
            return _(
                "{label} of {row} was changed meanwhile to {found}; you wanted {wanted}",
                label=column.title,
                row=self.id,
                found=_quoted(self.found),
                wanted=_quoted(self.wanted),
            )
        if self.found is None:
            return _("{row} was removed meanwhile", row=self.id)
        if self.expected is None:
            return _("{row} was added meanwhile", row=self.id)
        return _("{row} was changed meanwhile", row=self.id)


def _quoted(value: Value) -> Message:
    text = to_text(value)
    return _("“{value}”", value=text) if text else _("blank")


def filled(row: Row) -> dict[str, Value]:
    """The columns of a row that are not blank, without its id."""
    columns = table_of(row).columns
    values = {column.name: getattr(row, column.name) for column in columns if column.name != "id"}
    return {
        name: value for name, value in values.items() if value != table_of(row).column(name).blank
    }


def build(declared: Table, row_id: str, values: Values) -> Row:
    """The row of those values; UnknownRow for a column the table does not have."""
    try:
        return declared.row(id=row_id, **values)  # type: ignore[arg-type]  # the names are checked here
    except TypeError:
        raise _no_column(declared, values) from None


def _no_column(declared: Table, names: Iterable[str]) -> UnknownRow:
    unknown = ", ".join(sorted(set(names) - _settable(declared.name)))
    return UnknownRow(
        _(
            "{table} have no column {names} that can be set.",
            table=declared.title,
            names=unknown,
        )
    )


@cache
def _settable(table_name: str) -> frozenset[str]:
    return frozenset(column.name for column in table_named(table_name).columns) - {"id"}


def insert(row: Row, cells: Cells | None = None) -> Insert:
    """The change that adds this row, which must have its id."""
    if not row.id:
        raise WrongValue(_("A new row needs an id."))
    return Insert(table=table_of(row).name, id=row.id, values=filled(row), cells=cells or {})


def delete(row: Row) -> Delete:
    """The change that takes this row out."""
    return Delete(table=table_of(row).name, id=row.id, values=filled(row))


def edit(before: Row, after: Row) -> tuple[SetCell, ...]:
    """The cells in which two versions of one row differ."""
    declared = table_of(before)
    return tuple(
        SetCell(table=declared.name, id=before.id, column=column.name, before=old, after=new)
        for column in declared.columns
        if (old := getattr(before, column.name)) != (new := getattr(after, column.name))
    )


def apply(plan: Plan, changes: Iterable[Change]) -> Plan:
    """The plan after the changes, in their order, at the next revision.

    Raises StaleChange with every conflict when a change rests on something that is not so;
    the plan given is never touched.
    """
    tables: dict[str, dict[str, Row]] = {}
    numbers = dict(plan.last_numbers)
    conflicts: list[Conflict] = []
    for change in changes:
        if change.table not in tables:
            tables[change.table] = dict(plan.rows(change.table))
        conflicts.extend(_apply_one(tables[change.table], numbers, change))
    if conflicts:
        raise StaleChange(
            ngettext(
                "Somebody changed {number} of these cells first. Nothing was saved.",
                "Somebody changed {number} of these cells first. Nothing was saved.",
                len(conflicts),
            ),
            _("Look at both values and decide again."),
            tuple(conflicts),
        )
    return Plan(
        tables={**plan.tables, **tables},
        name=plan.name,
        revision=plan.revision + 1,
        last_numbers=numbers,
    )


def _apply_one(rows: dict[str, Row], numbers: dict[str, int], change: Change) -> Iterator[Conflict]:
    declared = table_named(change.table)
    present = rows.get(change.id)
    match change:
        case Insert():
            numbers[change.table] = max(numbers.get(change.table, 0), declared.number_of(change.id))
            if present is not None:
                yield _conflict(change, "", None, change.id, change.id)
            else:
                rows[change.id] = build(declared, change.id, change.values)
        case SetCell():
            if change.column not in _settable(change.table):
                raise _no_column(declared, [change.column])
            found = getattr(present, change.column) if present is not None else None
            if present is None or found != change.before:
                yield _conflict(change, change.column, change.before, found, change.after)
            else:
                rows[change.id] = dataclasses.replace(present, **{change.column: change.after})  # type: ignore[arg-type]  # the column was looked up
        case Delete():
            numbers[change.table] = max(numbers.get(change.table, 0), declared.number_of(change.id))
            if present is None or filled(present) != dict(change.values):
                yield _conflict(change, "", change.id, present.id if present else None, None)
            else:
                del rows[change.id]
        case _:
            assert_never(change)


def _conflict(
    change: Change, column: str, expected: Value, found: Value, wanted: Value
) -> Conflict:
    return Conflict(
        table=change.table,
        id=change.id,
        column=column,
        expected=expected,
        found=found,
        wanted=wanted,
    )


def compare(a: Plan, b: Plan) -> Changes:
    """The changes that make `b` of `a`: `apply(a, compare(a, b)) == b`."""
    return tuple(change for declared in all_tables() for change in _compare_table(declared, a, b))


def _compare_table(declared: Table, a: Plan, b: Plan) -> Iterator[Change]:
    old, new = a.rows(declared.name), b.rows(declared.name)
    if old is new:
        return
    for row_id, row in old.items():
        if row_id not in new:
            yield delete(row)
        elif row is not new[row_id]:
            yield from edit(row, new[row_id])
    for row_id, row in new.items():
        if row_id not in old:
            yield insert(row)


def invert(changes: Iterable[Change]) -> Changes:
    """The changes that take these back: `apply(apply(a, c), invert(c)) == a`."""
    return tuple(_inverted(change) for change in reversed(tuple(changes)))


def _inverted(change: Change) -> Change:
    match change:
        case Insert():
            declared = table_named(change.table)
            told = {n: v for n, v in change.values.items() if v != declared.column(n).blank}
            return Delete(table=change.table, id=change.id, values=told)
        case Delete():
            return Insert(table=change.table, id=change.id, values=change.values)
        case SetCell():
            return dataclasses.replace(change, before=change.after, after=change.before, cell="")
        case _:
            assert_never(change)


def described(changes: Iterable[Change]) -> Message:
    """The changes counted in one phrase, as in “2 rows added, 3 cells changed”."""
    counts = Counter(type(change) for change in changes)
    added, changed, removed = (counts[kind] for kind in (Insert, SetCell, Delete))
    phrases = (
        (added, ngettext("{number} row added", "{number} rows added", added)),
        (changed, ngettext("{number} cell changed", "{number} cells changed", changed)),
        (removed, ngettext("{number} row removed", "{number} rows removed", removed)),
    )
    said = tuple(phrase for number, phrase in phrases if number)
    return Message("{changes}", {"changes": said}) if said else _("nothing changed")
