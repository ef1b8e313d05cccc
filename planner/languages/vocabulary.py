"""The words by which a file is understood: headers, sheets and answers in every language.

What a language calls them itself stands in its catalogue (`planner.languages.voice`); what people
write besides is one TOML file a language beside this module. A language that is only read needs no
catalogue, and a new one no code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final, TypeVar

from planner.errors import BrokenReference, WrongValue
from planner.languages.catalogues import ENGLISH, translated
from planner.languages.voice import Voice, file_languages
from planner.messages import _
from planner.plan import all_tables
from planner.readers.texts import folded
from planner.schema import LANGUAGES, Choice, Column, Kind, Table, Value
from planner.values import fold, from_text

EVERY: Final = "every"
FLAG: Final = "Flag"

K = TypeVar("K")
Key = tuple[str, str]
Words = tuple[str, ...]
_Section = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Language:
    """The words of one language: for tables by name, for columns by table and name, for answers by
    list and stored value. What the language itself calls them comes first."""

    code: str
    tables: Mapping[str, Words]
    columns: Mapping[Key, Words]
    answers: Mapping[Key, Words]

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return Voice(self.code).name


@dataclass(frozen=True)
class Vocabulary:
    """What every header, sheet and answer means, whatever language it is written in."""

    languages: tuple[Language, ...]

    def synonyms(self, table: Table, column: Column) -> frozenset[str]:
        """Every header that stands for the column in any language, labels and its name included."""
        found = (one.columns.get((table.name, column.name), ()) for one in self.languages)
        return frozenset({column.name, *(word for words in found for word in words)})

    def headers(self, table: Table) -> Mapping[str, Column]:
        """The table's columns by every folded header; no header means two of them."""
        return self._headers[table.name]

    def sheets(self) -> Mapping[str, Table]:
        """The tables by every folded name; what one table is called in the plural goes first."""
        return self._sheets

    def answers(self, column: Column) -> Mapping[str, Value]:
        """What each folded spelling, in any language, means as an answer in the column.

        Filled for columns of a list, of tags from a list, and of yes or no; else empty.
        """
        if column.kind is Kind.FLAG:
            return self._answers[FLAG]
        return {} if column.answers is None else self._answers[column.answers.__name__]

    @cached_property
    def _headers(self) -> Mapping[str, Mapping[str, Column]]:
        return {
            table.name: {
                spelling: column
                for column in table.columns
                for word in self.synonyms(table, column)
                for spelling in spellings(word)
            }
            for table in all_tables()
        }

    @cached_property
    def _sheets(self) -> Mapping[str, Table]:
        found: dict[str, Table] = {fold(table.name): table for table in all_tables()}
        longest = max(len(words) for one in self.languages for words in one.tables.values())
        for place in range(longest):
            for one in self.languages:
                for table in all_tables():
                    for word in one.tables.get(table.name, ())[place : place + 1]:
                        found.setdefault(fold(word), table)
        return found

    @cached_property
    def _answers(self) -> Mapping[str, Mapping[str, Value]]:
        found: dict[str, dict[str, Value]] = {}
        for (name, value), answer in every_answer().items():
            words = (word for one in self.languages for word in one.answers.get((name, value), ()))
            for word in (value, *words):
                found.setdefault(name, {}).update(dict.fromkeys(spellings(word), answer))
        return found


def spellings(word: str) -> frozenset[str]:
    """A word folded for comparing, with look-alike letters as they are and made one."""
    return frozenset({fold(word), folded(word)})


@cache
def load() -> Vocabulary:
    """Every packaged language; BrokenReference when a file names what is not declared."""
    folder = resources.files("planner.languages")
    files = {one.name.removesuffix(".toml"): one for one in folder.iterdir()}
    codes = sorted(code for code, one in files.items() if one.name.endswith(".toml"))
    return Vocabulary(
        tuple(
            read(code, files[code].read_text(encoding="utf-8"))
            for code in sorted(codes, key=lambda code: (code != ENGLISH, code))
        )
    )


def typed_value(column: Column, text: str) -> Value:
    """The value that a person types or pastes into a cell, an answer in any language.

    WrongValue when it is none of the column.
    """
    if column.refers == LANGUAGES and text.strip():
        return _language(column, text)
    answer = load().answers(column).get(fold(text)) if column.kind is not Kind.TAGS else None
    return from_text(column, text) if answer is None else answer


