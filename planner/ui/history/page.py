"""The page of history: every changeset, what it changed, and the way back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.changes import Entry
from planner.messages import _
from planner.plan import Plan
from planner.services import editing, operation
from planner.services.editing import history_columns
from planner.ui import finding, frame, state
from planner.ui.history import log, opened_entry
from planner.ui.history.versions import versions
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import t, told

PAGE: Final = "history"


@frame.page(PAGE, _("Every change, who made it and why, and the way back."))
def show(plan: Plan) -> None:
    """Draw the page."""
    versions(plan)
    page = finding.turned(_found(plan), PAGE)
    if not page:
        st.info(t("No change holds all of these words."))
        return
    chosen = listing(
        page,
        COLUMNS,
        key=state.key(PAGE, "table", page[0].revision, len(page)),
        alt=t("Changes of the plan, newest first; choose one to see what it changed"),
        first=True,
        tall=10,
    )
    if chosen is not None:
        opened_entry.show(plan, chosen)
    if refused := operation.refused(state.actor(), state.store(), plan.name):
        with st.expander(escaped(told(operation.REFUSED)), icon=":material/block:"):
            listing(refused, REFUSAL_COLUMNS, alt=told(operation.REFUSED))


def _found(plan: Plan) -> tuple[Entry, ...]:
    words = st.text_input(
        t("Search the changes"),
        type="search",
        key=state.key(PAGE, "row"),
        placeholder=t("Words, a name, a file, or an id as in P-0007"),
        width=420,
    )
    row_id = (words or "").strip().upper()
    if not row_id:
        return log.entries(plan)
    known = editing.history(*state.at(plan), row_id)
    if known:
        return tuple(reversed(known))
    return editing.searched(plan, log.entries(plan), row_id)


COLUMNS: Final = history_columns(log.moment)
"""What is said of a change in the list."""
REFUSAL_COLUMNS: Final = operation.refusal_columns(log.moment)
"""What is said of what was refused."""
