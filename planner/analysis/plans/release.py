"""What of a plan may leave at a level: rows marked above it are absent, restricted cells blank."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.choices import Classification
from planner.plan import Plan, all_tables
from planner.schema import Column, Kind, Row, Table, Value

UNMARKED = Classification.GOVERNMENT
"""What a plan without a marking of its own counts as."""

_LEVELS = tuple(Classification)
_Kept = dict[str, dict[str, Row]]


@dataclass(frozen=True, kw_only=True)
class Release:
    """A plan as it may be shown at a level, with what was left out of it.

    `rows` counts the rows left out by table (tables that lost none are not in it); `cells` counts
    the cells made blank in rows that stayed: restricted columns, and references to rows left out.
    A restricted code that a row cannot be without is blank too, but for a number that stands for it
    in this release only: so people can still be counted, and nobody can be found.
    """

    plan: Plan
    level: Classification
    rows: Mapping[str, int]
    cells: int

    @cached_property
    def left_out(self) -> int:
        """How many rows are absent."""
        return sum(self.rows.values())


def at_level(plan: Plan, level: Classification) -> Release:
    """The plan as it may leave at that level.

    A row's marking is its own, else the plan's, else “government”. A row of a table without
    markings stays, unless a row it cannot be without is gone. The plan's own row always stays.
    """
    kept = _allowed(plan, level)
    _drop_orphans(plan, kept)
    cells = _blank_cells(plan, kept, level)
    rows = {
        table.name: lost
        for table in all_tables()
        if (lost := len(plan.rows(table.name)) - len(kept[table.name]))
    }
    shown = Plan(
        tables=kept, name=plan.name, revision=plan.revision, last_numbers=plan.last_numbers
    )
    return Release(plan=shown, level=level, rows=rows, cells=cells)


def marking_of(row: Row, plan: Plan) -> Classification:
    """The marking that a row of a table with markings goes by."""
    own: Classification | None = getattr(row, "classification", None)
    return own or plan.details.classification or UNMARKED


def _is_marked(table: Table) -> bool:
    return table.name != "plan" and any(c.name == "classification" for c in table.columns)


def _allowed(plan: Plan, level: Classification) -> _Kept:
    highest = _LEVELS.index(level)
    return {
        table.name: {
            row_id: row
            for row_id, row in plan.rows(table.name).items()
            if not _is_marked(table) or _LEVELS.index(marking_of(row, plan)) <= highest
        }
        for table in all_tables()
    }


def _references(table: Table, required: bool) -> tuple[Column, ...]:
    return tuple(c for c in table.columns if c.kind is Kind.ROW and c.required is required)


def _drop_orphans(plan: Plan, kept: _Kept) -> None:
    """Take out the rows that cannot be without a row that is gone, until there is none."""
    dropped = True
    while dropped:
        dropped = False
        for table in all_tables():
            for column in _references(table, required=True):
                rows = kept[table.name]
                orphans = [
                    row_id for row_id, row in rows.items() if _is_gone(column, row, plan, kept)
                ]
                for row_id in orphans:
                    del rows[row_id]
                dropped = dropped or bool(orphans)


def _is_gone(column: Column, row: Row, plan: Plan, kept: _Kept) -> bool:
    target: str = getattr(row, column.name)
    return target not in kept[column.refers] and target in plan.rows(column.refers)


def _blank_cells(plan: Plan, kept: _Kept, level: Classification) -> int:
    cells = 0
    for table in all_tables():
        references = _references(table, required=False)
        closed = [c for c in table.columns if c.restricted and level is not _LEVELS[-1]]
        if not references and not closed:
            continue
        numbers = {c.name: _numbers(kept[table.name], c) for c in closed if c.required}
        for row_id, row in kept[table.name].items():
            open_to = {c.name: _instead(row, c, numbers) for c in closed}
            blanks = {name: new for name, new in open_to.items() if getattr(row, name) != new}
            blanks |= {c.name: c.blank for c in references if _is_gone(c, row, plan, kept)}
            if blanks:
                kept[table.name][row_id] = dataclasses.replace(row, **blanks)  # type: ignore[arg-type]  # each blank is of its column's kind
                cells += len(blanks)
    return cells


def _numbers(rows: Mapping[str, Row], column: Column) -> Mapping[Value, str]:
    """A number for each value of a column, in the order of the rows."""
    values = dict.fromkeys(getattr(row, column.name) for row in rows.values())
    return {value: str(n) for n, value in enumerate((v for v in values if v != column.blank), 1)}


def _instead(row: Row, column: Column, numbers: Mapping[str, Mapping[Value, str]]) -> Value:
    """What stands in a cell that may not be seen: a number for what a row needs, else nothing."""
    return numbers.get(column.name, {}).get(getattr(row, column.name), column.blank)
