"""How a language tells a message: its texts, and numbers, dates and names in its own way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_decimal_symbol

from planner.errors import WrongValue
from planner.languages.catalogues import ENGLISH, MINISTRY, Texts, spoken, texts
from planner.messages import NOT_KNOWN, Fact, Message, Share, Sum, _, pgettext
from planner.schema import Choice, Column, Table, Value

_ISOLATED, _ISOLATED_NO_MORE, _FROM_THE_RIGHT = "\u2068", "\u2069", "\u2067"
"""Between them a text keeps its own direction, as a name or a date in Arabic does."""

_TURNING: Final = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""Signs of direction in a stranger's text, which would reach beyond it."""
_AMBIGUOUS: Final = 3  # so many digits behind a lone mark
_REGIONS: Final = {"en": "en_GB"}
_STEPS: Final = (
    (Decimal(10) ** 9, pgettext("scale", "bn")),
    (Decimal(10) ** 6, pgettext("scale", "m")),
    (Decimal(10) ** 3, pgettext("scale", "k")),
)


@dataclass(frozen=True)
class Voice:
    """A language in which messages are told; `office` is the folder of an office's own words."""

    language: str = ENGLISH
    office: Path | None = None

    @cached_property
    def _texts(self) -> Texts:
        return texts(self.language, self.office)

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(_REGIONS.get(self.language, self.language))

    @property
    def name(self) -> str:
        """What the language calls itself, as in “Français”."""
        return str(self._locale.get_language_name()).capitalize()

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from the right."""
        return self._locale.character_order == "right-to-left"

    def tell(self, what: Message | str) -> str:
        """The sentence in this language; text that is no message is told as it stands."""
        if not isinstance(what, Message):
            return what
        text = self._texts.text(what)
        if not what.facts:
            return text
        return text.format(**{name: self._placed(fact) for name, fact in what.facts.items()})

    def fact(self, fact: Fact) -> str:
        """One fact as people read it, alone in its cell."""
        match fact:
            case None | Message():
                return self.tell(NOT_KNOWN if fact is None else fact)
            case Choice() | bool():
                return self.answer(fact)
            case str():
                return fact
            case date():
                return self.day(fact)
            case tuple():
                told = ((one, self.fact(one)) for one in fact)
                return self.listing(
                    self.isolated(text) if isinstance(one, str) else text for one, text in told
                )
            case _:
                return self._measured(fact)

    def _measured(self, fact: int | float | Decimal | Sum | Share) -> str:
        match fact:
            case Sum():
                return self._least(fact, self.short_sum(fact) if fact.short else self.sum(fact))
            case Share():
                return self.percent(fact.share)
            case _:
                return self.number(fact)

    def _least(self, what: Sum, told: str) -> str:
        """A sum as it is told; where more is not known, as the least that it is."""
        if not what.at_least or what.amount is None:
            return told
        if not what.amount:
            return self.tell(NOT_KNOWN)
        return f"≥\u00a0{told}" if what.short else self.tell(_("at least {sum}", sum=told))

    def number(self, number: int | float | Decimal) -> str:
        """A number with its thousands grouped; decimals as they are, at most three."""
        text = format_decimal(number, locale=self._locale, numbering_system="latn")
        return text.replace("\u202f", "\u00a0")

    def exact(self, number: Decimal) -> str:
        """A number with all its decimals, to be read again by whoever types over it.

        Three digits behind the mark get a zero more, or they would read as thousands.
        """
        whole, _mark, fraction = format(abs(number), "f").partition(".")
        fraction = fraction.rstrip("0")
        fraction += "0" if len(fraction) == _AMBIGUOUS else ""
        mark = get_decimal_symbol(self._locale, numbering_system="latn")
        sign = "-" if number < 0 else ""
        return f"{sign}{self.number(int(whole))}{mark if fraction else ''}{fraction}"

    def percent(self, share: float | Decimal | None) -> str:
        """A share from 0 to 1 in percent; nearly all is not all, and unknown stays unknown."""
        if share is None:
            return self.tell(NOT_KNOWN)
        if 0 < share < Decimal("0.005"):
            return "< 1\u00a0%"
        if Decimal("0.995") <= share < 1:
            return "> 99\u00a0%"
        return f"{round(share * 100)}\u00a0%"

    def sum(self, what: Sum) -> str:
        """An amount in whole units with its currency, as in “1,250,000 EUR”."""
        if what.amount is None:
            return self.tell(NOT_KNOWN)
        return f"{self.number(round(what.amount))}\u00a0{what.currency}".rstrip("\u00a0")

    def short_sum(self, what: Sum) -> str:
        """An amount in three figures, as in “1.25m EUR”."""
        if what.amount is None:
            return self.tell(NOT_KNOWN)
        scale, name = scale_of(what.amount)
        figures = self.number(_three_figures(what.amount / scale) if name else round(what.amount))
        told = self.tell(name)
        joined = (
            f"{figures}{told}"
            if len(told) < 3 and self.language == ENGLISH
            else f"{figures}\u00a0{told}"
        )
        return f"{joined.rstrip()}\u00a0{what.currency}".rstrip("\u00a0")

    def day(self, day: date | None) -> str:
        """A date in words, as in “1 March 2027”."""
        if day is None:
            return ""
        told = format_date(day, format="long", locale=self._locale)
        return f"1er{told[1:]}" if day.day == 1 and self.language == "fr" else told

    def short_day(self, day: date) -> str:
        """A date in few letters, as in “1 Mar 2027”."""
        return format_date(day, format="d MMM y", locale=self._locale)

    def month(self, day: date) -> str:
        """A month with its year, as in “March 2027”."""
        return format_skeleton("yMMMM", day, locale=self._locale)

    def short_month(self, day: date) -> str:
        """A month in few letters with its year, as in “Mar 2027”."""
        return format_date(day, format="LLL y", locale=self._locale)

    def listing(self, parts: Iterable[str]) -> str:
        """Several things in one line."""
        return ("، " if self.language in ("ar", "fa", "ur") else ", ").join(parts)

    def label(self, table: Table, column: Column | str) -> str:
        """What a column is called."""
        return self.tell((table.column(column) if isinstance(column, str) else column).title)

    def help(self, table: Table, column: Column | str) -> str:
        """What belongs into a column, in one or two sentences."""
        found = table.column(column) if isinstance(column, str) else column
        return self.tell(found.explanation)

    def table_label(self, table: Table) -> str:
        """What many rows of the table are called, which is also the name of its sheet."""
        return self.tell(table.title)

    def row_label(self, table: Table) -> str:
        """What one row of the table is called."""
        return self.tell(table.row_title)

    def table_help(self, table: Table) -> str:
        """What a row of the table is, in one sentence."""
        return self.tell(table.explanation)

    def answer(self, answer: Choice | bool | None) -> str:
        """What an answer of a list, or yes or no, is called; blank for none."""
        match answer:
            case None:
                return ""
            case bool():
                return self.tell(_("Yes") if answer else _("No"))
            case _:
                return self.tell(answer.caption)

    def shown(self, column: Column, value: Value) -> str:
        """A value of a plan as a person reads it in a cell; a blank is empty."""
        match value:
            case None | "" | ():
                return ""
            case Choice() | bool():
                return self.answer(value)
            case tuple():
                return self.listing(self._tag(column, tag) for tag in value)
            case str():
                return value
            case date():
                return value.isoformat()
            case _:
                return self.number(value)

    def _tag(self, column: Column, tag: str) -> str:
        return self.answer(column.answers(tag)) if column.answers is not None else tag

    def _placed(self, fact: Fact) -> str:
        """A fact inside a sentence: a name or a date keeps its own direction there."""
        if isinstance(fact, Choice):
            told = self.answer(fact)
            return told if self.language == "de" else f"{told[:1].lower()}{told[1:]}"
        if isinstance(fact, tuple):
            return self.listing(
                self.fact(one) if isinstance(one, Choice) else self._placed(one) for one in fact
            )
        text = self.fact(fact)
        return self.isolated(text) if isinstance(fact, str | date | Sum) else text

    def whole(self, text: str) -> str:
        """A line where nothing else says from which side it is read."""
        return f"{_FROM_THE_RIGHT}{text}{_ISOLATED_NO_MORE}" if self.is_right_to_left else text

    def reads_from_left(self, text: str) -> bool:
        """Whether a text goes against a language that is written from the right: its first letter
        outside of what is kept apart does."""
        depth = 0
        for sign in text:
            depth += (sign == _ISOLATED) - (sign == _ISOLATED_NO_MORE)
            way = unicodedata.bidirectional(sign)
            if depth == 0 and way in ("L", "R", "AL"):
                return way == "L"
        return False

    def isolated(self, text: str) -> str:
        """The text without signs of its own that turn what follows, and kept apart if it turns."""
        plain = text if text.isascii() or _is_whole(text) else text.translate(_TURNING)
        return f"{_ISOLATED}{plain}{_ISOLATED_NO_MORE}" if self._turns(plain) else plain

    def _turns(self, text: str) -> bool:
        """Whether the text holds letters of the other direction than the language's."""
        other = ("L", "EN") if self.is_right_to_left else ("R", "AL")
        return any(unicodedata.bidirectional(letter) in other for letter in text)


