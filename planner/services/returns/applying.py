"""Writes what a desk came to: one changeset, and a receipt for every return that is settled."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from planner.changes import Entry, Origin, OriginKind
from planner.errors import StaleChange
from planner.merge import UnappliedChange
from planner.services import editing
from planner.services.actors import acting
from planner.services.returns.desk import Desk
from planner.store import Receipt, Store


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What applying a desk came to: the changeset (None when nothing changed), and the receipts."""

    entry: Entry | None
    left: tuple[UnappliedChange, ...]
    receipts: tuple[Receipt, ...]


def apply_desk(
    actor: str, store: Store, desk: Desk, *, notes: Mapping[str, str] | None = None
) -> Applied:
    """Write what the desk says, as one changeset; undo takes it back whole.

    A return without open conflicts is settled and put on record, also when it changed nothing;
    `notes` are words to keep with a return, by the key of its file.
    StaleChange when the plan has moved on since the desk was laid: nothing is stored then.
    """
    actor = acting(actor)
    stands_at = store.load(desk.plan).revision
    if stands_at != desk.revision:
        raise StaleChange(
            f"{desk.plan} has changed since these returns were compared: it stood at revision "
            f"{desk.revision} and stands at {stands_at}. Nothing was saved.",
            "Compare them again; your decisions can be made again.",
        )
    names = ", ".join(file.file for file in desk.included)
    digests = "".join(sorted(file.digest for file in desk.included))
    entry = None
    if desk.changes:
        entry = editing.save(
            actor,
            store,
            desk.plan,
            desk.changes,
            reason=f"Returns taken in: {names}",
            origin=Origin(
                kind=OriginKind.RETURN,
                name=names,
                digest=hashlib.sha256(digests.encode()).hexdigest(),
            ),
            base_revision=desk.revision,
        )
    receipts = _receipts(actor, store, desk, entry, notes or {})
    return Applied(entry=entry, left=desk.left, receipts=receipts)


def _receipts(
    actor: str, store: Store, desk: Desk, entry: Entry | None, notes: Mapping[str, str]
) -> tuple[Receipt, ...]:
    waiting = {by for point in desk.settled.open for by in point.by}
    return tuple(
        store.keep_receipt(
            desk.plan,
            Receipt(
                issue=file.issue,
                ministry=file.ministry,
                file=file.file,
                digest=file.digest,
                revision=entry.revision if entry else 0,
                actor=actor,
                note=notes.get(file.key, ""),
            ),
        )
        for file in desk.included
        if file.key not in waiting
    )
