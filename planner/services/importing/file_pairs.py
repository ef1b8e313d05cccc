"""Two files that are one list: the titles in one, the ministries in the other, joined on an id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.intake.inspection import FoundTable, Inspection
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.plan import table_named
from planner.readers.texts import folded

_ALIKE = 0.5  # share of the shorter list's references that stand in the other too
_FEW = 3  # so few references in both may be chance


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The file to take in first, the one that completes it, and the rows that are in both.

    `adds` are the labels of the columns that only the second brings.
    """

    first: str
    second: str
    rows: int
    adds: tuple[str, ...]


def pairs_in(inspections: Sequence[Inspection]) -> tuple[Pair, ...]:
    """The pairs among files that were read, each in the order in which it is best taken in."""
    told = [(one.file, one.tables[0], _references(one.tables[0])) for one in inspections]
    found: list[Pair] = []
    for (file, table, ids), (other_file, other, other_ids) in combinations(told, 2):
        both = len(ids & other_ids)
        if both < max(_FEW, _ALIKE * min(len(ids), len(other_ids))) or file == other_file:
            continue
        if not (_lacks(table, other) and _lacks(other, table)):
            continue
        ordered = ((file, table), (other_file, other))
        (first, _), (second, later) = ordered if _has(table, "title") else ordered[::-1]
        earlier = table if first == file else other
        found.append(Pair(first=first, second=second, rows=both, adds=_lacks(earlier, later)))
    return tuple(found)


def _references(found: FoundTable) -> frozenset[str]:
    if found.table != PROGRAMMES:
        return frozenset()
    return frozenset(
        folded(str(row.values["reference"])) for row in found.rows if "reference" in row.values
    )


def _has(found: FoundTable, column: str) -> bool:
    return bool(found.matching and column in found.matching.guesses)


def _lacks(found: FoundTable, other: FoundTable) -> tuple[str, ...]:
    """The labels of what only the other file has, in the order of the declaration."""
    columns = table_named(PROGRAMMES).columns
    return tuple(c.label for c in columns if _has(other, c.name) and not _has(found, c.name))
