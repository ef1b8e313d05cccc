"""The answer on coverage: what covers each risk factor, and the gaps in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.factors import Coverage, FactorCoverage
from planner.analysis.coverage.gaps import GAP_LABELS
from planner.choices import Family, Level
from planner.messages import NOTHING, Message, Sum, _, pgettext, verbatim
from planner.plan import Plan, table_named
from planner.tables import Ministry

TITLE: Final = _("Coverage")
_GRAVITY: Final = MappingProxyType(
    {
        Level.HIGH: Gravity.GRAVE,
        Level.MODERATE: Gravity.WARNING,
        Level.NOT_ASSESSED: Gravity.WARNING,
    }
)


def coverage_answer(found: Coverage, plan: Plan) -> Answer:
    """What covers each risk factor, how many high ones lack cover, and each gap with its reason."""
    high = [factor for factor in found.factors if factor.level is Level.HIGH]
    return Answer(
        key="coverage",
        title=TITLE,
        sentences=(
            _(
                "High risk factors without adequate cover: {number} of {high}.",
                number=sum(factor.gap is not None for factor in high),
                high=len(high),
            ),
            found.screening.sentence,
        ),
        findings=tuple(map(_finding, found.gaps)),
        tables=(_factors(found),),
        figures=(_by_family(found, plan), _by_ministry(found, plan)),
    )


def _finding(factor: FactorCoverage) -> Finding:
    return Finding(
        gravity=_GRAVITY.get(factor.level, Gravity.NOTE),
        message=_(
            "Risk factor {number}, {kind}: {why}",
            number=factor.number,
            kind=_gap(factor),
            why=factor.reason,
        ),
        targets=(_target(factor),),
    )


def _target(factor: FactorCoverage) -> Target:
    return Target("risk_factors", str(factor.number))


def _gap(factor: FactorCoverage) -> Message:
    return GAP_LABELS[factor.gap] if factor.gap else NOTHING


def _factors(found: Coverage) -> AnswerTable[FactorCoverage]:
    ratings, programmes, actions = map(table_named, ("ratings", "programmes", "actions"))
    return AnswerTable(
        key="risk_factors",
        title=_("Risk factors with their level, cover and gap"),
        columns=(
            answers.code("number", _("No."), lambda one: one.number),
            answers.text("title", ratings.label("risk_factor"), _name),
            answers.level("level", ratings.label("level"), lambda one: one.level),
            answers.count("programmes", programmes.title, lambda one: len(one.cover.programmes)),
            answers.count("actions", actions.title, lambda one: len(one.cover.actions)),
            answers.count(
                "funded",
                pgettext("actions", "Funded"),
                lambda one: len(one.cover.funded_actions),
            ),
            answers.amount(
                "touching",
                _("Whole budgets concerned"),
                lambda one: Sum(one.cover.touching, found.currency),
            ),
            answers.amount(
                "attributed",
                _("Attributed share of budgets"),
                lambda one: Sum(one.cover.attributed, found.currency),
            ),
            answers.text("gap", _("Gap"), _gap),
            answers.sentence("why", _("Why"), lambda one: one.reason),
        ),
        lines=found.factors,
        target=_target,
    )


def _name(factor: FactorCoverage) -> Message:
    return factor.risk.factor.name


def _by_family(found: Coverage, plan: Plan) -> Matrix:
    present = {row.family or Family.OTHER for row in plan.of(Ministry)}
    present |= {family for factor in found.factors for family in factor.by_family}
    return _matrix(
        found,
        _("Programmes and actions by risk factor and policy family"),
        {family: family.caption for family in Family if family in present},
        [{**factor.by_family} for factor in found.factors],
    )


def _by_ministry(found: Coverage, plan: Plan) -> Matrix:
    places = {key: verbatim(name) for key, name in plan.names(Ministry).items()}
    unnamed = {key: _("No ministry named") for one in found.factors for key in one.by_ministry}
    return _matrix(
        found,
        _("Programmes and actions by risk factor and ministry"),
        {**unnamed, **places},
        [factor.by_ministry for factor in found.factors],
    )


def _matrix(
    found: Coverage,
    title: Message,
    places: Mapping[str, Message],
    covers: Sequence[Mapping[str, Cover]],
) -> Matrix:
    most = max((len(one.supports) for by_place in covers for one in by_place.values()), default=1)

    def mark(cover: Cover | None, factor: FactorCoverage) -> MatrixCell | None:
        number = len(cover.supports) if cover else 0
        return MatrixCell(number, number / most, _target(factor)) if number else None

    return Matrix(
        title=title,
        rows=tuple(map(_name, found.factors)),
        columns=tuple(places.values()),
        marks=tuple(
            tuple(mark(by_place.get(place), factor) for place in places)
            for factor, by_place in zip(found.factors, covers, strict=True)
        ),
    )
