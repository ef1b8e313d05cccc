"""The files that were imported: who, when, how much, whether they stand, and the way back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.messages import Message, _
from planner.plan import Plan
from planner.services.importing.records import SHORT
from planner.services.importing.summary import record_state, record_summary
from planner.store import ImportRecord
from planner.ui import finding, state
from planner.ui.history import log, opened_entry
from planner.ui.importing.file_widgets import PAGE
from planner.ui.listing import listing
from planner.ui.words import t, told

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
    return f"{'↶' if record.undone_by else '✓'} {told(record_state(record))}"


def _column(key: str, head: Message, kind: CellKind = CellKind.TEXT) -> AnswerColumn[ImportRecord]:
    """A column of what the record itself says."""
    return AnswerColumn(key, head, kind, lambda one: getattr(one, key))


_COLUMNS: Final = (
    _column("revision", _("Revision"), CellKind.CODE),
    _column("file", _("File")),
    AnswerColumn[ImportRecord]("at", _("When"), CellKind.TEXT, lambda one: log.moment(one.at)),
    AnswerColumn[ImportRecord]("what", _("What"), CellKind.TEXT, record_summary),
    AnswerColumn[ImportRecord]("state", _("State"), CellKind.TEXT, state_words),
    _column("actor", _("Who")),
    _column("note", _("Note")),
    AnswerColumn[ImportRecord](
        "sha256", _("SHA-256"), CellKind.CODE, lambda one: one.digest[:SHORT]
    ),
)
