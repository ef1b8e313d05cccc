"""How the database is doing: what keeps it, whether its pages are sound, who else may see it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from planner.store.engine import file_of, may_write, reading
from planner.store.ledger import LedgerKind
from planner.store.sql import LEDGER, moment

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


def health(engine: sa.Engine) -> Health:
    """Look at the database itself, whatever it holds."""
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
            is_sound = connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
            kept_by = f"SQLite {sqlite3.sqlite_version}"
        else:
            journal, is_sound = "", True
            kept_by = f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar()}"
        made = sa.select(sa.func.max(LEDGER.c.at)).where(LEDGER.c.kind == LedgerKind.BACKUP)
        last_backup = moment(connection.execute(made).scalar())
    return Health(
        address=engine.url.render_as_string(hide_password=True),
        engine=kept_by,
        journal=journal,
        sound=is_sound,
        may_write=may_write(engine),
        open_to_others=tuple(open_to_others(engine)),
        last_backup=last_backup,
    )


def open_to_others(engine: sa.Engine) -> Iterator[str]:
    """The files of an SQLite database and its folder, where others than its owner have rights."""
    database = file_of(engine.url)
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
