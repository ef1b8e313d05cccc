"""Every answer by its key, in the order in which terminal, screens and files list them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from planner.analysis.answers import Answer, AnswerKind, Question
from planner.analysis.coverage import coverage_answer
from planner.analysis.coverage.factors import coverage
from planner.analysis.training import forecast_answer, readiness_answer, training_answer
from planner.analysis.training.forecast import forecasts
from planner.analysis.training.readiness import readiness
from planner.analysis.training.requirements import records, training_on
from planner.analysis.training.seat_needs import needs
from planner.analysis.training.totals import expiring
from planner.analysis.training.training_letters import AHEAD_DAYS


def _coverage(asked: Question) -> Answer:
    found = coverage(asked.plan, asked.reference)
    return coverage_answer.coverage_answer(found, asked.plan)


def _training(asked: Question) -> Answer:
    known, details = records(asked.plan), asked.plan.details
    found = training_on(known, asked.on)
    ending = [one for one in expiring(known, found, AHEAD_DAYS) if not one.expired]
    wanted = needs(found, asked.on, details.end, details.start)
    return training_answer.training_answer(asked.plan, found, wanted, ending)


def _readiness(asked: Question) -> Answer:
    return readiness_answer.readiness_answer(readiness(asked.plan, records(asked.plan), asked.on))


def _forecast(asked: Question) -> Answer:
    known = records(asked.plan)
    found = training_on(known, asked.on)
    return forecast_answer.forecast_answer(forecasts(known, found, asked.plan.details.end))


_KINDS: Final = (
    AnswerKind("coverage", coverage_answer.TITLE, _coverage),
    AnswerKind("training", training_answer.TITLE, _training),
    AnswerKind("readiness", readiness_answer.TITLE, _readiness),
    AnswerKind("forecast", forecast_answer.TITLE, _forecast),
)

ANSWERS: Final[Mapping[str, AnswerKind]] = MappingProxyType({kind.key: kind for kind in _KINDS})
