"""The answer on coverage: what covers each risk factor, and the gaps in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    CellKind,
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
            screened(found),
        ),
        findings=tuple(map(_finding, found.gaps)),
        tables=(_factors(found),),
        figures=(_by_family(found, plan), _by_ministry(found, plan)),
    )


def screened(found: Coverage) -> Message:
    """How far the programmes are screened, in one sentence."""
    mapped = found.screening
    return _(
        "Programmes: {linked} linked, {none} with no link, {open} to decide.",
        linked=mapped.linked,
        none=mapped.no_link,
        open=mapped.proposed + mapped.undecided,
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
    column, count, total = AnswerColumn[FactorCoverage], CellKind.COUNT, CellKind.SUM
    return AnswerTable(
        key="risk_factors",
        title=_("Risk factors with their level, cover and gap"),
        columns=(
            column("number", _("No."), CellKind.CODE, lambda one: one.number),
            column("title", ratings.label("risk_factor"), CellKind.TEXT, _name),
            column("level", ratings.label("level"), CellKind.LEVEL, lambda one: one.level),
            column("programmes", programmes.title, count, lambda one: len(one.cover.programmes)),
            column("actions", actions.title, count, lambda one: len(one.cover.actions)),
            column(
                "funded",
                pgettext("actions", "Funded"),
                count,
                lambda one: len(one.cover.funded_actions),
            ),
            column(
                "touching",
                _("Whole budgets concerned"),
                total,
                lambda one: Sum(one.cover.touching, found.currency),
            ),
            column(
                "attributed",
                _("Attributed share of budgets"),
                total,
                lambda one: Sum(one.cover.attributed, found.currency),
            ),
            column("gap", _("Gap"), CellKind.TEXT, _gap),
            column("why", _("Why"), CellKind.SENTENCE, lambda one: one.reason, width=44),
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
        {
            family: pgettext(type(family).__name__, family.label)
            for family in Family
            if family in present
        },
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
