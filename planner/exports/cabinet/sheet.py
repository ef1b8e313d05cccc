"""What a sheet of the cabinet workbook is: its title, how it is filled, what others refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from planner.exports.cabinet.figures import Figures
from planner.exports.sheets.columns import SheetRows
from planner.exports.sheets.page import Page
from planner.messages import Message

Tables = Mapping[str, SheetRows]
"""The tables of a sheet that formulas and charts of others refer to, by name."""


@dataclass(frozen=True)
class CabinetSheet:
    """A sheet: `shows_money` says the unit of sums under its title, `one_page` prints it on one.

    `answers` is the key of the answer that it gives, whose sentences stand on top; `of_people` says
    that it counts people.
    """

    key: str
    title: Message
    fill: Callable[[Page, Figures, Filling], Tables | None]
    answers: str = ""
    shows_money: bool = False
    one_page: bool = False
    of_people: bool = False


class Filling:
    """The sheets while they are filled: one that others refer to is filled when first asked for."""

    def __init__(self, figures: Figures, sheets: Iterable[tuple[CabinetSheet, Page]]) -> None:
        self._figures = figures
        self._sheets = {sheet.key: (sheet, page) for sheet, page in sheets}
        self._tables: dict[str, Tables] = {}

    def tables(self, key: str) -> Tables:
        """The tables of a sheet; none where it has nothing to show."""
        if key not in self._tables:
            sheet, page = self._sheets[key]
            if sheet.answers:
                found = self._figures.answer(sheet.answers)
                page.note(*found.unknown, *found.sentences, role="vision")
            self._tables[key] = sheet.fill(page, self._figures, self) or {}
        return self._tables[key]
