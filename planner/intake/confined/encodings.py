"""Which of the older encodings a text is in, by the letters of the languages written in each."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib import resources

# Marks that any office text may hold.
_MARKS = frozenset("«»°ºª’‘“”„–—…·¿¡€£§№\u00a0‹›•×±®©‚´\u200e\u200f")
_SURE = 0.97
_RARER = 0.15  # an encoding that few programs still write must make that much more sense
_LAST_LATIN = "\u024f"


def _capital_within(before: str, sign: str) -> bool:
    """Whether a capital beyond ASCII stands inside a word: "HaklarÝ"."""
    return before.islower() and sign.isupper() and not sign.isascii()


def _two_scripts(before: str, sign: str) -> bool:
    """Whether a letter of another script stands beside a Latin one: "Belёb"."""
    return before.isalpha() and sign.isalpha() and before.isascii() != sign.isascii()


_MIXED = {False: _capital_within, True: _two_scripts}


def likeliest(sample: bytes) -> str:
    """The encoding of one byte a letter in which a sample makes most sense; "" when in none."""
    if all(sign.isascii() or sign in _MARKS for sign in sample.decode("cp1252", "replace")):
        return "cp1252"
    best, best_score = "", 0.0
    for letters, encodings in _alphabets():
        for rarer, encoding in enumerate(encodings):
            score = _score(sample, encoding, letters) - _RARER * min(rarer, 1)
            if score > best_score:
                best, best_score = encoding, score
    return best


@cache
def _alphabets() -> list[tuple[str, list[str]]]:
    """The letters of each language with its encodings, as `encodings.toml` has them."""
    file = resources.files("planner.intake.confined").joinpath("encodings.toml")
    known = tomllib.loads(file.read_text("utf-8")).values()
    return [(one["letters"], one["encodings"].split()) for one in known]


def _score(sample: bytes, encoding: str, letters: str) -> float:
    """The share of usual letters of a language; 0 when the text is not of that language."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    beyond = Counter(sign for sign in text if not sign.isascii())
    whole = frozenset(letters + letters.upper())
    known = sum(count for sign, count in beyond.items() if sign in whole)
    marks = sum(count for sign, count in beyond.items() if sign in _MARKS)
    wrong = sum(map(_MIXED[letters[0] > _LAST_LATIN], text, text[1:]))
    if not known or known + marks - wrong < _SURE * beyond.total():
        return 0.0
    usual = frozenset(letters[:10] if len(letters) > 20 else letters[: (len(letters) + 1) // 2])
    usual |= frozenset("".join(usual).upper())
    likely = sum(count for sign, count in beyond.items() if sign in usual)
    return 1 + (likely + marks) / beyond.total()
