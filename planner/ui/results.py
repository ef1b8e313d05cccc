"""What several pages compute of a plan in two steps, each worked out once per copy of it."""

from __future__ import annotations

from datetime import date

from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.requirements import Records, Training, records, training_on
from planner.plan import Plan
from planner.ui import state


def training_of(plan: Plan, on: date) -> Training:
    """How every training requirement stands on a day."""
    return state.computed(_training, plan, on)


def records_of(plan: Plan) -> Records:
    """The plan's sessions and registers, worked through once for all days."""
    return state.computed(records, plan)


def readiness_of(plan: Plan, on: date) -> tuple[Readiness, ...]:
    """Which listed situations have staff who are ready for them."""
    return state.computed(_readiness, plan, on)


def _training(plan: Plan, on: date) -> Training:
    return training_on(records_of(plan), on)


def _readiness(plan: Plan, on: date) -> tuple[Readiness, ...]:
    return readiness(plan, records_of(plan), on)
