"""The receipts that hold: those whose changeset was not taken back since."""

from __future__ import annotations

from planner.store import Receipt, Store


def receipts_that_hold(store: Store, name: str) -> tuple[Receipt, ...]:
    """Every receipt of the plan but those whose revision is undone; its file may come again."""
    receipts = store.receipts(name)
    taken_back = store.undone(name) if receipts else {}
    return tuple(one for one in receipts if one.revision not in taken_back)
