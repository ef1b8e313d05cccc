"""What the cells of a column say about what the column may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Final, assert_never

from babel import Locale

from planner.intake.amounts import amount_of
from planner.intake.grid import Cell, Fault, Shown, is_blank
from planner.intake.tables.headings import text_of
from planner.intake.tables.weights import weights
from planner.languages import load as load_languages
from planner.languages import recognition
from planner.readers.calendars import read_islamic
from planner.readers.currencies import currencies_of, currency_of
from planner.readers.dates import read_span
from planner.readers.numbers import read_amount, read_number
from planner.readers.texts import folded, is_nothing
from planner.reference import load as load_reference
from planner.schema import Column, Kind

_W: Final = weights("cells")
_PIECES = re.compile(r"[;|,\n]")
_CODE = re.compile(r"(\d{5}|\d{3})(?:\s*[-–:.]\s*\D.*|\s+\D.*)?", re.DOTALL)
_PLACEHOLDERS = frozenset("xXхХ")  # Latin and Cyrillic, where nothing applies
_ANSWERS = re.compile(r"[;|/]")
_LANGUAGES = ("en", "fr", "es", "pt", "ar", "de", "he", "ru")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SERIAL = re.compile(r"[345]\d{4}")
_ID = re.compile(r"\S*\d\S*")
_WORDS = recognition.words("bodies")


def _any_of(name: str) -> str:
    return "|".join(_WORDS[name].split()).replace("_", " ")


_BODY = re.compile(_any_of("bodies"))
_BODY_UNFOLDED = re.compile(rf"^.{{1,12}}(?:{_any_of('endings')})$|{_any_of('unfolded')}")
_MINISTRY = re.compile(rf"{_any_of('ministries')}|\b(?:{_any_of('ministries_begin')})")


@dataclass(frozen=True)
class Evidence:
    """A sample of a column's cells, without blanks and words for nothing.

    `seen["dates"]` is the share of the cells that are dates; `_SIGNS` lists what else they may be.
    `in_rows` are all cells as they stand, to be held against those of another column.
    """

    cells: Sequence[Cell]
    filled: float
    in_rows: Sequence[Cell] = field(default=(), compare=False)
    _shares: dict[str, float] = field(default_factory=dict[str, float], compare=False)

    def __getitem__(self, sign: str) -> float:
        if sign not in self._shares:
            self._shares[sign] = self._share(_SIGNS[sign])
        return self._shares[sign]

    def _share(self, holds: Callable[[Cell, str], bool]) -> float:
        """The share of cells for which that holds; equal ones are asked about once."""
        told = [(cell.__class__, text) for cell, text in zip(self.cells, self.texts, strict=True)]
        first = dict(zip(told, self.cells, strict=True))
        known = {key: holds(cell, key[1]) for key, cell in first.items()}
        return sum(known[key] for key in told) / len(told) if told else 0.0

    @cached_property
    def texts(self) -> list[str]:
        """What the cells show."""
        return [text_of(cell) for cell in self.cells]

    @cached_property
    def is_count(self) -> bool:
        """Whether the cells merely count the rows: 1, 2, 3 and so on."""
        counted = [text == str(n) for n, text in enumerate(self.texts, start=1)]
        return len(counted) > 1 and all(counted[: len(counted) // 2 + 1])

    @cached_property
    def distinct(self) -> float:
        """How many of the cells differ."""
        return len(set(self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def words(self) -> float:
        """How many words a cell holds on the average."""
        counts = [len(text.split()) for text in self.texts]
        return sum(counts) / len(counts) if counts else 0.0

    @cached_property
    def amounts(self) -> list[Decimal]:
        """The number in each cell as it stands; 0 where there is none."""
        found = map(amount_of, self.in_rows)
        return [amount.value if amount else Decimal(0) for amount in found]

    @cached_property
    def usual(self) -> Decimal:
        """The number in the middle of those that the cells hold; 0 without any."""
        values = sorted(abs(amount) for amount in self.amounts if amount)
        return values[len(values) // 2] if values else Decimal(0)

    @cached_property
    def same_length(self) -> bool:
        """Whether all cells are as long, as numbers of cases or of places are."""
        return len({len(text) for text in self.texts}) == 1

    @cached_property
    def is_list(self) -> bool:
        """Whether a few short texts stand in all cells, as from a list of answers."""
        few = len(set(self.texts)) <= min(12, max(2, len(self.texts) // 2))
        return few and self.words <= 5 and self["numbers"] < _W["half"]

    def answers(self, column: Column) -> float:
        """The share that is an answer of the column's list, or yes or no."""
        known = load_languages().answers(column)
        return self._share(lambda _, text: folded(_ANSWERS.split(text)[0]) in known)


def evidence(cells: Sequence[Cell], header: str) -> Evidence:
    """The evidence of a column's sampled cells."""
    told = [
        cell
        for cell in cells
        if not is_blank(cell)
        and not isinstance(cell, Fault)
        and cell not in _PLACEHOLDERS
        and not (isinstance(cell, str) and is_nothing(cell, header))
    ]
    return Evidence(told, len(told) / len(cells) if cells else 0.0, cells)


