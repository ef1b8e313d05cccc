"""Ministries' own layouts of training records: wide, by sheet, by sex and year, with expiry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.intake.grid import Sheet
from planner.intake.rows.reading import ReadRow
from planner.intake.tables.finding import Place
from planner.intake.training.lines import LongSheet, Refused, Told, long_sheet
from planner.intake.training.reshaping import told

__all__ = ["LongSheet", "Refused", "Split", "as_in_the_file", "split"]

Placed = tuple[Sheet, Place]


@dataclass(frozen=True, kw_only=True)
class Split:
    """The tables of a file: records of training in layouts of their own, and all others.

    `refused` are records that lack what no guess can supply.
    """

    long: tuple[LongSheet, ...]
    refused: tuple[Refused, ...]
    others: tuple[Placed, ...]


def split(placed: Iterable[Placed], file: str, asked: str = "") -> Split:
    """Take records of training apart from other tables; those of one kind become one table.

    When a person has `asked` for a table, only records of that table are.
    """
    found: dict[tuple[str, bool], list[Told]] = {}
    refused: list[Refused] = []
    others: list[Placed] = []
    for sheet, place in placed:
        one = told(sheet, place, file)
        if isinstance(one, Told) and asked in ("", one.table):
            found.setdefault((one.table, one.passes_end), []).append(one)
        elif isinstance(one, Refused) and not asked:
            refused.append(one)
        else:
            others.append((sheet, place))
    return Split(
        long=tuple(map(long_sheet, found.values())),
        refused=tuple(refused),
        others=tuple(others),
    )


def as_in_the_file(row: ReadRow, long: LongSheet) -> ReadRow:
    """A row read from told rows, with its values' and its problems' places in the file itself."""
    line = long.line_at(row.number)
    problems = tuple(
        replace(
            problem,
            sheet=line.sheet,
            row=line.row,
            cell=line.place_of(problem.column),
        )
        for problem in row.problems
    )
    return replace(
        row,
        sheet=line.sheet,
        elsewhere={name: line.place_of(name) for name in row.values},
        problems=problems,
    )
