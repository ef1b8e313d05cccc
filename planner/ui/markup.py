"""Text of users made safe where a screen would read it as markup, and cut to fit."""

from __future__ import annotations

import html
import re
from typing import Final

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+\-!|~:$&])")


def escaped(text: str) -> str:
    """Text as Markdown that shows exactly that text, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def plain(text: str) -> str:
    """Text for a figure, where a few tags would be read as markup."""
    return html.escape(text, quote=False)


def shortened(text: str, length: int) -> str:
    """The text cut at a word so that it fits, with a sign that something is missing."""
    if len(text) <= length:
        return text
    head = text[: length - 1].rsplit(" ", 1)[0] or text[: length - 1]
    return f"{head.rstrip(' ,;:-')}…"
