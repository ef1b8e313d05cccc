"""Forms: a sheet that describes one thing from top to bottom, a name and a value in each row."""

from __future__ import annotations

from itertools import islice

from planner.intake.grid import Sheet, filled_columns
from planner.intake.tables import header_vocabulary
from planner.intake.tables.headings import text_of

_WIDEST, _LONGEST = 3, 80  # columns and rows of a form
_LEAST = 3


def is_form(sheet: Sheet) -> bool:
    """Whether most rows of a narrow sheet begin with the name of a column."""
    rows = ((cells, at) for cells in sheet.rows if (at := filled_columns(cells)))
    filled = [*islice(rows, _LONGEST + 1)]
    if not _LEAST <= len(filled) <= _LONGEST or max(at[-1] for _, at in filled) > _WIDEST:
        return False
    named = sum(header_vocabulary.is_known(text_of(cells[at[0] - 1])) for cells, at in filled)
    return named >= max(_LEAST, 0.6 * len(filled))
