"""Posts by the state of their certificate; a bar leads to its sessions and their sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn, AnswerTable
from planner.analysis.training.figures import PostState, post_states, state_bars
from planner.analysis.training.requirements import RequirementStatus, Training, by_urgency
from planner.analysis.training.rotation import expiry
from planner.messages import Fact, Share, _
from planner.plan import Plan, table_named
from planner.schema import table_of
from planner.services import editing
from planner.tables import Certificate, Ministry, Session
from planner.ui import state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.charts.figures import drawing_of
from planner.ui.listing import columns_of, listing
from planner.ui.markup import Markup
from planner.ui.provenance import where_from
from planner.ui.training.requirement_list import details, held_words, state_words
from planner.ui.words import t, told, voice

R = TypeVar("R", Session, Certificate)

PAGE = "training"
BEHIND = "behind"
SHOWN = 12
MOST_BARS = 40
"""So many requirements one figure can hold."""


def show(plan: Plan, training: Training) -> None:
    """Draw every post by its state, for one course or all, and what lies behind a chosen bar."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = _page(_of_course(training))
    key = state.key(PAGE, "matrix", training.on, len(shown), shown[0].requirement.id)
    drawing = drawing_of(state_bars(shown, training.on), states_table(plan, shown))
    show_drawing(drawing, key, _choose)
    st.caption(
        t(
            "Each bar is all filled posts in scope. ✓ met · ✗ short · ~ the target lies within "
            "what records leave open · ? not known; then the holders of a valid certificate, least "
            "to most. “Listed” counts posts in listed situations only."
        )
    )
    _behind(plan, shown)


def _of_course(training: Training) -> Sequence[RequirementStatus]:
    """The requirements of one course, or all, ministry by ministry."""
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
    return sorted(kept, key=lambda one: (one.audience.ministry, one.audience.id))


def _page(statuses: Sequence[RequirementStatus]) -> Sequence[RequirementStatus]:
    """As many requirements as one figure holds."""
    starts = range(0, len(statuses), MOST_BARS)
    if len(starts) < 2:
        return statuses
    chosen = st.selectbox(
        voice().table_label(table_named("requirements")),
        starts,
        format_func=lambda one: told(
            _(
                "{first} to {last} of {all}",
                first=one + 1,
                last=min(one + MOST_BARS, len(statuses)),
                all=len(statuses),
            )
        ),
        key=state.key(PAGE, "page", len(starts)),
        width=200,
    )
    return statuses[chosen or 0 : (chosen or 0) + MOST_BARS]


def states_table(
    plan: Plan, statuses: Sequence[RequirementStatus]
) -> AnswerTable[RequirementStatus]:
    """The figure as a table: one row per requirement, the posts by state."""
    declared, audiences = table_named("requirements"), table_named("audiences")
    ministries = plan.names(Ministry)

    def posts_in(one: PostState) -> AnswerColumn[RequirementStatus]:
        return answers.count(
            one.name.lower(), one.caption, lambda status: (post_states(status) or {}).get(one)
        )

    return AnswerTable(
        key="states",
        title=declared.title,
        columns=(
            answers.code("id", declared.label("id"), lambda one: one.requirement.id),
            answers.text(
                "ministry",
                audiences.label("ministry"),
                lambda one: ministries.get(one.audience.ministry, ""),
            ),
            answers.text("audience", declared.label("audience"), lambda one: one.audience.title),
            answers.text("course", declared.label("course"), lambda one: one.course.title),
            answers.text("valid", _("Valid"), held_words),
            answers.share("target", declared.label("target"), lambda one: Share(one.target)),
            answers.text("state", _("State"), lambda one: state_words(one.state)),
            *map(posts_in, PostState),
        ),
        lines=tuple(statuses),
    )


def _choose(chosen: tuple[str, ...]) -> None:
    state.set_widget(state.key(PAGE, BEHIND), chosen[1])


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
    parts = (f"{told(one.caption)} **{voice().number(n)}**" for one, n in states.items())
    st.markdown(t("Posts: {states}", states=Markup(" · ".join(parts))))


def _sessions(plan: Plan, status: RequirementStatus) -> None:
    """The sessions behind a requirement, newest first, each with the file and cell it is from."""
    rows = _newest(plan, Session, status, "on")
    if not rows:
        st.caption(t("No session is recorded."))
        return

    def counted(row: Session) -> str:
        return "on" if row.trained is None else "trained"

    columns = columns_of(plan, Session, "id on state seats trained women")
    _listed(plan, rows, columns, counted, t("Sessions and where their numbers come from"))


def _certificates(plan: Plan, status: RequirementStatus) -> None:
    """The certificates behind a requirement, newest first, by code."""
    rows, course = _newest(plan, Certificate, status, "passed_on"), status.course

    def ends(row: Certificate) -> Fact:
        return expiry(course, row.passed_on) if row.passed_on else None

    columns = (
        *columns_of(plan, Certificate, "id holder passed_on left_on"),
        answers.day("ends", _("Ends on"), ends),
    )
    if rows:
        said = t("Certificates and where they come from")
        _listed(plan, rows, columns, lambda _row: "passed_on", said)


def _listed(
    plan: Plan,
    rows: Sequence[R],
    columns: Sequence[AnswerColumn[R]],
    sourced: Callable[[R], str],
    alt: str,
) -> None:
    """The first of the rows, each with where the value of one of its columns comes from."""

    def source(row: R) -> Fact:
        found = editing.origin_of(*state.at(plan), table_of(row).name, row.id, sourced(row))
        return told(where_from(*found)) if found else ""

    source_column = answers.text("source", _("Where it comes from"), source)
    listing(rows[:SHOWN], (*columns, source_column), alt=alt)
    if len(rows) > SHOWN:
        st.caption(t("The newest {shown} of {all}.", shown=SHOWN, all=len(rows)))


def _newest(plan: Plan, row_type: type[R], status: RequirementStatus, day: str) -> list[R]:
    """The rows of that audience and course, newest first."""
    pair = status.audience.id, status.course.id
    rows = (row for row in plan.of(row_type) if (row.audience, row.course) == pair)
    return sorted(rows, key=lambda row: str(getattr(row, day) or ""), reverse=True)
