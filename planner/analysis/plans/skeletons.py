"""A plan that starts from a skeleton, or as the next period of one that ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from planner.analysis.actions.action_parts import taken_out
from planner.analysis.actions.drafting import draft
from planner.analysis.training.rotation import months_after
from planner.changes import apply, insert
from planner.choices import ActionStatus
from planner.errors import WrongValue
from planner.messages import Message, Tell, _, listing
from planner.plan import Plan, all_tables, table_named
from planner.reference import Reference
from planner.reference.skeletons import Skeleton, SkeletonAction
from planner.schema import Row, table_of
from planner.tables import Action, Cost, Goal, Measure, Milestone, Reading

OVER: Final = (ActionStatus.DONE, ActionStatus.STOPPED)
LEFT: Final = (
    "updates readings decision_actions decision_options decisions answers waivers versions "
    "alerts exercises incidents resolutions meetings"
).split()
"""What belongs to the period that ends: reports, questions put to cabinet, answers, events."""
_MONTHS: Final = 12


def moved(day: date | None, months: int) -> date | None:
    """The day so many months later; none where there is none."""
    return None if day is None else months_after(day, months)


def from_skeleton(
    plan: Plan, skeleton: Skeleton, reference: Reference, today: date, tell: Tell = str
) -> Plan:
    """The plan with the goals, actions and first steps of a skeleton added to it."""
    goals: dict[str, Goal] = {}
    for one in skeleton.actions:
        if one.goal not in goals:
            goals[one.goal] = _goal(plan, one, tell)
            plan = apply(plan, [insert(goals[one.goal])])
        action_id, made = draft(plan, reference, one.action, today, tell)
        plan = apply(plan, made)
        action = replace(plan.get(Action, action_id), goal=goals[one.goal].id)
        plan = _with_rows(plan, Action, {**plan.rows("actions"), action_id: action})
        if one.milestone:
            step = Milestone(
                id=next(plan.next_ids(Milestone)),
                action=action_id,
                title=tell(Message(one.milestone)),
                due=moved(action.start, one.months),
            )
            plan = apply(plan, [insert(step)])
    return plan


def _goal(plan: Plan, one: SkeletonAction, tell: Tell) -> Goal:
    return Goal(
        id=next(plan.next_ids(Goal)),
        title=tell(Message(one.goal)),
        outcome=tell(Message(one.outcome)) if one.outcome else "",
        outcome_indicator=tell(Message(one.outcome_indicator)) if one.outcome_indicator else "",
    )


def _with_rows(plan: Plan, row_type: type[Row], rows: dict[str, Row]) -> Plan:
    return replace(plan, tables={**plan.tables, table_of(row_type).name: rows})


def next_period(
    plan: Plan, start: date | None = None, end: date | None = None
) -> tuple[Plan, Message]:
    """The plan of the period after, and what was carried over, moved and left out.

    It begins on `start`, or on the day after the old one ends, and lasts as long unless `end` says
    otherwise. Goals and actions go along, done and stopped ones do not; days and fiscal years move
    by the months between the starts. Whether the money is there has to be asked again. What was
    read last of a results indicator is its new baseline.
    """
    old = plan.details
    if old.start is None or old.end is None:
        raise WrongValue(
            _("The old plan does not say when it starts and ends."),
            _("Enter its period first: every date is moved by it."),
        )
    begins = start or old.end + timedelta(days=1)
    months = (begins.year - old.start.year) * _MONTHS + begins.month - old.start.month
    over = [one.id for one in plan.of(Action) if one.status in OVER]
    carried = plan
    for action_id in over:
        carried = apply(carried, taken_out(carried, action_id))
    in_time = sorted(plan.of(Reading), key=lambda one: str(one.on or ""))
    read = {one.measure: one for one in in_time}
    tables = {
        table.name: {row.id: row for row in _carried(carried, table.row, months, read)}
        for table in all_tables()
        if table.name not in LEFT
    }
    details = replace(
        old, start=begins, end=end or moved(old.end, months), approved_by="", approved_on=None
    )
    tables["plan"] = {old.id: details}
    made = dataclasses.replace(carried, tables=tables, revision=0)
    return made, _said(plan, made, over, months)


def _carried(
    plan: Plan, row_type: type[Row], months: int, read: Mapping[str, Reading]
) -> Iterator[Row]:
    for row in plan.rows(table_of(row_type).name).values():
        if not (isinstance(row, Milestone) and row.done_on):
            yield _later(row, months, read)


def _later(row: Row, months: int, read: Mapping[str, Reading]) -> Row:
    match row:
        case Action():
            start, end = moved(row.start, months), moved(row.end, months)
            return replace(row, start=start, end=end, status=ActionStatus.PROPOSED)
        case Milestone():
            return replace(row, due=moved(row.due, months))
        case Cost():
            year = None if row.year is None else row.year + months // _MONTHS
            return replace(row, year=year, status=None, funded=None)
        case Measure():
            last = read.get(row.id)
            known = replace(row, baseline=last.value, baseline_on=last.on) if last else row
            return replace(
                known,
                target_on=moved(row.target_on, months),
                promised_on=moved(row.promised_on, months),
            )
        case _:
            return row


def _said(plan: Plan, made: Plan, over: list[str], months: int) -> Message:
    left = tuple(table_named(name).title for name in LEFT if plan.rows(name))
    return _(
        "Carried over: {goals} goals, {actions} actions; dates moved by {months} months. Done or "
        "stopped, left out: {over}. Of the old period, left out: {left}. Funding has to be asked "
        "for again; title and vision are the old ones.",
        goals=len(made.of(Goal)),
        actions=len(made.of(Action)),
        months=months,
        over=listing(*over) or _("none"),
        left=listing(*left) or _("none"),
    )
