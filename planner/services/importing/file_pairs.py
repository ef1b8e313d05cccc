"""Two files that are one list: the titles in one, the ministries in the other, joined on an id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.intake.inspection import FoundTable, Inspection
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.messages import Message
from planner.plan import table_named
from planner.readers.texts import folded

_ALIKE = 0.5  # share of the shorter list's references that stand in the other too
_FEW = 3  # so few references in both may be chance


@dataclass(frozen=True, kw_only=True)
class FilePair:
    """The file to import first, the one that completes it, and the rows that are in both.

    `adds` are the labels of the columns that only the second brings.
    """

    first: str
    second: str
    rows: int
    adds: tuple[Message, ...]


def file_pairs(inspections: Sequence[Inspection]) -> tuple[FilePair, ...]:
    """The pairs among files that were read, each in the order in which it is best imported."""
    told = [(one.file, one.tables[0], _references(one.tables[0])) for one in inspections]
    found: list[FilePair] = []
    for (file, table, ids), (other_file, other, other_ids) in combinations(told, 2):
        both = len(ids & other_ids)
        if both < max(_FEW, _ALIKE * min(len(ids), len(other_ids))) or file == other_file:
            continue
        if not (_lacks(table, other) and _lacks(other, table)):
            continue
        first, second = (file, table), (other_file, other)
        if not _has(table, "title"):
            first, second = second, first
        adds = _lacks(first[1], second[1])
        found.append(FilePair(first=first[0], second=second[0], rows=both, adds=adds))
    return tuple(found)


def _references(found: FoundTable) -> frozenset[str]:
    if found.table != PROGRAMMES:
        return frozenset()
    return frozenset(
        folded(str(row.values["reference"])) for row in found.rows if "reference" in row.values
    )


def _has(found: FoundTable, column: str) -> bool:
    return bool(found.matching and column in found.matching.guesses)


def _lacks(found: FoundTable, other: FoundTable) -> tuple[Message, ...]:
    """The labels of what only the other file has, in the order of the declaration."""
    declared = table_named(PROGRAMMES)
    names = (column.name for column in declared.columns)
    return tuple(declared.label(n) for n in names if _has(other, n) and not _has(found, n))
