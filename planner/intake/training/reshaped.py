"""A ministry's own layout as plain rows of the plan, each value with the cell it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.intake.grid import Cell, Sheet, address
from planner.intake.tables.headings import text_of
from planner.messages import Message, _
from planner.plan import table_named
from planner.problems import Problem

SESSIONS: Final = "sessions"
CERTIFICATES: Final = "certificates"
AUDIENCES: Final = "audiences"
_FIRST: Final = 2
_PASSED: Final = "passed_on"
_ENDS: Final = "Valid until"
"""The header over the days on which passes end: rows that are handed back keep their meaning."""
_YEAR: Final = 4
_FIRST_DAY: Final = _(
    "Where only a year is said, its first day was taken: no pass seems to hold too long."
)


@dataclass(frozen=True, kw_only=True)
class CellRef:
    """What is said of a field, and where; `row` and `column` are 0 when no one cell says it."""

    cell: Cell
    row: int = 0
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class LongRow:
    """One row as the plan knows it: its values by field, and the row of the sheet it comes from.

    It is hidden when the file hides that row, or a column that says something of it.
    """

    sheet: str
    row: int
    values: Mapping[str, CellRef]
    hidden: bool = False

    def place_of(self, name: str) -> str:
        """The cell that says a field; blank when none does."""
        said = self.values.get(name)
        return address(said.row, said.column) if said and said.row else ""


@dataclass(frozen=True, kw_only=True)
class ReshapedTable:
    """A table of a ministry as rows of one of the plan's tables, and in words how it was read.

    `passes_end` says that the days of the passes are those on which they end; `doubts` are what is
    asked about them, and what was not counted.
    """

    table: str
    how: Message
    sheet: Sheet
    rows: tuple[LongRow, ...]
    passes_end: bool = False
    doubts: tuple[Problem, ...] = ()

    @property
    def hows(self) -> Iterable[Message]:
        """How it was read, and that a year alone stands for its first day."""
        yield self.how
        days = (
            row.values[name].cell
            for row in self.rows
            for name in ("on", _PASSED)
            if name in row.values
        )
        if any(len(text := text_of(day)) == _YEAR and text.isdecimal() for day in days):
            yield _FIRST_DAY


@dataclass(frozen=True, kw_only=True)
class LongSheet:
    """Reshaped tables as one sheet: a header row of the plan's own labels, then all their rows."""

    table: str
    sheet: Sheet
    rows: tuple[LongRow, ...]
    hows: tuple[Message, ...]
    passes_end: bool
    doubts: tuple[Problem, ...]

    @property
    def columns(self) -> Mapping[str, str]:
        """Which column is read for a field, where its header is not the plan's own."""
        return {_PASSED: _ENDS} if self.passes_end else {}

    def row_at(self, number: int) -> LongRow:
        """The row that stands in a row of the sheet."""
        return self.rows[number - _FIRST]


def long_sheet(tables: Sequence[ReshapedTable]) -> LongSheet:
    """Tables of one kind as one sheet; a file with a sheet for each course becomes one table."""
    first = tables[0]
    rows = tuple(row for one in tables for row in one.rows)
    said = {name for row in rows for name in row.values}
    columns = [column for column in table_named(first.table).columns if column.name in said]
    heads = {_PASSED: _ENDS} if first.passes_end else {}
    cells: list[tuple[Cell, ...]] = [tuple(heads.get(c.name, c.label) for c in columns)]
    for row in rows:
        found = (row.values.get(column.name) for column in columns)
        cells.append(tuple(one.cell if one else None for one in found))
    names = tuple(dict.fromkeys(one.sheet.name for one in tables))
    return LongSheet(
        table=first.table,
        sheet=Sheet(
            name=names[0] if len(names) == 1 else "",
            rows=tuple(cells),
            hidden=all(one.sheet.hidden for one in tables),
            hidden_rows=frozenset(n for n, row in enumerate(rows, _FIRST) if row.hidden),
        ),
        rows=rows,
        hows=tuple(dict.fromkeys(how for one in tables for how in one.hows)),
        passes_end=first.passes_end,
        doubts=tuple(doubt for one in tables for doubt in one.doubts),
    )
