"""The words by which ministries' records of training and posts are told, in their languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from planner.languages import recognition
from planner.readers.texts import folded

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS_AT_END: Final = re.compile(r"\s*\d+$")


def role_of(text: str) -> str:
    """What a column holds by its header: "holder", "course", …; blank when it is none we know."""
    return _roles().get(folded(text), "")


def is_about_training(texts: Iterable[str]) -> bool:
    """Whether titles speak of training."""
    stems = _list("about", "training")
    words = (word.removeprefix("ال") for text in texts for word in folded(text).split())
    return any(word.startswith(tuple(stems)) for word in words)


def answer_of(text: str) -> str:
    """What a cell says in place of a value: "passed", "filled" or "empty"; blank for neither."""
    wanted = folded(text) or text.strip()
    return next(
        (
            kind
            for kind in recognition.words("training")["answers"]
            if wanted in _list("answers", kind)
        ),
        "",
    )


def names_nothing(title: str) -> bool:
    """Whether a sheet's title names neither a course nor a group: "Sheet1", "Register 2026"."""
    bare = _DIGITS_AT_END.sub("", folded(_YEAR.sub(" ", title)))
    words = bare.split()
    return not words or all(word in _list("sheets", "plain") for word in words)


def year_in(text: str) -> str:
    """The first year in a text, as it stands; blank when there is none."""
    found = _YEAR.search(text)
    return found[0] if found else ""


def without_years(text: str) -> str:
    """A text without its years and what held them."""
    return re.sub(r"\s+", " ", _YEAR.sub(" ", text)).strip(" -–—:,/()")


@cache
def _roles() -> Mapping[str, str]:
    columns: Mapping[str, list[str]] = recognition.words("training")["columns"]
    return {folded(word): role for role, words in columns.items() for word in words if folded(word)}


@cache
def _list(part: str, name: str) -> frozenset[str]:
    return frozenset(folded(word) or word for word in recognition.words("training")[part][name])
