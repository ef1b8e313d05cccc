"""The files that were taken into a plan: who, when, how much, and whether each stands."""

from __future__ import annotations

from typing import Final

from planner.plan import table_named
from planner.services.actors import acting
from planner.store import ImportRecord, Store

SHORT: Final = 8
"""So many figures of a SHA-256 tell files apart at a glance."""


def imports(actor: str, store: Store, name: str) -> tuple[ImportRecord, ...]:
    """Every import of the plan, oldest first, those included that were undone."""
    acting(actor)
    return store.imports(name)


def counts_words(record: ImportRecord) -> str:
    """How much it brought, as in “12 programmes added, 7 rows changed (19 cells)”."""
    parts = [f"{_rows(table, number)} added" for table, number in record.added.items()]
    if record.changed:
        rows = f"{record.changed:,} row{'' if record.changed == 1 else 's'}"
        cells = f"{record.cells:,} cell{'' if record.cells == 1 else 's'}"
        parts.append(f"{rows} changed ({cells})")
    return ", ".join(parts)


def note_words(record: ImportRecord) -> str:
    """The note, and that it was undone where it was."""
    undone = f"undone by revision {record.undone_by}" if record.undone_by else ""
    return "; ".join(part for part in (record.note, undone) if part)


def _rows(table: str, number: int) -> str:
    declared = table_named(table)
    return f"{number:,} {(declared.one if number == 1 else declared.many).lower()}"
