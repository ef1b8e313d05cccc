"""What a careful reader of rows doubts, one rule for every file: slips, periods reversed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from planner.plan import table_named
from planner.schema import Column, Kind, Table, Value

NUMERIC: Final = frozenset({Kind.MONEY, Kind.NUMBER, Kind.WHOLE, Kind.PERCENT})
_FAR: Final = 1000  # times as much, or as little: “1.250” in place of 112,000,000


def slipped_numbers(
    table: Table, before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[str, ...]:
    """The columns whose number changes its sign, by a power of ten, or a thousandfold and more.

    Often that is a slip of the decimal mark or of the unit. Only columns in both are compared; a
    row that names another currency at the same time is free to have another sum.
    """
    if before.get("currency") and after.get("currency", before["currency"]) != before["currency"]:
        return ()
    return tuple(
        column.name
        for column in table.columns
        if column.kind in NUMERIC and _is_slip(before.get(column.name), after.get(column.name))
    )


def _is_slip(before: Value, after: Value) -> bool:
    if not isinstance(before, int | Decimal) or not isinstance(after, int | Decimal) or not before:
        return False
    factor = Decimal(after) / Decimal(before)
    if factor == 0:
        return False
    more = max(abs(factor), 1 / abs(factor))
    return factor < 0 or more >= _FAR or more in (10, 100)


def reversed_periods(table: Table, values: Mapping[str, Value]) -> Iterator[tuple[Column, Column]]:
    """The first and the last day, as columns, of every period that ends before it starts."""
    for column in _ends(table.name):
        first, last = values.get(column.since), values.get(column.name)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            yield table.column(column.since), column


@cache
def _ends(table: str) -> tuple[Column, ...]:
    return tuple(column for column in table_named(table).columns if column.since)
