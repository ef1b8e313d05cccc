"""Where programmes and actions work: the situations of a plan that they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from planner.choices import Scope
from planner.plan import Plan
from planner.readers.name_forms import names_of_country
from planner.readers.texts import folded
from planner.tables import Action, Situation


def places_in(text: str) -> tuple[str, ...]:
    """The places that a programme names as its own, as they are written."""
    return tuple(filter(None, map(str.strip, re.split("[;,/]", text))))


def situations_in(plan: Plan) -> Callable[[str], tuple[str, ...]]:
    """What gives the ids of the situations that a text of places names, in any language."""
    called: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in plan.of(Situation):
        for name in {folded(row.name), *names_of_country(row.name)} - {""}:
            called[name][row.id] = None

    @cache
    def named(text: str) -> tuple[str, ...]:
        found = (one for place in places_in(text) for one in called.get(folded(place), ()))
        return tuple(dict.fromkeys(found))

    return named


def may_reach(plan: Plan) -> Callable[[Action], tuple[str, ...]]:
    """What gives the situations that an action without a place of its own may reach: its scope."""
    scopes = {row.id: row.scope for row in plan.of(Situation)}

    @cache
    def of_scope(scope: Scope | None) -> tuple[str, ...]:
        anywhere = scope in (None, Scope.BOTH)
        return tuple(one for one, at in scopes.items() if anywhere or at in (None, scope))

    return lambda action: () if action.situation else of_scope(action.scope)
