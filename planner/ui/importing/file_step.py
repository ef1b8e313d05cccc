"""The first step of an import: which files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from planner.intake.limits import LIMITS, MEGABYTE
from planner.places import samples_folder
from planner.plan import Plan
from planner.services.importing.batch import MOST, ImportBatch, ImportFile
from planner.ui import frame, state
from planner.ui.importing.file_widgets import PAGE, key
from planner.ui.markup import escaped
from planner.ui.words import t, told

TYPES: Final = (
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "xml", "html", "htm",
)  # fmt: skip
_RAW: Final = "ministries"


def show(batch: ImportBatch, plan: Plan) -> None:
    """Ask for files; the planner reads them as they are."""
    uploads = frame.file_uploader(
        t("Spreadsheets as the ministries keep them"),
        accept_multiple_files=True,
        max_upload_size=LIMITS.file_bytes // MEGABYTE,
        key=state.key(PAGE, "files", batch.number),
        help=t("Excel, LibreOffice (.ods), text (.csv, .tsv), IATI activities (.xml), web pages."),
    )
    said = t(
        "One file or up to {most}, as they are: titles above the table, totals, several sheets, "
        "headers in your own language. Nothing is stored before you agree.",
        most=MOST,
    )
    st.caption(said)
    if uploads:
        if len(uploads) > MOST:
            left = tuple(escaped(one.name) for one in uploads[MOST:])
            more = t(
                "Up to {most} files at once. Hand in afterwards: {files}.", most=MOST, files=left
            )
            state.tell(more, kind="refused")
        _hand_in(batch, plan, [(one.name, one.getvalue()) for one in uploads])
        st.rerun()
    _samples(batch, plan)


def ask_for_password(file: ImportFile) -> None:
    """Ask for what opens a locked file; it is used once and not stored."""
    field = key(file, "password")
    with st.form(key(file, "locked")):
        st.warning(escaped(told(file.locked)), icon=":material/lock:")
        st.text_input(t("Password of the file"), type="password", key=field)
        st.caption(t("The password is used once and not stored."))
        with st.container(horizontal=True):
            st.form_submit_button(
                t("Open it"), type="primary", on_click=_unlock, args=(file, field)
            )
            st.form_submit_button(t("Leave it out"), on_click=file.set_aside)


def _unlock(file: ImportFile, field: str) -> None:
    file.read(str(state.widget(field) or ""))


def _hand_in(batch: ImportBatch, plan: Plan, named: list[tuple[str, bytes]]) -> None:
    batch.hand_in(state.actor(), state.store(), plan.name, named)


def _samples(batch: ImportBatch, plan: Plan) -> None:
    folder = samples_folder() / _RAW
    known = sorted(path for path in folder.glob("*.*") if path.suffix[1:] in TYPES)
    if not known:
        return
    title = t("No file at hand? Try one of a fictional ministry")
    with st.expander(title, icon=":material/science:"):
        for path in known:
            st.button(
                escaped(path.name),
                key=state.key(PAGE, "sample", path.name),
                on_click=_hand_in_sample,
                args=(batch, plan, path),
                icon=":material/table_view:",
            )


def _hand_in_sample(batch: ImportBatch, plan: Plan, path: Path) -> None:
    _hand_in(batch, plan, [(path.name, path.read_bytes())])
