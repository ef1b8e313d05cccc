"""Where a plan stands on the way to cabinet, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity
from planner.analysis.mapping.screening import screening
from planner.analysis.money.costs import money
from planner.choices import Level
from planner.messages import Message, Share, _, ngettext
from planner.plan import Plan
from planner.reference import Reference
from planner.tables import Action, Audience, Decision, Ministry, Programme, Rating, Requirement

TITLE: Final = _("Progress")


class Stage(StrEnum):
    """The steps from an empty plan to a decision, in their order."""

    MINISTRIES = "ministries"
    PROGRAMMES = "programmes"
    MAPPING = "mapping"
    RISKS = "risks"
    TRAINING = "training"
    ACTIONS = "actions"
    COSTS = "costs"
    DECISION = "decision"


@dataclass(frozen=True, kw_only=True)
class ProgressStep:
    """One step: how much of it is done, in figures and words, and what to do to finish it.

    `done` of `total` things; a step with nothing to count yet has a total of 0 and is not done.
    """

    stage: Stage
    title: Message
    done: int
    total: int
    summary: Message
    todo: Message

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here."""
        return self.total > 0 and self.done >= self.total


@dataclass(frozen=True, kw_only=True)
class Progress:
    """All steps of a plan, in order."""

    steps: tuple[ProgressStep, ...]

    @property
    def next_step(self) -> ProgressStep | None:
        """The first step that is not done; None when the plan is ready."""
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def share(self) -> float:
        """How complete the plan is, each step counting the same, 0 to 1."""
        return sum(step.share for step in self.steps) / len(self.steps)


def progress(plan: Plan, reference: Reference) -> Progress:
    """Where the plan stands, step by step.

    Example: of five actions one has an owner, a post and both dates: that step is done to a fifth.
    """
    return Progress(steps=tuple(step(plan, reference) for step in _STEPS))


def progress_answer(found: Progress) -> Answer:
    """How complete the plan is, and the first step to take."""
    complete = _("The plan is {share} complete.", share=Share(found.share))
    step = found.next_step
    return Answer(
        key="progress",
        title=TITLE,
        sentences=(complete, step.todo if step else _("Every step is done.")),
        findings=tuple(
            Finding(gravity=Gravity.NOTE, message=one.todo)
            for one in found.steps
            if not one.is_done
        ),
        tables=(_table(found),),
    )


def _table(found: Progress) -> AnswerTable[ProgressStep]:
    return AnswerTable(
        key="steps",
        title=_("Steps on the way to cabinet"),
        columns=(
            answers.text("step", _("Step"), lambda one: one.title),
            answers.share("share", _("Done"), lambda one: Share(one.share)),
            answers.text("summary", _("So far"), lambda one: one.summary),
        ),
        lines=found.steps,
    )


def _ministries(plan: Plan, _reference: Reference) -> ProgressStep:
    rows = plan.of(Ministry)
    placed = sum(1 for row in rows if row.family)
    return ProgressStep(
        stage=Stage.MINISTRIES,
        title=_("Name the ministries"),
        done=placed,
        total=len(rows),
        summary=_("Ministries with a policy family: {done} of {all}", done=placed, all=len(rows)),
        todo=_("Add the ministries and say which policy family each belongs to."),
    )


def _programmes(plan: Plan, _reference: Reference) -> ProgressStep:
    rows = plan.of(Programme)
    owned = sum(1 for row in rows if row.ministry)
    return ProgressStep(
        stage=Stage.PROGRAMMES,
        title=_("Bring in programmes"),
        done=owned,
        total=len(rows),
        summary=_("Programmes with a ministry: {done} of {all}", done=owned, all=len(rows)),
        todo=_("Import each ministry's own spreadsheet."),
    )


def _mapping(plan: Plan, _reference: Reference) -> ProgressStep:
    counts = screening(plan)
    return ProgressStep(
        stage=Stage.MAPPING,
        title=_("Screen programmes for prevention"),
        done=counts.linked + counts.no_link,
        total=len(plan.of(Programme)),
        summary=counts.summary,
        todo=_("Look through the suggestions and decide, with a reason."),
    )


def _risks(plan: Plan, reference: Reference) -> ProgressStep:
    assessed = {
        rating.risk_factor
        for rating in plan.of(Rating)
        if rating.level not in (None, Level.NOT_ASSESSED)
    }
    known = {str(factor.number) for factor in reference.risk_factors}
    return ProgressStep(
        stage=Stage.RISKS,
        title=_("Assess the risk factors"),
        done=len(assessed & known),
        total=len(known),
        summary=_(
            "Risk factors assessed: {done} of {all}", done=len(assessed & known), all=len(known)
        ),
        todo=_("Give each risk factor a level, with evidence and a date."),
    )


def _training(plan: Plan, _reference: Reference) -> ProgressStep:
    rows = plan.of(Audience)
    required = {requirement.audience for requirement in plan.of(Requirement)}
    ready = sum(1 for row in rows if row.posts is not None and row.id in required)
    return ProgressStep(
        stage=Stage.TRAINING,
        title=_("Say who must be trained"),
        done=ready,
        total=len(rows),
        summary=_(
            "Audiences with a head-count and a required course: {done} of {all}",
            done=ready,
            all=len(rows),
        ),
        todo=_("Give each audience its filled posts and at least one required course."),
    )


def _actions(plan: Plan, _reference: Reference) -> ProgressStep:
    rows = plan.of(Action)
    ready = sum(1 for row in rows if row.lead and row.post and row.start and row.end)
    return ProgressStep(
        stage=Stage.ACTIONS,
        title=_("Draft the actions"),
        done=ready,
        total=len(rows),
        summary=_("Actions with one owner and dates: {done} of {all}", done=ready, all=len(rows)),
        todo=_("Draft actions from the gaps; give each a lead ministry, a post and dates."),
    )


def _costs(plan: Plan, _reference: Reference) -> ProgressStep:
    actions = len(plan.of(Action))
    costed = actions - len(money(plan).uncosted)
    return ProgressStep(
        stage=Stage.COSTS,
        title=_("Cost them"),
        done=costed,
        total=actions,
        summary=_(
            "Actions costed, or with a reason why not: {done} of {all}", done=costed, all=actions
        ),
        todo=_("Give each action its cost lines by year, or the reason why there are none."),
    )


def _decision(plan: Plan, _reference: Reference) -> ProgressStep:
    asked = len(plan.of(Decision))
    return ProgressStep(
        stage=Stage.DECISION,
        title=_("Put it before cabinet"),
        done=asked,
        total=max(asked, 1),
        summary=ngettext(
            "{number} decision asked of cabinet", "{number} decisions asked of cabinet", asked
        ),
        todo=_("Write what cabinet is asked to decide, then export the cabinet pack."),
    )


_STEPS: tuple[Callable[[Plan, Reference], ProgressStep], ...] = (
    _ministries,
    _programmes,
    _mapping,
    _risks,
    _training,
    _actions,
    _costs,
    _decision,
)
