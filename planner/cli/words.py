"""What tables, columns and answers are called, and sentences, in the language asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planner.cli.session import CommandRun

if TYPE_CHECKING:
    from planner.languages import Catalogue
    from planner.languages.sentences import Fact, Saying, Says
    from planner.schema import Choice, Table, Value


def table_label(session: CommandRun, declared: Table) -> str:
    """What many rows of the table are called."""
    return _catalogue().table_label(declared, session.language)


def label(session: CommandRun, declared: Table, column: str) -> str:
    """What the column is called."""
    return _catalogue().label(declared, declared.column(column), session.language)


def answer_label(session: CommandRun, answer: Choice) -> str:
    """What an answer of a list is called."""
    return _catalogue().answer_label(answer, session.language)


def row_label(session: CommandRun, declared: Table) -> str:
    """What one row of the table is called."""
    return _catalogue().row_label(declared, session.language)


def say(session: CommandRun, says: Says, /, **facts: Fact) -> str:
    """A sentence with its facts."""
    from planner.languages.sentences import saying

    return tell(session, saying(says, **facts))


def tell(session: CommandRun, what: Saying) -> str:
    """A sentence that was made of facts."""
    return _catalogue().say(what, session.language)


def shown(session: CommandRun, value: Value) -> str:
    """A value as a person reads it."""
    from planner.schema import Choice
    from planner.values import to_text

    if isinstance(value, Choice | bool):
        return _catalogue().answer_label(value, session.language)
    return to_text(value)


@cache
def _catalogue() -> Catalogue:
    from planner import languages

    return languages.load()
