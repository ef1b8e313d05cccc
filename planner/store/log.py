"""The log: changesets as records, each with the hash of the one before, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, assert_never

import sqlalchemy as sa

from planner.changes import (
    Change,
    Changeset,
    Delete,
    Entry,
    Insert,
    Origin,
    OriginKind,
    SetCell,
    Values,
)
from planner.errors import UnreadableFile
from planner.messages import _
from planner.plan import table_named
from planner.schema import Table
from planner.store.chain import canonical, hash_of
from planner.store.sql import CHANGES, CHANGESETS, value_of
from planner.values import to_text

Record = dict[str, Any]
_FACTS = tuple("action table_name row_id column_name before after cell values cells".split())


def write_entry(
    connection: sa.Connection,
    plan_id: int,
    changeset: Changeset,
    *,
    revision: int,
    previous: str,
    at: datetime,
) -> Entry:
    """Append the changeset as that revision, after the entry whose hash is `previous`."""
    head: Record = {
        "revision": revision,
        "at": at.isoformat(timespec="microseconds"),
        "actor": changeset.actor,
        "reason": changeset.reason,
        "origin_kind": str(changeset.origin.kind),
        "origin_name": changeset.origin.name,
        "origin_digest": changeset.origin.digest,
        "base_revision": changeset.base_revision,
        "previous_hash": previous,
    }
    records = [{"seq": seq, **_record(change)} for seq, change in enumerate(changeset.changes)]
    made = hash_of({**head, "changes": records})
    connection.execute(CHANGESETS.insert().values(plan_id=plan_id, hash=made, **head))
    place = {"plan_id": plan_id, "revision": revision}
    connection.execute(CHANGES.insert(), [{**place, **record} for record in records])
    return Entry(revision=revision, at=at, changeset=changeset, previous_hash=previous, hash=made)


def read_records(
    connection: sa.Connection, plan_id: int, *, after: int = 0, row_id: str = "", revision: int = 0
) -> Iterator[tuple[Record, list[Record]]]:
    """The entries as stored, oldest first: after a revision, of one revision, about one row."""
    heads = sa.select(CHANGESETS).where(CHANGESETS.c.plan_id == plan_id)
    heads = heads.where(CHANGESETS.c.revision > after).order_by(CHANGESETS.c.revision)
    facts = sa.select(CHANGES).where(CHANGES.c.plan_id == plan_id, CHANGES.c.revision > after)
    if revision:
        heads = heads.where(CHANGESETS.c.revision == revision)
        facts = facts.where(CHANGES.c.revision == revision)
    if row_id:
        facts = facts.where(CHANGES.c.row_id == row_id)
        about = sa.select(CHANGES.c.revision).where(
            CHANGES.c.plan_id == plan_id, CHANGES.c.row_id == row_id
        )
        heads = heads.where(CHANGESETS.c.revision.in_(about))
    records: dict[int, list[Record]] = {}
    for fact in connection.execute(facts.order_by(CHANGES.c.revision, CHANGES.c.seq)).mappings():
        names = ("seq", *_FACTS)
        records.setdefault(fact["revision"], []).append({name: fact[name] for name in names})
    for head in connection.execute(heads).mappings():
        kept = {name: value for name, value in head.items() if name != "plan_id"}
        yield kept, records.get(head["revision"], [])


def entry_of(head: Record, records: Iterable[Record]) -> Entry:
    """The entry behind its stored records."""
    try:
        origin = Origin(
            kind=OriginKind(head["origin_kind"]),
            name=head["origin_name"],
            digest=head["origin_digest"],
        )
        at = datetime.fromisoformat(head["at"])
    except ValueError:
        raise _unreadable(head["revision"]) from None
    changeset = Changeset(
        actor=head["actor"],
        reason=head["reason"],
        origin=origin,
        changes=tuple(change_of(record, head["revision"]) for record in records),
        base_revision=head["base_revision"],
    )
    return Entry(
        revision=head["revision"],
        at=at,
        changeset=changeset,
        previous_hash=head["previous_hash"],
        hash=head["hash"],
    )


def change_of(record: Record, revision: int) -> Change:
    """The change behind one stored record; UnreadableFile when it is none."""
    try:
        return _change(record, table_named(record["table_name"]))
    except (ValueError, KeyError):
        raise _unreadable(revision) from None


def _change(record: Record, declared: Table) -> Change:
    row_id, column = record["row_id"], record["column_name"]
    match record["action"]:
        case "insert":
            cells = _parsed(record["cells"]) if record["cells"] else {}
            values = _values(declared, record["values"])
            return Insert(table=declared.name, id=row_id, values=values, cells=cells)
        case "delete":
            values = _values(declared, record["values"])
            return Delete(table=declared.name, id=row_id, values=values)
        case "set":
            return SetCell(
                table=declared.name,
                id=row_id,
                column=column,
                before=value_of(declared.name, column, record["before"]),
                after=value_of(declared.name, column, record["after"]),
                cell=record["cell"],
            )
        case strange:
            raise ValueError(strange)


def _values(declared: Table, document: str) -> Values:
    texts = _parsed(document)
    return {name: value_of(declared.name, name, text) for name, text in texts.items()}


def _parsed(document: str) -> dict[str, str]:
    texts = json.loads(document)
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError(document)
    return texts


def _record(change: Change) -> Record:
    record: Record = dict.fromkeys(_FACTS, "")
    record |= {"table_name": change.table, "row_id": change.id}
    match change:
        case Insert():
            cells = canonical(change.cells) if change.cells else ""
            return record | {"action": "insert", "values": _texts(change.values), "cells": cells}
        case Delete():
            return record | {"action": "delete", "values": _texts(change.values)}
        case SetCell():
            return record | {
                "action": "set",
                "column_name": change.column,
                "before": to_text(change.before),
                "after": to_text(change.after),
                "cell": change.cell,
            }
        case _:
            assert_never(change)


def _texts(values: Values) -> str:
    return canonical({name: to_text(value) for name, value in values.items()})


def _unreadable(revision: int) -> UnreadableFile:
    return UnreadableFile(
        _("Revision {revision} in the log of changes cannot be read.", revision=revision),
        _("Use a backup."),
    )
