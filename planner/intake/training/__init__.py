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
from planner.intake.training.long_sheet import LongSheet
from planner.intake.training.record import Record, Reshaped
from planner.intake.training.register_tables import register, unheaded
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
    found: dict[tuple[str, bool], LongSheet] = {}
    refused: list[Problem] = []
    others: list[PlacedTable] = []
    for sheet, place in placed:
        one = _reshaped(Record(sheet, place, file, options.answers))
        if isinstance(one, LongSheet) and asked in ("", one.table):
            kind = one.table, one.passes_end
            found[kind] = found[kind].with_other(one) if kind in found else one
        elif isinstance(one, Problem) and not asked:
            refused.append(one)
        else:
            others.append((sheet, place))
    return Split(long=tuple(found.values()), refused=tuple(refused), others=tuple(others))


def _reshaped(record: Record) -> Reshaped:
    """A table as rows of the plan; None when it is not laid out in a way of their own."""
    there = record.at.keys()
    if "programme" in there:
        return None
    if {"holder", "name"} & there:
        return register(record)
    if not {"audience", "course"} & there:
        return None
    if question := record.holder_question():
        return unheaded(record, question)
    if _OF_POSTS & there:
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
