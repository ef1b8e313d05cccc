"""The log: changesets as records, each with the hash of the one before, and back again."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, assert_never

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
from planner.messages import Message, _
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.schema import Table
from planner.store.sql import CHANGES, CHANGESETS, value_of
from planner.values import to_text

SHORTEST: Final = 8  # signs of a hash that are enough to ask for it


@dataclass(frozen=True, kw_only=True)
class ChainLink:
    """One record of a chain: what it is called, what it says, and its own hash.

    `number` counts the records that follow each other without a gap, 0 for others.
    """

    name: Message
    told: Mapping[str, Any]
    hash: str
    number: int = 0


def canonical(document: Mapping[str, Any]) -> str:
    """The one JSON text of a document."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(document: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a link: what it says, and the hash of the one before."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def broken(links: Sequence[ChainLink], head: str) -> Iterator[Problem]:
    """What is wrong with a chain that has to end in `head`."""
    numbers = {link.number for link in links if link.number}
    for missing in sorted(set(range(1, max(numbers, default=0))) - numbers)[:1]:
        yield problem("log.gap", number=missing)
    for link in links:
        if hash_of(link.told) != link.hash:
            yield problem("log.changed", record=link.name)
    walked = _walked(links)
    passed = {link.hash for link in walked}
    for link in [link for link in links if link.hash not in passed][:1]:
        yield problem("log.chain", record=link.name)
    counted = [link.number for link in walked if link.number]
    if counted != sorted(counted) or (walked[-1].hash if walked else "") != head:
        yield problem("log.end")


def unknown_heads(known: Iterable[str], heads: Iterable[str]) -> Iterator[Problem]:
    """A problem for each hash, or beginning of one, noted elsewhere that no record has."""
    known = tuple(known)
    for head in heads:
        if len(head) < SHORTEST or not any(one.startswith(head) for one in known):
            yield problem("log.rewritten", head=head)


def _walked(links: Iterable[ChainLink]) -> list[ChainLink]:
    """The links in the order in which each follows the one before, as far as that goes."""
    following: dict[str, ChainLink] = {}
    for link in links:
        following.setdefault(str(link.told["previous_hash"]), link)
    walked: list[ChainLink] = []
    at = ""
    while (link := following.pop(at, None)) is not None:
        walked.append(link)
        at = link.hash
    return walked


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


_INSERT, _SET = "insert", "set"


@dataclass(frozen=True, kw_only=True)
class ImportRecord:
    """An import: the revision it made, when (UTC), who, the note, the file and its SHA-256.

    `added` says how many rows of which table it brought, `changed` in how many rows it changed
    `cells`; `undone_by` is the revision that took it back, None while it stands.
    """

    revision: int
    at: datetime
    actor: str
    note: str
    file: str
    digest: str
    added: Mapping[str, int]
    changed: int
    cells: int
    undone_by: int | None


def imports(connection: sa.Connection, plan_id: int) -> tuple[ImportRecord, ...]:
    """Every import of the plan, oldest first."""
    log = CHANGESETS.c
    query = sa.select(CHANGESETS).where(
        log.plan_id == plan_id, log.origin_kind == OriginKind.IMPORT
    )
    heads = connection.execute(query.order_by(log.revision)).mappings().all()
    taken_back = undone(connection, plan_id)
    counts = _counts(connection, plan_id)
    return tuple(
        ImportRecord(
            revision=head["revision"],
            at=datetime.fromisoformat(head["at"]),
            actor=head["actor"],
            note=head["reason"],
            file=head["origin_name"],
            digest=head["origin_digest"],
            added={t: rows for (kind, t), (_, rows) in told.items() if kind == _INSERT},
            changed=sum(rows for (kind, _), (_, rows) in told.items() if kind == _SET),
            cells=sum(cells for (kind, _), (cells, _) in told.items() if kind == _SET),
            undone_by=taken_back.get(head["revision"]),
        )
        for head in heads
        for told in [counts[head["revision"]]]
    )


def rows_brought(
    connection: sa.Connection, plan_id: int, revisions: Iterable[int], table: str
) -> frozenset[str]:
    """The ids of the rows of a table that these revisions added or changed."""
    facts = CHANGES.c
    query = sa.select(facts.row_id).where(
        facts.plan_id == plan_id,
        facts.table_name == table,
        facts.revision.in_(list(revisions)),
        facts.action.in_([_INSERT, _SET]),
    )
    return frozenset(connection.execute(query).scalars())


def undone(connection: sa.Connection, plan_id: int) -> dict[int, int]:
    """The revisions that are taken back, each with the last undo of it that itself stands."""
    log = CHANGESETS.c
    query = sa.select(log.revision, log.origin_name).where(
        log.plan_id == plan_id, log.origin_kind == OriginKind.UNDO
    )
    found: dict[int, int] = {}
    for revision, of in connection.execute(query.order_by(log.revision.desc())):
        if revision not in found:
            found.setdefault(int(of), revision)
    return found


def _counts(
    connection: sa.Connection, plan_id: int
) -> defaultdict[int, dict[tuple[str, str], tuple[int, int]]]:
    """For each import, by action and table: how many changes, in how many rows."""
    facts, log = CHANGES.c, CHANGESETS.c
    query = (
        sa.select(
            facts.revision,
            facts.action,
            facts.table_name,
            sa.func.count(),
            sa.func.count(sa.distinct(facts.row_id)),
        )
        .join(CHANGESETS, (log.plan_id == facts.plan_id) & (log.revision == facts.revision))
        .where(facts.plan_id == plan_id, log.origin_kind == OriginKind.IMPORT)
        .group_by(facts.revision, facts.action, facts.table_name)
    )
    told: defaultdict[int, dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
    for revision, action, table, changes, rows in connection.execute(query):
        told[revision][action, table] = changes, rows
    return told
