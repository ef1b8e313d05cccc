"""The rows of a file that were refused, with the lines that are needed to understand them."""

from __future__ import annotations

from collections.abc import Mapping

from planner.exports.rejected_rows import REASON, RejectedCell, RejectedRows
from planner.intake.grid import Cells, Fault, Shown
from planner.intake.inspection import FoundTable
from planner.messages import Message


def rejected_rows(found: FoundTable, reasons: Mapping[int, Message]) -> RejectedRows:
    """The rows named by their numbers, in the file's order, each with its reason.

    The lines above the table, its header and the sections over the rows come along, so that the
    rows are understood as they were.
    """
    numbers = _kept(found, reasons)
    head = {found.place.main: REASON}
    lines = [(_cells(found.sheet.row(n)), reasons.get(n) or head.get(n, "")) for n in numbers]
    if found.sheet.names:
        lines.insert(0, ([*found.sheet.names], REASON))
    at = {number: place for place, number in enumerate(numbers, start=bool(found.sheet.names))}
    merges = [
        (at[merge.top], merge.left - 1, at[merge.bottom], merge.right - 1)
        for merge in found.sheet.merges
        if {merge.top, merge.bottom} <= set(found.place.header_rows) and merge.right > merge.left
    ]
    return RejectedRows(lines=lines, merges=merges)


def _kept(found: FoundTable, reasons: Mapping[int, Message]) -> list[int]:
    """The numbers of the rows to write: titles, header, sections in force, refused rows."""
    sections = {
        inherited.row
        for number in reasons
        for inherited in found.roles.inherited.get(number, ())
        if inherited.row
    }
    return sorted({*found.place.above, *found.place.header_rows, *sections, *reasons})


def _cells(cells: Cells) -> list[RejectedCell]:
    return [cell.text if isinstance(cell, Shown) else _plain(cell) for cell in cells]


def _plain(cell: RejectedCell | Fault) -> RejectedCell:
    return None if isinstance(cell, Fault) else cell
