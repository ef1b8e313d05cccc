"""A plan at a revision: an immutable snapshot of its rows by table, and look-ups over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from planner import tables
from planner.errors import UnknownRow
from planner.messages import Message, _
from planner.schema import Column, Kind, Row, Table, Value, declared_tables, table_of

R = TypeVar("R", bound=Row)
Rows = Mapping[str, Row]

_EMPTY: Rows = MappingProxyType({})
_ORDER: dict[str, Table] = {table.name: table for table in declared_tables()}


def table_named(name: str) -> Table:
    """The declared table of that name; UnknownRow when there is none."""
    try:
        return _ORDER[name]
    except KeyError:
        raise UnknownRow(
            _("There is no table “{name}”.", name=name),
            _("Use one of: {names}.", names=tuple(_ORDER)),
        ) from None


def all_tables() -> tuple[Table, ...]:
    """Every table of a plan, in the order of the data dictionary."""
    return tuple(_ORDER.values())


@dataclass(frozen=True)
class Plan:
    """The rows of a plan, table name → row id → row, as they stood at `revision`.

    Two plans are equal when their rows are; name, revision and the numbers already given out
    say which copy it is, not what it holds.
    """

    tables: Mapping[str, Rows] = field(default_factory=dict[str, Rows])
    name: str = field(default="", compare=False)
    revision: int = field(default=0, compare=False)
    last_numbers: Mapping[str, int] = field(default_factory=dict[str, int], compare=False)

    def __post_init__(self) -> None:
        """Leave out empty tables, so that a table emptied equals a table never filled."""
        filled = {name: rows for name, rows in self.tables.items() if rows}
        object.__setattr__(self, "tables", MappingProxyType(filled))

    def __repr__(self) -> str:
        """The plan in one line, as in Plan(Casserane, revision 3, 35 tables, 812 rows)."""
        rows = sum(map(len, self.tables.values()))
        name = self.name or self.details.country or "no name"
        return f"Plan({name}, revision {self.revision}, {len(self.tables)} tables, {rows} rows)"

    def of(self, row_type: type[R]) -> tuple[R, ...]:
        """All rows of one type, in the order they were added."""
        return tuple(self.by_id(row_type).values())

    def by_id(self, row_type: type[R]) -> Mapping[str, R]:
        """The rows of one type by id."""
        return self.tables.get(table_of(row_type).name, _EMPTY)  # type: ignore[return-value]  # rows of a table are of its type

    def find(self, row_type: type[R], row_id: str) -> R | None:
        """The row with that id, or None."""
        return self.by_id(row_type).get(row_id)

    def get(self, row_type: type[R], row_id: str) -> R:
        """The row with that id; UnknownRow when there is none."""
        found = self.find(row_type, row_id)
        if found is None:
            table = table_of(row_type).title
            raise UnknownRow(no_row(table, row_id))
        return found

    def rows(self, table_name: str) -> Rows:
        """The rows of a table by id, for code that walks the declaration."""
        return self.tables.get(table_named(table_name).name, _EMPTY)

    def __iter__(self) -> Iterator[tuple[Table, Row]]:
        """Every row with its table, in the order of the data dictionary."""
        for declared in all_tables():
            for row in self.rows(declared.name).values():
                yield declared, row

    @cached_property
    def details(self) -> tables.PlanDetails:
        """The plan's own row; an empty one for a plan that has none yet."""
        return next(iter(self.of(tables.PlanDetails)), tables.PlanDetails())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many rows each table has, zero included."""
        return {declared.name: len(self.rows(declared.name)) for declared in all_tables()}

    @cached_property
    def worked_out(self) -> dict[tuple[object, ...], tuple[object, ...]]:
        """What analyses found in these rows: kept with them, as they never change."""
        return {}

    def next_ids(self, row_type: type[Row]) -> Iterator[str]:
        """Ids for new rows, one after the other; a number once given out never comes back."""
        declared = table_of(row_type)
        number = self.last_number(declared)
        while True:
            number += 1
            yield declared.id_for(number)

    def last_number(self, declared: Table) -> int:
        """The highest number any row of the table has or had."""
        highest = max(map(declared.number_of, self.rows(declared.name)), default=0)
        return max(highest, self.last_numbers.get(declared.name, 0))

    def names(self, row_type: type[Row]) -> Mapping[str, str]:
        """What each row of one type is called on screens and in lists, by id."""
        return {row_id: name_of(row) for row_id, row in self.by_id(row_type).items()}

    def owner_of(self, row: Row | None) -> str:
        """The id of the ministry whose row it is, by way of what the row belongs to; else blank."""
        while row is not None and not isinstance(row, tables.Ministry):
            declared = table_of(row)
            held_by = next((name for name in declared.owners if getattr(row, name)), "")
            if not held_by:
                return ""
            row = self.rows(declared.column(held_by).refers).get(getattr(row, held_by))
        return row.id if row else ""

    def references_to(self, row_id: str, table_name: str) -> tuple[tuple[Table, Row, Column], ...]:
        """Every place that refers to that row: table, row and column."""
        return tuple(
            (declared, row, column)
            for declared, row in self
            for column in declared.columns
            if column.kind is Kind.ROW and column.refers == table_name
            if getattr(row, column.name) == row_id
        )


def ministry_column(declared: Table) -> str:
    """The column in which a row itself says whose it is; blank where it goes with another row."""
    owner = declared.owner
    return owner if owner and _ORDER[declared.column(owner).refers].row is tables.Ministry else ""


def no_row(table: Message, row_id: str) -> Message:
    """Says that a table has no row of that id."""
    if not row_id:
        return _("{table}: no row is named.", table=table)
    return _("{table}: there is no row {id} in this plan.", table=table, id=row_id)


def grouped(rows: Iterable[R], column: str) -> Mapping[Value, tuple[R, ...]]:
    """The rows by the value of one column, in their order."""
    groups: defaultdict[Value, list[R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return {value: tuple(members) for value, members in groups.items()}


def title_of(row: Row) -> str:
    """What people call a row in full, by the columns that name it; else its id."""
    named = (str(getattr(row, name)) for name in table_of(row).naming)
    return next(filter(None, named), row.id)


def name_of(row: Row) -> str:
    """What people call a row where room is short: a ministry by its short name, if it has one."""
    short = table_of(row).short
    return (short and str(getattr(row, short))) or title_of(row)
