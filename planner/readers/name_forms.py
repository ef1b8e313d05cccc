"""How else a name may stand in a text: with another ending, as its stem, in another language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, Final

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]  # it has none
from babel import Locale

from planner.readers.texts import folded

SPOKEN: Final = {
    "en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "pt": "portuguese",
    "de": "german",
}  # fmt: skip
_SHORTEST: Final = 4  # letters of a word that has forms
_ROOT: Final = 3  # letters that a name keeps in every form, in a script without articles before it
_LONGEST_ENDING: Final = 5
_BRACKETS: Final = re.compile("[()]")


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """What takes endings from the words of a language, by its English name."""
    made: Any = snowballstemmer
    return made.stemmer(language).stemWord


@lru_cache(maxsize=100_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(stemmer(language)(word) for language in SPOKEN.values())


def root(word: str) -> str:
    """What all forms of a folded word have in common, for looking them up; blank for any."""
    return word[:_ROOT] if word.isascii() else ""


def is_form_of(word: str, name: str) -> bool:
    """Whether a folded word is a word of a name, or that with another ending or an article.

    "ilvandis" and "ilvandian" are forms of "ilvandi", "programme" is one of "programmes".
    """
    if word == name:
        return True
    if min(len(word), len(name)) < _SHORTEST or root(word) != root(name):
        return False
    if word.startswith(name):
        return len(word) - len(name) < min(len(name), _LONGEST_ENDING + 1)
    return any(one == other for one, other in zip(_stems(word), _stems(name), strict=True))


def names_of_country(name: str) -> frozenset[str]:
    """What a country of that name is called in other languages, folded; empty for no country."""
    return frozenset(one for code in country_codes(name) for one in _countries()[code])


def country_codes(name: str) -> frozenset[str]:
    """The two letters of the countries that are called so in any language that is spoken here."""
    return _codes_by_name().get(folded(name), frozenset())


@cache
def _codes_by_name() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, names in _countries().items():
        for name in names:
            found[name].add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _countries() -> Mapping[str, frozenset[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for language in SPOKEN:
        territories: Mapping[str, str] = dict(Locale(language).territories)
        for code, name in territories.items():
            if code.isalpha():
                names[code] |= {folded(part) for part in (name, *_BRACKETS.split(name))} - {""}
    return {code: frozenset(called) for code, called in names.items()}
