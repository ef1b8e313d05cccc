"""Who has returned, who is late and by how much, and a letter to those who are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import pandas as pd
import streamlit as st

from planner.plan import Plan
from planner.services import returns
from planner.services.returns import Standing, State
from planner.store import Issue, Receipt
from planner.ui import frame, state
from planner.ui.returns import letters
from planner.ui.wording import counted

STATE_MARKS: Final = MappingProxyType(
    {
        State.LATE: "▲",
        State.ON_DESK: "◐",
        State.WAITING: "○",
        State.NOT_ISSUED: "–",
        State.RETURNED: "✓",
    }
)
_TITLES: Final = MappingProxyType(
    {
        State.RETURNED: "Returned",
        State.ON_DESK: "On the desk",
        State.LATE: "Late",
        State.WAITING: "Waiting",
        State.NOT_ISSUED: "Not sent",
    }
)


def show(plan: Plan) -> None:
    """Draw the figures, the list, and the letters to those who are late."""
    standings = returns.status(state.actor(), state.store(), plan.name, state.today())
    counts = Counter(one.state for one in standings)
    with st.grid(len(_TITLES), min_column_width=100):
        for each, title in _TITLES.items():
            st.metric(f"{STATE_MARKS[each]} {title}", f"{counts[each]:,}", border=True)
    st.dataframe(
        standing_table(standings),
        hide_index=True,
        height="content",
        alt="Where each ministry stands with its workbook, those that are late first",
    )
    late = returns.chase_list(state.actor(), state.store(), plan.name, state.today())
    if late:
        st.subheader(f"Remind {counted(len(late), 'ministry', 'ministries')}", anchor=False)
        letters.show(plan, late, "reminder", "chase-list.md")
    elif counts[State.NOT_ISSUED] == len(standings):
        st.info("No workbook has gone out yet, so nobody can be late. Begin with Send.")
    else:
        st.success("Nobody is late today.", icon=":material/check_circle:")


def notice(plan: Plan) -> None:
    """Say in one line who is late and what lies on the desk, and lead there; else draw nothing."""
    standings = returns.status(state.actor(), state.store(), plan.name, state.today())
    late = [one.late for one in standings if one.state is State.LATE]
    lying = [one for one in standings if one.state is State.ON_DESK]
    parts: list[str] = []
    if late:
        verb = "is" if len(late) == 1 else "are"
        days = counted(max(late), "day")
        by = f"by {days}" if len(late) == 1 else f"the longest by {days}"
        parts.append(f"▲ **{counted(len(late), 'workbook')} {verb} late**, {by}")
    if lying:
        verb = "lies" if len(lying) == 1 else "lie"
        parts.append(f"◐ **{counted(len(lying), 'return')} {verb} on the desk**, not taken in yet")
    if parts:
        with st.container(horizontal=True, vertical_alignment="center", key="returns-notice"):
            st.markdown(" · ".join(parts), width="content")
            st.page_link(
                frame.page_file("returns"),
                label="To the returns",
                icon=":material/arrow_forward:",
                width="content",
            )


def state_words(each: State) -> str:
    """Where a ministry stands, with its mark, as in “▲ late”."""
    return f"{STATE_MARKS[each]} {'not sent' if each is State.NOT_ISSUED else each.value}"


def standing_table(standings: Sequence[Standing]) -> pd.DataFrame:
    """One row for each ministry; what is not known is blank."""
    return pd.DataFrame(
        {
            "Ministry": one.name,
            "State": state_words(one.state),
            "Late by": counted(one.late, "day") if one.late else "",
            "Due": str(one.due_on or ""),
            "Sent": _day(one.issue),
            "Taken in": _day(one.receipt),
            "File": one.receipt.file if one.receipt else one.lying.file if one.lying else "",
            "Note": f"{one.receipt.note}{one.remark}".strip() if one.receipt else "",
        }
        for one in standings
    )


def _day(letter: Issue | Receipt | None) -> str:
    return str(letter.at.astimezone().date()) if letter else ""
