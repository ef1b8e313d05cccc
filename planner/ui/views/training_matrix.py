"""Ministries and audiences against courses; a cell leads to its sessions and their sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.analysis.training import Standing, Training
from planner.plan import Plan
from planner.schema import table_of
from planner.services import editing
from planner.tables import Certificate, Ministry, Session
from planner.ui import state
from planner.ui.provenance import where_from
from planner.ui.views.standings import audiences_of, cells_table, courses_of, details
from planner.ui.wording import NOT_KNOWN, counted

PAGE = "training"
ALL = "All ministries"
SHOWN_SESSIONS = 12
_CELLS = "selection"


def show(plan: Plan, training: Training) -> None:
    """Draw the matrix, for one ministry or all, and what lies behind the cell that is chosen."""
    training = _of_ministry(plan, training)
    chosen = _grid(plan, training)
    st.caption(
        "✓ met · ✗ short · ~ unclear, the target lies within the range · ? unknown. "
        "Then the holders of a valid pass, least to most, of the filled posts; “listed” counts "
        "posts in listed situations only. Choose a cell to see what it rests on."
    )
    for standing in chosen:
        with st.container(border=True):
            details(standing)
            _counts(standing)
            _records(plan, standing)


def _of_ministry(plan: Plan, training: Training) -> Training:
    ministries = {one.audience.ministry for one in training.standings}
    names = {row.id: row.name for row in plan.of(Ministry) if row.id in ministries}
    if len(names) < 2:
        return training
    chosen = st.selectbox(
        "Ministry",
        ["", *names],
        format_func=lambda one: names.get(one, ALL),
        key=state.key(PAGE, "ministry"),
        persist_state="session",
    )
    kept = (one for one in training.standings if chosen in ("", one.audience.ministry))
    return Training(on=training.on, standings=tuple(kept))


def _grid(plan: Plan, training: Training) -> list[Standing]:
    """The standings of the chosen cell; those of the first row until one is chosen."""
    table = cells_table(plan, training)
    pinned = {
        "Ministry": st.column_config.TextColumn(pinned=True, width=80),
        "Audience": st.column_config.TextColumn(pinned=True, width=240),
    }
    widths = {name: st.column_config.TextColumn(width=150) for name in table.columns[2:]}
    event = st.dataframe(
        table,
        hide_index=True,
        height="content",
        column_config={**widths, **pinned},
        on_select="rerun",
        selection_mode="single-cell",
        key=state.key(PAGE, "matrix", training.on),
        alt="Audiences against courses; choose a cell to see what it rests on",
    )
    cells = event[_CELLS]["cells"]
    if not cells:
        return []
    row, column = cells[0]
    audience = audiences_of(training)[row]
    titles = {course.title: course.id for course in courses_of(training)}
    return [
        one
        for one in training.standings
        if one.audience.id == audience.id and titles.get(column, one.course.id) == one.course.id
    ]


def _counts(standing: Standing) -> None:
    never = NOT_KNOWN if standing.never is None else f"{standing.never:,}"
    st.markdown(
        f"Current {standing.valid.low:,} or more · ending within 90 days {standing.due_90:,} at "
        f"most · expired {standing.expired:,} · never {never}"
    )


def _records(plan: Plan, standing: Standing) -> None:
    """The sessions behind a requirement, newest first, each with the file and cell it is from."""
    pair = standing.audience.id, standing.course.id
    sessions = [row for row in plan.of(Session) if (row.audience, row.course) == pair]
    passes = [row for row in plan.of(Certificate) if (row.audience, row.course) == pair]
    if passes:
        st.markdown(f"In the register: {counted(len(passes), 'pass', 'passes')}.")
    if not sessions:
        st.caption("No session is recorded.")
        return
    newest = sorted(sessions, key=lambda row: str(row.on or ""), reverse=True)
    table = pd.DataFrame(_session(plan, row) for row in newest[:SHOWN_SESSIONS])
    st.dataframe(table, hide_index=True, alt="Sessions and where their numbers come from")
    if len(sessions) > SHOWN_SESSIONS:
        st.caption(f"The newest {SHOWN_SESSIONS} of {len(sessions):,} sessions.")


def _session(plan: Plan, row: Session) -> dict[str, object]:
    declared = table_of(row)
    asked = "on" if row.trained is None else "trained"
    found = editing.origin_of(
        state.actor(), state.store(), plan.name, declared.name, row.id, declared.column(asked).name
    )
    return {
        "Id": row.id,
        "Held on": row.on,
        "State": row.state.label if row.state else "",
        "Seats": row.seats,
        "Trained": row.trained,
        "Women": row.women,
        "Where it comes from": where_from(found) if found else "",
    }
