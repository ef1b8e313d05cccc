"""The files that were taken in: who, when, how much, whether they stand, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from planner.plan import Plan
from planner.services.importing.records import SHORT, counts_words
from planner.store import ImportRecord
from planner.ui import finding, frame, state
from planner.ui.history import log, opened_entry
from planner.ui.sections import section_key
from planner.ui.wording import escaped

PAGE: Final = "history"
_TALL: Final = 8
_LATEST: Final = 5


def show(plan: Plan) -> None:
    """Draw the list, and the chosen import with its file's full SHA-256 and what it changed."""
    records = log.imports(plan)
    if not records:
        frame.empty("No file was taken in yet", "Ministries' files come in by Import.", "importing")
        return
    page = finding.turned(records, "imports")
    chosen = finding.opened(
        page,
        table(page),
        state.key(PAGE, "imports", page[0].revision, len(page)),
        tall=_TALL,
        alt="Files taken into the plan, newest first; choose one to see what it changed",
    )
    if chosen is not None:
        _opened(plan, chosen)


def table(records: Sequence[ImportRecord]) -> pd.DataFrame:
    """One line for each import."""
    return pd.DataFrame(
        {
            "Revision": [one.revision for one in records],
            "File": [one.file for one in records],
            "When": [log.moment(one.at) for one in records],
            "What": [counts_words(one) for one in records],
            "State": [state_words(one) for one in records],
            "Who": [one.actor for one in records],
            "Note": [one.note for one in records],
            "SHA-256": [one.digest[:SHORT] for one in records],
        }
    )


def state_words(record: ImportRecord) -> str:
    """Whether an import stands, with its mark."""
    return f"↶ Undone by revision {record.undone_by}" if record.undone_by else "✓ Stands"


def latest(plan: Plan) -> None:
    """Draw the last few imports with a way to undo each, and the way to all of them."""
    records = log.imports(plan)
    if not records:
        return
    st.subheader("Taken in lately", anchor=False)
    for record in records[:_LATEST]:
        about, todo = st.columns([5, 1.3], vertical_alignment="center")
        about.markdown(
            f"**{escaped(record.file)}** · {escaped(counts_words(record))}  \n"
            f":small[:gray[{log.moment(record.at)} · {escaped(record.actor)} · "
            f"{state_words(record)}]]"
        )
        if record.undone_by is None and todo.button(
            "Undo",
            key=state.key("importing", "undo-import", record.revision),
            icon=":material/undo:",
            help=f"Take {record.file} back; you see first what that changes.",
        ):
            opened_entry.ask(plan, log.entry(plan, record.revision))
    if st.button("All imports", icon=":material/history:", key=state.key("importing", "history")):
        state.set_widget(section_key(PAGE), "Imports")
        frame.go(PAGE)


def _opened(plan: Plan, record: ImportRecord) -> None:
    opened_entry.show(plan, log.entry(plan, record.revision))
    if record.digest:
        with st.expander(f"SHA-256 of the file: {record.digest[:SHORT]}…"):
            st.code(record.digest, language=None, wrap_lines=True)
            st.caption("Two files with the same one are the same to the last letter.")
