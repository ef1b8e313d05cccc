"""Columns of a file that the plan has no place for, kept in the note of each row."""

from __future__ import annotations

from planner.intake.grid import Cell
from planner.intake.tables.headings import Heading, text_of
from planner.readers.texts import is_nothing
from planner.schema import Column, Table


def note_of(table: Table) -> Column | None:
    """The column of a table that takes what has no column of its own; None when it has none."""
    return table.column(table.notes) if table.notes else None


def line(heading: Heading, cell: Cell) -> str:
    """What a cell of such a column says, as one line under its header; blank for nothing."""
    text = " ".join(text_of(cell).split())
    return "" if is_nothing(text, heading.name) else f"{heading.whole or heading.letters}: {text}"
