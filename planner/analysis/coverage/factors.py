"""What covers each risk factor: programmes, actions and money, by family, ministry, situation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import chain

from planner.analysis.actions.drafting import candidates
from planner.analysis.coverage.cover import Cover, Support
from planner.analysis.coverage.gaps import Gap, gap_of, order_of, reason
from planner.analysis.coverage.places import may_reach, situations_in
from planner.analysis.live_rows import serving_links
from planner.analysis.mapping.screening import (
    Screening,
    is_in_bulk,
    only_in_bulk,
    screening,
)
from planner.analysis.money.costs import (
    NO_OWN_CURRENCY,
    ZERO,
    Exchange,
    Unknown,
    add_up,
    exchange,
)
from planner.analysis.once import once
from planner.analysis.risk.picture import FactorRisk, RiskPicture, risk_picture
from planner.choices import ActionStatus, Level, ProgrammeStatus, Strength
from planner.messages import Message, _
from planner.plan import Plan, grouped
from planner.reference import Reference
from planner.tables import Action, ActionRisk, Cost, Link, Ministry, Programme, Situation

OVER = frozenset({ProgrammeStatus.FINISHED, ProgrammeStatus.CANCELLED, ProgrammeStatus.SUSPENDED})
HUNDRED = Decimal(100)
_FITTING = 3
_STRENGTHS = (Strength.DIRECT, Strength.INDIRECT)
_CONCERNING = (Level.HIGH, Level.MODERATE)
NO_MINISTRY, NO_FAMILY = "no ministry", "no family"
"""What stands in place of a policy family that is not known."""
NO_SITUATION = ""
"""What stands in place of a situation where none is named."""


@dataclass(frozen=True, kw_only=True)
class FactorCoverage:
    """One risk factor: how high it is, what covers it, in all and by place, its gap.

    `fitting` are the catalogue actions that fit a gap best.
    """

    risk: FactorRisk
    cover: Cover
    gap: Gap | None
    reason: Message
    fitting: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The factor's number in the framework."""
        return self.risk.factor.number

    @property
    def level(self) -> Level:
        """The factor's worst level."""
        return self.risk.level

    @cached_property
    def by_family(self) -> Mapping[str, Cover]:
        """Cover by the policy family of the ministry that gives it."""
        return _by((one.family, one) for one in self.cover.supports)

    @cached_property
    def by_ministry(self) -> Mapping[str, Cover]:
        """Cover by ministry; blank for what names none."""
        return _by((one.ministry, one) for one in self.cover.supports)

    @cached_property
    def by_situation(self) -> Mapping[str, Cover]:
        """Cover by situation, also by each of several; blank for what names none of the plan's."""
        placed = (
            (place, one)
            for one in self.cover.supports
            for place in one.situations or (NO_SITUATION,)
        )
        return _by(placed, of_place=True)


@dataclass(frozen=True, kw_only=True)
class SituationCover:
    """A risk factor of concern in one situation: its level there, and what names that place.

    `reaching` are the actions without a place of their own that may reach it too.
    """

    situation: Situation
    factor: FactorCoverage
    level: Level

    @property
    def cover(self) -> Cover:
        """What covers the factor there by name."""
        return self.factor.by_situation.get(self.situation.id, Cover())

    @property
    def reaching(self) -> tuple[str, ...]:
        """Ids of the actions that may reach it too."""
        supports = self.factor.cover.supports
        return tuple(one.id for one in supports if self.situation.id in one.may_reach)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The coverage of all risk factors, in the framework's order."""

    currency: str
    factors: tuple[FactorCoverage, ...]
    picture: RiskPicture
    plan: Plan

    @cached_property
    def screening(self) -> Screening:
        """How far the plan's programmes are screened."""
        return screening(self.plan)

    @cached_property
    def unknown(self) -> tuple[Message, ...]:
        """What cannot be known of cover from the plan."""
        return tuple(_unknown(self.plan, self.picture))

    @cached_property
    def gaps(self) -> tuple[FactorCoverage, ...]:
        """The factors with a gap, gravest first."""
        open_ones = (factor for factor in self.factors if factor.gap is not None)
        return tuple(sorted(open_ones, key=lambda f: order_of(f.level, f.gap, f.number)))

    @cached_property
    def concerns(self) -> tuple[SituationCover, ...]:
        """Each factor that is high or moderate in a situation; high, then uncovered there first."""
        found = [
            SituationCover(situation=place, factor=factor, level=level)
            for factor in self.factors
            for place in self.picture.situations
            for level in _CONCERNING
            if (rated := factor.risk.ratings.get(place.id)) and rated.level is level
        ]
        return tuple(
            sorted(found, key=lambda o: (o.level is not Level.HIGH, len(o.cover.supports) > 0))
        )


