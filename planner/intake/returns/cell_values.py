"""A returned cell as a value of its column, read with what was issued there in mind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from planner.intake.grid import Cell, Fault, is_blank
from planner.intake.plans.plan_workbook import text_of as exact_text
from planner.intake.returns.returned_workbook import CameBack
from planner.intake.rows.cell_readers import ColumnReader, Read
from planner.intake.rows.understanding import Understanding
from planner.intake.tables.headings import text_of
from planner.languages import load as load_languages
from planner.problems import Problem, Severity
from planner.readers.dates import Order, date_order, read_date
from planner.readers.numbers import Mark, decimal_mark, read_number
from planner.readers.texts import folded, tidy
from planner.schema import Column, Kind, Value
from planner.values import clean, fold, to_text
from planner.workbooks import id_in

_NUMBERS: Final = (Kind.MONEY, Kind.NUMBER, Kind.PERCENT, Kind.WHOLE)
_WORDED: Final = (Kind.ID, Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.ENTRY, Kind.ROW)
_FAULTS: Final = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NUM! #NULL! #ERROR! Err:".split())
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # cells of a spreadsheet have no time zone

Pair = tuple[Cell, Value]


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How a file writes dates and numbers, and what had to be guessed."""

    order: Order
    decimal: Mark | None
    problems: tuple[Problem, ...] = ()


def writing_of(back: CameBack, pairs: Iterable[tuple[Column, Cell, Value]]) -> Writing:
    """The order of dates and the decimal mark of a whole file.

    What its texts leave open is settled by what was issued in the same cells, which most ministries
    leave alone; only then is a guess made, and said.
    """
    dates: list[Pair] = []
    numbers: list[Pair] = []
    for column, cell, issued in pairs:
        if isinstance(cell, str) and not is_blank(cell):
            if column.kind is Kind.DATE:
                dates.append((cell, issued))
            elif column.kind in _NUMBERS:
                numbers.append((cell, issued))
    order, open_date = _order(dates)
    decimal, open_number = _mark(numbers)
    doubts = (
        ("date.ambiguous", open_date, "day first", "Write dates as in 2027-03-31."),
        ("number.ambiguous", open_number, "with a point for decimals", "Write it as in 1250.50."),
    )
    problems = tuple(
        Problem(
            severity=Severity.WARNING,
            code=code,
            message=f"“{text}” can be read in two ways; it was read {how}.",
            hint=hint,
            file=back.file,
            value=text,
        )
        for code, text, how, hint in doubts
        if text
    )
    return Writing(order=order, decimal=decimal, problems=problems)


def _order(pairs: list[Pair]) -> tuple[Order, str]:
    found = date_order(str(cell) for cell, _ in pairs)
    if found.order or not found.open:
        return found.order or "dmy", ""
    orders: tuple[Order, ...] = ("dmy", "mdy")
    agreeing = {
        order: sum(read_date(str(cell), order) == issued for cell, issued in pairs)
        for order in orders
    }
    if agreeing["dmy"] != agreeing["mdy"]:
        return max(orders, key=lambda order: agreeing[order]), ""
    same = all(read_date(t, "dmy") == read_date(t, "mdy") for t in found.open)
    return "dmy", "" if same else found.open[0]


def _mark(pairs: list[Pair]) -> tuple[Mark | None, str]:
    found = decimal_mark(str(cell) for cell, _ in pairs)
    if found.mark or not found.open:
        return found.mark, ""
    marks: tuple[Mark, ...] = ("point", "comma")
    agreeing = {
        mark: sum(read_number(str(cell), mark) == issued for cell, issued in pairs)
        for mark in marks
    }
    if agreeing["point"] == agreeing["comma"]:
        return "point", found.open[0]
    return max(marks, key=lambda mark: agreeing[mark]), ""


class Reader:
    """Reads the cells of one file."""

    def __init__(self, writing: Writing, clear_words: frozenset[str], *, epoch_1904: bool) -> None:
        self._how = Understanding(
            order=writing.order,
            decimal=writing.decimal,
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
        worded = column.kind in _WORDED and column.name != "currency"
        if worded and not isinstance(cell, Fault) and not _is_fault(column, cell):
            text = clean(cell) if isinstance(cell, str) else text_of(cell)
            if column.kind is Kind.ENTRY:
                text = id_in(text)
            return Read(value=text)
        reader = self._readers.get(column)
        if reader is None:
            reader = ColumnReader(column, "", self._how, epoch_1904=self._epoch_1904)
            self._readers[column] = reader
        return reader(unveiled(column, cell))


def is_as_issued(column: Column, cell: Cell, issued: Value) -> bool:
    """Whether a cell still says what was issued, however the file was saved since."""
    if issued == column.blank:
        return is_blank(cell)
    text, cell = to_text(issued), unveiled(column, cell)
    if isinstance(cell, Fault) or exact_text(cell) == text:
        return not isinstance(cell, Fault)
    return _means(column, cell, issued, text)


def _means(column: Column, cell: Cell, issued: Value, text: str) -> bool:
    match column.kind:
        case Kind.DATE:
            return (cell.date() if isinstance(cell, datetime) else cell) == issued
        case Kind.MONEY | Kind.NUMBER | Kind.PERCENT | Kind.WHOLE:
            return _same_number(cell, issued)
        case Kind.CHOICE | Kind.FLAG:
            answers = load_languages().answers(column)
            return answers.get(folded(text_of(cell))) == issued
        case Kind.ROW:
            return id_in(text_of(cell)) == text
        case Kind.TAGS:
            return [t.strip() for t in text_of(cell).split(";")] == list(_tags(issued))
        case _:
            return _same_text(cell, text)


def unveiled(column: Column, cell: Cell) -> Cell:
    """The number behind a cell that only looks like a date, because of the format it fell into."""
    if column.kind not in _NUMBERS or not isinstance(cell, date):
        return cell
    moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
    serial = (moment - _EPOCH).total_seconds() / 86_400
    return int(serial) if serial.is_integer() else round(serial, 6)


def _same_number(cell: Cell, issued: Value) -> bool:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return isinstance(issued, int | Decimal) and float(cell) == float(issued)


def _same_text(cell: Cell, text: str) -> bool:
    """Whether a text is the same but for spaces; a number may have lost its leading zeros."""
    if isinstance(cell, str):
        return tidy(cell) == tidy(text)
    if isinstance(cell, bool):
        return text_of(cell) == text.casefold()
    if isinstance(cell, date):
        return text_of(cell) == text
    shown = text_of(cell)
    return shown == text or (text.isdecimal() and shown == (text.lstrip("0") or "0"))


def _tags(issued: Value) -> Iterator[str]:
    return iter(issued) if isinstance(issued, tuple) else iter(())


def _is_fault(column: Column, cell: Cell) -> bool:
    return column.kind is not Kind.NOTE and isinstance(cell, str) and cell.strip() in _FAULTS
