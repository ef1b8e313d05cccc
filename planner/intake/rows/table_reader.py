"""The rows of a table as typed values, every one with the cell it came from and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Final

from planner.intake.grid import Book, Cell, Cells, Sheet, address, cell_in, letters
from planner.intake.rows.cell_readers import ColumnReader, Read, plain
from planner.intake.rows.checks import reversed_periods
from planner.intake.rows.roles import merged_tops
from planner.intake.rows.row_currency import RowCurrency, SaidMoney
from planner.intake.rows.row_roles import InheritedValue, Roles
from planner.intake.rows.understanding import Understanding
from planner.intake.rows.units import Unit, unit_alone
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.intake.tables.headings import Heading, text_of
from planner.intake.tables.layouts import whole_title
from planner.intake.tables.matching import Matching
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import AskedOnce, Problem, Severity
from planner.readers.currencies import CODES
from planner.readers.dates import read_period
from planner.readers.texts import is_nothing
from planner.schema import Column, Kind, Value
from planner.values import to_text

_TITLE_LENGTH = 160
NO_MONEY: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """One row of a file: its number, values by column, the cells they stand in, what is wrong.

    A column that refers to another table holds the text that names the row there. What
    `fallback_columns` hold never replaces what a plan holds. `unplaced_texts` are lines for the
    row's note: what the columns have no room for. `letters` are the columns' letters, the same for
    all rows; `elsewhere` are the cells of this row's values that stand somewhere else.
    """

    number: int
    values: Mapping[str, Value]
    sheet: str
    letters: Mapping[str, str]
    elsewhere: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    fallback_columns: frozenset[str] = frozenset()
    unplaced_texts: tuple[str, ...] = ()
    money: Mapping[str, str] = field(default_factory=lambda: NO_MONEY)

    @property
    def cells(self) -> Mapping[str, str]:
        """The cell that each value stands in, with its sheet: "Sheet1!D14"."""
        return {
            name: cell for name in {**self.values, **self.elsewhere} if (cell := self.cell(name))
        }

    def cell(self, name: str) -> str:
        """The cell that the value of one column stands in; blank when it stands in none."""
        place = self.elsewhere.get(name)
        if place is None:
            at = self.letters.get(name) if name in self.values else None
            place = f"{at}{self.number}" if at else ""
        return f"{self.sheet}!{place}" if place and self.sheet else place

    @property
    def is_refused(self) -> bool:
        """Whether something is so wrong that the row cannot be taken in."""
        return bool(self.problems) and any(p.severity is Severity.ERROR for p in self.problems)


@dataclass
class _Row:
    """A row while it is read."""

    number: int
    values: dict[str, Value] = field(default_factory=dict[str, Value])
    elsewhere: dict[str, str] = field(default_factory=dict[str, str])
    problems: list[Problem] = field(default_factory=list[Problem])
    unplaced_texts: list[str] = field(default_factory=list[str])
    money: list[SaidMoney] = field(default_factory=list[SaidMoney])

    def hear(self, name: str, cell: Cell, read: Read) -> None:
        """Keep what a cell says beside its value: its money, and what has no room there."""
        if said := read.currency or read.shared:
            self.money.append(SaidMoney(name, text_of(cell), said))
        if read.unplaced:
            self.unplaced_texts.append(read.unplaced)

    def put(self, name: str, value: Value, place: str) -> None:
        """Take a value that stands somewhere else than in the row's own cell of its column."""
        self.values[name], self.elsewhere[name] = value, place


