"""What an import will do to a plan, or has done to it, in a few short sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from planner.messages import NOTHING, Message, _, ngettext, paragraph
from planner.plan import table_named
from planner.services.actors import acting
from planner.store import ImportRecord, Store

_COMING: Final = (
    _("Will add {added}, change {changed}, leave {unchanged} alone."),
    ngettext(
        "Will add {added}, change {changed} ({number} cell), leave {unchanged} alone.",
        "Will add {added}, change {changed} ({number} cells), leave {unchanged} alone.",
        1,
    ),
)
_DONE: Final = (
    _("Added {added}, changed {changed}, left {unchanged} alone."),
    ngettext(
        "Added {added}, changed {changed} ({number} cell), left {unchanged} alone.",
        "Added {added}, changed {changed} ({number} cells), left {unchanged} alone.",
        1,
    ),
)


SHORT: Final = 8
"""So many figures of a SHA-256 tell files apart at a glance."""


def imports(actor: str, store: Store, name: str) -> tuple[ImportRecord, ...]:
    """Every import of the plan, oldest first, those included that were undone."""
    acting(actor)
    return store.imports(name)


def summary(
    counts: Mapping[str, int], other_tables: Mapping[str, int], *, done: bool = False
) -> Message:
    """What will happen, as in “Will add 12, change 7 (19 cells), …”, or has happened once done."""
    plain, with_cells = _DONE if done else _COMING
    cells, refused = counts["cells"], counts["rejected"]
    what = replace(with_cells if cells else plain, facts={**counts, "number": cells}, number=cells)
    others = rows_of_tables(other_tables)
    return paragraph(
        what,
        _("New rows of other tables: {rows}.", rows=others) if others else NOTHING,
        _waiting(asked) if (asked := counts.get("asked", 0)) else NOTHING,
        rows_refused(refused) if refused else NOTHING,
    )


def _waiting(number: int) -> Message:
    return ngettext(
        "{number} row waits for an answer.", "{number} rows wait for an answer.", number
    )


def rows_refused(number: int) -> Message:
    """How many rows wait to be mended."""
    return ngettext("{number} row needs you.", "{number} rows need you.", number)


def rows_of_tables(numbers: Mapping[str, int]) -> tuple[Message, ...]:
    """How many rows of which tables, as in “3 in Ministries”."""
    return tuple(
        _("{number} in {table}", number=number, table=table_named(name).title)
        for name, number in numbers.items()
    )


def record_summary(record: ImportRecord) -> tuple[Message, ...]:
    """How much an import brought, as in “Added 12 in Programmes”, “7 rows changed (19 cells)”."""
    added = rows_of_tables(record.added)
    rows = ngettext("{number} row changed", "{number} rows changed", record.changed)
    cells = ngettext("{rows} ({number} cell)", "{rows} ({number} cells)", record.cells, rows=rows)
    return (
        *((_("Added {rows}", rows=added),) if added else ()),
        *((cells,) if record.changed else ()),
    )


def record_state(record: ImportRecord) -> Message:
    """Whether an import stands."""
    undone = record.undone_by
    return _("Undone by revision {revision}", revision=undone) if undone else _("Stands")
