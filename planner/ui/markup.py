"""Text made safe where a screen reads it as markup: one wrapper for whatever a stranger wrote."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from planner.ui import state

_JOINER: Final = "\u2060"  # shows nothing and parts nothing, and no address or sign is made of it
_ISOLATED: Final = "\u2068"  # a sentence in which a name has its own direction already
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~:$&]|^-)")
_READ_LATER: Final = re.compile(
    r"(:(?=\S)|@|www(?=\.)|<(?=-)|-(?=[->])|[<>~](?==)|^\d+(?=\.\s))", re.IGNORECASE
)
"""What is looked for in text that was escaped: icons, addresses, arrows, dashes, numbered lists."""


class Markup(str):
    """Markdown of our own, or text of a stranger in which no sign is read as markup any more."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Text as Markdown that shows exactly that text, on one line and in its own direction."""
    if isinstance(text, Markup):
        return text
    parted = _READ_LATER.sub(rf"\1{_JOINER}", " ".join(text.split()))
    shown = _MARKDOWN.sub(r"\\\1", parted)
    return Markup(shown if _ISOLATED in shown else state.voice().isolated(shown))


def in_one_line(between: str, parts: Iterable[str]) -> Markup:
    """Several texts of strangers in one line."""
    return Markup(between.join(map(escaped, parts)))


def plain(text: str) -> str:
    """Text for a figure, where a few tags would be read as markup."""
    return html.escape(text, quote=False)


def shortened(text: str, length: int) -> str:
    """The text cut at a word so that it fits, with a sign that something is missing."""
    if len(text) <= length:
        return text
    head = text[: length - 1].rsplit(" ", 1)[0] or text[: length - 1]
    return f"{head.rstrip(' ,;:-')}…"
