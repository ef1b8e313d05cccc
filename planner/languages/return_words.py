"""The words of a return workbook and its letters, from the office's own files, in each language."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from planner.errors import BrokenReference
from planner.languages import Catalogue, Direction, load
from planner.languages.voice import Voice
from planner.messages import Message
from planner.schema import Choice, Column, Table
from planner.values import fold

FILE: Final = "return_wording.toml"
PROBLEMS: Final = "return_problems.toml"
FALLBACK: Final = "en"

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a return workbook says, in one language; `texts` hold every language."""

    language: str
    texts: Texts
    catalogue: Catalogue
    problems: Texts = field(default_factory=dict[str, Mapping[str, str]])

    def say(self, key: str, **facts: object) -> str:
        """The text of a key, its braces filled in; BrokenReference when the file lacks it."""
        text = self.texts[self.language].get(key)
        if text is None:
            raise BrokenReference(f"{FILE} has no text for {self.language}.{key}.", "Put it back.")
        return _filled(text, f"{FILE}, {self.language}.{key}", facts)

    def knows(self, problem: str) -> bool:
        """Whether the office words this kind of problem in this language."""
        return problem in self.problems.get(self.language, {})

    def problem(self, key: str, **facts: object) -> str:
        """What the office says of a kind of problem in this language.

        BrokenReference when it says nothing, or asks for what the problem does not tell.
        """
        text = self.problems.get(self.language, {}).get(key)
        if text is None:
            raise BrokenReference(
                f"{PROBLEMS} has no text for {self.language}.{key}.", "Put it back."
            )
        return _filled(text, f"{PROBLEMS}, {self.language}.{key}", facts)

    def every(self, key: str) -> frozenset[str]:
        """What the key says in all languages, folded for finding it again."""
        return frozenset(fold(words[key]) for words in self.texts.values() if key in words)

    @property
    def is_right_to_left(self) -> bool:
        """Whether the sheets start on the right."""
        direction = self.catalogue.language(self.language).direction
        return direction is Direction.RIGHT_TO_LEFT


def read_words(text: str, language: str, catalogue: Catalogue, problems: str = "") -> Words:
    """The words of a language from the office's files, English for one that is not there.

    `problems` is the text of the file about problems. BrokenReference when a file cannot be
    understood.
    """
    texts = _parsed(FILE, text)
    code = language if language in texts else FALLBACK
    if code not in texts:
        raise BrokenReference(f"{FILE} has no part [{FALLBACK}].", "Put the file back.")
    return Words(
        language=code, texts=texts, catalogue=catalogue, problems=_parsed(PROBLEMS, problems)
    )


def _parsed(file: str, text: str) -> Texts:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        raise BrokenReference(
            f"{file} cannot be read: {failure}.", "Every text stands between quotation marks."
        ) from failure


def _filled(text: str, place: str, facts: Mapping[str, object]) -> str:
    wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    if unknown := wanted - set(facts):
        raise BrokenReference(
            f"{place}: {{{min(unknown)}}} means nothing here.",
            f"Use {', '.join(f'{{{fact}}}' for fact in facts) or 'no braces'}.",
        )
    return text.format(**facts)


@dataclass(frozen=True)
class WordedVoice(Voice):
    """A voice that tells by the office's own file, until the catalogues hold what is in it."""

    words: Words | None = None

    @classmethod
    def of(cls, words: Words) -> WordedVoice:
        """The voice of the language of these words."""
        return cls(words.language, None, words)

    def tell(self, what: Message | str) -> str:
        """A text of the file in its language, found by what it is in English."""
        if not isinstance(what, Message) or self.words is None:
            return super().tell(what)
        keys = {text: key for key, text in self.words.texts[FALLBACK].items()}
        text = self.words.texts[self.language].get(keys.get(what.text, ""))
        return super().tell(replace(what, text=text) if text else what)

    def label(self, table: Table, column: Column | str) -> str:
        """What a column is called."""
        found = table.column(column) if isinstance(column, str) else column
        return _catalogue().label(table, found, self.language)

    def help(self, table: Table, column: Column | str) -> str:
        """What belongs into a column."""
        found = table.column(column) if isinstance(column, str) else column
        return _catalogue().help(table, found, self.language)

    def table_label(self, table: Table) -> str:
        """What many rows of a table are called."""
        return _catalogue().table_label(table, self.language)

    def answer(self, answer: Choice | bool | None) -> str:
        """What an answer is called."""
        return "" if answer is None else _catalogue().answer_label(answer, self.language)


def _catalogue() -> Catalogue:
    return load()
