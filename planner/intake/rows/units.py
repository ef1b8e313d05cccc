"""The unit that a column of money is in, from its header or from a line above the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import prod
from typing import Final

from planner.languages import recognition
from planner.readers.currencies import CODES, currency_named, parted, taken_from
from planner.readers.numbers import LINKING, SCALES, WRITTEN
from planner.readers.texts import folded

ONE = Decimal(1)
_LONGEST: Final = 30  # letters of a unit
_WORDS: Final = recognition.words("units")
_LOOSE: Final = {w: scale for w, scale in SCALES.items() if len(w) > 3 or not w.isascii()}
_PREFIXES: Final = tuple(_WORDS["prefixes"].split())
_MONEY: Final = rf"(?:{'|'.join(code.lower() for code in sorted(CODES))}|[€$£]|fcfa|f cfa)"
_SHORT: Final = "(k|m|mn|mln|mio|bn|mrd|md)"
_BEFORE_MONEY: Final = re.compile(rf"(?<!\w){_SHORT}\s*{_MONEY}(?!\w)")
_AFTER_MONEY: Final = re.compile(rf"{_MONEY}\s?{_SHORT}(?!\w)")
_STOP: Final = re.compile(r"\.(?=\s|$)")
_ZEROS: Final = re.compile(
    r"(?<![\d.,])(?:['’]|1[ ,.'’]?)?(000(?:[ ,.'’]?000)?)(?:s|'s)?(?![\d.,]\d|\d)"
)
_SIGNS: Final = {
    sign: Decimal(10) ** zeros
    for signs, zeros in _WORDS["unspaced"]["zeros"].items()
    for sign in signs
}
_UNSPACED: Final = re.compile(
    rf"([{''.join(_SIGNS)}]+)({'|'.join(_WORDS['unspaced']['money'].split())})"
)
_MIL: Final = re.compile(r"(?<!\w)mil\.|(?<!\w)mil\.?(?=\s*(?:kč|czk)(?!\w))", re.IGNORECASE)
"""A million in Czech, Slovak and Serbian; "mil" alone is a thousand in Spanish."""
_ASIDE: Final = re.compile(r"[(\[（【]([^()\[\]（）【】]+)[)\]）】]")
_AFTER_MARK: Final = re.compile(r"[,:：]\s*([^,:：]+)$")
_SAYS_UNIT: Final = frozenset(map(folded, _WORDS["says_unit"].split()))
_OF_NUMBERS: Final = frozenset(_WORDS["of_numbers"].split())


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What one in a column stands for: a currency ("" when none is named) and how many of it.

    `source` is the text that names the currency.
    """

    currency: str = ""
    scale: Decimal = ONE
    word: str = ""
    source: str = field(default="", compare=False)

    @property
    def statement(self) -> str:
        """The unit in one phrase: "USD million ×1000000"; blank when nothing is said."""
        factor = "" if self.scale == ONE else f"×{self.scale:f}"
        return " ".join(part for part in (self.currency, self.word, factor) if part)


def unit_of(header: str, above: Sequence[str]) -> Unit:
    """The unit that a header names; what it leaves open is taken from the lines above."""
    found = _phrase(header) or Unit()
    word, scale = (found.word, found.scale) if found.word else _scale(header)
    currency = found.currency or currency_named(header) or taken_from(header)[0]
    source = header
    for line in above:
        said = _said_above(line)
        if scale == ONE:
            word, scale = said.word, said.scale
        if said.currency and not currency:
            currency, source = said.currency, line
    return Unit(currency=currency, scale=scale, word=word, source=source)


def unit_alone(text: str) -> Unit | None:
    """The unit that a cell names and nothing else: "million", "USD '000"; None for other texts."""
    if len(text) > _LONGEST or any(letter in text for letter in "123456789"):
        return None
    found = _wholly(text) or Unit()
    if found == Unit():
        word, scale = _scale(text)
        found = Unit(currency=currency_named(text), scale=scale, word=word)
    return None if found == Unit() else replace(found, source=text)


def _said_above(line: str) -> Unit:
    """The unit that a line above a table speaks of; an empty one when it speaks of none."""
    phrase = _phrase(line)
    if phrase:
        return phrase
    if not _speaks_of_numbers(line):
        return Unit()
    word, scale = _scale(line)
    return Unit(currency=currency_named(line), scale=scale, word=word)


def _phrase(text: str) -> Unit | None:
    """The unit where it stands apart: in brackets, behind a comma or colon, or as the whole."""
    return next((unit for piece in _pieces(text) if (unit := _wholly(piece))), None)


def _pieces(text: str) -> Iterator[str]:
    yield from _ASIDE.findall(text)
    bare = _ASIDE.sub(" ", text)
    yield from _AFTER_MARK.findall(bare)
    if len(bare.split()) > 1 or _UNSPACED.search(bare):
        yield bare


def _wholly(piece: str) -> Unit | None:
    """The unit that a piece of text names, when it says nothing else."""
    unspaced = _UNSPACED.search(piece)
    rest = _UNSPACED.sub(" ", piece)
    code, left = taken_from(_MIL.sub("mln ", rest))
    words = [word for word in left if word not in _SAYS_UNIT]
    if unspaced and not words:
        factor = prod((_SIGNS[sign] for sign in unspaced[1]), start=ONE)
        mainland = bool(set(unspaced[1]) & set(_WORDS["unspaced"]["mainland"]))
        named = taken_from(unspaced[2])[0] or ("CNY" if mainland else "")
        return Unit(currency=code or named, scale=factor, word=unspaced[1])
    said = " ".join(word for word in words if word not in LINKING)
    scale = SCALES.get(said) or SCALES.get(_bare(said))
    if scale:
        return Unit(currency=code, scale=scale, word=said)
    return Unit(currency=code) if code and not said else None


def _speaks_of_numbers(line: str) -> bool:
    words = folded(line).split()
    prefixed = any(_bare(word) != word and _bare(word) in _LOOSE for word in words)
    return prefixed or bool(currency_named(line)) or not _OF_NUMBERS.isdisjoint(words)


def _scale(text: str) -> tuple[str, Decimal]:
    """The word for how many ("million") and the number it means; blank and 1 when there is none."""
    words = folded(_MIL.sub("mln ", text)).split()
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            word = " ".join(words[at : at + length])
            scale = _LOOSE.get(word) or _LOOSE.get(_bare(word)) or _beside_money(words, at, length)
            if scale:
                return word, scale
    for word, scale in WRITTEN.items():
        if word in text:
            return word, scale
    lowered = _STOP.sub(" ", parted(text))
    short = _BEFORE_MONEY.search(lowered) or _AFTER_MONEY.search(lowered)
    if short:
        return short[1], SCALES[short[1]]
    zeros = _ZEROS.search(text)
    if zeros:
        return zeros[0].strip(), Decimal("1" + re.sub(r"\D", "", zeros[1]))
    return "", ONE


def _beside_money(words: Sequence[str], at: int, length: int) -> Decimal | None:
    """What a short word multiplies by, where a currency stands next to it: "mii lei", "Bin TL"."""
    scale = SCALES.get(" ".join(words[at : at + length]))
    beside = (*words[max(0, at - 1) : at], *words[at + length : at + length + 1])
    return scale if scale and any(taken_from(word)[0] for word in beside) else None


def _bare(word: str) -> str:
    """An Arabic or Hebrew word without the "in" and "the" written onto it."""
    prefix = next((p for p in _PREFIXES if word.startswith(p) and word != p), "")
    return word.removeprefix(prefix)
