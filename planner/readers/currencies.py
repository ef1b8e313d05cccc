"""Currencies by the signs, codes and words that people put beside a sum."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from babel.core import get_global
from babel.numbers import get_territory_currencies

from planner.readers.texts import folded, words

_YEARS: Final = (date(2015, 1, 1), date(2026, 1, 1))

# Codes of ISO 4217 in use: "USD" beside a number is a currency, "PHC" is not.
CODES: Final = frozenset({"SVC"}).union(
    *(
        get_territory_currencies(territory, *_YEARS)
        for territory in get_global("territory_currencies")
    )
)
_SIGNS: Final[Mapping[str, str]] = words("signs")
# Codes that are words as well, and words too short to name a currency in a sentence.
_WORDS_TOO: Final = frozenset("ALL BAM CUP GEL MOP PEN STD TOP TRY".split())
_TOO_SHORT: Final = frozenset(words("money")["too_short"].split())
_BY_WORD: Final = {
    folded(word): code for code, names in words("currencies").items() for word in names
}
_SHARED_BY_NAME: Final = {
    folded(name): shared for shared, of in words("shared").items() for name in of["names"]
}
_LONGEST_NAME = max(len(name.split()) for name in _BY_WORD)
_CAPITALS = re.compile(r"(?:(?<![^\W\d_])|(?<=[a-z]))[A-Z]{3}(?![^\W\d_])")
# Names of money that several countries share.
_SHARED = re.compile(
    r"(?<!\w)(dinars?|dirhams?|dollars?|francs?|kron[ae]r?|livres?|pesos?|pounds?|rials?|riyals?"
    r"|rupees?|shillings?)(?!\w)"
)
SHARED_WORDS: Final = frozenset(map(folded, words("money")["shared"].split()))
# "MDH", "TEUR", "kUSD": a letter for how many, written onto the currency.
_JOINT = re.compile(
    r"(?<!\w)(k|t|m|mio|mn|md|mrd)(eur|usd|gbp|chf|nok|sek|dkk|xof|fcfa|dh|dt|ft|[€£$])(?!\w)"
)


def shared_name(text: str) -> str:
    """A word for money of several countries ("francs") where no one currency is named; else ""."""
    if currency_named(text):
        return ""
    padded = f" {folded(parted(text))} "
    known = (shared for name, shared in _SHARED_BY_NAME.items() if f" {name} " in padded)
    found = _SHARED.search(padded)
    return next(known, found[1] if found else "")


def currencies_of(shared: str) -> tuple[str, ...]:
    """The currencies that may be meant by such a name, where they are few: FCFA is XAF or XOF."""
    known = words("shared").get(shared)
    return tuple(known["codes"].split()) if known else ()


def parted(text: str) -> str:
    """The text with the letter for how many taken off a currency: "TEUR" is "tsd eur"."""
    return _JOINT.sub(lambda m: f"{'tsd' if m[1] == 't' else m[1]} {m[2]}", text.lower())


def currency_named(text: str) -> str:
    """The currency that a header or a banner names ("Budget (USD)", "in euro"); else ""."""
    for sign, code in _SIGNS.items():
        if code and sign in text:
            return code
    for found in _CAPITALS.findall(text):
        if found in CODES and found not in _WORDS_TOO:
            return found
    padded = f" {folded(text)} "
    for name, code in _BY_WORD.items():
        if f" {name} " in padded and name not in _TOO_SHORT:
            return code
    return ""


def currency_of(text: str) -> str:
    """The one currency that a whole cell stands for ("EUR", "euros", "€"); else ""."""
    stripped = text.strip()
    if stripped.upper() in CODES:
        return stripped.upper()
    return _SIGNS.get(stripped) or _BY_WORD.get(folded(stripped), "")


def taken_from(text: str) -> tuple[str, list[str]]:
    """The currency among the words around a sum, and the folded words that are left of them."""
    if not text.strip():
        return "", []
    code = ""
    for sign, named in _SIGNS.items():
        if sign in text:
            text, code = text.replace(sign, " ", 1), named
            break
    left = [word for word in folded(parted(text)).split() if word not in SHARED_WORDS]
    for length in range(_LONGEST_NAME, 0, -1):
        for at in range(len(left) - length + 1):
            name = " ".join(left[at : at + length])
            named = name.upper() if name.upper() in CODES else _BY_WORD.get(name, "")
            if named or name in _SHARED_BY_NAME:
                return code or named, left[:at] + left[at + length :]
    return code, left
