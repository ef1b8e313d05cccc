"""The small language of glossary phrases, and finding them in a text.

police reform            the words side by side; plurals, accents and small words do not matter
reconcil*                any word that starts so; stabili*ation a word with any middle
land + (conflict*|rule)  both, in any order, within a dozen words; one of several
(early )?warning         a part that may be missing
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from planner.analysis.mapping.title_words import Word, words
from planner.errors import BrokenReference
from planner.messages import _
from planner.readers.texts import folded

REACH: Final = 12
"""How many words apart the parts of one phrase may stand."""

_REMEMBERED: Final = 50_000
_PATTERN = re.compile(r"[^\W_*]+(?:\*[^\W_*]*)*")

Segment = tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """Parts that must all be found; each part is any one of several runs of words."""

    text: str
    parts: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text: the runs of words it was found in, each as its places."""

    phrase: int
    runs: tuple[range, ...]

    @property
    def places(self) -> frozenset[int]:
        """The places of all its words."""
        return frozenset(place for run in self.runs for place in run)


class LongerHit(NamedTuple):
    """A longer finding; `closely` when a run of the shorter one is a piece of one of its runs."""

    hit: Hit
    closely: bool


def around(hits: Sequence[Hit]) -> list[list[LongerHit]]:
    """For each hit the longer ones that hold all its words, or one of its runs as a piece.

    Places are kept as bits of a number, which makes the comparison of all with all quick.
    """
    whole = [(hit, [_bits(run) for run in hit.runs]) for hit in hits]
    long = [(hit, runs, sum(runs)) for hit, runs in whole if sum(runs).bit_count() > 1]
    return [_around(runs, long) for _, runs in whole]


def _around(runs: Sequence[int], long: Sequence[tuple[Hit, list[int], int]]) -> list[LongerHit]:
    words = sum(runs)
    found = (
        (hit, _within(words, more), any(_within(run, other) for other in others for run in runs))
        for hit, others, more in long
        if words & more
    )
    return [LongerHit(hit, closely) for hit, wholly, closely in found if wholly or closely]


def _bits(run: range) -> int:
    return (1 << run.stop) - (1 << run.start)


def _within(words: int, more: int) -> bool:
    return words != more and words & more == words


def parse(text: str) -> Phrase:
    """A phrase from how it is written; refuses one with nothing to look for."""
    parts = tuple(
        tuple(dict.fromkeys(segment for way in _ways(part) if (segment := _segment(way))))
        for part in text.split(" + ")
    )
    if not all(parts):
        raise BrokenReference(
            _("The glossary phrase “{text}” has a part without words.", text=text)
        )
    return Phrase(text, parts)


def _ways(text: str) -> list[str]:
    """Every way to read a part: each alternative taken, each optional piece there or not."""
    ways, end = _alternatives(text, 0)
    if end < len(text) or text.count("(") != text.count(")"):
        raise BrokenReference(
            _("The glossary phrase “{text}” has a bracket without its other half.", text=text)
        )
    return ways


def _alternatives(text: str, at: int) -> tuple[list[str], int]:
    """The ways to read the text from that place to the bracket that closes it, and that place."""
    finished: list[str] = []
    ways = [""]
    while at < len(text) and text[at] != ")":
        sign = text[at]
        at += 1
        if sign == "|":
            finished, ways = finished + ways, [""]
            continue
        piece = [sign]
        if sign == "(":
            piece, at = _alternatives(text, at)
            at += 1
        if text[at : at + 1] == "?":
            piece, at = [*piece, ""], at + 1
        ways = [way + end for way in ways for end in piece]
    return finished + ways, at


def _segment(text: str) -> Segment:
    """The words of one way, folded as texts are; a word with a star stays a pattern."""
    found: list[str] = []
    for match in _PATTERN.finditer(text):
        if "*" in match[0]:
            found.append("*".join(folded(piece) for piece in match[0].split("*")))
        else:
            found.extend(word.form for word in words(match[0]))
    return tuple(found)


