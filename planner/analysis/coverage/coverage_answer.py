"""The answer on coverage: what covers each risk factor, and the gaps in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
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
from planner.analysis.coverage.factors import (
    NO_FAMILY,
    NO_MINISTRY,
    Coverage,
    FactorCoverage,
    families,
)
from planner.analysis.coverage.gaps import GAP_LABELS
from planner.analysis.money.costs import ZERO
from planner.analysis.money.money_answer import FUNDED_FROM_HALF
from planner.choices import Family, Level
from planner.messages import NOTHING, Message, Share, Sum, _, pgettext, verbatim
from planner.plan import Plan, table_named
from planner.tables import Ministry

TITLE: Final = _("Coverage")
ALL: Final = "all"
TOUCHING: Final = _("Whole budgets concerned")
ATTRIBUTED: Final = _("Attributed share of budgets")
IN_BULK: Final = _("Linked in bulk only")
UNASSESSED: Final = _("No risk factor has been assessed, so nobody knows which are high.")
_UNPLACED: Final = {
    NO_FAMILY: _("No policy family named"),
    NO_MINISTRY: _("No ministry named"),
}
_GRAVITY: Final = MappingProxyType(
    {
        Level.HIGH: Gravity.GRAVE,
        Level.MODERATE: Gravity.WARNING,
        Level.NOT_ASSESSED: Gravity.WARNING,
    }
)


def coverage_answer(found: Coverage, plan: Plan) -> Answer:
    """What covers each risk factor, how many high ones lack cover, and each gap with its reason."""
    return Answer(
        key="coverage",
        title=TITLE,
        unknown=found.unknown,
        sentences=(_high_ones(found), found.screening.sentence),
        findings=tuple(map(_finding, found.gaps)),
        tables=(_factors(found),),
        figures=(
            _matrix(
                found,
                _("Programmes and actions by risk factor and policy family"),
                family_places(found, plan),
            ),
            _matrix(
                found,
                _("Programmes and actions by risk factor and ministry"),
                ministry_places(found, plan),
            ),
        ),
    )


def _high_ones(found: Coverage) -> Message:
    """How many high factors lack cover; without any assessment nobody knows which are high."""
    high = found.picture.at(Level.HIGH)
    if found.picture.is_unassessed:
        return UNASSESSED
    return _(
        "High risk factors without adequate cover: {number} of {high}.",
        number=sum(one.gap is not None for one in found.factors if one.level is Level.HIGH),
        high=len(high),
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
            answers.count("in_bulk", IN_BULK, lambda one: len(one.cover.in_bulk)),
            answers.count("actions", actions.title, lambda one: len(one.cover.actions)),
            answers.count(
                "funded",
                pgettext("actions", "Funded"),
                lambda one: len(one.cover.funded_actions),
            ),
            answers.share(
                "funded_share",
                _("Funded share"),
                lambda one: Share(one.cover.costs.funded_share),
            ),
            *(
                answers.amount(one, name, lambda line, at=one: line.cover.told(at, found.currency))
                for one, name in (("touching", TOUCHING), ("attributed", ATTRIBUTED))
            ),
            answers.text("gap", _("Gap"), _gap),
            answers.text("fitting", _("Actions that fit"), lambda one: one.fitting),
            answers.sentence("why", _("Why"), lambda one: one.reason),
        ),
        lines=found.factors,
        target=_target,
        note=FUNDED_FROM_HALF,
    )


def _name(factor: FactorCoverage) -> Message:
    return factor.risk.factor.name


class CoverMeasure(StrEnum):
    """What the cells of a matrix of cover count."""

    PROGRAMMES = "programmes"
    ACTIONS = "actions"
    TOUCHING = "touching"
    ATTRIBUTED = "attributed"

    @property
    def is_money(self) -> bool:
        """Whether it is a sum and not a count."""
        return self in (CoverMeasure.TOUCHING, CoverMeasure.ATTRIBUTED)

    def counts(self, cover: Cover) -> bool:
        """Whether it finds anything in a cover, be it a sum that nobody knows."""
        value = self.of(cover)
        return bool(_amount(value)) or (isinstance(value, Sum) and value.at_least)

    def of(self, cover: Cover) -> Sum | int:
        """A cover as one number, or as a short sum without its currency."""
        match self:
            case CoverMeasure.PROGRAMMES:
                return len(cover.programmes)
            case CoverMeasure.ACTIONS:
                return len(cover.actions)
            case CoverMeasure.TOUCHING | CoverMeasure.ATTRIBUTED:
                return cover.told(self, "", short=True)


MEASURES: Final[Mapping[CoverMeasure, Message]] = MappingProxyType(
    {
        CoverMeasure.PROGRAMMES: table_named("programmes").title,
        CoverMeasure.ACTIONS: table_named("actions").title,
        CoverMeasure.TOUCHING: TOUCHING,
        CoverMeasure.ATTRIBUTED: ATTRIBUTED,
    }
)


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where cover comes from: families or ministries by their names, and what each gives."""

    names: Mapping[str, Message]
    covers: Callable[[FactorCoverage], Mapping[str, Cover]]

    def cover(self, factor: FactorCoverage, place: str) -> Cover:
        """What covers a factor in a place, which may be all of them; empty where nothing does."""
        return factor.cover if place == ALL else self.covers(factor).get(place, Cover())


def family_places(found: Coverage, plan: Plan) -> Places:
    """The policy families of the plan's ministries, and what has no family or no ministry."""
    present = set(families(plan).values())
    present |= {family for factor in found.factors for family in factor.by_family}
    named = {family.value: family.caption for family in Family} | _UNPLACED
    return Places(
        names={key: name for key, name in named.items() if key in present},
        covers=lambda factor: factor.by_family,
    )


def ministry_places(found: Coverage, plan: Plan) -> Places:
    """The plan's ministries, and what names none."""
    names = {key: verbatim(name) for key, name in plan.names(Ministry).items()}
    used = {key for factor in found.factors for key in factor.by_ministry}
    return Places(
        names={**names, **dict.fromkeys(sorted(used - names.keys()), _UNPLACED[NO_MINISTRY])},
        covers=lambda factor: factor.by_ministry,
    )


def most_of(found: Coverage, places: Places, measure: CoverMeasure) -> Decimal:
    """The largest number in any one place."""
    covers = (cover for factor in found.factors for cover in places.covers(factor).values())
    return max((_amount(measure.of(cover)) for cover in covers), default=ZERO)


def shade(value: Sum | int, most: Decimal) -> float | None:
    """How dark: by the root of the part, so that one large sum does not hide all others."""
    amount = _amount(value)
    return float(amount / most) ** 0.5 if amount > 0 else None


def _amount(value: Sum | int) -> Decimal:
    return (value.amount or ZERO) if isinstance(value, Sum) else Decimal(value)


def _matrix(found: Coverage, title: Message, places: Places) -> Matrix:
    """How many things cover each factor in each place; a field points at its factor."""
    covers = [cover for one in found.factors for cover in places.covers(one).values()]
    most = Decimal(max((len(cover.supports) for cover in covers), default=0))

    def mark(factor: FactorCoverage, place: str) -> MatrixCell | None:
        number = len(places.cover(factor, place).supports)
        return MatrixCell(number, shade(number, most), _target(factor)) if number else None

    return Matrix(
        title=title,
        rows=tuple(map(_name, found.factors)),
        columns=tuple(places.names.values()),
        marks=tuple(tuple(mark(one, place) for place in places.names) for one in found.factors),
    )
