"""What leaves the reading process: no more of it than whoever takes it should have to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from planner.intake.confined.archive import Refused
from planner.intake.confined.wire import BETWEEN, packed_rows, send
from planner.intake.limits import LONGEST, Limits


@dataclass
class Outgoing:
    """A pipe that takes so many bytes and so many cells, and then refuses the file."""

    pipe: BinaryIO
    limits: Limits
    sent: int = 0
    cells: int = 0

    def write(self, content: bytes, /) -> int:
        """Pass bytes on; Refused when they are too many."""
        self.sent += len(content)
        if self.sent > self.limits.sent_bytes:
            raise Refused("too large")
        return self.pipe.write(content)

    def rows(self, sheet: str, rows: Sequence[list[Any]]) -> None:
        """Send the rows of a sheet, some at a time, each up to its last cell with something."""
        cut = far = 0
        for start in range(0, len(rows), self.limits.rows_a_frame):
            some = [_filled(row) for row in rows[start : start + self.limits.rows_a_frame]]
            far += sum(_without_far_cells(row, self.limits.columns) for row in some)
            self.cells += sum(map(len, some))
            if self.cells > self.limits.cells:
                raise Refused("too large")
            packed = packed_rows(some)
            if any(map(_is_too_long, packed["columns"])):
                cut += _cut(some)
                packed = packed_rows(some)
            send(self, {"rows": packed})
        if cut:
            send(self, {"remark": "sheet.cut_text", "sheet": sheet, "count": cut})
        if far:
            send(self, {"remark": "sheet.far_columns", "sheet": sheet, "count": far})


def _filled(row: list[Any]) -> list[Any]:
    if not row or row[-1] not in _BLANK:
        return row
    if row.count(row[-1]) == len(row):
        return []
    end = len(row)
    while end and row[end - 1] in _BLANK:
        end -= 1
    return row[:end]


def _without_far_cells(row: list[Any], columns: int) -> int:
    """Take the cells beyond the last column out of a row, and count those that show something."""
    if len(row) <= columns:
        return 0
    far = sum(cell not in _BLANK for cell in row[columns:])
    row[:] = _filled(row[:columns])
    return far


def _is_too_long(column: Any) -> bool:
    """Whether a packed column has a text that no cell of a spreadsheet holds."""
    match column:
        case str():
            return len(column) > LONGEST and max(map(len, column.split(BETWEEN))) > LONGEST
        case {"of": of}:
            return _is_too_long(of)
        case list():
            return any(isinstance(cell, str) and len(cell) > LONGEST for cell in column)
        case _:
            return False


def _cut(rows: list[list[Any]]) -> int:
    """Cut the texts that are too long, and count them."""
    cut = 0
    for row in rows:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > LONGEST:
                row[at] = cell[:LONGEST]
                cut += 1
    return cut


_BLANK = ("", None)
