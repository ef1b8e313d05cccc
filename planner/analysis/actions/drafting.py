"""From a gap to an action: which catalogue actions could fill it, and the draft of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from planner import changes
from planner.changes import Changes
from planner.choices import ActionStatus, Delivery, Family, Priority, Scope, Sighting
from planner.errors import WrongValue
from planner.messages import NOTHING, Message, Tell, _
from planner.plan import Plan
from planner.reference import CatalogueAction, Reference
from planner.schema import Row
from planner.tables import Action, ActionRisk, Harm, Measure, Ministry, Observation
from planner.values import fold

_SCOPES = {"domestic": Scope.HOME, "abroad": Scope.ABROAD, "both": Scope.BOTH}
_FAMILY_WORDS = {
    "foreign": Family.FOREIGN_AFFAIRS,
    "interior": Family.INTERIOR,
    "local government": Family.INTERIOR,
    "justice": Family.JUSTICE,
    "ombudsman": Family.JUSTICE,
    "defence": Family.SECURITY,
    "finance": Family.FINANCE,
    "trade": Family.FINANCE,
    "development": Family.DEVELOPMENT,
    "planning": Family.DEVELOPMENT,
    "education": Family.EDUCATION,
    "gender": Family.HUMAN_RIGHTS,
    "children": Family.HUMAN_RIGHTS,
    "rights": Family.HUMAN_RIGHTS,
}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A catalogue action that could fill a gap, the ministry proposed to lead it, and why there.

    `reaches` are the indicators of the risk factor that it lowers, those that were seen first.
    """

    action: CatalogueAction
    lead: Ministry | None
    reason: Message
    reaches: tuple[str, ...] = ()


def candidates(plan: Plan, reference: Reference, factor: int) -> tuple[Candidate, ...]:
    """Catalogue actions that address a factor and are not in the plan, the most fitting first:
    what does not coerce, then what reaches most of its indicators that were seen, then most of all
    of them, then what addresses few factors besides."""
    taken = {action.catalogue for action in plan.of(Action)}
    seen = {one.indicator for one in plan.of(Observation) if one.status is Sighting.PRESENT}
    found = [
        _candidate(plan, action, _reached(action, factor, seen))
        for action in addressing(plan, reference, factor)
        if action.id not in taken
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.action.is_coercive,
                -len(seen.intersection(one.reaches)),
                -len(one.reaches),
                len(one.action.risk_factors),
                one.action.id,
            ),
        )
    )


def addressing(plan: Plan, reference: Reference, factor: int) -> tuple[CatalogueAction, ...]:
    """The catalogue actions that touch a factor and fit a plan for home, for abroad or for both.

    One that names indicators, none of them of this factor, does not touch it.
    """
    return tuple(
        action
        for action in reference.actions
        if factor in action.risk_factors
        and fits(plan, action)
        and (not action.indicators or _reached(action, factor, ()))
    )


def none_left(plan: Plan, reference: Reference, factor: int) -> Message:
    """Why there is no candidate: all are in the plan, or what is left is for the other side."""
    if addressing(plan, reference, factor):
        return _("Every catalogue action that addresses this factor is in the plan already.")
    return _("No catalogue action that addresses this factor fits the scope of this plan.")


def out_of_reach(plan: Plan, reference: Reference, factor: int = 0) -> Message:
    """The indicators, of one factor or of all, that no action fitting the plan lowers, and why."""
    reached = {sign for one in reference.actions if fits(plan, one) for sign in one.indicators}
    left = [
        one
        for one in reference.indicators
        if one.number not in reached and factor in (0, one.risk_factor)
    ]
    if not left:
        return NOTHING
    if any(one.verified != "no" for one in left):
        why = _("The catalogue has none that fits this plan.")
    else:
        why = _("What it says is not known, so no action can be named.")
    return _(
        "No action lowers indicator {numbers}. {why}",
        numbers=tuple(one.number for one in left),
        why=why,
    )


def _reached(action: CatalogueAction, factor: int, seen: Collection[str]) -> tuple[str, ...]:
    own = [one for one in action.indicators if one.startswith(f"{factor}.")]
    return tuple(sorted(own, key=lambda one: one not in seen))


def fits(plan: Plan, action: CatalogueAction) -> bool:
    """Whether a plan for home, for abroad or for both can take the action up."""
    wanted = plan.details.scope
    return wanted in (None, Scope.BOTH) or _SCOPES[action.scope] in (wanted, Scope.BOTH)


def _candidate(plan: Plan, action: CatalogueAction, reaches: tuple[str, ...]) -> Candidate:
    lead = proposed_lead(plan, action)
    typical = action.lead_ministry
    reason = (
        _("typically led by {typical}", typical=typical)
        if lead
        else _("typically led by {typical}; no such ministry here", typical=typical)
    )
    return Candidate(action=action, lead=lead, reason=reason, reaches=reaches)


def proposed_lead(plan: Plan, action: CatalogueAction) -> Ministry | None:
    """The plan's ministry that fits the action's typical lead: by name first, then by family."""
    ministries = plan.of(Ministry)
    for words in _leads(action.lead_ministry):
        for ministry in ministries:
            if f" {words} " in f" {fold(ministry.name)} " or words == fold(ministry.short_name):
                return ministry
    for words in _leads(action.lead_ministry):
        families = {family for word, family in _FAMILY_WORDS.items() if word in words}
        for ministry in ministries:
            if ministry.family in families:
                return ministry
    return None


def _leads(typical: str) -> Iterator[str]:
    for part in typical.replace(" with ", " or ").replace(",", " or ").split(" or "):
        if fold(part):
            yield fold(part)


def draft(
    plan: Plan, reference: Reference, catalogue_id: str, today: date, tell: Tell = str
) -> tuple[str, Changes]:
    """A new action made of a catalogue action: its id, and the changes that add it.

    Filled are title, lead, scope, route, fallback and dates, the risk factors it addresses, the
    signs it may aggravate (their mitigation left to people) and its output measure. Raises
    UnknownRow for an unknown catalogue id, WrongValue when the plan has ended.
    """
    source = reference.action(catalogue_id)
    end = plan.details.end
    if end is not None and end < today:
        raise WrongValue(
            _("The plan ended on {end}.", end=end), _("Move the period of the plan first.")
        )
    action_id = next(plan.next_ids(Action))
    lead = proposed_lead(plan, source)
    start = max(today, plan.details.start or today)
    action = Action(
        id=action_id,
        title=tell(source.name),
        catalogue=source.id,
        scope=_SCOPES[source.scope],
        lead=lead.id if lead else "",
        start=start,
        end=end,
        status=ActionStatus.PROPOSED,
        priority=Priority.MEDIUM,
        delivery=Delivery(source.delivery),
        fallback=source.fallbacks[0] if source.fallbacks else "",
    )
    rows: tuple[Row, ...] = (action, *_dependent(plan, source, action_id))
    return action_id, tuple(changes.insert(row) for row in rows)


def _dependent(plan: Plan, source: CatalogueAction, action_id: str) -> Iterator[Row]:
    for row_id, number in zip(plan.next_ids(ActionRisk), source.risk_factors, strict=False):
        yield ActionRisk(id=row_id, action=action_id, risk_factor=str(number))
    for row_id, sign in zip(plan.next_ids(Harm), source.may_aggravate, strict=False):
        yield Harm(id=row_id, action=action_id, sign=sign)
    if source.output_indicator:
        yield Measure(
            id=next(plan.next_ids(Measure)), action=action_id, title=source.output_indicator
        )
