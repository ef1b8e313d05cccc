"""What covers each risk factor: programmes, actions and money, by policy family and by ministry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planner.analysis.coverage.cover import Cover, Support
from planner.analysis.coverage.gaps import Gap, gap_of, order_of, reason
from planner.analysis.mapping.screening import Screening, is_no_link, screening
from planner.analysis.money.costs import ZERO, Exchange, add_up, exchange
from planner.analysis.risk.picture import FactorRisk, RiskPicture, risk_picture
from planner.choices import ActionStatus, Family, Level, LinkState, ProgrammeStatus, Strength
from planner.messages import Message
from planner.plan import Plan, grouped
from planner.reference import Reference
from planner.tables import Action, ActionRisk, Cost, Link, Ministry, Programme

OVER = frozenset({ProgrammeStatus.FINISHED, ProgrammeStatus.CANCELLED, ProgrammeStatus.SUSPENDED})
HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class FactorCoverage:
    """One risk factor: how high it is, what covers it, in all and by place, its gap."""

    risk: FactorRisk
    cover: Cover
    by_family: Mapping[Family, Cover]
    by_ministry: Mapping[str, Cover]
    gap: Gap | None
    reason: Message

    @property
    def number(self) -> int:
        """The factor's number in the framework."""
        return self.risk.factor.number

    @property
    def level(self) -> Level:
        """The factor's worst level."""
        return self.risk.level


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The coverage of all risk factors, in the framework's order."""

    currency: str
    factors: tuple[FactorCoverage, ...]
    picture: RiskPicture
    screening: Screening

    @cached_property
    def gaps(self) -> tuple[FactorCoverage, ...]:
        """The factors with a gap, gravest first."""
        open_ones = (factor for factor in self.factors if factor.gap is not None)
        return tuple(sorted(open_ones, key=lambda f: order_of(f.level, f.gap, f.number)))


def coverage(plan: Plan, reference: Reference) -> Coverage:
    """What covers each risk factor: running programmes by their confirmed links, and actions."""
    picture = risk_picture(plan, reference)
    supports = _supports(plan, reference)
    names = {situation.id: situation.name for situation in picture.situations}
    return Coverage(
        currency=plan.details.currency,
        factors=tuple(
            _factor(risk, supports[risk.factor.number], names) for risk in picture.factors
        ),
        picture=picture,
        screening=screening(plan),
    )


def _factor(
    risk: FactorRisk, supports: Iterable[Support], names: Mapping[str, str]
) -> FactorCoverage:
    found = tuple(supports)
    cover = Cover(supports=found)
    gap = gap_of(cover)
    return FactorCoverage(
        risk=risk,
        cover=cover,
        by_family={str_family: Cover(supports=part) for str_family, part in _by_family(found)},
        by_ministry={str(key): Cover(supports=part) for key, part in _by_ministry(found)},
        gap=gap,
        reason=reason(risk, cover, gap, names),
    )


def _by_family(supports: Iterable[Support]) -> Iterable[tuple[Family, tuple[Support, ...]]]:
    groups: defaultdict[Family, list[Support]] = defaultdict(list)
    for support in supports:
        groups[support.family].append(support)
    return ((family, tuple(groups[family])) for family in Family if family in groups)


def _by_ministry(supports: Iterable[Support]) -> Iterable[tuple[str, tuple[Support, ...]]]:
    groups: defaultdict[str, list[Support]] = defaultdict(list)
    for support in supports:
        groups[support.ministry].append(support)
    return ((ministry, tuple(groups[ministry])) for ministry in sorted(groups))


def _supports(plan: Plan, reference: Reference) -> Mapping[int, list[Support]]:
    found: dict[int, list[Support]] = {factor.number: [] for factor in reference.risk_factors}
    rates = exchange(plan)
    families = {row.id: row.family or Family.OTHER for row in plan.of(Ministry)}
    for programme, links in _linked(plan):
        for number, support in _programme(programme, links, reference, rates, families):
            found[number].append(support)
    for number, support in _actions(plan, rates, families):
        if number in found:
            found[number].append(support)
    return found


def _linked(plan: Plan) -> Iterable[tuple[Programme, tuple[Link, ...]]]:
    counting = (
        link for link in plan.of(Link) if link.state is LinkState.CONFIRMED and not is_no_link(link)
    )
    programmes = plan.by_id(Programme)
    for programme_id, links in grouped(counting, "programme").items():
        programme = programmes.get(str(programme_id))
        if programme is not None and programme.status not in OVER:
            yield programme, links


def _programme(
    programme: Programme,
    links: tuple[Link, ...],
    reference: Reference,
    rates: Exchange,
    families: Mapping[str, Family],
) -> Iterable[tuple[int, Support]]:
    budget = rates.convert(programme.budget, programme.currency)
    shares = _shares(links)
    strengths: dict[int, Strength] = {}
    attributed: dict[int, Decimal] = {}
    for link in links:
        action = reference.action_by_id.get(link.action)
        for number in action.risk_factors if action else ():
            strengths[number] = _stronger(strengths.get(number), link.strength)
            if action and link.id in shares and budget is not None:
                part = budget * shares[link.id] / len(action.risk_factors)
                attributed[number] = attributed.get(number, ZERO) + part
    for number, strength in strengths.items():
        yield (
            number,
            Support(
                id=programme.id,
                ministry=programme.ministry,
                family=families.get(programme.ministry, Family.OTHER),
                is_action=False,
                strength=strength,
                touching=budget,
                attributed=attributed.get(number),
            ),
        )


def _shares(links: tuple[Link, ...]) -> dict[str, Decimal]:
    """Each stated share as a part of one; when they add up to more than all, in proportion."""
    stated = {link.id: max(link.share, ZERO) for link in links if link.share is not None}
    total = sum(stated.values(), ZERO)
    whole = max(total, HUNDRED)
    return {link_id: share / whole for link_id, share in stated.items()}


def _stronger(a: Strength | None, b: Strength | None) -> Strength:
    order = (Strength.DIRECT, Strength.INDIRECT, Strength.WEAK)
    return next((strength for strength in order if strength in (a, b)), Strength.WEAK)


def _actions(
    plan: Plan, rates: Exchange, families: Mapping[str, Family]
) -> Iterable[tuple[int, Support]]:
    actions = plan.by_id(Action)
    costs = grouped(plan.of(Cost), "action")
    for action_id, number in _addressed(plan):
        action = actions.get(action_id)
        if action is None or action.status is ActionStatus.STOPPED:
            continue
        money = add_up(costs.get(action.id, ()), rates)
        yield (
            number,
            Support(
                id=action.id,
                ministry=action.lead,
                family=families.get(action.lead, Family.OTHER),
                is_action=True,
                strength=Strength.DIRECT,
                funded=money.funded > 0 or money.in_kind > 0,
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
