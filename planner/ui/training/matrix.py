"""Ministries and audiences against courses; a bar leads to its sessions and their sources."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planner.analysis.training.post_states import post_states
from planner.analysis.training.requirements import RequirementStatus, Training, by_urgency
from planner.analysis.training.validity import expiry
from planner.plan import Plan
from planner.schema import table_of
from planner.services import editing
from planner.tables import Certificate, Course, Session
from planner.ui import state
from planner.ui.charts.drawing import show_clickable
from planner.ui.provenance import where_from
from planner.ui.training.chart_rows import Row, pages_of, rows_of
from planner.ui.training.matrix_chart import states_drawing
from planner.ui.training.requirement_list import details
from planner.ui.words import told

PAGE = "training"
BEHIND = "behind"
SHOWN = 12


def show(plan: Plan, training: Training) -> None:
    """Draw the matrix, for one course or all, and what lies behind the bar that is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kept = _of_course(training)
        rows = _page(rows_of(plan, kept))
    key = state.key(PAGE, "matrix", training.on, len(rows), rows[0].audience.id)
    show_clickable(states_drawing(rows, kept), key, _choose)
    _behind(plan, [one for row in rows for cell in row.cells.values() for one in cell])


def _of_course(training: Training) -> Training:
    """The requirements of one course, or all."""
    names = {one.course.id: one.course.title for one in training.statuses}
    chosen = st.selectbox(
        "Course",
        ["", *names],
        format_func=lambda one: names.get(one, "All courses"),
        key=state.key(PAGE, "course"),
        persist_state="session",
        width=400,
    )
    kept = (one for one in training.statuses if chosen in ("", one.course.id))
    return Training(on=training.on, statuses=tuple(kept))


def _page(rows: Sequence[Row]) -> Sequence[Row]:
    """As many audiences as one figure holds."""
    pages = pages_of(rows)
    if len(pages) < 2:
        return rows
    chosen = st.selectbox(
        "Audiences",
        range(len(pages)),
        format_func=lambda one: _from_to(pages, one),
        key=state.key(PAGE, "page", len(pages)),
        width=200,
    )
    return pages[chosen or 0]


def _from_to(pages: Sequence[Sequence[Row]], number: int) -> str:
    before = sum(map(len, pages[:number]))
    return f"{before + 1}–{before + len(pages[number])} of {sum(map(len, pages))}"


def _choose(chosen: tuple[str, ...]) -> None:
    state.set_widget(state.key(PAGE, BEHIND), chosen[0])


def _behind(plan: Plan, shown: Sequence[RequirementStatus]) -> None:
    """What one requirement rests on: chosen by a click above, or in the field."""
    st.subheader("What stands behind a bar", anchor=False)
    by_id = {one.requirement.id: one for one in shown}
    key = state.key(PAGE, BEHIND)
    if state.widget(key) not in by_id:
        state.set_widget(key, by_urgency(shown)[0].requirement.id)
    chosen = st.selectbox(
        "Audience and course",
        list(by_id),
        format_func=lambda one: f"{by_id[one].audience.title} · {by_id[one].course.title}",
        key=key,
        help="Or choose a bar above.",
    )
    standing = by_id[str(chosen)]
    with st.container(border=True):
        details(standing)
        _counts(standing)
        _sessions(plan, standing)
        _passes(plan, standing)


def _counts(standing: RequirementStatus) -> None:
    states = post_states(standing)
    if states is None:
        st.markdown("Nobody counted the filled posts, so no post is in any state.")
        return
    parts = (f"{one.value} **{number:,}**" for one, number in states.items())
    st.markdown(f"Posts: {' · '.join(parts)}")


def _sessions(plan: Plan, standing: RequirementStatus) -> None:
    """The sessions behind a requirement, newest first, each with the file and cell it is from."""
    pair = standing.audience.id, standing.course.id
    sessions = [row for row in plan.of(Session) if (row.audience, row.course) == pair]
    if not sessions:
        st.caption("No session is recorded.")
        return
    newest = sorted(sessions, key=lambda row: str(row.on or ""), reverse=True)
    table = pd.DataFrame(_session(plan, row) for row in newest[:SHOWN])
    st.dataframe(table, hide_index=True, alt="Sessions and where their numbers come from")
    if len(sessions) > SHOWN:
        st.caption(f"The newest {SHOWN} of {len(sessions):,} sessions.")


def _session(plan: Plan, row: Session) -> dict[str, object]:
    return {
        "Session": row.id,
        "Held on": row.on,
        "State": row.state.label if row.state else "",
        "Seats": row.seats,
        "Trained": row.trained,
        "Women": row.women,
        "Where it comes from": _source(plan, row, "on" if row.trained is None else "trained"),
    }


def _passes(plan: Plan, standing: RequirementStatus) -> None:
    """The certificates behind a requirement, newest first, by code."""
    pair = standing.audience.id, standing.course.id
    passes = [row for row in plan.of(Certificate) if (row.audience, row.course) == pair]
    if not passes:
        return
    newest = sorted(passes, key=lambda row: str(row.passed_on or ""), reverse=True)
    table = pd.DataFrame(_pass(plan, row, standing.course) for row in newest[:SHOWN])
    st.dataframe(table, hide_index=True, alt="Certificates and where they come from")
    if len(passes) > SHOWN:
        st.caption(f"The newest {SHOWN} of {len(passes):,} certificates.")


def _pass(plan: Plan, row: Certificate, course: Course) -> dict[str, object]:
    return {
        "Certificate": row.id,
        "Holder": row.holder,
        "Passed on": row.passed_on,
        "Ends on": expiry(course, row.passed_on) if row.passed_on else None,
        "Left post on": row.left_on,
        "Where it comes from": _source(plan, row, "passed_on"),
    }


def _source(plan: Plan, row: Session | Certificate, column: str) -> str:
    declared = table_of(row)
    found = editing.origin_of(
        state.actor(), state.store(), plan.name, declared.name, row.id, column
    )
    return told(where_from(found)) if found else ""
