"""An action with all that belongs to it: what it still lacks, copied, or taken out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from planner.changes import Change, Changes, SetCell, delete, insert
from planner.choices import ActionStatus
from planner.messages import Message, Tell, _
from planner.plan import Plan, grouped
from planner.reference import Reference
from planner.schema import Row, table_of
from planner.tables import (
    Action,
    ActionCommitment,
    ActionNeed,
    ActionPartner,
    ActionRisk,
    Cost,
    Harm,
    Measure,
    Milestone,
    Safeguard,
)

COPIED = (
    ActionRisk,
    ActionPartner,
    ActionCommitment,
    ActionNeed,
    Safeguard,
    Harm,
    Milestone,
    Cost,
    Measure,
)
"""What a copy of an action takes along; reports and readings stay with what they were made of."""

R = TypeVar("R", bound=Row)


def rows_of(plan: Plan, row_type: type[R], action_id: str) -> tuple[R, ...]:
    """The rows of one kind that belong to an action."""
    return tuple(row for row in plan.of(row_type) if getattr(row, "action", "") == action_id)


LACKING: Final[Mapping[str, Message]] = {
    "lead": _("no lead ministry"),
    "post": _("no responsible post"),
    "start": _("no dates"),
    "action_risks": _("no risk factor"),
    "costs": _("no cost, and no reason for it"),
    "legal_basis": _("coercive, no legal basis"),
    "harms": _("possible harm, no mitigation"),
}
"""What an action may lack in a few words, by the column or the table in which it is mended."""


def open_points(plan: Plan, reference: Reference) -> Mapping[str, tuple[Message, ...]]:
    """What each action still lacks, in a few words, by its id; empty for one that is ready."""
    places = open_places(plan, reference)
    return {action: tuple(LACKING[name] for name in names) for action, names in places.items()}


def open_places(plan: Plan, reference: Reference) -> Mapping[str, tuple[str, ...]]:
    """The columns and tables in which each action is still to be completed, as in `LACKING`."""
    risks, costs, harms = (
        {str(key): rows for key, rows in grouped(plan.of(row_type), "action").items()}
        for row_type in (ActionRisk, Cost, Harm)
    )
    coercive = {source.id for source in reference.actions if source.is_coercive}
    found: dict[str, tuple[str, ...]] = {}
    for action in plan.of(Action):
        dated = action.start is not None and action.end is not None
        exposed = any(not getattr(harm, "mitigation", "") for harm in harms.get(action.id, ()))
        lacks = {
            "lead": not action.lead,
            "post": not action.post,
            "start": not dated,
            "action_risks": action.id not in risks,
            "costs": action.id not in costs and not action.no_cost_reason,
            "legal_basis": action.catalogue in coercive and not action.legal_basis,
            "harms": exposed,
        }
        found[action.id] = tuple(name for name in LACKING if lacks[name])
    return found


def copied(plan: Plan, action_id: str, tell: Tell = str) -> tuple[str, Changes]:
    """A copy of an action, proposed anew, with its parts: its id, and the changes that add it."""
    source = plan.get(Action, action_id)
    new_id = next(plan.next_ids(Action))
    title = tell(_("{title} (copy)", title=source.title))
    copy = dataclasses.replace(source, id=new_id, title=title, status=ActionStatus.PROPOSED)
    return new_id, (insert(copy), *_copied_parts(plan, action_id, new_id))


def _copied_parts(plan: Plan, action_id: str, new_id: str) -> Iterator[Change]:
    for row_type in COPIED:
        for row, row_id in zip(
            rows_of(plan, row_type, action_id), plan.next_ids(row_type), strict=False
        ):
            part = dataclasses.replace(row, id=row_id, action=new_id)
            if isinstance(part, Milestone):
                part = dataclasses.replace(part, done_on=None)
            yield insert(part)


def taken_out(plan: Plan, action_id: str) -> Changes:
    """The changes that take an action out with all that belongs to it; mentions of it go blank."""
    return tuple(_taken_out(plan, plan.get(Action, action_id)))


def _taken_out(plan: Plan, row: Row) -> Iterator[Change]:
    for _table, naming, column in plan.references_to(row.id, table_of(row).name):
        if isinstance(naming, Measure):
            yield from _taken_out(plan, naming)
        elif column.required:
            yield delete(naming)
        else:
            yield SetCell(
                table=table_of(naming).name,
                id=naming.id,
                column=column.name,
                before=row.id,
                after=column.blank,
            )
    yield delete(row)
