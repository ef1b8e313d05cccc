"""What is late, due within ninety days or slipped since a version, and what waits in a loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerTable,
    Finding,
    Gravity,
    Target,
    Timeline,
    TimelineBar,
)
from planner.analysis.live_rows import live_actions
from planner.analysis.money.costs import CostSum, money
from planner.choices import ActionStatus
from planner.messages import Message, _, ngettext, verbatim
from planner.plan import Plan, grouped, table_named
from planner.tables import Action, ActionNeed, Milestone, Ministry

TITLE: Final = _("Timeline")
AHEAD: Final = 90
_OVER: Final = (ActionStatus.DONE, ActionStatus.STOPPED)


@dataclass(frozen=True, kw_only=True)
class DueStep:
    """A milestone, or the end of an action, that is not done: whose it is, when it is due.

    `days` is how many days late it is on the day looked at; below zero it is still ahead. `before`
    is the day it was due in the version compared with, where that was earlier.
    """

    table: str
    id: str
    action: str
    title: str
    whose: str
    due: date
    days: int
    before: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlanTimeline:
    """The steps of a plan on a day, and the loops in which actions wait for each other."""

    on: date
    late: tuple[DueStep, ...]
    next_90: tuple[DueStep, ...]
    slipped: tuple[DueStep, ...]
    loops: tuple[tuple[str, ...], ...]


def timeline(plan: Plan, on: date, before: Plan | None = None) -> PlanTimeline:
    """Late steps, those of the next ninety days, those moved to a later day since `before`, loops.

    Steps are milestones without a day done and ends of actions that are neither done nor stopped;
    what belongs to such an action is over with it.

    Example: a milestone due on 1 March and open on 11 March is 10 days late; one due on 1 June is
    within ninety days of 11 March.
    """
    old = _days(before) if before else _days(Plan())
    steps = sorted(_steps(plan, on, old), key=lambda one: (one.due, one.id))
    return PlanTimeline(
        on=on,
        late=tuple(one for one in steps if one.days > 0),
        next_90=tuple(one for one in steps if 0 <= -one.days <= AHEAD),
        slipped=tuple(one for one in steps if one.before is not None),
        loops=tuple(loops(plan)),
    )


def _days(plan: Plan) -> Mapping[tuple[str, str], date]:
    ends = {("actions", one.id): one.end for one in plan.of(Action) if one.end}
    dues = {("milestones", one.id): one.due for one in plan.of(Milestone) if one.due}
    return {**ends, **dues}


def _steps(plan: Plan, on: date, old: Mapping[tuple[str, str], date]) -> Iterator[DueStep]:
    ministries, actions = plan.names(Ministry), plan.by_id(Action)
    for (table, row_id), due in _days(plan).items():
        milestone = plan.find(Milestone, row_id) if table == "milestones" else None
        action = actions.get(milestone.action if milestone else row_id)
        if action is None or action.status in _OVER or (milestone and milestone.done_on):
            continue
        was = old.get((table, row_id))
        yield DueStep(
            table=table,
            id=row_id,
            action=action.id,
            title=milestone.title if milestone else action.title,
            whose=ministries.get(action.lead, ""),
            due=due,
            days=(on - due).days,
            before=was if was and was < due else None,
        )


def loops(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Actions that wait for each other, each loop once: A-001 for A-002, A-002 for A-001."""
    waits: dict[str, set[str]] = {}
    for need in plan.of(ActionNeed):
        waits.setdefault(need.action, set()).add(need.needs)
    while True:
        try:
            TopologicalSorter(waits).prepare()
        except CycleError as error:
            found: Sequence[str] = error.args[1]  # each comes before the next, the first again last
            loop = tuple(reversed(found[1:]))
            start = loop.index(min(loop))
            yield loop[start:] + loop[:start]
            waits[found[1]].discard(found[0])
        else:
            return


