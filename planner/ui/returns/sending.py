"""Workbooks out to ministries: for one, some or all, with a letter, and what has gone out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.choices import Classification
from planner.errors import PlannerError
from planner.languages.catalogues import MINISTRY, spoken
from planner.languages.voice import Voice
from planner.messages import _
from planner.plan import Plan
from planner.services.returns.issuing import Outbox, again, issue, rows_above_level
from planner.services.returns.status import issued
from planner.store import IssueRecord
from planner.tables import Certificate, Ministry
from planner.ui import frame, state
from planner.ui.listing import listing
from planner.ui.returns import letters
from planner.ui.returns.session import PAGE
from planner.ui.words import t, tn, told, voice

_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP: Final = "application/zip"
_TALL: Final = 10
_WIDE: Final = 46  # letters of the name of a workbook


def show(plan: Plan) -> None:
    """Draw the choice, what was just made, and everything that has gone out."""
    _choice(plan)
    issues = issued(state.actor(), state.store(), plan.name)
    own = [one for one in issues if one.actor == state.actor()]
    if own:
        made = tuple(one.number for one in own if one.at == own[-1].at)
        _ready(plan, "outbox", made)
    _issued(plan, issues)


def _choice(plan: Plan) -> None:
    names = plan.names(Ministry)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            t("Ministries"),
            list(names),
            format_func=lambda one: names.get(one, str(one)),
            placeholder=told(_("All {number}", number=len(names))),
            key=state.key(PAGE, "ministries"),
            width=420,
        )
        due = st.date_input(
            t("Expected back"),
            value=None,
            min_value=state.today(),
            format="YYYY-MM-DD",
            key=state.key(PAGE, "due"),
            help=t("Blank: the date that the plan gives for each ministry, if it does."),
            width=180,
        )
        language = st.selectbox(
            t("Language"),
            spoken(MINISTRY),
            index=None,
            format_func=lambda code: Voice(code).name,
            placeholder=t("Each ministry's own"),
            key=state.key(PAGE, "language"),
            width=220,
        )
        level = _level()
        st.button(
            tn("Make {number} workbook", "Make {number} workbooks", len(chosen) or len(names)),
            type="primary",
            icon=":material/outgoing_mail:",
            key=state.key(PAGE, "issue"),
            on_click=_issue,
            args=(plan, tuple(chosen), language or "", due, level),
        )
    st.caption(
        t(
            "Each holds that ministry's own rows, drop-down lists, help on every header and room "
            "for new rows, and comes with a letter. Every workbook is put on record."
        )
    )
    _level_words(plan, tuple(chosen) or tuple(names), level)


def _level() -> Classification:
    chosen = st.segmented_control(
        t("For readers cleared up to"),
        list(Classification),
        default=Classification.GOVERNMENT,
        required=True,
        format_func=lambda one: voice().answer(one),
        key=state.key(PAGE, "level"),
        help=t("What is marked above this level is absent from the workbooks, not hidden."),
    )
    return Classification(chosen)


def _level_words(plan: Plan, ministries: tuple[str, ...], level: Classification) -> None:
    """What the level keeps back, and what it lets out."""
    number = state.computed(rows_above_level, plan, ministries, level)
    if number:
        st.info(
            tn(
                "{number} row of these ministries is marked above {level} and will not be in the "
                "workbooks.",
                "{number} rows of these ministries are marked above {level} and will not be in "
                "the workbooks.",
                number,
                level=voice().answer(level),
            ),
            icon=":material/visibility_off:",
        )
    if level is not Classification.RESTRICTED and plan.of(Certificate):
        st.caption(t("Registers of certificates go out at the Restricted level only."))
    if level is Classification.RESTRICTED:
        st.warning(
            t(
                "Restricted rows of each ministry will be in its own workbook, and the codes of "
                "its register. Send it by a safe way. Restricted rows of others are in none."
            ),
            icon=":material/lock_open:",
        )


def _issue(
    plan: Plan,
    ministries: tuple[str, ...],
    language: str,
    due: date | None,
    level: Classification,
) -> None:
    try:
        issue(
            state.actor(),
            state.store(),
            plan.name,
            today=state.today(),
            ministries=ministries,
            language=language,
            due_on=due,
            level=level,
        )
    except PlannerError as failure:
        frame.tell_refusal(failure)


def _ready(plan: Plan, part: str, numbers: tuple[int, ...]) -> None:
    """Workbooks to take along, by the numbers of their issues: one as it is, several as a zip, and
    the letters. They are made again from the record, so they lie ready as long as it does."""
    outbox = state.computed(_again, plan, state.actor(), numbers)
    written = [file.letter for file in outbox.files]
    outbox = outbox.with_letters(letters.as_edited(written))
    files, first = outbox.files, outbox.files[0]
    stem = first.name.partition(f"-{first.issue.ministry}-")[0]
    label, name, mime = t("Download the workbook"), first.name, _BOOK
    if len(files) > 1:
        label, name, mime = t("All in a zip"), f"{stem}-workbooks.zip", _ZIP
    with st.container(border=True, key=f"returns-{part}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                tn(
                    "**{number} workbook ready to send**, of revision {revision}.",
                    "**{number} workbooks ready to send**, of revision {revision}.",
                    len(files),
                    revision=first.issue.revision,
                )
            )
            st.download_button(
                label,
                outbox.zipped if len(files) > 1 else first.content,
                file_name=name,
                mime=mime,
                key=state.key(PAGE, "download", part, *numbers),
                on_click="ignore",
                icon=":material/download:",
            )
        letters.show(plan, written, f"covering-{part}", f"{stem}-letters.zip")


def _again(plan: Plan, actor: str, numbers: tuple[int, ...]) -> Outbox:
    return again(actor, state.store(), plan.name, numbers)


def _issued(plan: Plan, issues: Sequence[IssueRecord]) -> None:
    st.subheader(t("What has gone out"), anchor=False)
    if not issues:
        st.info(t("No workbook has gone out yet. Choose above, then make them."))
        return
    names = plan.names(Ministry)
    alt = t("Workbooks that have gone out, newest first; choose one to fetch it again")
    key = state.key(PAGE, "gone-out", len(issues))
    chosen = listing([*reversed(issues)], _columns(names), alt=alt, key=key, tall=_TALL)
    if chosen is not None:
        _ready(plan, "again", (chosen.number,))


def _columns(names: Mapping[str, str]) -> tuple[AnswerColumn[IssueRecord], ...]:
    text, count, day = CellKind.TEXT, CellKind.COUNT, CellKind.DAY
    return (
        AnswerColumn("number", _("No."), count, lambda one: one.number),
        AnswerColumn("ministry", _("Ministry"), text, lambda i: names.get(i.ministry, i.ministry)),
        AnswerColumn("file", _("File"), text, lambda one: one.file, _WIDE),
        AnswerColumn("sent", _("Sent"), day, lambda one: one.at.astimezone().date()),
        AnswerColumn("due", _("Due"), day, lambda one: one.due_on),
        AnswerColumn("revision", _("Revision"), count, lambda one: one.revision),
        AnswerColumn("language", _("Language"), text, lambda one: Voice(one.language).name),
        AnswerColumn("level", _("Level"), text, lambda one: Classification(one.level)),
        AnswerColumn("by", _("By"), text, lambda one: one.actor),
    )
