"""A returned cell as a value of its column, read with what was issued there in mind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeVar

from planner.intake.amounts import amount_of, number_behind
from planner.intake.grid import Cell, Fault, is_blank
from planner.intake.plans.plan_workbook import text_of as exact_text
from planner.intake.rows.cell_readers import ColumnReader, Read
from planner.intake.rows.understanding import Understanding
from planner.intake.tables.headings import text_of
from planner.languages import load as load_languages
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.readers.dates import Order, OrderFinding, date_order, read_date
from planner.readers.numbers import Mark, MarkFinding, decimal_mark, read_number
from planner.readers.texts import folded, tidy
from planner.schema import Column, Kind, Value
from planner.values import clean, fold, to_text
from planner.workbooks import id_in

_WORDED: Final = (Kind.ID, Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.ENTRY, Kind.ROW)
_FAULTS: Final = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NUM! #NULL! #ERROR! Err:".split())

Pair = tuple[str, Value]
"""A text of a cell, and what was issued there."""
Way = TypeVar("Way", Order, Mark)


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How a file writes dates and numbers, and what had to be guessed."""

    order: Order | None
    decimal: Mark | None
    days: OrderFinding
    marks: MarkFinding
    problems: tuple[Problem, ...] = ()


def writing_of(file: str, cells: Iterable[tuple[Column, Cell, Value]]) -> Writing:
    """The order of dates and the decimal mark of a whole file, from its cells and what was issued.

    What its texts leave open is settled by what was issued in the same cells, which most ministries
    leave alone; only then is a guess made, and said.
    """
    dates: list[Pair] = []
    numbers: list[Pair] = []
    for column, cell, issued in cells:
        if isinstance(cell, str) and not is_blank(cell):
            (dates if column.kind is Kind.DATE else numbers).append((cell, issued))
    days, marks = date_order(text for text, _ in dates), decimal_mark(text for text, _ in numbers)
    orders: tuple[Order, Order] = ("dmy", "mdy")
    points: tuple[Mark, Mark] = ("point", "comma")
    order, open_date = _agreed(days.order, days.open, dates, orders, read_date)
    decimal, open_number = _agreed(marks.mark, marks.open, numbers, points, read_number)
    doubts = {"date.ambiguous@return": open_date, "number.ambiguous@return": open_number}
    problems = (problem(code, file=file, value=text) for code, text in doubts.items() if text)
    told = tuple(problems)
    return Writing(order=order, decimal=decimal, days=days, marks=marks, problems=told)


def _agreed(
    known: Way | None,
    open_texts: Sequence[str],
    pairs: Iterable[Pair],
    ways: tuple[Way, Way],
    read: Callable[[str, Way], Value],
) -> tuple[Way | None, str]:
    """The way of writing that agrees with most of what was issued, and a text left in doubt."""
    if known or not open_texts:
        return known, ""
    first, second = (sum(read(text, way) == issued for text, issued in pairs) for way in ways)
    if first != second:
        return ways[first < second], ""
    differs = any(read(text, ways[0]) != read(text, ways[1]) for text in open_texts)
    return ways[0], open_texts[0] if differs else ""


class CellReader:
    """Reads the cells of one file; `clear_words` say that a cell is to be emptied."""

    def __init__(self, writing: Writing, clear_words: frozenset[str], *, epoch_1904: bool) -> None:
        self._how = Understanding(
            order=writing.order,
            decimal=writing.decimal,
            days=writing.days,
            marks=writing.marks,
        )
        self._clear, self._epoch_1904 = clear_words, epoch_1904
        self._readers: dict[Column, ColumnReader] = {}

    def clears(self, cell: Cell) -> bool:
        """Whether a cell says in so many words that it is to be emptied."""
        return isinstance(cell, str) and fold(cell) in self._clear

    def read(self, column: Column, cell: Cell) -> Read:
        """The cell as a value; text as it stands, all else as leniently as people write."""
        if is_blank(cell):
            return Read(value=column.blank)
        if _is_worded(column) and not _is_fault(column, cell):
            text = clean(cell) if isinstance(cell, str) else text_of(cell)
            return Read(value=id_in(text) if column.kind is Kind.ENTRY else text)
        if column not in self._readers:
            reader = ColumnReader(column, "", self._how, epoch_1904=self._epoch_1904)
            self._readers[column] = reader
        return self._readers[column](cell)


def is_as_issued(column: Column, cell: Cell, issued: Value) -> bool:
    """Whether a cell still says what was issued, however the file was saved since."""
    if issued == column.blank:
        return is_blank(cell)
    if isinstance(cell, Fault):
        return False
    return exact_text(cell) == to_text(issued) or _means(column, cell, issued)


def _means(column: Column, cell: Cell, issued: Value) -> bool:
    match column.kind:
        case Kind.DATE:
            return (cell.date() if isinstance(cell, datetime) else cell) == issued
        case Kind.MONEY | Kind.NUMBER | Kind.PERCENT | Kind.WHOLE:
            return _same_number(cell, issued)
        case Kind.CHOICE | Kind.FLAG:
            return load_languages().answers(column).get(folded(text_of(cell))) == issued
        case Kind.ROW:
            return id_in(text_of(cell)) == to_text(issued)
        case Kind.TAGS:
            return tuple(tag.strip() for tag in text_of(cell).split(";")) == issued
        case _:
            return _same_text(cell, to_text(issued))


def _same_number(cell: Cell, issued: Value) -> bool:
    """Whether a cell holds the number, as a share too, and behind a format for days."""
    if isinstance(cell, str) or not isinstance(issued, int | Decimal):
        return False
    amount = amount_of(cell)
    behind = (number_behind(cell), number_behind(cell, epoch_1904=True))
    return issued in (amount.value if amount else None, *behind)


def _same_text(cell: Cell, text: str) -> bool:
    """Whether a text is the same but for spaces; a number may have lost its leading zeros."""
    if isinstance(cell, str):
        return tidy(cell) == tidy(text)
    shown = text_of(cell)
    if isinstance(cell, bool):
        return shown == text.casefold()
    return shown == text or (text.isdecimal() and shown == (text.lstrip("0") or "0"))


def _is_worded(column: Column) -> bool:
    """Whether a column holds text that is taken as it stands."""
    return column.kind in _WORDED and column.name != "currency"


def _is_fault(column: Column, cell: Cell) -> bool:
    if isinstance(cell, Fault):
        return True
    return column.kind is not Kind.NOTE and isinstance(cell, str) and cell.strip() in _FAULTS
