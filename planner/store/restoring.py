"""A backup takes the place of what is in the database: looked at first, all of it or nothing."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.schema import CreateColumn

from planner.errors import PlannerError, UnreadableFile, WrongValue
from planner.messages import _
from planner.problems import Problem
from planner.store import records, verifying
from planner.store.engine import in_words, may_write, opened, reading, writing
from planner.store.log import canonical
from planner.store.records import LEDGER, LedgerKind, LedgerRecord
from planner.store.sql import PLANS, SCHEMA
from planner.store.verifying import Verification

_NOT_OURS = ("sqlite_", "pg_", "alembic_")


def upgrade(engine: sa.Engine) -> None:
    """Add what the declaration has and the database has not; UnreadableFile for a newer database.

    The look before is a read alone, so that opening a database that is up to date waits for nobody.
    """
    with reading(engine) as connection:
        found = _columns(connection)
    _refuse_newer(found)
    if any(set(table.columns.keys()) - found.get(table.name, set()) for table in _ours()):
        if PLANS.name in found and not may_write(engine):
            raise UnreadableFile(
                _("The database was made by an older planner and may only be read here."),
                _("Copy it to where you may write, and name the copy with --db."),
            )
        with writing(engine) as connection:
            _add(connection)


def _ours() -> list[sa.Table]:
    return SCHEMA.sorted_tables


def _columns(connection: sa.Connection) -> dict[str, set[str]]:
    inspector = sa.inspect(connection)
    names = [name for name in inspector.get_table_names() if not name.startswith(_NOT_OURS)]
    return {name: {column["name"] for column in inspector.get_columns(name)} for name in names}


def _refuse_newer(found: dict[str, set[str]]) -> None:
    known = {table.name: set(table.columns.keys()) for table in _ours()}
    strange = [
        f"{name}.{column}"
        for name, columns in found.items()
        for column in sorted(columns - known.get(name, set()))
    ]
    if strange:
        raise UnreadableFile(
            _("The database holds {name}, which this planner does not know.", name=strange[0]),
            _(
                "It belongs to a newer planner or to another program. Update the planner, or name "
                "another database."
            ),
        )


def _add(connection: sa.Connection) -> None:
    """Runs inside one transaction, after looking again: another process may have been here."""
    if connection.dialect.name != "sqlite":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(722)"))
    found = _columns(connection)
    with in_words():
        for table in _ours():
            if table.name not in found:
                table.create(connection)
                continue
            for column in table.columns:
                if column.name not in found[table.name]:
                    _add_column(connection, table, column)
        if PLANS.name in found:
            records.adopt(connection)
        if PLANS.name in found and LEDGER.name not in found and records.plan_heads(connection):
            begun = LedgerRecord(kind=LedgerKind.FOUND, actor="")
            records.record(connection, begun, datetime.now(UTC))


def _add_column(connection: sa.Connection, table: sa.Table, column: sa.Column[object]) -> None:
    name = connection.dialect.identifier_preparer.format_table(table)
    declared = CreateColumn(column).compile(dialect=connection.dialect)
    connection.execute(sa.text(f"ALTER TABLE {name} ADD COLUMN {declared}"))


SQLITE_FILE, POSTGRESQL_FILE = b"SQLite format 3\x00", b"PGDMP"
_BESIDE: Final = "r2p_restore_"
_DAY: Final = 86_400


def copy_into(engine: sa.Engine, path: Path) -> None:
    """Write a whole copy of the database, and put it at `path` only once it is whole.

    An SQLite file like any other, or what PostgreSQL's own tool makes; for its owner alone. What a
    copy that was killed left behind is in nobody's way, and is cleared away a day later.
    """
    if str(engine.url.database) == str(path.absolute()):
        raise WrongValue(_("{file} is the database itself.", file=str(path)), _("Name another."))
    try:
        for left in path.parent.glob(f".{path.name}.*.part"):
            if left.stat().st_mtime < time.time() - _DAY:
                left.unlink()
        handle, name = tempfile.mkstemp(".part", f".{path.name}.", path.absolute().parent)
        os.close(handle)
    except OSError as failure:
        raise _unwritable(path, failure) from failure
    part = Path(name)
    try:
        with in_words():
            _fill(engine, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as failure:
        raise _unwritable(path, failure) from failure
    finally:
        part.unlink(missing_ok=True)


def _unwritable(path: Path, failure: OSError) -> PlannerError:
    why = failure.strerror or str(failure)
    return PlannerError(_("{file} cannot be written: {why}.", file=str(path), why=why))


def _fill(engine: sa.Engine, part: Path) -> None:
    if engine.dialect.name != "sqlite":
        _run("pg_dump", engine.url, "--format=custom", f"--file={part}")
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(part),))
    except sqlite3.Error as failure:
        raise PlannerError(_("The backup cannot be written: {why}.", why=str(failure))) from failure
    finally:
        connection.close()


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def copy_beside(engine: sa.Engine, path: Path) -> Iterator[sa.Engine]:
    """The database in a backup, in a place of its own: neither the file nor `engine` is touched.

    UnreadableFile for a file that is damaged or no backup, WrongValue for one of PostgreSQL where
    `engine` is none.
    """
    try:
        with path.open("rb") as content:
            begins = content.read(len(SQLITE_FILE))
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise UnreadableFile(
            _("{file} cannot be opened: {why}.", file=str(path), why=why)
        ) from None
    if begins == SQLITE_FILE:
        with tempfile.TemporaryDirectory(prefix=_BESIDE) as folder:
            copy = opened(f"sqlite:///{shutil.copy(path, folder)}")
            try:
                _look_at(copy, path)
                yield copy
            finally:
                copy.dispose()
    elif not begins.startswith(POSTGRESQL_FILE):
        raise UnreadableFile(_("{file} is no backup of plans.", file=str(path)))
    elif engine.dialect.name == "sqlite":
        raise WrongValue(
            _("{file} is a backup of PostgreSQL.", file=str(path)),
            _("Name such a database with --db."),
        )
    else:
        with _database_beside(engine) as copy:
            _run("pg_restore", copy.url, "--exit-on-error", "--no-owner", "--no-acl", str(path))
            yield copy


def _look_at(copy: sa.Engine, path: Path) -> None:
    try:
        with copy.connect() as connection:
            found = str(connection.exec_driver_sql("PRAGMA integrity_check").scalar())
    except exc.DBAPIError as failure:
        found = str(failure.orig)
    if found != "ok":
        raise UnreadableFile(
            _("{file} is damaged: {why}.", file=str(path), why=found.splitlines()[0]),
            _("Use another backup."),
        )


@contextmanager
def _database_beside(engine: sa.Engine) -> Iterator[sa.Engine]:
    """A new database on the same server; those that a killed restore left are cleared away."""
    name = f"{_BESIDE}{secrets.token_hex(6)}"
    server = engine.execution_options(isolation_level="AUTOCOMMIT")
    left = sa.text(
        "SELECT datname FROM pg_database d WHERE datname LIKE :beside AND NOT EXISTS "
        "(SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)"
    )
    with in_words(), server.connect() as connection:
        for old in connection.execute(left, {"beside": f"{_BESIDE}%"}).scalars().all():
            with suppress(exc.DBAPIError):  # another restore cleared it away, or needs it
                connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{old}"')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    copy = sa.create_engine(engine.url.set(database=name))
    try:
        yield copy
    finally:
        copy.dispose()
        with server.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(tool: str, url: sa.URL, *arguments: str) -> None:
    """Let a tool of PostgreSQL work on a database; the password never stands in its command."""
    secret = {"PGPASSWORD": url.password} if url.password else {}
    bare = url.set(drivername="postgresql", password=None)._replace(password=None)
    address = bare.render_as_string(hide_password=False)
    try:
        done = subprocess.run(
            [tool, f"--dbname={address}", *arguments],
            env={**os.environ, **secret},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as failure:
        raise PlannerError(
            _("PostgreSQL's own tool {tool} is not here.", tool=tool),
            _("Install PostgreSQL's client programs, as in: apt install postgresql-client"),
        ) from failure
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [""])[0]
        raise PlannerError(_("{tool} did not succeed: {why}", tool=tool, why=said))


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
