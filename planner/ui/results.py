"""What pages compute of a plan: one named function each, worked out once per copy of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.analysis.actions.action_parts import open_points
from planner.analysis.answers import Answer, Question
from planner.analysis.coverage.factors import Coverage, coverage
from planner.analysis.money.costs import Money, money
from planner.analysis.plans.progress import Progress, progress
from planner.analysis.plans.release import Release, at_level
from planner.analysis.registry import ANSWERS
from planner.analysis.risk.picture import RiskPicture, risk_picture
from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.requirements import Records, Training, records, training_on
from planner.choices import Classification
from planner.messages import Message
from planner.plan import Plan
from planner.ui import state


def coverage_of(plan: Plan) -> Coverage:
    """What covers each risk factor."""
    return state.computed(_coverage, plan)


def money_of(plan: Plan) -> Money:
    """What the plan costs, and what of it is there."""
    return state.computed(money, plan)


def training_of(plan: Plan, on: date) -> Training:
    """How every training requirement stands on a day."""
    return state.computed(_training, plan, on)


def _training(plan: Plan, on: date) -> Training:
    return training_on(records_of(plan), on)


def records_of(plan: Plan) -> Records:
    """The plan's sessions and registers, worked through once for all days."""
    return state.computed(records, plan)


def readiness_of(plan: Plan, on: date) -> tuple[Readiness, ...]:
    """Which listed situations have staff who are ready for them."""
    return state.computed(_readiness, plan, on)


def _readiness(plan: Plan, on: date) -> tuple[Readiness, ...]:
    return readiness(plan, records_of(plan), on)


def _coverage(plan: Plan) -> Coverage:
    return coverage(plan, state.reference())


def picture_of(plan: Plan) -> RiskPicture:
    """The ratings by risk factor and situation."""
    return state.computed(_picture, plan)


def _picture(plan: Plan) -> RiskPicture:
    return risk_picture(plan, state.reference())


def progress_of(plan: Plan) -> Progress:
    """Where the plan stands on the way to cabinet."""
    return state.computed(_progress, plan)


def _progress(plan: Plan) -> Progress:
    return progress(plan, state.reference())


def open_points_of(plan: Plan) -> Mapping[str, tuple[Message, ...]]:
    """What each action still lacks, by its id."""
    return state.computed(_open_points, plan)


def _open_points(plan: Plan) -> Mapping[str, tuple[Message, ...]]:
    return open_points(plan, state.reference())


def release_of(plan: Plan, level: Classification) -> Release:
    """What of the plan may leave at a level."""
    return state.computed(at_level, plan, level)


def answer_of(plan: Plan, key: str) -> Answer:
    """Any answer about the plan by its key, as of today."""
    return state.computed(_answer, plan, key, state.today())


def _answer(plan: Plan, key: str, on: date) -> Answer:
    return ANSWERS[key].make(Question(plan=plan, reference=state.reference(), on=on))
