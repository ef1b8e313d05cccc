"""Words by which the rows of a table tell what they are: totals, parts of totals, remarks."""

from __future__ import annotations

import re
from typing import Final

from planner.languages import recognition
from planner.readers.texts import folded

_WORDS: Final = recognition.words("rows")
_MARKS: Final = " \t\n*-–—:.()[]#=\"'«»“”"
_LONGEST: Final = 80


def _any_of(name: str) -> str:
    """One of the words, folded, the longest first."""
    return "|".join(sorted({folded(word) for word in _WORDS[name].split()}, key=len, reverse=True))


_TOTAL_WORDS: Final = f"(?:(?:{_any_of('before')}) )?(?:{_any_of('totals')})"
_TOTAL: Final = re.compile(rf"{_TOTAL_WORDS}(?: |$)")
PURE_TOTAL: Final = re.compile(rf"{_TOTAL_WORDS}(?: (?:{_any_of('behind')}|\d+))*")
PART_TOTAL: Final = re.compile(_any_of("parts"))
_REMARK: Final = re.compile(rf"(?:{_any_of('remarks')})(?: |$)")
_BEGINNINGS: Final = frozenset(
    spelling[:2].lower()
    for word in f"{_WORDS['totals']} {_WORDS['before']}".split()
    for spelling in (word, folded(word))
)
"""The first letters of every label of a total: most cells are told from one by them, unfolded."""


def label_of_total(text: str) -> str:
    """A text folded, when it is the label of a total in any language; else nothing."""
    if len(text) > _LONGEST:
        return ""
    begins = text[:2]
    if not begins.isalnum():
        begins = text.lstrip(_MARKS)[:2]
    if begins.lower() not in _BEGINNINGS:
        return ""
    label = folded(text)
    return label if _TOTAL.match(label) else ""


def is_remark(text: str) -> bool:
    """Whether a text begins as a note or the source of a table does."""
    return bool(_REMARK.match(folded(text)))
