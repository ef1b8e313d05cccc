"""Columns of a table on a sheet, declared once: head, kind, width, value, formula and sum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

from xlsxwriter.utility import xl_col_to_name

from planner.analysis.answers import AnswerColumn
from planner.analysis.withheld import (
    EditionGap,
    ToldLine,
    compared,
    counts_few,
    has_number,
    withheld_value,
)
from planner.exports.sheets.book import Cell, Live, quoted
from planner.exports.sheets.faces import Kind
from planner.messages import Fact, Message, Share, Sum, places
from planner.schema import Kind as ColumnKind
from planner.schema import Row, table_of
from planner.values import WITHHELD

T = TypeVar("T")
Line = Mapping[str, Fact]
"""A line of a sheet: what stands in its columns, by their keys."""

OF_ANSWERS: Final[Mapping[str, Kind]] = {
    "text": "words",
    "level": "words",
    "sentence": "words",
    "code": "code",
    "count": "count",
    "sum": "money",
    "share": "share",
    "day": "date",
}
_OF_TABLES: Final[Mapping[ColumnKind, Kind]] = {
    **dict.fromkeys((ColumnKind.ID, ColumnKind.CODE, ColumnKind.ENTRY), "code"),
    ColumnKind.WHOLE: "count",
    ColumnKind.NUMBER: "number",
    ColumnKind.MONEY: "money",
    ColumnKind.DATE: "date",
}
_WIDTHS: Final[Mapping[Kind, float]] = {
    **{"words": 30, "code": 9, "count": 10, "share": 10, "money": 13, "date": 13}
}


@dataclass(frozen=True)
class Col(Generic[T]):
    """A column: its key, its head, what stands in it; its value is what a line has under its key.

    `formula` is over cells of the same row by the keys of their columns, as in `{total}-{funded}`;
    `{total:head}` is the cell of a head. A blank or a text stands instead of a formula. `adds`
    makes it part of rows of sums; `whole` gives what its formula comes to there, from the sums.
    """

    key: str
    head: Message | str
    kind: Kind = "words"
    width: float = 0
    formula: str = ""
    value: Callable[[T], Fact] | None = None
    adds: bool = False
    whole: Callable[[Mapping[str, Decimal]], Decimal | str] | None = None

    def of(self, line: T) -> Fact:
        """Its value for one line; blank where the line has none."""
        if self.value is not None:
            return self.value(line)
        return line.get(self.key) if isinstance(line, Mapping) else getattr(line, self.key, None)

    def cell(self, line: T, places: Mapping[str, FormulaCell]) -> Cell:
        """What stands in the column for a line."""
        value = self.of(line)
        amount = number(value)
        if self.formula and (isinstance(amount, Decimal | int | float) or amount == ""):
            known = amount if isinstance(amount, Decimal | int | float) else ""
            return Live(self.formula.format(**places), known, at_least=_is_at_least(value))
        return value


@dataclass(frozen=True)
class FormulaCell:
    """A cell of a row as a formula names it; with `:head` the head over it."""

    column: int
    row: int
    head: int

    def __format__(self, spec: str) -> str:
        """Its address."""
        name = xl_col_to_name(self.column)
        return f"${name}${self.head + 1}" if spec == "head" else f"${name}{self.row + 1}"


@dataclass(frozen=True)
class SheetRows:
    """Where a table's rows stand on a sheet, counted from 0; `last` is below `first` if none.

    `withheld` are the columns that show nothing, `is_partial` says that the whole plan has more,
    `widest` how wide the longest text of a column is.
    """

    sheet: str
    keys: tuple[str, ...]
    head: int
    first: int
    last: int
    withheld: frozenset[str] = frozenset()
    is_partial: bool = False
    widest: Mapping[str, float] = field(default_factory=dict[str, float])

    def at(self, key: str) -> int:
        """The index of a column."""
        return self.keys.index(key)

    def total(self, key: str) -> str:
        """The cell below the last row of a column, as a formula on any sheet names it."""
        return f"{quoted(self.sheet)}!${xl_col_to_name(self.at(key))}${self.last + 2}"

    def column(self, key: str) -> str:
        """A whole column as a formula on any sheet names it; one blank cell if empty."""
        return f"{quoted(self.sheet)}!{self.within(key)}"

    def within(self, key: str) -> str:
        """A whole column as a formula on the same sheet names it."""
        name, last = xl_col_to_name(self.at(key)), max(self.last, self.first)
        return f"${name}${self.first + 1}:${name}${last + 1}"

    def sum_if(self, amount: str, **equals: str) -> str:
        """The formula that adds up a column over the rows whose other columns equal those cells.

        There is none where the column is withheld; that stands in its place.
        """
        if amount in self.withheld:
            return WITHHELD
        pairs = (f"{self.column(key)},{cell}" for key, cell in equals.items())
        return f"SUMIFS({self.column(amount)},{','.join(pairs)})"

    def first_rows(self, most: int) -> SheetRows:
        """The table's first rows, so many at most."""
        return replace(self, last=min(self.last, self.first + most - 1))

    @property
    def is_empty(self) -> bool:
        """Whether the table has no rows."""
        return self.last < self.first