@once
def coverage(plan: Plan, reference: Reference) -> Coverage:
    """What covers each risk factor: running programmes by their confirmed links, and actions.

    A worked example: a programme of 900 with one confirmed link of 50 % to an action that serves
    three factors touches each of these with 900, and 150 is attributed to each. The programme
    alone leaves a factor with the gap “single”; a second thing that is solid closes it.
    """
    picture = risk_picture(plan, reference)
    return Coverage(
        currency=exchange(plan).own,
        factors=factor_coverages(plan, reference, picture, supports(plan, reference)),
        picture=picture,
        plan=plan,
    )


def factor_coverages(
    plan: Plan, reference: Reference, picture: RiskPicture, found: Mapping[int, Iterable[Support]]
) -> tuple[FactorCoverage, ...]:
    """The factors of a picture with what covers each, its gap, and actions that fit there."""
    names = {situation.id: situation.name for situation in picture.situations}
    return tuple(
        _with_actions(_factor(risk, found[risk.factor.number], names), plan, reference)
        for risk in picture.factors
    )


def _unknown(plan: Plan, picture: RiskPicture) -> Iterator[Message]:
    """What cannot be known of cover: levels, ministries, and sums of the programmes that run."""
    if open_ones := len(picture.at(Level.NOT_ASSESSED)):
        yield _(
            "Risk factors not assessed: {number} of {all}; whether they are high is not known.",
            number=open_ones,
            all=len(picture.factors),
        )
    running = [one for one in plan.of(Programme) if one.status not in OVER]
    if unnamed := sum(not one.ministry for one in running):
        yield _("Programmes that name no ministry: {number}.", number=unnamed)
    yield from unknown_budgets(running, exchange(plan))


def unknown_budgets(running: Iterable[Programme], rates: Exchange) -> Iterator[Message]:
    """How many budgets of programmes are in no sum, by what is not known of them."""
    why = Counter(rates.unknown(one.budget, one.currency) for one in running)
    if not rates.own and why[Unknown.RATE]:
        yield NO_OWN_CURRENCY
    if number := why[Unknown.CURRENCY]:
        yield _("Programmes whose currency is not known, in no sum: {number}.", number=number)
    if number := why[Unknown.RATE]:
        yield _("Programmes without an exchange rate, in no sum: {number}.", number=number)
    if number := why[Unknown.AMOUNT]:
        yield _("Programmes whose budget is not known: {number}.", number=number)


def _factor(risk: FactorRisk, found: Iterable[Support], names: Mapping[str, str]) -> FactorCoverage:
    cover = Cover(supports=tuple(found))
    gap = gap_of(cover)
    return FactorCoverage(
        risk=risk,
        cover=cover,
        gap=gap,
        reason=reason(risk, cover, gap, names),
    )


def _with_actions(found: FactorCoverage, plan: Plan, reference: Reference) -> FactorCoverage:
    """The same with the actions that fit best, where there is a gap."""
    if found.gap is None:
        return found
    best = candidates(plan, reference, found.number)[:_FITTING]
    return replace(found, fitting=tuple(one.action.id for one in best))


def _by(placed: Iterable[tuple[str, Support]], *, of_place: bool = False) -> Mapping[str, Cover]:
    """Covers by what each thing in them stands under."""
    groups: defaultdict[str, list[Support]] = defaultdict(list)
    for place, support in placed:
        groups[place].append(support)
    return {key: Cover(supports=tuple(groups[key]), of_place=of_place) for key in sorted(groups)}


def families(plan: Plan) -> Mapping[str, str]:
    """The policy family of each ministry by its id, or what says that it names none."""
    return {row.id: row.family or NO_FAMILY for row in plan.of(Ministry)}


