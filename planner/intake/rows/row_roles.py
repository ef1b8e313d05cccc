"""What is told of the rows below a header: which are taken in, which are not, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner.intake.grid import address
from planner.problems import Problem
from planner.schema import Table

EMPTY, HEADER, TOTAL, SUBTOTAL, SECTION, REMARK = (
    "empty", "header repeated", "total", "subtotal", "section", "remark",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SkippedRow:
    """A row that was not taken in, and why."""

    row: int
    why: str


@dataclass(frozen=True, kw_only=True)
class InheritedValue:
    """A value that a section row hands down: the field, the text and the cell it stands in."""

    field: str
    text: str
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The address of the cell; blank for what stands in none."""
        return address(self.row, self.column) if self.row else ""


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The rows to take in, those skipped, and what sections hand down to rows below.

    `single_cell_rows` are rows taken in of which only the name is filled: they may be remarks.
    `problems` say which rows were left out on a doubt, and ask whether they should be.
    """

    rows: tuple[int, ...]
    skipped: tuple[SkippedRow, ...]
    inherited: Mapping[int, tuple[InheritedValue, ...]]
    single_cell_rows: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RowLayout:
    """Where the rows of a table stand, and which column of the plan's table stands where.

    `columns` are numbers counted from 1 by the names of the plan's columns; the header rows may be
    none. It is all that telling rows apart needs, however the header was understood. `numbers` are
    further columns that totals add up; `sections` says of which fields a row with nothing but a
    text may speak for the rows below it, and whether a text does. Where `texts_stand_alone`, such a
    row is a section also in a table of one or two columns.
    """

    table: Table
    columns: Mapping[str, int]
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    numbers: tuple[int, ...] = ()
    sections: Mapping[str, Callable[[str], bool]] = field(
        default_factory=dict[str, Callable[[str], bool]]
    )
    texts_stand_alone: bool = False
