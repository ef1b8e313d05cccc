"""The answer on coverage: what covers each risk factor, and the gaps in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    Finding,
    Gravity,
    Matrix,
    MatrixCell,
    Target,
)
from planner.analysis.coverage.caution import evidence_of, signs_raised
from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.factors import (
    NO_FAMILY,
    NO_MINISTRY,
    NO_SITUATION,
    Coverage,
    FactorCoverage,
    SituationCover,
    families,
)
from planner.analysis.coverage.gaps import GAP_LABELS
from planner.analysis.mapping.harms import may_raise
from planner.analysis.money.costs import ZERO
from planner.analysis.money.money_answer import FUNDED_FROM_HALF
from planner.choices import Family, Level
from planner.messages import NOTHING, Message, Share, Sum, _, pgettext, verbatim
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.tables import Action, Ministry, Situation

T = TypeVar("T")
Words: TypeAlias = Callable[[str], tuple[Message, ...]]
"""What is said of a row, by its id."""

TITLE: Final = _("Coverage")
ALL, REST = "all", "rest"
WIDEST: Final = 15
_WORTH_FOLDING: Final = 2
EVIDENCE, MAY_RAISE = _("Public evidence"), _("May raise")
NO_EVIDENCE, NONE_ON_RECORD = _("No findings counted"), _("Nothing on record")
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


def coverage_answer(found: Coverage, plan: Plan, reference: Reference) -> Answer:
    """What covers each risk factor, how many high ones lack cover, and each gap with its reason."""
    raised = signs_raised(plan, reference)
    return Answer(
        key="coverage",
        title=TITLE,
        unknown=found.unknown,
        sentences=(_high_ones(found), *_high_places(found), found.screening.sentence),
        findings=tuple(map(_finding, found.gaps)),
        tables=(
            _factors(found, may_raise(plan)),
            _places(found),
            _actions(found, plan, evidence_of(plan, reference), raised),
        ),
        figures=tuple(
            _matrix(found, title, widest(found, places(found, plan)))
            for title, places in (
                (_("Programmes and actions by risk factor and policy family"), family_places),
                (_("Programmes and actions by risk factor and ministry"), ministry_places),
                (_("Programmes and actions by risk factor and situation"), situation_places),
            )
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


def _high_places(found: Coverage) -> Iterator[Message]:
    """In how many cells of factor and situation it is high and nothing names the place."""
    high = [one for one in found.concerns if one.level is Level.HIGH]
    if high:
        yield _(
            "High in a situation, and no programme or action names that place: {number} of {high}.",
            number=sum(not one.cover.supports for one in high),
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


def _factors(
    found: Coverage, raising: Mapping[int, tuple[str, ...]]
) -> AnswerTable[FactorCoverage]:
    ratings = table_named("ratings")
    return AnswerTable(
        key="risk_factors",
        title=_("Risk factors with their level, cover and gap"),
        columns=(
            answers.code("number", _("No."), lambda one: one.number),
            answers.text("title", ratings.label("risk_factor"), _name),
            answers.level("level", ratings.label("level"), lambda one: one.level),
            *_counts(found, lambda one: one.cover),
            answers.text("raising", MAY_RAISE, lambda one: raising.get(one.number, ())),
            answers.text("gap", _("Gap"), _gap),
            answers.text("fitting", _("Actions that fit"), lambda one: one.fitting),
            answers.sentence("why", _("Why"), lambda one: one.reason),
        ),
        lines=found.factors,
        target=_target,
        note=FUNDED_FROM_HALF,
    )


def _counts(found: Coverage, cover: Callable[[T], Cover]) -> Iterator[AnswerColumn[T]]:
    """What is counted of a cover: programmes, actions, and their money."""
    programmes, actions = map(table_named, ("programmes", "actions"))
    yield answers.count("programmes", programmes.title, lambda one: len(cover(one).programmes))
    yield answers.count("in_bulk", IN_BULK, lambda one: len(cover(one).in_bulk))
    yield answers.count("actions", actions.title, lambda one: len(cover(one).actions))
    yield answers.count(
        "funded", pgettext("actions", "Funded"), lambda one: len(cover(one).funded_actions)
    )
    yield answers.share(
        "funded_share", _("Funded share"), lambda one: Share(cover(one).costs.funded_share)
    )
    for part, head in (("touching", TOUCHING), ("attributed", ATTRIBUTED)):
        yield answers.amount(part, head, lambda one, at=part: cover(one).told(at, found.currency))


def _places(found: Coverage) -> AnswerTable[SituationCover]:
    ratings = table_named("ratings")
    counts: Iterator[AnswerColumn[SituationCover]] = _counts(found, lambda one: one.cover)
    return AnswerTable(
        key="situations",
        title=_("Risk factors that are high or moderate, by situation, with what names that place"),
        columns=(
            answers.text("situation", ratings.label("situation"), lambda one: one.situation.name),
            answers.code("number", _("No."), lambda one: one.factor.number),
            answers.text("title", ratings.label("risk_factor"), lambda one: _name(one.factor)),
            answers.level("level", ratings.label("level"), lambda one: one.level),
            *(one for one in counts if one.key != "in_bulk"),
            answers.count(
                "reaching",
                _("Actions without a place that may reach it"),
                lambda one: len(one.reaching),
            ),
        ),
        lines=found.concerns,
        target=lambda one: Target("situations", one.situation.id),
    )


def _actions(found: Coverage, plan: Plan, evidence: Words, raised: Words) -> AnswerTable[Action]:
    """The actions that address any factor, with evidence and harm in words."""
    actions, names = table_named("actions"), plan.names(Ministry)
    lowers: defaultdict[str, list[str]] = defaultdict(list)
    for factor in found.factors:
        for one in factor.cover.actions:
            lowers[one].append(str(factor.number))
    return AnswerTable(
        key="actions",
        title=_("Actions with public evidence and possible harm"),
        columns=(
            answers.code("id", actions.label("id"), lambda one: one.id),
            answers.text("title", actions.label("title"), lambda one: one.title),
            answers.text("lead", actions.label("lead"), lambda one: names.get(one.lead)),
            answers.text("factors", _("Risk factors"), lambda one: tuple(lowers[one.id])),
            answers.text("evidence", EVIDENCE, lambda one: evidence(one.id) or NO_EVIDENCE),
            answers.text("raising", MAY_RAISE, lambda one: raised(one.id) or NONE_ON_RECORD),
        ),
        lines=tuple(one for one in plan.of(Action) if one.id in lowers),
        target=lambda one: Target("actions", one.id),
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
    """Families, ministries or situations by their names, and what each gives."""

    names: Mapping[str, Message]
    covers: Callable[[FactorCoverage], Mapping[str, Cover]]
    of_levels: bool = False

    def level(self, factor: FactorCoverage, place: str) -> Level | None:
        """The factor's level in a place, where the places are situations and it has one there."""
        rating = factor.risk.ratings.get(place) if self.of_levels else None
        return rating.level if rating else None

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


