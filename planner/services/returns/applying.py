"""Writes what a desk came to: one changeset, and a receipt for every return that is settled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.changes import Entry, Origin, OriginKind
from planner.merge.cases import Case, ConflictKind, DecisionKind, MergeDecision
from planner.merge.decide import UnappliedChange
from planner.services import editing
from planner.services.actors import acting
from planner.services.returns import drafts
from planner.services.returns.desk import ReturnDesk, open_desk
from planner.store import Receipt, ReturnDecision, Store
from planner.values import to_text


@dataclass(frozen=True, kw_only=True)
class AppliedReturns:
    """What applying came to: the changeset (None when nothing changed), and the receipts."""

    entry: Entry | None
    left: tuple[UnappliedChange, ...]
    receipts: tuple[Receipt, ...]


def apply_desk(
    actor: str, store: Store, desk: ReturnDesk, *, notes: Mapping[str, str] | None = None
) -> AppliedReturns:
    """Write what the desk says, as one changeset; undo takes it back whole.

    A return without open conflicts is settled and put on record, also when it changed nothing;
    `notes` are words to keep with a return, by the key of its file.
    StaleChange when the plan has moved on since the files were compared: nothing is stored then.
    """
    actor = acting(actor)
    names = ", ".join(file.file for file in desk.included)
    digests = "".join(sorted(file.digest for file in desk.included))
    changeset = None
    if desk.changes:
        changeset = editing.changeset_of(
            actor,
            desk.changes,
            reason=f"Returns imported: {names}",
            origin=Origin(
                kind=OriginKind.RETURN,
                name=names,
                digest=hashlib.sha256(digests.encode()).hexdigest(),
            ),
            base_revision=desk.revision,
        )
    letters = (*_receipts(actor, desk, notes or {}), *_decided(actor, desk))
    entry, kept = store.settle(desk.plan, changeset, letters, desk.revision)
    receipts = tuple(one for one in kept if isinstance(one, Receipt))
    return AppliedReturns(entry=entry, left=desk.left, receipts=receipts)


def _receipts(actor: str, desk: ReturnDesk, notes: Mapping[str, str]) -> Iterator[Receipt]:
    """A receipt for every return that is settled."""
    for file in desk.included:
        if file.key not in desk.waiting:
            yield Receipt(
                issue=file.issue,
                ministry=file.ministry,
                file=file.file,
                digest=file.digest,
                revision=0,
                actor=actor,
                note=notes.get(file.key, ""),
            )


def _decided(actor: str, desk: ReturnDesk) -> Iterator[ReturnDecision]:
    """What is put on record of every case that somebody decided: all values, which was taken."""
    for case in desk.cases:
        decision = desk.decisions.get(case.key)
        if decision is not None:
            yield ReturnDecision(
                revision=0,
                table_name=case.table,
                row_id=case.id,
                column_name=case.column,
                kind=case.kind.value,
                held=to_text(case.ours),
                returned="\n".join(
                    f"{one.ministry}, {one.file}, {one.sheet}!{one.cell}: {to_text(one.value)}"
                    for one in case.returned
                ),
                taken=_taken(case, decision),
                answered_by=desk.drafts.author(case.key) or actor,
                actor=actor,
            )


def _taken(case: Case, decision: MergeDecision) -> str:
    """The value that was taken of a cell, else what was decided of the row."""
    if not case.column:
        return decision.choice.value
    if decision.choice is DecisionKind.THEIRS:
        said = (one.value for one in case.returned if decision.by in ("", one.key))
        return to_text(next(said, None))
    return to_text(decision.value if decision.choice is DecisionKind.VALUE else case.ours)


def keep_unapplied(
    actor: str, store: Store, before: ReturnDesk, applied: AppliedReturns
) -> ReturnDesk:
    """The desk after Apply: what is settled is put away until an undo, and what was decided of all
    else is as the plan."""
    settled = [receipt.digest for receipt in applied.receipts]
    revision = applied.entry.revision if applied.entry else 0
    away = settled, before.decisions, revision
    drafts.put_away(actor, store, before.plan, before.drafts, *away)
    desk = open_desk(actor, store, before.plan, before)
    answers = dict.fromkeys(_as_applied(before, desk), DecisionKind.OURS.value)
    drafts.keep_answers(actor, store, before.plan, desk.drafts, answers, desk.cases)
    return open_desk(actor, store, before.plan, desk)


def _as_applied(before: ReturnDesk, desk: ReturnDesk) -> list[str]:
    """The keys of the cases that were decided and applied: of them the plan stays as it is now.

    A new row that was left out is known by what it holds, for the id it would get may be another.
    """
    ours = MergeDecision(choice=DecisionKind.OURS)
    left_out = [
        (row.table, row.values)
        for row in before.merged.new_rows
        for case in before.questions
        if (case.kind, case.table, case.id) == (ConflictKind.LOOK_ALIKE, row.table, row.id)
        if before.decisions.get(case.key) == ours
    ]
    again = {
        (row.table, row.id) for row in desk.merged.new_rows if (row.table, row.values) in left_out
    }
    return [
        case.key
        for case in desk.cases
        if (case.table, case.id) in again
        or (case.kind is not ConflictKind.LOOK_ALIKE and case.key in before.decisions)
    ]
