"""What a file says without typing it into a cell: comments, struck words, cells of other files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from planner.intake.grid import Book, Sheet, address, filled_columns
from planner.messages import Fact
from planner.plan import all_tables
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.values import fold
from planner.workbooks import in_every_language

_NAMED: Final = 6  # cells that a sentence names
_LONGEST: Final = 160  # letters of a comment that a sentence shows

Place = tuple[int, int]


def cell_notes(
    book: Book, *, is_return: bool = False, office: Path | None = None
) -> Iterator[Problem]:
    """One problem for each kind of note on a sheet, with the first cells; the same at both doors.

    The help that the planner writes beside its own headers, in the words of an `office` too, is no
    note. An import asks about rows that are struck through; in a return they are told here.
    """
    if hidden := tuple(s.name for s in book.sheets if s.hidden and any(s.rows) and not is_return):
        yield problem("sheets.hidden", file=book.name, number=len(hidden), sheets=hidden)
    for sheet in book.sheets:
        rows = struck_rows(sheet)
        strangers = _strangers(sheet, office)
        notes: dict[str, Iterable[Fact]] = {
            "cells.comments": [f"{at}: {text}" for at, text in strangers],
            "rows.struck@return": [str(row) for row in sorted(rows)] if is_return else [],
            "cells.struck": _cells(place for place in sheet.struck if place[0] not in rows),
            "cells.partly_struck": _cells(sheet.partly_struck),
            "cells.linked": _cells(sheet.linked),
        }
        for code, found in notes.items():
            if told := tuple(found):
                more = ("…",) if len(told) > _NAMED else ()
                facts = {"file": book.name, "sheet": sheet.name, "number": len(told)}
                yield problem(code, **facts, cells=(*told[:_NAMED], *more))  # type: ignore[arg-type]  # a place each


def struck_rows(sheet: Sheet) -> frozenset[int]:
    """The rows of which every cell that shows something is struck through."""
    struck: defaultdict[int, set[int]] = defaultdict(set)
    for row, column in sheet.struck:
        struck[row].add(column)
    return frozenset(
        row for row, columns in struck.items() if columns.issuperset(filled_columns(sheet.row(row)))
    )


def _cells(places: Iterable[Place]) -> list[str]:
    return [address(*place) for place in sorted(places)]


def _strangers(sheet: Sheet, office: Path | None) -> Iterator[tuple[str, str]]:
    """The comments that are not the planner's own, by the address of their cells."""
    for place, text in sorted(sheet.comments.items()):
        if text and fold(text) not in _own_help(office):
            yield address(*place), " ".join(text.split())[:_LONGEST]


@cache
def _own_help(office: Path | None) -> frozenset[str]:
    """The help of every column in every language, as the planner's workbooks show it."""
    columns = (column for table in all_tables() for column in table.columns)
    return frozenset[str]().union(*(in_every_language(c.explanation, office) for c in columns))
