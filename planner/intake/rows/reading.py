"""The rows of a table as typed values, every one with the cell it came from and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.intake.grid import Book, Cell, Sheet, address, letters
from planner.intake.rows import keeping
from planner.intake.rows.cell_readers import ColumnReader, Issue, Read
from planner.intake.rows.checks import reversed_periods
from planner.intake.rows.roles import InheritedValue, Roles, merged_tops
from planner.intake.rows.understanding import Understanding
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.intake.tables.headings import text_of
from planner.intake.tables.layouts import whole_title
from planner.intake.tables.matching import Matching
from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.readers.dates import read_period
from planner.schema import Column, Kind, Value

_TITLE_LENGTH = 160


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


class TableReader:
    """Reads the rows of one table of a file."""

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        matching: Matching,
        how: Understanding,
        settled: Mapping[str, InheritedValue],
    ) -> None:
        self._book, self._sheet, self._settled = book, sheet, settled
        self._declared = table_named(matching.table)
        self._required = [column for column in self._declared.columns if column.required]
        self._has_currency = any(c.name == "currency" for c in self._declared.columns)
        self._money = next((c.name for c in self._declared.columns if c.kind is Kind.MONEY), "")
        self._at = {name: guess.heading.column for name, guess in matching.guesses.items()}
        self._unit_currency = next((u.currency for u in how.units.values() if u.currency), "")
        given = {name: guess.heading.name for name, guess in matching.guesses.items()}
        names = {*given, *settled, "ministry", "country"} & {c.name for c in self._declared.columns}
        self._readers = {
            name: ColumnReader(
                self._declared.column(name),
                given.get(name, ""),
                how,
                epoch_1904=book.epoch_1904,
            )
            for name in names
        }
        self._columns = [(name, at, self._readers[name]) for name, at in self._at.items()]
        self._letters = {name: letters(at) for name, at in self._at.items()}
        self._merged_tops = merged_tops(sheet)
        self._cuts_titles = bool(matching.layout and matching.layout.cuts_titles)
        self._kept = matching.kept
        guesses = matching.guesses.items()
        self._fallbacks = {n: [h.column for h in g.fallbacks] for n, g in guesses if g.fallbacks}
        self._is_roundabout = bool(self._merged_tops or self._fallbacks)
        self._order = how.order
        has_end = any(column.name == "end" for column in self._declared.columns)
        self._ends_with_start = has_end and "start" in self._at and "end" not in self._at
        self._fallback_columns = frozenset(name for name, guess in guesses if guess.is_fallback)

    def read(self, roles: Roles) -> tuple[ReadRow, ...]:
        """Every row that is taken in, top to bottom."""
        rows = (self._row(number, roles.inherited.get(number, ())) for number in roles.rows)
        return tuple(
            self._doubted(row) if row.number in roles.single_cell_rows else row for row in rows
        )

    def _doubted(self, row: ReadRow) -> ReadRow:
        issue = _error(
            "row.lonely",
            "Only one cell of this row is filled: it looks like a remark.",
            "Take the row out of the file, or fill in what is missing.",
        )
        name = next(iter(row.values), "id")
        doubt = self._problem(issue, self._declared.column(name), row.number)
        return replace(row, problems=(doubt, *row.problems))

    def _row(self, number: int, inherited: Sequence[InheritedValue]) -> ReadRow:
        cells = self._sheet.row(number)
        values: dict[str, Value] = {}
        elsewhere: dict[str, str] = {}
        problems: list[Problem] = []
        unplaced_texts: list[str] = []
        currency = ""
        for name, column, reader in self._columns:
            row, at, cell = number, column, _at(cells, column)
            if self._is_roundabout:
                row, at, cell = self._found(name, cells, number)
            read = reader(cell)
            if read is reader.blank:
                continue
            value, issue, beside, aside = read
            if issue:
                problems.append(self._problem(issue, self._declared.column(name), row, cell))
            if aside:
                unplaced_texts.append(aside)
            if value != reader.blank.value:
                values[name] = value
                currency = currency or beside
                if row != number or at != column:
                    elsewhere[name] = address(row, at)
        unplaced_texts += [
            line for h in self._kept if (line := keeping.line(h, _at(cells, h.column)))
        ]
        self._end_period(cells, number, values, elsewhere)
        self._hand_down(inherited, values, elsewhere)
        self._add_currency(currency, number, values, elsewhere)
        fallback_columns = self._name(number, values, elsewhere)
        problems += [*self._missing(number, values), *self._reversed(number, values)]
        return ReadRow(
            number=number,
            values=values,
            sheet=self._sheet.name,
            letters=self._letters,
            elsewhere=elsewhere,
            problems=tuple(problems),
            fallback_columns=fallback_columns | self._fallback_columns,
            unplaced_texts=tuple(unplaced_texts),
        )

    def _found(self, name: str, cells: Sequence[Cell], number: int) -> tuple[int, int, Cell]:
        """Row, column and cell of a value: those of a cell that stands in, where its own is blank.

        A cell of a merged block is the topmost of it.
        """
        reader = self._readers[name]
        for column in (self._at[name], *self._fallbacks.get(name, ())):
            top = self._merged_tops.get((number, column))
            cell = _at(cells, column) if top is None else self._sheet.at(top, column)
            if reader(cell) is not reader.blank:
                return top or number, column, cell
        return number, self._at[name], None

    def _end_period(
        self,
        cells: Sequence[Cell],
        number: int,
        values: dict[str, Value],
        elsewhere: dict[str, str],
    ) -> None:
        """Take the end from a cell that says both: "01.03.2020 - 28.02.2023"."""
        if not self._ends_with_start:
            return
        cell = _at(cells, self._at["start"])
        period = read_period(cell, self._order or "dmy") if isinstance(cell, str) else None
        if period:
            values["end"] = period.last
            elsewhere["end"] = address(number, self._at["start"])

    def _hand_down(
        self,
        inherited: Sequence[InheritedValue],
        values: dict[str, Value],
        elsewhere: dict[str, str],
    ) -> None:
        """Add what a section says, else the lines above or a person, where a row says nothing."""
        for one in (*inherited, *self._settled.values()):
            if one.field not in values and one.field in self._readers:
                read: Read = self._readers[one.field](one.text)
                if read.value:
                    values[one.field], elsewhere[one.field] = read.value, one.cell

    def _add_currency(
        self, written: str, number: int, values: dict[str, Value], elsewhere: dict[str, str]
    ) -> None:
        """Name the currency that stands beside the sum, or over its column."""
        if not self._has_currency or "currency" in values or self._money not in values:
            return
        code = written or self._unit_currency
        if code:
            values["currency"] = code
            elsewhere["currency"] = self._place(self._money, number, elsewhere)

    def _name(
        self, number: int, values: dict[str, Value], elsewhere: dict[str, str]
    ) -> frozenset[str]:
        """Let the description or the reference stand for a title that a programme lacks."""
        if self._cuts_titles and "title" in values:
            values["title"] = whole_title(str(values["title"]), str(values.get("description", "")))
        if self._declared.name != PROGRAMMES or values.get("title"):
            return frozenset()
        for name in ("description", "reference"):
            text = str(values.get(name, "")).split("\n")[0]
            if 0 < len(text) <= _TITLE_LENGTH:
                values["title"] = text
                elsewhere["title"] = self._place(name, number, elsewhere)
                return frozenset({"title"})
        return frozenset()

    def _place(self, name: str, number: int, elsewhere: Mapping[str, str]) -> str:
        """The cell that a value of the row stands in."""
        return elsewhere.get(name) or f"{self._letters[name]}{number}"

    def _missing(self, number: int, values: Mapping[str, Value]) -> list[Problem]:
        blank = [c for c in self._required if c.name not in values]
        return [
            self._problem(
                _error("required.blank", f"{c.label} is blank, and a row needs it.", c.help),
                c,
                number,
            )
            for c in blank
        ]

    def _reversed(self, number: int, values: Mapping[str, Value]) -> Iterator[Problem]:
        for first, last in reversed_periods(self._declared, values):
            issue = Issue(
                severity=Severity.WARNING,
                code="dates.reversed",
                message=f"It ends on {values[last.name]}, before it starts on "
                f"{values[first.name]}.",
                hint="Check both dates.",
            )
            yield self._problem(issue, last, number)

    def _problem(self, issue: Issue, column: Column, row: int, cell: Cell = None) -> Problem:
        at = self._at.get(column.name)
        return Problem(
            severity=issue.severity,
            code=issue.code,
            message=issue.message,
            hint=issue.hint,
            file=self._book.name,
            sheet=self._sheet.name,
            cell=address(row, at) if at else "",
            row=row,
            column=column.name,
            label=column.label,
            value=text_of(cell)[:200],
        )


def read_rows(
    book: Book,
    sheet: Sheet,
    matching: Matching,
    how: Understanding,
    roles: Roles,
    settled: Mapping[str, InheritedValue] | None = None,
) -> tuple[ReadRow, ...]:
    """The rows of a table, typed; `settled` are values for every row that says nothing itself."""
    return TableReader(book, sheet, matching, how, settled or {}).read(roles)


def _at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column - 1] if column <= len(cells) else None


def _error(code: str, message: str, hint: str) -> Issue:
    return Issue(severity=Severity.ERROR, code=code, message=message, hint=hint)
