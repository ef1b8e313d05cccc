"""Brings a database up to the declaration; one of a newer planner is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.schema import CreateColumn

from planner.errors import UnreadableFile
from planner.messages import _
from planner.store import records
from planner.store.engine import in_words, may_write, reading, writing
from planner.store.records import LEDGER, LedgerKind, LedgerRecord
from planner.store.sql import PLANS, SCHEMA

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
