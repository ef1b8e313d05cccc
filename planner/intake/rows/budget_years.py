"""What a file says of single years: columns of sums under a year, or under "Year 1"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from planner.intake.grid import Book, Sheet, address
from planner.intake.read_options import ReadOptions
from planner.intake.rows.cell_readers import ColumnReader, plain
from planner.intake.rows.grouping import Groups
from planner.intake.rows.row_currency import RowCurrency, SaidMoney
from planner.intake.rows.table_reader import ReadRow
from planner.intake.rows.understanding import Understanding, asked_mark
from planner.intake.rows.units import ONE, Unit, unit_alone, unit_of
from planner.intake.rows.year_columns import FEWEST, KINDS, YearColumn, kind_named
from planner.intake.tables.headings import Heading, text_of
from planner.messages import _
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import AskedOnce, Problem, ProposedAnswer
from planner.readers.currencies import shared_name
from planner.readers.texts import is_nothing
from planner.readers.years import read_fiscal_year
from planner.schema import Kind

ADDED: Final = ProposedAnswer("sum", _("The sum of these years"))
_LONGEST: Final = 60
_NOT_WHOLE: Final = ProposedAnswer("none", _("Not known"))


@dataclass(frozen=True, kw_only=True)
class YearSum:
    """A sum of one year that stands in a row of the file, in the money of its programme."""

    row: int
    column: YearColumn
    value: Decimal
    cell: str
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class YearUnits:
    """What says the unit of sums outside of their headings: lines above, a column beside them."""

    above: tuple[str, ...] = ()
    heading: Heading | None = None


@dataclass(frozen=True, kw_only=True)
class BudgetYears:
    """Every sum of a single year in a table, and what there is to ask and to say of them.

    `doubted` are rows of which some sum could not be taken: their years are not the whole.
    """

    columns: tuple[YearColumn, ...] = ()
    sums: tuple[YearSum, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubted: frozenset[int] = frozenset()

    @property
    def with_sums(self) -> frozenset[int]:
        """The rows that say something of a year, known or not."""
        return self.doubted | {one.row for one in self.sums}

    def with_other(self, other: BudgetYears) -> BudgetYears:
        """Both, as of two blocks of one table."""
        said = [one for one in other.problems if one not in self.problems]
        return BudgetYears(
            columns=self.columns or other.columns,
            sums=(*self.sums, *other.sums),
            problems=(*self.problems, *said),
            doubted=self.doubted | other.doubted,
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
            if one.column.kind == KINDS[0] and one.row not in self.doubted:
                sums.setdefault(one.row, []).append(one)
        wholes = [_with_whole(row, sums.get(row.number, ())) for row in rows]
        left = [
            problem("years.no_whole", row=row.number, sheet=sheet, column="budget")
            for row in wholes
            if row.number in self.with_sums and "budget" not in row.values
        ]
        return tuple(wholes), replace(told, problems=(*told.problems, *left))

    def taken_together(self, groups: Groups, *, adds: bool) -> BudgetYears:
        """The same where rows became one: a sum that all of them say is one, others are added.

        Where a person wants none added, what they say otherwise is left out, as of budgets.
        """
        first = {row.number: group[0] for group in groups.several for row in group}
        money = {
            row.number: str(row.values.get("currency", ""))
            for group in groups.several
            for row in group
        }
        sums = [one for one in self.sums if one.row not in first]
        pooled: dict[tuple[int, tuple[int, int, str]], list[YearSum]] = {}
        for one in self.sums:
            if one.row in first:
                said = replace(one, currency=one.currency or money[one.row])
                pooled.setdefault((first[one.row].number, one.column.place), []).append(said)
        problems = list(self.problems)
        for (row, _place), alike in pooled.items():
            values, kind = {one.value for one in alike}, alike[0].column.kind
            if len({one.currency for one in alike}) > 1:
                problems.append(problem("years.currencies", row=row, column=kind))
            elif len(values) == 1 or adds:
                value = (
                    sum((o.value for o in alike), Decimal()) if len(values) > 1 else values.pop()
                )
                sums.append(replace(alike[0], row=row, value=value))
        return replace(self, sums=tuple(sums), problems=tuple(problems))


def budget_years(
    book: Book,
    sheet: Sheet,
    columns: Sequence[YearColumn],
    rows: Sequence[ReadRow],
    how: Understanding,
    options: ReadOptions,
    units: YearUnits,
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
    reading = _YearReading(book, sheet, good, rows, how, units)
    found = [one for row in rows for one in reading.sums(row)]
    return BudgetYears(
        columns=tuple(columns),
        sums=tuple(found),
        problems=(
            *asked,
            *_told(columns, good),
            *reading.doubts,
            *_contradictions(rows, found, reading.doubted),
        ),
        doubted=frozenset(reading.doubted),
    )


class _YearReading:
    """Reads the sums of years of one row after the other, each in its unit and its money."""

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        columns: Sequence[YearColumn],
        rows: Sequence[ReadRow],
        how: Understanding,
        units: YearUnits,
    ) -> None:
        self._file, self._sheet, self._units = book.name, sheet, units
        self._columns = [
            (column, *_reader(column, how, units.above, epoch_1904=book.epoch_1904))
            for column in columns
        ]
        shown = frozenset(str(row.values.get("currency", "")) for row in rows)
        self._currencies = RowCurrency(how.currency, lambda: shown, how.said)
        self.doubts: list[Problem] = []
        self.doubted: set[int] = set()
        self._asked = AskedOnce()

    def sums(self, row: ReadRow) -> Iterator[YearSum]:
        """The sums of a row whose number, unit and money are known."""
        unit = self._unit(row)
        by_year: dict[tuple[int, int], list[tuple[YearSum, list[SaidMoney]]]] = {}
        for column, reader, head, is_scaled in self._columns:
            cell = self._sheet.at(row.number, column.heading.column)
            read = reader(cell)
            if read.problem:
                self._doubt(row, column, read.problem)
            if not isinstance(read.value, Decimal):
                if (text := text_of(cell).strip()) and (not is_nothing(text) or text.isalpha()):
                    self.doubted.add(row.number)
                continue
            if unit is None:
                self._doubt(row, column, problem("unit.unknown", text=self._unit_text(row)))
                continue
            value = read.value if is_scaled else plain(read.value * unit.scale, Kind.MONEY)
            place = address(row.number, column.heading.column)
            one = YearSum(row=row.number, column=column, value=value, cell=place)
            over = head._replace(name=unit.currency, text=unit.source) if unit.currency else head
            said = SaidMoney(column.kind, str(cell), read.currency or read.shared)
            claims = [claim for claim in (said, over) if claim.name]
            by_year.setdefault((column.year, column.nth), []).append((one, claims))
        for alike in by_year.values():
            yield from self._in_money(row, alike)

    def _in_money(
        self, row: ReadRow, sums: Sequence[tuple[YearSum, Sequence[SaidMoney]]]
    ) -> Iterator[YearSum]:
        """The sums of one year in the money that all of them say; none while that is asked."""
        claims = [claim for _one, said in sums for claim in said]
        if not claims:
            yield from (one for one, _said in sums)
            return
        if own := str(row.values.get("currency", "")):
            claims.append(SaidMoney("currency", own, own))
        claims.sort(key=lambda one: (len(one.ways) > 1, one.column != "currency"))
        found = self._currencies.decide(claims, row.values)
        if found.asked:
            at = next((one for one, said in sums if found.said in said), sums[0][0])
            self._doubt(row, at.column, found.asked)
        if found.asked and not found.code:
            return
        for one, _said in sums:
            if one.column.kind in found.left and len(sums) > 1:
                ways = found.left[one.column.kind]
                left = problem("money.left@import", said=ways, held=found.code)
                self._doubt(row, one.column, left)
            else:
                yield replace(one, currency=found.code)

    def _unit(self, row: ReadRow) -> Unit | None:
        """What one stands for by the column of units; None where that says nothing known."""
        text = self._unit_text(row)
        return unit_alone(text) if text else Unit()

    def _unit_text(self, row: ReadRow) -> str:
        heading = self._units.heading
        return text_of(self._sheet.at(row.number, heading.column))[:_LONGEST] if heading else ""

    def _doubt(self, row: ReadRow, column: YearColumn, doubt: Problem) -> None:
        """Keep what is doubtful, a question once; the row's years are then not all of it."""
        if not doubt.answer:
            self.doubted.add(row.number)
        place = address(row.number, column.heading.column)
        label = table_named("budgets").label(column.kind)
        facts = {"file": self._file, "sheet": self._sheet.name, "row": row.number}
        told = self._asked.told(doubt)
        self.doubts += (replace(one, cell=place, label=label, **facts) for one in told)