def situation_places(found: Coverage, plan: Plan) -> Places:
    """The plan's situations with the level in each, and what names none."""
    names = {key: verbatim(name) for key, name in plan.names(Situation).items()}
    used = {key for factor in found.factors for key in factor.by_situation}
    others = {key: verbatim(key) for key in sorted(used - names.keys() - {NO_SITUATION})}
    nowhere = {NO_SITUATION: _("No situation named")} if NO_SITUATION in used else {}
    return Places(
        names=names | others | nowhere, covers=lambda factor: factor.by_situation, of_levels=True
    )


def widest(found: Coverage, places: Places) -> Places:
    """The same with the fifteen places that give most, in their order, and the others together."""
    given: Counter[str] = Counter(dict.fromkeys(places.names, 0))
    for factor in found.factors:
        given.update({key: len(one.supports) for key, one in places.covers(factor).items()})
    kept = {key for key, _number in given.most_common(WIDEST)}
    left = given.keys() - kept
    if len(left) < _WORTH_FOLDING:
        return places
    covers: dict[int, Mapping[str, Cover]] = {}
    for factor in found.factors:
        parts = places.covers(factor)
        others = {one.id: one for key in parts if key in left for one in parts[key].supports}
        covers[factor.number] = {**parts, REST: Cover(supports=tuple(others.values()))}
    names = {key: name for key, name in places.names.items() if key in kept}
    rest = _("The other {number}", number=len(left))

    def covered(factor: FactorCoverage) -> Mapping[str, Cover]:
        return covers[factor.number]

    return replace(places, names={**names, REST: rest}, covers=covered)


def most_of(found: Coverage, places: Places, measure: CoverMeasure) -> Decimal:
    """The largest number in any one place."""
    covers = (places.covers(factor).items() for factor in found.factors)
    ones = (measure.of(cover) for parts in covers for place, cover in parts if place != REST)
    return max(map(_amount, ones), default=ZERO)


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
