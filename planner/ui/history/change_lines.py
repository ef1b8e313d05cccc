"""Changes as lines of a table: which row, which column, old and new."""

from __future__ import annotations

from typing import Any

from planner.changes import Change, Delete, Insert, SetCell, Values
from planner.plan import table_named
from planner.schema import Table
from planner.values import shown


def change_line(change: Change) -> dict[str, Any]:
    """The table, the row, what of it, the old and the new value, and the cell of a file, if any."""
    declared = table_named(change.table)
    facts: dict[str, Any] = {"Table": declared.many, "Id": change.id}
    match change:
        case SetCell():
            column = declared.column(change.column)
            return facts | {
                "What": column.label,
                "Old": shown(column, change.before),
                "New": shown(column, change.after),
                "Cell": change.cell,
            }
        case Insert():
            cell = next(iter(change.cells.values()), "")
            new = _values(declared, change.values)
            return facts | {"What": "new row", "Old": "", "New": new, "Cell": cell}
        case Delete():
            old = _values(declared, change.values)
            return facts | {"What": "row taken out", "Old": old, "New": "", "Cell": ""}


def _values(declared: Table, values: Values) -> str:
    """What a whole row holds, each value under its label."""
    return "; ".join(
        f"{column.label}: {shown(column, values[column.name])}"
        for column in declared.columns
        if column.name in values
    )