def _with_whole(row: ReadRow, sums: Sequence[YearSum]) -> ReadRow:
    """The row with its years added up, where they are in one money and it is the row's."""
    own = str(row.values.get("currency", ""))
    codes = {one.currency or own for one in sums}
    if len(codes) != 1 or (own and own not in codes):
        return row
    values = {**row.values, "budget": sum((one.value for one in sums), Decimal())}
    cells = f"{sums[0].cell}:{sums[-1].cell}" if len(sums) > 1 else sums[0].cell
    if code := codes.pop():
        values["currency"] = code
    return replace(row, values=values, elsewhere={**row.elsewhere, "budget": cells})


def _reader(
    column: YearColumn, how: Understanding, above: Sequence[str], *, epoch_1904: bool
) -> tuple[ColumnReader, SaidMoney, bool]:
    """How the cells of a year are read, what stands over them that names their money, and whether
    that says how many one stands for."""
    written = read_fiscal_year(column.heading.whole)
    rest = written.rest if written else column.heading.whole
    said = unit_of(rest, above)
    unit = said if said != Unit() else how.units.get("budget", Unit())
    how = replace(how, units={**how.units, column.kind: unit})
    declared = table_named("budgets").column(column.kind)
    reader = ColumnReader(declared, column.heading.name, how, epoch_1904=epoch_1904)
    source = column.heading.whole if unit.source in (rest, "") else unit.source
    shared = ((name, text) for text in (rest, *above) if (name := shared_name(text)))
    name, text = (unit.currency, source) if unit.currency else next(shared, ("", ""))
    money = SaidMoney(column.kind, column.heading.whole if text == rest else text, name)
    return reader, money, unit.scale != ONE


def _told(columns: Sequence[YearColumn], good: Sequence[YearColumn]) -> Iterator[Problem]:
    """How the columns were read, which hold running totals, and which contradict each other."""
    plain = tuple(c.heading.with_letters for c in good if not kind_named(c.heading.whole))
    said = tuple(c.heading.with_letters for c in good if kind_named(c.heading.whole))
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


def _contradictions(
    rows: Sequence[ReadRow], sums: Sequence[YearSum], doubted: Collection[int]
) -> Iterator[Problem]:
    """A warning for each row whose years do not add up to its budget, all of them being known."""
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
        money = {one.currency for one in own} <= {"", row.values.get("currency")}
        if len(own) >= FEWEST and added != whole and money and row.number not in doubted:
            yield problem(
                "years.sum",
                row=row.number,
                sheet=row.sheet,
                column="budget",
                sum=added,
                whole=whole,
            )
