"""A copy of the whole database while others write, and how the database is doing."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from planner.errors import PlannerError, UnreadableFile, WrongValue
from planner.messages import _
from planner.store.engine import in_words, reading


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the database is doing: where it is, what keeps it, whether its pages are sound."""

    address: str
    engine: str
    journal: str
    sound: bool


def health(engine: sa.Engine) -> Health:
    """Look at the database itself, whatever it holds."""
    address = engine.url.render_as_string(hide_password=True)
    if engine.dialect.name != "sqlite":
        with reading(engine) as connection:
            version = str(connection.exec_driver_sql("SHOW server_version").scalar())
        return Health(address=address, engine=f"PostgreSQL {version}", journal="", sound=True)
    with reading(engine) as connection:
        journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
        checked = connection.exec_driver_sql("PRAGMA quick_check").scalar()
    return Health(
        address=address,
        engine=f"SQLite {sqlite3.sqlite_version}",
        journal=journal,
        sound=checked == "ok",
    )


def copy_into(engine: sa.Engine, path: Path) -> None:
    """Write a whole copy of an SQLite database, and put it at `path` only once it is good.

    The copy is an SQLite file like any other, for its owner alone. WrongValue on PostgreSQL, whose
    own tool makes its backups; PlannerError when it cannot be written.
    """
    if engine.dialect.name != "sqlite":
        raise WrongValue(_("PostgreSQL is backed up with its own tool."), _("Use: pg_dump -Fc"))
    part = path.with_name(f"{path.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as failure:
        raise PlannerError(
            _("{file} cannot be written: {why}.", file=str(part), why=failure.strerror or "")
        ) from failure
    try:
        with in_words():
            _vacuum(engine, part)
        _look_at(part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _vacuum(engine: sa.Engine, part: Path) -> None:
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(part),))
    except sqlite3.Error as failure:
        raise PlannerError(_("The backup cannot be written: {why}.", why=str(failure))) from failure
    finally:
        connection.close()


def _look_at(part: Path) -> None:
    copy = sqlite3.connect(part)
    try:
        checked = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if checked != "ok":
        raise UnreadableFile(
            _("The backup is damaged: {why}.", why=checked), _("Check the disk and try again.")
        )
