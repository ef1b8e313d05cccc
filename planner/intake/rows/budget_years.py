"""What a file says of single years: columns of sums under a year, or under "Year 1"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from planner.intake.grid import Book, Sheet, address
from planner.intake.read_options import ReadOptions
from planner.intake.rows.cell_readers import ColumnReader
from planner.intake.rows.grouping import Groups
from planner.intake.rows.table_reader import ReadRow
from planner.intake.rows.understanding import Understanding, asked_mark
from planner.intake.rows.units import Unit, unit_of
from planner.intake.tables.headings import Heading
from planner.intake.tables.matching import Matching
from planner.languages.recognition import words
from planner.messages import _
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.currencies import taken_from
from planner.readers.texts import folded
from planner.readers.years import read_fiscal_year

KINDS: Final = ("approved", "revised", "spent")
FEWEST: Final = 2  # years of which a table must speak, where its headings say nothing else
ADDED: Final = ProposedAnswer("sum", _("The sum of these years"))
_NOT_WHOLE: Final = ProposedAnswer("none", _("Not known"))
_WORDS: Final = words("years")
_SAYS: Final[Mapping[str, frozenset[str]]] = {
    kind: frozenset(folded(word).removesuffix("s") for word in _WORDS[kind].split())
    for kind in (*KINDS, "running", "beside")
}
_RUNNING: Final = tuple(map(folded, _WORDS["running_phrases"]))
_NTH: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(folded, _WORDS['nth']))})\s?(\d{{1,2}})(?!\w)")


@dataclass(frozen=True, kw_only=True)
class YearColumn:
    """A column of sums of one year: the calendar year that names it, or the how manieth it is.

    `spans` says that the heading names both years in which it lies, as 2026/27. `kind` is the
    column of the plan, blank where the heading holds the running total of all years.
    """

    heading: Heading
    kind: str
    year: int = 0
    nth: int = 0
    spans: bool = False

    @property
    def place(self) -> tuple[int, int, str]:
        """Which sum of which year it holds: two columns of one place contradict each other."""
        return self.year, self.nth, self.kind


@dataclass(frozen=True, kw_only=True)
class YearSum:
    """A sum of one year that stands in a row of the file, in the money of its programme."""

    row: int
    column: YearColumn
    value: Decimal
    cell: str
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class BudgetYears:
    """Every sum of a single year in a table, and what there is to ask and to say of them."""

    columns: tuple[YearColumn, ...] = ()
    sums: tuple[YearSum, ...] = ()
    problems: tuple[Problem, ...] = ()

    def with_other(self, other: BudgetYears) -> BudgetYears:
        """Both, as of two blocks of one table."""
        said = [one for one in other.problems if one not in self.problems]
        return BudgetYears(
            columns=self.columns or other.columns,
            sums=(*self.sums, *other.sums),
            problems=(*self.problems, *said),
        )

    def as_wholes(
        self, rows: Sequence[ReadRow], sheet: str, options: ReadOptions
    ) -> tuple[Sequence[ReadRow], BudgetYears]:
        """The rows with the sum of their years as the budget, where a person says that it is.

        Nobody else knows whether the years are all of a programme: until then it is blank.
        """
        own = [one for one in self.columns if one.kind == KINDS[0]]
        if len({one.place for one in own}) < FEWEST:
            return rows, self
        asked = problem(
            "budget.years",
            key=f"budget.years:{sheet}".removesuffix(":"),
            sheet=sheet,
            column="budget",
            columns=tuple(one.heading.with_letters for one in own),
            answers=(ADDED, _NOT_WHOLE),
        ).answered(options.answers)
        told = replace(self, problems=(asked, *self.problems))
        if asked.answer != ADDED.value:
            return rows, told
        sums: dict[int, list[YearSum]] = {}
        for one in self.sums:
            if one.column.kind == KINDS[0]:
                sums.setdefault(one.row, []).append(one)
        return tuple(_with_whole(row, sums.get(row.number, ())) for row in rows), told

    def taken_together(self, groups: Groups, *, adds: bool) -> BudgetYears:
        """The same where rows became one: a sum that all of them say is one, others are added.

        Where a person wants none added, what they say otherwise is left out, as of budgets.
        """
        first = {row.number: group[0].number for group in groups.several for row in group}
        sums = [one for one in self.sums if one.row not in first]
        pooled: dict[tuple[int, tuple[int, int, str]], list[YearSum]] = {}
        for one in self.sums:
            if one.row in first:
                pooled.setdefault((first[one.row], one.column.place), []).append(one)
        for (row, _place), alike in pooled.items():
            values = {one.value for one in alike}
            if len(values) == 1 or adds:
                value = (
                    sum((o.value for o in alike), Decimal()) if len(values) > 1 else alike[0].value
                )
                sums.append(replace(alike[0], row=row, value=value))
        return replace(self, sums=tuple(sums))


def year_columns(headings: Iterable[Heading]) -> tuple[YearColumn, ...]:
    """The columns whose headings name a year, which sum of it, and nothing else."""
    found = [one for heading in headings if (one := _year_column(heading))]
    says_kind = {one.heading.column for one in found if _kind(one.heading.whole)}
    years = {(one.year, one.nth) for one in found if one.kind}
    if len(years) < FEWEST and not says_kind:
        return ()
    return tuple(found)


def without_year_as_whole(
    matching: Matching, columns: Sequence[YearColumn], options: ReadOptions
) -> Matching:
    """The matching without a budget that is the sum of one year of several; a person may say it."""
    years = {one.place for one in columns if one.kind == KINDS[0]}
    at = {one.heading.column for one in columns}
    if len(years) < FEWEST or "budget" in options.columns:
        return matching
    guesses = dict(matching.guesses)
    left = list(matching.unmatched)
    if "budget" in guesses and guesses["budget"].heading.column in at:
        left.append(guesses.pop("budget").heading)
    sums = matching.sums if {one.column for one in matching.sums} - at else ()
    unmatched = tuple(sorted(left, key=lambda one: one.column))
    return replace(matching, guesses=guesses, unmatched=unmatched, sums=sums)


def budget_years(
    book: Book,
    sheet: Sheet,
    columns: Sequence[YearColumn],
    rows: Sequence[ReadRow],
    how: Understanding,
    options: ReadOptions,
) -> BudgetYears:
    """The sums by year that stand beside the programmes of a table, read as its budgets are.

    Of two columns that hold the same sum of a year neither is taken; running totals are no sums of
    a year. Both are told.
    """
    if not columns:
        return BudgetYears()
    places = [one.place for one in columns if one.kind]
    good = [one for one in columns if one.kind and places.count(one.place) == 1]
    texts = [
        cell
        for row in rows
        for one in good
        if isinstance(cell := sheet.at(row.number, one.heading.column), str)
    ]
    asked, decimal = asked_mark(how, texts, sheet.name, options)
    how = replace(how, decimal=decimal, problems=(*how.problems, *asked))
    sums: list[YearSum] = []
    doubts: list[Problem] = [*asked, *_told(columns, good)]
    for column in good:
        reader, currency = _reader(column, how, epoch_1904=book.epoch_1904)
        for row in rows:
            at = column.heading.column
            read = reader(sheet.at(row.number, at))
            place = address(row.number, at)
            if read.problem:
                doubts.append(_placed(read.problem, book.name, sheet, row, place, column))
            if isinstance(read.value, Decimal):
                sums.append(
                    YearSum(
                        row=row.number,
                        column=column,
                        value=read.value,
                        cell=place,
                        currency=read.currency or currency,
                    )
                )
    doubts += _contradictions(rows, sums)
    return BudgetYears(columns=tuple(columns), sums=tuple(sums), problems=tuple(doubts))


def _with_whole(row: ReadRow, sums: Sequence[YearSum]) -> ReadRow:
    if not sums:
        return row
    values = {**row.values, "budget": sum((one.value for one in sums), Decimal())}
    cells = f"{sums[0].cell}:{sums[-1].cell}" if len(sums) > 1 else sums[0].cell
    if (code := sums[0].currency) and "currency" not in values:
        values["currency"] = code
    return replace(row, values=values, elsewhere={**row.elsewhere, "budget": cells})


def _reader(
    column: YearColumn, how: Understanding, *, epoch_1904: bool
) -> tuple[ColumnReader, str]:
    written = read_fiscal_year(column.heading.whole)
    said = unit_of(written.rest if written else column.heading.whole, ())
    unit = said if said != Unit() else how.units.get("budget", Unit())
    how = replace(how, units={**how.units, column.kind: unit})
    declared = table_named("budgets").column(column.kind)
    reader = ColumnReader(declared, column.heading.name, how, epoch_1904=epoch_1904)
    return reader, said.currency


def _placed(
    doubt: Problem, file: str, sheet: Sheet, row: ReadRow, cell: str, column: YearColumn
) -> Problem:
    label = table_named("budgets").label(column.kind)
    facts = {"file": file, "sheet": sheet.name, "row": row.number, "cell": cell, "label": label}
    return replace(doubt, **facts)


def _told(columns: Sequence[YearColumn], good: Sequence[YearColumn]) -> Iterator[Problem]:
    """How the columns were read, which hold running totals, and which contradict each other."""
    plain = tuple(c.heading.with_letters for c in good if not _kind(c.heading.whole))
    said = tuple(c.heading.with_letters for c in good if _kind(c.heading.whole))
    running = tuple(c.heading.with_letters for c in columns if not c.kind)
    twice = tuple(c.heading.with_letters for c in columns if c.kind and c not in good)
    if said:
        yield problem("years.taken", columns=said)
    if plain:
        yield problem("years.plain", columns=plain)
    if running:
        yield problem("years.running", columns=running)
    if twice:
        yield problem("years.twice", columns=twice)


def _contradictions(rows: Sequence[ReadRow], sums: Sequence[YearSum]) -> Iterator[Problem]:
    """A warning for each row whose years do not add up to its budget."""
    by_row: dict[int, dict[str, list[YearSum]]] = {}
    for one in sums:
        by_row.setdefault(one.row, {}).setdefault(one.column.kind, []).append(one)
    for row in rows:
        whole = row.values.get("budget")
        own = by_row.get(row.number, {}).get("approved", [])
        if not isinstance(whole, Decimal) or row.cells.get("budget", "").endswith(
            tuple(one.cell for one in own)
        ):
            continue
        added = sum((one.value for one in own), Decimal())
        if len(own) >= FEWEST and added != whole:
            yield problem(
                "years.sum",
                row=row.number,
                sheet=row.sheet,
                column="budget",
                sum=added,
                whole=whole,
            )


def _year_column(heading: Heading) -> YearColumn | None:
    found = read_fiscal_year(heading.whole)
    said = folded(heading.whole)
    nth = None if found else _NTH.search(said)
    is_running = any(one in said for one in _RUNNING) or not _SAYS["running"].isdisjoint(
        said.split()
    )
    if not found and not nth and not (is_running and _kind(said)):
        return None
    rest = found.rest if found else _NTH.sub(" ", said)
    if not is_running and not _is_beside(rest):
        return None
    return YearColumn(
        heading=heading,
        kind="" if is_running else _kind(rest) or KINDS[0],
        year=found.year if found else 0,
        nth=int(nth[1]) if nth else 0,
        spans=bool(found and found.spans),
    )


def _is_beside(rest: str) -> bool:
    """Whether the rest of a heading says which sum it is, in what money, and nothing else."""
    _code, left = taken_from(rest)
    known = frozenset(_singular(unit_of(rest, ()).word)).union(*_SAYS.values())
    return known.issuperset(word for word in _singular(" ".join(left)) if not word.isdecimal())


def _kind(text: str) -> str:
    """Which sum of a year a text names; what was changed or spent before what was approved."""
    said = _singular(text)
    for kind in ("spent", "revised", "approved"):
        if not _SAYS[kind].isdisjoint(said):
            return kind
    return ""


def _singular(text: str) -> list[str]:
    """The folded words of a text without the s at their end."""
    return [word.removesuffix("s") for word in folded(text).split()]
