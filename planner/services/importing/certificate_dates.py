"""Registers that say when passes end: the days of the passes, by how long each course holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from planner.analysis.training.validity import months_after
from planner.intake.inspection import FoundTable
from planner.intake.rows.reading import ReadRow
from planner.plan import Plan
from planner.problems import Problem, Severity
from planner.schema import table_of
from planner.services.importing.row_names import Names
from planner.tables import Certificate, Course

_COURSE: Final = table_of(Certificate).column("course").name
_PASSED: Final = table_of(Certificate).column("passed_on")


def days_of_passes(plan: Plan, found: FoundTable) -> FoundTable:
    """The same register with the days of its passes, where it says on which day each one ends.

    A row whose course is not in the plan, or does not say for how many months it holds, is refused.
    """
    if not found.passes_end:
        return found
    named = [str(row.values[_COURSE]) for row in found.rows if row.values.get(_COURSE)]
    names = Names(plan, table_of(Course).name, named)

    def course_of(row: ReadRow) -> Course | None:
        text = str(row.values.get(_COURSE) or "")
        return plan.find(Course, names.named(text).id) if text else None

    return replace(
        found, rows=tuple(_begun(row, course_of) for row in found.rows), passes_end=False
    )


def _begun(row: ReadRow, course_of: Callable[[ReadRow], Course | None]) -> ReadRow:
    ends = row.values.get(_PASSED.name)
    if row.is_refused or not isinstance(ends, date):
        return row
    course = course_of(row)
    if course is None or not course.validity_months:
        return replace(row, problems=(*row.problems, _unknown(row)))
    passed = months_after(ends, -course.validity_months)
    return replace(row, values={**row.values, _PASSED.name: passed})


def _unknown(row: ReadRow) -> Problem:
    title = str(row.values.get(_COURSE) or "")
    return Problem(
        severity=Severity.ERROR,
        code="pass.undated",
        message=f"The file says when the pass ends, and the plan does not say for how many months "
        f"“{title}” holds.",
        hint="Fill in “Valid for months” of that course, then take the file in again.",
        sheet=row.sheet,
        cell=row.cells.get(_PASSED.name, "").rpartition("!")[2],
        row=row.number,
        column=_PASSED.name,
        label=_PASSED.label,
    )