class _Node:
    """A place in the tree of all runs: what may follow, and which runs end here."""

    def __init__(self) -> None:
        self.exact: dict[str, _Node] = {}
        self.starts: defaultdict[str, dict[str, _Node]] = defaultdict(dict)
        self.ending: list[int] = []

    def child(self, pattern: str) -> _Node:
        """The node after that word or pattern, made when it is new."""
        if "*" not in pattern:
            return self.exact.setdefault(pattern, _Node())
        start, _star, end = pattern.partition("*")
        return self.starts[start].setdefault(end, _Node())

    def after(self, word: str) -> list[_Node]:
        """The nodes that a word of a text leads to."""
        found = [self.exact[word]] if word in self.exact else []
        if self.starts:
            for length in range(1, len(word) + 1):
                for end, node in self.starts.get(word[:length], _NONE).items():
                    if word.endswith(end) and length + len(end) <= len(word):
                        found.append(node)
        return found


_NONE: Final[dict[str, _Node]] = {}


class Finder:
    """Many phrases, ready to be found in many texts."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Put the runs of all phrases into one tree, and remember whose parts they are."""
        self._root = _Node()
        self._first = lru_cache(maxsize=_REMEMBERED)(self._root.after)
        self._complete = [(1 << len(phrase.parts)) - 1 for phrase in phrases]
        self._parts_of: list[list[tuple[int, int]]] = []
        numbers: dict[Segment, int] = {}
        for number, phrase in enumerate(phrases):
            for part, segments in enumerate(phrase.parts):
                for segment in segments:
                    self._parts_of[self._numbered(segment, numbers)].append((number, part))

    def _numbered(self, segment: Segment, numbers: dict[Segment, int]) -> int:
        if segment not in numbers:
            numbers[segment] = len(numbers)
            self._parts_of.append([])
            node = self._root
            for pattern in segment:
                node = node.child(pattern)
            node.ending.append(numbers[segment])
        return numbers[segment]

    def hits(self, text: Sequence[Word]) -> list[Hit]:
        """Every phrase the text holds, once, at the closest places where all its parts stand."""
        runs = self._runs([word.form for word in text])
        seen: defaultdict[int, int] = defaultdict(int)
        for number in runs:
            for phrase, part in self._parts_of[number]:
                seen[phrase] |= 1 << part
        whole = {phrase for phrase, parts in seen.items() if parts == self._complete[phrase]}
        parts: dict[int, dict[int, list[range]]] = {phrase: {} for phrase in sorted(whole)}
        for number, found in runs.items():
            for phrase, part in self._parts_of[number]:
                if phrase in whole:
                    parts[phrase].setdefault(part, []).extend(found)
        closest = (
            (phrase, _closest([by_part[part] for part in sorted(by_part)]))
            for phrase, by_part in parts.items()
        )
        return [Hit(phrase, chosen) for phrase, chosen in closest if chosen]

    def _runs(self, forms: Sequence[str]) -> dict[int, list[range]]:
        """Where each run of words of any phrase stands in the text."""
        found: defaultdict[int, list[range]] = defaultdict(list)
        for start in range(len(forms)):
            nodes = self._first(forms[start])
            end = start + 1
            while nodes:
                for node in nodes:
                    for number in node.ending:
                        found[number].append(range(start, end))
                if end == len(forms):
                    break
                nodes = [later for node in nodes for later in node.after(forms[end])]
                end += 1
        return found


def _closest(parts: list[list[range]]) -> tuple[range, ...]:
    """The tightest choice of one run for each part; empty when they stand too far apart.

    Parts of one phrase may not share a word.
    """
    if len(parts) == 1:
        return (max(parts[0], key=len),)
    chosen = [choice for first in parts[0] if (choice := _beside(first, parts[1:]))]
    return min(chosen, key=_reach, default=())


def _beside(first: range, others: list[list[range]]) -> tuple[range, ...]:
    """The run with the nearest one of each other part; empty when there is none within reach."""
    runs = [first]
    for part in others:
        free = [run for run in part if not any(_share(run, taken) for taken in runs)]
        if not free:
            return ()
        runs.append(min(free, key=lambda run: abs(run.start - first.start)))
    return tuple(runs) if _reach(runs) <= REACH else ()


def _share(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _reach(runs: Sequence[range]) -> int:
    return max(run.stop for run in runs) - min(run.start for run in runs)
