"""The first step of an import: which files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from planner.formats.limits import LIMITS, MEGABYTE
from planner.places import samples_folder
from planner.ui import state
from planner.ui.intake.work import Intake, Upload
from planner.ui.wording import escaped

TYPES: Final = (
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "xml", "html", "htm",
)  # fmt: skip
_RAW: Final = "ministries"


def show(intake: Intake) -> None:
    """Ask for files; the planner reads them as they are."""
    if intake.locked:
        _ask_for_password(intake)
        return
    uploads = st.file_uploader(
        "Spreadsheets as the ministries keep them",
        accept_multiple_files=True,
        max_upload_size=LIMITS.file_bytes // MEGABYTE,
        key=state.key("importing", "files", intake.round),
        help="Excel (.xlsx, .xlsm, .xlsb, .xls), LibreOffice (.ods), text (.csv, .tsv), "
        "IATI activities (.xml), or a table saved as a web page (.html).",
    )
    st.caption(
        "Hand them in as they are: titles above the table, totals, several sheets and headers in "
        "English, French or Spanish are all right. Nothing is stored before you agree."
    )
    if uploads:
        with st.spinner("Reading …"):
            intake.hand_in([Upload(one.name, one.getvalue()) for one in uploads])
        st.rerun()
    _samples(intake)


def _ask_for_password(intake: Intake) -> None:
    with st.form(state.key("importing", "locked", intake.round, intake.number)):
        st.warning(escaped(intake.locked), icon=":material/lock:")
        field = state.key("importing", "password", intake.round, intake.number)
        st.text_input("Password of the file", type="password", key=field)
        st.caption("It opens the file here, now; it is kept nowhere.")
        with st.container(horizontal=True):
            st.form_submit_button("Open it", type="primary", on_click=_unlock, args=(intake, field))
            st.form_submit_button("Leave it out", on_click=intake.done)


def _unlock(intake: Intake, field: str) -> None:
    intake.unlock(str(state.widget(field) or ""))


def _samples(intake: Intake) -> None:
    files = sorted(path for path in _folder().glob("*.*") if path.suffix[1:] in TYPES)
    if not files:
        return
    with st.expander("No file at hand? Try one of a fictional ministry", icon=":material/science:"):
        for path in files:
            st.button(
                escaped(path.name),
                key=state.key("importing", "sample", path.name),
                on_click=_hand_in_sample,
                args=(intake, path),
                icon=":material/table_view:",
            )


def _folder() -> Path:
    return samples_folder() / _RAW


def _hand_in_sample(intake: Intake, path: Path) -> None:
    intake.hand_in([Upload(path.name, path.read_bytes())])
