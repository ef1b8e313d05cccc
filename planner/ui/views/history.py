"""The page of history: every changeset, what it changed, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from planner.changes import Entry, OriginKind, described
from planner.plan import Plan
from planner.services import editing
from planner.ui import finding, frame, log, state
from planner.ui.change_lines import change_line
from planner.ui.wording import counted, escaped

PAGE: Final = "history"
_TALL: Final = 10
_LISTED: Final = 20


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page("History", "Every change, who made it and why, and the way back.")
    if plan is None:
        return
    entries = _found(plan)
    page = finding.turned(entries, PAGE, "change", "changes")
    if not page:
        st.info("Nothing was done to a row of that id.")
        return
    chosen = st.dataframe(
        _table(page),
        key=state.key(PAGE, "table", page[0].revision, len(page)),
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [0]}},
        hide_index=True,
        height=35 * (min(len(page), _TALL) + 1) + 3,
        alt="Changes of the plan, newest first; choose one to see what it changed",
    )
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(page):
        _opened(plan, page[rows[0]])


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


def _opened(plan: Plan, entry: Entry) -> None:
    st.subheader(f"Revision {entry.revision}: {escaped(entry.changeset.reason)}", anchor=False)
    is_first = entry.changeset.origin.kind is OriginKind.CREATION
    if is_first:
        st.caption("This is how the plan began; it cannot be undone.")
    elif st.button(
        "Undo this", key=state.key(PAGE, "undo", entry.revision), icon=":material/undo:"
    ):
        _ask(plan, entry)
    changes = finding.turned(
        entry.changeset.changes, f"{PAGE}-{entry.revision}", "cell or row", "cells and rows"
    )
    st.dataframe(
        pd.DataFrame([change_line(change) for change in changes], dtype="object"),
        hide_index=True,
        alt=f"What revision {entry.revision} changed, old and new",
    )


@st.dialog("Undo this change?", width="medium")
def _ask(plan: Plan, entry: Entry) -> None:
    back, left = log.way_back_from(plan, entry)
    if not back:
        st.markdown("Nothing can be put back: everything was changed since.")
    else:
        st.markdown(f"This will put things back as they were: **{described(back)}**.")
    if left:
        st.markdown(f"{counted(len(left), 'thing')} changed since and will be left:")
        st.markdown("\n".join(f"- {escaped(one.sentence)}" for one in left[:_LISTED]))
        if len(left) > _LISTED:
            st.caption(f"and {len(left) - _LISTED:,} more like these")
    st.caption("The undo is a change of its own, so it can be undone too.")
    if st.button(
        "Undo it",
        type="primary",
        disabled=not back,
        key=state.key(PAGE, "undo-now", entry.revision),
        on_click=frame.undo,
        args=(entry.revision,),
    ):
        st.rerun()
