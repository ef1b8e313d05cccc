"""A ministry's share of a plan: the rows it answers for, which are the rows of its workbook."""

from __future__ import annotations

from typing import Final

from planner.choices import Classification
from planner.plan import Plan, table_named
from planner.schema import Row
from planner.tables import ActionPartner, Ministry

SHARED: Final = (
    "programmes",
    "actions",
    "milestones",
    "costs",
    "indicators",
    "readings",
    "audiences",
    "sessions",
    "certificates",
)
"""The tables that a ministry reports on, in the order of its sheets, owners first."""


def shared_at(level: Classification) -> tuple[str, ...]:
    """The tables that go out at a level; one whose rows need a restricted column, only at the
    highest: a register cannot be mended without the codes of its holders."""
    if level is Classification.RESTRICTED:
        return SHARED
    return tuple(
        name
        for name in SHARED
        if not any(column.required and column.restricted for column in table_named(name).columns)
    )


def ministry_share(
    plan: Plan, ministry: str, level: Classification = Classification.RESTRICTED
) -> Plan:
    """The rows of a ministry that go out at a level: its programmes and audiences, the actions it
    leads or supports, and what belongs to them. The name and the revision are the plan's."""
    supported = {one.action for one in plan.of(ActionPartner) if one.ministry == ministry}
    kept: dict[str, dict[str, Row]] = {"ministries": dict.fromkeys([ministry], Ministry())}
    for name in SHARED:
        owner = table_named(name).column(table_named(name).owner)
        kept[name] = {
            row_id: row
            for row_id, row in plan.rows(name).items()
            if getattr(row, owner.name) in kept[owner.refers]
            or (name == "actions" and row_id in supported)
        }
    tables = {name: kept[name] for name in shared_at(level)}
    return Plan(tables=tables, name=plan.name, revision=plan.revision)
