"""The last step of an import: what it would do to the plan, in one sentence, and then doing it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.errors import Cancelled, PlannerError
from planner.messages import _
from planner.plan import Plan, table_named
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.services.importing.preview import ImportPreview, apply_import
from planner.services.importing.pseudonyms import UNKNOWN_HOLDERS
from planner.services.importing.row_outcomes import RowOutcomeKind
from planner.ui import file_questions, frame, problem_lines, state
from planner.ui.importing import effect_rows, file_widgets
from planner.ui.importing.file_widgets import (
    back_button,
    cancel_button,
    key,
    settling,
    show_progress,
)
from planner.ui.importing.files import rejected_button
from planner.ui.markup import escaped
from planner.ui.text_fields import text_field
from planner.ui.words import t, tn, told, voice

_LISTED: Final = 50  # ids in a sentence


def show(file: ImportFile, plan: Plan) -> None:
    """Say what will happen in one sentence, then in figures, then row by row."""
    comparing = file.compare()
    if not comparing.wait(file_widgets.PATIENCE):
        title = t("Comparing {file} with the plan", file=file.name)
        show_progress(comparing, title, key(file, "stop-comparing"), comparing.cancel)
        return
    try:
        previewed = comparing.result()
    except Cancelled:
        st.info(t("Comparing was stopped; nothing was imported."))
        _ways_out(file)
    except PlannerError as failure:
        frame.refused(failure)
        _ways_out(file)
    else:
        _show(file, previewed, plan)


def _show(file: ImportFile, previewed: ImportPreview, plan: Plan) -> None:
    assert file.draft is not None
    st.subheader(escaped(told(previewed.sentence)), anchor=False)
    _buttons(file, previewed)
    file_questions.show(
        previewed.questions,
        key(file, "questions"),
        lambda said: settling(file, lambda one: one.answer_questions(said))(),
    )
    for one in previewed.problems:
        if one.code == UNKNOWN_HOLDERS:
            st.warning(
                escaped(f"{told(one.message)} {told(one.hint)}"), icon=":material/group_off:"
            )
    _blanks(file, file.draft, previewed)
    if previewed.changes:
        text_field(
            t("Note for the history, if you like"),
            key(file, "note"),
            placeholder=told(_("Import of {file}", file=file.name)),
            width=520,
        )
    if told_of := [one for one in previewed.problems if not one.is_open]:
        problem_lines.show(told_of)
    effect_rows.show(previewed, plan, key(file, "rows"))
    _missing(previewed)


def _blanks(file: ImportFile, draft: ImportDraft, previewed: ImportPreview) -> None:
    """What a blank cell of the file means for a row that the plan holds already."""
    known = {RowOutcomeKind.CHANGED, RowOutcomeKind.UNCHANGED}
    if previewed.imported_at is not None or known.isdisjoint(row.kind for row in previewed.rows):
        return
    clears = draft.options.clear_blanks
    shown = {False: t("Keep what the plan holds"), True: t("Clear it")}
    st.segmented_control(
        t("Where a cell of the file is blank and the plan holds something"),
        list(shown),
        default=clears,
        required=True,
        format_func=lambda clear: shown[clear],
        key=key(file, "blanks", clears),
        on_change=settling(file, lambda one: one.decide(clear_blanks=not clears)),
    )
    st.caption(
        t("Choose this only for a file that is complete. The changes below show what would go.")
        if clears
        else t("A blank says nothing, so nothing is lost. This is right for nearly every file.")
    )


def _buttons(file: ImportFile, previewed: ImportPreview) -> None:
    with st.container(horizontal=True):
        if previewed.changes:
            st.button(
                t("Import"),
                type="primary",
                icon=":material/check:",
                key=key(file, "apply"),
                on_click=_apply,
                args=(file, previewed),
            )
        else:
            st.button(
                t("Done"),
                type="primary",
                key=key(file, "done"),
                on_click=file.finish,
                args=(previewed, None, voice()),
            )
        if previewed.reasons:
            rejected_button(file, lambda: previewed.rejected(voice()))
        _ways_out(file)


def _ways_out(file: ImportFile) -> None:
    with st.container(horizontal=True, width="content"):
        back_button(file, Step.VALUES)
        cancel_button(file)


def _apply(file: ImportFile, previewed: ImportPreview) -> None:
    try:
        note = str(state.widget(key(file, "note")) or "")
        entry = apply_import(state.actor(), state.store(), previewed, reason=note)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    state.forget_typed(key(file, "note"))
    done = escaped(told(previewed.done))
    said = t("{file} is imported. {done}", file=escaped(file.name), done=done)
    state.tell(said, undo=entry.revision if entry else None)
    file.finish(previewed, entry, voice())


def _missing(previewed: ImportPreview) -> None:
    missing = previewed.missing
    if not missing:
        return
    title = tn(
        "{table}: {number} row of an earlier edition of this file is not in it any more",
        "{table}: {number} rows of an earlier edition of this file are not in it any more",
        len(missing),
        table=table_named(previewed.found.table).title,
    )
    with st.expander(title):
        more = len(missing) - _LISTED
        said = t("They stay as they are: {ids}.", ids=missing[:_LISTED])
        st.markdown(escaped(said) + (f" {t('and {number} more', number=more)}" * (more > 0)))
