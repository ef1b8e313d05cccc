"""Which columns a ministry's sheets have, what may be changed in them, and how rows are named."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from planner.analysis.ministry_share import SHARED
from planner.plan import Plan, ministry_column, title_of
from planner.schema import Column, Kind, Row, Table

_DASH: Final = " — "
_LONGEST: Final = 120


class Mark(StrEnum):
    """What is asked of a column."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    LOCKED = "locked"


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table's sheet, the id first: all that are not restricted, and what its rows
    need. A table with such a column goes out at the restricted level only."""
    return tuple(column for column in table.columns if is_asked(column))


def is_asked(column: Column) -> bool:
    """Whether a ministry is asked for a column, and what comes back in it is read."""
    return column.required or not column.restricted


def mark_of(table: Table, column: Column) -> Mark:
    """Whether a column must be filled, may be, or is to be left: ids and what says whose a row is.

    A locked column is locked in the rows that were issued; a new row may fill it.
    """
    if column.kind is Kind.ID or ministry_column(table) == column.name:
        return Mark.LOCKED
    if column.required:
        return Mark.LOCKED if column.kind is Kind.ROW else Mark.REQUIRED
    return Mark.OPTIONAL


def named(row: Row | None, row_id: str) -> str:
    """How a row of another table is named in a cell: its id, and what people call it."""
    title = title_of(row) if row is not None else row_id
    if title == row_id:
        return row_id
    line = " ".join(title.split())
    return f"{row_id}{_DASH}{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}"


def id_in(text: str) -> str:
    """The id at the start of a cell that names a row; the whole text when there is none."""
    return text.partition(_DASH.strip())[0].strip()


def offered(plan: Plan, share: Plan, table_name: str) -> list[str]:
    """What a drop-down for rows of a table offers: of what ministries share, their own only."""
    rows = (share if table_name in SHARED else plan).rows(table_name)
    return [named(row, row_id) for row_id, row in rows.items()]
