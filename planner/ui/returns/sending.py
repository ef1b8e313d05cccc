"""Workbooks out to ministries: for one, some or all, with a letter, and what has gone out."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from planner import languages
from planner.choices import Classification
from planner.errors import PlannerError
from planner.plan import Plan
from planner.services import returns
from planner.services.returns import Outbox
from planner.tables import Certificate, Ministry
from planner.ui import frame, state
from planner.ui.returns import letters
from planner.ui.returns.work import PAGE, Work
from planner.ui.wording import counted

_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TALL: Final = 10


def show(plan: Plan, work: Work) -> None:
    """Draw the choice, what was just made, and everything that has gone out."""
    _choice(plan, work)
    if work.outbox is not None:
        _made(plan, work.outbox)
    _issued(plan)


def _choice(plan: Plan, work: Work) -> None:
    names = plan.names(Ministry)
    spoken = {one.code: one.name for one in languages.load().complete}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            "Ministries",
            list(names),
            format_func=lambda one: names.get(one, str(one)),
            placeholder=f"All {len(names)}",
            key=state.key(PAGE, "ministries"),
            width=420,
        )
        due = st.date_input(
            "Expected back",
            value=None,
            min_value=state.today(),
            format="YYYY-MM-DD",
            key=state.key(PAGE, "due"),
            help="Blank: the date that the plan gives for each ministry, if it does.",
            width=180,
        )
        language = st.selectbox(
            "Language",
            list(spoken),
            index=None,
            format_func=lambda code: spoken.get(code, str(code)),
            placeholder="Each ministry's own",
            key=state.key(PAGE, "language"),
            width=220,
        )
        level = _level()
        st.button(
            f"Make {counted(len(chosen) or len(names), 'workbook')}",
            type="primary",
            icon=":material/outgoing_mail:",
            key=state.key(PAGE, "issue"),
            on_click=_issue,
            args=(plan, work, tuple(chosen), language or "", due, level),
        )
    st.caption(
        "Each holds that ministry's own rows, drop-down lists, help on every header and room for "
        "new rows, and comes with a letter. Every workbook is put on record."
    )
    _level_words(plan, tuple(chosen) or tuple(names), level)


def _level() -> Classification:
    chosen = st.segmented_control(
        "For readers cleared up to",
        list(Classification),
        default=Classification.GOVERNMENT,
        required=True,
        format_func=lambda one: one.label,
        key=state.key(PAGE, "level"),
        help="What is marked above this level is absent from the workbooks, not hidden.",
    )
    return Classification(chosen)


def _level_words(plan: Plan, ministries: tuple[str, ...], level: Classification) -> None:
    """What the level keeps back, and what it lets out."""
    number = state.computed(returns.left_out, plan, ministries, level)
    if number:
        st.info(
            f"{counted(number, 'row')} of these ministries {'is' if number == 1 else 'are'} marked "
            f"above {level.label} and will not be in the workbooks.",
            icon=":material/visibility_off:",
        )
    if level is not Classification.RESTRICTED and plan.of(Certificate):
        st.caption("Registers of passes go out at the Restricted level only.")
    if level is Classification.RESTRICTED:
        st.warning(
            "Restricted rows of each ministry will be in its own workbook, and the codes of its "
            "register. Send it by a safe way. Restricted rows of others are in none.",
            icon=":material/lock_open:",
        )


def _issue(
    plan: Plan,
    work: Work,
    ministries: tuple[str, ...],
    language: str,
    due: date | None,
    level: Classification,
) -> None:
    try:
        work.outbox = returns.issue(
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


def _made(plan: Plan, outbox: Outbox) -> None:
    """What was just made: one workbook as it is, several as a zip, and the letters."""
    written = [file.letter for file in outbox.files]
    outbox = outbox.with_letters(letters.as_edited(written))
    files, first = outbox.files, outbox.files[0]
    several = len(files) > 1
    with st.container(border=True, key="returns-outbox"):
        with st.container(horizontal=True, vertical_alignment="center"):
            what = counted(len(files), "workbook")
            st.markdown(f"**{what} ready to send**, of revision {first.issue.revision}.")
            if several:
                label, name, mime = (
                    "All in a zip",
                    f"{_stem(outbox)}-workbooks.zip",
                    "application/zip",
                )
            else:
                label, name, mime = "Download the workbook", first.name, _BOOK
            st.download_button(
                label,
                outbox.zipped if several else first.content,
                file_name=name,
                mime=mime,
                key=state.key(PAGE, "download", "outbox", first.issue.number),
                on_click="ignore",
                icon=":material/download:",
            )
        letters.show(plan, written, "covering", f"{_stem(outbox)}-letters.md")


def _stem(outbox: Outbox) -> str:
    """What the plan's files are called: the workbooks' names begin with it."""
    first = outbox.files[0]
    return first.name.partition(f"-{first.issue.ministry}-")[0]


def _issued(plan: Plan) -> None:
    st.subheader("What has gone out", anchor=False)
    issues = returns.issued(state.actor(), state.store(), plan.name)
    if not issues:
        st.info("No workbook has gone out yet. Choose above, then make them.")
        return
    names = plan.names(Ministry)
    spoken = {one.code: one.name for one in languages.load().languages}
    newest = [*reversed(issues)]
    st.dataframe(
        pd.DataFrame(
            {
                "No.": [one.number for one in newest],
                "Ministry": [names.get(one.ministry, one.ministry) for one in newest],
                "Sent": [one.at.astimezone().date() for one in newest],
                "Due": [str(one.due_on or "") for one in newest],
                "Revision": [one.revision for one in newest],
                "Language": [spoken.get(one.language, one.language) for one in newest],
                "Level": [Classification(one.level).label for one in newest],
                "File": [one.file for one in newest],
                "By": [one.actor for one in newest],
            }
        ),
        hide_index=True,
        height=35 * (min(len(newest), _TALL) + 1) + 3,
        alt="Workbooks that have gone out, newest first",
    )
