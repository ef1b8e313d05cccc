"""What rows that may not be shown are called, and whether a text names one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from planner.plan import title_of
from planner.readers.name_forms import is_form_of, names_of_country, root
from planner.readers.texts import folded
from planner.schema import Kind, Row, table_of

_Words = tuple[str, ...]
_AS_WRITTEN: Final = re.compile(r"\w+")
_SHORT: Final = 4
_NAMES: Final = (Kind.TEXT, Kind.NOTE, Kind.CODE)
_ANY_ROWS: Final = frozenset({"currency", "language"})
"""Codes that say nothing of whose they are."""
_PLACES: Final = frozenset({"situations"})
"""The tables of places, which people call by the one word that is theirs alone."""


class HiddenNames:
    """Names by which rows that are not shown, or persons, could be told from a text.

    A name counts whole, in any case, with or without accents, with other endings and, if it is a
    country's, in other languages; of a place or a person the words that are no others' count alone.
    One of fewer than four letters counts only as it is written, and a mere number not at all. What
    a row that is shown, or the plan's own country, is called too gives nothing away.
    """

    def __init__(self, hidden: Iterable[Row], shown: Iterable[Row], country: str) -> None:
        gone, left = tuple(hidden), tuple(shown)
        known = {_words(name) for row in left for name in _names(row)} | {_words(country)}
        self._names: defaultdict[str, set[_Words]] = defaultdict(set)
        self._short: set[str] = set()
        told = (name for row in gone for name in _names(row))
        persons = {name for row in chain(gone, left) for name in _restricted(row)}
        for name in persons.union(told):
            words = _words(name)
            if words in known or not any(letter.isalpha() for letter in name):
                continue
            if sum(map(len, words)) < _SHORT:
                self._short.add(name)
            else:
                self._names[root(words[0])].add(words)
        alone = {*map(_words, chain(_of_places(gone), *map(_large, persons)))} - known - {()}
        if alone:
            ordinary = {word for words in known for word in words} | _ordinary(left)
            for words in filter(ordinary.isdisjoint, alone):
                self._names[root(words[0])].add(words)

    def __bool__(self) -> bool:
        """Whether there is any name to look for."""
        return bool(self._names or self._short)

    def are_in(self, text: str) -> bool:
        """Whether the text holds one of the names."""
        if not self._short.isdisjoint(_AS_WRITTEN.findall(text)):
            return True
        words = _words(text)
        return any(
            all(map(is_form_of, words[at : at + len(name)], name))
            for at, word in enumerate(words)
            for name in self._names.get(root(word), ())
            if len(name) <= len(words) - at
        )


def _names(row: Row) -> Iterator[str]:
    """The id of a row, what people call it, and the codes that stand for it."""
    table = table_of(row)
    yield row.id
    yield title_of(row)
    for column in table.columns:
        is_code = column.kind is Kind.CODE and column.name not in _ANY_ROWS
        if is_code or (column.name in (*table.naming, *table.key) and column.kind in _NAMES):
            yield str(getattr(row, column.name))


def _restricted(row: Row) -> Iterator[str]:
    """What stands in the columns of a row that are for few: real names, addresses."""
    for column in table_of(row).columns:
        if column.restricted and column.kind in (Kind.TEXT, Kind.CODE):
            yield str(getattr(row, column.name))


def _of_places(rows: Iterable[Row]) -> Iterator[str]:
    """What else places are called: a country in other languages, or by a large word of its name."""
    for row in rows:
        if table_of(row).name in _PLACES:
            yield from names_of_country(title_of(row))
            yield from _large(title_of(row))


def _large(name: str) -> Iterator[str]:
    """The words of a name that are written large."""
    return (one for one in _AS_WRITTEN.findall(name) if one[0].isupper() and len(one) >= _SHORT)


def _ordinary(rows: Iterable[Row]) -> set[str]:
    """Words that are written small somewhere in the rows, so that they are nobody's name."""
    columns = ((row, c) for row in rows for c in table_of(row).columns if c.kind in _NAMES)
    texts = (str(getattr(row, column.name)) for row, column in columns)
    words = {word for text in texts for word in _AS_WRITTEN.findall(text)}
    return {folded(word) for word in words if word[0].islower()}


def _words(text: str) -> _Words:
    return tuple(folded(text).split())