def _is_whole(text: str) -> bool:
    """Whether nothing in a text turns what follows; names that are kept apart in it stay so."""
    depth = 0
    for sign in text:
        depth += (sign == _ISOLATED) - (sign == _ISOLATED_NO_MORE)
        if depth < 0 or (ord(sign) in _TURNING and sign not in (_ISOLATED, _ISOLATED_NO_MORE)):
            return False
    return depth == 0


def file_languages() -> dict[str, str]:
    """The languages in which a ministry's files can be made, by code, as they call themselves."""
    return {code: Voice(code).name for code in spoken(MINISTRY)}


def complete_voice(
    language: str, domains: frozenset[str], what: Message, office: Path | None = None
) -> Voice:
    """The voice to make a file in; WrongValue when the file is not complete in that language.

    `domains` are the catalogues it needs; English when no language is wished for.
    """
    known = spoken(domains)
    if language and language not in known:
        raise WrongValue(
            _("{file}: it cannot be made in {language} yet.", file=what, language=language),
            _("Choose one of: {languages}.", languages=tuple(Voice(code).name for code in known)),
        )
    return Voice(language or ENGLISH, office)


def scale_of(amount: Decimal) -> tuple[Decimal, Message | str]:
    """What to divide an amount by so that it is short, and how that is called: 10⁶ and “m”."""
    for step, name in _STEPS:
        if abs(amount) >= step * Decimal("0.9995"):
            return step, name
    return Decimal(1), ""


def _three_figures(number: Decimal) -> Decimal:
    places = 2 if abs(number) < Decimal("9.995") else 1 if abs(number) < Decimal("99.95") else 0
    return round(number, places)
