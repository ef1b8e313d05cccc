"""The share of the plan's money in each phase of prevention, by the catalogue entry of actions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from planner.analysis.answers import Answer, Finding, Gravity, Target
from planner.analysis.money.costs import CostSum, money
from planner.analysis.money.money_answer import cost_bars, cost_table
from planner.analysis.sums import added, added_by
from planner.messages import NOT_KNOWN, Message, Share, _, pgettext
from planner.plan import Plan
from planner.reference import Reference
from planner.tables import Action

TITLE: Final = _("Money by phase")
PHASES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "upstream": pgettext("phase", "Upstream"),
        "early-warning": pgettext("phase", "Early warning"),
        "response": pgettext("phase", "Response"),
        "recovery": pgettext("phase", "Recovery"),
    }
)


def phases_answer(plan: Plan, reference: Reference) -> Answer:
    """How the planning estimate divides among the phases; without an entry a phase is not known."""
    found, currency = by_phase(plan, reference), plan.details.currency
    total = added(found.values(), CostSum())
    lines = [(PHASES.get(key) or NOT_KNOWN, part) for key, part in found.items()]
    shares = tuple(
        _("{phase} {share}", phase=name, share=Share(part.mid / total.mid))
        for name, part in lines
        if total.mid
    )
    return Answer(
        key="phases",
        title=TITLE,
        sentences=(_("Planning estimate by phase: {shares}.", shares=shares or None),),
        findings=tuple(_unknown(plan, reference)),
        tables=(cost_table("by_phase", TITLE, _("Phase"), lines, currency),),
        figures=(cost_bars(TITLE, lines, currency),),
    )


def by_phase(plan: Plan, reference: Reference) -> Mapping[str, CostSum]:
    """The sums of each phase in order; under a blank those of actions without a catalogue entry.

    Example: actions at 600 upstream, 300 in response, 100 without an entry: 10 % has no phase.
    """
    phases = {
        action.id: entry.phase if (entry := reference.action_by_id.get(action.catalogue)) else ""
        for action in plan.of(Action)
    }
    parts = ((phases.get(one, ""), part) for one, part in money(plan).by_action.items())
    return dict.fromkeys(PHASES, CostSum()) | added_by(parts, CostSum())


def _unknown(plan: Plan, reference: Reference) -> list[Finding]:
    return [
        Finding(
            gravity=Gravity.NOTE,
            message=_("{id} {title}: no catalogue entry, so no phase.", id=row.id, title=row.title),
            targets=(Target("actions", row.id),),
        )
        for row in plan.of(Action)
        if row.catalogue not in reference.action_by_id
    ]
