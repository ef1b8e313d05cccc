"""The SQL schema, derived from the declaration, and the log and drafts beside it.

Every value is kept as its canonical text: exact on both databases (SQLite would turn money into
floating point), the same in rows, log and hash, and a blank is simply the empty text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from planner.errors import UnreadableFile, WrongValue
from planner.messages import _
from planner.plan import all_tables, table_named
from planner.schema import Kind, Row, Table, Value
from planner.values import from_text, to_text

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SCHEMA = sa.MetaData(naming_convention=NAMING)


def _text(name: str, **facts: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="", **facts)


def _link() -> tuple[sa.Column[str], ...]:
    """What makes a record a link of a chain: the hash of the one before, and its own."""
    return _text("previous_hash"), _text("hash")


def _of_plan() -> sa.Column[int]:
    return sa.Column(
        "plan_id", sa.Integer, sa.ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True
    )


PLANS = sa.Table(
    "plans",
    SCHEMA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("revision", sa.Integer, nullable=False),
    _text("head"),
)
CHANGESETS = sa.Table(
    "changesets",
    SCHEMA,
    _of_plan(),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("actor"),
    _text("reason"),
    _text("origin_kind"),
    _text("origin_name"),
    _text("origin_digest"),
    sa.Column("base_revision", sa.Integer, nullable=False),
    *_link(),
)
CHANGES = sa.Table(
    "changes",
    SCHEMA,
    sa.Column("plan_id", sa.Integer, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    _text("action"),
    _text("table_name"),
    _text("row_id"),
    _text("column_name"),
    _text("before"),
    _text("after"),
    _text("cell"),
    _text("values"),
    _text("cells"),
    sa.ForeignKeyConstraint(
        ["plan_id", "revision"],
        ["changesets.plan_id", "changesets.revision"],
        ondelete="CASCADE",
    ),
    sa.Index(None, "plan_id", "row_id"),
)
NUMBERS = sa.Table(
    "numbers",
    SCHEMA,
    _of_plan(),
    sa.Column("table_name", sa.Text, primary_key=True),
    sa.Column("last", sa.BigInteger, nullable=False),
)
DRAFTS = sa.Table(
    "drafts",
    SCHEMA,
    _of_plan(),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    _text("at"),
    _text("text"),
)
ISSUES = sa.Table(
    "issues",
    SCHEMA,
    _of_plan(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("actor"),
    _text("ministry"),
    sa.Column("revision", sa.Integer, nullable=False),
    _text("level"),
    _text("language"),
    _text("due_on"),
    _text("file"),
    _text("digest"),
    *_link(),
)
RECEIPTS = sa.Table(
    "receipts",
    SCHEMA,
    _of_plan(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("actor"),
    sa.Column("issue", sa.Integer, nullable=False),
    _text("ministry"),
    _text("file"),
    _text("digest"),
    sa.Column("revision", sa.Integer, nullable=False),
    _text("note"),
    *_link(),
)
DECISIONS = sa.Table(
    "decisions_on_returns",
    SCHEMA,
    _of_plan(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("actor"),
    _text("answered_by"),
    sa.Column("revision", sa.Integer, nullable=False),
    _text("table_name"),
    _text("row_id"),
    _text("column_name"),
    _text("kind"),
    _text("held"),
    _text("returned"),
    _text("taken"),
    *_link(),
)
LEDGER = sa.Table(
    "ledger",
    SCHEMA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("actor"),
    _text("kind"),
    _text("plan"),
    _text("what"),
    _text("level"),
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    _text("digest"),
    _text("heads"),
    *_link(),
)


def _rows_of(declared: Table) -> sa.Table:
    columns = (_text(column.name) for column in declared.columns if column.kind is not Kind.ID)
    key = sa.Column("id", sa.Text, primary_key=True)
    return sa.Table(declared.name, SCHEMA, _of_plan(), key, *columns)


ROWS: Mapping[str, sa.Table] = MappingProxyType(
    {declared.name: _rows_of(declared) for declared in all_tables()}
)


_AS_WRITTEN = frozenset({Kind.ID, Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.ROW, Kind.ENTRY})


@lru_cache(maxsize=1 << 16)
def value_of(table_name: str, name: str, text: str) -> Value:
    """The value behind a stored text; UnreadableFile when this planner does not know it."""
    try:
        column = table_named(table_name).column(name)
        if not text or column.kind in _AS_WRITTEN:
            return text or column.blank
        value = from_text(column, text)
    except (KeyError, WrongValue):
        raise _strange(table_name, name, text) from None
    if to_text(value) != text:
        raise _strange(table_name, name, text)
    return value


def moment(text: str | None) -> datetime | None:
    """The time behind a stored text; None where there is none that can be read."""
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return None


def row_of(declared: Table, record: Mapping[str, str]) -> Row:
    """The row behind a stored record of its columns, id included."""
    name, plain = declared.name, _plain(declared.name)
    values = {
        column: text if column in plain else value_of(name, column, text)
        for column, text in record.items()
        if text
    }
    return declared.row(**values)  # type: ignore[arg-type]  # each column has its kind


@cache
def _plain(table_name: str) -> frozenset[str]:
    """The columns of a table whose value is their text."""
    return frozenset(c.name for c in table_named(table_name).columns if c.kind in _AS_WRITTEN)


def _strange(table_name: str, column: str, text: str) -> UnreadableFile:
    return UnreadableFile(
        _(
            "{table}, {column}: the database holds “{value}”, which cannot be read.",
            table=table_named(table_name).title,
            column=column,
            value=text,
        ),
        _("It was written by a newer planner, or changed by another program."),
    )
