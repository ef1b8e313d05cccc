"""How one spelling resembles another: look-alike letters, accents, abbreviations, slips."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from planner.readers.texts import folded

# Cyrillic and Greek letters that cannot be told from Latin ones by eye, each above its Latin twin.
_SEEN = "АВЕЅІЈКМНОРСТУХаеѕіјоԁрсухһΑΒΕΖΗΙΚΜΝΟΡΤΥΧορνυABESIJKMHOPCTYXaesijodpcyxhABEZHIKMNOPTYXopvu"
_TWINS = dict(zip(map(ord, _SEEN[: len(_SEEN) // 2]), _SEEN[len(_SEEN) // 2 :], strict=True))
_SHORTEST = 2  # letters of a word that may be an abbreviation
_LEAST_PREFIX = 3
_TELLING = 4  # letters of a word that says something
_AKIN = 55  # of 100; titles less alike, with no word in common, are of two things
_SMALL = frozenset(
    "a and d da das de del der des di do dos du e el et for in l la las le les los of the und"
    " y".split()
)


def unmasked(text: str) -> str:
    """The text with full-width, Cyrillic and Greek letters as the Latin ones they look like."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_TWINS)


def abbreviates(text: str, name: str) -> bool:
    """Whether a text is short for a name: its initials, or the beginnings of its words.

    "MoFA" and "Min. For. Aff." are short for “Ministry of Foreign Affairs”.
    """
    words, named = _words(text), _words(name)
    if len(words) == 1 and words[0] in _initials(named):
        return True
    told = [word for word in named if word not in _SMALL]
    large = [word for word in words if word not in _SMALL]
    return any(_begins(given, told) for given in (list(words), large) if given != told)


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> tuple[str, ...]:
    return tuple(folded(text).split())


def closest(
    text: str,
    names: Iterable[str],
    folding: Callable[[str], str] = folded,
    most: int = 5,
    least: float = 45,
) -> list[str]:
    """The names that a text resembles most, the closest first, by words and by letters.

    `folding` makes of a name what is compared.
    """
    wanted = folding(unmasked(text))
    keys = {name: folding(name) for name in names}
    found = process.extract(wanted, keys, scorer=_resemblance, limit=most, score_cutoff=least)
    return [name for _, _, name in found]


def resemblance(text: str, name: str, folding: Callable[[str], str] = folded) -> float:
    """How much two spellings have in common, 0 to 100; the order of words does not count."""
    return _resemblance(folding(unmasked(text)), folding(name))


def akin(one: str, other: str) -> bool:
    """Whether two titles may be of one thing: they share a word that says something, or letters."""
    titles = [folded(one), folded(other)]
    words = [{word for word in title.split() if len(word) >= _TELLING} for title in titles]
    return bool(words[0] & words[1]) or fuzz.ratio(*titles) >= _AKIN


def _resemblance(one: str, other: str, **_: object) -> float:
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def _begins(words: list[str], names: list[str]) -> bool:
    """Whether each word is the beginning of the name at its place, long enough to tell."""
    if not words or len(words) != len(names):
        return False
    pairs = zip(words, names, strict=True)
    return all(b.startswith(a) and len(a) >= min(len(b), _LEAST_PREFIX) for a, b in pairs)


@lru_cache(maxsize=1 << 12)
def _initials(words: tuple[str, ...]) -> frozenset[str]:
    """What the first letters of a name spell, with its small words and without."""
    large = [word for word in words if word not in _SMALL]
    spelt = {"".join(word[0] for word in some) for some in (words, large, large[1:])}
    return frozenset(one for one in spelt if len(one) >= _SHORTEST)
