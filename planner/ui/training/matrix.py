"""Ministries and audiences against courses; a bar leads to its sessions and their sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.analysis.training.post_states import POST_LABELS, post_states
from planner.analysis.training.requirements import RequirementStatus, Training, by_urgency
from planner.analysis.training.validity import expiry
from planner.messages import Fact, _
from planner.plan import Plan, table_named
from planner.schema import table_of
from planner.services import editing
from planner.tables import Certificate, Session
from planner.ui import state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.listing import columns_of, listing
from planner.ui.markup import Markup
from planner.ui.provenance import where_from
from planner.ui.training.chart_rows import AudienceRow, pages_of, rows_of
from planner.ui.training.matrix_chart import states_drawing
from planner.ui.training.requirement_list import details
from planner.ui.words import t, told, voice

R = TypeVar("R", Session, Certificate)

PAGE = "training"
BEHIND = "behind"
SHOWN = 12


def show(plan: Plan, training: Training) -> None:
    """Draw the matrix, for one course or all, and what lies behind the bar that is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kept = _of_course(training)
        rows = _page(rows_of(plan, kept))
    key = state.key(PAGE, "matrix", training.on, len(rows), rows[0].audience.id)
    show_drawing(states_drawing(rows, kept), key, _choose)
    _behind(plan, [one for row in rows for one in row.statuses])


def _of_course(training: Training) -> Training:
    """The requirements of one course, or all."""
    names = {one.course.id: one.course.title for one in training.statuses}
    chosen = st.selectbox(
        voice().label(table_named("requirements"), "course"),
        ["", *names],
        format_func=lambda one: names.get(one) or t("All courses"),
        key=state.key(PAGE, "course"),
        persist_state="session",
        width=400,
    )
    kept = (one for one in training.statuses if chosen in ("", one.course.id))
    return Training(on=training.on, statuses=tuple(kept))


def _page(rows: Sequence[AudienceRow]) -> Sequence[AudienceRow]:
    """As many audiences as one figure holds."""
    pages = pages_of(rows)
    if len(pages) < 2:
        return rows
    chosen = st.selectbox(
        voice().table_label(table_named("audiences")),
        range(len(pages)),
        format_func=lambda one: _from_to(pages, one),
        key=state.key(PAGE, "page", len(pages)),
        width=200,
    )
    return pages[chosen or 0]


def _from_to(pages: Sequence[Sequence[AudienceRow]], number: int) -> str:
    before = sum(map(len, pages[:number]))
    return t(
        "{first} to {last} of {all}",
        first=before + 1,
        last=before + len(pages[number]),
        all=sum(map(len, pages)),
    )


def _choose(chosen: tuple[str, ...]) -> None:
    state.set_widget(state.key(PAGE, BEHIND), chosen[0])


def _behind(plan: Plan, shown: Sequence[RequirementStatus]) -> None:
    """What one requirement rests on: chosen by a click above, or in the field."""
    st.subheader(t("What stands behind a bar"), anchor=False)
    by_id = {one.requirement.id: one for one in shown}
    key = state.key(PAGE, BEHIND)
    if state.widget(key) not in by_id:
        state.set_widget(key, by_urgency(shown)[0].requirement.id)
    chosen = st.selectbox(
        t("Audience and course"),
        list(by_id),
        format_func=lambda one: f"{by_id[one].audience.title} · {by_id[one].course.title}",
        key=key,
        help=t("Or choose a bar above."),
    )
    status = by_id[str(chosen)]
    with st.container(border=True):
        details(status)
        _counts(status)
        _sessions(plan, status)
        _certificates(plan, status)


def _counts(status: RequirementStatus) -> None:
    states = post_states(status)
    if states is None:
        st.markdown(t("Nobody counted the filled posts, so no post is in any state."))
        return
    parts = (f"{told(POST_LABELS[one])} **{voice().number(n)}**" for one, n in states.items())
    st.markdown(t("Posts: {states}", states=Markup(" · ".join(parts))))


def _sessions(plan: Plan, status: RequirementStatus) -> None:
    """The sessions behind a requirement, newest first, each with the file and cell it is from."""
    rows = _newest(plan, Session, status, "on")
    if not rows:
        st.caption(t("No session is recorded."))
        return

    def source(row: Session) -> Fact:
        return _source(plan, row, "on" if row.trained is None else "trained")

    columns = (
        *columns_of(plan, Session, "id on state seats trained women"),
        _sourced(source),
    )
    listing(rows[:SHOWN], columns, alt=t("Sessions and where their numbers come from"))
    _only_newest(len(rows))


def _certificates(plan: Plan, status: RequirementStatus) -> None:
    """The certificates behind a requirement, newest first, by code."""
    rows, course = _newest(plan, Certificate, status, "passed_on"), status.course
    if not rows:
        return

    def ends(row: Certificate) -> Fact:
        return expiry(course, row.passed_on) if row.passed_on else None

    columns = (
        *columns_of(plan, Certificate, "id holder passed_on left_on"),
        AnswerColumn[Certificate]("ends", _("Ends on"), CellKind.DAY, ends),
        _sourced(lambda row: _source(plan, row, "passed_on")),
    )
    listing(rows[:SHOWN], columns, alt=t("Certificates and where they come from"))
    _only_newest(len(rows))


def _sourced(value: Callable[[R], Fact]) -> AnswerColumn[R]:
    return AnswerColumn("source", _("Where it comes from"), CellKind.TEXT, value)


def _newest(plan: Plan, row_type: type[R], status: RequirementStatus, day: str) -> list[R]:
    """The rows of that audience and course, newest first."""
    pair = status.audience.id, status.course.id
    rows = (row for row in plan.of(row_type) if (row.audience, row.course) == pair)
    return sorted(rows, key=lambda row: str(getattr(row, day) or ""), reverse=True)


def _only_newest(found: int) -> None:
    if found > SHOWN:
        st.caption(t("The newest {shown} of {all}.", shown=SHOWN, all=found))


def _source(plan: Plan, row: Session | Certificate, column: str) -> Fact:
    declared = table_of(row)
    found = editing.origin_of(
        state.actor(), state.store(), plan.name, declared.name, row.id, column
    )
    return told(where_from(found)) if found else ""
