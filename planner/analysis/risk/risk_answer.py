"""The answer on risk: how strongly each risk factor shows, situation by situation."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerTable,
    Finding,
    Gravity,
    Matrix,
    MatrixCell,
    Target,
)
from planner.analysis.risk.picture import CONCERN, FactorRisk, RiskPicture
from planner.choices import Level
from planner.messages import Message, Share, _, verbatim
from planner.plan import table_named

TITLE: Final = _("Risks")
_SHADES: Final = MappingProxyType({Level.HIGH: 1.0, Level.MODERATE: 0.6, Level.LOW: 0.25})


def risk_answer(found: RiskPicture) -> Answer:
    """How many risk factors are high, moderate or not assessed, and where the high ones are."""
    assessed = sum(factor.level is not Level.NOT_ASSESSED for factor in found.factors)
    return Answer(
        key="risks",
        title=TITLE,
        sentences=(
            _(
                "Risk factors at high level: {high}; at moderate level: {moderate}.",
                high=len(found.at(Level.HIGH)),
                moderate=len(found.at(Level.MODERATE)),
            ),
            _(
                "Risk factors assessed: {assessed} of {all}.",
                assessed=assessed,
                all=len(found.factors),
            ),
        ),
        findings=tuple(_finding(found, factor) for factor in found.at(Level.HIGH)),
        tables=(_table(found),),
        figures=(_matrix(found),),
    )


def _target(factor: FactorRisk) -> Target:
    return Target("risk_factors", str(factor.factor.number))


def _worst_in(found: RiskPicture, factor: FactorRisk) -> tuple[str, ...]:
    names = {situation.id: situation.name for situation in found.situations}
    return tuple(names.get(one, one) for one in factor.worst_in)


def _finding(found: RiskPicture, factor: FactorRisk) -> Finding:
    return Finding(
        gravity=Gravity.GRAVE,
        message=_(
            "Risk factor {number}, {title}: {level} in {places}.",
            number=factor.factor.number,
            title=factor.factor.name,
            level=factor.level,
            places=_worst_in(found, factor),
        ),
        targets=(_target(factor),),
    )


def _table(found: RiskPicture) -> AnswerTable[FactorRisk]:
    ratings = table_named("ratings")
    return AnswerTable(
        key="risk_factors",
        title=_("Risk factors by worst level"),
        columns=(
            answers.code("number", _("No."), lambda one: one.factor.number),
            answers.text("title", ratings.label("risk_factor"), lambda one: one.factor.name),
            answers.level("level", ratings.label("level"), lambda one: one.level),
            answers.text("where", _("Where"), lambda one: _worst_in(found, one)),
            answers.share(
                "assessed",
                _("Situations assessed"),
                lambda one: Share(_assessed(found, one)),
            ),
        ),
        lines=tuple(sorted(found.factors, key=lambda one: CONCERN.index(one.level))),
        target=_target,
    )


def _assessed(found: RiskPicture, factor: FactorRisk) -> float | None:
    levels = [row.level for row in factor.ratings.values()]
    known = sum(level not in (None, Level.NOT_ASSESSED) for level in levels)
    return known / len(found.situations) if found.situations else None


def _matrix(found: RiskPicture) -> Matrix:
    return Matrix(
        title=_("Risk factors by situation"),
        rows=tuple(factor.factor.name for factor in found.factors),
        columns=tuple(verbatim(situation.name) or _not_named() for situation in found.situations),
        marks=tuple(
            tuple(_mark(factor, situation.id) for situation in found.situations)
            for factor in found.factors
        ),
    )


def _not_named() -> Message:
    return _("not named")


def _mark(factor: FactorRisk, situation: str) -> MatrixCell | None:
    rating = factor.ratings.get(situation)
    if rating is None or rating.level is None:
        return None
    return MatrixCell(rating.level, _SHADES.get(rating.level), Target("ratings", rating.id))
