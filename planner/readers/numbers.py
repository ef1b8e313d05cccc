"""Numbers and money as people write them: "1 250,50", "1.2m", "(300)", "2.254,62 €", "12 %"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from planner.readers.currencies import shared_name, taken_from
from planner.readers.texts import DIGITS, folded, words

Mark = Literal["comma", "point"]

_WORDS: Final = {
    word: Decimal(10) ** int(noughts)
    for noughts, line in words("scales").items()
    for word in line.split()
}
_PHRASES: Final = {
    phrase: Decimal(10) ** int(noughts)
    for noughts, line in words("phrases").items()
    for phrase in line.split("|")
}
SCALES: Final = {folded(word): scale for word, scale in {**_WORDS, **_PHRASES}.items()}
WRITTEN: Final = {
    word: scale
    for word, scale in _WORDS.items()
    if len(word) > 2 and "\u0900" <= word[0] <= "\u0eff"
}
"""Words whose vowel signs are lost in folding, as they are written."""

LINKING: Final = frozenset("de d of en in".split())
"""Words between the number and what it counts, and before it."""

# Digits of other scripts become ASCII; the Arabic marks say themselves which is which.
_MARKS = str.maketrans(
    {
        **DIGITS, "٫": ".", "٬": "'", "،": ",", "，": ",", "．": ".", "’": "'", "‘": "'", "´": "'",
        "`": "'", "−": "-", "–": "-", "—": "-", "－": "-", "‐": "-", "‑": "-", "△": "-", "▲": "-",
        "٪": "%", "％": "%", "（": "(", "）": ")",
    }
)  # fmt: skip
_SIGN: dict[Mark, str] = {"comma": ",", "point": "."}

_NUMBER = re.compile(
    r"(?P<before>\D*?)(?P<digits>(?:(?<!\w)[.,])?\d(?:[\d.,' ]*\d)?)(?:[.,]-*)?(?P<after>\D*)",
    re.DOTALL,
)
_SCIENTIFIC = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d{1,2}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([ ',.])\d{3})(?:\1\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3}")
_SPACE = re.compile(r"\s+")
_LONGEST = 60


@dataclass(frozen=True)
class Amount:
    """A number as written: its value, and what stood beside it.

    That is a currency, or in `shared` the name of the money of several countries ("fcfa"), "%", a
    word that multiplies ("million"), brackets that may stand for a minus.
    """

    value: Decimal
    currency: str = ""
    percent: bool = False
    shared: str = ""
    is_scaled: bool = field(default=False, compare=False)
    in_brackets: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class MarkFinding:
    """Which mark is the decimal in a column: None when no cell settles it.

    `settled_by` is the first text that does, `against` those that say the opposite, `open` those
    that fit both readings ("1.250").
    """

    mark: Mark | None = None
    settled_by: str = ""
    against: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def read_number(text: str, decimal: Mark | None = None) -> Decimal | None:
    """The number a person wrote, or None when it is none; `decimal` settles texts like "1.250".

    Undecided, a lone mark before exactly three digits is taken to part thousands.
    """
    amount = read_amount(text, decimal)
    return amount.value if amount else None


def read_amount(text: str, decimal: Mark | None = None) -> Amount | None:
    """The number with its currency and percent sign, or None when the text is no number."""
    return _amount(text, decimal) if len(text) <= _LONGEST else None


@lru_cache(maxsize=8_192)
def _amount(text: str, decimal: Mark | None) -> Amount | None:
    found = _parted(text)
    if found is None:
        return None
    before, digits, after = found
    plain = _plain(digits, decimal)
    outside = f"{before} {after}"
    currency, words = taken_from(outside)
    scale = _scale(words)
    if plain is None or scale is None:
        return None
    value = Decimal(plain) * scale
    return Amount(
        value=-value if _negative(before, after) else value,
        currency=currency,
        percent="%" in outside,
        shared="" if currency or not outside.strip() else shared_name(outside),
        is_scaled=scale != 1,
        in_brackets="(" in before and ")" in after,
    )


def decimal_mark(texts: Iterable[str]) -> MarkFinding:
    """What a whole column says about its decimal mark; the majority of the texts that tell wins."""
    comma: list[str] = []
    point: list[str] = []
    unsure: list[str] = []
    for text in texts:
        fits = fitting(text)
        if fits == ("comma",):
            comma.append(text)
        elif fits == ("point",):
            point.append(text)
        elif fits:
            unsure.append(text)
    if not comma and not point:
        return MarkFinding(open=tuple(unsure))
    if len(comma) > len(point):
        return MarkFinding("comma", comma[0], tuple(point), tuple(unsure))
    return MarkFinding("point", point[0], tuple(comma), tuple(unsure))


def fitting(text: str) -> tuple[Mark, ...]:
    """The decimal marks under which a text is a number, when it matters which; else nothing."""
    if "," not in text and "." not in text and "٫" not in text:
        return ()
    found = _parted(text)
    if found is None:
        return ()
    digits = found[1]
    read: dict[Mark, str | None] = {mark: _read_as(digits, mark) for mark in _SIGN}
    if read["comma"] == read["point"]:
        return ()
    return tuple(mark for mark, value in read.items() if value is not None)


def _parted(text: str) -> tuple[str, str, str] | None:
    """What stands before the digits, the digits with their marks, what stands behind them."""
    if not text or len(text) > _LONGEST:
        return None
    plain = _SPACE.sub(" ", text.translate(_MARKS)).strip()
    if _SCIENTIFIC.fullmatch(plain):
        value = Decimal(plain.replace(",", "."))
        return ("-" if value < 0 else "", f"{abs(value):f}", "")
    found = _NUMBER.fullmatch(plain)
    return (found["before"], found["digits"], found["after"]) if found else None


def _negative(before: str, after: str) -> bool:
    """Whether a minus or a pair of brackets stands around the digits."""
    return (
        before.strip().endswith("-")
        or before.startswith("-")
        or (after.strip() == "-" or ("(" in before and ")" in after))
    )


def _scale(words: list[str]) -> Decimal | None:
    """What the words around a number multiply it by; None when one of them says something else."""
    said = " ".join(word for word in words if word not in LINKING)
    return SCALES.get(said) or SCALES.get(" ".join(words)) if said else Decimal(1)


def _plain(written: str, decimal: Mark | None) -> str | None:
    """The digits with a point as decimal mark and no grouping, or None when they are no number."""
    whole = _ungrouped(written)
    if decimal is None and whole is not None:
        return whole
    first: Mark = decimal or "point"
    other: Mark = "comma" if first == "point" else "point"
    return _read_as(written, first) or _read_as(written, other) or whole


def _read_as(written: str, mark: Mark) -> str | None:
    """The plain digits if `mark` is the decimal mark and stands at most once; else None."""
    whole, found, part = written.rpartition(_SIGN[mark])
    if not found:
        return _ungrouped(written)
    left = _ungrouped(whole) if whole else "0"
    if left is None or _SIGN[mark] in whole or not part.isdecimal():
        return None
    return f"{left}.{part}"


def _ungrouped(written: str) -> str | None:
    """A whole number without the marks between its groups of digits; None when they are uneven."""
    if written.isdecimal():
        return written
    return re.sub(r"\D", "", written) if _GROUPED.fullmatch(written) else None
