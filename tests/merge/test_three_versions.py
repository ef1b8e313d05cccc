"""Small tables in three versions, one case each: parent, theirs, ours, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.changes import Delete, Insert, SetCell, apply
from planner.merge.cases import ConflictKind, DecisionKind, Likeness, MergeDecision
from planner.merge.compare import merge
from planner.merge.decide import settle
from planner.merge.returned import MinistryReturn, ReturnedRow
from planner.messages import _
from planner.plan import Plan
from planner.tables import Programme
from tests.builders import action, cost, plan_of, programme

TABLE = frozenset({"programmes"})


def bridges(*designers: str) -> Plan:
    """Programmes by their number, each with what its country column says."""
    rows = [
        Programme(id=f"P-{n:04d}", title=f"Bridge {n}", country=text)
        for n, text in enumerate(designers, start=1)
    ]
    return plan_of(*rows)


def back(issued: Plan, theirs: Plan, key: str = "M-01", **new: Any) -> MinistryReturn:
    """Their version as a return."""
    rows = [
        ReturnedRow(
            table=table.name,
            id=row.id,
            values={c.name: getattr(row, c.name) for c in table.columns if c.name != "id"},
        )
        for table, row in theirs
    ]
    return MinistryReturn(key=key, issued=issued, rows=(*rows, *new.values()), tables=TABLE)


def fresh(mark: str = "+1", **values: Any) -> ReturnedRow:
    return ReturnedRow(table="programmes", id=mark, values={"title": "A new bridge", **values})


PARENT = bridges("north", "south", "east")


@pytest.mark.parametrize(
    ("theirs", "ours", "after"),
    [
        (("north", "south", "east"), ("north", "south", "east"), ("north", "south", "east")),
        (("north", "west", "east"), ("north", "south", "east"), ("north", "west", "east")),
        (("north", "south", "east"), ("north", "west", "east"), ("north", "west", "east")),
        (("NORTH", "south", "east"), ("north", "west", "east"), ("NORTH", "west", "east")),
        (("north", "west", "east"), ("north", "west", "east"), ("north", "west", "east")),
        (("north", "west", "east"), ("north", "centre", "east"), ("north", "centre", "east")),
    ],
    ids=["none", "theirs", "ours", "one each", "both alike", "both differ"],
)
def test_a_cell_of_three_versions(
    theirs: tuple[str, ...], ours: tuple[str, ...], after: tuple[str, ...]
) -> None:
    now = bridges(*ours)

    settled = settle(merge(now, [back(PARENT, bridges(*theirs))]))

    assert apply(now, settled.changes) == bridges(*after)
    assert len(settled.open) == (theirs[1] != ours[1] and "south" not in (theirs[1], ours[1]))


def test_rows_added_on_both_sides_stand_side_by_side() -> None:
    now = bridges("north", "south", "east", "ours")

    (change,) = settle(merge(now, [back(PARENT, PARENT, new=fresh())])).changes

    assert isinstance(change, Insert)
    assert change.id == "P-0005"


def test_a_row_that_both_sides_added_alike_is_there_once() -> None:
    new = Programme(id="P-0004", title="A new bridge")
    now = plan_of(*PARENT.of(Programme), new)

    merged = merge(now, [back(PARENT, PARENT, new=fresh())])

    assert settle(merged).changes == ()
    assert merged.counts["M-01"].agreed == 1


def test_two_equal_new_rows_of_one_file_are_one() -> None:
    one = back(PARENT, PARENT, a=fresh("+1"), b=fresh("+2"))
    other = back(PARENT, PARENT, "M-02", a=fresh("+9"))

    assert len(settle(merge(PARENT, [one, other])).changes) == 1


def test_a_row_gone_from_theirs_is_asked_about_and_stays() -> None:
    gone = back(PARENT, bridges("north", "south"))

    merged = merge(PARENT, [gone])

    (point,) = merged.cases
    assert (point.kind, point.id) == (ConflictKind.MISSING, "P-0003")
    assert settle(merged).changes == ()
    (change,) = settle(merged, {point.key: MergeDecision(choice=DecisionKind.THEIRS)}).changes
    assert isinstance(change, Delete)


def test_a_row_gone_from_theirs_that_we_edited_says_so() -> None:
    (point,) = merge(
        bridges("north", "south", "west"), [back(PARENT, bridges("north", "south"))]
    ).cases

    assert point.edited_since


def test_a_row_gone_from_ours_that_they_left_alone_stays_gone() -> None:
    merged = merge(bridges("north", "south"), [back(PARENT, PARENT)])

    assert merged.cases == ()
    assert settle(merged).changes == ()


def test_a_row_gone_from_ours_that_they_edited_is_a_conflict() -> None:
    merged = merge(bridges("north", "south"), [back(PARENT, bridges("north", "south", "west"))])

    (point,) = merged.cases
    assert point.kind is ConflictKind.GONE
    assert settle(merged).open == (point,)
    (change,) = settle(merged, {point.key: MergeDecision(choice=DecisionKind.THEIRS)}).changes
    assert isinstance(change, Insert)
    assert change.values == {"title": "Bridge 3", "country": "west"}


def test_a_row_gone_from_both_is_nothing() -> None:
    merged = merge(bridges("north", "south"), [back(PARENT, bridges("north", "south"))])

    assert merged.cases == ()


def test_a_column_that_the_file_lacks_is_left_alone() -> None:
    row = ReturnedRow(table="programmes", id="P-0001", values={"title": "Bridge 1"})
    one = MinistryReturn(key="M", issued=PARENT, rows=(row,), tables=frozenset())

    assert settle(merge(PARENT, [one])).changes == ()


def test_two_returns_that_differ_are_a_conflict_although_we_changed_nothing() -> None:
    one = back(PARENT, bridges("a", "south", "east"))
    other = back(PARENT, bridges("b", "south", "east"), "M-02")

    merged = merge(PARENT, [other, one])

    (point,) = merged.cases
    assert [one.value for one in point.returned] == ["a", "b"]
    theirs = MergeDecision(choice=DecisionKind.THEIRS)
    assert settle(merged, {point.key: theirs}).open == (point,)
    (change,) = settle(
        merged, {point.key: MergeDecision(choice=DecisionKind.THEIRS, by="M-02")}
    ).changes
    assert isinstance(change, SetCell)
    assert change.after == "b"


def test_two_returns_that_agree_are_taken_once() -> None:
    both = [back(PARENT, bridges("a", "south", "east"), key) for key in ("M-01", "M-02")]

    (change,) = settle(merge(PARENT, both)).changes

    assert isinstance(change, SetCell)
    assert change.after == "a"


def test_a_reference_to_a_row_that_is_gone_is_a_conflict() -> None:
    issued = plan_of(action(1), action(2), cost(1))
    ours = plan_of(action(1), cost(1))
    moved = replace(cost(1), action="A-002")
    theirs = plan_of(action(1), action(2), moved)

    merged = merge(ours, [back(issued, theirs)])

    (point,) = merged.cases
    assert point.kind is ConflictKind.LOOSE
    decided = settle(merged, {point.key: MergeDecision(choice=DecisionKind.THEIRS)})
    assert decided.changes == ()
    assert "A-002" in str(decided.left[0].why)


def test_a_new_row_that_cannot_stand_beside_another_is_held_back() -> None:
    alike = {("M-01", "+1"): (Likeness(id="P-0001", why=_("the same reference"), same=True),)}

    merged = merge(PARENT, [back(PARENT, PARENT, new=fresh())], alike=alike)

    (point,) = merged.cases
    assert settle(merged).changes == ()
    assert len(settle(merged, {point.key: MergeDecision(choice=DecisionKind.THEIRS)}).changes) == 1


def test_a_change_that_would_make_two_rows_of_one_key_is_left() -> None:
    rows = [
        Programme(id=f"P-{n:04d}", title="x", ministry="M-01", reference=f"R-{n}") for n in (1, 2)
    ]
    issued = plan_of(*rows)
    same = Programme(id="P-0002", title="x", ministry="M-01", reference="R-1")

    settled = settle(merge(issued, [back(issued, plan_of(rows[0], same))]))

    assert settled.changes == ()
    assert str(settled.left[0].why) == "P-0001 has the same Ministry, Reference"


def test_every_decision_on_a_blank_cell() -> None:
    issued = plan_of(programme(1, budget=5))
    merged = merge(issued, [back(issued, plan_of(programme(1)))])

    (point,) = merged.cases
    assert point.kind is ConflictKind.EMPTIED
    assert settle(merged).changes == ()
    (change,) = settle(merged, {point.key: MergeDecision(choice=DecisionKind.THEIRS)}).changes
    assert isinstance(change, SetCell)
    assert change.after is None
