"""What the bodies of the mechanism decided: whose task, due when, done or late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity, Target
from planner.messages import Message, _, ngettext, verbatim
from planner.plan import Plan, table_named
from planner.tables import Body, BodyDecision, Ministry

TITLE: Final = table_named("resolutions").title


@dataclass(frozen=True, kw_only=True)
class Task:
    """One decision taken, with the names of its body and ministry.

    `days_late` is 0 for what is done, not due yet, or without a day; what is done late counts days
    to the day on which it was done.
    """

    row: BodyDecision
    body: str
    whose: str
    days_late: int

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.row.done_on is None


def tasks(plan: Plan, on: date) -> tuple[Task, ...]:
    """Every decision taken, open ones first, the latest of them first.

    Example: due on 1 March and open on 11 March, a task is 10 days late.
    """
    bodies, ministries = plan.names(Body), plan.names(Ministry)
    found = [
        Task(
            row=row,
            body=bodies.get(row.body, row.body),
            whose=ministries.get(row.whose, row.post),
            days_late=max(0, ((row.done_on or on) - row.due).days) if row.due else 0,
        )
        for row in plan.of(BodyDecision)
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_open, -one.days_late, one.row.id)))


def resolutions_answer(plan: Plan, on: date) -> Answer:
    """How many tasks are open and late, and by ministry."""
    found = tasks(plan, on)
    late = [one for one in found if one.is_open and one.days_late]
    return Answer(
        key="resolutions",
        title=TITLE,
        sentences=(
            _(
                "Decisions taken: {all}; still open: {open}, of them late: {late}.",
                all=len(found),
                open=sum(one.is_open for one in found),
                late=len(late),
            )
            if found
            else _("No body has taken a decision yet that is on record."),
        ),
        findings=tuple(
            Finding(
                gravity=Gravity.WARNING,
                message=ngettext(
                    "{whose} is {number} day late: {what}",
                    "{whose} is {number} days late: {what}",
                    one.days_late,
                    whose=one.whose or _("Nobody named"),
                    what=one.row.what,
                ),
                targets=(Target("resolutions", one.row.id),),
            )
            for one in late
        ),
        tables=(_table(found), _by_ministry(found)),
    )


def _table(found: tuple[Task, ...]) -> AnswerTable[Task]:
    declared = table_named("resolutions")
    return AnswerTable(
        key="tasks",
        title=TITLE,
        columns=(
            answers.code("id", declared.label("id"), lambda one: one.row.id),
            answers.text("body", declared.label("body"), lambda one: one.body),
            answers.sentence("what", declared.label("what"), lambda one: one.row.what),
            answers.text("whose", declared.label("whose"), lambda one: one.whose),
            answers.day("due", declared.label("due"), lambda one: one.row.due),
            answers.day("done_on", declared.label("done_on"), lambda one: one.row.done_on),
            answers.count("days_late", _("Days late"), lambda one: one.days_late),
        ),
        lines=found,
        target=lambda one: Target("resolutions", one.row.id),
    )


def _by_ministry(found: tuple[Task, ...]) -> AnswerTable[tuple[str, int, int]]:
    open_ones = Counter(one.whose for one in found if one.is_open)
    late = Counter(one.whose for one in found if one.is_open and one.days_late)
    named: list[tuple[str, int, int]] = [(who, n, late[who]) for who, n in open_ones.most_common()]

    def who(line: tuple[str, int, int]) -> Message:
        return verbatim(line[0]) if line[0] else _("Nobody named")

    return AnswerTable(
        key="by_ministry",
        title=_("Open decisions by ministry"),
        columns=(
            answers.text("whose", _("Ministry"), who),
            answers.count("open", _("Open"), lambda line: line[1]),
            answers.count("late", _("Late"), lambda line: line[2]),
        ),
        lines=tuple(named),
    )
