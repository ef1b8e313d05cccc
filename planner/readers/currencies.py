"""Currencies by the signs, codes and words that people put beside a sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Final

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from planner.readers.name_forms import country_codes
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
_WORDS_TOO: Final = frozenset("ALL BAM CDF COP CUP GEL MAD MOP PEN SDG SOS STD TOP TRY".split())
_TOO_SHORT: Final = frozenset(words("money")["too_short"].split())
_BY_WORD: Final = {
    folded(word): code for code, names in words("currencies").items() for word in names
}
_SHARED: Final = {
    name: shared for shared, of in words("shared").items() for name in of["names"].split("|")
}
_SHARED_BY_NAME: Final = {folded(name): of for name, of in _SHARED.items() if name not in _SIGNS}
_LONGEST_NAME = max(len(name.split()) for name in _BY_WORD)
_CAPITALS = re.compile(r"(?:(?<![^\W\d_])|(?<=[a-z]))[A-Z]{3}(?![^\W\d_])")
# "MDH", "TEUR", "kUSD": a letter for how many, written onto the currency.
_JOINT = re.compile(
    r"(?<!\w)(k|t|m|mio|mn|md|mrd)(eur|usd|gbp|chf|nok|sek|dkk|xof|fcfa|dh|dt|ft|[€£$])(?!\w)"
)


def shared_name(text: str) -> str:
    """What money of several countries a text speaks of ("francs"), and no one currency; or ""."""
    return "" if currency_named(text) else _shared_in(text)


def _shared_in(text: str) -> str:
    padded = f" {folded(parted(text))} "
    spoken = (
        of
        for name, of in _SHARED_BY_NAME.items()
        if f" {name} " in padded and (name not in _TOO_SHORT or _is_alone(name, padded))
    )
    return next(spoken, "") or next(
        (sign for sign in _SHARED if sign in _SIGNS and sign in text), ""
    )


def _is_alone(name: str, padded: str) -> bool:
    """Whether beside a name only a letter or two stand for how many: "m dh"."""
    return all(len(word) <= 2 for word in padded.split() if word != name)


@cache
def currencies_of(name: str) -> tuple[str, ...]:
    """The currencies that such a name may mean: FCFA is XAF or XOF; none for another text."""
    shared = words("shared")
    known = shared.get(name) or shared.get(_SHARED_BY_NAME.get(folded(name), ""))
    parts = known["of"].split("|") if known else ()
    return tuple(
        code
        for code in sorted(CODES)
        if any(part in get_currency_name(code, locale="en") for part in parts)
    )


@cache
def paid_in(country: str, meant: tuple[str, ...]) -> str:
    """The one currency of these that a country pays in, named in any language; "" for none."""
    paid = (get_territory_currencies(code, *_YEARS) for code in country_codes(country))
    own = {code for codes in paid for code in codes if code in meant}
    return own.pop() if len(own) == 1 else ""


def parted(text: str) -> str:
    """The text with the letter for how many taken off a currency: "TEUR" is "tsd eur"."""
    return _JOINT.sub(lambda m: f"{'tsd' if m[1] == 't' else m[1]} {m[2]}", text.lower())


def currency_named(text: str) -> str:
    """The one currency that a header or a banner names ("Budget (USD)", "in euro"); else ""."""
    for sign, code in _SIGNS.items():
        if code and sign in text:
            return code
    codes = {one for one in _CAPITALS.findall(text) if one in CODES and one not in _WORDS_TOO}
    if codes:
        others = currencies_of(_shared_in(text)) or codes
        return codes.pop() if len(codes) == 1 and codes.issubset(others) else ""
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
    around = folded(parted(text)).split()
    left, named = _without(around, lambda name: _named(name, text, len(around)))
    if any(one.upper() in CODES.difference(_WORDS_TOO, {named}) for one in left):
        return code, left
    return code or named, _without(left, _SHARED_BY_NAME.get)[0]


def _named(name: str, text: str, count: int) -> str:
    """The currency of that name; a code that is a word as well where it is written as a code."""
    code = name.upper()
    if code not in CODES:
        return _BY_WORD.get(name, "")
    is_last = count == 2 and text.strip(" ().").endswith(code)
    is_code = code not in _WORDS_TOO or count == 1 or is_last
    return code if is_code and (code != "ALL" or count == 1) else ""


def _without(
    words_around: list[str], meaning: Callable[[str], str | None]
) -> tuple[list[str], str]:
    """The words without the first name that has a meaning, the longest first, and that meaning."""
    for length in range(_LONGEST_NAME, 0, -1):
        for at in range(len(words_around) - length + 1):
            if meant := meaning(" ".join(words_around[at : at + length])):
                return words_around[:at] + words_around[at + length :], meant
    return words_around, ""