@dataclass
class Sums(Generic[T]):
    """The numbers of the columns that add up, over the lines of a table or of a part of it."""

    columns: Sequence[Col[T]]
    numbers: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    at_least: set[str] = field(default_factory=set[str])

    def add(self, cells: Iterable[Cell]) -> None:
        """Take a line in; what is no number adds nothing."""
        for column, cell in zip(self.columns, cells, strict=True):
            value = cell.value if isinstance(cell, Live) else number(cell)
            if column.adds and _is_at_least(cell):
                self.at_least.add(column.key)
            if column.adds and isinstance(value, Decimal | int | float):
                before = self.numbers.get(column.key, Decimal(0))
                self.numbers[column.key] = before + Decimal(str(value))

    def cells(
        self,
        leading: Sequence[Fact],
        span: SheetRows,
        places: Mapping[str, FormulaCell],
        adding: str,
    ) -> list[Cell]:
        """A row of sums: `leading` cells first, then what adds up, by a formula over the span."""
        row: list[Cell] = list(leading)
        for column in self.columns[len(leading) :]:
            cell: Cell = None
            if column.whole is not None:
                whole = column.whole(self.numbers)
                cell = Live(formula=column.formula.format(**places), value=whole)
            elif column.adds and span.is_empty:
                cell = 0  # a sum over no rows would be one over itself
            elif column.adds:
                formula = f"{adding}{span.within(column.key)})"
                least = column.key in self.at_least
                cell = Live(formula, self.numbers.get(column.key, 0), at_least=least)
            row.append(cell)
        return row


def _is_at_least(cell: Cell) -> bool:
    return isinstance(cell, Sum | Live) and cell.at_least


def number(fact: Fact) -> Fact:
    """The number of a sum of money or of a share; any other fact as it is."""
    return fact.amount if isinstance(fact, Sum) else fact.share if isinstance(fact, Share) else fact


def declared(row_type: type[Row], **widths: float) -> list[Col[Any]]:
    """Columns of a table of the plan as they are declared, each with its width."""
    table = table_of(row_type)
    return [
        Col(name, table.label(name), _OF_TABLES.get(table.column(name).kind, "words"), width)
        for name, width in widths.items()
    ]


def facts(row: Row) -> dict[str, Fact]:
    """A row of the plan as a line of a sheet, to which more may be added."""
    return {column.name: getattr(row, column.name) for column in table_of(row).columns}


def answered(columns: Iterable[AnswerColumn[T]], **widths: float) -> list[Col[T]]:
    """The columns of an answer's table as they stand on a sheet; with widths, those of the keys."""
    shown = [one for one in columns if not widths or one.key in widths]
    kinds: list[Kind] = [OF_ANSWERS[one.measure] for one in shown]
    return [
        Col(
            one.key,
            one.head,
            kind,
            widths.get(one.key, one.width or _WIDTHS[kind]),
            value=one.value,
        )
        for one, kind in zip(shown, kinds, strict=True)
    ]


_NAMING: Final = frozenset({"words", "code", "name", "label", "date", "year"})
_MEASURED: Final = frozenset({"count", "share", "money", "units", "number"})
_ADDING: Final = "SUMIFS("


