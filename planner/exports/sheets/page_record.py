"""What a page says, so that the page of an edition can be held against that of the whole plan."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from planner.analysis.withheld import (
    EditionGap,
    ToldLine,
    compared,
    counts_few,
    has_number,
    withheld_value,
)
from planner.exports.sheets.book import Cell, Live
from planner.exports.sheets.columns import Col
from planner.messages import Message, _, places
from planner.values import WITHHELD

IN_PART: Final = _(
    "Part of this sheet is withheld at this level: “{withheld}” stands where something is not "
    "shown. Sums and counts are of what may be shown at this level.",
    withheld=WITHHELD,
)
_NAMING: Final = frozenset({"words", "code", "name", "label", "date", "year"})
_MEASURED: Final = frozenset({"count", "share", "money", "units", "number"})
_ADDING: Final = "SUMIFS("


def of_what_is_shown(what: Message) -> Message:
    """The name of a figure that adds up what may be shown, of which the whole plan has more."""
    return _("{what}, of what may be shown at this level", what=what)


@dataclass
class PageRecord:
    """The sentences, key figures and tables of a page.

    `whole` is the record of the same page made from the whole plan; what differs from it is
    withheld. With `hides_few` the page counts people and is public: beside a small number no
    number is shown.
    """

    whole: PageRecord | None = None
    hides_few: bool = False
    is_partial: bool = False
    said: dict[str, Cell] = field(default_factory=dict[str, Cell])
    tables: dict[tuple[str, int], list[ToldLine]] = field(
        default_factory=dict[tuple[str, int], list[ToldLine]]
    )

    def is_true(self, said: str, cell: Cell = "") -> bool:
        """Whether a sentence, or what stands under a caption, holds for the whole plan too."""
        self.said[said] = value = cell.value if isinstance(cell, Live) else cell
        is_told = self.whole is None or (said in self.whole.said and self.whole.said[said] == value)
        is_told = is_told and not (self.hides_few and has_number(said))
        self.is_partial = self.is_partial or not is_told
        return is_told

    def table(
        self,
        heading: str,
        columns: Sequence[Col[Any]],
        lines: Iterable[Any],
        tallies: Collection[str],
    ) -> tuple[EditionGap, frozenset[str]]:
        """How a table differs from the whole plan's, and the keys of its columns to withhold.

        Columns that add up or count what stands in the file may differ: they are captioned so.
        """
        told = [
            ToldLine(subject_of(columns, line), {one.key: one.of(line) for one in columns})
            for line in lines
        ]
        number = sum(title == heading for title, _number in self.tables)
        self.tables[heading, number] = told
        found = EditionGap()
        if self.whole is not None:
            found = compared(self.whole.tables.get((heading, number), ()), told)
        hidden = set(found.columns - _adding(columns) - set(tallies))
        if self.hides_few:
            hidden |= _telling_few(columns, told)
        for column in columns:
            if column.formula == WITHHELD or not hidden.isdisjoint(places(column.formula)):
                hidden.add(column.key)
        self.is_partial = self.is_partial or bool(found or hidden)
        return found, frozenset(hidden)


def subject_of(columns: Sequence[Col[Any]], line: Any) -> Hashable:
    """What a line is about: what its first two columns say, as far as they name something."""
    return tuple(one.of(line) for one in columns[:2] if one.kind in _NAMING)


def withheld(column: Col[Any], *, keeps_high: bool = False) -> Col[Any]:
    """The column without anything in it but that it is withheld, and high levels where kept."""
    value = withheld_value(column.of, keeps_high=keeps_high)
    return replace(column, value=value, formula="", adds=False, whole=None)


def _telling_few(columns: Sequence[Col[Any]], lines: Sequence[ToldLine]) -> set[str]:
    """The columns to withhold beside a small number of people: all numbers, or the words of it."""
    cells = {one.key: [line.cells[one.key] for line in lines] for one in columns}
    is_few = any(counts_few(cells[one.key]) for one in columns if one.kind == "count")
    return {
        one.key
        for one in columns
        if (is_few and one.kind in _MEASURED)
        or (one.kind == "words" and counts_few(cells[one.key], beside_few=is_few))
    }


def _adding(columns: Sequence[Col[Any]]) -> set[str]:
    """The columns that add up lines of the file, and those worked out from these."""
    adding: set[str] = set()
    for column in columns:
        if _ADDING in column.formula or not adding.isdisjoint(places(column.formula)):
            adding.add(column.key)
    return adding
