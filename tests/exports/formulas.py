"""Works out the formulas of a cabinet workbook anew, without a spreadsheet program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook

CELL = r"(?:'((?:[^']|'')+)'!)?\$?([A-Z]+)\$?(\d+)"
RANGE = rf"{CELL}:\$?([A-Z]+)\$?(\d+)"


class Recalculated:
    """A workbook whose formulas are worked out from the values they rest on.

    `formulas` holds formulas and constants; it knows exactly the shapes that the planner writes.
    """

    def __init__(self, formulas: Workbook) -> None:
        self.book = formulas
        self.known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, cell: str) -> Any:
        """What a cell shows; a blank is None."""
        if (sheet, cell) not in self.known:
            held = self.book[sheet][cell]
            own = held.data_type == "f"
            self.known[sheet, cell] = self.result(sheet, held.value[1:]) if own else held.value
        return self.known[sheet, cell]

    def result(self, sheet: str, formula: str) -> Any:
        """What a formula on a sheet gives; AssertionError for a shape that is not the planner's."""
        if found := re.fullmatch(CELL, formula):
            return self.value(*self.place(sheet, found))
        if found := re.fullmatch(rf"({CELL})-({CELL})", formula):
            return self.result(sheet, found[1]) - self.result(sheet, found[5])
        if found := re.fullmatch(rf"({CELL})\+({CELL})", formula):
            return self.result(sheet, found[1]) + self.result(sheet, found[5])
        if found := re.fullmatch(rf"({CELL})\*({CELL})", formula):
            return self.result(sheet, found[1]) * self.result(sheet, found[5])
        if found := re.fullmatch(rf"MAX\(({CELL}-{CELL}),0\)", formula):
            return max(self.result(sheet, found[1]), 0)
        if found := re.fullmatch(rf'IF\(({CELL})=0,"",({CELL})/\1\)', formula):
            whole = self.result(sheet, found[1])
            return "" if whole == 0 else self.result(sheet, found[5]) / whole
        if found := re.fullmatch(rf"(SUM|SUBTOTAL)\((?:9,)?({RANGE})\)", formula):
            nested = found[1] == "SUBTOTAL"
            return sum(self.numbers(sheet, found[2], leave_out_subtotals=nested))
        found = re.fullmatch(r"SUMIFS\((.+)\)", formula)
        assert found, formula
        amounts, *criteria = re.split(r",(?=(?:[^']*'[^']*')*[^']*$)", found[1])
        return self.sum_ifs(sheet, amounts, criteria)

    def sum_ifs(self, sheet: str, amounts: str, criteria: list[str]) -> float:
        """The sum over the rows in which every range equals its cell."""
        keeps = [True] * len(list(self.places(sheet, amounts)))
        for area, wanted in zip(criteria[::2], criteria[1::2], strict=True):
            text = str(self.result(sheet, wanted))
            for index, place in enumerate(self.places(sheet, area)):
                keeps[index] &= str(self.value(*place)) == text
        values = (self.value(*place) or 0 for place in self.places(sheet, amounts))
        return sum(value for value, keep in zip(values, keeps, strict=True) if keep)

    def numbers(self, sheet: str, area: str, *, leave_out_subtotals: bool) -> Iterator[float]:
        """The numbers of an area."""
        for name, cell in self.places(sheet, area):
            held = str(self.book[name][cell].value)
            value = self.value(name, cell)
            if isinstance(value, int | float) and not (
                leave_out_subtotals and held.startswith("=SUBTOTAL")
            ):
                yield value

    def places(self, sheet: str, area: str) -> Iterator[tuple[str, str]]:
        """Every cell of a range of one column."""
        found = re.fullmatch(RANGE, area)
        assert found, area
        assert found[2] == found[4]
        name = (found[1] or sheet).replace("''", "'")
        return ((name, f"{found[2]}{row}") for row in range(int(found[3]), int(found[5]) + 1))

    @staticmethod
    def place(sheet: str, found: re.Match[str]) -> tuple[str, str]:
        """Sheet and cell that a reference names."""
        return (found[1] or sheet).replace("''", "'"), f"{found[2]}{found[3]}"
