"""Sentences as values: an English text with named places, and the facts that fill them.

A message is told in a language only when it is shown (`planner.languages.Voice`), so one result
serves an English screen and a French workbook. Texts are marked by the functions here, whose names
translators' tools know: `_` for a sentence, `ngettext` for one that depends on a number.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self, TypeAlias

Fact: TypeAlias = (
    "str | int | float | Decimal | date | Message | Sum | Share | tuple[Fact, ...] | None"
)
"""What fills a place: text is shown as it is, everything else in the way of the language.

An answer of a list (`Choice`) is told by its label, a tuple as a listing, a blank as "not known".
"""


@dataclass(frozen=True)
class Sum:
    """A sum of money with its currency; `short` is told in three figures, as in “1.25m EUR”.

    `at_least` says that something is not in it whose amount, currency or rate is not known.
    """

    amount: Decimal | None
    currency: str = ""
    short: bool = False
    at_least: bool = False


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1, told in percent; None is not known."""

    share: float | Decimal | None


@dataclass(frozen=True)
class Message:
    """An English text with `{places}`, its facts, and the text for many when it has a number.

    `context` tells apart English words that other languages translate in several ways.
    """

    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])
    many: str = ""
    number: int = 1
    context: str = ""

    def __str__(self) -> str:
        """The sentence in English, for logs and tests; screens and files tell it by a voice."""
        text = self.many if self.many and self.number != 1 else self.text
        facts = {name: _english(fact) for name, fact in self.facts.items()}
        return text.format(**facts) if facts else text

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.text)

    def __hash__(self) -> int:
        return hash((self.text, self.many, self.number, self.context, *self.facts.items()))


NOTHING = Message("")


def _(text: str, /, **facts: Fact) -> Message:
    """A sentence; `{places}` in it are filled by the facts of their names."""
    return Message(text, facts)


NOT_KNOWN = _("not known")
"""What stands for what nobody has said."""


def pgettext(context: str, text: str, /, **facts: Fact) -> Message:
    """A sentence whose English is used in several senses; the context says which one is meant."""
    return Message(text, facts, context=context)


def ngettext(one: str, many: str, number: int, /, **facts: Fact) -> Message:
    """A sentence that depends on a whole number; `{number}` in it is that number."""
    return Message(one, {"number": number, **facts}, many=many, number=number)


def verbatim(text: str) -> Message:
    """What a person or a file wrote, told in every language as it stands."""
    return Message("{text}", {"text": text}) if text else NOTHING


class Term(StrEnum):
    """A word of ours in code and JSON, with what people read for it and its mark, if any."""

    caption: Message
    mark: str

    def __new__(cls, value: str, caption: Message = NOTHING, mark: str = "") -> Self:
        """Make one word."""
        member = str.__new__(cls, value)
        member._value_, member.caption, member.mark = value, caption, mark
        return member


Tell: TypeAlias = Callable[[Message], str]
"""What tells a message, as `Voice.tell` does; `str` tells it in English."""


def paragraph(*sentences: Message, between: str = " ") -> Message:
    """Whole sentences, one after the other; those that say nothing are left out."""
    said = {f"s{number}": one for number, one in enumerate(sentences) if one}
    return Message(between.join(f"{{{name}}}" for name in said), said)


def listing(*parts: Fact) -> Message:
    """Several things in one line, as each language lists them; nothing for none."""
    return Message("{parts}", {"parts": parts}) if parts else NOTHING


def places(text: str) -> frozenset[str]:
    """The names of the places in a text."""
    return frozenset(name for _1, name, _2, _3 in string.Formatter().parse(text) if name)


def _english(fact: Fact) -> str:
    match fact:
        case None:
            return "not known"
        case tuple():
            return ", ".join(map(_english, fact))
        case bool():
            return "yes" if fact else "no"
        case int() | Decimal():
            return f"{fact:,}"
        case Sum():
            return f"{_english(fact.amount)} {fact.currency}".strip()
        case Share():
            return "not known" if fact.share is None else f"{round(fact.share * 100)} %"
        case str():
            label: str = getattr(fact, "label", "")  # an answer of a list
            return f"{label[:1].lower()}{label[1:]}" if label else str(fact)
        case _:
            return str(fact)
