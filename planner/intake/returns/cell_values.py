"""A returned cell as a value of its column, read with what was issued there in mind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeVar

from planner.intake.amounts import amount_of, number_behind
from planner.intake.grid import Cell, Fault, is_blank
from planner.intake.plans.plan_workbook import text_of as exact_text
from planner.intake.rows.cell_readers import ColumnReader, Read
from planner.intake.rows.understanding import ISLAMIC, NO_DATES, Understanding
from planner.intake.tables.headings import text_of
from planner.languages import load as load_languages
from planner.messages import _
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.calendars import read_islamic
from planner.readers.currencies import currencies_of, currency_of
from planner.readers.dates import Order, OrderFinding, date_order, read_date
from planner.readers.numbers import Mark, MarkFinding, decimal_mark, read_number
from planner.readers.references import is_placeholder
from planner.readers.texts import folded, tidy
from planner.schema import LANGUAGES, Column, Kind, Value
from planner.values import WITHHELD, clean, fold, to_text
from planner.workbooks import id_in

_WORDED: Final = (Kind.ID, Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.ENTRY, Kind.ROW)
_FAULTS: Final = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NUM! #NULL! #ERROR! Err:".split())
_WAYS: Final = {
    "date.ambiguous@return": (
        ProposedAnswer("dmy", _("day first")), ProposedAnswer("mdy", _("month first")),
    ),
    "number.ambiguous@return": (
        ProposedAnswer("point", _("point")), ProposedAnswer("comma", _("comma")),
    ),
    "date.islamic": (ISLAMIC, NO_DATES),
}  # fmt: skip

Pair = tuple[str, Value]
"""A text of a cell, and what was issued there."""
Way = TypeVar("Way", Order, Mark)


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How a file writes dates and numbers; each of the `questions` is about these `open` texts."""

    order: Order | None
    decimal: Mark | None
    days: OrderFinding
    marks: MarkFinding
    is_islamic: bool = False
    questions: Mapping[str, tuple[Problem, frozenset[str]]] = field(
        default_factory=dict[str, tuple[Problem, frozenset[str]]]
    )

    @property
    def asked(self) -> tuple[Problem, ...]:
        """The questions about the whole file."""
        return tuple(question for question, _texts in self.questions.values())

    def doubt(self, cell: Cell) -> Problem | None:
        """The question that nobody has answered and that leaves open what a cell means."""
        asked = (one for one, texts in self.questions.values() if cell in texts and one.is_open)
        return next(asked, None) if isinstance(cell, str) else None


def writing_of(
    file: str, key: str, cells: Iterable[tuple[Column, Cell, Value]], answers: Mapping[str, str]
) -> Writing:
    """The order of dates, the decimal mark and the calendar of a whole file, from its cells and
    what was issued.

    What its texts leave open is settled by what was issued in the same cells, which most ministries
    leave alone; else it is asked once, and `answers` are what a person said. `key` tells the
    questions of one file from another's.
    """
    dates: list[Pair] = []
    numbers: list[Pair] = []
    for column, cell, issued in cells:
        if isinstance(cell, str) and not is_blank(cell):
            (dates if column.kind is Kind.DATE else numbers).append((cell, issued))
    days, marks = date_order(text for text, _ in dates), decimal_mark(text for text, _ in numbers)
    orders: tuple[Order, Order] = ("dmy", "mdy")
    points: tuple[Mark, Mark] = ("point", "comma")
    order, open_dates = _agreed(days.order, days.open, dates, orders, read_date)
    decimal, open_numbers = _agreed(marks.mark, marks.open, numbers, points, read_number)
    islamic = [
        text
        for text, issued in dates
        if text != to_text(issued) and read_date(text) is None and read_islamic(text)
    ]
    questions: dict[str, tuple[Problem, frozenset[str]]] = {}
    for code, texts in (
        ("date.ambiguous@return", open_dates),
        ("number.ambiguous@return", open_numbers),
        ("date.islamic", islamic),
    ):
        if texts:
            facts = {"file": file, "value": texts[0], "key": f"{code.partition('@')[0]}:{key}"}
            asked = replace(problem(code, **facts), answers=_WAYS[code]).answered(answers)
            questions[code] = (asked, frozenset(texts))
    said = {code: asked.answer for code, (asked, _texts) in questions.items()}
    return Writing(
        order="mdy" if said.get("date.ambiguous@return") == "mdy" else order,
        decimal="comma" if said.get("number.ambiguous@return") == "comma" else decimal,
        days=days,
        marks=marks,
        is_islamic=said.get("date.islamic") == ISLAMIC.value,
        questions=questions,
    )


