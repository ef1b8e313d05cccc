"""A backup takes the place of what is in the database: looked at first, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from planner.errors import PlannerError
from planner.messages import _
from planner.problems import Problem
from planner.store import records, verifying
from planner.store.chain import canonical
from planner.store.copies import copy_beside, copy_into, digest_of_file
from planner.store.engine import reading, writing
from planner.store.records import LEDGER, LedgerKind, LedgerRecord
from planner.store.sql import PLANS, SCHEMA
from planner.store.upgrading import upgrade
from planner.store.verifying import Verification

_AT_ONCE = 500  # rows that travel together


@dataclass(frozen=True, kw_only=True)
class BackupCheck:
    """What was found in a backup before anything was replaced.

    `counts` are rows by table, `logical_hash` is one hash of all rows whatever file they lie in;
    `recorded` says whether this database's log knows the file. Pages and form were sound, or the
    file was refused.
    """

    digest: str
    counts: Mapping[str, int]
    logical_hash: str
    recorded: bool
    ledger: Verification
    plans: tuple[Verification, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with its logs and plans."""
        return tuple(p for one in (self.ledger, *self.plans) for p in one.problems)


def check(engine: sa.Engine, path: Path) -> BackupCheck:
    """Look at a backup in a copy of it; UnreadableFile when it is damaged or none."""
    with copy_beside(engine, path) as copy:
        return _checked(engine, copy, path)


def restore(engine: sa.Engine, path: Path, actor: str, at: datetime, before: Path) -> BackupCheck:
    """Put what a backup holds in the place of what is there, in one transaction.

    Nothing is replaced when something is wrong with it: the answer says what. The database's log
    goes on; where it is empty, or is the beginning of the backup's, it takes that one over. A copy
    of what was there is kept as `before`.
    """
    with copy_beside(engine, path) as copy:
        found = _checked(engine, copy, path)
        if found.problems:
            return found
        copy_into(engine, before)
        with reading(copy) as source, writing(engine) as target:
            if target.dialect.name != "sqlite":
                target.execute(sa.text(f"LOCK TABLE {PLANS.name} IN EXCLUSIVE MODE"))
            _replace(source, target)
            if logical_hash(target) != found.logical_hash:
                raise PlannerError(_("The backup did not arrive whole. Nothing was replaced."))
            made = LedgerRecord(
                kind=LedgerKind.RESTORE, actor=actor, what=path.name, digest=found.digest
            )
            records.record(target, made, at)
    return found


def logical_hash(connection: sa.Connection) -> str:
    """One hash of every row of every plan, whatever the order or the file they lie in."""
    rows = [
        hashlib.sha256(canonical({"table": table.name, **line}).encode()).digest()
        for table in SCHEMA.sorted_tables
        if table is not LEDGER
        for line in connection.execute(sa.select(table)).mappings()
    ]
    return hashlib.sha256(b"".join(sorted(rows))).hexdigest()


def _checked(engine: sa.Engine, copy: sa.Engine, path: Path) -> BackupCheck:
    upgrade(copy)
    digest = digest_of_file(path)
    with reading(engine) as connection:
        of_file = sa.select(LEDGER.c.number).where(LEDGER.c.digest == digest)
        recorded = connection.execute(of_file).first() is not None
    with reading(copy) as connection:
        counted = (
            (table.name, connection.execute(sa.select(sa.func.count()).select_from(table)).scalar())
            for table in SCHEMA.sorted_tables
        )
        return BackupCheck(
            digest=digest,
            counts={name: number or 0 for name, number in counted},
            logical_hash=logical_hash(connection),
            recorded=recorded,
            ledger=verifying.verify_ledger(connection),
            plans=verifying.verify_all(connection),
        )


def _replace(source: sa.Connection, target: sa.Connection) -> None:
    """Every row of `source` in the place of every row of `target`."""
    here, there = ([link.hash for link in records.ledger_links(one)] for one in (target, source))
    goes_on = bool(here) and here[-1] not in there
    tables = [table for table in SCHEMA.sorted_tables if table is not LEDGER or not goes_on]
    for table in reversed(tables):
        target.execute(table.delete())
    for table in tables:
        lines = source.execute(sa.select(table)).mappings()
        for part in lines.partitions(_AT_ONCE):
            target.execute(table.insert(), [dict(line) for line in part])
    if target.dialect.name != "sqlite":
        last = f"(SELECT max(id) FROM {PLANS.name})"
        place = f"pg_get_serial_sequence('{PLANS.name}', 'id')"
        target.execute(sa.text(f"SELECT setval({place}, coalesce({last}, 1))"))
