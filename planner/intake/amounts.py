"""The number that a cell holds, whatever its format makes of it; one rule for every door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.intake.grid import Cell, Shown, number_of
from planner.readers.numbers import Amount, Mark, read_amount


def amount_of(cell: Cell, decimal: Mark | None = None) -> Amount | None:
    """The number in a cell, with the currency and percent sign that it shows; None for a day."""
    match cell:
        case str():
            return read_amount(cell, decimal)
        case Shown(number, text):
            return read_amount(text, "point") or Amount(_exact(number))
        case None | date():
            return None
        case _:
            number = number_of(cell)
            return None if number is None else Amount(_exact(number))


def number_behind(cell: Cell, *, epoch_1904: bool = False) -> Decimal | None:
    """The bare number of a cell, also where its format shows a day or a share; None for text."""
    number = number_of(cell, epoch_1904=epoch_1904)
    return None if number is None else _exact(number)


def _exact(number: float) -> Decimal:
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")
