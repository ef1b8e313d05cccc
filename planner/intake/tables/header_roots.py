"""What a header says by the beginnings of its words, where no list has the whole of it.

"Ukupno prihvatljivi troškovi" is in no list of headers; that "trošk…" is money is in this one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from planner.intake.tables.weights import weights
from planner.languages import recognition
from planner.readers.texts import folded

_SETTLES = "alone"
_ANYWHERE, _BEGINS = 6, 4  # letters of a root that may stand anywhere, and of one that begins
# Scripts that leave no space between words, or whose vowel signs are lost in folding.
_UNSPACED = re.compile(
    r"[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_JOINT = re.compile(
    r"(?<=[\u3040-\u9fff\uac00-\ud7af])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u3040-\u9fff])"
)
_PARTING = re.compile(r"[\s/\\_.,:;|·・、，：（）()\[\]{}'’«»\"-]+")
_ASIDE = re.compile(r"[(\[{（【].{0,160}?[)\]}）】]")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_COUNTED = re.compile(r"(?<!\w)(?:number of|nombre d|nombre de|nombre des) \w+s(?!\w)")
_LONGEST = 160
_W = weights("headers")


@dataclass(frozen=True)
class HeaderVerdict:
    """What a header may stand for, and how surely; `share` of its words said so."""

    fields: tuple[str, ...]
    share: float

    @property
    def score(self) -> float:
        """The confidence of the verdict: more when more of the words are understood."""
        return _W["rooted"] + _W["all_rooted"] * self.share


@lru_cache(maxsize=8_192)
def verdict(header: str) -> HeaderVerdict | None:
    """What the words of a header say of its column; None when they say nothing."""
    bare = _JOINT.sub(" ", _CAMEL.sub(" ", _ASIDE.sub(" ", header)))
    if not bare.strip() or len(bare) > _LONGEST:
        return None
    told = [_concepts(word) for word in _words(bare)]
    said = frozenset(concept for concepts in told for concept in concepts)
    fields = ("aside",) if _COUNTED.search(folded(bare)) else _fields(said)
    share = sum(map(bool, told)) / len(told) if told else 0.0
    if said == {"date"} and share < 1:
        return None  # the date of something else, as in "Date of death"
    return HeaderVerdict(fields, share) if fields else None


def leaning(header: str) -> int:
    """Which of two sums goes first: 1 for the whole one, -1 for a part, as of the union, else 0."""
    words = [word for text in _words(_CAMEL.sub(" ", header)) for word in folded(text).split()]
    if any(_roots()["lesser"].fit(word) for word in words):
        return -1
    return int(any(_roots()["whole"].fit(word) for word in words))


def _words(text: str) -> list[str]:
    """The words of a header that say something, as they are written."""
    parts = _PARTING.split(text.casefold())
    return [part for part in parts if part and folded(part) not in _roots()["linking"].whole]


def _fields(said: frozenset[str]) -> tuple[str, ...]:
    """The fields that a set of concepts may mean; what the cells hold decides between several."""
    found: dict[str, None] = {}
    for group, rules in _meanings().items():
        found |= dict.fromkeys(next((one.fields for one in rules if one.fits(said)), ()))
        if found and group == _SETTLES:
            break
    return tuple(found)


class _Rule(NamedTuple):
    all: frozenset[str]
    any: frozenset[str]
    none: frozenset[str]
    only: frozenset[str]
    fields: tuple[str, ...]

    def fits(self, said: frozenset[str]) -> bool:
        """Whether what is said is what the rule is about."""
        if not self.all <= said or self.none & said:
            return False
        return bool(self.any & said or not self.any) and (said <= self.only or not self.only)


@cache
def _meanings() -> Mapping[str, Sequence[_Rule]]:
    """The rules by their groups, as `meanings.toml` has them."""
    return {
        group: [
            _Rule(
                *(frozenset(rule.get(part, "").split()) for part in _Rule._fields[:-1]),
                fields=tuple(rule["fields"].split()),
            )
            for rule in rules
        ]
        for group, rules in recognition.words("meanings").items()
    }


@dataclass(frozen=True)
class _Roots:
    whole: frozenset[str]
    begins: tuple[str, ...]
    anywhere: tuple[str, ...]

    def fit(self, word: str) -> bool:
        """Whether a word has one of the roots."""
        return (
            word in self.whole
            or word.startswith(self.begins)
            or any(root in word for root in self.anywhere)
        )


_SILENT = ("linking", "whole", "lesser")


def _concepts(word: str) -> frozenset[str]:
    """What a word says; its parts where folding parts it, as at a hyphen."""
    pieces = [word] if _UNSPACED.search(word) else folded(word).split()
    return frozenset(
        name
        for name, roots in _roots().items()
        if name not in _SILENT and any(roots.fit(piece) for piece in pieces)
    )


@cache
def _roots() -> Mapping[str, _Roots]:
    return {name: _parted(words.split()) for name, words in recognition.words("roots").items()}


def _parted(words: Sequence[str]) -> _Roots:
    roots = {
        word if _UNSPACED.search(word) else folded(word): word.endswith(".")
        for word in words
        if folded(word)
    }
    whole = [root for root, is_whole in roots.items() if is_whole or len(root) < _BEGINS]
    unspaced = [root for root in roots if _UNSPACED.search(root)]
    begins = [root for root in roots if root not in whole and root not in unspaced]
    long = [root for root in begins if len(root) >= _ANYWHERE]
    return _Roots(frozenset(whole) - frozenset(unspaced), tuple(begins), (*long, *unspaced))
