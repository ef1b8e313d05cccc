"""The first page: where the plan stands, the next step, what is gravest, what changed last."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import streamlit as st

from planner.analysis.actions.timeline import timeline
from planner.analysis.coverage.factors import coverage
from planner.analysis.mapping.harms import harms
from planner.analysis.money.costs import money
from planner.analysis.plans.due_dates import due_soon
from planner.analysis.plans.progress import Progress, ProgressStep, Stage, progress
from planner.analysis.registry import answered
from planner.analysis.training.requirements import TargetState
from planner.analysis.warnings.alerts import alerts
from planner.analysis.warnings.thresholds import Watch
from planner.analysis.warnings.warnings_answer import clock_words, trigger_words
from planner.changes import described
from planner.choices import Level
from planner.messages import Message, Share, _, ngettext, pgettext, verbatim
from planner.plan import Plan
from planner.tables import Action, Ministry, Programme
from planner.ui import frame, links, state
from planner.ui.answer_view import not_known
from planner.ui.history import log
from planner.ui.home import starting
from planner.ui.marks import LEVEL_MARKS
from planner.ui.markup import escaped, shortened
from planner.ui.returns import status_table
from planner.ui.training import requirement_list
from planner.ui.words import capital, t, told, voice

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
FIGURES_OF: Final = ("coverage", "money")
"""The answers that the figures on top are taken from."""
_OPEN_MARK: Final = ":gray[:material/radio_button_unchecked:]"
_INDENT: Final = "&emsp;&ensp;"
_NOTHING: Final = verbatim("–")  # where there is nothing to count yet
_GAPS: Final = 5
_CHANGES: Final = 5


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = state.current_plan()
    if plan is None:
        starting.welcome()
        return
    frame.heading(escaped(plan.details.title or plan.name), _lead(plan), plan)
    if plan.of(Programme) or plan.of(Action):
        not_known(*(state.computed(answered, plan, key, state.today()) for key in FIGURES_OF))
    so_far = state.computed(progress, plan)
    _next_step(so_far)
    status_table.notice(plan)
    with st.grid(5, min_column_width=165):
        for label, value, below, explained in _figures(plan):
            st.metric(
                told(label),
                capital(told(value)),
                told(below),
                delta_color="off",
                delta_arrow="off",
                border=True,
                height="stretch",
                help=told(explained) if explained else None,
            )
    halves = st.grid(2, min_column_width=400, gap="medium")
    with halves.cell():
        steps(so_far)
        _due(plan)
    with halves.cell():
        _warnings(plan)
        _gaps(plan)
        _raised(plan)
        _latest(plan)


def _lead(plan: Plan) -> str:
    details = plan.details
    years = [str(day.year) for day in (details.start, details.end) if day]
    period = "–".join(years)
    scope = voice().answer(details.scope)
    return " · ".join(escaped(part) for part in (details.country, scope, period) if part)


def _next_step(so_far: Progress) -> None:
    step = so_far.next_step
    with (
        st.container(border=True),
        st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ),
    ):
        with st.container(width=700, gap="xsmall"):
            if step is None:
                st.subheader(t("The plan is ready for cabinet"), anchor=False)
                st.markdown(
                    t("Every step is done. Export the cabinet workbook and look through it.")
                )
            else:
                st.caption(t("Next step"))
                st.subheader(told(step.title), anchor=False)
                st.markdown(f"{escaped(told(step.todo))} {_so_far(step)}")
        if st.button(
            t("Continue") if step else told(pgettext("page", "Export")),
            type="primary",
            icon=frame.onward(),
            icon_position="right",
            width=180,
            key="next-step",
        ):
            frame.go(PAGE_OF[step.stage] if step else "export")


def _so_far(step: ProgressStep) -> str:
    if not step.total:
        return t("Nothing is there yet.")
    return t("So far: {summary}.", summary=escaped(told(step.summary)))


def _figures(plan: Plan) -> tuple[tuple[Message, Message, Message, Message | None], ...]:
    """Five figures of the plan: label, value, what stands below, what it means."""
    covered = state.computed(coverage, plan)
    high = [factor for factor in covered.factors if factor.level is Level.HIGH]
    costs = state.computed(money, plan)
    total = costs.total
    statuses = requirement_list.training_of(plan, state.today()).statuses
    states = [one.state for one in statuses]
    ministries, programmes = len(plan.of(Ministry)), len(plan.of(Programme))
    waiting = covered.screening.proposed + covered.screening.undecided
    return (
        (
            _("Programmes"),
            _("{number}", number=programmes),
            ngettext("{number} ministry", "{number} ministries", ministries),
            None,
        ),
        (
            _("Screened"),
            _share(covered.screening.decided_share),
            _("{number} to decide", number=waiting),
            _("Programmes of which a person has said what they serve, or that they serve none."),
        ),
        (
            _("High risks with a gap"),
            _of(sum(bool(factor.gap) for factor in high), len(high)),
            _("not assessed")
            if covered.picture.is_unassessed
            else ngettext("{number} gap in all", "{number} gaps in all", len(covered.gaps)),
            None,
        ),
        (
            _("Funded"),
            _share(total.funded_share),
            _("Unfunded gap {sum}", sum=total.told("gap", costs.currency, short=True))
            if total.lines
            else _("no costs yet"),
            None,
        ),
        (
            _("Training short"),
            _of(states.count(TargetState.SHORT), len(states)),
            _("{number} not known", number=states.count(TargetState.UNKNOWN))
            if states
            else _("nothing required yet"),
            _("Training requirements whose target is missed even at the high end of the range."),
        ),
    )


def _of(number: int, total: int) -> Message:
    return _("{number} of {total}", number=number, total=total) if total else _NOTHING


def _share(share: float | Decimal | None) -> Message:
    return _NOTHING if share is None else _("{share}", share=Share(share))


def steps(so_far: Progress) -> None:
    """Draw the way to cabinet: what is done, what is open, each with its page."""
    st.subheader(t("The way to cabinet"), anchor=False)
    st.progress(so_far.share, t("{share} filled in", share=Share(so_far.share)))
    for step in so_far.steps:
        mark = ":green[:material/check_circle:]" if step.is_done else _OPEN_MARK
        summary = told(step.summary) if step.total else t("nothing is there yet")
        done = t("Done: {what}", what=summary)
        with st.container(gap=None):
            frame.link(PAGE_OF[step.stage], f"{mark} **{told(step.title)}**", icon="")
            said = done if step.is_done else t("Open: {what}", what=summary)
            st.caption(f"{_INDENT}{escaped(said)}")


def _due(plan: Plan) -> None:
    """What is late, and what is due within thirty days, each with who owes it."""
    late = state.computed(timeline, plan, state.today()).late
    ahead = state.computed(due_soon, plan, state.today())
    if not late and not ahead:
        return
    st.subheader(t("Late, or due within thirty days"), anchor=False)
    nobody = t("Nobody named")
    lines = [
        ("▲", one.due, escaped(shortened(one.title, 60)), one.whose) for one in late[:_GAPS]
    ] + [("○", one.on, escaped(shortened(told(one.what), 60)), one.whose) for one in ahead[:_GAPS]]
    for mark, day, what, whose in lines:
        st.markdown(
            f"{mark} **{voice().day(day)}** {what}  \n:small[:gray[{escaped(whose) or nobody}]]"
        )
    if more := len(late[_GAPS:]) + len(ahead[_GAPS:]):
        st.caption(t("and {more} more", more=more))
    frame.link("actions", t("All steps and dates"))


def _warnings(plan: Plan) -> None:
    """The alerts that wait for a decision, and the trigger dates that are near."""
    today = state.today()
    waiting = [one for one in state.computed(alerts, plan, today) if one.is_open]
    dates = state.computed(Watch, plan, today).trigger_dates
    if not waiting and not dates:
        return
    st.subheader(t("Open alerts and trigger dates"), anchor=False)
    for one in waiting[:_GAPS]:
        what = one.threshold.threshold if one.threshold else one.alert.warning
        mark = "▲" if one.is_overdue or one.due is None else "◆"
        clock = escaped(capital(told(clock_words(one))))
        st.markdown(f"{mark} **{clock}**  \n{escaped(shortened(what, 70))}")
    for near in dates[:_GAPS]:
        who = escaped(near.watched_by) or t("nobody watches it")
        st.markdown(f"○ {escaped(told(trigger_words(near)))}  \n:small[:gray[{who}]]")
    frame.link("warnings", t("All warnings"))


def _gaps(plan: Plan) -> None:
    st.subheader(t("Gravest gaps"), anchor=False)
    gaps = state.computed(coverage, plan).gaps
    if not gaps:
        st.markdown(t("No risk factor is without cover."))
    for factor in gaps[:_GAPS]:
        title = escaped(shortened(told(factor.risk.factor.name), 60))
        st.markdown(
            f"{LEVEL_MARKS[factor.level]} **{factor.number} {title}**  \n"
            f"{escaped(told(factor.reason))}"
        )
    if st.button(t("All gaps"), key="all-gaps", type="tertiary", icon=frame.onward()):
        links.go_to_part("coverage", "gaps")


def _raised(plan: Plan) -> None:
    found = [one for one in state.computed(harms, plan) if one.is_open]
    if not found:
        return
    st.subheader(t("May raise risk, and nothing is done about it"), anchor=False)
    for one in found[:_GAPS]:
        sign = escaped(shortened(told(one.sign), 60))
        st.markdown(f":material/warning: **{escaped(shortened(one.title, 60))}**  \n{sign}")
    frame.link("mapping", t("All that may raise risk"))


def _latest(plan: Plan) -> None:
    st.subheader(t("Latest changes"), anchor=False)
    for entry in log.entries(plan)[:_CHANGES]:
        made = entry.changeset
        what = escaped(told(described(made.changes)))
        said = f"{log.moment(entry.at)} · {escaped(made.actor)} · {what}"
        st.markdown(f"{escaped(shortened(made.reason, 70))}  \n:small[:gray[{said}]]")
    frame.link("history", t("All changes"))
