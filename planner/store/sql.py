"""The SQL schema, derived from the declaration, and the log and drafts beside it.

Every value is kept as its canonical text: exact on both databases (SQLite would turn money into
floating point), the same in rows, log and hash, and a blank is simply the empty text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, assert_never

import sqlalchemy as sa

from planner.errors import UnreadableFile
from planner.messages import _
from planner.plan import all_tables
from planner.schema import Column, Kind, Row, Table, Value

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


def reader(column: Column) -> Callable[[str], Value]:
    """What turns a stored text that is not blank back into its value, without looking twice."""
    match column.kind:
        case Kind.ID | Kind.TEXT | Kind.NOTE | Kind.CODE | Kind.ROW | Kind.ENTRY:
            return str
        case Kind.WHOLE:
            return int
        case Kind.PERCENT | Kind.MONEY | Kind.NUMBER:
            return Decimal
        case Kind.DATE:
            return date.fromisoformat
        case Kind.FLAG:
            return {"yes": True, "no": False}.__getitem__
        case Kind.CHOICE:
            return {str(member): member for member in column.answers or ()}.__getitem__
        case Kind.TAGS:
            return lambda text: tuple(text.split("; "))
        case _:
            assert_never(column.kind)


_READERS: Mapping[str, Mapping[str, Callable[[str], Value]]] = {
    declared.name: {column.name: reader(column) for column in declared.columns}
    for declared in all_tables()
}


def value_of(declared: Table, column: str, text: str) -> Value:
    """The value behind a stored text; UnreadableFile when this planner does not know it."""
    if not text:
        return declared.column(column).blank
    try:
        return _READERS[declared.name][column](text)
    except (KeyError, ValueError, InvalidOperation):
        raise _strange(declared, column, text) from None


def row_of(declared: Table, record: Mapping[str, str]) -> Row:
    """The row behind a stored record of its columns, id included."""
    readers = _READERS[declared.name]
    try:
        values = {name: readers[name](text) for name, text in record.items() if text}
    except (KeyError, ValueError, InvalidOperation):
        values = {name: value_of(declared, name, text) for name, text in record.items()}
    return declared.row(**values)  # type: ignore[arg-type]  # the readers give each column its kind


def _strange(declared: Table, column: str, text: str) -> UnreadableFile:
    return UnreadableFile(
        _(
            "{table}, {column}: the database holds “{value}”, which cannot be read.",
            table=declared.title,
            column=column,
            value=text,
        ),
        _("It was written by a newer planner, or changed by another program."),
    )
