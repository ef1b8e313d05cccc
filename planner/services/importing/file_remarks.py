"""What a person should know of a file as a whole before its rows go into a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planner.changes import Insert
from planner.intake.grid import FileKind, is_blank
from planner.intake.inspection import FoundTable, Inspection
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.intake.tables.headings import text_of
from planner.messages import _
from planner.plan import Plan, table_named
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.readers.currencies import shared_name
from planner.schema import table_of
from planner.services.importing.pseudonyms import unknown_holders
from planner.services.importing.row_outcomes import RowOutcome, RowOutcomeKind
from planner.services.importing.row_problems import row_problem
from planner.tables import Programme
from planner.values import to_text

_BUDGET = table_of(Programme).column("budget")


def file_remarks(
    plan: Plan, inspection: Inspection, found: FoundTable, rows: Iterable[RowOutcome]
) -> tuple[Problem, ...]:
    """What is left in the file, what a new row lacks, sums and people that may be others."""
    rows = tuple(rows)
    coming = [change for row in rows for change in row.changes if isinstance(change, Insert)]
    known = {RowOutcomeKind.CHANGED, RowOutcomeKind.UNCHANGED}
    none_known = known.isdisjoint(row.kind for row in rows)
    return (
        *_by_reference_alone(rows),
        *_left(inspection, found),
        *_unowned(found, rows),
        *_unsure_currency(plan, found),
        *_below_zero(inspection, found),
        *(unknown_holders(plan, coming) if none_known else ()),
    )


def _by_reference_alone(rows: Iterable[RowOutcome]) -> Iterator[Problem]:
    """One note on rows recognised although only one side names a ministry."""
    alone = [row for row in rows if row.found_by == ("reference",)]
    if alone:
        yield problem("row.by_reference", number=len(alone), row=alone[0].number)


def _left(inspection: Inspection, found: FoundTable) -> Iterator[Problem]:
    """A note for each other table of the file: on another sheet, or on the same one."""
    for other in inspection.tables:
        is_beside = other.sheet is found.sheet
        if other is found or not (other.table or is_beside):
            continue
        declared = table_named(other.table) if other.table else None
        yield problem(
            "table.left@sheet" if is_beside else "table.left",
            file=inspection.file,
            sheet=other.sheet.name,
            name=other.sheet.name,
            row=other.roles.rows[0] if is_beside else None,
            number=len(other.rows) or len(other.roles.rows),
            header=other.place.main,
            table=declared.title if declared else _("no table of the plan"),
            option=declared.name if declared else "",
        )


def _unowned(found: FoundTable, rows: Iterable[RowOutcome]) -> Iterator[Problem]:
    if found.table != PROGRAMMES or (found.matching and "ministry" in found.matching.guesses):
        return
    added = {row.number for row in rows if row.kind is RowOutcomeKind.ADDED}
    without = sum(1 for r in found.rows if r.number in added and not r.values.get("ministry"))
    if without:
        yield problem("ministry.none", sheet=found.sheet.name, column="ministry", number=without)


def _unsure_currency(plan: Plan, found: FoundTable) -> Iterator[Problem]:
    guesses = found.matching.guesses if found.matching else {}
    units = found.how.units if found.how else {}
    budget = guesses.get("budget")
    if budget is None or "currency" in guesses or ((unit := units.get("budget")) and unit.currency):
        return
    above = [
        text_of(cell)
        for row in found.place.above
        for cell in found.sheet.row(row)
        if not is_blank(cell)
    ]
    name = next(filter(None, map(shared_name, [budget.heading.whole, *above])), "")
    if name:
        yield problem(
            "currency.unsure",
            sheet=found.sheet.name,
            column=_BUDGET.name,
            label=_BUDGET.title,
            value=name,
            currency=plan.details.currency or _("not set yet"),
        )


def _below_zero(inspection: Inspection, found: FoundTable) -> Iterator[Problem]:
    """A warning for each budget below zero; sums of IATI transactions may well be."""
    if found.table != PROGRAMMES or inspection.format == FileKind.IATI:
        return
    for row in found.rows:
        budget = row.values.get(_BUDGET.name)
        if isinstance(budget, Decimal) and budget < 0:
            yield row_problem("budget.below_zero", row, found, _BUDGET, value=to_text(budget))
