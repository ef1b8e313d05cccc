"""What the cells of a column say about what the column may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import assert_never

from planner.intake.grid import Cell, Fault, is_blank
from planner.intake.tables.countries import is_country
from planner.intake.tables.headings import text_of
from planner.languages import load as load_languages
from planner.readers.currencies import currency_of
from planner.readers.dates import read_span
from planner.readers.numbers import read_amount, read_number
from planner.readers.texts import folded, is_nothing
from planner.reference import load as load_reference
from planner.schema import Column, Kind

_PIECES = re.compile(r"[;|,\n]")
_CODE = re.compile(r"(\d{5}|\d{3})(?:\s*[-–:.]\s*\D.*|\s+\D.*)?", re.DOTALL)
_PLACEHOLDERS = frozenset("xXхХ")  # Latin and Cyrillic, where nothing applies
_YEAR = re.compile(r"(?:19|20)\d\d")
_SERIAL = re.compile(r"[345]\d{4}")
_ID = re.compile(r"\S*\d\S*")
_BODY = re.compile(
    r"minist|ministe|secretari|agenc|agenz|agentur|direc|department|departement|office|authority"
    r"|commission|council|conseil|consejo|police|policia|gendarm|army|armee|parliament|court"
    r"|presiden|وزار|هيئه|مديريه|משרד|רשות|behord|bundes|ministar|bakanlig|mudurlug|kementerian"
    r"|dinas |wizara|υπουργει|министер|міністер|агентств|комитет|комітет|департамент|управлен"
    r"|управлін|служба|прокуратур|urzad|ministerstv|urad |uradu|virasto|myndighet|direktorat"
    r"|styrels|agentura|nazirli|سازمان|اداره|ریاست|सचिवालय|sekretar|comision|instituto na"
)
_BODY_UNFOLDED = re.compile(
    r"^.{1,12}(?:省|庁|府|厅|局|部|委|署|院|부|처|청)$"
    r"|मंत्रालय|मन्त्रालय|মন্ত্রণালয়|กระทรวง|ሚኒስቴር|სამინისტრ|նախարարություն"
)
_MINISTRY = re.compile(
    r"\bminist|وزار|משרד|bundesminist|secretaria de estado|υπουργει|\bминистер|\bміністер"
    r"|bakanlig|kementerian|\bwizara|nazirli"
)


@dataclass(frozen=True)
class Evidence:
    """A sample of a column's cells, without blanks and words for nothing, and shares of it."""

    cells: Sequence[Cell]
    filled: float

    @cached_property
    def texts(self) -> list[str]:
        """What the cells show."""
        return [text_of(cell) for cell in self.cells]

    @cached_property
    def dates(self) -> float:
        """The share that is a date, a year, or a list of years."""
        return self._share([_is_date(c, t) for c, t in zip(self.cells, self.texts, strict=True)])

    @cached_property
    def numbers(self) -> float:
        """The share that is a number, written as one or as text."""
        pairs = zip(self.cells, self.texts, strict=True)
        return self._share([_is_number(cell, text) for cell, text in pairs])

    @cached_property
    def years(self) -> float:
        """The share that is a number of four digits that may be a year."""
        return self._share_where(lambda text: bool(_YEAR.fullmatch(text)))

    @cached_property
    def serials(self) -> float:
        """The share that is a whole number as spreadsheets count days, 1982 to 2064."""
        return self._share_where(lambda text: bool(_SERIAL.fullmatch(text)))

    @cached_property
    def ids(self) -> float:
        """The share that looks like an identifier: digits in it, short, without a space."""
        return self._share([bool(_ID.fullmatch(t)) and len(t) <= 40 for t in self.texts])

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
    def purpose_codes(self) -> float:
        """The share of cells whose pieces are aid codes that the reference tables know."""
        return self._share_where(_is_purpose_code)

    @cached_property
    def five_digits(self) -> float:
        """The share of cells whose pieces have the shape of a five-digit aid code."""
        return self._share_where(lambda text: all(len(code) == 5 for code in codes_in(text)))

    @cached_property
    def countries(self) -> float:
        """The share that names a country."""
        return self._share_where(is_country)

    @cached_property
    def currencies(self) -> float:
        """The share that is a currency."""
        return self._share_where(lambda text: bool(currency_of(text)))

    @cached_property
    def bodies(self) -> float:
        """The share that reads like the name of a ministry, an agency or an office."""
        return self._share_where(is_public_body)

    @cached_property
    def with_currency(self) -> float:
        """The share that is a number with a currency beside it."""
        amounts = [read_amount(text) for text in self.texts]
        return self._share([bool(amount and amount.currency) for amount in amounts])

    @cached_property
    def usual(self) -> Decimal:
        """The number in the middle of those that the cells hold; 0 without any."""
        amounts = (read_amount(text) for text in self.texts)
        values = sorted(abs(amount.value) for amount in amounts if amount)
        return values[len(values) // 2] if values else Decimal(0)

    @cached_property
    def same_length(self) -> bool:
        """Whether all cells are as long, as numbers of cases or of places are."""
        return len({len(text) for text in self.texts}) == 1

    @cached_property
    def is_list(self) -> bool:
        """Whether a few short texts stand in all cells, as from a list of answers."""
        few = len(set(self.texts)) <= min(12, max(2, len(self.texts) // 2))
        return few and self.words <= 5 and self.numbers < 0.5

    def answers(self, column: Column) -> float:
        """The share that is an answer of the column's list, or yes or no."""
        known = load_languages().answers(column)
        return self._share_where(lambda text: folded(re.split(r"[;|/]", text)[0]) in known)

    def _share_where(self, holds: Callable[[str], bool]) -> float:
        """The share of texts for which that holds; equal texts are asked about once."""
        known = {text: holds(text) for text in set(self.texts)}
        return self._share([known[text] for text in self.texts])

    def _share(self, found: Sequence[bool]) -> float:
        return sum(found) / len(found) if found else 0.0


def evidence(cells: Sequence[Cell], header: str) -> Evidence:
    """The evidence of a column's sampled cells."""
    told = [cell for cell in cells if not is_blank(cell) and not isinstance(cell, Fault)]
    told = [cell for cell in told if cell not in _PLACEHOLDERS]
    told = [c for c in told if not (isinstance(c, str) and is_nothing(c, header))]
    return Evidence(told, len(told) / len(cells) if cells else 0.0)


def fit(column: Column, seen: Evidence) -> float:
    """How well the cells suit a declared column, 0 to 1; 0 says that they cannot be its values."""
    if not seen.cells:
        return 0.5
    match column.kind:
        case Kind.DATE:
            return seen.dates if seen.dates >= 0.5 else 0.7 * (seen.serials >= 0.9)
        case Kind.MONEY | Kind.NUMBER | Kind.WHOLE | Kind.PERCENT:
            return seen.numbers if seen.numbers >= 0.6 else 0.0
        case Kind.CHOICE | Kind.FLAG:
            return max(seen.answers(column), 0.35) if seen.numbers < 0.8 else 0.0
        case Kind.ENTRY:
            return _fit_entry(column, seen)
        case Kind.CODE | Kind.ID:
            return _fit_code(column, seen)
        case Kind.ROW | Kind.TEXT | Kind.NOTE | Kind.TAGS:
            return 1.0 if seen.numbers < 0.6 and seen.dates < 0.6 else 0.0
        case _:
            assert_never(column.kind)


def _fit_entry(column: Column, seen: Evidence) -> float:
    if column.refers != "purpose_codes":
        return 0.8
    return seen.purpose_codes if seen.purpose_codes >= 0.3 else 0.0


def _fit_code(column: Column, seen: Evidence) -> float:
    if column.name == "currency":
        return seen.currencies if seen.currencies >= 0.5 else 0.0
    if seen.dates >= 0.8 and not seen.numbers >= 0.8:
        return 0.0
    if seen.is_count:
        return 0.1  # a number of the list, where nothing better is there
    return max(seen.ids, 0.3) if seen.words < 6 else 0.0


def codes_in(text: str) -> list[str]:
    """The codes of three or five digits that a cell lists: "313|113", "15110 - Public policy"."""
    found: list[str] = []
    for piece in _PIECES.split(text):
        code = _CODE.fullmatch(piece.strip())
        if code:
            found.append(code[1])
    return found


def _is_purpose_code(text: str) -> bool:
    codes = codes_in(text)
    return bool(codes) and all(code in known_codes() for code in codes)


@cache
def known_codes() -> frozenset[str]:
    """Every aid code of the reference tables, with the groups that they belong to."""
    rows = load_reference().purpose_codes
    return frozenset(row.code for row in rows) | frozenset(row.code[:3] for row in rows)


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
    return read_span(text) is not None or _american(text)


def _american(text: str) -> bool:
    return read_span(text, "mdy") is not None


def _is_number(cell: Cell, text: str) -> bool:
    if isinstance(cell, bool | date):
        return False
    return isinstance(cell, int | float) or read_number(text) is not None
