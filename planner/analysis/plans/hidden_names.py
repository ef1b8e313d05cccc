"""What rows that may not be shown are called, and whether a text names one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from planner.plan import title_of
from planner.schema import Kind, Row, table_of
from planner.values import fold

_Words = tuple[str, ...]
_PLAIN: Final = re.compile(r"[a-z0-9]+")
_AS_WRITTEN: Final = re.compile(r"\w+")
_SHORT: Final = 4


class HiddenNames:
    """Names by which rows that are not shown could be told from a text.

    A name counts whole, in any case and with or without accents; one of fewer than four letters
    only as it is written, and a mere number not at all. What a row that is shown, or the plan's own
    country, is called too gives nothing away.
    """

    def __init__(self, hidden: Iterable[Row], shown: Iterable[Row], country: str) -> None:
        known = {_words(name) for row in shown for name in _names(row)} | {_words(country)}
        self._names: set[_Words] = set()
        self._lengths: dict[str, set[int]] = {}
        self._short: set[str] = set()
        for name in {name for row in hidden for name in _names(row)}:
            words = _words(name)
            if words in known or not any(letter.isalpha() for letter in name):
                continue
            if sum(map(len, words)) < _SHORT:
                self._short.add(name)
            else:
                self._names.add(words)
                self._lengths.setdefault(words[0], set()).add(len(words))

    def __bool__(self) -> bool:
        """Whether there is any name to look for."""
        return bool(self._names or self._short)

    def are_in(self, text: str) -> bool:
        """Whether the text holds one of the names."""
        words = _words(text)
        if not self._short.isdisjoint(_AS_WRITTEN.findall(text)):
            return True
        return any(
            words[at : at + length] in self._names
            for at, word in enumerate(words)
            for length in self._lengths.get(word, ())
        )


def _names(row: Row) -> Iterator[str]:
    """The id of a row, what people call it, and the codes that stand for it."""
    table = table_of(row)
    yield row.id
    yield title_of(row)
    for name in dict.fromkeys((*table.naming, *table.key)):
        if table.column(name).kind in (Kind.TEXT, Kind.NOTE, Kind.CODE):
            yield str(getattr(row, name))


def _words(text: str) -> _Words:
    return tuple(_PLAIN.findall(text.lower()) if text.isascii() else fold(text).split())
