"""Changes as lines of a table: which row, which column, old and new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Change, Insert, SetCell, Values
from planner.messages import Fact, _
from planner.plan import table_named
from planner.schema import Table
from planner.ui.listing import listing
from planner.ui.words import told, voice


class ChangeLine(NamedTuple):
    """What is said of a change: table, row, what of it, old and new value, the cell of a file."""

    table: Fact
    id: str
    what: Fact
    old: Fact
    new: Fact
    cell: str


HEADS: Final = (_("Table"), _("Id"), _("What"), _("Old"), _("New"), _("Cell"))
_COLUMNS: Final = tuple(
    AnswerColumn[ChangeLine](key, head, CellKind.TEXT, lambda line, n=n: line[n])
    for n, (key, head) in enumerate(zip(ChangeLine._fields, HEADS, strict=True))
)


def changes_listing(changes: Sequence[Change], alt: str) -> None:
    """Draw the changes, one on a line."""
    listing(list(map(change_line, changes)), _COLUMNS, alt=alt)


def change_line(change: Change) -> ChangeLine:
    """A change as it stands in a table."""
    declared = table_named(change.table)
    if isinstance(change, SetCell):
        column = declared.column(change.column)
        old, new = (voice().shown(column, value) for value in (change.before, change.after))
        return ChangeLine(declared.title, change.id, column.title, old, new, change.cell)
    whole = _values(declared, change.values)
    if isinstance(change, Insert):
        cell = next(iter(change.cells.values()), "")
        return ChangeLine(declared.title, change.id, _("new row"), None, whole, cell)
    return ChangeLine(declared.title, change.id, _("row removed"), whole, None, "")


def _values(declared: Table, values: Values) -> str:
    """What a whole row holds, each value under its label."""
    return "; ".join(
        f"{told(column.title)}: {voice().shown(column, values[column.name])}"
        for column in declared.columns
        if column.name in values
    )
