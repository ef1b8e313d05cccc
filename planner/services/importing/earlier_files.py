"""What a plan knows of files imported before: this very one, its editions, how they were read."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from planner.changes import Change, Insert, SetCell
from planner.errors import PlannerError
from planner.intake.inspection import FoundTable, Inspection
from planner.intake.read_options import ReadOptions
from planner.intake.rows.picks import fitting, key
from planner.messages import _
from planner.plan import table_named
from planner.readers.texts import folded
from planner.store import Store

_KEEPER: Final = "imports"
_READING: Final = ("dates", "decimal", "group")
REMEMBERED: Final = ("columns", "keep", "values", *_READING)
"""The options of reading that are remembered from one file of a ministry to its next."""


@dataclass(frozen=True, kw_only=True)
class EarlierImports:
    """What was imported before of a table in a file.

    `imported_at` is the revision that took in this very table, when it still stands and nobody
    wants it read otherwise. `brought` are ids of rows that earlier editions of the file brought.
    """

    imported_at: int | None = None
    brought: frozenset[str] = frozenset()


def earlier_imports(
    store: Store, plan_name: str, inspection: Inspection, found: FoundTable
) -> EarlierImports:
    """What was imported before of the table.

    Files of one name, but for figures in it, are editions of each other: a list of 2026 and of
    2027. A row that came otherwise is not missing from a file that never brought it.
    """
    name = edition(inspection.file)
    revisions = [
        one.revision
        for one in store.imports(plan_name)
        if one.undone_by is None and edition(one.file) == name
    ]
    brought = store.rows_brought(plan_name, revisions, found.table) if revisions else frozenset()
    otherwise = inspection.options.settles_reading
    imported_at = None if otherwise else _imported_at(store, plan_name, inspection, found)
    return EarlierImports(imported_at=imported_at, brought=frozenset(brought))


def edition(file: str) -> str:
    """What the editions of a file have in common: its name without figures and without ending."""
    return " ".join(folded("".join(" " if c.isdigit() else c for c in Path(file).stem)).split())


def _imported_at(
    store: Store, plan_name: str, inspection: Inspection, found: FoundTable
) -> int | None:
    prefix = f"{found.sheet.name}!" if found.sheet.name else ""
    standing = [one for one in store.imports(plan_name) if one.undone_by is None]
    for one in reversed([one for one in standing if one.digest == inspection.digest]):
        for change in store.entry(plan_name, one.revision).changeset.changes:
            if change.table == found.table and _comes_from(change, prefix):
                return one.revision
    return None


def _comes_from(change: Change, prefix: str) -> bool:
    match change:
        case Insert():
            return any(cell.startswith(prefix) for cell in change.cells.values())
        case SetCell():
            return bool(change.cell) and change.cell.startswith(prefix)
        case _:
            return False


def remember(store: Store, plan_name: str, found: FoundTable, options: ReadOptions) -> None:
    """Keep what a person settled about this file, for its ministry's next one.

    What texts of lists mean is added to what was settled for earlier files.
    """
    if not any(getattr(options, name) for name in REMEMBERED):
        return
    guesses = found.matching.guesses if found.matching else {}
    columns = {
        name: guesses[name].heading.whole if wanted and name in guesses else ""
        for name, wanted in options.columns.items()
        if name in guesses or not wanted
    }
    before = _kept(store, plan_name, found, options)
    values: dict[str, dict[str, str]] = before.get("values", {})
    for name, said in options.values.items():
        values[name] = values.get(name, {}) | {key(text): value for text, value in said.items()}
    unmatched = found.matching.kept if found.matching else ()
    kept = {"table": found.table, "columns": columns, "values": values}
    kept |= {"keep": [heading.whole or heading.letters for heading in unmatched]}
    kept |= {name: getattr(options, name) for name in _READING}
    store.keep_draft(plan_name, _KEEPER, _key(found, options), json.dumps(kept))


def remembered(
    store: Store, plan_name: str, found: FoundTable, options: ReadOptions
) -> ReadOptions | None:
    """How the ministry's last file was read, when this one has the columns that were named then.

    None when nothing is remembered, and when a person has settled how this file is read.
    """
    if any(getattr(options, name) for name in ("ministry", *REMEMBERED)):
        return None
    kept = _kept(store, plan_name, found, options)
    headers = {folded(heading.whole) for heading in found.place.headings}
    columns: dict[str, str] = kept.get("columns", {})
    if kept.get("table") != found.table or not all(
        folded(header) in headers for header in columns.values() if header
    ):
        return None
    unmatched = found.matching.unmatched if found.matching else ()
    free = {folded(heading.whole) for heading in unmatched}
    keep = tuple(one for one in kept.get("keep", ()) if folded(one) in free)
    values = fitting(table_named(found.table), kept.get("values", {}))
    read = {name: kept[name] for name in _READING}
    return replace(options, columns=columns, keep=keep, values=values, **read)


def _kept(store: Store, plan_name: str, found: FoundTable, options: ReadOptions) -> dict[str, Any]:
    text = store.draft(plan_name, _KEEPER, _key(found, options))
    try:
        kept: dict[str, Any] = json.loads(text or "{}")
    except ValueError as broken:
        raise PlannerError(_("What was remembered of a ministry's columns is damaged.")) from broken
    return kept


def _key(found: FoundTable, options: ReadOptions) -> str:
    """The ministry that most rows are of; files that name none are told by their headers."""
    named = Counter(str(row.values.get("ministry", "")) for row in found.rows)
    most = options.ministry or next((name for name, _n in named.most_common() if name), "")
    headers = " ".join(sorted(folded(heading.whole) for heading in found.place.headings))
    return f"columns of {folded(most) or headers}"[:200]
