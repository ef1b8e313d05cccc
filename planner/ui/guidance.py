"""Longer help for a page, in paragraphs; stars and bars in it are Markdown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from planner.messages import Message, Share, places
from planner.ui.words import told

_TEXTS: Final = Path(__file__).with_suffix(".toml")
_EXAMPLE: Final = {
    **{"low": Share(40 / 120), "high": Share(64 / 120), "turnover": Share(0.2)},
    **{"short": Share(0.6), "unclear": Share(0.5), "met": Share(0.3)},
}
"""The shares of the worked example of training."""


def text(page: str) -> str:
    """The help of a page, such as "training", as Markdown in the language of the screen."""
    said = [told(paragraph) for paragraph in _paragraphs()[page]]
    lines = [
        f"{one}{'' if _is_item(one) and _is_item(after) else chr(10)}"
        for one, after in zip(said, [*said[1:], ""], strict=True)
    ]
    return "\n".join(lines)


@cache
def _paragraphs() -> Mapping[str, tuple[Message, ...]]:
    found = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    return {page: tuple(map(_message, about["paragraphs"])) for page, about in found.items()}


def _message(text: str) -> Message:
    return Message(text, {name: _EXAMPLE[name] for name in places(text)})


def _is_item(paragraph: str) -> bool:
    return paragraph.startswith("- ")