class TableReader:
    """Reads the rows of a table; `settled` are values for every row that says nothing itself."""

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        matching: Matching,
        how: Understanding,
        settled: Mapping[str, InheritedValue],
    ) -> None:
        self._file, self._sheet, self._settled = book.name, sheet, settled
        self._matching, self._how = matching, how
        self._table = table_named(matching.table)
        self._names = frozenset(column.name for column in self._table.columns)
        self._required = [column for column in self._table.columns if column.required]
        self._sums = [c.name for c in self._table.columns if c.kind is Kind.MONEY]
        self._money = next(iter(self._sums), "")
        guesses = matching.guesses
        self._readers = {
            name: ColumnReader(
                self._table.column(name),
                guesses[name].heading.name if name in guesses else "",
                how,
                epoch_1904=book.epoch_1904,
            )
            for name in {*guesses, *settled, "ministry", "country"} & self._names
        }
        self._heads = {name: unit for name, unit in how.units.items() if unit.currency}
        self._at = {name: guess.heading.column for name, guess in guesses.items()}
        self._columns = [(name, at, self._readers[name]) for name, at in self._at.items()]
        self._letters = {name: letters(at) for name, at in self._at.items()}
        self._may_end_with_start = "end" in self._names and {"start", "end"} & guesses.keys() == {
            "start"
        }
        self._currencies = RowCurrency(how.currency, cache(self._codes_written), how.said)
        self._asked = AskedOnce()
        self._merged_tops = merged_tops(sheet)
        self._is_roundabout = bool(self._merged_tops or any(g.fallbacks for g in guesses.values()))
        self._fallback_columns = frozenset(n for n, guess in guesses.items() if guess.is_fallback)

    def read(self, roles: Roles) -> tuple[ReadRow, ...]:
        """Every row that is taken in, top to bottom."""
        rows = (self._row(number, roles.inherited.get(number, ())) for number in roles.rows)
        return tuple(
            self._doubted(row) if row.number in roles.single_cell_rows else row for row in rows
        )

    def _doubted(self, row: ReadRow) -> ReadRow:
        column = self._table.column(next(iter(row.values), "id"))
        doubt = self._placed(problem("row.lonely"), column, row.number)
        return replace(row, problems=(doubt, *row.problems))

    def _row(self, number: int, inherited: Sequence[InheritedValue]) -> ReadRow:
        cells, row = self._sheet.row(number), _Row(number)
        self._read_columns(cells, row)
        for heading in self._matching.kept:
            if line := note_line(heading, cell_in(cells, heading.column)):
                row.unplaced_texts.append(line)
        if self._may_end_with_start:
            self._end_period(cells, row)
        self._inherit(inherited, row)
        in_unit = self._in_unit(cells, row)
        if "currency" in self._names:
            self._settle_money(row, in_unit)
        if self._merged_tops:
            self._leave_sums_of_several(row)
        fallback_columns = self._fallback_columns | self._name(row)
        row.problems.extend(self._missing(row))
        row.problems.extend(self._reversed(row))
        return ReadRow(
            number=number,
            values=row.values,
            sheet=self._sheet.name,
            letters=self._letters,
            elsewhere=row.elsewhere,
            problems=tuple(row.problems),
            fallback_columns=fallback_columns,
            unplaced_texts=tuple(row.unplaced_texts),
            money=self._money_beside(row),
        )

    def _read_columns(self, cells: Cells, row: _Row) -> None:
        """Take the values of all columns into the row, and which of them name their money."""
        width = len(cells)
        for name, column, reader in self._columns:
            number, at, cell = row.number, column, cells[column - 1] if column <= width else None
            if self._is_roundabout:
                number, at, cell = self._found(name, cells, number)
            read = reader(cell)
            if read is reader.blank:
                continue
            row.hear(name, cell, read)
            if read.problem:
                doubt = self._placed(read.problem, reader.column, number, cell)
                row.problems.extend(self._asked.told(doubt))
            if read.value != reader.blank.value:
                row.values[name] = read.value
                if number != row.number or at != column:
                    row.elsewhere[name] = address(number, at)

    def _found(self, name: str, cells: Cells, number: int) -> tuple[int, int, Cell]:
        """Row, column and cell of a value: those of a fallback, where its own is blank.

        A cell of a merged block is the topmost of it.
        """
        reader, guess = self._readers[name], self._matching.guesses[name]
        for heading in (guess.heading, *guess.fallbacks):
            top = self._merged_tops.get((number, heading.column))
            own = top is None
            cell = cell_in(cells, heading.column) if own else self._sheet.at(top, heading.column)
            if reader(cell) is not reader.blank:
                return top or number, heading.column, cell
        return number, self._at[name], None

    def _end_period(self, cells: Cells, row: _Row) -> None:
        """Take the end from a cell that says both: "01.03.2020 - 28.02.2023"."""
        cell = cell_in(cells, self._at["start"])
        period = read_period(cell, self._how.order or "dmy") if isinstance(cell, str) else None
        if period:
            row.put("end", period.last, address(row.number, self._at["start"]))

    def _inherit(self, inherited: Sequence[InheritedValue], row: _Row) -> None:
        """Add what a section says, else the lines above or a person, where a row says nothing."""
        for one in (*inherited, *self._settled.values()):
            if one.field not in row.values and one.field in self._readers:
                read: Read = self._readers[one.field](one.text)
                if read.value:
                    row.put(one.field, read.value, one.cell)

    def _in_unit(self, cells: Cells, row: _Row) -> Unit:
        """Read the sum in the unit that stands beside it; that unit."""
        heading, amount = self._matching.unit, row.values.get(self._money)
        if heading is None or not isinstance(amount, Decimal) or not amount:
            return Unit()
        cell = cell_in(cells, heading.column)
        unit = unit_alone(text_of(cell))
        if unit is None:
            del row.values[self._money]
            doubt = problem("unit.unknown", text=text_of(cell)[:_TITLE_LENGTH])
            row.problems.append(
                self._placed(doubt, self._table.column(self._money), row.number, cell)
            )
            return Unit()
        row.values[self._money] = plain(amount * unit.scale, Kind.MONEY)
        return unit

    def _settle_money(self, row: _Row, in_unit: Unit) -> None:
        """Name the currency that the row says; its sums wait while that is in doubt."""
        if not (row.money or in_unit.currency or self._heads):
            return
        found = self._currencies.decide(self._claims(row, in_unit), row.values)
        if asked := found.asked:
            column = self._table.column(found.said.column if found.said else self._money)
            row.problems.extend(
                self._asked.told(self._placed(asked, column, row.number, asked.value))
            )
        sums = [name for name in self._sums if name in row.values]
        for name in sums if asked else ():
            if not found.code:
                del row.values[name]
            elif name in found.left and len(sums) > 1:
                del row.values[name]
                self._leave(row, name, found.left[name], found.code)
        if found.code and row.values.get("currency") != found.code:
            name = next((one.column for one in row.money), sums[0] if sums else self._money)
            row.put("currency", found.code, self._place(name, row))
        elif asked and not found.code:
            row.values.pop("currency", None)

    def _leave_sums_of_several(self, row: _Row) -> None:
        """Take no sum of a cell that is merged over rows with names of their own."""
        named = [self._at[name] for name in ("reference", "title") if name in self._at]
        for name in [name for name in self._sums if name in row.values]:
            column = self._at.get(name, 0)
            below = (row.number + 1, column)
            at = (row.number, column) if (row.number, column) in self._merged_tops else below
            top = self._merged_tops.get(at)
            is_own = top is None or (at is below and top != row.number)
            if not is_own and all(self._merged_tops.get((at[0], one)) != top for one in named):
                del row.values[name]
                doubt = self._placed(problem("sum.merged"), self._table.column(name), row.number)
                row.problems.append(doubt)

    def _claims(self, row: _Row, in_unit: Unit) -> Sequence[SaidMoney]:
        """All that names the money of the row's sums: those that mean one currency first."""
        said = str(row.values.get("currency", ""))
        claims = [SaidMoney("currency", said, said)] if said else []
        claims += row.money
        heads = {**self._heads, **({self._money: in_unit} if in_unit.currency else {})}
        claims += (
            SaidMoney(name, unit.source, unit.currency)
            for name, unit in heads.items()
            if name in row.values
        )
        return sorted(claims, key=lambda one: len(one.ways) > 1)

    def _leave(self, row: _Row, name: str, said: Sequence[str], held: str) -> None:
        doubt = problem("money.left@import", said=tuple(said), held=held)
        row.problems.append(self._placed(doubt, self._table.column(name), row.number))

    def _codes_written(self) -> frozenset[str]:
        """The currencies that the table names by their codes, or in other ways that mean one."""
        names = [name for name in ("currency", *self._sums) if name in self._at]
        reads = (
            self._readers[name](cell_in(cells, self._at[name]))
            for cells in self._sheet.rows
            for name in names
        )
        return frozenset(read.currency or to_text(read.value) for read in reads) & CODES

    def _money_beside(self, row: _Row) -> Mapping[str, str]:
        if "currency" in self._names:
            return NO_MONEY
        return {one.column: one.name for one in row.money}

    def _name(self, row: _Row) -> frozenset[str]:
        """Let the description or the reference stand for a title that a programme lacks."""
        values, layout = row.values, self._matching.layout
        if layout and layout.cuts_titles and "title" in values:
            values["title"] = whole_title(str(values["title"]), str(values.get("description", "")))
        if self._table.name != PROGRAMMES or values.get("title"):
            return frozenset()
        for name in ("description", "reference"):
            text = str(values.get(name, "")).split("\n")[0]
            if 0 < len(text) <= _TITLE_LENGTH:
                row.put("title", text, self._place(name, row))
                return frozenset({"title"})
        return frozenset()

    def _place(self, name: str, row: _Row) -> str:
        """The cell that a value of the row stands in."""
        return row.elsewhere.get(name) or f"{self._letters[name]}{row.number}"

    def _missing(self, row: _Row) -> Iterator[Problem]:
        for column in self._required:
            if column.name not in row.values:
                blank = problem("required.blank", label=column.title, help=column.explanation)
                yield self._placed(blank, column, row.number)

    def _reversed(self, row: _Row) -> Iterator[Problem]:
        for first, last in reversed_periods(self._table, row.values):
            start, end = row.values[first.name], row.values[last.name]
            yield self._placed(problem("dates.reversed", start=start, end=end), last, row.number)

    def _placed(self, doubt: Problem, column: Column, row: int, cell: Cell = None) -> Problem:
        at = self._at.get(column.name)
        return replace(
            doubt,
            file=self._file,
            sheet=self._sheet.name,
            cell=address(row, at) if at else "",
            row=row,
            column=column.name,
            label=self._table.label(column.name),
            value=text_of(cell)[:200],
        )


def note_line(heading: Heading, cell: Cell) -> str:
    """What a cell of a column without a field says, as one line under its header; "" for nothing.

    Such lines go into the note of the row, where a person keeps the column.
    """
    text = " ".join(text_of(cell).split())
    return "" if is_nothing(text, heading.name) else f"{heading.whole or heading.letters}: {text}"
