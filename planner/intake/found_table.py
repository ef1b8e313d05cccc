"""A table of a file as it was read; tables of one sheet that are alike are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from planner.intake.grid import Sheet
from planner.intake.read_options import ReadOptions
from planner.intake.rows.budget_years import BudgetYears
from planner.intake.rows.row_roles import HEADER, SECTION, Roles, SkippedRow
from planner.intake.rows.table_reader import ReadRow
from planner.intake.rows.understanding import Understanding
from planner.intake.tables.headings import Heading
from planner.intake.tables.matching import Matching
from planner.intake.tables.table_places import TablePlace
from planner.messages import _
from planner.problem_kinds import problem
from planner.problems import Problem

_SHOWN = 5  # tables of a sheet that are told one by one


@dataclass(frozen=True, kw_only=True)
class FoundTable:
    """One table of a file, read. `matching` is None when no table of a plan resembles it.

    `passes_end` says that the days of its passes are those on which they end.
    """

    sheet: Sheet
    place: TablePlace
    matching: Matching | None
    how: Understanding | None
    roles: Roles
    rows: tuple[ReadRow, ...]
    problems: tuple[Problem, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    passes_end: bool = False
    years: BudgetYears = field(default_factory=BudgetYears)

    @property
    def table(self) -> str:
        """The plan's table that it was taken for; blank when it resembles none."""
        return self.matching.table if self.matching else ""

    @property
    def score(self) -> float:
        """How much it resembles that table."""
        return self.matching.score if self.matching else 0.0

    @property
    def unplaced(self) -> tuple[Heading, ...]:
        """The columns that stand neither for one of the plan nor for sums of one year."""
        years = {one.heading for one in self.years.columns}
        unmatched = self.matching.unmatched if self.matching else ()
        return tuple(one for one in unmatched if one not in years)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What is doubtful about the whole table, then row by row."""
        return (*self.problems, *(problem for row in self.rows for problem in row.problems))


def taken_together(found: Sequence[FoundTable]) -> list[FoundTable]:
    """The tables of a file, with those of a sheet that have the same columns as one."""
    blocks: list[list[FoundTable]] = []
    for table in found:
        if blocks and _are_alike(blocks[-1][0], table):
            blocks[-1].append(table)
        else:
            blocks.append([table])
    return [_as_one(alike) if len(alike) > 1 else alike[0] for alike in blocks]


def _are_alike(one: FoundTable, other: FoundTable) -> bool:
    """Whether two tables of a sheet have their values in the same columns, written alike."""
    if one.sheet is not other.sheet or not one.matching or not other.matching:
        return False
    columns, others = one.matching.columns, other.matching.columns
    shared = columns.keys() & others.keys()
    same = all(columns[name] == others[name] for name in shared)
    units = [found.how.units if found.how else {} for found in (one, other)]
    is_wide = 2 * len(shared) > max(len(columns), len(others))
    return one.table == other.table and same and is_wide and units[0] == units[1]


def _as_one(blocks: Sequence[FoundTable]) -> FoundTable:
    first, last = blocks[0], blocks[-1]
    problems: list[Problem] = []
    for block in blocks:
        problems += [one for one in block.problems if one not in problems]
    return replace(
        first,
        place=replace(first.place, last_row=last.place.last_row),
        roles=Roles(
            rows=tuple(row for block in blocks for row in block.roles.rows),
            skipped=tuple(one for block in blocks for one in _skipped(block, first)),
            inherited={n: said for one in blocks for n, said in one.roles.inherited.items()},
            single_cell_rows=frozenset[int]().union(*(b.roles.single_cell_rows for b in blocks)),
        ),
        rows=tuple(row for block in blocks for row in block.rows),
        problems=(*problems, _told(blocks)),
        years=reduce(BudgetYears.with_other, (block.years for block in blocks)),
    )


def _skipped(block: FoundTable, first: FoundTable) -> Iterator[SkippedRow]:
    """The rows of a block that are not taken in, with its titles and its header."""
    if block is not first:
        yield from (SkippedRow(row=row, why=SECTION) for row in block.place.above)
        yield from (SkippedRow(row=row, why=HEADER) for row in block.place.header_rows)
    yield from block.roles.skipped


def _told(blocks: Sequence[FoundTable]) -> Problem:
    """The note that names every table that was taken together with others."""
    rows = [block.roles.rows for block in blocks]
    shown = [
        _(
            "rows {first} to {last} ({number})",
            first=str(one[0]),
            last=str(one[-1]),
            number=str(len(one)),
        )
        for one in rows[:_SHOWN]
    ]
    more = [_("and {number} more", number=len(rows) - _SHOWN)] if len(rows) > _SHOWN else []
    return problem(
        "table.blocks",
        sheet=blocks[0].sheet.name,
        number=len(rows),
        tables=(*shown, *more),
    )
