"""What a person has settled about a file before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from planner.readers.dates import Order
from planner.readers.numbers import Mark


class Hidden(StrEnum):
    """What a file may hide, and what can be left out of it."""

    ROWS = "rows"
    COLUMNS = "columns"
    SHEETS = "sheets"


WHOSE: Final = "ministry.none"
"""The key of the question whose rows a file holds."""


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """What a person has settled before a file is read; everything left out is found out.

    `columns` says field → column, by its letters or its header; blank for a field that the file
    does not hold. `keep` are columns without a field whose texts go into the note of the row.
    `values` says field → text of the file → what it means; blank for nothing. `leave` is what is
    left out because it is hidden. `group` takes rows of one reference together. `answers` are to
    questions about the file: key → answer, for `Problem.answered`. `currency` is that of sums
    without one.
    """

    table: str = ""
    sheet: str = ""
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    keep: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    leave: frozenset[Hidden] = frozenset()
    ministry: str = ""
    currency: str = ""
    dates: Order | None = None
    decimal: Mark | None = None
    group: bool = False
    answers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def whose(self) -> str:
        """The ministry of all rows, as a person says or answers."""
        return self.ministry or self.answers.get(WHOSE, "")

    @property
    def settles_reading(self) -> bool:
        """Whether it changes what is read, and not only from which table or sheet."""
        columns = (self.columns, self.keep, self.values, self.leave, self.answers)
        return any(
            (
                *columns,
                self.ministry,
                self.currency,
                self.dates,
                self.decimal,
                self.header_row,
                self.group,
            )
        )
