"""The database as a whole: its own log, how it is doing, its backups."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from planner.errors import PlannerError
from planner.store import ledger, verifying
from planner.store.copies import copy_into
from planner.store.engine import may_write, reading, writing
from planner.store.health import Health, health, open_to_others
from planner.store.ledger import LedgerKind, LedgerRecord
from planner.store.restoring import BackupCheck, check, restore
from planner.store.verifying import Verification


@dataclass(frozen=True)
class Database:
    """What concerns every plan of a database; each method is one transaction."""

    engine: sa.Engine
    now: Callable[[], datetime]
    keeps: bool = True

    @property
    def is_recording(self) -> bool:
        """Whether what leaves the database can be kept in its log."""
        return self.keeps and may_write(self.engine)

    @property
    def open_to_others(self) -> tuple[str, ...]:
        """Its files and folder that other users of this computer may look into."""
        return tuple(open_to_others(self.engine))

    def record(self, made: LedgerRecord) -> LedgerRecord:
        """Keep in the log of the database that something left it, came back or was refused."""
        with writing(self.engine) as connection:
            return ledger.record(connection, made, self.now())

    def record_refusal(self, actor: str, plan: str, what: str, refusal: PlannerError) -> None:
        """Keep in it what somebody was refused and why, where anything can be kept.

        A database that does not answer refuses nobody.
        """
        said = f"{what}: {refusal.message}"
        made = LedgerRecord(kind=LedgerKind.REFUSAL, actor=actor, plan=plan, what=said)
        with suppress(PlannerError):
            if type(refusal) is not PlannerError and self.is_recording:
                self.record(made)

    def records(self) -> tuple[LedgerRecord, ...]:
        """The log of the database, oldest first."""
        with reading(self.engine) as connection:
            return ledger.records(connection)

    def verify(self) -> tuple[Verification, tuple[Verification, ...]]:
        """The log of the database itself, and every plan by name."""
        with reading(self.engine) as connection:
            return verifying.verify_ledger(connection), verifying.verify_all(connection)

    def health(self) -> Health:
        """How the database itself is doing."""
        return health(self.engine)

    def backup(self, path: Path) -> BackupCheck:
        """Write a whole copy of the database, whoever writes meanwhile, and look at it."""
        copy_into(self.engine, path)
        return check(self.engine, path)

    def restore(self, path: Path, actor: str, before: Path) -> BackupCheck:
        """Put a backup in the place of what is here, of which a copy is kept as `before`.

        Nothing is done when something is wrong with it.
        """
        return restore(self.engine, path, actor, self.now(), before)

    def copy_name(self, stem: str) -> str:
        """What a copy of the database made now is called."""
        ending = ".sqlite" if self.engine.dialect.name == "sqlite" else ".dump"
        return f"{stem}-{self.now():%Y%m%d-%H%M%S}{ending}"
