"""Short ways to say what a test does to a plan."""

from __future__ import annotations

from planner.changes import Change, Changeset, Entry, Origin, OriginKind, SetCell, insert
from planner.schema import Row, Value
from planner.store import Store
from planner.tables import Ministry, PlanDetails, Programme

NAME = "Plan"
DETAILS = PlanDetails(id="PLAN-1", title="A plan", country="Exampleland")
JUSTICE = Ministry(id="M-01", name="Ministry of Justice")
INTERIOR = Ministry(id="M-02", name="Ministry of the Interior")
COURTS = Programme(id="P-0001", reference="007", title="Courts", ministry="M-01")
POLICE = Programme(id="P-0002", reference="008", title="Police", ministry="M-02")


def changeset(
    *changes: Change,
    base: int = 1,
    actor: str = "Planning unit",
    reason: str = "Because",
    kind: OriginKind = OriginKind.GRID,
) -> Changeset:
    """A changeset of those changes."""
    return Changeset(
        actor=actor,
        reason=reason,
        origin=Origin(kind=kind),
        changes=changes,
        base_revision=base,
    )


def make(store: Store, *rows: Row, name: str = NAME) -> Entry:
    """A plan with those rows, at revision 1."""
    return store.create(name, changeset(*map(insert, rows), base=0, kind=OriginKind.CREATION))


def set_title(row_id: str, before: Value, after: Value) -> SetCell:
    """The title of a programme from one text to another."""
    return SetCell(table="programmes", id=row_id, column="title", before=before, after=after)
