"""What tables, columns and answers are called in every language the planner reads and speaks.

English stands in the declaration; every other language is one TOML file beside this module, and a
new one needs no code. `load()` reads them once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from planner.languages import wording
from planner.languages.sentences import Fact, Saying
from planner.languages.wording import Direction, Language, TableWording, Wording
from planner.plan import all_tables
from planner.readers.texts import folded
from planner.schema import Choice, Column, Kind, Table, Value
from planner.values import fold

__all__ = ["Catalogue", "Direction", "Language", "load"]

_ISOLATED, _ISOLATED_NO_MORE = "\u2068", "\u2069"
"""Between them a text keeps its own direction, as a date or a name in Arabic does."""


@dataclass(frozen=True)
class Catalogue:
    """All languages, English first. A word that a language lacks is said in English."""

    languages: tuple[Language, ...]

    @cached_property
    def complete(self) -> tuple[Language, ...]:
        """The languages a screen can be shown in; the others are only read."""
        return tuple(language for language in self.languages if language.is_complete)

    def language(self, code: str) -> Language:
        """The language of that code, as in `fr`; English for a code that nobody knows."""
        return self._by_code.get(code, self.languages[0])

    def table_label(self, table: Table, language: str) -> str:
        """What many rows of the table are called, which is also the name of its sheet."""
        return self._table(table, language).many or table.many

    def row_label(self, table: Table, language: str) -> str:
        """What one row of the table is called."""
        return self._table(table, language).one or table.one

    def table_help(self, table: Table, language: str) -> str:
        """What a row of the table is, in one sentence."""
        return self._table(table, language).help or table.help

    def label(self, table: Table, column: Column, language: str) -> str:
        """What the column is called."""
        return self._column(table, column, language).label or column.label

    def help(self, table: Table, column: Column, language: str) -> str:
        """What belongs into the column, in one or two sentences."""
        return self._column(table, column, language).help or column.help

    def answer_label(self, answer: Choice | bool, language: str) -> str:
        """What an answer of a list, or yes or no, is called."""
        key = wording.key_of(answer)
        words = self.language(language).answers.get(key) or self.languages[0].answers[key]
        return words[0]

    @cached_property
    def telling(self) -> tuple[Language, ...]:
        """The languages that say every sentence, in which a letter can be written."""
        return tuple(language for language in self.languages if language.tells_everything)

    def say(self, what: Saying, language: str) -> str:
        """A sentence with its facts; facts that are sentences or answers in the same language."""
        text = self.language(language).sentences.get(what.says, what.says.value)
        return text.format(
            **{name: self._fact(fact, language) for name, fact in what.facts.items()}
        )

    def _fact(self, fact: Fact, language: str) -> str:
        if isinstance(fact, Saying):
            return self.say(fact, language)
        if isinstance(fact, Choice):
            return self.answer_label(fact, language).lower()
        is_whole = isinstance(fact, int) or not str(fact)
        if is_whole or self.language(language).direction is Direction.LEFT_TO_RIGHT:
            return str(fact)
        return f"{_ISOLATED}{fact}{_ISOLATED_NO_MORE}"

    def synonyms(self, table: Table, column: Column) -> frozenset[str]:
        """Every header that stands for the column in any language, labels and its name included."""
        named = (language.columns.get((table.name, column.name)) for language in self.languages)
        words = (word for w in named if w is not None for word in (w.label, *w.synonyms))
        return frozenset({column.name, *filter(None, words)})

    def headers(self, table: Table) -> Mapping[str, Column]:
        """The table's columns by every folded header; no header means two of them."""
        return self._headers[table.name]

    def answers(self, column: Column) -> Mapping[str, Value]:
        """What each folded spelling, in any language, means as an answer in the column.

        Filled for columns of a list, of tags from a list, and of yes or no; else empty.
        """
        if column.kind is Kind.FLAG:
            return self._answers[wording.FLAG]
        return {} if column.answers is None else self._answers[column.answers.__name__]

    @cached_property
    def _by_code(self) -> Mapping[str, Language]:
        return {language.code: language for language in self.languages}

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
    def _answers(self) -> Mapping[str, Mapping[str, Value]]:
        found: dict[str, dict[str, Value]] = {}
        for (name, value), answer in wording.every_answer().items():
            words = (
                w for language in self.languages for w in language.answers.get((name, value), ())
            )
            for word in (value, *words):
                found.setdefault(name, {}).update(dict.fromkeys(spellings(word), answer))
        return found

    def _table(self, table: Table, language: str) -> TableWording:
        return self.language(language).tables.get(table.name, TableWording())

    def _column(self, table: Table, column: Column, language: str) -> Wording:
        return self.language(language).columns.get((table.name, column.name), Wording())


def spellings(word: str) -> frozenset[str]:
    """A word folded for comparing, with look-alike letters as they are and made one."""
    return frozenset({fold(word), folded(word)})


@cache
def load() -> Catalogue:
    """Every packaged language; BrokenReference when a file names what is not declared."""
    files = (file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml"))
    others = (
        wording.read(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
        for file in sorted(files, key=lambda file: file.name)
    )
    return Catalogue((wording.declared(), *others))
