"""The page of history: every changeset, what it changed, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from planner.changes import Entry, OriginKind, described
from planner.plan import Plan
from planner.services import editing
from planner.ui import finding, frame, state
from planner.ui.history import log, opened_entry

PAGE: Final = "history"
_TALL: Final = 10


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page("history", "Every change, who made it and why, and the way back.")
    if plan is None:
        return
    _everything(plan)


def _everything(plan: Plan) -> None:
    entries = _found(plan)
    page = finding.turned(entries, PAGE, "change", "changes")
    if not page:
        st.info("Nothing was done to a row of that id.")
        return
    chosen = finding.opened(
        page,
        _table(page),
        state.key(PAGE, "table", page[0].revision, len(page)),
        tall=_TALL,
        alt="Changes of the plan, newest first; choose one to see what it changed",
    )
    if chosen is not None:
        opened_entry.show(plan, chosen)


def _found(plan: Plan) -> tuple[Entry, ...]:
    row_id = st.text_input(
        "Only what was done to one row",
        type="search",
        key=state.key(PAGE, "row"),
        placeholder="Its id, as in P-0007",
        width=420,
    )
    if not row_id:
        return log.entries(plan)
    known = editing.history(state.actor(), state.store(), plan.name, row_id.strip().upper())
    return tuple(reversed(known))


def _table(entries: Sequence[Entry]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Revision": [entry.revision for entry in entries],
            "When": [log.when(entry) for entry in entries],
            "Who": [entry.changeset.actor for entry in entries],
            "Why": [entry.changeset.reason for entry in entries],
            "How": [_origin(entry) for entry in entries],
            "What": [described(entry.changeset.changes) for entry in entries],
        }
    )


def _origin(entry: Entry) -> str:
    origin = entry.changeset.origin
    named = f": {origin.name}" if origin.name and origin.kind is not OriginKind.UNDO else ""
    return f"{origin.kind.value}{named}"
