"""The words in which dates are written: months, quarters and parts of a year, in many languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.readers.texts import folded
from planner.readers.word_lists import words


def _numbered(text: str) -> Iterator[tuple[str, int]]:
    for language in text.split("\n\n"):
        for number, names in enumerate(language.split(), start=1):
            yield from ((name, number) for name in names.split("/") if name != "-")


MONTHS: Final = {folded(name): number for name, number in _numbered(words("months")["folded"])}
SIGNED: Final = dict(_numbered(words("months")["signed"]))
"""Months in scripts whose vowel signs part a word in folding, as they stand."""

QUARTERS, HALVES, EARLY, MIDDLE, LATE, SILENT = (
    frozenset(map(folded, words("dates")[name].split()))
    for name in ("quarters", "halves", "early", "middle", "late", "silent")
)
BETWEEN: Final[tuple[str, ...]] = tuple(words("dates")["between"])
