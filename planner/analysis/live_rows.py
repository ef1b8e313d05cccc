"""Which rows count: actions that were not stopped, links that say what a programme serves."""

from __future__ import annotations

from planner.analysis.mapping.screening import is_no_link
from planner.analysis.once import once
from planner.choices import ActionStatus, LinkState
from planner.plan import Plan
from planner.tables import Action, Link


@once
def live_actions(plan: Plan) -> tuple[Action, ...]:
    """The actions of a plan but those that were stopped."""
    return tuple(row for row in plan.of(Action) if row.status is not ActionStatus.STOPPED)


@once
def serving_links(plan: Plan) -> tuple[Link, ...]:
    """The confirmed links that name a prevention action which a programme serves."""
    return tuple(
        row for row in plan.of(Link) if row.state is LinkState.CONFIRMED and not is_no_link(row)
    )
