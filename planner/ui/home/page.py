"""The first page: where the plan stands, the next step, what is gravest, what changed last."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.analysis.plans.progress import Progress, ProgressStep, Stage
from planner.analysis.training.requirements import TargetState
from planner.changes import described
from planner.choices import Level
from planner.plan import Plan
from planner.tables import Ministry, Programme
from planner.ui import frame, results, state
from planner.ui.history import log
from planner.ui.home import starting
from planner.ui.returns import awaiting
from planner.ui.wording import (
    LEVEL_MARKS,
    counted,
    escaped,
    percent_words,
    short_money,
    shortened,
)
from planner.ui.words import told

PAGE_OF: Final = {
    Stage.MINISTRIES: "ministries",
    Stage.PROGRAMMES: "importing",
    Stage.MAPPING: "mapping",
    Stage.RISKS: "risks",
    Stage.TRAINING: "training",
    Stage.ACTIONS: "actions",
    Stage.COSTS: "costs",
    Stage.DECISION: "plan",
}
_OPEN_MARK: Final = ":gray[:material/radio_button_unchecked:]"
_INDENT: Final = "&emsp;&ensp;"
_NOTHING: Final = "–"  # where there is nothing to count yet
_GAPS: Final = 5
_CHANGES: Final = 5


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = state.current_plan()
    if plan is None:
        starting.welcome()
        return
    frame.heading(escaped(plan.details.title or plan.name), _lead(plan))
    progress = results.progress_of(plan)
    _next_step(progress)
    awaiting.notice(plan)
    _figures(plan)
    halves = st.grid(2, min_column_width=400, gap="medium")
    with halves.cell():
        _steps(progress)
    with halves.cell():
        _gaps(plan)
        _latest(plan)


def _lead(plan: Plan) -> str:
    details = plan.details
    period = " to ".join(str(day.year) for day in (details.start, details.end) if day)
    scope = details.scope.label if details.scope else ""
    return " · ".join(escaped(part) for part in (details.country, scope, period) if part)


def _next_step(progress: Progress) -> None:
    step = progress.next_step
    with (
        st.container(border=True),
        st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ),
    ):
        with st.container(width=700, gap="xsmall"):
            if step is None:
                st.subheader("The plan is ready for cabinet", anchor=False)
                st.markdown("Every step is done. Export the cabinet workbook and look through it.")
            else:
                st.caption("Next step")
                st.subheader(told(step.title), anchor=False)
                st.markdown(f"{told(step.todo)} {escaped(_so_far(step))}")
        if st.button(
            "Continue" if step else "Export",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            width=180,
            key="next-step",
        ):
            frame.go(PAGE_OF[step.stage] if step else "export")


def _so_far(step: ProgressStep) -> str:
    return f"So far: {told(step.summary)}." if step.total else "Nothing is there yet."


def _figures(plan: Plan) -> None:
    coverage = results.coverage_of(plan)
    gravest = [f for f in coverage.factors if f.level is Level.HIGH]
    total = results.money_of(plan).total
    standings = results.training_of(plan, state.today()).statuses
    short = [one for one in standings if one.state is TargetState.SHORT]
    unknown = sum(one.state is TargetState.UNKNOWN for one in standings)
    with st.grid(5, min_column_width=165):
        st.metric(
            "Programmes",
            f"{len(plan.of(Programme)):,}",
            counted(len(plan.of(Ministry)), "ministry", "ministries"),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            "Decided on",
            percent_words(coverage.screening.decided_share),
            f"{coverage.screening.proposed + coverage.screening.undecided:,} to decide",
            delta_color="off",
            delta_arrow="off",
            border=True,
            help="Programmes of which a person has said what they serve, or that they serve none.",
        )
        st.metric(
            "High risks with a gap",
            f"{sum(bool(f.gap) for f in gravest)} of {len(gravest)}" if gravest else _NOTHING,
            counted(len(coverage.gaps), "gap in all", "gaps in all"),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            "Funded",
            percent_words(total.funded_share),
            f"{short_money(total.gap, plan.details.currency)} missing",
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            "Training short",
            f"{len(short)} of {len(standings)}" if standings else _NOTHING,
            f"{unknown} not known" if standings else "nothing required yet",
            delta_color="off",
            delta_arrow="off",
            border=True,
            help="Training requirements whose target is missed even at the high end of the range.",
        )


def _steps(progress: Progress) -> None:
    st.subheader("The way to cabinet", anchor=False)
    st.progress(progress.share, f"{percent_words(progress.share)} filled in")
    for step in progress.steps:
        mark = ":green[:material/check_circle:]" if step.is_done else _OPEN_MARK
        with st.container(gap=None):
            st.page_link(
                frame.page_file(PAGE_OF[step.stage]), label=f"{mark} **{told(step.title)}**"
            )
            state_now = "Done" if step.is_done else "Open"
            summary = escaped(told(step.summary)) if step.total else "nothing is there yet"
            st.caption(f"{_INDENT}{state_now}: {summary}")


def _gaps(plan: Plan) -> None:
    st.subheader("Gravest gaps", anchor=False)
    gaps = results.coverage_of(plan).gaps
    if not gaps:
        st.markdown("No risk factor is without cover.")
    for factor in gaps[:_GAPS]:
        st.markdown(
            f"{LEVEL_MARKS[factor.level]} **{factor.number} "
            f"{escaped(shortened(factor.risk.factor.title, 60))}**  \n"
            f"{escaped(told(factor.reason))}"
        )
    st.page_link(frame.page_file("coverage"), label="All gaps", icon=":material/arrow_forward:")


def _latest(plan: Plan) -> None:
    st.subheader("Latest changes", anchor=False)
    for entry in log.latest(plan, _CHANGES):
        what = escaped(described(entry.changeset.changes))
        st.markdown(
            f"{escaped(shortened(entry.changeset.reason, 70))}  \n"
            f":small[:gray[{log.when(entry)} · {escaped(entry.changeset.actor)} · {what}]]"
        )
    st.page_link(frame.page_file("history"), label="All changes", icon=":material/arrow_forward:")
