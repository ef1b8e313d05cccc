"""What the sums of single years in a file add to the budgets of its programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.analysis.plans.fiscal_years import first_month, fiscal_year
from planner.changes import Change, Changes, Insert, SetCell
from planner.intake.inspection import FoundTable
from planner.intake.rows.budget_years import YearSum
from planner.intake.rows.checks import slipped_numbers
from planner.intake.rows.year_columns import KINDS, YearColumn
from planner.messages import _
from planner.plan import Plan, table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.schema import Value
from planner.services.importing.row_outcomes import KEEP, TAKE, RowOutcome, RowOutcomeKind
from planner.tables import Programme, YearBudget
from planner.values import to_text

BUDGETS: Final = "budgets"
BEGINS: Final = ProposedAnswer("begins", _("The fiscal year that begins in it"))
ENDS: Final = ProposedAnswer("ends", _("The fiscal year that ends in it"))
_FIRST, _NAMED = "years.first", "years.named"
_TAKEN: Final = (RowOutcomeKind.ADDED, RowOutcomeKind.CHANGED, RowOutcomeKind.UNCHANGED)
_YEARS: Final = range(1980, 2080)


@dataclass(frozen=True, kw_only=True)
class YearChanges:
    """The changes of budgets by year that come with a file, and what there is to ask of them."""

    changes: Changes = ()
    problems: tuple[Problem, ...] = ()


def year_changes(plan: Plan, found: FoundTable, rows: Iterable[RowOutcome]) -> YearChanges:
    """Every sum of a year at the programme of its row; a sum that a cell lacks stays as it is.

    A year that can be two, and one that only counts from a start nobody says, is asked about.
    """
    programmes = {row.number: row for row in rows if row.kind in _TAKEN and row.id}
    money = _YearMoney(plan, programmes.values())
    if not found.years.sums:
        return YearChanges(changes=tuple(money.kept(())))
    dating = _Dating(plan, found, programmes)
    sums: dict[tuple[str, int], dict[str, YearSum]] = {}
    for one in found.years.sums:
        outcome = programmes.get(one.row)
        year = dating.year(one) if outcome else None
        if outcome and year is not None:
            sums.setdefault((outcome.id, year), {})[one.column.kind] = one
    changes: list[Change] = []
    doubts = [*dating.questions()]
    held = {(row.programme, row.year): row for row in plan.of(YearBudget)}
    ids = plan.next_ids(YearBudget)
    for (programme, year), by_kind in sorted(sums.items()):
        own = held.get((programme, year))
        code, said = money.of(programme, own, by_kind)
        doubts += (_left(found, one, code) for one in by_kind.values() if one not in said.values())
        if own is None:
            changes += _insert(ids, programme, year, said, code)
            continue
        edits = (*_edits(own, said, found.sheet.name), *money.named(own, code))
        asked = {one.column: one.answered(found.options.answers) for one in _slips(edits, found)}
        doubts += asked.values()
        left = {name for name, one in asked.items() if one.answer != TAKE.value}
        changes += [one for one in edits if one.column not in left]
    changes += money.kept(held[key].id for key in sums if key in held)
    return YearChanges(changes=tuple(changes), problems=tuple(doubts))


class _YearMoney:
    """The currency of each programme's budgets: as the plan has it, and once the rows are in."""

    def __init__(self, plan: Plan, outcomes: Iterable[RowOutcome]) -> None:
        self._plan = plan
        self._before = {row.id: row.currency for row in plan.of(Programme)}
        self._after = dict(self._before)
        for one in outcomes:
            for change in one.changes:
                if isinstance(change, Insert):
                    self._after[one.id] = str(change.values.get("currency", ""))
                elif isinstance(change, SetCell) and change.column == "currency":
                    self._after[one.id] = str(change.after)

    def of(
        self, programme: str, own: YearBudget | None, said: Mapping[str, YearSum]
    ) -> tuple[str, Mapping[str, YearSum]]:
        """The currency of the sums of a year, and those that are in it.

        A year that the plan has keeps its currency while it has a sum that the file does not say.
        """
        after = self._after.get(programme, "")
        codes = {kind: one.currency or after for kind, one in said.items()}
        code = next(filter(None, codes.values()), "")
        if own:
            held = own.currency or self._before.get(programme, "")
            others = any(getattr(own, kind) is not None for kind in KINDS if kind not in said)
            code = held if others or not code else code
        return code, {kind: one for kind, one in said.items() if codes[kind] in ("", code)}

    def named(self, own: YearBudget, code: str) -> Iterator[SetCell]:
        """The currency of a year of the plan, where neither it nor its programme says it."""
        if code and code != (own.currency or self._after.get(own.programme)):
            yield _set(own, "currency", code)

    def kept(self, besides: Iterable[str]) -> Iterator[SetCell]:
        """The currency that a year of the plan was in by its programme, where that gets another."""
        told = frozenset(besides)
        for row in self._plan.of(YearBudget):
            if not row.currency and row.id not in told:
                yield from self.named(row, self._before.get(row.programme, ""))


