"""Changes as lines of a table: which row, which column, old and new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Change, Delete, Insert, SetCell, Values
from planner.messages import Fact, Message, _
from planner.plan import table_named
from planner.schema import Table
from planner.ui.listing import listing
from planner.ui.words import told, voice


def changes_listing(changes: Sequence[Change], alt: str) -> None:
    """Draw the changes, one on a line."""
    listing(changes, COLUMNS, alt=alt)


def _what(change: Change) -> Fact:
    match change:
        case SetCell():
            return table_named(change.table).label(change.column)
        case Insert():
            return _("new row")
        case Delete():
            return _("row removed")


def _old(change: Change) -> Fact:
    match change:
        case SetCell():
            return voice().shown(table_named(change.table).column(change.column), change.before)
        case Insert():
            return None
        case Delete():
            return _values(table_named(change.table), change.values)


def _new(change: Change) -> Fact:
    match change:
        case SetCell():
            return voice().shown(table_named(change.table).column(change.column), change.after)
        case Insert():
            return _values(table_named(change.table), change.values)
        case Delete():
            return None


def _cell(change: Change) -> Fact:
    match change:
        case SetCell():
            return change.cell
        case Insert():
            return next(iter(change.cells.values()), None)
        case Delete():
            return None


def _values(declared: Table, values: Values) -> str:
    """What a whole row holds, each value under its label."""
    return "; ".join(
        f"{told(column.title)}: {voice().shown(column, values[column.name])}"
        for column in declared.columns
        if column.name in values
    )


def _column(key: str, head: Message, value: Callable[[Change], Fact]) -> AnswerColumn[Change]:
    return AnswerColumn(key=key, head=head, measure=CellKind.TEXT, value=value)


COLUMNS = (
    _column("table", _("Table"), lambda change: table_named(change.table).title),
    _column("id", _("Id"), lambda change: change.id),
    _column("what", _("What"), _what),
    _column("old", _("Old"), _old),
    _column("new", _("New"), _new),
    _column("cell", _("Cell"), _cell),
)
"""What is said of a change: table, row, what of it, old and new value, the cell of a file."""
