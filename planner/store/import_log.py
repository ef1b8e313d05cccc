"""The imports of a plan as its log tells them: file, who, when, how much, and whether undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from planner.changes import OriginKind
from planner.store.sql import CHANGES, CHANGESETS

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