class _Dating:
    """Finds the calendar year in which the fiscal year of a sum starts."""

    def __init__(self, plan: Plan, found: FoundTable, programmes: Mapping[int, RowOutcome]) -> None:
        self._plan, self._is_calendar = plan, first_month(plan) == 1
        self._answers = found.options.answers
        self._starts = _starts(plan, found, programmes)
        first = self._answers.get(_FIRST, "").strip()
        self._first = int(first) if first.isdecimal() and int(first) in _YEARS else None
        self._undated: set[int] = set()
        self._single: YearColumn | None = None
        self._sheet = found.sheet.name

    def year(self, one: YearSum) -> int | None:
        """The year of a sum; None while that is a question."""
        column = one.column
        if column.nth:
            return self._counted(one)
        if self._is_calendar or column.spans:
            return column.year
        self._single = self._single or column
        answer = self._answers.get(_NAMED)
        return {BEGINS.value: column.year, ENDS.value: column.year - 1}.get(answer or "")

    def _counted(self, one: YearSum) -> int | None:
        start = self._starts.get(one.row)
        if start is not None:
            return fiscal_year(self._plan, start) + one.column.nth - 1
        self._undated.add(one.row)
        return self._first + one.column.nth - 1 if self._first is not None else None

    def questions(self) -> Iterator[Problem]:
        """What has to be known of the years, with what a person answered."""
        facts = {"sheet": self._sheet, "column": "year"}
        if self._undated:
            asked = problem(_FIRST, key=_FIRST, number=len(self._undated), takes_text=True, **facts)
            yield asked.answered(self._answers if self._first is not None else {})
        if self._single:
            yield problem(
                _NAMED,
                key=_NAMED,
                value=self._single.heading.whole,
                answers=(BEGINS, ENDS),
                **facts,
            ).answered(self._answers)


def _starts(
    plan: Plan, found: FoundTable, programmes: Mapping[int, RowOutcome]
) -> Mapping[int, date]:
    """When the programme of each row starts, as the file says, else the plan."""
    said = {row.number: row.values.get("start") for row in found.rows}
    held = {
        number: row.start
        for number, outcome in programmes.items()
        if (row := plan.find(Programme, outcome.id))
    }
    starts = {number: said.get(number) or held.get(number) for number in programmes}
    return {number: day for number, day in starts.items() if isinstance(day, date)}


def _insert(
    ids: Iterator[str], programme: str, year: int, said: Mapping[str, YearSum], code: str
) -> Iterator[Insert]:
    if not said:
        return
    values: dict[str, Value] = {"programme": programme, "year": year}
    values |= {kind: one.value for kind, one in said.items()}
    if code:
        values["currency"] = code
    cells = {kind: one.cell for kind, one in said.items()}
    yield Insert(table=BUDGETS, id=next(ids), values=values, cells=cells)


def _edits(own: YearBudget, said: Mapping[str, YearSum], sheet: str) -> Iterator[SetCell]:
    for kind, one in said.items():
        if getattr(own, kind) != one.value:
            yield _set(own, kind, one.value, f"{sheet}!{one.cell}" if sheet else one.cell)


def _set(own: YearBudget, column: str, after: Value, cell: str = "") -> SetCell:
    before = getattr(own, column)
    return SetCell(table=BUDGETS, id=own.id, column=column, before=before, after=after, cell=cell)


def _left(found: FoundTable, one: YearSum, held: str) -> Problem:
    """A sum of a year that is in other money than the year has in the plan."""
    return problem(
        "money.left@import",
        sheet=found.sheet.name,
        cell=one.cell.rpartition("!")[2],
        row=one.row,
        column=one.column.kind,
        label=table_named(BUDGETS).label(one.column.kind),
        said=one.currency,
        held=held,
    )


def _slips(edits: Iterable[SetCell], found: FoundTable) -> Iterator[Problem]:
    """A question for each sum that may be a slip of the mark, of the unit or of the sign."""
    declared = table_named(BUDGETS)
    by_column = {one.column: one for one in edits}
    before = {name: one.before for name, one in by_column.items()}
    after = {name: one.after for name, one in by_column.items()}
    for name in slipped_numbers(declared, before, after):
        one = by_column[name]
        yield problem(
            "number.factor",
            key=f"number.factor:{one.cell}:{name}",
            sheet=found.sheet.name,
            cell=one.cell.rpartition("!")[2],
            column=name,
            label=declared.label(name),
            answers=(TAKE, KEEP),
            before=to_text(one.before),
            after=to_text(one.after),
        )
