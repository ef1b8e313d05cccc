"""Sums that would change by a power of ten: often a slip of the decimal mark or of the unit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planner.changes import Change, SetCell
from planner.schema import Kind, Table

_FOLD = frozenset(Decimal(10) ** n for n in (-6, -3, -2, -1, 1, 2, 3, 6))
_SUMS = frozenset({Kind.MONEY, Kind.NUMBER})


def leaps_in(declared: Table, changes: Iterable[Change]) -> tuple[SetCell, ...]:
    """The changes of one row that multiply or divide a sum by a power of ten.

    A row that names another currency at the same time is free to have another sum.
    """
    cells = [change for change in changes if isinstance(change, SetCell)]
    if any(cell.column == "currency" and cell.before for cell in cells):
        return ()
    return tuple(cell for cell in cells if _leaps(declared, cell))


def _leaps(declared: Table, cell: SetCell) -> bool:
    before, after = cell.before, cell.after
    if declared.column(cell.column).kind not in _SUMS:
        return False
    if not isinstance(before, Decimal) or not isinstance(after, Decimal) or not before:
        return False
    return after / before in _FOLD
