"""A person's decisions, and the changes that a merge and its decisions come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from planner.changes import Change, Changes, Delete, Insert, SetCell, apply, delete, filled
from planner.merge.cases import (
    Case,
    ConflictKind,
    DecisionKind,
    MergeDecision,
    Place,
    ReturnedValue,
)
from planner.merge.returned import MergedReturns, NewRow
from planner.messages import NOTHING, Message, _, listing
from planner.plan import Plan, all_tables, table_named, title_of
from planner.schema import Column, Kind, Table, Value

Decisions = Mapping[str, MergeDecision]
"""Decisions by the key of their case."""


@dataclass(frozen=True, kw_only=True)
class UnappliedChange:
    """A change that cannot be made, and why; `column` is blank for a whole row, `title` is what
    people call the row."""

    table: str
    id: str
    column: str
    why: Message
    title: str = ""

    @property
    def name(self) -> Message:
        """The row and the column in words."""
        label = table_named(self.table).label(self.column) if self.column else NOTHING
        return listing(*filter(None, (f"{self.id} {self.title}".strip(), label)))


@dataclass(frozen=True, kw_only=True)
class MergeResult:
    """What a merge came to: the changes, what is still open, and what cannot be made."""

    changes: Changes
    open: tuple[Case, ...]
    left: tuple[UnappliedChange, ...]


def settle(merged: MergedReturns, decisions: Decisions | None = None) -> MergeResult:
    """The changes that make the plan what merge and decisions say.

    A conflict without a decision stays as it is with us and is still open. A question without one
    keeps the row, keeps the value, adds the row unless it cannot stand beside another.
    """
    settling = _Settling(merged, decisions or {})
    for point in merged.cases:
        settling.decide(point)
    changes, left = _sound(merged.ours, list(settling.changes()))
    return MergeResult(changes=changes, open=tuple(settling.open), left=left)


class _Settling:
    """Decisions on their way to changes."""

    def __init__(self, merged: MergedReturns, decisions: Decisions) -> None:
        self._merged, self._decisions = merged, decisions
        self._cells = {(one.table, one.id, one.column): one for one in merged.accepted}
        self._inserts: dict[Place, NewRow | Case] = {
            (one.table, one.id, ""): one for one in merged.new_rows
        }
        self._deletes: set[Place] = set()
        self._same: dict[str, str] = {}
        self.open: list[Case] = []

    def decide(self, point: Case) -> None:
        """Take a decision over, or its default."""
        decision = self._decisions.get(point.key)
        match point.kind:
            case ConflictKind.GONE:
                self._decide_gone(point, decision)
            case ConflictKind.MISSING | ConflictKind.STRUCK:
                if decision and decision.choice is DecisionKind.THEIRS:
                    self._deletes.add(point.place)
            case ConflictKind.LOOK_ALIKE:
                self._decide_new(point, decision)
            case _:
                self._decide_cell(point, decision)

    def _decide_new(self, point: Case, decision: MergeDecision | None) -> None:
        same = any(each.same for each in point.alike)
        choice = decision.choice if decision else None
        if choice is DecisionKind.THEIRS or (choice is None and not same):
            return
        new = self._inserts.pop(point.place)
        row = self._merged.ours.rows(point.table).get(point.alike[0].id)
        if choice is not DecisionKind.SAME or row is None or not isinstance(new, NewRow):
            return
        self._same[point.id] = row.id
        for column, value in new.values.items():
            place, before = (point.table, row.id, column), getattr(row, column)
            self._cells[place] = SetCell(
                table=point.table,
                id=row.id,
                column=column,
                before=before,
                after=value,
                cell=new.cells.get(column, ""),
            )

    def _decide_cell(self, point: Case, decision: MergeDecision | None) -> None:
        if decision is None:
            if point.kind.is_conflict:
                self.open.append(point)
            return
        if decision.choice is DecisionKind.VALUE:
            self._cells[point.place] = _set(point, decision.value)
        elif decision.choice is DecisionKind.THEIRS:
            returned = _whose(point.returned, decision.by)
            if returned is None:
                self.open.append(point)
                return
            row = self._merged.ours.rows(point.table)[point.id]
            self._cells[point.place] = _set(point, returned.value, returned.origin)
            for column, value in returned.along:
                beside = replace(point, column=column, ours=getattr(row, column))
                self._cells[beside.place] = _set(beside, value, returned.origin)

    def _decide_gone(self, point: Case, decision: MergeDecision | None) -> None:
        by_column = {one.column: one for one in point.returned}
        told = [_whose([s for s in point.returned if s.column == c], "") for c in by_column]
        if decision is None or (decision.choice is not DecisionKind.OURS and None in told):
            self.open.append(point)
        elif decision.choice is DecisionKind.THEIRS:
            self._inserts[point.place] = point

    def changes(self) -> Iterator[Change]:
        """The changes in an order in which they can be applied: add, set, take out."""
        order = {table.name: number for number, table in enumerate(all_tables())}
        for place in sorted(self._inserts, key=lambda p: order[p[0]]):
            yield self._insert(place, self._inserts[place])
        for cell in self._cells.values():
            if (cell.table, cell.id, "") not in self._deletes and cell.before != cell.after:
                column = table_named(cell.table).column(cell.column)
                yield replace(cell, after=self._named(column, cell.after))
        for table, row_id, _column in sorted(self._deletes, key=lambda p: -order[p[0]]):
            yield delete(self._merged.ours.rows(table)[row_id])

    def _insert(self, place: Place, new: NewRow | Case) -> Insert:
        if isinstance(new, NewRow):
            column = table_named(new.table).column
            values = {name: self._named(column(name), each) for name, each in new.values.items()}
            return Insert(table=new.table, id=new.id, values=values, cells=new.cells)
        issued = next(
            one.issued.rows(place[0])[place[1]]
            for one in self._merged.returns
            if place[1] in one.issued.rows(place[0])
        )
        values = filled(issued) | {returned.column: returned.value for returned in new.returned}
        cells = {returned.column: returned.origin for returned in new.returned if returned.origin}
        return Insert(table=place[0], id=place[1], values=values, cells=cells)

    def _named(self, column: Column, value: Value) -> Value:
        """A value, which may name a new row that is the same as one of the plan."""
        return self._same.get(str(value), value) if column.kind is Kind.ROW else value


def _set(found: Case, value: Value, cell: str = "") -> SetCell:
    facts = {"table": found.table, "id": found.id, "column": found.column}
    return SetCell(**facts, before=found.ours, after=value, cell=cell)


def _whose(returned: Iterable[ReturnedValue], by: str) -> ReturnedValue | None:
    """What the named return says; without a name, what all say alike, else nobody's word."""
    returned = [one for one in returned if not by or one.key == by]
    return (
        returned[0]
        if returned and all(one.value == returned[0].value for one in returned)
        else None
    )


