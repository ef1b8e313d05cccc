"""Rows of a file that say in everything what another one says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.intake.grid import cell_in
from planner.intake.inspection import FoundTable
from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.headings import text_of
from planner.readers.references import is_running
from planner.schema import Value
from planner.values import to_text


@dataclass(frozen=True, kw_only=True)
class ResolvedRow:
    """A row of a file with the ids of rows in place of their names."""

    row: ReadRow
    values: dict[str, Value]


def copies(found: FoundTable, rows: Sequence[ResolvedRow]) -> Mapping[int, int]:
    """The rows that are copies, by their place, with the first that says the same.

    Columns without a place in the plan have to be equal too; those that only count rows need not.
    """
    reshaped = any(one.code == "table.reshaped" for one in found.problems)
    columns = [] if reshaped else _telling(found, rows)
    seen: dict[tuple[object, ...], int] = {}
    found_copies: dict[int, int] = {}
    for at, one in enumerate(rows):
        values = sorted((name, to_text(value)) for name, value in one.values.items())
        first = seen.setdefault((*values, *one.row.unplaced_texts), at)
        lines = [found.sheet.row(rows[n].row.number) for n in (first, at)]
        if first != at and all(cell_in(lines[0], c) == cell_in(lines[1], c) for c in columns):
            found_copies[at] = first
    return found_copies


def _telling(found: FoundTable, rows: Sequence[ResolvedRow]) -> Sequence[int]:
    numbers = [one.row.number for one in rows]
    return [
        one.column
        for one in found.place.headings
        if not is_running(one.name, [text_of(found.sheet.at(n, one.column)) for n in numbers])
    ]
