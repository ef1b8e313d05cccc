"""Country names in the languages of ministries, to know a column of countries when one comes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale

from planner.readers.texts import folded

_LANGUAGES = ("en", "fr", "es", "pt", "ar", "de", "he", "ru")


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
