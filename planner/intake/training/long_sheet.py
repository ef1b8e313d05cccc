"""A ministry's own layout as plain rows of the plan, each value with the cell it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

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


class CellRef(NamedTuple):
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
class LongSheet:
    """Tables of ministries as rows of one of the plan's tables, and in words how they were read.

    `passes_end` says that the days of the passes are those on which they end; `doubts` are what is
    asked about them, and what was not counted.
    """

    table: str
    how: tuple[Message, ...]
    sheets: tuple[Sheet, ...]
    rows: tuple[LongRow, ...]
    passes_end: bool = False
    doubts: tuple[Problem, ...] = ()

    def with_other(self, other: LongSheet) -> LongSheet:
        """The rows of both: a file with a sheet for each course becomes one table."""
        return replace(
            self,
            how=tuple(dict.fromkeys((*self.how, *other.how))),
            sheets=(*self.sheets, *other.sheets),
            rows=(*self.rows, *other.rows),
            doubts=(*self.doubts, *other.doubts),
        )

    @property
    def hows(self) -> tuple[Message, ...]:
        """How they were read, and that a year alone stands for its first day."""
        texts = (
            text_of(row.values[n].cell)
            for row in self.rows
            for n in ("on", _PASSED)
            if n in row.values
        )
        only_year = any(len(text) == _YEAR and text.isdecimal() for text in texts)
        return (*self.how, _FIRST_DAY) if only_year else self.how

    @property
    def columns(self) -> Mapping[str, str]:
        """Which column is read for a field, where its header is not the plan's own."""
        return {_PASSED: _ENDS} if self.passes_end else {}

    def row_at(self, number: int) -> LongRow:
        """The row that stands in a row of the sheet."""
        return self.rows[number - _FIRST]

    @cached_property
    def sheet(self) -> Sheet:
        """All rows under a header row of the plan's own labels."""
        said = {name for row in self.rows for name in row.values}
        columns = [column for column in table_named(self.table).columns if column.name in said]
        nothing = CellRef(cell=None)
        cells = [tuple(row.values.get(c.name, nothing).cell for c in columns) for row in self.rows]
        names = {sheet.name for sheet in self.sheets}
        return Sheet(
            name=names.pop() if len(names) == 1 else "",
            rows=(tuple(self.columns.get(c.name, c.label) for c in columns), *cells),
            hidden=all(sheet.hidden for sheet in self.sheets),
            hidden_rows=frozenset(n for n, row in enumerate(self.rows, _FIRST) if row.hidden),
        )
