"""Text as people type it: tidied for keeping, folded for comparing, and words for nothing."""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from planner.values import clean, fold


def words(part: str) -> Mapping[str, Any]:
    """One part of the words by which texts, dates and sums are read, as `words.toml` has it."""
    return _all_words()[part]


@cache
def _all_words() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("planner.readers").joinpath("words.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


# Every digit of every script, as the ASCII digit it stands for.
DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x80, 0x1FBFA)
    if chr(code).isdecimal()
}
_ESCAPED_LINE = re.compile(r"_x000[dD]_\n?")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINES = re.compile(r" ?\n ?")
_NOT_WORD = re.compile(r"[\W_]+")
# Letters that a decomposition leaves alone although people write one for the other.
_ALIKE = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
    }
)  # fmt: skip

_NOTHING_AS_TYPED = frozenset(words("nothing")["typed"].split())
_LONGEST_NOTHING = 120
_JOINING = frozenset("a al d de del der des di du el l la las le les los of the von".split())


def tidy(text: str) -> str:
    """The text without what cannot be seen, with one space where there were several, lines kept."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if text.isascii() and text.isprintable():
        if "  " in text or "_x000D_" in text:
            text = _SPACES.sub(" ", text.replace("_x000D_", " "))
        return text.strip()
    lined = clean(_ESCAPED_LINE.sub("\n", text))
    return _AROUND_LINES.sub("\n", _SPACES.sub(" ", lined)).strip()


def folded(text: str) -> str:
    """The text for comparing: one case, no accents or punctuation, look-alike letters made one."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    return fold(fold(text.replace("\u00ad", "")).translate(_ALIKE))


_NOTHING_FOLDED = frozenset(
    folded(one) for line in words("nothing")["phrases"].splitlines() for one in line.split("|")
)

_PARTS_OF_NOTHING = frozenset(word for phrase in _NOTHING_FOLDED for word in phrase.split())
_FIRST_WORD = re.compile(r"[^\W\d_][^\W_]*")


def is_nothing(text: str, header: str = "") -> bool:
    """Whether a cell says that it holds nothing: "n.a.", "–", "Non spécifié", "00 - Unspecified".

    `NA` alone is kept, because it is Namibia. With the column's header given, a phrase that only
    repeats it counts as well: "Agence d'Exécution non définie" under "Agence d'Exécution".
    """
    if len(text) > _LONGEST_NOTHING:
        return False
    typed = text.strip().casefold()
    if typed in _NOTHING_AS_TYPED:
        return True
    first = _FIRST_WORD.search(typed)
    if first and text.isascii() and first[0] not in _openings(header):  # most texts
        return False
    said = folded(typed)
    if not said:
        return not typed or not any(c.isalnum() for c in typed)
    said = said.lstrip("0123456789 ")
    return said in _NOTHING_FOLDED or (bool(header) and _only_repeats(said, header))


@lru_cache(maxsize=1024)
def _openings(header: str) -> frozenset[str]:
    """The words that a phrase for nothing may begin with under a header."""
    return _PARTS_OF_NOTHING | _JOINING | set(folded(header).split())


def _only_repeats(said: str, header: str) -> bool:
    if _PARTS_OF_NOTHING.isdisjoint(said.split()):
        return False
    named = set(folded(header).split()) | _JOINING
    return " ".join(word for word in said.split() if word not in named) in _NOTHING_FOLDED
