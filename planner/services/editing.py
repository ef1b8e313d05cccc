"""Edits: save changes, take a changeset back, say who changed what, keep what is not saved yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, assert_never

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import (
    Change,
    Changes,
    Changeset,
    Delete,
    Entry,
    Insert,
    Origin,
    OriginKind,
    SetCell,
    apply,
    compare,
    described,
    filled,
    invert,
)
from planner.errors import WrongValue
from planner.messages import NOTHING, Fact, Message, _
from planner.plan import Plan, table_named, title_of
from planner.schema import Choice, Column, Kind, Row, Table, Value
from planner.services.actors import acting
from planner.store import Store, Verification
from planner.values import clean, fold, to_text

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


@dataclass(frozen=True, kw_only=True)
class UndoResult:
    """What an undo came to: its entry, None when nothing could be put back, and what was left.

    `first` are the later changesets that what was left stands on, the newest first: once they are
    undone in this order, the rest goes back too.
    """

    entry: Entry | None
    left: tuple[Remainder, ...]
    first: tuple[Entry, ...] = ()


def save(
    actor: str,
    store: Store,
    name: str,
    changes: Iterable[Change],
    *,
    reason: str,
    origin: Origin,
    base_revision: int,
) -> Entry:
    """Keep the changes as one changeset: all of them, or none.

    Texts are tidied first, and cells set to what they hold are left out. Raises StaleChange with
    every conflict when somebody changed a cell first; WrongValue for a value, key or reference that
    may not be, for removing a row that others name, and when nothing is left to save. New rows
    may come back with other ids than they were given: see the entry.
    """
    made = changeset_of(actor, changes, reason=reason, origin=origin, base_revision=base_revision)
    return store.append(name, made)


def changeset_of(
    actor: str, changes: Iterable[Change], *, reason: str, origin: Origin, base_revision: int
) -> Changeset:
    """What `save` keeps: texts tidied, and no cell that is set to what it holds."""
    settled = tuple(tidied for change in changes if _says_something(tidied := _tidied(change)))
    return Changeset(
        actor=acting(actor),
        reason=clean(reason) or str(described(settled)).capitalize(),
        origin=origin,
        changes=settled,
        base_revision=base_revision,
    )


def undo(
    actor: str, store: Store, name: str, revision: int, row_id: str = "", column: str = ""
) -> UndoResult:
    """Take the changeset that made a revision back, as far as nobody has built on it since.

    With a row's id only that row is put back, with the name of a column as well only that cell. The
    undo is a changeset of its own, so it can be undone too. UnknownRow when there is no such
    revision, WrongValue for the first one, and for a row or a cell that it did not change.
    """
    actor = acting(actor)
    made = store.entry(name, revision)
    if revision == 1:
        raise WrongValue(_("The first revision is the plan itself and cannot be undone."))
    now = store.load(name)
    wanted: list[Change] = [c for c in made.changeset.changes if row_id in ("", c.id)]
    if column:
        wanted = [one for one in wanted if isinstance(one, SetCell) and one.column == column]
    if not wanted:
        what = ", ".join(filter(None, (row_id, column)))
        raise WrongValue(_("Revision {revision} did not change {what}.", revision=str(revision),
                           what=what))  # fmt: skip
    back, left = way_back(tuple(wanted), store.load(name, revision), now)
    first = first_to_undo(store, name, revision, left)
    if not back:
        return UndoResult(entry=None, left=left, first=first)
    changeset = Changeset(
        actor=actor,
        reason=f"Put back as before revision {revision}: {described(back)}"
        if row_id
        else f"Undo of revision {revision}: {made.changeset.reason}",
        origin=Origin(kind=OriginKind.COMMAND)  # the rest of the revision stands
        if row_id
        else Origin(kind=OriginKind.UNDO, name=str(revision)),
        changes=back,
        base_revision=now.revision,
    )
    return UndoResult(entry=store.append(name, changeset), left=left, first=first)


def history(actor: str, store: Store, name: str, row_id: str = "") -> tuple[Entry, ...]:
    """What was done to the plan, oldest first; with a row's id, only what was done to that row."""
    acting(actor)
    return store.entries(name, row_id)


def searched(plan: Plan, entries: Iterable[Entry], words: str) -> tuple[Entry, ...]:
    """The entries of a plan's log that say all the words: who, why, from where, and the ids,
    titles, values and cells of what they changed."""
    wanted = fold(words).split()
    said = ((entry, _said_of(plan, entry)) for entry in entries)
    return tuple(entry for entry, text in said if all(word in text for word in wanted))


