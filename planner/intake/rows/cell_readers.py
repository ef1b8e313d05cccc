"""One cell read as a value of its column, as leniently as people write; doubts are problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from planner.errors import WrongValue
from planner.intake.amounts import amount_of, number_behind
from planner.intake.grid import EPOCH, EPOCH_1904, Cell, Fault, Shown
from planner.intake.rows import picks
from planner.intake.rows.understanding import ISLAMIC, SWAP, Understanding
from planner.intake.tables.cell_evidence import codes_in, is_public_body, known_codes
from planner.intake.tables.headings import text_of
from planner.languages import load as load_languages
from planner.languages.vocabulary import typed_value
from planner.languages.voice import file_languages
from planner.messages import Fact, _
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer, Severity
from planner.readers.calendars import read_islamic
from planner.readers.currencies import currencies_of, currency_of, shared_name
from planner.readers.dates import Order, is_buddhist, orders_of, read_date
from planner.readers.likeness import unmasked
from planner.readers.numbers import Amount, fitting, read_amount
from planner.readers.references import is_placeholder
from planner.readers.texts import folded, is_nothing
from planner.readers.years import read_fiscal_year
from planner.schema import LANGUAGES, Column, Kind, Value
from planner.values import to_text

_LONGEST_VALUE, _LONGEST_TOLD, _SHOWN = 200, 60, 5  # letters, letters, tags
_LARGEST = Decimal(10) ** 15
_CENT = Decimal("0.01")
SERIALS = range(15_000, 80_000)  # days since the epoch: 1941 to 2119
_ERRORS = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NUM! #NULL! #ERROR!".split())
_LISTED = re.compile(r"\s*[;|\n]\s*")
_TAGS = re.compile(r"\s*[;|,\n]\s*")
_ANSWERS = re.compile(r"\s*[;|/,\n]\s*")


class Read(NamedTuple):
    """What a cell came to: its value, the doubt about it, the currency beside it, what was left.

    The problem is without its place. `unplaced` is text that the column has no room for and that
    goes into the row's note. `shared` names money of several countries ("fcfa").
    """

    value: Value
    problem: Problem | None = None
    currency: str = ""
    unplaced: str = ""
    shared: str = ""


_Ways = Mapping[str, tuple[Fact, Read]]
"""What a cell may mean: by the answer that says so, what the answer is called and what it gives."""


class ColumnReader:
    """Reads the cells of one column; equal cells are worked out once."""

    def __init__(
        self,
        column: Column,
        header: str,
        how: Understanding,
        *,
        epoch_1904: bool = False,
    ) -> None:
        self.column = column
        self._header, self._how = header, how
        self._epoch, self._epoch_1904 = EPOCH_1904 if epoch_1904 else EPOCH, epoch_1904
        unit = how.units.get(column.name)
        self._scale = unit.scale if unit else Decimal(1)
        self._share = Decimal(100) if column.name in how.fractions else None
        self._picked = how.picked.get(column.name, {})
        self._known: dict[Cell, Read] = {}
        self.blank = Read(value=column.blank)
        self._left_blank: _Ways = {"blank": (_("Leave it blank"), self.blank)}
        self._read = self._reader()

    def __call__(self, cell: Cell) -> Read:
        """The cell as a value of the column."""
        if cell is None:
            return self.blank
        if cell.__class__ is bool:  # to a dictionary, yes is 1
            cell = text_of(cell)
        found = self._known.get(cell)
        if found is None:
            found = self._known[cell] = self._worked_out(cell)
        return found

    def _worked_out(self, cell: Cell) -> Read:
        text = text_of(cell)
        if isinstance(cell, Fault) or text in _ERRORS:
            shown = cell.shown if isinstance(cell, Fault) else text
            return self._wrong("cell.error" if shown else "cell.unsolved", text, shown=shown)
        if self._picked and picks.key(text) in self._picked:
            return self._as_picked(text)
        if isinstance(cell, str) and is_nothing(text, self._header) and not self._is_sign(text):
            return self.blank
        return self._read(cell, text)

    def _is_sign(self, text: str) -> bool:
        """Whether a text that looks like nothing means something here: "NA", "x", "€"."""
        if self.column.kind in (Kind.CHOICE, Kind.FLAG):
            return True
        return self.column.name == "currency" and bool(currency_of(text))

    def _as_picked(self, text: str) -> Read:
        """What a person says that a text means; one that means nothing goes into the note."""
        value = self._picked[picks.key(text)]
        return Read(value, unplaced=self._line(text) if value == self.column.blank else "")

    def _reader(self) -> Callable[[Cell, str], Read]:
        match self.column.kind:
            case Kind.DATE:
                return self._date
            case Kind.MONEY | Kind.NUMBER | Kind.PERCENT | Kind.WHOLE:
                return self._number
            case _:
                read = self._text_reader()
                return lambda _cell, text: read(text)

    def _text_reader(self) -> Callable[[str], Read]:
        match self.column.kind:
            case Kind.CHOICE | Kind.FLAG:
                return self._answer
            case Kind.TAGS:
                return self._tags
            case Kind.ROW:
                return self._row
            case Kind.ENTRY if self.column.refers == "purpose_codes":
                return self._purpose_code
            case Kind.CODE if self.column.name == "currency":
                return self._currency
            case _ if self.column.refers == LANGUAGES:
                return self._language
            case _:
                return self._text

    def _wrong(self, code: str, text: str, *, unplaced: str = "", **facts: Fact) -> Read:
        """A cell that is no value of the column, with what is wrong about it."""
        wrong = problem(code, value=text[:_LONGEST_VALUE], text=text[:_LONGEST_TOLD], **facts)
        return Read(self.column.blank, wrong, unplaced=unplaced)

    def _line(self, text: str) -> str:
        return f"{self.column.label}: {text}"

    def _text(self, text: str) -> Read:
        if self.column.kind is Kind.CODE and is_placeholder(text):
            return self.blank
        return Read(text)

    def _date(self, cell: Cell, text: str) -> Read:
        if isinstance(cell, date):
            return self._true_day(cell.date() if isinstance(cell, datetime) else cell)
        if self._how.leaves_open(text):
            return self.blank
        value = self._day(text)
        if value is None and text.isdecimal() and int(text[:9]) in SERIALS:
            value = self._epoch + timedelta(days=int(text))
        if value is None:
            is_asked = self._how.answer_to("date.islamic") == "" and read_islamic(text)
            return self.blank if is_asked else self._wrong("date.unreadable", text)
        if isinstance(cell, Shown):
            ways: _Ways = {"day": (text, Read(value)), **self._left_blank}
            return self._ask("date.early", text, ways, number=cell.number)
        days = self._how.days
        if is_buddhist(text) and not days.is_buddhist:
            ways = {"buddhist": (to_text(value), Read(value)), **self._left_blank}
            return self._ask("date.buddhist", text, ways)
        meant = {to_text(day): (to_text(day), Read(day)) for day in days.readings(text)}
        return self._ask("date.two_ways", text, meant, text) if meant else Read(value)

    def _true_day(self, day: date) -> Read:
        """A day that is no text, its day and month swapped where a person says so."""
        answer = self._how.answer_to("date.swapped")
        if answer == SWAP.value and day.day <= day.max.month:
            return Read(date(day.year, day.day, day.month))
        return self.blank if answer == "" and day.day != day.month else Read(day)

    def _day(self, text: str) -> date | None:
        """The day of a text; where a column mixes orders, in the only one that it fits."""
        orders: list[Order] = [self._how.order or "dmy"]
        if self._how.answer_to("date.mixed") is not None:
            orders += orders_of(text)
        days = (read_date(text, order, end=self.column.is_end) for order in orders)
        if (day := next(filter(None, days), None)) is not None:
            return day
        return read_islamic(text) if self._how.answer_to("date.islamic") == ISLAMIC.value else None

    def _number(self, cell: Cell, text: str) -> Read:
        if isinstance(cell, str) and self._how.leaves_open(text):
            return self.blank
        if isinstance(cell, date):
            behind = number_behind(cell, epoch_1904=self._epoch_1904)
            amount = None if behind is None else Amount(behind)
        else:
            amount = amount_of(cell, self._how.decimal)
        if amount is None and self.column.name == "year" and (year := read_fiscal_year(text)):
            return Read(year.year)
        if amount is None or (amount.percent and self.column.kind is Kind.MONEY):
            return self._wrong("number.unreadable", text)
        read = self._in_units(amount, text)
        return read if read.problem else self._doubted(cell, text, amount, read)

    def _in_units(self, amount: Amount, text: str) -> Read:
        """The amount in the unit of the column; one that says its own unit is not multiplied."""
        value = amount.value
        if self._share and not amount.percent:
            value *= self._share
        elif not amount.is_scaled:
            value *= self._scale
        if abs(value) >= _LARGEST:
            return self._wrong("number.too_large", text)
        if self.column.kind is not Kind.WHOLE:
            number = plain(value, self.column.kind)
            return Read(number, currency=amount.currency, shared=amount.shared)
        if value != value.to_integral_value():
            return self._wrong("number.not_whole", text)
        return Read(int(value))

    def _doubted(self, cell: Cell, text: str, amount: Amount, read: Read) -> Read:
        """The number, or a question when the cell can be read in another way."""
        if isinstance(cell, date):
            ways: _Ways = {"number": (to_text(read.value), read), **self._left_blank}
            return self._ask("number.is_day", text, ways, number=amount.value)
        if isinstance(cell, str) and (ways := self._ways_of_marks(text)):
            return self._ask("number.two_ways", text, ways, text)
        kind, value = self.column.kind, amount.value
        if kind is Kind.MONEY and amount.in_brackets:
            above = self._in_units(replace(amount, value=-value), text)
            ways = {"minus": (to_text(read.value), read), "plain": (to_text(above.value), above)}
            return self._ask("number.brackets", text, ways)
        if kind is Kind.PERCENT and not (amount.percent or self._share) and 0 < abs(value) <= 1:
            share = Read(plain(value * 100, kind))
            ways = {"share": (to_text(share.value), share), "percent": (text, read)}
            return self._ask("percent.unsure", text, ways)
        other = self._how.decimal and isinstance(cell, str) and fitting(text)
        if other and self._how.decimal not in other:
            return read._replace(
                problem=self._wrong("number.other_mark", text, meant=value).problem
            )
        return read

    def _ways_of_marks(self, text: str) -> _Ways:
        """What a number may be whose mark parts thousands or decimals, as others in its column do
        one or the other; nothing where the column or a person settles it."""
        marks = fitting(text) if self._how.marks.against else ()
        reads = [self._in_units(read_amount(text, mark) or Amount(_CENT), text) for mark in marks]
        return {to_text(r.value): (to_text(r.value), r) for r in reads} if len(reads) > 1 else {}

    def _ask(self, code: str, text: str, ways: _Ways, each: str = "", **facts: Fact) -> Read:
        """A cell that can be read in several ways: as a person chose, and blank until then.

        A person chooses once for the column, or once for `each` text.
        """
        asked = problem(
            code,
            key=":".join(filter(None, (code, self.column.name, each))),
            answers=[ProposedAnswer(value, label) for value, (label, _read) in ways.items()],
            value=text[:_LONGEST_VALUE],
            text=text[:_LONGEST_TOLD],
            ways=tuple(label for label, _read in ways.values()),
            **facts,
        ).answered(self._how.said)
        read = ways[asked.answer][1] if asked.answer else self.blank
        return read._replace(problem=asked)

    def _answer(self, text: str) -> Read:
        agreed = self._how.answers.get(self.column.name, {})
        known = {**load_languages().answers(self.column), **agreed}
        parts = (text, *_ANSWERS.split(text))
        for part in (*parts, *map(unmasked, parts)):
            answer = known.get(folded(part))
            if answer is not None:
                return Read(answer)
        if is_nothing(text, self._header):
            return self.blank
        return self._wrong(
            "choice.unknown",
            text,
            unplaced=self._line(text),
            severity=Severity.ERROR if self.column.required else Severity.WARNING,
            answers=tuple(self.column.answers or (True, False)),
        )

    def _language(self, text: str) -> Read:
        """A language in which files can be made; another is no answer."""
        try:
            return Read(typed_value(self.column, text))
        except WrongValue:
            known = tuple(file_languages())
            return self._wrong("choice.unknown", text, unplaced=self._line(text), answers=known)

    def _tags(self, text: str) -> Read:
        parts = [part for part in _TAGS.split(text) if part and not is_nothing(part)]
        if not self.column.answers:
            return Read(tuple(parts))
        meant = {part: self._tag(part) for part in parts}
        found = tuple(dict.fromkeys(tag for tag in meant.values() if tag))
        rest = [part for part, tag in meant.items() if tag is None]
        if not rest:
            return Read(found)
        unknown = tuple(part[:_LONGEST_TOLD] for part in rest[:_SHOWN])
        wrong = self._wrong("tag.unknown", text, unknown=unknown)
        return wrong._replace(value=found, unplaced=self._line("; ".join(rest)))

    def _tag(self, part: str) -> str | None:
        """The tag that a part of a cell stands for; blank for none, None when nobody knows."""
        picked = self._picked.get(picks.key(part))
        if isinstance(picked, tuple):
            return "; ".join(picked)
        known = load_languages().answers(self.column)
        answer = known.get(folded(part), known.get(folded(unmasked(part))))
        return None if answer is None else str(answer)

    def _purpose_code(self, text: str) -> Read:
        codes = list(dict.fromkeys(codes_in(text)))
        if not codes:
            return self._wrong("purpose_code.none", text, unplaced=self._line(text))
        codes.sort(key=lambda code: code not in known_codes())
        return self._first_of(text, codes, codes[0], "Further purpose codes")

    def _row(self, text: str) -> Read:
        """One body of a list: the first that reads like a ministry, else the first."""
        parts = [p for p in _LISTED.split(text) if p and not is_nothing(p, self._header)]
        if not parts:
            return self.blank
        first = next((part for part in parts if is_public_body(part)), parts[0])
        return self._first_of(text, parts, first, f"{self.column.label}, besides")

    def _first_of(self, text: str, parts: Sequence[str], taken: str, besides: str) -> Read:
        """One of several values of a cell; the others go into the row's note, and are told."""
        others = [part for part in parts if part != taken]
        if not others:
            return Read(taken)
        told = self._wrong("cell.several", text, taken=taken[:_LONGEST_TOLD], number=len(parts))
        return told._replace(value=taken, unplaced=f"{besides}: {'; '.join(others)}")

    def _currency(self, text: str) -> Read:
        code = currency_of(text) or currency_of(unmasked(text))
        if not code and currencies_of(shared := shared_name(text)):
            return Read("", shared=shared)
        if not code:
            return self._wrong("currency.unknown", text, unplaced=self._line(text))
        return Read(code)


def plain(value: Decimal, kind: Kind) -> Decimal:
    """The number without an exponent: whole, or money with its cents, or as many digits as said."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    with_cents = value.quantize(_CENT)
    return with_cents if kind is Kind.MONEY and with_cents == value else value.normalize()