@dataclass
class PageRecord:
    """The sentences, key figures and tables of a page.

    `whole` is the record of the same page made from the whole plan; what differs from it is
    withheld. With `hides_few` the page counts people and is public: beside a small number no
    number is shown.
    """

    whole: PageRecord | None = None
    hides_few: bool = False
    is_partial: bool = False
    said: dict[str, Cell] = field(default_factory=dict[str, Cell])
    tables: dict[tuple[str, int], list[ToldLine]] = field(
        default_factory=dict[tuple[str, int], list[ToldLine]]
    )

    def is_true(self, said: str, cell: Cell = "") -> bool:
        """Whether a sentence, or what stands under a caption, holds for the whole plan too."""
        self.said[said] = value = cell.value if isinstance(cell, Live) else cell
        is_told = self.whole is None or (said in self.whole.said and self.whole.said[said] == value)
        is_told = is_told and not (self.hides_few and has_number(said))
        self.is_partial = self.is_partial or not is_told
        return is_told

    def table(
        self,
        heading: str,
        columns: Sequence[Col[Any]],
        lines: Sequence[Any],
        tallies: Collection[str],
        beside: Sequence[Col[Any]] = (),
    ) -> tuple[EditionGap, frozenset[str]]:
        """How a table differs from the whole plan's, and the keys of its columns to withhold.

        Columns that add up or count what stands in the file may differ: they are captioned so.
        `beside` are columns that another file shows beside these: few people there are few here.
        """
        told = [
            ToldLine(subject_of(columns, line), {one.key: one.of(line) for one in columns})
            for line in lines
        ]
        number = sum(title == heading for title, _number in self.tables)
        self.tables[heading, number] = told
        found = EditionGap()
        if self.whole is not None:
            found = compared(self.whole.tables.get((heading, number), ()), told)
        hidden = set(found.columns - _adding(columns) - set(tallies))
        if self.hides_few:
            elsewhere = counts_few(one.of(line) for line in lines for one in beside)
            hidden |= _telling_few(columns, told, elsewhere)
        for column in columns:
            if column.formula == WITHHELD or not hidden.isdisjoint(places(column.formula)):
                hidden.add(column.key)
        self.is_partial = self.is_partial or bool(found or hidden)
        return found, frozenset(hidden)


def subject_of(columns: Sequence[Col[Any]], line: Any) -> Hashable:
    """What a line is about: what its first two columns say, as far as they name something."""
    return tuple(one.of(line) for one in columns[:2] if one.kind in _NAMING)


def shown(
    columns: Iterable[Col[T]], hidden: Collection[str], high: Collection[str]
) -> list[Col[T]]:
    """The columns; of those to hide nothing but that they are, and high levels where kept."""
    return [_withheld(one, one.key in high) if one.key in hidden else one for one in columns]


def _withheld(column: Col[T], keeps_high: bool) -> Col[T]:
    value = withheld_value(column.of, keeps_high=keeps_high)
    return replace(column, value=value, formula="", adds=False, whole=None)


def _telling_few(
    columns: Sequence[Col[Any]], lines: Sequence[ToldLine], elsewhere: bool
) -> set[str]:
    """The columns to withhold beside a small number of people: all numbers, or the words of it."""
    cells = {one.key: [line.cells[one.key] for line in lines] for one in columns}
    is_few = elsewhere or any(counts_few(cells[one.key]) for one in columns if one.kind == "count")
    return {
        one.key
        for one in columns
        if (is_few and one.kind in _MEASURED)
        or (one.kind == "words" and counts_few(cells[one.key], beside_few=is_few))
    }


def _adding(columns: Sequence[Col[Any]]) -> set[str]:
    """The columns that add up lines of the file, and those worked out from these."""
    adding: set[str] = set()
    for column in columns:
        if _ADDING in column.formula or not adding.isdisjoint(places(column.formula)):
            adding.add(column.key)
    return adding


@dataclass(frozen=True)
class GroupedLines(Generic[T]):
    """Lines of a table under a row of their own, which starts with `leading` and has their sums."""

    leading: Sequence[Fact]
    lines: Sequence[T]


def each_line(items: Iterable[Any]) -> Iterator[Any]:
    """The lines, those of groups too."""
    for item in items:
        yield from item.lines if isinstance(item, GroupedLines) else (item,)


def formula_cells(columns: Sequence[Col[Any]], row: int, head: int) -> Mapping[str, FormulaCell]:
    """The cells of a row by the keys of their columns."""
    return {column.key: FormulaCell(at, row, head) for at, column in enumerate(columns)}


def cells_of(columns: Sequence[Col[T]], line: T, row: int, head: int) -> list[Cell]:
    """What stands in the columns for a line."""
    if not any(column.formula for column in columns):
        return [column.of(line) for column in columns]
    found = formula_cells(columns, row, head)
    return [column.cell(line, found) for column in columns]
