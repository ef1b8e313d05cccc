"""The log of the database itself: what left it, what was refused, which plans came and went."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from planner.messages import _
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.store import correspondence
from planner.store.chain import ChainLink, canonical, hash_of
from planner.store.correspondence import NOT_KEPT
from planner.store.sql import LEDGER, PLANS

_LOCK = 723


class LedgerKind(StrEnum):
    """What the database's log records."""

    FOUND = "found"  # plans that were there before the log was
    CREATION = "creation"
    RENAMING = "renaming"
    REMOVAL = "removal"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"
    REFUSAL = "refusal"


@dataclass(frozen=True, kw_only=True)
class LedgerRecord:
    """One thing that happened to the database: who, what, of which plan, at what level.

    `digest` is the SHA-256 of the file it made or read, `heads` where the log of each plan
    concerned ended. `number` and `at` (UTC) are given when it is kept.
    """

    kind: LedgerKind
    actor: str
    plan: str = ""
    what: str = ""
    level: str = ""
    revision: int = 0
    digest: str = ""
    heads: Mapping[str, str] = field(default_factory=dict[str, str])
    number: int = 0
    at: datetime = NOT_KEPT
    hash: str = ""


def record(connection: sa.Connection, made: LedgerRecord, at: datetime) -> LedgerRecord:
    """Write it at the end of the log, with the heads of its plan or, without one, of all plans.

    Runs inside a transaction that writes.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    query = sa.select(LEDGER.c.number, LEDGER.c.hash).order_by(LEDGER.c.number.desc()).limit(1)
    number, previous = connection.execute(query).one_or_none() or (0, "")
    heads = {**plan_heads(connection, made.plan), **made.heads}
    numbered = dataclasses.replace(made, number=number + 1, at=at, heads=heads)
    facts = dataclasses.asdict(numbered) | {"at": at.isoformat(), "heads": canonical(heads)}
    facts |= {"kind": str(made.kind), "previous_hash": previous}
    del facts["hash"]
    connection.execute(LEDGER.insert().values(hash=hash_of(facts), **facts))
    return dataclasses.replace(numbered, hash=hash_of(facts))


def records(connection: sa.Connection) -> tuple[LedgerRecord, ...]:
    """The whole log of the database, oldest first."""
    return tuple(_read(line) for line in _lines(connection))


def links(connection: sa.Connection) -> list[ChainLink]:
    """The same as links of a chain."""
    return [
        ChainLink(
            name=_("Record {number} of the database's log", number=line["number"]),
            told={name: value for name, value in line.items() if name != "hash"},
            hash=line["hash"],
            number=line["number"],
        )
        for line in _lines(connection)
    ]


def plan_heads(connection: sa.Connection, plan: str = "") -> dict[str, str]:
    """Where the log of each plan ends, or of that one alone."""
    query = sa.select(PLANS.c.name, PLANS.c.head)
    if plan:
        query = query.where(PLANS.c.name == plan)
    return {line.name: line.head for line in connection.execute(query)}


def strange_plans(connection: sa.Connection) -> Iterator[Problem]:
    """Where the plans are not those that the log tells of: by name, and each with every head."""
    told: dict[str, set[str]] = {}
    for line in _lines(connection):
        _take(told, _read(line))
    kept = {line.name: line.id for line in connection.execute(sa.select(PLANS.c.name, PLANS.c.id))}
    for plan in sorted(told.keys() | kept.keys()):
        known = sa.select(correspondence.hashes(kept.get(plan, 0)))
        if plan not in told or not told[plan] <= {*connection.execute(known).scalars()}:
            yield problem("log.plan", plan=plan)


def _take(told: dict[str, set[str]], one: LedgerRecord) -> None:
    """Let one record say which plans there are, and which heads they had since they came."""
    match one.kind:
        case LedgerKind.RESTORE:
            told.clear()
        case LedgerKind.RENAMING:
            told[one.plan] = told.pop(one.what, set())
        case LedgerKind.REMOVAL:
            told.pop(one.plan, None)
            return
        case _:
            pass
    for plan, head in one.heads.items():
        told.setdefault(plan, set()).add(head)


def _lines(connection: sa.Connection) -> list[dict[str, Any]]:
    found = connection.execute(sa.select(LEDGER).order_by(LEDGER.c.number))
    return [dict(line) for line in found.mappings()]


def _read(line: Mapping[str, Any]) -> LedgerRecord:
    facts = {name: value for name, value in line.items() if name != "previous_hash"}
    facts |= {
        "kind": LedgerKind(line["kind"]),
        "at": datetime.fromisoformat(line["at"]),
        "heads": json.loads(line["heads"]),
    }
    return LedgerRecord(**facts)
