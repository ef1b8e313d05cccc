"""What still stands when routes, donors or partners fall away: coverage of a supposed plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from planner.analysis.coverage.factors import (
    FactorCoverage,
    coverage,
    factor_coverages,
    programme_supports,
    supports,
)
from planner.analysis.coverage.gaps import Gap
from planner.analysis.live_rows import live_actions
from planner.analysis.money.costs import ZERO, add_up, exchange, live_costs
from planner.choices import ActionStatus, CostStatus, Delivery, Level, Route, Scope
from planner.messages import Message, verbatim
from planner.plan import Plan
from planner.readers.texts import folded as fold
from planner.reference import Reference
from planner.tables import Action, Cost, Programme, Situation

DONOR, PARTNER = "donor", "partner"
_TOGETHER: Final = {
    "multilateral": (Route.COUNCIL, Route.COURTS, Route.OPERATIONS, Route.MULTILATERAL),
    "regional": (Route.REGIONAL,),
    "bilateral": (Route.ACCESS,),
}
_BY_DELIVERY: Final = {
    Delivery.BILATERAL: Route.ACCESS,
    Delivery.REGIONAL: Route.REGIONAL,
    Delivery.MULTILATERAL: Route.MULTILATERAL,
}


@dataclass(frozen=True, kw_only=True)
class FallenAction:
    """An action that cannot run, by which closed route, and what would stand in for it.

    `fallback` is a catalogue action; `by` the action of the plan that puts it into practice, empty
    where none does; `lacks` says what it would need: fallback, owner, cost, route.
    """

    action: Action
    route: str
    fallback: str
    by: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FactorStress:
    """One risk factor before and after: how many programmes and actions cover it, and its gap."""

    before: FactorCoverage
    after: FactorCoverage

    @property
    def lost(self) -> bool:
        """Whether something covered it and nothing does any more."""
        return bool(self.before.cover.supports) and not self.after.cover.supports

    @property
    def weakened(self) -> bool:
        """Whether its gap is graver than before, or new."""
        return _depth(self.after.gap) > _depth(self.before.gap)


@dataclass(frozen=True, kw_only=True)
class Stress:
    """What is switched off, what becomes of cover, which actions and programmes fall, what stands.

    `national` and `regional` are shares from 0 to 1 of the actions that run today: those that need
    no route at all, and those that need at most an open regional one; None without any action.
    `unfunded` is the funding that falls away with donors and with the actions that fall.
    """

    off: tuple[str, ...]
    factors: tuple[FactorStress, ...]
    falls: tuple[FallenAction, ...]
    programmes: tuple[str, ...]
    national: float | None
    regional: float | None
    unfunded: Decimal

    @property
    def lost_high(self) -> tuple[FactorStress, ...]:
        """The high factors that lose cover or whose gap gets graver."""
        return tuple(one for one in self.factors if one.before.level is Level.HIGH and one.weakened)


def stress(plan: Plan, reference: Reference, off: Iterable[str]) -> Stress:
    """What of a plan still stands when the routes, donors or partners in `off` fall away.

    A route is one of `Route`, or a way of delivery for all of its routes; anything else names a
    donor or a partner, with or without the word “donor:” or “partner:” before it. An action falls
    when it needs one of them, a programme abroad when bilateral access closes; a cost line of a
    donor who left is no longer funded. Then the same coverage is computed of that supposed plan, so
    that nothing switched off changes nothing and more switched off never adds cover.

    Example: of three actions, one by the Security Council and two national, with
    `off=["security council"]` one falls and `national` is 2/3.
    """
    closed = tuple(dict.fromkeys(key for one in off if one.strip() for key in _keys(one)))
    falls = tuple(_falls(plan, reference, closed))
    fallen = {one.action.id for one in falls}
    programmes = tuple(_unreached(plan, closed))
    before, supposed = coverage(plan, reference), _supposed(plan, closed, fallen)
    unreached = frozenset(programmes)
    reached = (one for one in programme_supports(plan, reference) if one[1].id not in unreached)
    found = supports(supposed, reference, reached)
    after = factor_coverages(supposed, reference, before.picture, found)
    live = live_actions(plan)
    standing = [route_of(one, reference) for one in live if one.id not in fallen]
    return Stress(
        off=closed,
        factors=tuple(
            FactorStress(before=one, after=other)
            for one, other in zip(before.factors, after, strict=True)
        ),
        falls=falls,
        programmes=programmes,
        national=_share(sum(one is None for one in standing), len(live)),
        regional=_share(sum(one in (None, Route.REGIONAL) for one in standing), len(live)),
        unfunded=add_up(_lost_costs(plan, supposed, fallen), exchange(plan)).funded,
    )


def routes(plan: Plan) -> tuple[str, ...]:
    """Everything that can be switched off in a plan: the routes, then its donors and partners."""
    named = [
        *(_key(f"{DONOR}: {one.donor}") for one in plan.of(Cost) if one.donor),
        *(_key(name) for one in plan.of(Action) for name in one.depends_on),
    ]
    return tuple(dict.fromkeys([*(route.value for route in Route), *sorted(named)]))


def route_named(route: str) -> Message:
    """A route as people call it; the name itself of a donor or a partner."""
    return Route(route).caption if route in set(Route) else verbatim(route)


def route_of(action: Action, reference: Reference) -> Route | None:
    """The route that an action needs: its own word, else that of its delivery or the catalogue."""
    if action.route:
        return action.route
    entry = reference.action_by_id.get(action.catalogue)
    delivery = action.delivery or (Delivery(entry.delivery) if entry else None)
    if delivery is Delivery.MULTILATERAL and entry is not None and entry.route:
        return Route(entry.route)
    return _BY_DELIVERY.get(delivery) if delivery else None


def _key(name: str) -> str:
    """A route, donor or partner as it is compared: routes by their value, others by their words."""
    word = " ".join(name.lower().split())
    return next((one.value for one in Route if fold(one.value) == fold(word)), word)


def _keys(name: str) -> tuple[str, ...]:
    """What a word switches off: every route of a way of delivery, else one route or name."""
    return tuple(one.value for one in _TOGETHER.get(fold(name), ())) or (_key(name),)


def _bare(name: str) -> str:
    kind, _colon, rest = name.partition(":")
    return fold(rest if rest and kind.strip() in (DONOR, PARTNER) else name)


def _closing(action: Action, reference: Reference, closed: Sequence[str]) -> str:
    """Which of what is closed an action needs; empty when none."""
    needed = {_bare(_key(one)) for one in action.depends_on}
    route = route_of(action, reference)
    value = route.value if route else None
    return next((one for one in closed if one == value or _bare(one) in needed), "")


def _falls(plan: Plan, reference: Reference, closed: Sequence[str]) -> Iterator[FallenAction]:
    open_ones: dict[str, Action] = {}
    fallen: list[tuple[Action, str]] = []
    for action in live_actions(plan):
        if route := _closing(action, reference, closed):
            fallen.append((action, route))
        elif action.catalogue:
            open_ones.setdefault(action.catalogue, action)
    costed = {cost.action for cost in plan.of(Cost) if cost.amount is not None}
    closed_too = {action.catalogue for action, _route in fallen}
    for action, route in fallen:
        found = _fallen(action, route, open_ones, costed, reference)
        falls_as_well = not found.by and found.fallback in closed_too
        yield replace(found, lacks=(*found.lacks, "route")) if falls_as_well else found


def _fallen(
    action: Action,
    route: str,
    open_ones: dict[str, Action],
    costed: set[str],
    reference: Reference,
) -> FallenAction:
    entry = reference.action_by_id.get(action.catalogue)
    offered = (action.fallback,) if action.fallback else entry.fallbacks if entry else ()
    chosen = next((one for one in offered if one in open_ones), offered[0] if offered else "")
    standing = open_ones.get(chosen)
    wanting = {
        "fallback": not action.fallback,
        "owner": not (standing and standing.lead),
        "cost": not (standing and standing.id in costed),
    }
    return FallenAction(
        action=action,
        route=route,
        fallback=chosen,
        by=standing.id if standing else "",
        lacks=tuple(key for key, is_wanting in wanting.items() if is_wanting),
    )


def _unreached(plan: Plan, closed: Sequence[str]) -> Iterator[str]:
    """Programmes in situations abroad, when nobody may go there any more."""
    if Route.ACCESS not in closed:
        return
    abroad = [fold(one.name) for one in plan.of(Situation) if one.scope is Scope.ABROAD]
    for programme in plan.of(Programme):
        where = fold(programme.country)
        if any(name in where for name in abroad):
            yield programme.id


def _supposed(plan: Plan, closed: Sequence[str], fallen: set[str]) -> Plan:
    """The plan as it would be: actions stopped, money of donors not there."""
    left = {_bare(one) for one in closed}
    actions, costs = dict(plan.by_id(Action)), dict(plan.by_id(Cost))
    for action in plan.of(Action):
        if action.id in fallen:
            actions[action.id] = replace(action, status=ActionStatus.STOPPED)
    for cost in plan.of(Cost):
        if cost.donor and _bare(_key(cost.donor)) in left:
            costs[cost.id] = replace(cost, status=CostStatus.UNFUNDED, funded=ZERO)
    return replace(plan, tables={**plan.tables, "actions": actions, "costs": costs})


def _lost_costs(plan: Plan, supposed: Plan, fallen: set[str]) -> Iterator[Cost]:
    """The cost lines whose funding is not there any more, as they were."""
    left = supposed.by_id(Cost)
    for cost in live_costs(plan):
        if cost.action in fallen or left[cost.id] is not cost:
            yield cost


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _depth(gap: Gap | None) -> int:
    """How grave a gap is: 0 for none."""
    return len(Gap) - list(Gap).index(gap) if gap else 0
