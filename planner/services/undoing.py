"""The way back from a changeset: what can be put back, what is left, what to undo first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from planner.changes import (
    Change,
    Changes,
    Delete,
    Entry,
    Insert,
    OriginKind,
    SetCell,
    apply,
    compare,
    filled,
    invert,
)
from planner.messages import NOTHING, Fact, Message, _
from planner.plan import Plan, table_named
from planner.schema import Choice, Column, Kind, Row, Table, Value
from planner.store import Store

Place = tuple[str, str, str]
_LOOKED_AT: Final = 200  # rows whose history is searched; more are of the same few changesets


@dataclass(frozen=True, kw_only=True)
class Remainder:
    """A row or cell that an undo leaves as it is, and why; `column` is blank for a whole row.

    `because` is the id of the row that keeps it: its own when it was edited since, or that of a row
    that names it.
    """

    table: str
    id: str
    column: str
    why: Message
    because: str = ""

    @property
    def sentence(self) -> Message:
        """The same as one line."""
        if not self.column:
            return _("{row}: {why}", row=self.id, why=self.why)
        label = table_named(self.table).label(self.column)
        return _("{row}, {label}: {why}", row=self.id, label=label, why=self.why)


def way_back(made: Changes, after: Plan, now: Plan) -> tuple[Changes, tuple[Remainder, ...]]:
    """The changes that take `made` back from the plan `now`, and what has to be left.

    `after` is the plan as it stood once `made` was applied. A created row goes unless it was edited
    since or is named by a row that stays; a changed cell goes back unless it was changed since; a
    deleted row comes back unless what it names is gone.
    """
    net = compare(after, apply(after, invert(made)))
    possible: list[Change] = []
    left: list[Remainder] = []
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


def _moved_on(change: Change, now: Plan) -> Message | None:
    """Why a change back cannot be made; None when it can, nothing when it is made already."""
    row = now.rows(change.table).get(change.id)
    match change:
        case Delete():
            if row is None:
                return NOTHING
            return None if filled(row) == dict(change.values) else _("edited since, so it stays")
        case Insert():
            return None if row is None else _("there again already")
        case SetCell():
            if row is None:
                return _("the row was removed since")
            found: Value = getattr(row, change.column)
            if found == change.before:
                return None
            if found == change.after:
                return NOTHING
            return _("changed since to “{value}”", value=_named(found))
        case _:
            assert_never(change)


def _loose_ends(possible: list[Change], now: Plan) -> dict[Place, tuple[Change, Message, str]]:
    """Those of the changes that would leave a reference to no row, each with why to drop it.

    The third part is the id of the row that stands against it.
    """
    at = {_place(change): change for change in possible}
    loose: dict[Place, tuple[Change, Message, str]] = {}
    for table, row, column in _dangling(apply(now, possible)):
        target = str(getattr(row, column.name))
        taken_out = at.get((column.refers, target, ""))
        if taken_out:
            loose[_place(taken_out)] = (
                taken_out,
                _("{row} names it, so it stays", row=row.id),
                row.id,
            )
            continue
        whole = at.get((table.name, row.id, ""))
        if brought_back := whole or at.get((table.name, row.id, column.name)):
            gone = _("it would name {row}, which is gone", row=target)
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


def _left(change: Change, why: Message, because: str) -> Remainder:
    table, row_id, column = _place(change)
    return Remainder(table=table, id=row_id, column=column, why=why, because=because)


def _named(value: Value) -> Fact:
    """A value as a fact: an answer by its label as it is written."""
    return value.caption if isinstance(value, Choice) else value


def first_to_undo(
    store: Store, name: str, revision: int, left: Iterable[Remainder]
) -> tuple[Entry, ...]:
    """The changesets after a revision that keep what an undo of it would leave, newest first.

    Each holds only the changes of one of the rows in question. Those undone since do not count.
    """
    because = list(dict.fromkeys(one.because for one in left if one.because))
    if not because:
        return ()
    taken_back = store.undone(name)
    found: dict[int, Entry] = {}
    for row_id in because[:_LOOKED_AT]:
        for entry in store.entries(name, row_id):
            is_undo = entry.changeset.origin.kind is OriginKind.UNDO
            if entry.revision > revision and entry.revision not in taken_back and not is_undo:
                found.setdefault(entry.revision, entry)
    return tuple(found[number] for number in sorted(found, reverse=True))
