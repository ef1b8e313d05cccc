"""What is wrong with a row of a file, at its place in the file."""

from __future__ import annotations

from typing import Any

from planner.intake.inspection import FoundTable
from planner.intake.rows.table_reader import ReadRow
from planner.problem_kinds import problem
from planner.problems import Problem, Severity
from planner.schema import Column


def row_problem(
    code: str,
    row: ReadRow,
    found: FoundTable,
    column: Column | None = None,
    /,
    *,
    severity: Severity | None = None,
    **facts: Any,
) -> Problem:
    """The problem of that code in a row of a table, at the cell of the column if one is named."""
    cell = row.cell(column.name) if column else ""
    return problem(
        code,
        severity=severity,
        sheet=found.sheet.name,
        cell=cell.rpartition("!")[2],
        row=row.number,
        column=column.name if column else "",
        label=column.title if column else "",
        **facts,
    )