def _agreed(
    known: Way | None,
    open_texts: Sequence[str],
    pairs: Iterable[Pair],
    ways: tuple[Way, Way],
    read: Callable[[str, Way], Value],
) -> tuple[Way | None, Sequence[str]]:
    """The way of writing that agrees with most of what was issued, and the texts left in doubt."""
    if known or not open_texts:
        return known, ()
    first, second = (sum(read(text, way) == issued for text, issued in pairs) for way in ways)
    if first != second:
        return ways[first < second], ()
    return ways[0], [text for text in open_texts if read(text, ways[0]) != read(text, ways[1])]


class CellReader:
    """Reads the cells of one file; `clear_words` say that a cell is to be emptied.

    `currency` is the plan's own, by its code.
    """

    def __init__(
        self, writing: Writing, clear_words: frozenset[str], currency: str, epoch_1904: bool
    ) -> None:
        self._how = Understanding(
            order=writing.order,
            decimal=writing.decimal,
            days=writing.days,
            marks=writing.marks,
        )
        self._writing, self._clear, self._epoch_1904 = writing, clear_words, epoch_1904
        self._readers: dict[Column, ColumnReader] = {}
        self._own = currency, re.compile(rf"(?<!\w){re.escape(currency)}(?!\w)")

    def clears(self, cell: Cell) -> bool:
        """Whether a cell says in so many words that it is to be emptied."""
        return isinstance(cell, str) and fold(cell) in self._clear

    def read(self, column: Column, cell: Cell) -> Read:
        """The cell as a value; text as it stands, all else as leniently as people write."""
        if is_blank(cell):
            return Read(value=column.blank)
        if column.kind is Kind.DATE and isinstance(cell, str) and self._writing.is_islamic:
            day = read_islamic(cell) if read_date(cell) is None else None
            if day is not None:
                return Read(day)
        if _is_worded(column) and not _is_fault(column, cell):
            return _worded(column, clean(cell) if isinstance(cell, str) else text_of(cell))
        if column not in self._readers:
            reader = ColumnReader(column, "", self._how, epoch_1904=self._epoch_1904)
            self._readers[column] = reader
        code, own = self._own
        if isinstance(cell, str) and code and column.kind is Kind.MONEY and own.search(cell):
            return self._readers[column](own.sub(" ", cell))._replace(currency=code)
        read = self._readers[column](cell)
        if column.name == "currency" and read.shared:
            ways = currencies_of(read.shared)
            doubt = problem("currency.shared@return", text=text_of(cell), ways=ways)
            return Read(code) if code in ways else Read(column.blank, doubt)
        return read


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
        case Kind.CODE if column.name == "currency":
            said = currency_of(text_of(cell))
            return issued == said or (not said and issued in currencies_of(text_of(cell)))
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


def _worded(column: Column, text: str) -> Read:
    """A text as it stands, but for one that says that a reference is still to come."""
    if text == WITHHELD or (column.kind is Kind.CODE and is_placeholder(text)):
        return Read(value=column.blank)
    return Read(value=id_in(text) if column.kind is Kind.ENTRY else text)


def _is_worded(column: Column) -> bool:
    """Whether a column holds text that is taken as it stands."""
    return column.kind in _WORDED and column.name != "currency" and column.refers != LANGUAGES


def _is_fault(column: Column, cell: Cell) -> bool:
    if isinstance(cell, Fault):
        return True
    return column.kind is not Kind.NOTE and isinstance(cell, str) and cell.strip() in _FAULTS
