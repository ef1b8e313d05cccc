"""The files that were imported: who, when, how much, whether they stand, and the way back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.analysis.answers import CellKind
from planner.messages import _
from planner.plan import Plan
from planner.services.importing.summary import SHORT, record_state, record_summary
from planner.store import ImportRecord
from planner.ui import finding, state
from planner.ui.history import log, opened_entry
from planner.ui.importing.file_widgets import PAGE, column
from planner.ui.listing import listing
from planner.ui.words import capital, t, told

_TALL: Final = 8


def show(plan: Plan) -> None:
    """Draw the list, and the chosen import with its file's full SHA-256 and what it changed."""
    records = log.imports(plan)
    page = finding.turned(records, "imports")
    chosen = listing(
        page,
        _COLUMNS,
        key=state.key(PAGE, "imports", page[0].revision, len(page)),
        first=True,
        tall=_TALL,
        alt=t("Imported files, newest first; choose one to see what it changed"),
    )
    if chosen is None:
        return
    opened_entry.show(plan, log.entry(plan, chosen.revision))
    if chosen.digest:
        with st.expander(t("SHA-256 of the file: {digest}…", digest=chosen.digest[:SHORT])):
            st.code(chosen.digest, language=None, wrap_lines=True)
            st.caption(t("Two files with the same one are the same to the last letter."))


def state_words(record: ImportRecord) -> str:
    """Whether an import stands, with its mark."""
    return f"{'↶' if record.undone_by else '✓'} {capital(told(record_state(record)))}"


_COLUMNS: Final = (
    column("revision", _("Revision"), lambda one: one.revision, CellKind.CODE),
    column("file", _("File"), lambda one: one.file),
    column("at", _("When"), lambda one: log.moment(one.at)),
    column("what", _("What"), record_summary),
    column("state", _("State"), state_words),
    column("actor", _("Who"), lambda one: one.actor),
    column("note", _("Note"), lambda one: one.note),
    column("sha256", _("SHA-256"), lambda one: one.digest[:SHORT], CellKind.CODE),
)
