"""A ministry's share of a plan: the rows it answers for, which are the rows of its workbook."""

from __future__ import annotations

from typing import Final

from planner.choices import Classification
from planner.plan import Plan, table_named
from planner.schema import Row
from planner.tables import Action, ActionPartner

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
"""The tables that a ministry reports on, in the order of its sheets."""

OWNERS: Final = {"programmes": "ministry", "audiences": "ministry", "actions": "lead"}
"""The column of a table that says whose a row is."""

_OF_MINISTRY: Final = {"programmes": "ministry", "audiences": "ministry"}
_OF_ACTION: Final = ("milestones", "costs", "indicators")
_OF_AUDIENCE: Final = ("sessions", "certificates")


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
    leads or supports, and what hangs on them. The name and the revision are the plan's."""
    kept: dict[str, dict[str, Row]] = {
        table: _naming(plan, table, column, {ministry}) for table, column in _OF_MINISTRY.items()
    }
    kept["actions"] = _actions(plan, ministry)
    for table in _OF_ACTION:
        kept[table] = _naming(plan, table, "action", kept["actions"].keys())
    kept["readings"] = _naming(plan, "readings", "measure", kept["indicators"].keys())
    for table in _OF_AUDIENCE:
        kept[table] = _naming(plan, table, "audience", kept["audiences"].keys())
    tables = {table: kept[table] for table in shared_at(level)}
    return Plan(tables=tables, name=plan.name, revision=plan.revision)


def _actions(plan: Plan, ministry: str) -> dict[str, Row]:
    supported = {p.action for p in plan.of(ActionPartner) if p.ministry == ministry}
    return {row.id: row for row in plan.of(Action) if row.lead == ministry or row.id in supported}


def _naming(plan: Plan, table: str, column: str, ids: object) -> dict[str, Row]:
    rows = plan.rows(table)
    return {i: row for i, row in rows.items() if getattr(row, column) in ids}  # type: ignore[operator]  # sets and keys both can be asked
