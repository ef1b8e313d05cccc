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


def text_column(name: str, **facts: Any) -> sa.Column[str]:
    """A column of texts, which are never missing."""
    return sa.Column(name, sa.Text, nullable=False, server_default="", **facts)


def chain_link() -> tuple[sa.Column[str], ...]:
    """What makes a record a link of a chain: the hash of the one before, and its own."""
    return text_column("previous_hash"), text_column("hash")


def of_plan() -> sa.Column[int]:
    """The plan that a record belongs to, and goes with."""
    return sa.Column(
        "plan_id", sa.Integer, sa.ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True
    )


PLANS = sa.Table(
    "plans",
    SCHEMA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("revision", sa.Integer, nullable=False),
    text_column("head"),
)
CHANGESETS = sa.Table(
    "changesets",
    SCHEMA,
    of_plan(),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    text_column("at"),
    text_column("actor"),
    text_column("reason"),
    text_column("origin_kind"),
    text_column("origin_name"),
    text_column("origin_digest"),
    sa.Column("base_revision", sa.Integer, nullable=False),
    *chain_link(),
)
CHANGES = sa.Table(
    "changes",
    SCHEMA,
    sa.Column("plan_id", sa.Integer, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    text_column("action"),
    text_column("table_name"),
    text_column("row_id"),
    text_column("column_name"),
    text_column("before"),
    text_column("after"),
    text_column("cell"),
    text_column("values"),
    text_column("cells"),
    sa.ForeignKeyConstraint(
        ["plan_id", "revision"], ["changesets.plan_id", "changesets.revision"], ondelete="CASCADE"
    ),
    sa.Index(None, "plan_id", "row_id"),
)
NUMBERS = sa.Table(
    "numbers",
    SCHEMA,
    of_plan(),
    sa.Column("table_name", sa.Text, primary_key=True),
    sa.Column("last", sa.BigInteger, nullable=False),
)
DRAFTS = sa.Table(
    "drafts",
    SCHEMA,
    of_plan(),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    text_column("at"),
    text_column("text"),
)


def _rows_of(declared: Table) -> sa.Table:
    columns = (text_column(one.name) for one in declared.columns if one.kind is not Kind.ID)
    key = sa.Column("id", sa.Text, primary_key=True)
    return sa.Table(declared.name, SCHEMA, of_plan(), key, *columns)


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