def _sound(ours: Plan, changes: list[Change]) -> tuple[Changes, tuple[UnappliedChange, ...]]:
    """Those of the changes that leave a sound plan, and the others with why they are left."""
    left: list[UnappliedChange] = []
    while faults := _faults(ours, changes):
        after = apply(ours, changes)
        for (table, row_id, column), why in faults.items():
            row = after.rows(table).get(row_id) or ours.rows(table).get(row_id)
            title = title_of(row) if row else ""
            facts = {"table": table, "id": row_id, "column": column, "title": title}
            left.append(UnappliedChange(**facts, why=why))
        changes = [kept for change in changes if (kept := _without(change, faults)) is not None]
    return tuple(changes), tuple(left)


def _without(change: Change, faults: Mapping[Place, Message]) -> Change | None:
    """The change without what is wrong with it: a new row may lose a value, and all else goes."""
    if _place(change) in faults:
        return None
    if not isinstance(change, Insert):
        return change
    wrong = {column for table, row_id, column in faults if (table, row_id) == _place(change)[:2]}
    return replace(change, values={n: v for n, v in change.values.items() if n not in wrong})


def _faults(ours: Plan, changes: list[Change]) -> dict[Place, Message]:
    if not changes:
        return {}
    plan = apply(ours, changes)
    at = {_place(change) for change in changes}
    return _loose(plan, at) or _twins(plan, changes, at)


def _loose(plan: Plan, at: set[Place]) -> dict[Place, Message]:
    """The changes that would leave a reference to no row."""
    gone = any(
        table for table, row_id, column in at if not column and row_id not in plan.rows(table)
    )
    tables = all_tables() if gone else [table_named(name) for name in {place[0] for place in at}]
    found: dict[Place, Message] = {}
    for declared in tables:
        references = [column for column in declared.columns if column.kind is Kind.ROW]
        for row in plan.rows(declared.name).values():
            for column in references:
                target = str(getattr(row, column.name))
                if not target or target in plan.rows(column.refers):
                    continue
                if (column.refers, target, "") in at:
                    found[column.refers, target, ""] = _("{row} names it, so it stays", row=row.id)
                for place in ((declared.name, row.id, ""), (declared.name, row.id, column.name)):
                    if place in at and (column.refers, target, "") not in at:
                        found[place] = _("it names {row}, which is not in the plan", row=target)
    return found


def _twins(plan: Plan, changes: list[Change], at: set[Place]) -> dict[Place, Message]:
    """The changes that would make two rows of one natural key."""
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        touched[change.table].update(
            change.values if isinstance(change, Insert) else [_place(change)[2]]
        )
    found: dict[Place, Message] = {}
    for name, columns in touched.items():
        declared = table_named(name)
        if not columns.intersection(declared.key):
            continue
        first: dict[tuple[Value, ...], str] = {}
        untouched = sorted(plan.rows(name), key=lambda row_id: (name, row_id, "") in at)
        for row_id in untouched:
            key = tuple(getattr(plan.rows(name)[row_id], column) for column in declared.key)
            if any(part in ("", None) for part in key):
                continue
            other = first.setdefault(key, row_id)
            if other == row_id:
                continue
            places = [(name, one, c) for one in (row_id, other) for c in ("", *declared.key)]
            place = next((place for place in places if place in at), None)
            if place is not None:
                twin = other if place[1] == row_id else row_id
                found[_spared(declared, place)] = _(
                    "{row} has the same {columns}", row=twin, columns=_key_labels(declared)
                )
    return found


def _spared(declared: Table, place: Place) -> Place:
    """The cell that a new row may do without, as a reference that another has; else the row."""
    spare = declared.column(declared.key[-1])
    is_spare = not place[2] and spare.kind is Kind.CODE and not spare.required
    return (*place[:2], spare.name) if is_spare else place


def _key_labels(declared: Table) -> tuple[Message, ...]:
    return tuple(declared.label(name) for name in declared.key)


def _place(change: Change) -> Place:
    match change:
        case SetCell():
            return change.table, change.id, change.column
        case Insert() | Delete():
            return change.table, change.id, ""
