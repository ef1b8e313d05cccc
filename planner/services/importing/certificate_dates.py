"""Registers that say when certificates end: the days they were passed, by how long courses hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from planner.analysis.training.rotation import months_after
from planner.intake.inspection import FoundTable
from planner.intake.rows.table_reader import ReadRow
from planner.plan import Plan
from planner.schema import table_of
from planner.services.importing.row_names import NameResolver
from planner.services.importing.row_problems import row_problem
from planner.tables import Certificate, Course

_COURSE: Final = table_of(Certificate).column("course").name
_MONTHS: Final = table_of(Course).label("validity_months")
_PASSED: Final = table_of(Certificate).column("passed_on")


def with_days_passed(plan: Plan, found: FoundTable) -> FoundTable:
    """The same register with the days of its certificates, where it says when each one ends.

    A row whose course is not in the plan, or does not say for how many months it holds, is refused.
    """
    if not found.passes_end:
        return found
    named = [str(row.values[_COURSE]) for row in found.rows if row.values.get(_COURSE)]
    resolver = NameResolver(plan, table_of(Course).name, named)

    def passed(row: ReadRow) -> ReadRow:
        ends, title = row.values.get(_PASSED.name), str(row.values.get(_COURSE) or "")
        if row.is_refused or not isinstance(ends, date):
            return row
        course = plan.find(Course, resolver.resolve(title).id) if title else None
        if course is None or not course.validity_months:
            undated = row_problem("pass.undated", row, found, _PASSED, course=title, months=_MONTHS)
            return replace(row, problems=(*row.problems, undated))
        day = months_after(ends, -course.validity_months)
        return replace(row, values={**row.values, _PASSED.name: day})

    return replace(found, rows=tuple(map(passed, found.rows)), passes_end=False)
