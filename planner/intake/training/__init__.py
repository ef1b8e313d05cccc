"""Ministries' own layouts of training records: wide, by sheet, by sex and year, with expiry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from planner.intake.grid import Sheet
from planner.intake.read_options import ReadOptions
from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.table_places import TablePlace
from planner.intake.training.counts import head_counts, posts
from planner.intake.training.record import Record
from planner.intake.training.register_tables import is_unheaded, register, unheaded
from planner.intake.training.reshaped import LongSheet, ReshapedTable, long_sheet
from planner.problems import Problem

__all__ = ["LongSheet", "Split", "as_in_the_file", "split"]

_OF_POSTS: Final = frozenset({"established", "posts", "vacant", "occupied"})

PlacedTable = tuple[Sheet, TablePlace]


@dataclass(frozen=True, kw_only=True)
class Split:
    """The tables of a file: records of training in layouts of their own, and all others.

    `refused` are records that lack what no guess can supply.
    """

    long: tuple[LongSheet, ...]
    refused: tuple[Problem, ...]
    others: tuple[PlacedTable, ...]


def split(placed: Iterable[PlacedTable], file: str, options: ReadOptions) -> Split:
    """Take records of training apart from other tables; those of one kind become one table.

    When a person has asked for a table, only records of that table are.
    """
    asked = options.table
    found: dict[tuple[str, bool], list[ReshapedTable]] = {}
    refused: list[Problem] = []
    others: list[PlacedTable] = []
    for sheet, place in placed:
        one = _reshaped(Record(sheet, place, file, options.answers))
        if isinstance(one, ReshapedTable) and asked in ("", one.table):
            found.setdefault((one.table, one.passes_end), []).append(one)
        elif isinstance(one, Problem) and not asked:
            refused.append(one)
        else:
            others.append((sheet, place))
    return Split(
        long=tuple(map(long_sheet, found.values())),
        refused=tuple(refused),
        others=tuple(others),
    )


def _reshaped(record: Record) -> ReshapedTable | Problem | None:
    """A table as rows of the plan; None when it is not laid out in a way of their own."""
    if "programme" in record.at:
        return None
    if {"holder", "name"} & record.at.keys():
        return register(record)
    if "audience" not in record.at and "course" not in record.at:
        return None
    if is_unheaded(record):
        return unheaded(record)
    if _OF_POSTS & record.at.keys():
        return posts(record)
    return head_counts(record) if record.is_about_training else None


def as_in_the_file(row: ReadRow, long: LongSheet) -> ReadRow:
    """A row read from a long sheet, with its values' and problems' places in the file itself."""
    line = long.row_at(row.number)
    return replace(
        row,
        sheet=line.sheet,
        elsewhere={name: line.place_of(name) for name in row.values},
        problems=tuple(
            replace(one, sheet=line.sheet, row=line.row, cell=line.place_of(one.column))
            for one in row.problems
        ),
    )
