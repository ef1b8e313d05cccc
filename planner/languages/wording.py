"""What one language knows: its names for tables, columns and answers, read from one TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final

from planner.errors import BrokenReference
from planner.languages.sentences import Says, places
from planner.plan import all_tables
from planner.schema import Choice, Column, Table

EVERY: Final = "every"
FLAG: Final = "Flag"

Key = tuple[str, str]
_Section = Mapping[str, Any]


class Direction(StrEnum):
    """Which way a language is written."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a column is called: its label, its help, and other headers people write over it."""

    label: str = ""
    help: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TableWording:
    """What a table is called: one row, many rows, and what a row is."""

    one: str = ""
    many: str = ""
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Language:
    """The words of one language; what it does not say is said in English.

    `columns` are by table and column, `answers` by list and stored value: the label first, then
    other spellings; `sentences` keep the places for facts.
    """

    code: str
    name: str
    direction: Direction
    tables: Mapping[str, TableWording]
    columns: Mapping[Key, Wording]
    answers: Mapping[Key, tuple[str, ...]]
    sentences: Mapping[Says, str]

    @property
    def tells_everything(self) -> bool:
        """Whether it says every sentence, so that a letter can be written in it."""
        return all(one in self.sentences for one in Says)

    @property
    def is_complete(self) -> bool:
        """Whether it names every table, column and answer, so that a screen can be shown in it."""
        columns = ((table.name, column.name) for table, column in every_column())
        return (
            all(self.tables.get(table.name) for table in all_tables())
            and all(key in self.columns and self.columns[key].label for key in columns)
            and all(key in self.answers for key in every_answer())
        )


def every_column() -> Iterator[tuple[Table, Column]]:
    """Every column of every table."""
    return ((table, column) for table in all_tables() for column in table.columns)


def every_list() -> Mapping[str, type[Choice]]:
    """Every fixed list of answers that a column uses, by its name."""
    lists = (column.answers for _, column in every_column())
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


def declared() -> Language:
    """English, as the tables and the lists are declared in it."""
    flags = {(FLAG, "yes"): ("Yes", "y", "true", "1", "x"), (FLAG, "no"): ("No", "n", "false", "0")}
    members = {
        key: (member.label, *member.synonyms)
        for key, member in every_answer().items()
        if isinstance(member, Choice)
    }
    return Language(
        code="en",
        name="English",
        direction=Direction.LEFT_TO_RIGHT,
        tables={t.name: TableWording(one=t.one, many=t.many, help=t.help) for t in all_tables()},
        columns={
            (table.name, c.name): Wording(label=c.label, help=c.help, synonyms=c.synonyms)
            for table, c in every_column()
        },
        answers=flags | members,
        sentences={one: one.value for one in Says},
    )


def read(code: str, text: str) -> Language:
    """The language of a TOML text; BrokenReference when it names what is not declared."""
    try:
        content = tomllib.loads(text)
        name, direction = str(content["name"]), Direction(content["direction"])
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as failure:
        raise BrokenReference(f"The language file {code}.toml cannot be read: {failure}.") from None
    return Language(
        code=code,
        name=name,
        direction=direction,
        tables=_tables(code, content.get("tables", {})),
        columns=_columns(code, content.get("columns", {})),
        answers=_answers(code, content.get("choices", {})),
        sentences=_sentences(code, content.get("sentences", {})),
    )


def _tables(code: str, section: _Section) -> Mapping[str, TableWording]:
    names = {table.name for table in all_tables()}
    for name in section:
        if name not in names:
            raise _unknown(code, f"table “{name}”")
    return {
        name: TableWording(**_words(code, name, words, TableWording))
        for name, words in section.items()
    }


def _columns(code: str, section: _Section) -> Mapping[Key, Wording]:
    """The wordings by column; those under `every` first, so that a table's own take their place."""
    found: dict[Key, Wording] = {}
    for table in sorted(section, key=lambda name: name != EVERY):
        for column, words in section[table].items():
            named = (t.name for t, c in every_column() if c.name == column)
            keys = [(name, column) for name in named if table in (EVERY, name)]
            if not keys:
                raise _unknown(code, f"column “{table}.{column}”")
            wording = Wording(**_words(code, f"{table}.{column}", words, Wording))
            found |= dict.fromkeys(keys, wording)
    return found


def _answers(code: str, section: _Section) -> Mapping[Key, tuple[str, ...]]:
    known = every_answer()
    found: dict[Key, tuple[str, ...]] = {}
    for answers, members in section.items():
        for value, words in members.items():
            if (answers, value) not in known:
                raise _unknown(code, f"answer “{answers}.{value}”")
            found[answers, value] = tuple(words)
    return found


def _sentences(code: str, section: _Section) -> Mapping[Says, str]:
    """The sentences by what they say; a place that its facts do not fill is refused."""
    known = {one.key: one for one in Says}
    for key, text in section.items():
        if key not in known:
            raise _unknown(code, f"sentence “{key}”")
        if unknown := places(text) - places(known[key]):
            raise _unknown(code, f"place “{{{min(unknown)}}}” in the sentence “{key}”")
    return {known[key]: text for key, text in section.items()}


def _words(
    code: str, place: str, words: _Section, wanted: type[Wording | TableWording]
) -> dict[str, Any]:
    for name in set(words) - {field.name for field in fields(wanted)}:
        raise _unknown(code, f"word “{name}” under “{place}”")
    return {name: tuple(value) if name == "synonyms" else value for name, value in words.items()}


def _unknown(code: str, what: str) -> BrokenReference:
    return BrokenReference(
        f"The language file {code}.toml names an unknown {what}.",
        "Use the names of the data dictionary.",
    )
