"""The small language of glossary phrases, and finding them in a text.

    police reform            the words side by side; plurals, accents and small words do not matter
    reconcil*                any word that starts so; stabili*ation a word with any middle
    land + (conflict*|rule)  both, in any order, within a dozen words; one of several
    (early )?warning         a part that may be missing
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planner.analysis.words import Word, words
from planner.errors import BrokenReference
from planner.readers.texts import folded

REACH: Final = 12
"""How many words apart the parts of one phrase may stand."""

_SHORTEST_START: Final = 3
_PATTERN = re.compile(r"[^\W_*]+(?:\*[^\W_*]*)*")

Segment = tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """Parts that must all be found; each part is any one of several runs of words."""

    text: str
    parts: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True)
class Hit:
    """A phrase found in a text, and the places of the words it was found in."""

    phrase: int
    places: frozenset[int]


def parse(text: str) -> Phrase:
    """A phrase from how it is written; refuses one with nothing to look for."""
    parts = tuple(
        tuple(dict.fromkeys(segment for way in _ways(part) if (segment := _segment(way))))
        for part in text.split(" + ")
    )
    if not all(parts):
        raise BrokenReference(f"Glossary phrase {text!r} has a part without words.")
    return Phrase(text, parts)


def _ways(text: str) -> list[str]:
    """Every way to read a part: each alternative taken, each optional piece there or not."""
    ways, end = _alternatives(text, 0)
    if end < len(text):
        raise BrokenReference(f"Glossary phrase part {text!r} has a bracket too many.")
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


class Finder:
    """Many phrases, ready to be found in many texts."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Index the phrases by the first word of each of their runs."""
        self._phrases = phrases
        numbers: dict[Segment, int] = {}
        self._parts_of: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            for part, segments in enumerate(phrase.parts):
                for segment in segments:
                    place = numbers.setdefault(segment, len(numbers))
                    self._parts_of[place].append((number, part))
        self._exact: defaultdict[str, list[tuple[Segment, int]]] = defaultdict(list)
        self._starts: defaultdict[str, list[tuple[Segment, int]]] = defaultdict(list)
        for segment, place in numbers.items():
            first = segment[0]
            index, key = (
                (self._starts, first.partition("*")[0]) if "*" in first else (self._exact, first)
            )
            index[key].append((segment, place))

    def hits(self, text: Sequence[Word]) -> list[Hit]:
        """Every phrase the text holds, once, at the closest places where all its parts stand."""
        found: defaultdict[int, dict[int, list[range]]] = defaultdict(dict)
        forms = [word.form for word in text]
        for place in range(len(forms)):
            for segment, number in self._starting(forms[place]):
                if _fits(segment, forms, place):
                    span = range(place, place + len(segment))
                    for phrase, part in self._parts_of[number]:
                        found[phrase].setdefault(part, []).append(span)
        whole = (
            (phrase, _closest([parts[part] for part in sorted(parts)]))
            for phrase, parts in found.items()
            if len(parts) == len(self._phrases[phrase].parts)
        )
        return [Hit(phrase, places) for phrase, places in whole if places]

    def _starting(self, word: str) -> Iterator[tuple[Segment, int]]:
        yield from self._exact.get(word, ())
        for length in range(_SHORTEST_START, len(word) + 1):
            yield from self._starts.get(word[:length], ())


def _fits(segment: Segment, forms: Sequence[str], place: int) -> bool:
    """Whether the words from that place on are those of the segment."""
    if place + len(segment) > len(forms):
        return False
    return all(_alike(pattern, forms[place + i]) for i, pattern in enumerate(segment))


def _alike(pattern: str, word: str) -> bool:
    if "*" not in pattern:
        return pattern == word
    start, _, end = pattern.partition("*")
    return word.startswith(start) and word.endswith(end) and len(word) >= len(start) + len(end)


def _closest(parts: list[list[range]]) -> frozenset[int]:
    """The places of the tightest choice of one span per part; empty when they stand too far apart.

    Parts of one phrase may not share a word.
    """
    if len(parts) == 1:
        longest = max(parts[0], key=len)
        return frozenset(longest)
    best: frozenset[int] = frozenset()
    for first in parts[0]:
        places = set(first)
        for others in parts[1:]:
            free = [span for span in others if places.isdisjoint(span)]
            if not free:
                break
            places |= set(min(free, key=lambda span: abs(span.start - first.start)))
        else:
            reach = max(places) - min(places)
            if reach <= REACH and (not best or reach < max(best) - min(best)):
                best = frozenset(places)
    return best