def _language(column: Column, text: str) -> str:
    """The code of a language in which files can be made, by its code or its own name."""
    known = file_languages()
    meant = [code for code, name in known.items() if fold(text) in (fold(code), fold(name))]
    if not meant:
        raise WrongValue(
            _("{label}: “{text}” is no language of the planner.", label=column.title, text=text),
            _("Use one of: {answers}.", answers=tuple(known)),
        )
    return meant[0]


def every_column() -> Iterator[tuple[Table, Column]]:
    """Every column of every table."""
    return ((table, column) for table in all_tables() for column in table.columns)


def every_list() -> Mapping[str, type[Choice]]:
    """Every fixed list of answers that a column uses, by its name."""
    lists = (column.answers for _1, column in every_column())
    return {answers.__name__: answers for answers in lists if answers is not None}


def every_answer() -> Mapping[Key, Choice | bool]:
    """Every answer of every list, and yes and no, by list and stored value."""
    found: dict[Key, Choice | bool] = {(FLAG, "yes"): True, (FLAG, "no"): False}
    for name, answers in every_list().items():
        found |= {(name, member.value): member for member in answers}
    return found


def key_of(answer: Choice | bool) -> Key:
    """By what an answer stands in `Language.answers`."""
    if isinstance(answer, Choice):
        return type(answer).__name__, answer.value
    return FLAG, "yes" if answer else "no"


def read(code: str, text: str) -> Language:
    """The language of a TOML text; BrokenReference when it names what is not declared."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        raise BrokenReference(
            _(
                "The language file {file} cannot be read: {why}.",
                file=f"{code}.toml",
                why=str(failure),
            )
        ) from None
    own = _own(code)
    return Language(
        code=code,
        tables=_joined(own.tables, _tables(code, content.get("tables", {}))),
        columns=_joined(own.columns, _columns(code, content.get("columns", {}))),
        answers=_joined(own.answers, _answers(code, content.get("choices", {}))),
    )


def _own(code: str) -> Language:
    """What a language itself calls everything; nothing for one that has no catalogue."""
    if code not in (ENGLISH, *translated()):
        return Language(code=code, tables={}, columns={}, answers={})
    voice = Voice(code)
    return Language(
        code=code,
        tables={one.name: (voice.table_label(one), voice.row_label(one)) for one in all_tables()},
        columns={(one.name, c.name): (voice.label(one, c),) for one, c in every_column()},
        answers={key: (voice.answer(answer),) for key, answer in every_answer().items()},
    )


def _joined(own: Mapping[K, Words], besides: Mapping[K, Words]) -> Mapping[K, Words]:
    keys = dict.fromkeys((*own, *besides))
    return {key: (*own.get(key, ()), *besides.get(key, ())) for key in keys}


def _tables(code: str, section: _Section) -> Mapping[str, Words]:
    names = {table.name for table in all_tables()}
    if unknown := set(section) - names:
        raise _unknown(code, f"table “{min(unknown)}”")
    return {name: tuple(words) for name, words in section.items()}


def _columns(code: str, section: _Section) -> Mapping[Key, Words]:
    """The words by column; those under `every` first, so that a table's own take their place."""
    found: dict[Key, Words] = {}
    for table in sorted(section, key=lambda name: name != EVERY):
        for column, words in section[table].items():
            named = (t.name for t, c in every_column() if c.name == column)
            keys = [(name, column) for name in named if table in (EVERY, name)]
            if not keys:
                raise _unknown(code, f"column “{table}.{column}”")
            found |= dict.fromkeys(keys, tuple(words))
    return found


def _answers(code: str, section: _Section) -> Mapping[Key, Words]:
    known = every_answer()
    found = {
        (answers, value): tuple(words)
        for answers, members in section.items()
        for value, words in members.items()
    }
    if unknown := found.keys() - known.keys():
        raise _unknown(code, f"answer “{'.'.join(min(unknown))}”")
    return found


def _unknown(code: str, what: str) -> BrokenReference:
    return BrokenReference(
        _("The language file {file} names an unknown {what}.", file=f"{code}.toml", what=what),
        _("Use the names of the data dictionary."),
    )
