"""How a table of a plan is declared: kinds of value, columns, and the words that make them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property
from typing import Any, Self, TypeVar, cast, dataclass_transform

from planner.messages import Message, pgettext

Value = str | int | bool | Decimal | date | tuple[str, ...] | None


LANGUAGES = "languages"
"""The list of languages in which files can be made, as a column `refers` to it."""


class Kind(Enum):
    """What sort of value a column holds; every adapter has one rule for each."""

    ID = "id"
    TEXT = "text"
    NOTE = "note"
    CODE = "code"
    WHOLE = "whole number"
    PERCENT = "percent"
    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    FLAG = "yes or no"
    CHOICE = "one of a list"
    ROW = "a row of another table"
    ENTRY = "an entry of a reference list"
    TAGS = "tags"


class Choice(StrEnum):
    """A fixed list of answers; each has a stored value and a shown label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make one answer; the label defaults to the value with a capital letter."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.capitalize()
        return member

    @property
    def caption(self) -> Message:
        """What the answer is called, as a message."""
        return pgettext(type(self).__name__, self.label)


LONGEST_NUMBER = 9
"""Digits of the number in an id."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """Everything the planner knows of a column; each fact is read by at least two adapters.

    `refers` names the table (kind ROW) or the list (kind ENTRY, or LANGUAGES) that holds the value;
    `required` asks for a value before a row can be added; `restricted` keeps the column out of
    every export below that level. `is_end` marks a date up to and including which something goes
    on: a bare month there means its last day; `since` is the column of the day it goes on from.
    `table` names the table that it is declared in.
    """

    name: str
    kind: Kind
    label: str
    help: str
    answers: type[Choice] | None = None
    refers: str = ""
    required: bool = False
    restricted: bool = False
    is_end: bool = False
    since: str = ""
    table: str = field(default="", repr=False)

    @property
    def title(self) -> Message:
        """What the column is called, as a message."""
        return pgettext(f"{self.table}.{self.name}", self.label)

    @property
    def explanation(self) -> Message:
        """What belongs into the column, as a message."""
        return pgettext(f"{self.table}.{self.name}", self.help)

    @cached_property
    def blank(self) -> Value:
        """What an empty cell of this column holds."""
        match self.kind:
            case Kind.ID | Kind.TEXT | Kind.NOTE | Kind.CODE | Kind.ROW | Kind.ENTRY:
                return ""
            case Kind.TAGS:
                return ()
            case _:
                return None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a plan; `id` is stable, short and printed first in every sheet."""

    id: str = field(
        default="",
        metadata={
            "column": Column(
                name="id",
                kind=Kind.ID,
                label="Id",
                help="The planner's own number of the row. Leave it as it is; empty for a new row.",
            )
        },
    )


@dataclass(frozen=True, kw_only=True)
class Table:
    """A declared table: its row type, its names, how its ids look and what tells rows apart.

    `key` are the columns that no two rows may share; `naming` those by which people call a row, the
    fullest first, and `short` the one for where room is short. `owner` leads to the ministry whose
    row it is: a column of a ministry, or of a row that has an owner itself; a table without one is
    the office's own. Where it is blank, `or_owner` leads there. `notes` is the column that takes
    what has no column.
    """

    name: str
    row: type[Row]
    one: str
    many: str
    help: str
    prefix: str
    digits: int
    key: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    short: str = ""
    owner: str = ""
    or_owner: str = ""
    notes: str = ""
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        """Refuse a fact that names no column; KeyError says which."""
        for name in filter(None, (*self.key, *self.naming, self.short, *self.owners, self.notes)):
            self.column(name)
        for column in self.columns:
            self.column(column.since or column.name)

    @property
    def owners(self) -> tuple[str, ...]:
        """The columns that lead to the ministry whose row it is, the first that is filled."""
        return tuple(filter(None, (self.owner, self.or_owner)))

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when the table has none."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def is_keyed(self, key: Sequence[object]) -> bool:
        """Whether values of the key columns tell rows apart: those a row must have, else all."""
        required = [v for name, v in zip(self.key, key, strict=True) if self.column(name).required]
        return bool(self.key) and all(required or key)

    def label(self, name: str) -> Message:
        """What the column of that name is called, as a message; KeyError when there is none."""
        return self.column(name).title

    @property
    def title(self) -> Message:
        """What many rows are called, as a message."""
        return pgettext(self.name, self.many)

    @property
    def explanation(self) -> Message:
        """What a row is, as a message."""
        return pgettext(self.name, self.help)

    @property
    def row_title(self) -> Message:
        """What one row is called, as a message."""
        return pgettext(f"{self.name}.one", self.one)

    def id_for(self, number: int) -> str:
        """The id of the row with that number, as in `P-0007`."""
        return f"{self.prefix}-{number:0{self.digits}d}"

    def number_of(self, row_id: str) -> int:
        """The number in an id; 0 for an id of another shape or size, which no row may have."""
        prefix, _, digits = row_id.rpartition("-")
        is_number = digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_NUMBER
        return int(digits) if prefix == self.prefix and is_number else 0


