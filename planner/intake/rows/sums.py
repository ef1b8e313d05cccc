"""Which rows are sums of the rows around them: proven by adding up, whatever their words say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, islice
from typing import Final, NamedTuple

Amounts = Mapping[int, Decimal]
_NONE: Final = Decimal(0)
_CLOSE: Final = Decimal("0.005")  # how far a sum may be off, for what was rounded
_TRIED: Final = 40  # beginnings or ends of a stretch of rows that are tried for one row


class Proof(NamedTuple):
    """How a row is the sum of others: whether it stands over them, and whether they are all."""

    is_above: bool
    is_whole: bool


class RowSums:
    """Sums over the rows of a table; at `breaks` a stretch of rows begins or ends."""

    def __init__(
        self,
        amounts_of: Callable[[int], Amounts],
        columns: Collection[int],
        rows: Sequence[int],
        breaks: Collection[int],
    ) -> None:
        self._amounts_of, self._columns = amounts_of, columns
        self._rows, self._breaks = rows, sorted(breaks)

    def proof(self, row: int, least: int, until: int | None) -> Proof | None:
        """How a row is proven to be a sum of so many rows at least; None when it is not.

        `until` is the last row that may be among them below it, as outline numbers say.
        """
        for start, end in (*self._over(row), *self._under(row, until)):
            if end - start >= least and self._is_sum(row, start, end):
                is_above = self._rows[start] > row
                is_whole = start == 0 and (not is_above or end == len(self._rows))
                return Proof(is_above=is_above, is_whole=is_whole)
        return None

    def _over(self, row: int) -> Iterator[tuple[int, int]]:
        """The stretches of rows that end over a row: all of them, then from each break."""
        end = bisect_left(self._rows, row)
        breaks = self._breaks[: bisect_left(self._breaks, row)][-_TRIED:]
        for start in (0, *(bisect_left(self._rows, one) for one in reversed(breaks))):
            yield start, end

    def _under(self, row: int, until: int | None) -> Iterator[tuple[int, int]]:
        """The stretches of rows that begin under a row: up to each break, then to the end."""
        start = bisect_right(self._rows, row)
        after = bisect_right(self._breaks, row)
        breaks = [bisect_left(self._rows, one) for one in self._breaks[after : after + _TRIED]]
        if until is not None:
            breaks = [bisect_right(self._rows, until)]
        for end in (*breaks, len(self._rows)):
            yield start, end

    def _is_sum(self, row: int, start: int, end: int) -> bool:
        """Whether every amount of a row is that of the rows from one place to another."""
        amounts = [(at, amount) for at, amount in self._amounts_of(row).items() if amount]
        sums = ((one, self._running[at][end] - self._running[at][start]) for at, one in amounts)
        return bool(amounts) and all(abs(one - come) <= _CLOSE * abs(come) for one, come in sums)

    @cached_property
    def _running(self) -> Mapping[int, Sequence[Decimal]]:
        """For each column of numbers, what the rows before each come to."""
        amounts = [self._amounts_of(row) for row in self._rows]
        return {
            at: [*accumulate((one.get(at, _NONE) for one in amounts), initial=_NONE)]
            for at in self._columns
        }

    def blocks(self) -> tuple[int, ...]:
        """The rows that are sums when every row is either one or a part of one; else none.

        They stand all over their parts, or all below. Two blocks of two parts prove it.
        """
        return self._heads(self._rows) or self._heads(self._rows[::-1])

    def _heads(self, rows: Sequence[int]) -> tuple[int, ...]:
        """The rows that are each the sum of all up to the next such row; none where one is not."""
        at, heads = 0, list[int]()
        while at < len(rows):
            amounts = map(self._amounts_of, islice(rows, at, None))
            if not (size := _parts(next(amounts), amounts)):
                return ()
            heads.append(rows[at])
            at += size + 1
        return tuple(heads) if len(heads) > 1 else ()


def _parts(head: Amounts, below: Iterable[Amounts]) -> int:
    """How many of the next rows come to exactly one; 0 when none do, or only one."""
    left = {column: amount for column, amount in head.items() if amount}
    for size, row in enumerate(below, start=1):
        if not row or not left or min(left.values()) < 0:
            return 0
        left = {column: amount - row.get(column, _NONE) for column, amount in left.items()}
        if not any(left.values()):
            return size if size > 1 else 0
    return 0
