"""Outline numbers of rows, by which some belong under others: 1.1 and 1.2 under 1."""

from __future__ import annotations

import re
from typing import Final

from planner.intake.grid import Cells, Sheet, cell_in, filled_columns
from planner.intake.rows.row_words import is_word
from planner.intake.tables.headings import text_of

_NUMBER: Final = re.compile(r"[A-Za-z]{0,4}[-. ]?\d+(?:[.\-/]\d+)*[.)]?|[A-Z]{1,4}[.)]?")


def last_under(sheet: Sheet, row: int, last_row: int, reference: int) -> int:
    """The last row that belongs under a row by its outline number; 0 when none does.

    `reference` is the column of numbers; where there is none, names begin with them.
    """
    own, last = _number(sheet.row(row), reference), 0
    for below in range(row + 1, last_row + 1) if own else ():
        cells = sheet.row(below)
        if _is_under(other := _number(cells, reference), own):
            last = below
        elif other or (not last and filled_columns(cells)):
            break
    return last


def _number(cells: Cells, reference: int) -> str:
    if reference:
        text = text_of(cell_in(cells, reference))
    else:
        text = next((cell for cell in cells if is_word(cell)), "").split(maxsplit=1)[:1]
        text = text[0] if text else ""
    return text.rstrip(".)") if _NUMBER.fullmatch(text) else ""


def _is_under(number: str, over: str) -> bool:
    """Whether an outline number belongs under another: 1.2 under 1, A1 under A."""
    rest = number.removeprefix(over)
    if not number.startswith(over) or not rest:
        return False
    return rest[0] in ".-/" or (over.isalpha() and rest[0].isdigit())
