"""Words on the screen: every sentence told in the language of the person looking."""

from __future__ import annotations

from planner.languages.voice import Voice
from planner.messages import Fact, Message, _, ngettext
from planner.ui import state


def voice() -> Voice:
    """The language of the person looking."""
    return state.voice()


def told(what: Message | str) -> str:
    """A message that came with a result, in the language of the screen."""
    return voice().tell(what)


def t(text: str, /, **facts: Fact) -> str:
    """A sentence of the screen; marks its English text for translators."""
    return told(_(text, **facts))


def capital(text: str) -> str:
    """A text that stands alone, as the head of a column does, with a capital behind its mark."""
    first = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return f"{text[:first]}{text[first : first + 1].upper()}{text[first + 1 :]}"


def tn(one: str, many: str, number: int, /, **facts: Fact) -> str:
    """A sentence of the screen that depends on a whole number, `{number}` in it."""
    return told(ngettext(one, many, number, **facts))
