"""What a person should know of a file as a whole before its rows go into a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planner.changes import Insert
from planner.intake.grid import FileKind
from planner.intake.inspection import FoundTable, Inspection
from planner.intake.read_options import WHOSE
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.messages import _
from planner.plan import Plan, table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.schema import Kind
from planner.services.importing.pseudonyms import unknown_holders
from planner.services.importing.row_outcomes import RowOutcome, RowOutcomeKind
from planner.services.importing.row_problems import row_problem
from planner.tables import Ministry
from planner.values import to_text


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
        *_unplaced(found),
        *_unowned(plan, found, rows),
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
        is_beside = other.sheet.name == found.sheet.name
        is_same = is_beside and other.place == found.place
        if is_same or not (other.table or is_beside):
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


def _unplaced(found: FoundTable) -> Iterator[Problem]:
    """The columns of the file that have no place in the plan and are not kept in the note."""
    if found.matching is None:
        return
    left = [one for one in found.unplaced if one not in found.matching.kept]
    if left:
        columns = tuple(one.with_letters for one in left)
        yield problem("columns.unplaced", sheet=found.sheet.name, columns=columns)


def _unowned(plan: Plan, found: FoundTable, rows: Iterable[RowOutcome]) -> Iterator[Problem]:
    """The question whose rows a file holds; where only some rows name nobody, their number."""
    if found.table != PROGRAMMES:
        return
    answers = found.options.answers
    added = {row.number for row in rows if row.kind is RowOutcomeKind.ADDED}
    without = [r for r in found.rows if r.number in added and not r.values.get("ministry")]
    if found.matching and "ministry" in found.matching.guesses:
        if without:
            yield problem("ministry.blank", column="ministry", number=len(without))
        return
    if without or answers.get(WHOSE):
        yield problem(
            WHOSE,
            sheet=found.sheet.name,
            column="ministry",
            key=WHOSE,
            number=len(without) or len(found.rows),
            answers=[ProposedAnswer(one.name, one.name) for one in plan.of(Ministry)],
            takes_text=True,
        ).answered(answers)


def _below_zero(inspection: Inspection, found: FoundTable) -> Iterator[Problem]:
    """A warning for each sum below zero; sums of IATI transactions may well be."""
    if inspection.format == FileKind.IATI or not found.table:
        return
    sums = [c for c in table_named(found.table).columns if c.kind is Kind.MONEY]
    for row in found.rows:
        for column in sums:
            value = row.values.get(column.name)
            if isinstance(value, Decimal) and value < 0:
                yield row_problem("budget.below_zero", row, found, column, value=to_text(value))
