"""Country names in the languages of ministries, to know a column of countries when one comes."""

from __future__ import annotations

from functools import cache

from babel import Locale

from planner.readers.texts import folded

_LANGUAGES = ("en", "fr", "es", "pt", "ar", "de", "he", "ru")


@cache
def country_names() -> frozenset[str]:
    """Every country and region of the world by its name, folded, in eight languages."""
    return frozenset(
        folded(name)
        for language in _LANGUAGES
        for code, name in Locale(language).territories.items()
        if len(code) == 2
    )


def is_country(text: str) -> bool:
    """Whether a text is the name of a country."""
    return folded(text) in country_names()
