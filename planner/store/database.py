"""The database as a whole: its own log, how it is doing, its backups."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from planner.errors import PlannerError
from planner.store import records, verifying
from planner.store.engine import file_of, may_write, reading, writing
from planner.store.records import LEDGER, LedgerKind, LedgerRecord
from planner.store.restoring import BackupCheck, check, copy_into, restore
from planner.store.sql import moment
from planner.store.verifying import Verification

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_BESIDE = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the database is doing.

    `open_to_others` are its files and folder that other users of this computer may look into, or
    more; `last_backup` is when the last one that is on record was made (UTC).
    """

    address: str
    engine: str
    journal: str
    sound: bool
    may_write: bool
    open_to_others: tuple[str, ...]
    last_backup: datetime | None


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
        return tuple(_open_to_others(file_of(self.engine.url)))

    def record(self, made: LedgerRecord) -> LedgerRecord:
        """Keep in the log of the database that something left it, came back or was refused."""
        with writing(self.engine) as connection:
            return records.record(connection, made, self.now())

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
            return records.ledger_records(connection)

    def verify(self) -> tuple[Verification, tuple[Verification, ...]]:
        """The log of the database itself, and every plan by name."""
        with reading(self.engine) as connection:
            return verifying.verify_ledger(connection), verifying.verify_all(connection)

    def health(self) -> Health:
        """How the database itself is doing, whatever it holds."""
        with reading(self.engine) as connection:
            if self.engine.dialect.name == "sqlite":
                journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
                is_sound = connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
                kept_by = f"SQLite {sqlite3.sqlite_version}"
            else:
                journal, is_sound = "", True
                kept_by = f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar()}"
            made = sa.select(sa.func.max(LEDGER.c.at)).where(LEDGER.c.kind == LedgerKind.BACKUP)
            last_backup = moment(connection.execute(made).scalar())
        return Health(
            address=self.engine.url.render_as_string(hide_password=True),
            engine=kept_by,
            journal=journal,
            sound=is_sound,
            may_write=may_write(self.engine),
            open_to_others=self.open_to_others,
            last_backup=last_backup,
        )

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


def _open_to_others(database: Path | None) -> Iterator[str]:
    """The files of an SQLite database and its folder, where others than its owner have rights."""
    if database is None or os.name != "posix":
        return
    files = (database.with_name(database.name + ending) for ending in _BESIDE)
    for path in (database.parent, *files):
        if _mode(path) & _OTHERS:
            yield str(path)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0