def timeline_answer(plan: Plan, on: date, before: Plan | None = None) -> Answer:
    """What is late and what comes, step by step, with the actions over time."""
    found = timeline(plan, on, before)
    return Answer(
        key="timeline",
        title=TITLE,
        sentences=(
            _(
                "Late: {late}; due within ninety days: {next}; moved to a later day since the last "
                "version: {slipped}.",
                late=len(found.late),
                next=len(found.next_90),
                slipped=len(found.slipped) if before else _("no version is named yet"),
            ),
        ),
        findings=tuple(_findings(found)),
        tables=(
            _table("late", _("Late"), found.late),
            _table("next_90", _("Due within ninety days"), found.next_90),
            *([_table("slipped", _("Moved to a later day"), found.slipped)] if before else []),
            duties_table(plan, on),
        ),
        figures=(bars,) if (bars := _bars(plan, found)).spans else (),
    )


def _findings(found: PlanTimeline) -> Iterator[Finding]:
    for loop in found.loops:
        yield Finding(
            gravity=Gravity.GRAVE,
            message=_("These actions wait for each other: {ids}.", ids=loop),
            targets=tuple(Target("actions", one) for one in loop),
        )
    for one in found.late:
        yield Finding(
            gravity=Gravity.WARNING,
            message=ngettext(
                "{whose} is {number} day late: {what}",
                "{whose} is {number} days late: {what}",
                one.days,
                whose=one.whose or _("Nobody named"),
                what=one.title,
            ),
            targets=(Target(one.table, one.id),),
        )


def _table(key: str, title: Message, lines: tuple[DueStep, ...]) -> AnswerTable[DueStep]:
    actions, milestones = table_named("actions"), table_named("milestones")
    return AnswerTable(
        key=key,
        title=title,
        columns=(
            answers.code("id", milestones.label("id"), lambda one: one.id),
            answers.code("action", actions.row_title, lambda one: one.action),
            answers.text("title", milestones.label("title"), lambda one: one.title),
            answers.text("whose", actions.label("lead"), lambda one: one.whose),
            answers.day("due", milestones.label("due"), lambda one: one.due),
            answers.count(
                "days", _("Days left") if key == "next_90" else _("Days late"), _distance
            ),
            *(
                [answers.day("before", _("Due before"), lambda one: one.before)]
                if key == "slipped"
                else []
            ),
        ),
        lines=lines,
        target=lambda one: Target(one.table, one.id),
    )


def duties_table(plan: Plan, on: date) -> AnswerTable[tuple[Ministry, tuple[Action, ...]]]:
    """What each ministry leads that has not stopped, what of it ends next, and what is missing."""
    leads, sums = grouped(live_actions(plan), "lead"), money(plan)
    names, late = plan.names(Ministry), Counter(one.whose for one in timeline(plan, on).late)

    def next_end(led: tuple[Action, ...]) -> date | None:
        ends = (one.end for one in led if one.end and one.status not in _OVER)
        return min((end for end in ends if end >= on), default=None)

    return AnswerTable(
        key="by_ministry",
        title=_("By lead ministry"),
        columns=(
            answers.text(
                "ministry", table_named("actions").label("lead"), lambda line: names[line[0].id]
            ),
            answers.count("leads", _("Leads"), lambda line: len(line[1])),
            answers.day("next_end", _("Next end"), lambda line: next_end(line[1])),
            answers.count("late", _("Late"), lambda line: late[names[line[0].id]]),
            answers.amount(
                "gap",
                _("Unfunded gap"),
                lambda line: sums.by_ministry.get(line[0].id, CostSum()).told("gap", sums.currency),
            ),
        ),
        lines=tuple((one, leads[one.id]) for one in plan.of(Ministry) if one.id in leads),
        target=lambda line: Target("ministries", line[0].id),
    )


def _distance(one: DueStep) -> int:
    return abs(one.days)


def _bars(plan: Plan, found: PlanTimeline) -> Timeline:
    late = {one.action for one in found.late}
    spans = (
        TimelineBar(
            label=verbatim(f"{one.id} {one.title}"),
            start=one.start,
            end=max(one.end, one.start + timedelta(days=1)),
            gravity=Gravity.WARNING if one.id in late else Gravity.NOTE,
            target=Target("actions", one.id),
        )
        for one in live_actions(plan)
        if one.start and one.end
    )
    return Timeline(title=TITLE, spans=tuple(sorted(spans, key=lambda s: s.start)), today=found.on)
