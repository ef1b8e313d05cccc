"""What a person should know of a file as a whole before its rows go into a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planner.changes import Insert
from planner.intake.file_kinds import FileKind
from planner.intake.grid import is_blank
from planner.intake.inspection import FoundTable, Inspection
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.intake.tables.headings import text_of
from planner.plan import Plan, table_named
from planner.problems import Problem, Severity
from planner.readers.currencies import shared_name
from planner.services.importing.pseudonyms import strangers
from planner.services.importing.row_outcomes import Fate, RowOutcome
from planner.values import to_text


def remarks(
    plan: Plan, inspection: Inspection, found: FoundTable, rows: Iterable[RowOutcome]
) -> tuple[Problem, ...]:
    """What is left in the file, what a new row lacks, sums and people that may be others."""
    rows = tuple(rows)
    coming = [change for row in rows for change in row.changes if isinstance(change, Insert)]
    known = any(row.fate in (Fate.CHANGED, Fate.UNCHANGED) for row in rows)
    strange = None if known else strangers(plan, coming)
    return (
        *_by_reference_alone(rows),
        *_left(inspection, found),
        *_unowned(found, rows),
        *_unsure_currency(plan, found),
        *_below_zero(inspection, found),
        *((strange,) if strange else ()),
    )


def _by_reference_alone(rows: Iterable[RowOutcome]) -> Iterator[Problem]:
    """One note on rows recognised although only one side names a ministry."""
    alone = [row for row in rows if row.found_by == "reference"]
    if alone:
        yield Problem(
            severity=Severity.NOTE,
            code="row.by_reference",
            message=f"Rows recognised by their reference alone, because the plan or the file names "
            f"no ministry: {len(alone)}.",
            hint="They fill what is blank and add columns; no row is made twice.",
            row=alone[0].number,
        )


def _left(inspection: Inspection, found: FoundTable) -> Iterator[Problem]:
    for table in inspection.tables:
        if table is found or not table.table or table.sheet.name == found.sheet.name:
            continue
        declared = table_named(table.table)
        yield Problem(
            severity=Severity.NOTE,
            code="table.left",
            message=f"Sheet {table.sheet.name} holds {len(table.rows)} rows that look like "
            f"{declared.many.lower()}; they are not taken in with this one.",
            hint=f"Take them in next: sheet {table.sheet.name}, table {table.table}.",
            file=inspection.file,
            sheet=table.sheet.name,
        )


def _unowned(found: FoundTable, rows: Iterable[RowOutcome]) -> Iterator[Problem]:
    if found.table != PROGRAMMES or (found.matching and "ministry" in found.matching.guesses):
        return
    added = {row.number for row in rows if row.fate is Fate.ADDED}
    without = sum(1 for r in found.rows if r.number in added and not r.values.get("ministry"))
    if without:
        yield Problem(
            severity=Severity.WARNING,
            code="ministry.none",
            message=f"No column names the ministry. New rows that would have none: {without}.",
            hint="Choose it in the Columns step, under “All rows belong to”; at a terminal, "
            "--ministry says it.",
            sheet=found.sheet.name,
            column="ministry",
        )


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
        own = plan.details.currency
        count = f"the plan's currency, {own}" if own else "the plan's, which has none set yet"
        yield Problem(
            severity=Severity.WARNING,
            code="currency.unsure",
            message=f"The sums are in “{name}”, which several countries use; "
            f"they count as {count}.",
            hint="Give the rows their currency afterwards if that is wrong.",
            sheet=found.sheet.name,
            column="budget",
            label="Budget",
            value=name,
        )


def _below_zero(inspection: Inspection, found: FoundTable) -> Iterator[Problem]:
    """A warning for each budget below zero; sums of IATI transactions may well be."""
    if found.table != PROGRAMMES or inspection.format == FileKind.IATI:
        return
    for row in found.rows:
        budget = row.values.get("budget")
        if isinstance(budget, Decimal) and budget < 0:
            yield Problem(
                severity=Severity.WARNING,
                code="budget.below_zero",
                message=f"The budget {to_text(budget)} is below zero; it is taken as it stands.",
                hint="Ask the ministry whether it is meant.",
                sheet=row.sheet,
                cell=row.cell("budget").rpartition("!")[2],
                row=row.number,
                column="budget",
                label="Budget",
                value=to_text(budget),
            )