def fit(column: Column, seen: Evidence) -> float:
    """How well the cells suit a declared column, 0 to 1; 0 says that they cannot be its values."""
    if not seen.cells:
        return _W["half"]
    match column.kind:
        case Kind.DATE:
            counted = _W["serials"] * (seen["serials"] >= _W["nearly_all"])
            return seen["dates"] if seen["dates"] >= _W["half"] else counted
        case Kind.MONEY | Kind.NUMBER | Kind.WHOLE | Kind.PERCENT:
            with_days = seen["numbers"] and seen["numbers"] + seen["dates"]
            return seen["numbers"] if with_days >= _W["most"] else 0.0
        case Kind.CHOICE | Kind.FLAG:
            worded = seen["numbers"] < _W["many"]
            return max(seen.answers(column), _W["unknown_answers"]) if worded else 0.0
        case Kind.ENTRY | Kind.CODE | Kind.ID:
            return _fit_code(column, seen)
        case Kind.ROW | Kind.TEXT | Kind.NOTE | Kind.TAGS:
            return float(max(seen["numbers"], seen["dates"]) < _W["most"])
        case _:
            assert_never(column.kind)


def _fit_code(column: Column, seen: Evidence) -> float:
    if column.refers == "purpose_codes":
        return seen["purpose_codes"] if seen["purpose_codes"] >= _W["aid_codes"] else 0.0
    if column.kind is Kind.ENTRY:
        return _W["entries"]
    if column.name == "currency":
        return seen["currencies"] if seen["currencies"] >= _W["half"] else 0.0
    if seen["dates"] >= _W["many"] > seen["numbers"]:
        return 0.0
    if seen.is_count:
        return _W["counts"]  # a number of the list, where nothing better is there
    return max(seen["ids"], _W["codes"]) if seen.words < _W["words_of_a_code"] else 0.0


def codes_in(text: str) -> list[str]:
    """The codes of three or five digits that a cell lists: "313|113", "15110 - Public policy"."""
    codes = (_CODE.fullmatch(piece.strip()) for piece in _PIECES.split(text))
    return [code[1] for code in codes if code]


@cache
def known_codes() -> frozenset[str]:
    """Every aid code of the reference tables, with the groups that they belong to."""
    rows = load_reference().purpose_codes
    return frozenset(row.code for row in rows) | frozenset(row.code[:3] for row in rows)


@cache
def named_countries() -> Mapping[str, str]:
    """Every country and region of the world in eight languages: folded name → name as written."""
    return {
        folded(name): name
        for language in reversed(_LANGUAGES)
        for code, name in Locale(language).territories.items()
        if len(code) == 2
    }


def is_country(text: str) -> bool:
    """Whether a text is the name of a country."""
    return folded(text) in named_countries()


def is_public_body(text: str) -> bool:
    """Whether a text reads like the name of a ministry, an agency or an office."""
    if _BODY.search(folded(text)):
        return True
    return not text.isascii() and bool(_BODY_UNFOLDED.search(text.strip()))


def is_ministry(text: str) -> bool:
    """Whether a text names a ministry, and not an agency or a directorate of one."""
    return bool(_MINISTRY.search(folded(text)))


def _is_date(cell: Cell, text: str) -> bool:
    if isinstance(cell, date):
        return True
    if isinstance(cell, bool) or len(text) > 200 or not any(c.isdecimal() for c in text):
        return False
    days = read_span(text) or read_span(text, "mdy") or read_islamic(text)
    return days is not None


def _is_number(cell: Cell, text: str) -> bool:
    if isinstance(cell, bool | date):
        return False
    return isinstance(cell, int | float | Shown) or read_number(text) is not None


def _is_purpose_code(_cell: Cell, text: str) -> bool:
    codes = codes_in(text)
    return bool(codes) and all(code in known_codes() for code in codes)


_SIGNS: Final[Mapping[str, Callable[[Cell, str], bool]]] = {
    "dates": _is_date,  # a date, a year, or a list of years
    "numbers": _is_number,  # written as one or as text
    "years": lambda _, text: bool(_YEAR.fullmatch(text)),
    "serials": lambda _, text: bool(_SERIAL.fullmatch(text)),  # as days are counted, 1982 to 2064
    "ids": lambda _, text: bool(_ID.fullmatch(text)) and len(text) <= 40,
    "purpose_codes": _is_purpose_code,
    "five_digits": lambda _, text: all(len(code) == 5 for code in codes_in(text)),
    "countries": lambda _, text: is_country(text),
    "currencies": lambda _, text: bool(currency_of(text) or currencies_of(text)),
    "bodies": lambda _, text: is_public_body(text),
    "with_currency": lambda _, text: bool((amount := read_amount(text)) and amount.currency),
}
