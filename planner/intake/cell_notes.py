"""What a file says without typing it into a cell: comments, struck words, cells of other files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from planner.intake.grid import Book, Sheet, address, filled_columns
from planner.plan import all_tables
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.values import fold
from planner.workbooks import in_every_language

_NAMED: Final = 6  # cells that a sentence names
_LONGEST: Final = 160  # letters of a comment that a sentence shows

Place = tuple[int, int]


def cell_notes(book: Book, *, is_return: bool = False) -> Iterator[Problem]:
    """One problem for each kind of note on a sheet, with the first cells.

    The help that the planner writes beside its own headers is no note. Of a return, comments and
    struck cells are told row by row; an import asks about rows that are struck through.
    """
    for sheet in book.sheets:
        notes: dict[str, Iterable[str]] = {
            "cells.partly_struck": _cells(sheet.partly_struck),
            "cells.linked": _cells(sheet.linked),
        }
        if not is_return:
            rows = struck_rows(sheet)
            notes["cells.comments"] = _comments(sheet)
            notes["cells.struck"] = _cells(place for place in sheet.struck if place[0] not in rows)
            notes["sheet.hidden@import"] = [sheet.name] if sheet.hidden and any(sheet.rows) else []
        for code, found in notes.items():
            if told := tuple(found):
                facts = {"file": book.name, "sheet": sheet.name, "number": len(told)}
                more = ("…",) if len(told) > _NAMED else ()
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


def _comments(sheet: Sheet) -> Iterator[str]:
    """The comments that are not the planner's own, each with its cell."""
    for place, text in sorted(sheet.comments.items()):
        if text and fold(text) not in _own_help():
            yield f"{address(*place)}: {' '.join(text.split())[:_LONGEST]}"


@cache
def _own_help() -> frozenset[str]:
    """The help of every column in every language, as the planner's workbooks show it."""
    columns = (column for table in all_tables() for column in table.columns)
    return frozenset[str]().union(*(in_every_language(column.explanation) for column in columns))
