"""The results chain: each goal, its outcome, the actions under it, and what these bring about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerTable,
    Chain,
    ChainStep,
    Finding,
    Gravity,
    Target,
)
from planner.choices import ActionStatus
from planner.messages import NOTHING, Message, _, listing, paragraph, verbatim
from planner.plan import Plan, grouped, table_named
from planner.schema import Row, table_of
from planner.tables import Action, Goal, Measure, Milestone, Reading

TITLE: Final = _("Results chain")
NO_GOAL: Final = _("No goal yet")
_OVER: Final = ActionStatus.STOPPED


@dataclass(frozen=True, kw_only=True)
class ResultsPath:
    """One way through the chain: an action under its goal, with its steps and what measures it.

    A goal that no action serves is a path without an action; an action may lead to no goal.
    """

    goal: Goal | None
    action: Action | None
    outcomes: tuple[Message, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    outputs: tuple[Message, ...] = ()

    @property
    def target(self) -> Target | None:
        """The row that it is about."""
        return _target(self.action) or _target(self.goal)


def results_chain(plan: Plan) -> tuple[ResultsPath, ...]:
    """Every path, goal by goal; actions without a goal last, stopped ones left out."""
    live = grouped((one for one in plan.of(Action) if one.status is not _OVER), "goal")
    steps, measures = grouped(plan.of(Milestone), "action"), plan.of(Measure)
    last = {one.measure: one for one in sorted(plan.of(Reading), key=_read_on)}

    def told(rows: Iterable[Measure]) -> tuple[Message, ...]:
        return tuple(_measured(one, last.get(one.id)) for one in rows)

    def path(goal: Goal | None, action: Action | None) -> ResultsPath:
        return ResultsPath(
            goal=goal,
            action=action,
            outcomes=told(one for one in measures if goal and one.goal == goal.id),
            milestones=steps.get(action.id, ()) if action else (),
            outputs=told(one for one in measures if action and one.action == action.id),
        )

    goals = plan.by_id(Goal)
    homeless = (one for goal, rows in live.items() if goal not in goals for one in rows)
    return (
        *(path(goal, one) for goal in goals.values() for one in live.get(goal.id, (None,))),
        *(path(None, one) for one in sorted(homeless, key=lambda one: one.id)),
    )


def _read_on(one: Reading) -> str:
    return str(one.on or "")


def _measured(one: Measure, last: Reading | None) -> Message:
    """An indicator with its target, and what was read last."""
    if one.target is None:
        aimed = _("{title}: no target yet", title=one.title)
    elif one.target_on is None:
        aimed = _("{title}: target {target}", title=one.title, target=one.target)
    else:
        aimed = _(
            "{title}: target {target} by {date}",
            title=one.title,
            target=one.target,
            date=one.target_on,
        )
    if last is None:
        return aimed
    return listing(aimed, _("{value} read on {date}", value=last.value, date=last.on))


def results_answer(plan: Plan) -> Answer:
    """How far every action leads to a goal that is measured, drawn from goals to outputs."""
    paths = results_chain(plan)
    actions = [one for one in paths if one.action]
    goals = {one.goal.id: one for one in paths if one.goal}.values()
    stopped = sum(one.status is _OVER for one in plan.of(Action))
    return Answer(
        key="results",
        title=TITLE,
        sentences=(
            _(
                "Goals with an outcome that is measured: {measured} of {goals}. Actions that lead "
                "to a goal: {led} of {actions}; with a milestone and a results indicator: {full}.",
                measured=sum(_is_measured(one) for one in goals),
                goals=len(goals),
                led=sum(one.goal is not None for one in actions),
                actions=len(actions),
                full=sum(bool(one.milestones and one.outputs) for one in actions),
            ),
            *([_("Stopped actions, left out: {number}.", number=stopped)] if stopped else []),
        ),
        findings=tuple(_findings(paths)),
        tables=(_table(paths),),
        figures=(_chain(paths),) if paths else (),
    )


def _is_measured(path: ResultsPath) -> bool:
    goal = path.goal
    return goal is not None and bool(goal.outcome and (goal.outcome_indicator or path.outcomes))


def _findings(paths: tuple[ResultsPath, ...]) -> Iterator[Finding]:
    lacking = (
        (
            _("These goals have no action: their outcome will not come by itself."),
            [one.goal for one in paths if one.action is None],
        ),
        (
            _("These goals have no outcome, or nothing that measures it."),
            [one.goal for one in paths if one.goal and not _is_measured(one)],
        ),
        (
            _("These actions lead to no goal: choose one, or ask whether they belong here."),
            [one.action for one in paths if one.goal is None],
        ),
        (
            _("These actions have no milestone, or no results indicator."),
            [one.action for one in paths if one.action and not (one.milestones and one.outputs)],
        ),
    )
    for message, rows in lacking:
        found = tuple(dict.fromkeys(one for row in rows if (one := _target(row))))
        if found:
            yield Finding(gravity=Gravity.WARNING, message=message, targets=found)


def _target(row: Row | None) -> Target | None:
    return Target(table_of(row).name, row.id) if row else None


def _goal(path: ResultsPath) -> Message:
    return verbatim(f"{path.goal.id} {path.goal.title}") if path.goal else NO_GOAL


def _outcome(path: ResultsPath, between: str = " · ") -> Message:
    if path.goal is None:
        return NOTHING
    indicators = tuple(filter(None, (verbatim(path.goal.outcome_indicator), *path.outcomes)))
    return paragraph(
        verbatim(path.goal.outcome) if path.goal.outcome else _("no outcome yet"),
        listing(*indicators) or _("not measured yet"),
        between=between,
    )


def _action(path: ResultsPath) -> Message:
    return verbatim(f"{path.action.id} {path.action.title}") if path.action else _("no action yet")


def _reached(path: ResultsPath) -> Message:
    if not path.milestones:
        return _("no milestone yet") if path.action else NOTHING
    done = sum(one.done_on is not None for one in path.milestones)
    return _("{done} of {all} reached", done=done, all=len(path.milestones))


def _steps(path: ResultsPath) -> Message:
    ahead = sorted((one.due, one.title) for one in path.milestones if one.due and not one.done_on)
    if not ahead:
        return _reached(path)
    return listing(_reached(path), _("next {date}: {what}", date=ahead[0][0], what=ahead[0][1]))


def _outputs(path: ResultsPath) -> Message:
    if path.action is None:
        return NOTHING
    return listing(*path.outputs) if path.outputs else _("no results indicator yet")


def _table(paths: tuple[ResultsPath, ...]) -> AnswerTable[ResultsPath]:
    goals = table_named("goals")
    return AnswerTable(
        key="results",
        title=TITLE,
        columns=(
            answers.text("goal", goals.row_title, _goal),
            answers.text("outcome", goals.label("outcome"), _outcome),
            answers.text("action", table_named("actions").row_title, _action),
            answers.text("milestones", table_named("milestones").title, _steps),
            answers.text("outputs", table_named("indicators").title, _outputs),
        ),
        lines=paths,
        target=lambda one: one.target,
    )


def _chain(paths: tuple[ResultsPath, ...]) -> Chain:
    table = _table(paths)
    heads = [one.head for one in table.columns]
    last = listing(*heads[-2:])
    return Chain(title=TITLE, heads=(*heads[:3], last), paths=tuple(map(_drawn, paths)))


def _drawn(path: ResultsPath) -> tuple[ChainStep, ...]:
    brought = paragraph(_reached(path), _outputs(path), between="\n")
    lacks = (
        (path.goal is None, _goal(path), _target(path.goal)),
        (not _is_measured(path), _outcome(path, "\n"), _target(path.goal)),
        (path.action is None, _action(path), _target(path.action)),
        (not (path.milestones and path.outputs), brought, _target(path.action)),
    )
    return tuple(ChainStep(text, is_lacking, target) for is_lacking, text, target in lacks)
