"""Which rows of a sheet belong together on paper, and before which rows a new page starts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_ROW: Final = 15.0
_FULL: Final = 0.8
"""From which part of a page on a new one may start before a group of lines."""
MOST_BREAKS: Final = 1000
"""A spreadsheet takes few more."""


class PrintedRows:
    """The rows of a sheet while it is filled: how high each is, and what is not torn apart.

    `head` is the row of the last table's head, which every page of it repeats; `is_list` says that
    there is one.
    """

    def __init__(self) -> None:
        self._heights: dict[int, float] = {}
        self._kept: set[int] = set()
        self._groups: set[int] = set()
        self._tables: list[tuple[int, int]] = []
        self.head, self.is_list = 0, False

    def tall(self, row: int, points: float) -> None:
        """A row has a height of its own."""
        self._heights[row] = points

    def keep(self, rows: Iterable[int]) -> None:
        """Each of the rows stays on the page of the row above it."""
        self._kept.update(rows)

    def group(self, first: int, last: int) -> None:
        """A group of lines: a new page may start before it, none after its first line."""
        self._kept |= {first + 1, last}
        self._kept.discard(first)
        self._groups.add(first)

    def table(self, heading: int, head: int, last: int) -> None:
        """A head stays with its first line, and the last line with the one before.

        From its heading on a table is not torn if a page holds it; the head of the last one is
        repeated, so that one may be.
        """
        self._kept |= {head + 1, last}
        self._tables.append((heading, last))
        self.head, self.is_list = head, last > head

    def breaks(self, last: int, room: float) -> list[int]:
        """Before which rows a new page starts that has so many points of room.

        A group of lines that would be cut starts a new one where the page is full enough.
        """
        heights = [self._heights.get(row, _ROW) for row in range(last + 1)]
        repeated = heights[self.head] if self.is_list else 0.0
        found: list[int] = []
        start, used = 0, 0.0
        for row, tall in enumerate(heights):
            while used + tall > room and row > start:
                start = self._cut(heights, start, row, room)
                found.append(start)
                used = sum(heights[start:row]) + (repeated if start > self.head else 0.0)
            used += tall
        return found[:MOST_BREAKS]

    def _cut(self, heights: list[float], start: int, row: int, room: float) -> int:
        """Where the page from `start` on ends, of which `row` is the first that does not fit."""
        at = row
        while at > start and at in self._kept:
            at -= 1
        at = row if at <= start else at
        for heading, last in self._tables[:-1]:
            if start < heading <= at <= last and sum(heights[heading : last + 1]) <= room:
                return heading
        before = [one for one in self._groups if start < one <= at]
        full = [one for one in before if sum(heights[start:one]) > _FULL * room]
        return max(full, default=at)
