"""Longer help for a page, in paragraphs; stars and bars in it are Markdown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from planner.languages.catalogues import ENGLISH
from planner.messages import Message, Share, _, places
from planner.places import templates_folder
from planner.ui.words import told, voice

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


KNOWLEDGE: Final = {
    "crimes": _("Four crimes, and what sets them apart"),
    "lessons": _("Lessons and their limits"),
}
"""The short pages of the templates folder that open beside a question, and their titles."""


def knowledge(page: str) -> str:
    """A short page as the office has it, in the language of the screen, else in English."""
    folder = templates_folder() / "knowledge"
    files = (folder / f"{page}.{code}.md" for code in (voice().language, ENGLISH))
    found = next((file for file in files if file.is_file()), None)
    return found.read_text(encoding="utf-8") if found else ""


def beside() -> None:
    """Draw the ways into the short pages, in a line, those that the office has removed left out."""
    with st.container(horizontal=True):
        for page, title in KNOWLEDGE.items():
            if said := knowledge(page):
                with st.popover(told(title), icon=":material/menu_book:"):
                    st.markdown(said)


@cache
def _paragraphs() -> Mapping[str, tuple[Message, ...]]:
    found = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    return {page: tuple(map(_message, about["paragraphs"])) for page, about in found.items()}


def _message(text: str) -> Message:
    return Message(text, {name: _EXAMPLE[name] for name in places(text)})


def _is_item(paragraph: str) -> bool:
    return paragraph.startswith("- ")
