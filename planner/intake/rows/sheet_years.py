"""A workbook with a sheet for each year: whether the budgets of one are sums of its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from planner.intake.grid import Book, Sheet, address
from planner.intake.read_options import ReadOptions
from planner.intake.rows.budget_years import BudgetYears, YearSum
from planner.intake.rows.table_reader import ReadRow
from planner.intake.rows.year_columns import KINDS, YearColumn
from planner.intake.tables.matching import Matching
from planner.messages import _
from planner.problem_kinds import problem
from planner.problems import ProposedAnswer
from planner.readers.texts import folded
from planner.readers.years import WrittenYear, read_fiscal_year

OF_YEAR: Final = ProposedAnswer("year", _("Sums of the year of its sheet"))
WHOLE: Final = ProposedAnswer("whole", _("Whole budgets"))
_KEY: Final = "budget.sheet_year"


def of_its_sheet(
    book: Book,
    sheet: Sheet,
    used: Matching,
    rows: Sequence[ReadRow],
    years: BudgetYears,
    options: ReadOptions,
) -> tuple[Sequence[ReadRow], BudgetYears]:
    """The rows of a sheet among several that are called by years, their budgets where they belong.

    Nobody knows whether such a sum is of that year or of the whole programme: it is asked, and
    until then it is neither.
    """
    year, guess = _year(book, sheet), used.guesses.get("budget")
    if year is None or guess is None or years.columns:
        return rows, years
    asked = problem(
        _KEY,
        key=_KEY,
        sheet=sheet.name,
        column="budget",
        header=guess.heading.with_letters,
        answers=(OF_YEAR, WHOLE),
    ).answered(options.answers)
    if asked.answer == WHOLE.value:
        return rows, replace(years, problems=(*years.problems, asked))
    heading = replace(guess.heading, band="", name=sheet.name)
    column = YearColumn(heading=heading, kind=KINDS[0], year=year.year, spans=year.spans)
    at = heading.column
    sums = [
        YearSum(row=row.number, column=column, value=value, cell=address(row.number, at))
        for row in rows
        if isinstance(value := row.values.get("budget"), Decimal)
    ]
    is_of_year = asked.answer == OF_YEAR.value
    return [_without_budget(row) for row in rows], replace(
        years,
        columns=(column,) if is_of_year else (),
        sums=tuple(sums) if is_of_year else (),
        problems=(*years.problems, asked),
    )


def _year(book: Book, sheet: Sheet) -> WrittenYear | None:
    """The year that the sheet is called by, where another one is called alike by another year."""
    own = read_fiscal_year(sheet.name)
    if own is None:
        return None
    others = (read_fiscal_year(one.name) for one in book.sheets)
    alike = {one.year for one in others if one and folded(one.rest) == folded(own.rest)}
    return own if len(alike) > 1 else None


def _without_budget(row: ReadRow) -> ReadRow:
    values = {name: value for name, value in row.values.items() if name != "budget"}
    return replace(row, values=values)
