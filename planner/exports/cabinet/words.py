"""The words of the cabinet workbook: the office's own text, names of columns and answers."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.choices import Classification
from planner.errors import BrokenReference
from planner.languages import Catalogue
from planner.languages.sentences import Saying
from planner.languages.voice import Voice
from planner.messages import Message
from planner.plan import table_named
from planner.schema import Choice, Row, table_of

FILE: Final = "workbook_wording.toml"
FALLBACK: Final = "en"
_NOT_IN_A_SHEET_TITLE: Final = re.compile(r"[:\\/?*\[\]]|^'|'$")


@dataclass(frozen=True, kw_only=True)
class Words:
    """Everything a sheet says, in one language; English where the office has no text in it."""

    language: str
    texts: Mapping[str, Mapping[str, str]]
    catalogue: Catalogue

    def say(self, key: str, **facts: object) -> str:
        """The text of a key such as "cover.asked", its braces filled in.

        Raises BrokenReference, naming the key, when the office's file lacks it or asks for a
        fact that is not there.
        """
        part, _, name = key.partition(".")
        text = self.texts.get(part, {}).get(name)
        if text is None:
            raise BrokenReference(
                f"{FILE} has no text for {self.language}.{key}.", "Put the line back."
            )
        wanted = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
        if unknown := wanted - set(facts):
            raise BrokenReference(
                f"{FILE}, {self.language}.{key}: {{{min(unknown)}}} means nothing here.",
                f"Use {', '.join(f'{{{fact}}}' for fact in facts) or 'no braces'}.",
            )
        return text.format(**facts)

    def sheet(self, key: str) -> str:
        """The title of a sheet; BrokenReference when no spreadsheet would take it."""
        title = self.say(f"sheets.{key}")
        if not 0 < len(title) <= 31 or _NOT_IN_A_SHEET_TITLE.search(title):
            raise BrokenReference(
                f"{FILE}, {self.language}.sheets.{key}: “{title}” cannot be a sheet's title.",
                "Use at most 31 characters and none of : \\ / ? * [ ]",
            )
        return title

    def label(self, row: type[Row], column: str) -> str:
        """What a column of a table is called."""
        table = table_of(row)
        return self.catalogue.label(table, table.column(column), self.language)

    def table(self, name: str) -> str:
        """What the rows of a table are called."""
        return self.catalogue.table_label(table_named(name), self.language)

    def row_label(self, row: type[Row]) -> str:
        """What one row of a table is called."""
        return self.catalogue.row_label(table_of(row), self.language)

    def answer(self, answer: Choice | None) -> str:
        """What an answer is called; blank for none."""
        return "" if answer is None else self.catalogue.answer_label(answer, self.language)

    def tell(self, what: Saying | Message) -> str:
        """A sentence that was made of facts, in the language of the workbook."""
        if isinstance(what, Message):
            return Voice(self.language).tell(what)
        return self.catalogue.say(what, self.language)

    def marking(self, level: Classification) -> str:
        """The marking as it is printed on every page."""
        return self.say(f"markings.{level.value}")


def read_words(text: str, language: str, catalogue: Catalogue) -> Words:
    """The words of a language from the office's file; BrokenReference when it is no TOML."""
    try:
        languages: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        raise BrokenReference(
            f"{FILE} cannot be read: {failure}.", "Every text stands between quotation marks."
        ) from failure
    code = language if language in languages else FALLBACK
    if code not in languages:
        raise BrokenReference(f"{FILE} has no part [{FALLBACK}].", "Put the file back.")
    return Words(language=code, texts=languages[code], catalogue=catalogue)
