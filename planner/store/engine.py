"""Opens the database: its settings, its file for the owner alone, its failures in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc, pool

from planner.errors import PlannerError, UnreadableFile, WrongValue
from planner.messages import _

# Before 3.51.3 two connections that write and checkpoint at once can corrupt a WAL database.
WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)
BUSY_SECONDS = 30
SETTINGS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "trusted_schema=OFF",
    f"journal_mode={'WAL' if WAL_IS_SAFE else 'DELETE'}",
)

_WORDS = {
    "database is locked": _("Somebody else is writing to the database and does not finish."),
    "disk is full": _("The disk is full. Nothing was saved."),
    "readonly database": _("The database may only be read. Nothing was saved."),
    "disk i/o error": _("The disk does not answer as it should. Nothing was saved."),
}


def opened(url: str) -> sa.Engine:
    """The engine behind an SQLAlchemy URL; WrongValue when it names no database we can use."""
    try:
        parsed = sa.make_url(url)
        file = file_of(parsed)
        in_memory = parsed.get_backend_name() == "sqlite" and file is None
        engine = sa.create_engine(parsed, poolclass=pool.StaticPool if in_memory else None)
    except (exc.ArgumentError, exc.NoSuchModuleError):
        raise WrongValue(
            _("“{url}” is no database address.", url=url),
            _("Write it as in sqlite:////folder/plans.sqlite."),
        ) from None
    except ModuleNotFoundError as missing:
        raise WrongValue(
            _("This database needs the package {name}.", name=missing.name or ""),
            _("Install it with: pip install {name}", name=missing.name or ""),
        ) from None
    if engine.dialect.name == "sqlite":
        if file is not None:
            _make_private(file)
        _settle(engine)
    elif engine.dialect.name != "postgresql":
        raise WrongValue(_("Plans are kept in SQLite or in PostgreSQL, in no other database."))
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that may write: everything in it is kept, or nothing."""
    with in_words(), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that sees the database as it stood at one moment, and holds up no writer."""
    options: dict[str, Any] = {"readonly": True}
    if engine.dialect.name != "sqlite":
        options["isolation_level"] = "REPEATABLE READ"
    with in_words(), engine.execution_options(**options).begin() as connection:
        yield connection


@contextmanager
def in_words() -> Iterator[None]:
    """Failures of the database as one plain sentence."""
    try:
        yield
    except exc.DBAPIError as failure:
        raise _plain(str(failure.orig)) from failure


def _plain(said: str) -> PlannerError:
    if "not a database" in said or "malformed" in said:
        return UnreadableFile(
            _("The database file is damaged or is no database."), _("Use a backup.")
        )
    words = (words for part, words in _WORDS.items() if part in said.lower())
    first_line = (said.splitlines() or [""])[0]
    return PlannerError(next(words, _("The database does not answer: {why}.", why=first_line)))


def file_of(url: sa.URL) -> Path | None:
    """The file of an SQLite database; None for one in memory or on a server."""
    name = url.database or ""
    is_file = url.get_backend_name() == "sqlite" and name not in ("", ":memory:")
    is_address = name.startswith("file:")
    if not is_file or (is_address and ("mode=memory" in name or url.query.get("mode") == "memory")):
        return None
    return Path(name.removeprefix("file:").partition("?")[0]).absolute()


def may_write(engine: sa.Engine) -> bool:
    """Whether anything can be kept: in the file and its folder, or in the server's tables."""
    if engine.dialect.name == "sqlite":
        file = file_of(engine.url)
        as_who = {"effective_ids": os.access in os.supports_effective_ids}
        places = (file, file.parent) if file else ()
        return all(os.access(place, os.W_OK, **as_who) for place in places)
    asked = (
        "SELECT NOT pg_is_in_recovery() AND has_table_privilege('plans', 'UPDATE') "
        "AND current_setting('default_transaction_read_only') = 'off'"
    )
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql(asked).scalar())


def _make_private(path: Path) -> None:
    """Make folder and file for their owner alone; one that may only be read is left as it is."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as failure:
        if not path.is_file() or not os.access(path, os.R_OK):
            why = failure.strerror or _("it cannot be made")
            raise UnreadableFile(
                _("The database {path} cannot be used: {why}.", path=str(path), why=why),
                _("Name another with --db."),
            ) from failure


def _settle(engine: sa.Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = (
            None  # transactions begin where we say, not where sqlite3 guesses
        )
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        reads = connection.get_execution_options().get("readonly")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
