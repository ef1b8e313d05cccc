"""Words by which the rows of a table tell what they are: totals, parts of totals, remarks."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple, TypeGuard

from planner.intake.grid import Cell, Cells, Sheet, cell_in, filled_columns
from planner.intake.tables.headings import text_of
from planner.languages import recognition
from planner.readers.texts import folded

_WORDS: Final = recognition.words("rows")
_MARKS: Final = " \t\n*-–—:.()[]#=\"'«»“”"
_LONGEST: Final = 80
_LETTER: Final = re.compile(r"[^\W\d_]")
_OUTLINE: Final = re.compile(r"[A-Za-z]{0,4}[-. ]?\d+(?:[.\-/]\d+)*[.)]?|[A-Z]{1,4}[.)]?")
_PLACEHOLDERS: Final = frozenset("xXхХ")


class TotalWord(IntEnum):
    """How surely a text is the label of a total.

    ALL: it speaks of all of something. NAMED: of what it is the total is said beside the word.
    PART: it is the label of a part of the whole. PURE: it says nothing else.
    """

    NONE = 0
    ALL = 1
    NAMED = 2
    PART = 3
    PURE = 4


def _any_of(name: str) -> str:
    """One of the words, folded, the longest first."""
    words = {folded(word.replace("_", " ")) for word in _WORDS[name].split()}
    return "|".join(sorted(words, key=len, reverse=True))


_TOTAL_WORDS: Final = f"(?:(?:{_any_of('before')}) )?(?:{_any_of('totals')})"
_BEHIND: Final = rf"(?: (?:{_any_of('behind')}|\d+))*"
_BEGINS: Final = re.compile(rf"{_TOTAL_WORDS}(?: |$)")
_ENDS: Final = re.compile(rf"(?<!\S){_TOTAL_WORDS}{_BEHIND}$")
_PURE: Final = re.compile(_TOTAL_WORDS + _BEHIND)
_PART: Final = re.compile(_any_of("parts"))
_ALL: Final = re.compile(rf"(?<!\S)(?:{_any_of('all')})(?!\S)")
_REMARK: Final = re.compile(rf"(?:{_any_of('remarks')})(?: |$)")


def _spellings(*names: str) -> set[str]:
    words = " ".join(_WORDS[name] for name in names).replace("_", " ").split()
    return {one.lower() for word in words for one in (word, folded(word))}


_FIRST_LETTERS: Final = frozenset(word[:2] for word in _spellings("totals", "before"))
_LAST_WORDS: Final = frozenset(_spellings("totals", "behind"))
_ALL_WORDS: Final = frozenset(_spellings("all"))
"""By these most cells are told from a label of a total as they are written."""


@lru_cache(maxsize=8_192)
def total_word(text: str) -> TotalWord:
    """How surely a text is the label of a total, in any language."""
    if len(text) > _LONGEST:
        return TotalWord.NONE
    begins = text[:2]
    if not begins.isalnum():
        begins = text.lstrip(_MARKS)[:2]
    words = text.lower().replace("-", " ").split()
    last = words[-1].strip(_MARKS) if words else ""
    may_begin, may_end = begins.lower() in _FIRST_LETTERS, last in _LAST_WORDS or last.isdecimal()
    if may_begin or may_end:
        label = folded(text)
        if _BEGINS.match(label):
            if _PURE.fullmatch(label):
                return TotalWord.PURE
            return TotalWord.PART if _PART.match(label) else TotalWord.NAMED
        if may_end and _ENDS.search(label):
            return TotalWord.NAMED
    return TotalWord.NONE if _ALL_WORDS.isdisjoint(words) else TotalWord.ALL


class TotalLabel(NamedTuple):
    """The label of a total in a row, and how many other words the row has."""

    word: TotalWord
    text: str
    others: int


def label_in(cells: Cells, most_others: float) -> TotalLabel:
    """The surest label of a total in a row; none where there are many other words."""
    best, others = TotalLabel(TotalWord.NONE, "", 0), 0
    for text in filter(is_word, cells):
        word = total_word(text)
        others += word is TotalWord.NONE and text.strip() not in _PLACEHOLDERS
        if others > most_others:
            return TotalLabel(TotalWord.NONE, "", others)
        if word > best.word:
            best = TotalLabel(word, text, 0)
    return best._replace(others=others)


def words_in(cells: Cells) -> list[int]:
    """The columns of a row that hold words."""
    return [at for at, cell in enumerate(cells, start=1) if is_word(cell)]


def is_word(cell: Cell) -> TypeGuard[str]:
    """Whether a cell holds words: text that is neither blank nor a number."""
    return isinstance(cell, str) and bool(_LETTER.search(cell))


def is_remark(text: str) -> bool:
    """Whether a text begins as a note or the source of a table does."""
    return bool(_REMARK.match(folded(text)))


def last_under(sheet: Sheet, row: int, last_row: int, reference: int) -> int:
    """The last row that belongs under a row by its outline number; 0 when none does.

    `reference` is the column of numbers; where there is none, names begin with them.
    """
    own, last = _outline_number(sheet.row(row), reference), 0
    for below in range(row + 1, last_row + 1) if own else ():
        cells = sheet.row(below)
        if _is_under(other := _outline_number(cells, reference), own):
            last = below
        elif other or (not last and filled_columns(cells)):
            break
    return last


def _outline_number(cells: Cells, reference: int) -> str:
    if reference:
        text = text_of(cell_in(cells, reference))
    else:
        text = next((cell for cell in cells if is_word(cell)), "").split(maxsplit=1)[:1]
        text = text[0] if text else ""
    return text.rstrip(".)") if _OUTLINE.fullmatch(text) else ""


def _is_under(number: str, over: str) -> bool:
    """Whether an outline number belongs under another: 1.2 under 1, A1 under A."""
    rest = number.removeprefix(over)
    if not number.startswith(over) or not rest:
        return False
    return rest[0] in ".-/" or (over.isalpha() and rest[0].isdigit())
