"""Who has returned, who is late and by how much, and a letter to those who are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.messages import Fact, Message, _, ngettext
from planner.messages import listing as joined
from planner.plan import Plan
from planner.services import returns
from planner.services.returns import ReturnState, ReturnStatus
from planner.store import IssueRecord, Receipt
from planner.ui import frame, state
from planner.ui.listing import listing
from planner.ui.returns import letters
from planner.ui.words import capital, t, tn, told

STATE_MARKS: Final = MappingProxyType(
    {
        ReturnState.LATE: "▲",
        ReturnState.ON_DESK: "◐",
        ReturnState.WAITING: "○",
        ReturnState.NOT_ISSUED: "–",
        ReturnState.RETURNED: "✓",
    }
)


def show(plan: Plan) -> None:
    """Draw the figures, the list, and the letters to those who are late."""
    found = returns.status(state.actor(), state.store(), plan.name, state.today())
    counts = Counter(one.state for one in found)
    with st.grid(len(STATE_MARKS), min_column_width=100):
        for each in STATE_MARKS:
            st.metric(state_words(each), f"{counts[each]:,}", border=True)
    listing(
        found,
        COLUMNS,
        alt=t("Where each ministry stands with its workbook, those that are late first"),
        tall=len(found),
    )
    late = returns.chase_list(state.actor(), state.store(), plan.name, state.today())
    if late:
        heading = tn("Remind {number} ministry", "Remind {number} ministries", len(late))
        st.subheader(heading, anchor=False)
        letters.show(plan, late, "reminder", "chase-list.md")
    elif counts[ReturnState.NOT_ISSUED] == len(found):
        st.info(t("No workbook has gone out yet, so nobody can be late. Begin with Send."))
    else:
        st.success(t("Nobody is late today."), icon=":material/check_circle:")


def notice(plan: Plan) -> None:
    """Say in one line who is late and what is on the desk, and lead there; else draw nothing."""
    found = returns.status(state.actor(), state.store(), plan.name, state.today())
    late = [one.late for one in found if one.state is ReturnState.LATE]
    waiting = sum(one.state is ReturnState.ON_DESK for one in found)
    parts: list[str] = []
    if late:
        parts.append(
            tn(
                "▲ **{number} workbook is late** (days: {days})",
                "▲ **{number} workbooks are late** (days, at most: {days})",
                len(late),
                days=max(late),
            )
        )
    if waiting:
        parts.append(
            tn(
                "◐ **{number} return is on the desk**, not yet imported",
                "◐ **{number} returns are on the desk**, not yet imported",
                waiting,
            )
        )
    if parts:
        with st.container(horizontal=True, vertical_alignment="center", key="returns-notice"):
            st.markdown(" · ".join(parts), width="content")
            frame.link("returns", t("To the returns"))


def state_words(each: ReturnState) -> str:
    """Where a ministry stands, with its mark, as in “▲ Late”."""
    return f"{STATE_MARKS[each]} {capital(told(each.label))}"


def _days_late(one: ReturnStatus) -> Fact:
    return ngettext("{number} day", "{number} days", one.late) if one.late else None


def _file(one: ReturnStatus) -> Fact:
    return one.receipt.file if one.receipt else one.draft.file if one.draft else None


def _note(one: ReturnStatus) -> Fact:
    parts = filter(None, (one.receipt.note if one.receipt else "", one.remark))
    return joined(*parts) or None


def _day(record: IssueRecord | Receipt | None) -> Fact:
    return record.at.astimezone().date() if record else None


def _column(
    key: str, head: Message, value: Callable[[ReturnStatus], Fact], kind: CellKind = CellKind.TEXT
) -> AnswerColumn[ReturnStatus]:
    return AnswerColumn(key, head, kind, value)


COLUMNS: Final = (
    _column("ministry", _("Ministry"), lambda one: one.name),
    _column("state", _("State"), lambda one: state_words(one.state)),
    _column("late", _("Late by"), _days_late),
    _column("due", _("Due"), lambda one: one.due_on, CellKind.DAY),
    _column("sent", _("Sent"), lambda one: _day(one.issue), CellKind.DAY),
    _column("imported", _("Imported"), lambda one: _day(one.receipt), CellKind.DAY),
    _column("file", _("File"), _file),
    _column("note", _("Note"), _note),
)
