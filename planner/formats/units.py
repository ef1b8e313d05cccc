"""The unit that a column of money is in, from its header or from a line above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.readers.currencies import CODES, currency_named
from planner.readers.numbers import SCALES
from planner.readers.texts import folded

ONE = Decimal(1)
_WORDS = {word: scale for word, scale in SCALES.items() if len(word) > 3 or not word.isascii()}
_PREFIXES = ("بال", "ب", "ال", "ב")
_MONEY = rf"(?:{'|'.join(code.lower() for code in sorted(CODES))}|[€$£]|fcfa|f cfa)"
_SHORT = "(k|m|mn|mln|mio|bn|mrd|md)"
_BEFORE_MONEY = re.compile(rf"(?<!\w){_SHORT}\s?{_MONEY}(?!\w)")
_AFTER_MONEY = re.compile(rf"{_MONEY}\s?{_SHORT}(?!\w)")
_ZEROS = re.compile(r"(?<![\d.,])(?:['’]|1[ ,.'’]?)?(000(?:[ ,.'’]?000)?)(?:s|'s)?(?![\d.,]\d|\d)")
# Words that make a line above a table speak of its numbers, and not of a "million trees".
_OF_NUMBERS = frozenset(
    "in en em unit units unite unites unidad unidades einheit amounts montants valores importes"
    " figures chiffres cifras values valeurs betrage all".split()
)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What one in a column stands for: a currency ("" when none is named) and how many of it."""

    currency: str = ""
    scale: Decimal = ONE
    word: str = ""

    @property
    def statement(self) -> str:
        """The unit in one phrase: "USD million ×1000000"; blank when nothing is said."""
        factor = "" if self.scale == ONE else f"×{self.scale:f}"
        return " ".join(part for part in (self.currency, self.word, factor) if part)


def unit_of(header: str, above: Sequence[str]) -> Unit:
    """The unit that a header names; what it leaves open is taken from the lines above."""
    word, scale = _scale(header)
    currency = currency_named(header)
    for line in above:
        if not _speaks_of_numbers(line):
            continue
        if scale == ONE:
            word, scale = _scale(line)
        currency = currency or currency_named(line)
    return Unit(currency=currency, scale=scale, word=word)


def _speaks_of_numbers(line: str) -> bool:
    words = folded(line).split()
    prefixed = any(_bare(word) != word and _bare(word) in _WORDS for word in words)
    return prefixed or bool(currency_named(line)) or not _OF_NUMBERS.isdisjoint(words)


def _scale(text: str) -> tuple[str, Decimal]:
    """The word for how many ("million") and the number it means; blank and 1 when there is none."""
    words = folded(text).split()
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            word = " ".join(words[at : at + length])
            scale = _WORDS.get(word) or _WORDS.get(_bare(word))
            if scale:
                return word, scale
    short = _BEFORE_MONEY.search(text.lower()) or _AFTER_MONEY.search(text.lower())
    if short:
        return short[1], SCALES[short[1]]
    zeros = _ZEROS.search(text)
    if zeros:
        return zeros[0].strip(), Decimal("1" + re.sub(r"\D", "", zeros[1]))
    return "", ONE


def _bare(word: str) -> str:
    """An Arabic or Hebrew word without the "in" and "the" written onto it."""
    prefix = next((p for p in _PREFIXES if word.startswith(p) and word != p), "")
    return word.removeprefix(prefix)
