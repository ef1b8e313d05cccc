"""Programmes that no aid code describes: entered by hand, or named as an action by their list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from planner.analysis.mapping.beyond_codes import beyond_codes
from planner.changes import Change, Entry, Origin, OriginKind, insert
from planner.choices import LinkState, Strength
from planner.errors import WrongValue
from planner.messages import _
from planner.plan import Plan
from planner.reference import CatalogueAction
from planner.services.actors import acting
from planner.services.catalogue import reference
from planner.services.deciding import LinkDecision
from planner.services.editing import save
from planner.services.mapping import decide
from planner.store import Store
from planner.tables import Link, Ministry, Programme
from planner.values import clean, fold

_BY_HAND: Final = "Entered as this action"
_BY_LIST: Final = "Named as this action in the ministry's own list"
_NAMED: Final = re.compile(r"^\s*([A-Z]{2,5}-\d{2,3})\b", re.MULTILINE)


def enter(
    actor: str,
    store: Store,
    name: str,
    programme: Programme,
    *,
    action: str = "",
    new_ministry: str = "",
    base_revision: int,
) -> Entry:
    """Add a programme with the action that it is, and its ministry where that is new, at once.

    The programme's id is given here. WrongValue without a title or for an action nobody knows.
    """
    plan = store.load(name, base_revision)
    if not clean(programme.title):
        raise WrongValue(_("A programme needs a title."), _("Say in a few words what is done."))
    if action and action not in reference().action_by_id:
        unknown = _("There is no catalogue action {id}.", id=action)
        raise WrongValue(unknown, _("Ids look like DIP-03."))
    changes: list[Change] = []
    ministry = _ministry(plan, new_ministry)
    if ministry is not None:
        programme = replace(programme, ministry=ministry.id)
        changes += [] if plan.find(Ministry, ministry.id) else [insert(ministry)]
    currency = plan.details.currency if programme.budget is not None else ""
    programme = replace(programme, id=next(plan.next_ids(Programme)), currency=currency)
    changes.append(insert(programme))
    if action:
        link = Link(
            id=next(plan.next_ids(Link)),
            programme=programme.id,
            action=action,
            strength=Strength.DIRECT,
            state=LinkState.CONFIRMED,
            reason=_BY_HAND,
            proposed_by=acting(actor),
        )
        changes.append(insert(link))
    return save(
        actor,
        store,
        name,
        changes,
        reason=f"Entered by hand: {clean(programme.title)}",
        origin=Origin(kind=OriginKind.FORM),
        base_revision=base_revision,
    )


def in_order(plan: Plan) -> tuple[CatalogueAction, ...]:
    """Every catalogue action, those that no aid code leads to first."""
    known = reference()
    beyond = dict.fromkeys(beyond_codes(plan, known).actions)
    return (*beyond, *(one for one in known.actions if one not in beyond))


def named_actions(plan: Plan) -> Mapping[str, str]:
    """Programmes that name the action they are in their note and that nobody has decided on yet.

    By programme, the id of the action; the list that a ministry fills in writes it there.
    """
    known = reference().action_by_id
    decided = {link.programme for link in plan.of(Link) if link.state is not LinkState.PROPOSED}
    found: dict[str, str] = {}
    for row in plan.of(Programme):
        named = [one for one in _NAMED.findall(row.note) if one in known]
        if named and row.id not in decided:
            found[row.id] = named[0]
    return found


def link_named(actor: str, store: Store, name: str) -> Entry | None:
    """Confirm the link of every such programme, in one changeset; None when there is none."""
    plan = store.load(name)
    decisions = [
        LinkDecision(
            programme=programme,
            action=action,
            state=LinkState.CONFIRMED,
            strength=Strength.DIRECT,
            reason=_BY_LIST,
        )
        for programme, action in named_actions(plan).items()
    ]
    if not decisions:
        return None
    return decide(actor, store, name, decisions, base_revision=plan.revision)


def _ministry(plan: Plan, text: str) -> Ministry | None:
    """The ministry of that name: the plan's own, else a new one; None for no name."""
    wanted = clean(text)
    if not wanted:
        return None
    known = (
        one for one in plan.of(Ministry) if fold(wanted) in (fold(one.name), fold(one.short_name))
    )
    return next(known, None) or Ministry(id=next(plan.next_ids(Ministry)), name=wanted)
