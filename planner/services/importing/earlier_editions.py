"""Rows that an earlier edition of a file brought and that the new one does not have any more."""

from __future__ import annotations

from pathlib import Path

from planner.intake.inspection import FoundTable, Inspection
from planner.readers.texts import folded
from planner.services.importing.row_outcomes import Comparison
from planner.store import Store


def absent(
    store: Store, plan_name: str, comparison: Comparison, inspection: Inspection, found: FoundTable
) -> tuple[str, ...]:
    """The ids of such rows, of the ministries in the file, in the plan's order.

    Files of one name, but for figures in it, are editions of each other: a list of 2026 and of
    2027. A row that came otherwise is not missing from a file that never brought it.
    """
    if not comparison.missing:
        return ()
    name = edition(inspection.file)
    revisions = [
        one.revision
        for one in store.imports(plan_name)
        if one.undone_by is None and edition(one.file) == name
    ]
    brought = store.rows_brought(plan_name, revisions, found.table) if revisions else frozenset()
    return tuple(row_id for row_id in comparison.missing if row_id in brought)


def edition(file: str) -> str:
    """What the editions of a file have in common: its name without figures and without ending."""
    return " ".join(folded("".join(" " if c.isdigit() else c for c in Path(file).stem)).split())
