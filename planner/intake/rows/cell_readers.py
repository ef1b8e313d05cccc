"""One cell read as a value of its column, as leniently as people write; each doubt is an issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from planner.intake.grid import Cell, Fault
from planner.intake.rows import picks
from planner.intake.rows.understanding import Understanding
from planner.intake.tables.evidence import codes_in, is_public_body, known_codes
from planner.intake.tables.headings import text_of
from planner.languages import load as load_languages
from planner.problems import Severity
from planner.readers.currencies import currency_of
from planner.readers.dates import read_date
from planner.readers.likeness import unmasked
from planner.readers.numbers import read_amount
from planner.readers.texts import folded, is_nothing
from planner.schema import Column, Kind, Value

_LARGEST = Decimal(10) ** 15
_CENT = Decimal("0.01")
_SERIALS = range(15_000, 80_000)  # days since the epoch: 1941 to 2119
_ERRORS = frozenset("#REF! #N/A #VALUE! #DIV/0! #NAME? #NUM! #NULL! #ERROR!".split())
_LISTED = re.compile(r"\s*[;|\n]\s*")
_TAGS = re.compile(r"\s*[;|,\n]\s*")
_ANSWERS = re.compile(r"\s*[;|/,\n]\s*")


@dataclass(frozen=True, kw_only=True)
class Issue:
    """A doubt about one cell, without its place."""

    severity: Severity
    code: str
    message: str
    hint: str = ""


class Read(NamedTuple):
    """What a cell came to: its value, the doubt about it, the currency beside it, what was left.

    `aside` is text that the column has no room for and that goes into the row's note.
    """

    value: Value
    issue: Issue | None = None
    currency: str = ""
    aside: str = ""


def _error(code: str, message: str, hint: str = "") -> Issue:
    return Issue(severity=Severity.ERROR, code=code, message=message, hint=hint)


def _warning(code: str, message: str, hint: str = "") -> Issue:
    return Issue(severity=Severity.WARNING, code=code, message=message, hint=hint)


class ColumnReader:
    """Reads the cells of one column; equal cells are worked out once."""

    def __init__(
        self, column: Column, header: str, how: Understanding, *, epoch_1904: bool = False
    ) -> None:
        self.column = column
        self._header, self._how = header, how
        self._epoch = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
        unit = how.units.get(column.name)
        self._scale = unit.scale if unit else Decimal(1)
        self._share = Decimal(100) if column.name in how.fractions else None
        self._picked = how.picked.get(column.name, {})
        self._known: dict[Cell, Read] = {}
        self.blank = Read(value=column.blank)
        self._read = self._reader()

    def __call__(self, cell: Cell) -> Read:
        """The cell as a value of the column."""
        if cell is None:
            return self.blank
        if cell.__class__ is bool:  # to a dictionary, yes is 1
            cell = text_of(cell)
        found = self._known.get(cell)
        if found is None:
            found = self._known[cell] = self._told(cell)
        return found

    def _told(self, cell: Cell) -> Read:
        text = text_of(cell)
        if isinstance(cell, Fault) or text in _ERRORS:
            return self._faulty(cell.shown if isinstance(cell, Fault) else text)
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
        nothing = value == self.column.blank
        return Read(value=value, aside=f"{self.column.label}: {text}" if nothing else "")

    def _faulty(self, shown: str) -> Read:
        if shown:
            issue = _error("cell.error", f"The cell shows {shown}.", "Write the value itself.")
        else:
            issue = _error(
                "cell.unsolved",
                "The cell holds a formula whose result was never stored.",
                "Open the file in a spreadsheet program, save it, and hand it in again.",
            )
        return Read(value=self.column.blank, issue=issue)

    def _reader(self) -> Callable[[Cell, str], Read]:
        match self.column.kind:
            case Kind.DATE:
                return self._date
            case Kind.MONEY | Kind.NUMBER | Kind.PERCENT | Kind.WHOLE:
                return self._number
            case _:
                read = self._text_reader()
                return lambda _, text: read(text)

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
            case _:
                return self._text

    def _wrong(self, text: str, code: str, what: str, hint: str) -> Read:
        issue = _error(code, f"“{text[:60]}” is not {what}.", hint)
        return Read(value=self.column.blank, issue=issue)

    def _text(self, text: str) -> Read:
        if self.column.kind is Kind.TEXT and "|" in text:
            text = "; ".join(part for part in _LISTED.split(text) if part)
        return Read(value=text)

    def _date(self, cell: Cell, text: str) -> Read:
        end = self.column.is_end
        if isinstance(cell, datetime):
            return Read(value=cell.date())
        if isinstance(cell, date):
            return Read(value=cell)
        value = read_date(text, self._how.order or "dmy", end=end)
        if value is None and text.isdecimal() and int(text[:9]) in _SERIALS:
            value = self._epoch + timedelta(days=int(text))
        if value is None:
            hint = "Write day, month and year, as in 31/03/2027 or 2027-03-31."
            return self._wrong(text, "date.unreadable", "a date", hint)
        return Read(value=value)

    def _number(self, cell: Cell, text: str) -> Read:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            value, currency, percent = Decimal(text), "", False
        else:
            amount = read_amount(text, self._how.decimal) if isinstance(cell, str) else None
            if amount is None:
                hint = "Write digits only, as in 1250.50; words belong into another column."
                return self._wrong(text, "number.unreadable", "a number", hint)
            value, currency, percent = amount.value, amount.currency, amount.percent
        value *= self._share if self._share and not percent else self._scale
        if abs(value) >= _LARGEST:
            hint = "Check the unit of the column."
            return self._wrong(text, "number.too_large", "an amount that can be kept", hint)
        if self.column.kind is Kind.WHOLE:
            return self._whole(value, text)
        return Read(value=_plain(value, self.column.kind), currency=currency)

    def _whole(self, value: Decimal, text: str) -> Read:
        if value != value.to_integral_value():
            return self._wrong(text, "number.not_whole", "a whole number", "Write it as in 25.")
        return Read(value=int(value))

    def _answer(self, text: str) -> Read:
        agreed = self._how.answers.get(self.column.name, {})
        known = {**load_languages().answers(self.column), **agreed}
        parts = (text, *_ANSWERS.split(text))
        for part in (*parts, *map(unmasked, parts)):
            answer = known.get(folded(part))
            if answer is not None:
                return Read(value=answer)
        if is_nothing(text, self._header):
            return self.blank
        issue = _error if self.column.required else _warning
        answers = self.column.answers or ()
        hint = f"Use {', '.join(member.label for member in answers) or 'yes or no'}."
        return Read(
            value=None,
            issue=issue("choice.unknown", f"“{text[:60]}” is not an answer of this column.", hint),
            aside=f"{self.column.label}: {text}",
        )

    def _tags(self, text: str) -> Read:
        parts = [part for part in _TAGS.split(text) if part and not is_nothing(part)]
        if not self.column.answers:
            return Read(value=tuple(parts))
        meant = {part: self._tag(part) for part in parts}
        found = tuple(tag for tag in meant.values() if tag)
        rest = [part for part, tag in meant.items() if tag is None]
        issue = _warning("tag.unknown", f"Not known: {', '.join(rest)[:80]}.") if rest else None
        aside = f"{self.column.label}: {'; '.join(rest)}" if rest else ""
        return Read(value=tuple(dict.fromkeys(found)), issue=issue, aside=aside)

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
            hint = "Write the five digits of the purpose code, as in 15130."
            issue = _warning("purpose_code.none", f"“{text[:60]}” holds no purpose code.", hint)
            return Read(value="", issue=issue, aside=f"{self.column.label}: {text}")
        codes.sort(key=lambda code: code not in known_codes())
        return self._first_of(codes, codes[0], "Further purpose codes")

    def _row(self, text: str) -> Read:
        """One body of a list: the first that reads like a ministry, else the first."""
        parts = [p for p in _LISTED.split(text) if p and not is_nothing(p, self._header)]
        if not parts:
            return self.blank
        first = next((part for part in parts if is_public_body(part)), parts[0])
        return self._first_of(parts, first, f"{self.column.label}, besides")

    def _first_of(self, parts: Sequence[str], taken: str, besides: str) -> Read:
        """One of several values of a cell; the others go into the row's note, and are told."""
        others = [part for part in parts if part != taken]
        if not others:
            return Read(value=taken)
        issue = Issue(
            severity=Severity.NOTE,
            code="cell.several",
            message=f"The cell lists {len(parts)}; “{taken[:60]}” was taken.",
            hint="The others are kept in the note of the row.",
        )
        return Read(value=taken, issue=issue, aside=f"{besides}: {'; '.join(others)}")

    def _currency(self, text: str) -> Read:
        code = currency_of(text) or currency_of(unmasked(text))
        if not code:
            hint = "Write three letters, as in USD."
            issue = _warning("currency.unknown", f"“{text[:40]}” is not a currency.", hint)
            return Read(value="", issue=issue, aside=f"{self.column.label}: {text}")
        return Read(value=code)


def _plain(value: Decimal, kind: Kind) -> Decimal:
    """The number without an exponent: whole, or money with its cents, or as many digits as said."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    with_cents = value.quantize(_CENT)
    return with_cents if kind is Kind.MONEY and with_cents == value else value.normalize()
