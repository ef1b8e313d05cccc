"""The first step of an import: which files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from planner.intake.limits import LIMITS, MEGABYTE
from planner.places import samples_folder
from planner.ui import state
from planner.ui.importing.lot import MOST, Lot
from planner.ui.importing.work import Intake, Upload
from planner.ui.wording import escaped

TYPES: Final = (
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "xml", "html", "htm",
)  # fmt: skip
_RAW: Final = "ministries"


def show(lot: Lot) -> None:
    """Ask for files; the planner reads them as they are."""
    uploads = st.file_uploader(
        "Spreadsheets as the ministries keep them",
        accept_multiple_files=True,
        max_upload_size=LIMITS.file_bytes // MEGABYTE,
        key=state.key("importing", "files", lot.round),
        help="Excel (.xlsx, .xlsm, .xlsb, .xls), LibreOffice (.ods), text (.csv, .tsv), "
        "IATI activities (.xml), or a table saved as a web page (.html).",
    )
    st.caption(
        f"Hand in one file or up to {MOST}, as they are: titles above the table, totals, several "
        "sheets and headers in your own language are all right. Nothing is stored before "
        "you agree."
    )
    if uploads:
        if len(uploads) > MOST:
            state.tell(_too_many([one.name for one in uploads[MOST:]]), kind="refused")
        lot.hand_in([Upload(one.name, one.getvalue()) for one in uploads])
        st.rerun()
    _samples(lot)


def _too_many(names: list[str]) -> str:
    listed = ", ".join(escaped(name) for name in names)
    return f"Up to {MOST} files go in at once. Hand these in afterwards: {listed}."


def ask_for_password(intake: Intake) -> None:
    """Ask for what opens a locked file; it is kept nowhere."""
    with st.form(state.key("importing", "locked", intake.round, intake.number)):
        st.warning(escaped(intake.locked), icon=":material/lock:")
        field = state.key("importing", "password", intake.round, intake.number)
        st.text_input("Password of the file", type="password", key=field)
        st.caption("It opens the file here, now; it is kept nowhere.")
        with st.container(horizontal=True):
            st.form_submit_button("Open it", type="primary", on_click=_unlock, args=(intake, field))
            st.form_submit_button("Leave it out", on_click=intake.drop)


def _unlock(intake: Intake, field: str) -> None:
    intake.read(str(state.widget(field) or ""))


def _samples(lot: Lot) -> None:
    files = sorted(path for path in _folder().glob("*.*") if path.suffix[1:] in TYPES)
    if not files:
        return
    with st.expander("No file at hand? Try one of a fictional ministry", icon=":material/science:"):
        for path in files:
            st.button(
                escaped(path.name),
                key=state.key("importing", "sample", path.name),
                on_click=_hand_in_sample,
                args=(lot, path),
                icon=":material/table_view:",
            )


def _folder() -> Path:
    return samples_folder() / _RAW


def _hand_in_sample(lot: Lot, path: Path) -> None:
    lot.hand_in([Upload(path.name, path.read_bytes())])
