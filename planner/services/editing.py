"""Edits: save changes, take a changeset back, say who changed what, keep what is not saved yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from planner.changes import Change, Changeset, Entry, Insert, Origin, OriginKind, SetCell, described
from planner.errors import WrongValue
from planner.messages import _
from planner.schema import Value
from planner.services.actors import acting
from planner.services.undoing import Remainder, first_to_undo, way_back
from planner.store import Store, Verification
from planner.values import clean


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


def undo(actor: str, store: Store, name: str, revision: int) -> UndoResult:
    """Take the changeset that made a revision back, as far as nobody has built on it since.

    The undo is a changeset of its own, so it can be undone too. UnknownRow when there is no such
    revision, WrongValue for the first one.
    """
    actor = acting(actor)
    made = store.entry(name, revision)
    if revision == 1:
        raise WrongValue(_("The first revision is the plan itself and cannot be undone."))
    now = store.load(name)
    back, left = way_back(made.changeset.changes, store.load(name, revision), now)
    first = first_to_undo(store, name, revision, left)
    if not back:
        return UndoResult(entry=None, left=left, first=first)
    changeset = Changeset(
        actor=actor,
        reason=f"Undo of revision {revision}: {made.changeset.reason}",
        origin=Origin(kind=OriginKind.UNDO, name=str(revision)),
        changes=back,
        base_revision=now.revision,
    )
    return UndoResult(entry=store.append(name, changeset), left=left, first=first)


def history(actor: str, store: Store, name: str, row_id: str = "") -> tuple[Entry, ...]:
    """What was done to the plan, oldest first; with a row's id, only what was done to that row."""
    acting(actor)
    return store.entries(name, row_id)


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
