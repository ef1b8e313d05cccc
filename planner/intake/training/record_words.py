"""The words by which ministries' records of training and posts are told, in their languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from planner.languages import recognition
from planner.readers.texts import folded

_WORDS: Final = recognition.words("training")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS_AT_END: Final = re.compile(r"\s*\d+$")


@cache
def _meanings(part: str) -> Mapping[str, str]:
    """What each word of a part means, folded; signs that fold to nothing as they are."""
    lists: Mapping[str, list[str]] = _WORDS[part]
    return {folded(word) or word: kind for kind, words in lists.items() for word in words}


def role_of(text: str) -> str:
    """What a column holds by its header: "holder", "course", …; blank when it is none we know."""
    return _meanings("columns").get(folded(text), "")


def answer_of(text: str) -> str:
    """What a cell says in place of a value: "passed", "filled" or "empty"; blank for neither."""
    return _meanings("answers").get(folded(text) or text.strip(), "")


def may_tell_result(heading: str) -> bool:
    """Whether a heading may stand over who passed, or whose pass ended: "Exam", "Revoked on"."""
    words = (word.removeprefix("ال") for word in folded(heading).split())
    return any(word.startswith(tuple(_meanings("tells"))) for word in words)


def is_about_training(texts: Iterable[str]) -> bool:
    """Whether titles speak of training."""
    words = (word.removeprefix("ال") for text in texts for word in folded(text).split())
    return any(word.startswith(tuple(_meanings("about"))) for word in words)


def names_nothing(title: str) -> bool:
    """Whether a sheet's title names neither a course nor a group: "Sheet1", "Register 2026"."""
    words = _DIGITS_AT_END.sub("", folded(_YEAR.sub(" ", title))).split()
    return all(word in _meanings("sheets") for word in words)


def year_in(text: str) -> str:
    """The first year in a text, as it stands; blank when there is none."""
    found = _YEAR.search(text)
    return found[0] if found else ""


def without_years(text: str) -> str:
    """A text without its years and what held them."""
    return re.sub(r"\s+", " ", _YEAR.sub(" ", text)).strip(" -–—:,/()")
