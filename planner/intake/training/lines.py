"""A ministry's own layout told again as plain rows, each value with the cell it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.intake.grid import Cell, Sheet, address
from planner.intake.tables.headings import text_of
from planner.plan import table_named
from planner.problems import Problem, Severity

SESSIONS: Final = "sessions"
CERTIFICATES: Final = "certificates"
AUDIENCES: Final = "audiences"
_FIRST: Final = 2
_PASSED: Final = "passed_on"
_DAYS: Final = ("on", _PASSED)
ENDS: Final = "Valid until"
"""The header over the days on which passes end: rows that are handed back keep their meaning."""
_YEAR: Final = 4
_FIRST_DAY: Final = (
    "Where only a year is said, its first day was taken: no pass seems to hold too long."
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of a field, and where; `row` and `column` are 0 when no one cell says it."""

    cell: Cell
    row: int = 0
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row as the plan knows it: its values by field, and the row of the sheet it comes from.

    It is hidden when the file hides that row, or a column that says something of it.
    """

    sheet: str
    row: int
    said: Mapping[str, Said]
    hidden: bool = False

    def place_of(self, name: str) -> str:
        """The cell that says a field; blank when none does."""
        said = self.said.get(name)
        return address(said.row, said.column) if said and said.row else ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A table of a ministry as rows of one of the plan's tables, and in words how it was read.

    `passes_end` says that the days of the passes are those on which they end.
    """

    table: str
    how: str
    sheet: Sheet
    lines: tuple[Line, ...]
    passes_end: bool = False


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A table that lacks what no guess can supply: what is missing, and what to do."""

    sheet: str
    message: str
    hint: str

    @property
    def problem(self) -> Problem:
        """The same as a warning, for a file that holds other tables too."""
        return Problem(
            severity=Severity.WARNING,
            code="table.refused",
            message=self.message,
            hint=self.hint,
            sheet=self.sheet,
        )


@dataclass(frozen=True, kw_only=True)
class LongSheet:
    """Told rows as a sheet: one header row of the plan's own labels, then a row for each line."""

    table: str
    sheet: Sheet
    lines: tuple[Line, ...]
    hows: tuple[str, ...]
    passes_end: bool

    @property
    def columns(self) -> Mapping[str, str]:
        """Which column is read for a field, where its header is not the plan's own."""
        return {_PASSED: ENDS} if self.passes_end else {}

    def line_at(self, number: int) -> Line:
        """The line that stands in a row of the sheet."""
        return self.lines[number - _FIRST]


def _hows(told: Told) -> tuple[str, ...]:
    """How a table was read, and that a year alone stands for its first day."""
    days = [line.said[name].cell for line in told.lines for name in _DAYS if name in line.said]
    years = any(len(text := text_of(day)) == _YEAR and text.isdecimal() for day in days)
    return (told.how, _FIRST_DAY) if years else (told.how,)


def long_sheet(told: Sequence[Told]) -> LongSheet:
    """Tables of one kind as one sheet; a file with a sheet for each course becomes one table."""
    first = told[0]
    declared = table_named(first.table)
    lines = tuple(line for one in told for line in one.lines)
    said = {name for line in lines for name in line.said}
    columns = [column for column in declared.columns if column.name in said]
    heads = {_PASSED: ENDS} if first.passes_end else {}
    rows: list[tuple[Cell, ...]] = [tuple(heads.get(c.name, c.label) for c in columns)]
    for line in lines:
        cells = (line.said.get(column.name) for column in columns)
        rows.append(tuple(said.cell if said else None for said in cells))
    names = tuple(dict.fromkeys(one.sheet.name for one in told))
    return LongSheet(
        table=first.table,
        sheet=Sheet(
            name=names[0] if len(names) == 1 else "",
            rows=tuple(rows),
            hidden=all(one.sheet.hidden for one in told),
            hidden_rows=frozenset(n for n, line in enumerate(lines, _FIRST) if line.hidden),
        ),
        lines=lines,
        hows=tuple(dict.fromkeys(how for one in told for how in _hows(one))),
        passes_end=first.passes_end,
    )
