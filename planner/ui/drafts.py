"""What somebody typed into a grid and has not saved: as changes, as problems, as text to keep."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.changes import Conflict, SetCell
from planner.errors import PlannerError, WrongValue
from planner.messages import Message, _
from planner.plan import Plan
from planner.schema import Row, Table, Value
from planner.ui.columns import cell, typed
from planner.values import from_text, to_text


@dataclass(frozen=True)
class Typed:
    """What was typed into one cell, and the value that stood there when it was."""

    before: Value
    text: str


Draft = Mapping[str, Mapping[str, Typed]]
"""Row id → column → what was typed."""


def absorbed(
    draft: Draft, declared: Table, rows: Sequence[Row], edited: Mapping[int, Mapping[str, Any]]
) -> Draft:
    """The draft with what a grid says was edited; `rows` are those the grid shows, in its order.

    A cell typed back to what it was leaves the draft.
    """
    cells = {row_id: dict(columns) for row_id, columns in draft.items()}
    for position, columns in edited.items():
        row = rows[int(position)]
        mine = cells.setdefault(row.id, {})
        for name, text in columns.items():
            earlier = mine.pop(name, None)
            before = earlier.before if earlier else getattr(row, name)
            written = "" if text is None else str(text)
            if written != (cell(declared.column(name), before) or ""):
                mine[name] = Typed(before, written)
    return {row_id: columns for row_id, columns in cells.items() if columns}


def as_changes(draft: Draft, declared: Table) -> tuple[tuple[SetCell, ...], tuple[Message, ...]]:
    """The changes that a draft means, and a sentence for each cell that means nothing."""
    changes: list[SetCell] = []
    wrong: list[Message] = []
    for row_id, columns in draft.items():
        for name, one in columns.items():
            column = declared.column(name)
            try:
                after = typed(column, one.text)
            except WrongValue as failure:
                why, hint = failure.message, failure.hint
                wrong.append(_("{row}, {why} {hint}", row=row_id, why=why, hint=hint))
                continue
            if column.required and after == column.blank:
                label = column.title
                wrong.append(_("{row}, {label}: it cannot be blank.", row=row_id, label=label))
            if after != one.before:
                changes.append(
                    SetCell(
                        table=declared.name,
                        id=row_id,
                        column=name,
                        before=one.before,
                        after=after,
                    )
                )
    return tuple(changes), tuple(wrong)


def conflicts(changes: Sequence[SetCell], plan: Plan) -> tuple[Conflict, ...]:
    """The changes whose cell holds something else by now, or whose row is gone."""
    return tuple(
        Conflict(
            table=change.table,
            id=change.id,
            column=change.column,
            expected=change.before,
            found=found,
            wanted=change.after,
        )
        for change in changes
        if (found := _found(change, plan)) != change.before or not _is_there(change, plan)
    )


def _is_there(change: SetCell, plan: Plan) -> bool:
    return change.id in plan.rows(change.table)


def _found(change: SetCell, plan: Plan) -> Value:
    row = plan.rows(change.table).get(change.id)
    return None if row is None else getattr(row, change.column)


def mine_kept(draft: Draft, met: Sequence[Conflict], plan: Plan) -> Draft:
    """The draft as if typed over what stands there now; nothing is kept of a row that is gone."""
    found = {(one.id, one.column): one.found for one in met}
    return {
        row_id: {
            name: Typed(found.get((row_id, name), one.before), one.text)
            for name, one in columns.items()
        }
        for row_id, columns in draft.items()
        if not any(one.id == row_id and row_id not in plan.rows(one.table) for one in met)
    }


def theirs_taken(draft: Draft, met: Sequence[Conflict]) -> Draft:
    """The draft without the cells that somebody else changed."""
    given_up = {(one.id, one.column) for one in met}
    kept = {
        row_id: {name: one for name, one in columns.items() if (row_id, name) not in given_up}
        for row_id, columns in draft.items()
    }
    return {row_id: columns for row_id, columns in kept.items() if columns}


def as_text(draft: Draft) -> str:
    """The draft as one text that `from_kept` reads back; empty for an empty draft."""
    if not draft:
        return ""
    cells = {
        row_id: {name: [to_text(one.before), one.text] for name, one in columns.items()}
        for row_id, columns in draft.items()
    }
    return json.dumps(cells, ensure_ascii=False)


def from_kept(text: str, declared: Table) -> Draft:
    """The draft behind a kept text; what this planner cannot read any more is left out."""
    draft: dict[str, dict[str, Typed]] = {}
    for row_id, columns in (json.loads(text) if text else {}).items():
        for name, (before, written) in columns.items():
            try:
                column = declared.column(name)
                draft.setdefault(row_id, {})[name] = Typed(from_text(column, before), written)
            except (KeyError, PlannerError):
                continue
    return draft
