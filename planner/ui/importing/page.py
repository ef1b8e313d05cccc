"""The page of imports: ministries' own spreadsheets, step by step and previewed."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.analysis.mapping.screening import screening
from planner.messages import _
from planner.plan import Plan
from planner.services.importing.batch import FileStatus, ImportBatch, ImportFile, Step
from planner.ui import frame, state
from planner.ui.history import log
from planner.ui.importing import (
    column_step,
    effect_step,
    file_widgets,
    files,
    imports,
    table_step,
    value_step,
)
from planner.ui.importing.file_widgets import PAGE, key, show_progress
from planner.ui.programmes import beyond_codes
from planner.ui.sections import section
from planner.ui.words import t, tn, told

_FILES, _IMPORTS = "files", "imports"
_TITLES: Final = MappingProxyType(
    {
        Step.FILE: _("File"),
        Step.TABLE: _("Sheet and header"),
        Step.COLUMNS: _("Columns"),
        Step.VALUES: _("Values"),
        Step.EFFECT: _("What will happen"),
    }
)


@frame.page(PAGE, _("A ministry's own spreadsheet becomes rows of the plan. You see it all first."))
def show(plan: Plan) -> None:
    """Draw the page."""
    batch = state.kept(state.key(PAGE, "batch"), ImportBatch)
    batch.resume(state.actor(), state.store(), plan.name)
    current = _ready(batch)
    if len(batch.files) == 1 and batch.is_settled:
        if batch.files[0].status is FileStatus.REFUSED:
            st.error(files.note_words(batch.files[0]), icon=":material/error:")
        batch.clear()
    if not batch.files and _chosen_part(plan) == _IMPORTS:
        imports.show(plan)
        return
    _steps(current.step if current else Step.FILE)
    if batch.files:
        files.show(batch)
    else:
        if batch.unmended is not None:
            files.unmended(batch.unmended)
        files.ask_for_files(batch, plan)
        _without_a_file(plan)
        _onward(plan)
    if current is not None:
        _step(current, plan)


def _chosen_part(plan: Plan) -> str:
    """New files, or those that were imported, where there are any."""
    known = log.imports(plan)
    if not known:
        return _FILES
    parts = {_FILES: _("Files to import"), _IMPORTS: _("Imported files")}
    return section(PAGE, parts, {_IMPORTS: len(known)})


def _without_a_file(plan: Plan) -> None:
    """A ministry that keeps no list can be sent an empty one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            t("A ministry keeps no list, or does what no aid code describes? Send it this one."),
            width="content",
        )
        beyond_codes.blank_button(plan, PAGE)


def _onward(plan: Plan) -> None:
    """The way on from what was imported: to the programmes that nobody has screened."""
    if waiting := state.computed(screening, plan).waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            said = tn(
                "{number} programme is still to be screened.",
                "{number} programmes are still to be screened.",
                waiting,
            )
            st.markdown(said, width="content")
            frame.link("mapping", t("Go on screening"))


def _ready(batch: ImportBatch) -> ImportFile | None:
    """The open file; a page waits a moment for it to be read."""
    batch.settle()
    while (current := batch.current) and current.reading:
        if not current.reading.wait(file_widgets.PATIENCE):
            break
        batch.settle()
    return batch.current


def _step(file: ImportFile, plan: Plan) -> None:
    """What is asked of the open file at its step."""
    if file.reading is not None:
        title = t("Reading {file}", file=file.name)
        show_progress(file.reading, title, key(file, "stop"), file.set_aside)
        return
    if file.draft is None:
        files.ask_for_password(file)
        return
    file.draft = draft = file.draft.on(plan)
    match file.step:
        case Step.TABLE:
            table_step.show(file, draft)
        case Step.COLUMNS:
            column_step.show(file, draft)
        case Step.VALUES:
            value_step.show(file, draft)
        case _:
            effect_step.show(file, plan)


def _steps(present: Step) -> None:
    """The steps as marks and words, the present one in bold."""
    with st.container(horizontal=True, gap="medium"):
        for step, title in _TITLES.items():
            icon = "check_circle" if step < present else f"counter_{int(step)}"
            text = f":material/{icon}: {told(title)}"
            st.markdown(f"**{text}**" if step is present else f":gray[{text}]", width="content")
