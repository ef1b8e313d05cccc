"""What leaves the reading process: no more of it than whoever takes it should have to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from planner.formats.child.archive import Refused
from planner.formats.child.wire import packed_rows, send
from planner.formats.limits import Limits


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

    def rows(self, rows: Sequence[list[Any]]) -> None:
        """Send the rows of a sheet, some at a time, each up to its last cell with something."""
        for start in range(0, len(rows), self.limits.rows_a_frame):
            some = [_filled(row) for row in rows[start : start + self.limits.rows_a_frame]]
            self.cells += sum(map(len, some))
            if self.cells > self.limits.cells:
                raise Refused("too large")
            send(self, {"rows": packed_rows(some)})


def _filled(row: list[Any]) -> list[Any]:
    if not row or row[-1] not in _BLANK:
        return row
    if row.count(row[-1]) == len(row):
        return []
    end = len(row)
    while end and row[end - 1] in _BLANK:
        end -= 1
    return row[:end]


_BLANK = ("", None)
