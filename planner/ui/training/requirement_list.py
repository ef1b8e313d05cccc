"""Requirements in tables and in words: how each stands, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.analysis.answers import AnswerColumn
from planner.analysis.training.figures import held, range_bars, standing
from planner.analysis.training.head_counts import told_share
from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.requirements import (
    Records,
    RequirementStatus,
    TargetState,
    Training,
    by_urgency,
    records,
    training_on,
)
from planner.analysis.training.totals import BY, totals, women
from planner.analysis.training.training_answer import requirements_table, totals_table
from planner.messages import NOT_KNOWN, Fact, Message, Share, _, pgettext
from planner.plan import Plan
from planner.tables import Session
from planner.ui import state
from planner.ui.answer_view import table_view
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.charts.figures import drawing_of
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import capital, t, tn, told, voice


def training_of(plan: Plan, on: date) -> Training:
    """How every training requirement stands on a day."""
    return state.computed(_training_on, plan, on)


def records_of(plan: Plan) -> Records:
    """The plan's sessions and registers, worked through once for all days."""
    return state.computed(records, plan)


def readiness_of(plan: Plan, on: date) -> tuple[Readiness, ...]:
    """Which listed situations have staff who are ready for them."""
    return state.computed(_readiness_on, plan, on)


def _training_on(plan: Plan, on: date) -> Training:
    return training_on(records_of(plan), on)


def _readiness_on(plan: Plan, on: date) -> tuple[Readiness, ...]:
    return readiness(plan, records_of(plan), on)


def state_words(target: TargetState) -> str:
    """How a requirement stands, with its mark, as in “✓ Met”."""
    return f"{target.mark} {capital(told(target.caption))}"


def held_words(status: RequirementStatus) -> str:
    """Valid holders out of posts, as in “24 to 61 of 120”."""
    return told(held(status))


def cell_words(status: RequirementStatus) -> str:
    """A requirement in one cell, as in “✗ 24 to 61 of 120”."""
    return told(standing(status))


def title_words(status: RequirementStatus) -> str:
    """Audience and course, as Markdown."""
    return f"{escaped(status.audience.title)} · {escaped(status.course.title)}"


PAGE = "training"
MOST_DRAWN = 60


def show(training: Training) -> None:
    """Draw the ranges of all requirements, then their figures, one of which can be chosen."""
    drawn = training
    if len(training.statuses) > MOST_DRAWN:
        urgent = by_urgency(training.statuses)[:MOST_DRAWN]
        drawn = Training(on=training.on, statuses=urgent)
        st.caption(
            t(
                "The figure holds the {number} most urgent; the table below holds all.",
                number=MOST_DRAWN,
            )
        )
    figure = drawing_of(range_bars(drawn.statuses, training.on))
    show_drawing(figure, state.key(PAGE, "ranges", training.on))
    st.markdown(f"**{t('All figures; choose a row to see why it stands so')}**")
    table = requirements_table(training)
    chosen = listing(
        table.lines,
        [_marked(column) for column in table.brief],
        key=state.key(PAGE, "requirements"),
        first=True,
        alt=t("Every requirement; choose one to see why it stands so"),
        blank=NOT_KNOWN,
    )
    with st.container(border=True):
        details(chosen or training.statuses[0])


def _marked(column: AnswerColumn[RequirementStatus]) -> AnswerColumn[RequirementStatus]:
    """A state with its mark, which tells states apart without reading."""
    if column.key != "state":
        return column
    return replace(column, value=lambda one: state_words(one.state))


def details(status: RequirementStatus) -> None:
    """Draw all that is known of one requirement, in words."""
    st.markdown(
        f"**{title_words(status)}** ({escaped(status.requirement.id)})  \n{told(_standing(status))}"
    )
    st.markdown(f"**{t('Why.')}** {escaped(told(status.reason))}")
    lines = (
        tn(
            "{number} certificate at most ends within 90 days",
            "{number} certificates at most end within 90 days",
            status.due_90,
        ),
        t(
            "Held one that has ended: {expired}; never trained: {never}",
            expired=status.expired,
            never=status.never,
        ),
        t(
            "Seats needed to reach the target if the low end is true: {needed}; booked: {booked}",
            needed=status.seats_needed,
            booked=status.seats_booked,
        ),
        t(
            "Long-run level with the sessions planned for the next year: {level}",
            level=Share(status.steady),
        ),
    )
    st.markdown("\n".join(f"- {line}" for line in lines))


def _standing(status: RequirementStatus) -> Message:
    facts: dict[str, Fact] = {
        "state": state_words(status.state),
        "held": held_words(status),
        "coverage": told_share(status.coverage),
        "target": Share(status.target),
    }
    if status.requirement.by is None:
        return _("{state}: {held}, {coverage}; target {target}.", **facts)
    return _(
        "{state}: {held}, {coverage}; target {target} by {by}.", by=status.requirement.by, **facts
    )


def counts(training: Training) -> None:
    """Draw how many requirements stand how."""
    meaning = {
        TargetState.MET: _("Even the low end reaches the target."),
        TargetState.SHORT: _("Even the high end is below the target."),
        TargetState.UNCLEAR: _("The target lies within the range: better records would tell."),
        TargetState.UNKNOWN: _("No head-count, no target, or a session without a number."),
    }
    for one in TargetState:
        number = voice().number(len(training.in_state(one)))
        st.metric(state_words(one), number, help=told(meaning[one]), width="content")


_BY: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "ministry": pgettext("added up by", "Ministry"),
        "family": pgettext("added up by", "Policy family"),
        "audience": pgettext("added up by", "Audience"),
        "course": pgettext("added up by", "Course"),
        "level": pgettext("added up by", "Level of course"),
    }
)


def added_up(plan: Plan, training: Training) -> None:
    """Draw the sums along one line of sight, posts in listed situations apart."""
    chosen = st.segmented_control(
        t("Added up by"),
        BY,
        default=BY[0],
        required=True,
        format_func=lambda one: told(_BY[one]),
        key=state.key(PAGE, "by"),
        persist_state="session",
    )
    by = chosen or BY[0]
    table_view(totals_table(plan, by, totals(plan, training, by)), state.key(PAGE, "totals", by))
    st.caption(
        t(
            "Held and required count certificates: a post with two required courses counts twice. "
            "“Listed” are posts in listed situations. Ending within 90 days, at most. Requirements "
            "whose posts nobody counted are unknown, in no sum, and never taken as zero."
        )
    )
    found = women(plan.of(Session), training.on)
    st.markdown(
        t(
            "**Women:** {share} of those trained ({women} of {trained}); sessions that do not say: "
            "{silent}.",
            share=Share(found.share),
            women=found.women,
            trained=found.trained,
            silent=found.silent,
        )
    )
