"""The way back from a changeset: what can be put back, and what is left because it moved on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from planner.changes import Change, Changes, Delete, Insert, SetCell, apply, compare, filled, invert
from planner.plan import Plan, table_named
from planner.schema import Column, Kind, Row, Table, Value
from planner.values import shown

Place = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Left:
    """A row or cell that an undo leaves as it is, and why; `column` is blank for a whole row.

    `because` is the id of the row that keeps it: its own when it was edited since, or that of a row
    that names it.
    """

    table: str
    id: str
    column: str
    why: str
    because: str = ""

    @property
    def sentence(self) -> str:
        """The same as one line."""
        label = f", {table_named(self.table).column(self.column).label}" if self.column else ""
        return f"{self.id}{label}: {self.why}"


def way_back(made: Changes, after: Plan, now: Plan) -> tuple[Changes, tuple[Left, ...]]:
    """The changes that take `made` back from the plan `now`, and what has to be left.

    `after` is the plan as it stood once `made` was applied. A created row goes unless it was edited
    since or is named by a row that stays; a changed cell goes back unless it was changed since; a
    deleted row comes back unless what it names is gone.
    """
    net = compare(after, apply(after, invert(made)))
    possible: list[Change] = []
    left: list[Left] = []
    for change in net:
        why = _moved_on(change, now)
        if why is None:
            possible.append(change)
        elif why:
            left.append(_left(change, why, change.id))
    while loose := _loose_ends(possible, now):
        possible = [change for change in possible if _place(change) not in loose]
        left.extend(_left(*one) for one in loose.values())
    return tuple(possible), tuple(left)


def _moved_on(change: Change, now: Plan) -> str | None:
    """Why a change back cannot be made; None when it can, "" when it is made already."""
    row = now.rows(change.table).get(change.id)
    match change:
        case Delete():
            if row is None:
                return ""
            return None if filled(row) == dict(change.values) else "edited since, so it stays"
        case Insert():
            return None if row is None else "there again already"
        case SetCell():
            if row is None:
                return "the row was taken out since"
            found: Value = getattr(row, change.column)
            if found == change.before:
                return None
            if found == change.after:
                return ""
            column = table_named(change.table).column(change.column)
            return f"changed since to “{shown(column, found)}”"
        case _:
            assert_never(change)


def _loose_ends(possible: list[Change], now: Plan) -> dict[Place, tuple[Change, str, str]]:
    """Those of the changes that would leave a reference to no row, each with why to drop it.

    The third part is the id of the row that stands against it.
    """
    at = {_place(change): change for change in possible}
    loose: dict[Place, tuple[Change, str, str]] = {}
    for table, row, column in _dangling(apply(now, possible)):
        target = str(getattr(row, column.name))
        taken_out = at.get((column.refers, target, ""))
        if taken_out:
            loose[_place(taken_out)] = (taken_out, f"{row.id} names it, so it stays", row.id)
            continue
        whole = at.get((table.name, row.id, ""))
        if brought_back := whole or at.get((table.name, row.id, column.name)):
            gone = f"it would name {target}, which is gone"
            loose[_place(brought_back)] = (brought_back, gone, target)
    return loose


def _dangling(plan: Plan) -> Iterator[tuple[Table, Row, Column]]:
    """Every cell that names a row which is not there."""
    for declared, row in plan:
        for column in declared.columns:
            if column.kind is Kind.ROW:
                target = getattr(row, column.name)
                if target and target not in plan.rows(column.refers):
                    yield declared, row, column


def _place(change: Change) -> Place:
    return change.table, change.id, change.column if isinstance(change, SetCell) else ""


def _left(change: Change, why: str, because: str) -> Left:
    table, row_id, column = _place(change)
    return Left(table=table, id=row_id, column=column, why=why, because=because)
