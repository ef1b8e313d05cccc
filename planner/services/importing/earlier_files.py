"""How a ministry's last file was read, remembered with the plan and proposed for its next one."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any, Final

from planner.errors import PlannerError
from planner.intake.inspection import FoundTable, ReadOptions
from planner.intake.rows.picks import fitting, key
from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.readers.texts import folded
from planner.store import Store

_KEEPER = "imports"
_READING = ("dates", "decimal", "group")
RECALLED: Final = ("columns", "keep", "values", *_READING)


def remember(store: Store, plan_name: str, found: FoundTable, options: ReadOptions) -> None:
    """Keep what a person settled about this file, for its ministry's next one.

    What texts of lists mean is added to what was settled for earlier files.
    """
    if not any(getattr(options, name) for name in RECALLED):
        return
    guesses = found.matching.guesses if found.matching else {}
    columns = {
        name: guesses[name].heading.whole if wanted and name in guesses else ""
        for name, wanted in options.columns.items()
        if name in guesses or not wanted
    }
    before = _kept(store.draft(plan_name, _KEEPER, _key(found, options)))
    values: dict[str, dict[str, str]] = before.get("values", {})
    for name, said in options.values.items():
        values[name] = values.get(name, {}) | {key(text): value for text, value in said.items()}
    unmatched = found.matching.kept if found.matching else ()
    kept = {"table": found.table, "columns": columns, "values": values}
    kept |= {"keep": [heading.whole or heading.letters for heading in unmatched]}
    kept |= {name: getattr(options, name) for name in _READING}
    store.keep_draft(plan_name, _KEEPER, _key(found, options), json.dumps(kept))


def recalled(
    store: Store, plan_name: str, found: FoundTable, options: ReadOptions
) -> ReadOptions | None:
    """The options of the ministry's last file, when this one has the columns that they name.

    None when nothing is remembered, and when a person has settled how this file is read.
    """
    if any(getattr(options, name) for name in ("ministry", *RECALLED)):
        return None
    kept = _kept(store.draft(plan_name, _KEEPER, _key(found, options)))
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


def note(found: FoundTable) -> Problem:
    """What to say of a file that was read as the one before."""
    return Problem(
        severity=Severity.NOTE,
        code="columns.recalled",
        message="The columns and values were read as settled for this ministry's last file.",
        hint="Choose others if this file is another one.",
        sheet=found.sheet.name,
    )


def _kept(text: str) -> dict[str, Any]:
    try:
        kept = json.loads(text or "{}")
    except ValueError as broken:
        raise PlannerError("What was remembered of a ministry's columns is damaged.") from broken
    return kept


def _key(found: FoundTable, options: ReadOptions) -> str:
    """The ministry that most rows are of; files that name none are told by their headers."""
    named = Counter(str(row.values.get("ministry", "")) for row in found.rows)
    most = options.ministry or next((name for name, _ in named.most_common() if name), "")
    headers = " ".join(sorted(folded(heading.whole) for heading in found.place.headings))
    return f"columns of {folded(most) or headers}"[:200]