@once
def programme_supports(plan: Plan, reference: Reference) -> tuple[tuple[int, Support], ...]:
    """What the programmes of a plan cover: each with each risk factor that it touches."""
    rates, known, named = exchange(plan), families(plan), situations_in(plan)
    return tuple(
        pair
        for programme, links in _linked(plan)
        for pair in _programme(programme, links, reference, rates, known, named)
    )


def supports(
    plan: Plan, reference: Reference, programmes: Iterable[tuple[int, Support]] | None = None
) -> Mapping[int, list[Support]]:
    """What covers each risk factor by its number: the plan's programmes, or those, and actions."""
    found: dict[int, list[Support]] = {factor.number: [] for factor in reference.risk_factors}
    pairs = programme_supports(plan, reference) if programmes is None else programmes
    for number, support in chain(pairs, _actions(plan, exchange(plan), families(plan))):
        if number in found:
            found[number].append(support)
    return found


def _linked(plan: Plan) -> Iterable[tuple[Programme, tuple[Link, ...]]]:
    programmes = plan.by_id(Programme)
    for programme_id, links in grouped(serving_links(plan), "programme").items():
        programme = programmes.get(str(programme_id))
        if programme is not None and programme.status not in OVER:
            yield programme, links


def _programme(
    programme: Programme,
    links: tuple[Link, ...],
    reference: Reference,
    rates: Exchange,
    known: Mapping[str, str],
    named: Callable[[str], tuple[str, ...]],
) -> Iterable[tuple[int, Support]]:
    budget = rates.convert(programme.budget, programme.currency)
    shares = _shares(links)
    attributed: dict[int, Decimal] = {}
    some_in_bulk = any(map(is_in_bulk, links))
    ranks: dict[int, int] = {}
    by_factor: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        rank = _STRENGTHS.index(link.strength) if link.strength in _STRENGTHS else len(_STRENGTHS)
        action = reference.action_by_id.get(link.action)
        for number in action.risk_factors if action else ():
            by_factor[number].append(link)
            ranks[number] = min(rank, ranks.get(number, rank))
            if action and link.id in shares and budget is not None:
                part = budget * shares[link.id] / len(action.risk_factors)
                attributed[number] = attributed.get(number, ZERO) + part
    for number, those in by_factor.items():
        yield (
            number,
            Support(
                id=programme.id,
                ministry=programme.ministry,
                family=known.get(programme.ministry, NO_MINISTRY),
                strength=(*_STRENGTHS, Strength.WEAK)[ranks[number]],
                touching=budget,
                attributed=attributed.get(number),
                in_bulk=some_in_bulk and only_in_bulk(those),
                situations=named(programme.country),
            ),
        )


def _shares(links: tuple[Link, ...]) -> dict[str, Decimal]:
    """Each stated share as a part of one; when they add up to more than all, in proportion."""
    stated = {link.id: max(link.share, ZERO) for link in links if link.share is not None}
    total = sum(stated.values(), ZERO)
    whole = max(total, HUNDRED)
    return {link_id: share / whole for link_id, share in stated.items()}


def _actions(
    plan: Plan, rates: Exchange, known: Mapping[str, str]
) -> Iterable[tuple[int, Support]]:
    actions, reach = plan.by_id(Action), may_reach(plan)
    costs = grouped(plan.of(Cost), "action")
    sums = {action_id: add_up(costs.get(action_id, ()), rates) for action_id in actions}
    for action_id, number in _addressed(plan):
        action = actions.get(action_id)
        if action is None or action.status is ActionStatus.STOPPED:
            continue
        yield (
            number,
            Support(
                id=action.id,
                ministry=action.lead,
                family=known.get(action.lead, NO_MINISTRY),
                strength=Strength.DIRECT,
                costs=sums[action.id],
                situations=(action.situation,) if action.situation else (),
                may_reach=reach(action),
            ),
        )


def _addressed(plan: Plan) -> Iterable[tuple[str, int]]:
    """Each action with each factor that it names, once."""
    named = (
        (risk.action, int(risk.risk_factor))
        for risk in plan.of(ActionRisk)
        if risk.risk_factor.isdecimal()
    )
    return dict.fromkeys(named)
