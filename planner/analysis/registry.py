"""Every answer by its key, in the order in which terminal, screens and files list them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from planner.analysis.actions import results_chain, timeline
from planner.analysis.answers import Answer, AnswerKind, Question
from planner.analysis.coverage import agendas, coverage_answer, cyber, ladder, stress_answer
from planner.analysis.coverage.factors import coverage
from planner.analysis.mapping import harms, screening_answer, spending
from planner.analysis.mapping.beyond_codes import beyond_codes
from planner.analysis.money import asked, money_answer, phases, portfolio_answer
from planner.analysis.money.costs import money
from planner.analysis.once import once
from planner.analysis.plans import progress, resolutions, version_changes
from planner.analysis.plans.release import Release
from planner.analysis.review import reviewing
from planner.analysis.risk import risk_answer
from planner.analysis.training import figures, readiness_answer, training_answer
from planner.analysis.training.forecast import forecasts
from planner.analysis.training.readiness import readiness
from planner.analysis.training.requirements import records, training_on
from planner.analysis.training.seat_needs import needs
from planner.analysis.training.totals import expiring
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.analysis.warnings import replay_answer, warnings_answer
from planner.analysis.withheld import answer_at_level
from planner.choices import Classification
from planner.plan import Plan
from planner.reference import Reference


def _coverage(asked: Question) -> Answer:
    found = coverage(asked.plan, asked.reference)
    return coverage_answer.coverage_answer(found, asked.plan, asked.reference)


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
    return figures.forecast_answer(forecasts(known, found, asked.plan.details.end))


def _screening(asked: Question) -> Answer:
    return screening_answer.screening_answer(asked.plan, beyond_codes(asked.plan, asked.reference))


_KINDS: Final = (
    AnswerKind(
        "progress",
        "plans",
        progress.TITLE,
        lambda q: progress.progress_answer(progress.progress(q.plan, q.reference)),
    ),
    AnswerKind("screening", "mapping", screening_answer.TITLE, _screening),
    AnswerKind("spending", "mapping", spending.TITLE, lambda q: spending.spending_answer(q.plan)),
    AnswerKind("harms", "mapping", harms.TITLE, lambda q: harms.harms_answer(q.plan, q.reference)),
    AnswerKind("risks", "risk", risk_answer.TITLE, risk_answer.risk_answer),
    AnswerKind("warnings", "warnings", warnings_answer.TITLE, warnings_answer.warnings_answer),
    AnswerKind("replay", "warnings", replay_answer.REPLAY, replay_answer.replay_answer),
    AnswerKind("coverage", "coverage", coverage_answer.TITLE, _coverage),
    AnswerKind(
        "stress",
        "coverage",
        stress_answer.TITLE,
        lambda q: stress_answer.stress_answer(q.plan, q.reference),
    ),
    AnswerKind(
        "ladder", "coverage", ladder.TITLE, lambda q: ladder.ladder_answer(q.plan, q.reference)
    ),
    AnswerKind(
        "cyber", "coverage", cyber.TITLE, lambda q: cyber.cyber_answer(q.plan, q.reference, q.on)
    ),
    AnswerKind("agendas", "coverage", agendas.TITLE, lambda q: agendas.agendas_answer(q.plan)),
    AnswerKind("training", "training", training_answer.TITLE, _training, of_people=True),
    AnswerKind("readiness", "training", readiness_answer.TITLE, _readiness, of_people=True),
    AnswerKind("forecast", "training", figures.TITLE, _forecast, of_people=True),
    AnswerKind(
        "money",
        "money",
        money_answer.TITLE,
        lambda q: money_answer.money_answer(q.plan, money(q.plan)),
    ),
    AnswerKind("asked", "money", asked.TITLE, lambda q: asked.asked_answer(q.plan, money(q.plan))),
    AnswerKind(
        "phases", "money", phases.TITLE, lambda q: phases.phases_answer(q.plan, q.reference)
    ),
    AnswerKind(
        "portfolio",
        "money",
        portfolio_answer.TITLE,
        lambda q: portfolio_answer.portfolio_answer(
            q.plan, q.reference, portfolio_answer.requested(q.plan)
        ),
    ),
    AnswerKind(
        "results",
        "actions",
        results_chain.TITLE,
        lambda q: results_chain.results_answer(q.plan),
    ),
    AnswerKind(
        "timeline",
        "actions",
        timeline.TITLE,
        lambda q: timeline.timeline_answer(q.plan, q.on, q.before),
        compares=True,
    ),
    AnswerKind(
        "resolutions",
        "plans",
        resolutions.TITLE,
        lambda q: resolutions.resolutions_answer(q.plan, q.on),
    ),
    AnswerKind(
        "changed",
        "history",
        version_changes.TITLE,
        version_changes.version_changes,
        compares=True,
    ),
    AnswerKind(
        "review",
        "review",
        reviewing.TITLE,
        lambda q: reviewing.review_answer(q.plan, q.reference, q.on),
    ),
)

ANSWERS: Final[Mapping[str, AnswerKind]] = MappingProxyType({kind.key: kind for kind in _KINDS})


def answers_of(capability: str) -> tuple[AnswerKind, ...]:
    """The answers of one capability, its main one first."""
    return tuple(kind for kind in _KINDS if kind.capability == capability)


def _no_version() -> None:
    return None


def answered(
    plan: Plan,
    key: str,
    on: date,
    reference: Reference,
    version_before: Callable[[], Plan | None] = _no_version,
) -> Answer:
    """The answer of that key about a plan on a day; KeyError when there is none.

    `version_before` gives the plan at its last named version; only what compares asks for it.
    """
    return _made(plan, key, on, reference, version_before() if ANSWERS[key].compares else None)


@once
def _made(plan: Plan, key: str, on: date, reference: Reference, before: Plan | None) -> Answer:
    asked = Question(plan=plan, reference=reference, on=on, before=before)
    return ANSWERS[key].make(asked)


def released_answer(release: Release, key: str, on: date, reference: Reference) -> Answer:
    """The answer of that key as it may be told at a level: what it says holds for the whole plan.

    Whatever answer is added, it is made twice, of the plan and of what may be shown of it, and what
    differs is withheld.
    """
    kind = ANSWERS[key]

    def make(asked: Question) -> Answer:
        then = asked.before if kind.compares else None
        return _made(asked.plan, key, asked.on, asked.reference, then)

    return released(release, make, on, reference, of_people=kind.of_people, compares=kind.compares)


def released(
    release: Release,
    make: Callable[[Question], Answer],
    on: date,
    reference: Reference,
    *,
    of_people: bool = False,
    compares: bool = False,
) -> Answer:
    """Whatever is worked out of a plan as it may be told at a level.

    `of_people` counts people; what `compares` looks at the last version, of which more may be
    withheld than of the plan.
    """
    asked = Question(plan=release.plan, reference=reference, on=on, before=release.before)
    shown = make(asked)
    hides_few = of_people and release.level is Classification.PUBLIC
    if release.is_whole and not hides_few and not compares:
        return shown
    whole = make(replace(asked, plan=release.whole, before=release.whole_before))
    return answer_at_level(whole, shown, hides_few=hides_few)
