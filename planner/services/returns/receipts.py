"""The receipts that hold: those whose changeset was not taken back since."""

from __future__ import annotations

from planner.changes import OriginKind
from planner.store import Receipt, Store


def receipts_that_hold(store: Store, name: str) -> tuple[Receipt, ...]:
    """Every receipt of the plan but those whose revision is undone; its file may come again.

    An undo that was itself undone counts for nothing.
    """
    receipts = store.receipts(name)
    if not receipts:
        return ()
    undone: set[int] = set()
    for entry in reversed(store.entries(name)):
        origin = entry.changeset.origin
        if origin.kind is OriginKind.UNDO and entry.revision not in undone:
            undone.add(int(origin.name))
    return tuple(one for one in receipts if one.revision not in undone)