def _said_of(plan: Plan, entry: Entry) -> str:
    made = entry.changeset
    texts = [made.actor, made.reason, made.origin.name]
    for change in made.changes:
        row = plan.rows(change.table).get(change.id)
        texts += [change.id, title_of(row) if row else ""]
        if isinstance(change, SetCell):
            texts += [to_text(change.before), to_text(change.after), change.cell]
        else:
            texts += map(to_text, change.values.values())
    return fold(" ".join(texts))


def origin_of(
    actor: str, store: Store, name: str, table: str, row_id: str, column: str
) -> tuple[Entry, str] | None:
    """The entry that wrote the value of a cell, and from which cell of its file.

    None for a cell that nobody ever filled.
    """
    for entry in reversed(history(actor, store, name, row_id)):
        for change in reversed(entry.changeset.changes):
            cell = _cell_of(change, column) if change.table == table else None
            if cell is not None:
                return entry, cell
    return None


def verify(actor: str, store: Store, name: str, heads: Iterable[str] = ()) -> Verification:
    """Whether the log is whole, the rows what it says, and `heads` noted elsewhere are in it."""
    acting(actor)
    return store.verify(name, heads)


def keep_draft(actor: str, store: Store, name: str, key: str, text: str) -> None:
    """Keep what this actor has typed and not saved, in place of the last draft of that key."""
    store.keep_draft(name, acting(actor), key, text)


def draft(actor: str, store: Store, name: str, key: str) -> str:
    """What this actor had typed under that key, or the empty text."""
    return store.draft(name, acting(actor), key)


def drop_draft(actor: str, store: Store, name: str, key: str) -> None:
    """Forget a draft, because it was saved or thrown away."""
    store.drop_draft(name, acting(actor), key)


def _tidied(change: Change) -> Change:
    match change:
        case Insert():
            values = {name: _tidied_value(value) for name, value in change.values.items()}
            return dataclasses.replace(change, values=values)
        case SetCell():
            return dataclasses.replace(change, after=_tidied_value(change.after))
        case _:
            return change


def _tidied_value(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(tag for text in value if (tag := clean(text)))
    return clean(value) if type(value) is str else value


def _says_something(change: Change) -> bool:
    return not isinstance(change, SetCell) or change.before != change.after


def _cell_of(change: Change, column: str) -> str | None:
    """The file's cell behind the column in that change; None when the change does not write it."""
    match change:
        case Insert():
            return change.cells.get(column, "") if column in change.values else None
        case SetCell():
            return change.cell if change.column == column else None
        case _:
            return None


DOORS: Final[Mapping[OriginKind, Message]] = {
    OriginKind.FORM: _("a form"),
    OriginKind.GRID: _("the grid"),
    OriginKind.IMPORT: _("an import"),
    OriginKind.RETURN: _("a return"),
    OriginKind.UNDO: _("an undo"),
    OriginKind.MAPPING: _("the screening"),
    OriginKind.COMMAND: _("the command line"),
    OriginKind.CREATION: _("the plan's first day"),
}
"""What the door is called by which a changeset came in."""


def history_columns(moment: Callable[[datetime], Fact]) -> tuple[AnswerColumn[Entry], ...]:
    """The columns of the list, with the time as a face tells it."""
    return (
        _column("revision", _("Revision"), lambda entry: entry.revision),
        _column("when", _("When"), lambda entry: moment(entry.at)),
        _column("who", _("Who"), lambda entry: entry.changeset.actor),
        _column("why", _("Why"), lambda entry: entry.changeset.reason),
        _column("how", _("How"), lambda entry: _door(entry.changeset.origin)),
        _column("what", _("What"), lambda entry: described(entry.changeset.changes)),
    )


def _door(origin: Origin) -> Message:
    door = DOORS[origin.kind]
    if origin.kind is OriginKind.UNDO or not origin.name:
        return door
    return _("{door}: {name}", door=door, name=origin.name)


def _column(key: str, head: Message, value: Callable[[Entry], Fact]) -> AnswerColumn[Entry]:
    measure = CellKind.COUNT if key == "revision" else CellKind.TEXT
    return AnswerColumn(key=key, head=head, measure=measure, value=value)
