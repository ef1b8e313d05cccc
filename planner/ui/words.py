"""Words on the screen: every sentence told in the language of the person looking."""

from __future__ import annotations

from planner.languages.voice import Voice
from planner.messages import Fact, Message, _, ngettext
from planner.schema import Choice
from planner.ui import state
from planner.ui.markup import Markup, escaped


def voice() -> Voice:
    """The language of the person looking."""
    return state.voice()


def told(what: Message | str) -> str:
    """A message in the language of the screen, as plain text: for cells, options and figures."""
    return voice().tell(what)


def t(text: str, /, **facts: Fact) -> Markup:
    """A sentence of the screen as Markdown; what strangers wrote in its places is only text."""
    return Markup(told(_(text, **_safe(facts))))


def tn(one: str, many: str, number: int, /, **facts: Fact) -> Markup:
    """The same for a sentence that depends on a whole number, `{number}` in it."""
    return Markup(told(ngettext(one, many, number, **_safe(facts))))


def capital(text: str) -> str:
    """A text that stands alone, as the head of a column does, with a capital behind its mark."""
    first = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return f"{text[:first]}{text[first : first + 1].upper()}{text[first + 1 :]}"


def _safe(facts: dict[str, Fact]) -> dict[str, Fact]:
    return {name: _safe_fact(fact) for name, fact in facts.items()}


def _safe_fact(fact: Fact) -> Fact:
    match fact:
        case Choice():
            return fact
        case Message():
            return escaped(told(fact))
        case str():
            return escaped(fact)
        case tuple():
            return tuple(map(_safe_fact, fact))
        case _:
            return fact
