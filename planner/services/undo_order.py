"""What must be undone first: the later changesets that stand on one that a person wants back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planner.changes import Entry, OriginKind
from planner.services.undoing import Left
from planner.store import Store

_LOOKED_AT: Final = 200  # rows whose history is searched; more are of the same few changesets


def first_to_undo(
    store: Store, name: str, revision: int, left: Iterable[Left]
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
