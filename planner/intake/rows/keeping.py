"""Columns of a file that the plan has no place for, kept in the note of each row."""

from __future__ import annotations

from typing import Final

from planner.intake.grid import Cell
from planner.intake.tables.headings import Heading, text_of
from planner.readers.texts import is_nothing
from planner.schema import Column, Kind, Table

# The free text of a table that takes what has no column, the first of these that it has.
_NOTES: Final = ("note", "evidence", "why", "reason")


def note_of(table: Table) -> Column | None:
    """The column of a table that takes what has no column of its own; None when it has none."""
    notes = {column.name: column for column in table.columns if column.kind is Kind.NOTE}
    return next((notes[name] for name in _NOTES if name in notes), None)


def line(heading: Heading, cell: Cell) -> str:
    """What a cell of such a column says, as one line under its header; blank for nothing."""
    text = " ".join(text_of(cell).split())
    return "" if is_nothing(text, heading.name) else f"{heading.whole or heading.letters}: {text}"
