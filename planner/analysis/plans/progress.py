"""Where a plan stands on the way to cabinet, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planner.analysis.coverage.factors import screening
from planner.analysis.money.costs import money
from planner.choices import Level
from planner.plan import Plan
from planner.reference import Reference
from planner.tables import Action, Audience, Decision, Ministry, Programme, Rating, Requirement


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
    title: str
    done: int
    total: int
    summary: str
    todo: str

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
    """Where the plan stands, step by step."""
    return Progress(steps=tuple(step(plan, reference) for step in _STEPS))


def _ministries(plan: Plan, _: Reference) -> ProgressStep:
    rows = plan.of(Ministry)
    placed = sum(1 for row in rows if row.family)
    return ProgressStep(
        stage=Stage.MINISTRIES,
        title="Name the ministries",
        done=placed,
        total=len(rows),
        summary=f"{placed} of {len(rows)} ministries have a policy family",
        todo="Add the ministries and say which policy family each belongs to.",
    )


def _programmes(plan: Plan, _: Reference) -> ProgressStep:
    rows = plan.of(Programme)
    owned = sum(1 for row in rows if row.ministry)
    return ProgressStep(
        stage=Stage.PROGRAMMES,
        title="Bring in programmes",
        done=owned,
        total=len(rows),
        summary=f"{owned} of {len(rows)} programmes have a ministry",
        todo="Import each ministry's own spreadsheet.",
    )


def _mapping(plan: Plan, _: Reference) -> ProgressStep:
    counts = screening(plan)
    decided = counts.linked + counts.no_link
    return ProgressStep(
        stage=Stage.MAPPING,
        title="Map programmes to prevention actions",
        done=decided,
        total=len(plan.of(Programme)),
        summary=f"{counts.linked} linked, {counts.no_link} with no link, "
        f"{counts.proposed + counts.undecided} to decide",
        todo="Look through the suggestions and decide, with a reason.",
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
        title="Judge the risk factors",
        done=len(assessed & known),
        total=len(known),
        summary=f"{len(assessed & known)} of {len(known)} risk factors assessed",
        todo="Give each risk factor a level, with evidence and a date.",
    )


def _training(plan: Plan, _: Reference) -> ProgressStep:
    rows = plan.of(Audience)
    required = {requirement.audience for requirement in plan.of(Requirement)}
    ready = sum(1 for row in rows if row.posts is not None and row.id in required)
    return ProgressStep(
        stage=Stage.TRAINING,
        title="Say who must be trained",
        done=ready,
        total=len(rows),
        summary=f"{ready} of {len(rows)} audiences have a head-count and a required course",
        todo="Give each audience its filled posts and at least one required course.",
    )


def _actions(plan: Plan, _: Reference) -> ProgressStep:
    rows = plan.of(Action)
    ready = sum(1 for row in rows if row.lead and row.post and row.start and row.end)
    return ProgressStep(
        stage=Stage.ACTIONS,
        title="Draft the actions",
        done=ready,
        total=len(rows),
        summary=f"{ready} of {len(rows)} actions have one owner and dates",
        todo="Draft actions from the gaps; give each a lead ministry, a post and dates.",
    )


def _costs(plan: Plan, _: Reference) -> ProgressStep:
    actions = len(plan.of(Action))
    costed = actions - len(money(plan).uncosted)
    return ProgressStep(
        stage=Stage.COSTS,
        title="Cost them",
        done=costed,
        total=actions,
        summary=f"{costed} of {actions} actions are costed, or say why not",
        todo="Give each action its cost lines by year, or the reason why there are none.",
    )


def _decision(plan: Plan, _: Reference) -> ProgressStep:
    asked = len(plan.of(Decision))
    return ProgressStep(
        stage=Stage.DECISION,
        title="Put it before cabinet",
        done=asked,
        total=max(asked, 1),
        summary=f"{asked} decision{'' if asked == 1 else 's'} asked of cabinet",
        todo="Write what cabinet is asked to decide, then export the cabinet pack.",
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
