"""The files of an import: asked for, handed in together, where each stands, the sum of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.intake.limits import LIMITS, MEGABYTE
from planner.messages import _
from planner.places import samples_folder
from planner.plan import Plan
from planner.services.importing.batch import MOST, FilePair, FileStatus, ImportBatch, ImportFile
from planner.services.importing.summary import rows_refused
from planner.ui import frame, state
from planner.ui.importing.file_widgets import PAGE, key
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told

_STATUSES: Final = MappingProxyType(
    {
        FileStatus.WAITING: (":gray[:material/radio_button_unchecked:]", _("Waiting")),
        FileStatus.OPEN: (":material/play_arrow:", _("Open now")),
        FileStatus.IMPORTED: (":green[:material/check_circle:]", _("Imported")),
        FileStatus.SET_ASIDE: (":gray[:material/remove_circle_outline:]", _("Set aside")),
        FileStatus.REFUSED: (":red[:material/cancel:]", _("Refused")),
    }
)
_EVERY: Final = 1.0  # seconds between two looks at the files still being read


def show(batch: ImportBatch) -> None:
    """Draw the open file, or where each of several stands; once all are settled, the sum."""
    if len(batch.files) == 1:
        st.markdown(f":material/description: **{escaped(batch.files[0].name)}**")
        return
    if batch.is_settled:
        _sum(batch)
    with st.container(border=True, gap="xsmall", key="files-handed-in"):
        for file in batch.files:
            _line(batch, file)
        if any(file.reading for file in batch.files):
            _look_again(batch)
    for pair in batch.pairs:
        st.info(_pair(pair), icon=":material/join_inner:")


def unmended(file: ImportFile) -> None:
    """Say that rows of the file imported last wait to be mended, and give them."""
    assert file.outcome is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        rows = told(rows_refused(file.outcome.counts["rejected"]))
        st.warning(f"**{escaped(file.name)}**: {rows}")
        rejected_button(file, file.outcome.rejected)


def rejected_button(file: ImportFile, rejected: bytes | Callable[[], bytes]) -> None:
    """Offer the refused rows of a file as a workbook with a reason each."""
    st.download_button(
        t("Rows to mend"),
        rejected,
        file_name=f"to-mend-{Path(file.name).stem}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=key(file, "rejected"),
        on_click="ignore",
        icon=":material/download:",
        help=t("The refused rows with a reason each; mend them and hand the file in."),
    )


def note_words(file: ImportFile) -> str:
    """What there is to say of a file, as Markdown."""
    if file.outcome is not None:
        said = (file.outcome.sentence,)
    elif file.locked:
        said = (_("It opens with a password only."),)
    else:
        said = (_("Being read"),) if file.reading else file.note
    return escaped(" ".join(map(told, said)))


@st.fragment(run_every=_EVERY)
def _look_again(batch: ImportBatch) -> None:
    """Draw the page anew once another file was read."""
    if any(file.reading and file.reading.is_done for file in batch.files):
        st.rerun()


def _line(batch: ImportBatch, file: ImportFile) -> None:
    mark, status = _STATUSES[file.status]
    note = note_words(file)
    about, todo = st.columns([5, 1.3], vertical_alignment="center")
    about.markdown(
        f"{mark} {told(status)} · **{escaped(file.name)}**" + (f"  \n:small[{note}]" * bool(note))
    )
    outcome = file.outcome
    if outcome and outcome.rejected:
        with todo:
            rejected_button(file, outcome.rejected)
    if outcome and outcome.revision is not None:
        todo.button(
            t("Undo"),
            key=key(file, "undo"),
            on_click=_undo,
            args=(file, outcome.revision),
            icon=":material/undo:",
            help=t("Take {file} back out of the plan", file=file.name),
        )
    elif file.status is not FileStatus.OPEN and outcome is None:
        todo.button(
            t("Try again") if file.status.is_final else t("Open"),
            key=key(file, "open"),
            on_click=batch.open,
            args=(file.number,),
            help=t("Go to {file}", file=file.name),
        )


def _undo(file: ImportFile, revision: int) -> None:
    frame.undo(revision)
    if state.session().has_changed_plan:
        file.undone()


def _sum(batch: ImportBatch) -> None:
    """What came of all files, and the way on."""
    st.subheader(escaped(told(batch.sentence)), anchor=False)
    st.button(
        t("Hand in other files"),
        type="primary",
        key=state.key(PAGE, "others", batch.number),
        on_click=batch.clear,
        icon=":material/upload_file:",
    )


def _pair(pair: FilePair) -> str:
    return tn(
        "**{first}** and **{second}** are two parts of one list: {number} row stands in both under "
        "the same reference. Import both, {first} first; {second} then adds to the same rows: "
        "{columns}. No row is made twice.",
        "**{first}** and **{second}** are two parts of one list: {number} rows stand in both under "
        "the same reference. Import both, {first} first; {second} then adds to the same rows: "
        "{columns}. No row is made twice.",
        pair.rows,
        first=escaped(pair.first),
        second=escaped(pair.second),
        columns=pair.adds,
    )


TYPES: Final = (
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "xml", "html", "htm",
)  # fmt: skip
_RAW: Final = "ministries"


def ask_for_files(batch: ImportBatch, plan: Plan) -> None:
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
