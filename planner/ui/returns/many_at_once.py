"""One answer to many conflicts: of a ministry, of a table, of some columns."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from planner.plan import table_named
from planner.services import returns
from planner.services.returns import DecisionKind, Desk, MergeDecision
from planner.ui import state
from planner.ui.returns.work import PAGE, Work
from planner.ui.wording import counted

Columns = tuple[str, str]
"""A table and one of its columns; a blank column stands for all of them."""


def show(work: Work, desk: Desk) -> None:
    """Draw the choice and a button that says how many conflicts it settles."""
    names = {file.ministry: file.ministry_name for file in desk.included if file.ministry}
    ministry = st.selectbox(
        "Of",
        sorted(names),
        index=None,
        format_func=lambda one: names.get(one, str(one)),
        placeholder="All ministries",
        key=state.key(PAGE, "many-of"),
    )
    known = columns_of(desk)
    columns = st.multiselect(
        "Columns",
        list(known),
        format_func=lambda one: known.get(one, str(one)),
        placeholder="All columns",
        key=state.key(PAGE, "many-columns"),
    )
    for choice, label in ((DecisionKind.THEIRS, "Take theirs"), (DecisionKind.OURS, "Keep ours")):
        found = decisions(desk, choice, ministry or "", columns)
        st.button(
            f"{label} ({counted(len(found), 'conflict')})",
            key=state.key(PAGE, "many", choice),
            disabled=not found,
            on_click=work.decide,
            args=(found,),
            width="stretch",
        )
    st.caption("Conflicts already decided stay so. Where ministries differ, theirs needs a name.")
    decided: dict[str, MergeDecision | None] = {
        case.key: None for case in desk.conflicts if case.key in desk.decisions
    }
    st.button(
        "Open all again",
        key=state.key(PAGE, "many-open"),
        disabled=not decided,
        on_click=work.decide,
        args=(decided,),
        type="tertiary",
        icon=":material/replay:",
    )


def columns_of(desk: Desk) -> Mapping[Columns, str]:
    """The columns with conflicts by their label, and whole tables, of which all columns count."""
    found: dict[Columns, str] = {}
    for case in desk.conflicts:
        many = table_named(case.table).many
        found.setdefault((case.table, ""), f"{many}: all columns")
        if case.column:
            found.setdefault((case.table, case.column), f"{many}: {case.label}")
    return found


def decisions(
    desk: Desk, choice: DecisionKind, ministry: str, columns: list[Columns]
) -> dict[str, MergeDecision]:
    """The answer to every open conflict that fits and that it settles."""
    found: dict[str, MergeDecision] = {}
    for table, column in columns or [("", "")]:
        wanted = [column] if column else []
        found |= returns.bulk(desk, choice, ministry=ministry, table=table, columns=wanted)
    undecided = {case.key for case in desk.open}
    found = {key: decision for key, decision in found.items() if key in undecided}
    still_open = {case.key for case in returns.decide(desk, found).open}
    return {key: decision for key, decision in found.items() if key not in still_open}
