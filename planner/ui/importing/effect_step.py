"""The last step of an import: what it would do to the plan, in one sentence, and then doing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.errors import Cancelled, PlannerError
from planner.plan import Plan, table_named
from planner.services.importing.preview import ImportPreview, apply_import
from planner.services.importing.row_outcomes import Fate
from planner.ui import frame, state
from planner.ui.importing import background, effect_problems, effect_rows, names_to_codes
from planner.ui.importing.work import Intake, Step
from planner.ui.wording import counted, escaped
from planner.ui.words import voice

_LISTED: Final = 50  # ids in a sentence
_BLANKS: Final = MappingProxyType({False: "Keep what the plan holds", True: "Clear it"})


def show(intake: Intake, plan: Plan) -> None:
    """Say what will happen in one sentence, then in figures, then row by row."""
    comparing = intake.compare(plan)
    if not comparing.wait():
        title = f"Comparing {intake.upload.name} with the plan"
        background.show(comparing, title, _key(intake, "stop"), comparing.cancel)
        return
    try:
        _show(intake, comparing.result(), plan)
    except Cancelled:
        st.info("Comparing was stopped; nothing was taken in.")
        _ways_out(intake)
    except PlannerError as failure:
        frame.refused(failure)
        _ways_out(intake)


def _show(intake: Intake, previewed: ImportPreview, plan: Plan) -> None:
    st.subheader(escaped(previewed.sentence), anchor=False)
    _buttons(intake, previewed)
    names_to_codes.warn(previewed.problems)
    _tenfold(intake, previewed)
    _blanks(intake, previewed)
    _note(intake, previewed)
    _figures(previewed)
    effect_problems.show(previewed)
    effect_rows.show(previewed, plan, _key(intake, "rows"))
    _missing(previewed)


def _figures(previewed: ImportPreview) -> None:
    counts = previewed.counts
    names = ("added", "changed", "unchanged", "rejected", "ignored")
    titles = ("New rows", "Changed rows", "Left alone", "Refused", "Titles and totals")
    with st.grid(5, min_column_width=140):
        for name, title in zip(names, titles, strict=True):
            st.metric(title, f"{counts[name]:,}", border=True)


def _tenfold(intake: Intake, previewed: ImportPreview) -> None:
    """Sums that change by a power of ten wait for a person's word."""
    leaps = [problem for problem in previewed.problems if problem.code == "number.factor"]
    if not leaps and not intake.confirm_tenfold:
        return
    if leaps:
        what = counted(len(leaps), "sum would change", "sums would change")
        st.warning(f"{what} tenfold, a hundredfold or more. Such rows are refused until you agree.")
    st.toggle(
        "These sums are right",
        value=intake.confirm_tenfold,
        key=_key(intake, f"tenfold-{intake.confirm_tenfold}"),
        on_change=_confirm_tenfold,
        args=(intake,),
    )


def _confirm_tenfold(intake: Intake) -> None:
    intake.confirm_tenfold = not intake.confirm_tenfold


def _blanks(intake: Intake, previewed: ImportPreview) -> None:
    """What a blank cell of the file means for a row that the plan holds already."""
    known = sum(row.fate in (Fate.CHANGED, Fate.UNCHANGED) for row in previewed.rows)
    if not known or previewed.taken_in_at is not None:
        return
    key = _key(intake, f"blanks-{intake.clear_blanks}")
    st.segmented_control(
        "Where a cell of the file is blank and the plan holds something",
        list(_BLANKS),
        default=intake.clear_blanks,
        required=True,
        format_func=lambda clears: _BLANKS[clears],
        key=key,
        on_change=_settle_blanks,
        args=(intake, key),
    )
    st.caption(
        "A blank becomes an empty cell of the plan: choose this only for a file that is complete. "
        "The changes below show what would go."
        if intake.clear_blanks
        else "A blank says nothing, so nothing is lost. This is right for nearly every file."
    )


def _settle_blanks(intake: Intake, key: str) -> None:
    intake.clear_blanks = bool(state.widget(key))


def _buttons(intake: Intake, previewed: ImportPreview) -> None:
    with st.container(horizontal=True):
        if previewed.changes:
            st.button(
                "Take it in",
                type="primary",
                icon=":material/check:",
                key=_key(intake, "apply"),
                on_click=_apply,
                args=(intake, previewed),
            )
        else:
            st.button(
                "Done",
                type="primary",
                key=_key(intake, "done"),
                on_click=intake.taken,
                args=(previewed.sentence, None, previewed.counts),
            )
        if previewed.reasons:
            rows_to_mend(intake, partial(previewed.rejected, voice()))
        _ways_out(intake)


def rows_to_mend(intake: Intake, rejected: Callable[[], bytes]) -> None:
    """Offer the refused rows of a file as a workbook with a reason each."""
    st.download_button(
        "Rows to mend",
        rejected,
        file_name=f"to-mend-{Path(intake.upload.name).stem}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=_key(intake, "rejected"),
        on_click="ignore",
        icon=":material/download:",
        help="The refused rows with a reason each; mend them and hand the file in.",
    )


def _note(intake: Intake, previewed: ImportPreview) -> None:
    if previewed.changes:
        st.text_input(
            "Note for the history, if you like",
            key=_key(intake, "note"),
            placeholder=f"Import of {previewed.inspection.file}",
            width=520,
        )


def _ways_out(intake: Intake) -> None:
    with st.container(horizontal=True, width="content"):
        st.button("Back", key=_key(intake, "back"), on_click=_back, args=(intake,))
        st.button("Cancel", key=_key(intake, "cancel"), on_click=intake.drop)


def _key(intake: Intake, part: str) -> str:
    return state.key("importing", "effect", intake.round, intake.number, part)


def _back(intake: Intake) -> None:
    intake.step, intake.comparing = Step.VALUES, None


def _apply(intake: Intake, previewed: ImportPreview) -> None:
    try:
        note = str(state.widget(_key(intake, "note")) or "")
        entry = apply_import(state.actor(), state.store(), previewed, reason=note)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    revision = entry.revision if entry else None
    name = escaped(previewed.inspection.file)
    state.tell(f"{name} is taken in. {escaped(previewed.done)}", undo=revision)
    rest = previewed.rejected(voice()) if previewed.reasons else b""
    intake.taken(previewed.done, revision, previewed.counts, rest)


def _missing(previewed: ImportPreview) -> None:
    missing = previewed.missing
    if missing:
        declared = table_named(previewed.found.table)
        what = counted(len(missing), declared.one.lower(), declared.many.lower())
        with st.expander(f"{what} of an earlier edition of this file are not in it any more"):
            some = ", ".join(missing[:_LISTED])
            more = len(missing) - _LISTED
            rest = f" and {more:,} more" if more > 0 else ""
            st.markdown(f"They stay as they are: {escaped(some)}{rest}.")
