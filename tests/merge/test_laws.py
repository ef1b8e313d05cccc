"""The laws of merging, over random plans, random edits of ours and random returns."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.changes import apply, filled
from planner.merge.cases import ConflictKind, DecisionKind, MergeDecision
from planner.merge.compare import merge
from planner.merge.decide import settle
from planner.merge.returned import MergedReturns, MinistryReturn, ReturnedRow
from planner.plan import Plan, all_tables, table_named
from planner.schema import Column, Kind, Row, Value
from tests import strategies


@dataclass(frozen=True)
class Story:
    """A plan as it was issued, as it is now, and what came back."""

    issued: Plan
    ours: Plan
    returns: tuple[MinistryReturn, ...]

    def merged(self) -> MergedReturns:
        return merge(self.ours, self.returns, blanks_clear=True)


def returned(key: str, plan: Plan, **changed: Any) -> MinistryReturn:
    """The plan as a return that says what it was issued with."""
    rows = tuple(ReturnedRow(table=t.name, id=row.id, values=cells(row)) for t, row in plan)
    facts = {"key": key, "issued": plan, "rows": rows}
    return MinistryReturn(**{**facts, "tables": frozenset(t.name for t, _ in plan), **changed})


def alike(
    merged: MergedReturns,
    choice: DecisionKind,
    kinds: Collection[ConflictKind] = tuple(ConflictKind),
) -> dict[str, MergeDecision]:
    """One decision for all cases of some kinds."""
    return {one.key: MergeDecision(choice=choice) for one in merged.cases if one.kind in kinds}


def cells(row: Row) -> dict[str, Value]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__ if name != "id"}


@st.composite
def edited(draw: st.DrawFn, plan: Plan, values: dict[tuple[str, str, str], list[Value]]) -> Plan:
    """The plan with some cells changed and some rows gone; edits often fall on the same cells."""
    tables: dict[str, dict[str, Row]] = {}
    for declared, row in plan:
        fate = draw(st.sampled_from(["keep", "keep", "edit", "edit", "drop"]))
        if fate == "drop":
            continue
        if fate == "edit":
            column = draw(st.sampled_from(declared.columns[1:3]))
            choices = values[declared.name, row.id, column.name]
            said: dict[str, Any] = {column.name: draw(st.sampled_from(choices))}
            row = replace(row, **said)
        tables.setdefault(declared.name, {})[row.id] = row
    return Plan(tables=tables, revision=plan.revision)


def _values(column: Column, ids: dict[str, tuple[str, ...]]) -> st.SearchStrategy[list[Value]]:
    return st.lists(strategies.values(column, ids), min_size=1, max_size=2)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """One plan, edited by us and by up to three ministries, who also add rows."""
    issued = draw(strategies.plans(most=2))
    ids = {table.name: tuple(issued.rows(table.name)) for table in all_tables()}
    values = {
        (table.name, row.id, column.name): [getattr(row, column.name), *draw(_values(column, ids))]
        for table, row in issued
        for column in table.columns[1:3]
    }
    returns: list[MinistryReturn] = []
    for number in range(draw(st.integers(1, 3))):
        back = draw(edited(issued, values))
        rows = [ReturnedRow(table=t.name, id=row.id, values=cells(row)) for t, row in back]
        for table in draw(st.lists(st.sampled_from(all_tables()), max_size=2)):
            new = draw(strategies.rows(table, "", ids))
            mark = f"+{table.name}/{len(rows)}"
            rows.append(ReturnedRow(table=table.name, id=mark, values=filled(new)))
        returns.append(returned(f"M-{number}", issued, rows=tuple(rows)))
    return Story(issued, draw(edited(issued, values)), tuple(returns))


@given(strategies.plans(), st.integers(1, 3))
def test_returns_that_were_not_touched_change_nothing(plan: Plan, copies: int) -> None:
    merged = merge(plan, [returned(str(number), plan) for number in range(copies)])

    assert settle(merged).changes == ()
    assert merged.cases == ()


@given(strategies.pairs())
def test_a_return_that_was_not_touched_leaves_later_edits_alone(pair: tuple[Plan, Plan]) -> None:
    issued, ours = pair

    merged = merge(ours, [returned("M", issued)])

    assert settle(merged).changes == ()
    assert merged.cases == ()


@given(strategies.plans())
def test_with_no_edits_of_ours_the_plan_becomes_what_one_return_says(plan: Plan) -> None:
    emptied = returned("M", plan, rows=())

    everything = settle(merge(plan, [emptied]), alike(merge(plan, [emptied]), DecisionKind.THEIRS))

    left = {(one.table, one.id) for one in everything.left}
    assert {(t.name, row.id) for t, row in apply(plan, everything.changes)} == left


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_returns_is_nothing(story: Story, chance: random.Random) -> None:
    shuffled = list(story.returns)
    chance.shuffle(shuffled)

    again = merge(story.ours, shuffled, blanks_clear=True)

    assert settle(again) == settle(story.merged())
    assert again.cases == story.merged().cases


@given(stories())
def test_merging_twice_changes_nothing_the_second_time(story: Story) -> None:
    once = apply(story.ours, settle(story.merged()).changes)

    twice = settle(merge(once, story.returns, blanks_clear=True))

    assert twice.changes == ()


@given(stories(), st.sampled_from([DecisionKind.OURS, DecisionKind.THEIRS]))
def test_merging_twice_with_the_same_decisions_changes_nothing(
    story: Story, choice: DecisionKind
) -> None:
    merged = story.merged()
    conflicts = {ConflictKind.CELL, ConflictKind.LOOSE, ConflictKind.GONE}
    decisions = alike(merged, choice, conflicts)
    once = apply(story.ours, settle(merged, decisions).changes)

    again = merge(once, story.returns, blanks_clear=True)

    decided = alike(again, choice, conflicts)
    assert settle(again, decided).changes == ()


@given(stories())
def test_no_cell_that_the_ministries_left_alone_is_touched(story: Story) -> None:
    said = {
        (row.table, row.id, name)
        for one in story.returns
        for row in one.rows
        for name, value in row.values.items()
        if (was := one.issued.rows(row.table).get(row.id)) and getattr(was, name) != value
    }

    after = apply(story.ours, settle(story.merged()).changes)

    for declared, row in story.ours:
        for name in cells(row):
            if (declared.name, row.id, name) not in said:
                assert getattr(after.rows(declared.name)[row.id], name) == getattr(row, name)


def verdict(ours: Value, issued: Value, said: list[Value]) -> str:
    """What becomes of a cell: the definition, one cell at a time and in no hurry."""
    changed = [value for value in said if value != issued]
    if all(value == ours for value in changed):
        return "nothing"
    if ours != issued or any(value != changed[0] for value in changed):
        return "conflict"
    return "taken"


@given(stories())
def test_every_true_conflict_is_listed_and_nothing_else(story: Story) -> None:
    expected: dict[tuple[str, str, str], str] = {}
    for table, issued in story.issued:
        ours = story.ours.rows(table.name).get(issued.id)
        backs = [
            row
            for one in story.returns
            for row in one.rows
            if (row.table, row.id) == (table.name, issued.id)
        ]
        for name in cells(issued) if ours else ():
            said = [row.values[name] for row in backs]
            place = table.name, issued.id, name
            expected[place] = verdict(getattr(ours, name), getattr(issued, name), said)

    merged = story.merged()

    points = {p.place: p for p in merged.cases if p.kind in (ConflictKind.CELL, ConflictKind.LOOSE)}
    loose = {place for place, point in points.items() if point.kind is ConflictKind.LOOSE}
    conflicts = {place for place, what in expected.items() if what == "conflict"}
    taken = {place for place, what in expected.items() if what == "taken"}
    assert points.keys() == conflicts | loose
    assert {(t.table, t.id, t.column) for t in merged.accepted} == taken - loose
    assert loose <= conflicts | taken
    assert all(table_named(p[0]).column(p[2]).kind is Kind.ROW for p in loose)


@given(stories())
def test_rows_that_did_not_come_back_are_asked_about_and_stay(story: Story) -> None:
    missing = {
        (table.name, row.id)
        for one in story.returns
        for table, row in one.issued
        if row.id in story.ours.rows(table.name)
        if (table.name, row.id) not in {(back.table, back.id) for back in one.rows}
    }

    merged = story.merged()

    asked = {p.place[:2] for p in merged.cases if p.kind is ConflictKind.MISSING}
    after = apply(story.ours, settle(merged).changes)
    assert asked == missing
    assert all(row.id in after.rows(table.name) for table, row in story.ours)
