"""What a header says by the beginnings of its words, where no list has the whole of it.

"Ukupno prihvatljivi troškovi" is in no list of headers; that "trošk…" is money is in this one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from planner.readers.texts import folded

_ANYWHERE, _BEGINS = 6, 4  # letters of a root that may stand anywhere, and of one that begins
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ASIDE = re.compile(r"[(\[{（【].*?[)\]}）】]")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_COUNTED = re.compile(r"(?<!\w)(?:number of|nombre d|nombre de|nombre des) \w+s(?!\w)")
_LONGEST = 160
_WEAK, _FULL = 0.6, 0.22


@dataclass(frozen=True)
class Verdict:
    """What a header may stand for, and how surely; `share` of its words said so."""

    fields: tuple[str, ...]
    share: float

    @property
    def score(self) -> float:
        """The confidence of the verdict: more when more of the words are understood."""
        return _WEAK + _FULL * self.share


@lru_cache(maxsize=8_192)
def verdict(header: str) -> Verdict | None:
    """What the words of a header say of its column; None when they say nothing."""
    bare = folded(_CAMEL.sub(" ", _ASIDE.sub(" ", header)))
    if not bare or len(bare) > _LONGEST:
        return None
    words = [word for word in bare.split() if word not in _roots()["linking"].whole]
    told = [_concepts(word) for word in words]
    said = frozenset(concept for concepts in told for concept in concepts)
    fields = ("aside",) if _COUNTED.search(bare) else tuple(_fields(said))
    share = sum(map(bool, told)) / len(told) if told else 0.0
    if said == {"date"} and share < 1:
        return None  # "Date of death" is the date of something else
    return Verdict(fields, share) if fields else None


def _fields(said: frozenset[str]) -> Iterator[str]:
    """The fields that a set of concepts may mean; what the cells hold decides between several."""
    if said & {"aside", "rate", "count"}:
        yield "aside"
        return
    times = said & {"start", "end"}
    if len(times) == 1 and not said & {"money", "spent"}:
        yield from times
        return
    if times or ("date" in said and "money" not in said):
        yield from _dates(said, times)
        return
    yield from _things(said)


def _dates(said: frozenset[str], times: frozenset[str]) -> Iterator[str]:
    if "approval" in said:
        yield "approval"
    elif not times and not said & {"status", "body"}:
        yield "start"
    else:
        yield "aside"


# What the first concept that is there means, and what else it may be when another is there too.
_ORDER: Sequence[tuple[str, str]] = (
    ("currency", "currency"),
    ("spent", "disbursed"),
    ("country", "country"),
    ("place", "place"),
    ("status", "status"),
    ("body", "ministry"),
    ("money", "budget"),
    ("donor", "donor"),
    ("sector", "sector"),
    ("description", "description"),
    ("code", "reference"),
    ("name", "title"),
    ("project", "title"),
)


def _things(said: frozenset[str]) -> Iterator[str]:
    if "code" in said and said & {"body", "money", "place", "country", "donor", "status", "spent"}:
        yield "aside"
        return
    if "code" in said and "sector" in said:
        yield "purpose_code"
        yield "sector_number"
        return
    found = [field for concept, field in _ORDER if concept in said]
    yield from found[:1]
    if {"body", "money"} <= said or {"money", "name"} <= said:
        yield from (field for field in found[1:2] if field in ("budget", "title"))


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


def _concepts(word: str) -> list[str]:
    return [name for name, roots in _roots().items() if name != "linking" and roots.fit(word)]


@cache
def _roots() -> Mapping[str, _Roots]:
    text = resources.files("planner.formats").joinpath("header_roots.toml").read_text("utf-8")
    return {name: _parted(words.split()) for name, words in tomllib.loads(text).items()}


def _parted(words: Sequence[str]) -> _Roots:
    roots = {folded(word): word.endswith(".") for word in words if folded(word)}
    whole = [root for root, is_whole in roots.items() if is_whole or len(root) < _BEGINS]
    unspaced = [root for root in roots if _UNSPACED.search(root)]
    begins = [root for root in roots if root not in whole and root not in unspaced]
    long = [root for root in begins if len(root) >= _ANYWHERE]
    return _Roots(frozenset(whole) - frozenset(unspaced), tuple(begins), (*long, *unspaced))