R = TypeVar("R", bound=Row)
C = TypeVar("C", bound=Choice)

_TABLES: dict[type[Row], Table] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True)
def table(
    name: str,
    one: str,
    many: str,
    help: str,
    *,
    prefix: str,
    digits: int = 3,
    key: Sequence[str] = (),
    naming: Sequence[str] = (),
    **facts: str,
) -> Callable[[type[R]], type[R]]:
    """Declare a table: the class becomes a frozen, keyword-only row type that knows its columns.

    The other facts are `short`, `owner`, `or_owner` and `notes` of `Table`.
    """

    def declare(cls: type[R]) -> type[R]:
        row = dataclass(frozen=True, kw_only=True)(cls)
        _TABLES[row] = Table(
            name=name,
            row=row,
            one=one,
            many=many,
            help=help,
            prefix=prefix,
            digits=digits,
            key=tuple(key),
            naming=tuple(naming),
            columns=tuple(_column(f, name) for f in dataclasses.fields(row)),
            **facts,
        )
        return row

    return declare


def table_of(row: type[Row] | Row) -> Table:
    """The declaration behind a row or a row type."""
    return _TABLES[row if isinstance(row, type) else type(row)]


def declared_tables() -> tuple[Table, ...]:
    """Every table declared so far, in the order of declaration."""
    return tuple(_TABLES.values())


def _column(declared: dataclasses.Field[Any], table_name: str) -> Column:
    column = cast(Column, declared.metadata["column"])
    return dataclasses.replace(column, name=declared.name, table=table_name)


def _declare(kind: Kind, label: str, help: str, **facts: Any) -> Any:
    column = Column(name="", kind=kind, label=label, help=help, **facts)
    return field(default=column.blank, metadata={"column": column})


# The words a table is written in. Each returns what the column's value is, so that a type checker
# sees a wrong annotation; the facts after the help are those of `Column`.


def text(label: str, help: str, **facts: Any) -> str:
    """A line of text."""
    return cast(str, _declare(Kind.TEXT, label, help, **facts))


def note(label: str, help: str, **facts: Any) -> str:
    """Text of several lines."""
    return cast(str, _declare(Kind.NOTE, label, help, **facts))


def code(label: str, help: str, **facts: Any) -> str:
    """An identifier kept as text, leading zeros and all."""
    return cast(str, _declare(Kind.CODE, label, help, **facts))


def whole(label: str, help: str, **facts: Any) -> int | None:
    """A whole number, such as a head-count."""
    return cast("int | None", _declare(Kind.WHOLE, label, help, **facts))


def number(label: str, help: str, **facts: Any) -> Decimal | None:
    """An exact number."""
    return cast("Decimal | None", _declare(Kind.NUMBER, label, help, **facts))


def percent(label: str, help: str, **facts: Any) -> Decimal | None:
    """A share in percent: 25 means a quarter."""
    return cast("Decimal | None", _declare(Kind.PERCENT, label, help, **facts))


def money(label: str, help: str, **facts: Any) -> Decimal | None:
    """A sum of money, exact to the cent."""
    return cast("Decimal | None", _declare(Kind.MONEY, label, help, **facts))


def day(label: str, help: str, **facts: Any) -> date | None:
    """A date."""
    return cast("date | None", _declare(Kind.DATE, label, help, **facts))


def last_day(label: str, help: str, **facts: Any) -> date | None:
    """The date on which something ends or is due; `since` names the column where it began."""
    return day(label, help, is_end=True, **facts)


def flag(label: str, help: str, **facts: Any) -> bool | None:
    """Yes, no, or not said."""
    return cast("bool | None", _declare(Kind.FLAG, label, help, **facts))


def choice(answers: type[C], label: str, help: str, **facts: Any) -> C | None:
    """One answer of a fixed list."""
    return cast("C | None", _declare(Kind.CHOICE, label, help, answers=answers, **facts))


def row(refers: str, label: str, help: str, **facts: Any) -> str:
    """The id of a row of another table of the plan."""
    return cast(str, _declare(Kind.ROW, label, help, refers=refers, **facts))


def entry(refers: str, label: str, help: str, **facts: Any) -> str:
    """The code of an entry of a reference list, such as a risk factor's number."""
    return cast(str, _declare(Kind.ENTRY, label, help, refers=refers, **facts))


def tags(label: str, help: str, **facts: Any) -> tuple[str, ...]:
    """A few plain words, kept in one cell with "; " between them."""
    return cast("tuple[str, ...]", _declare(Kind.TAGS, label, help, **facts))
