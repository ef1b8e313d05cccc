"""The only way a plan changes: what applies, what is refused, and how it is taken back."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from planner.changes import (
    Change,
    Conflict,
    Delete,
    Insert,
    SetCell,
    apply,
    build,
    compare,
    delete,
    described,
    edit,
    filled,
    insert,
    invert,
)
from planner.errors import StaleChange, UnknownRow, WrongValue
from planner.plan import Plan, table_named
from planner.schema import Value
from planner.tables import Action, Ministry, Programme
from tests.builders import action, ministry, plan_of, programme
from tests.strategies import pairs, plans


@given(pairs())
def test_what_differs_between_two_plans_makes_one_of_the_other(pair: tuple[Plan, Plan]) -> None:
    a, b = pair

    assert apply(a, compare(a, b)) == b
    assert apply(b, compare(b, a)) == a


@given(pairs())
def test_changes_taken_back_leave_the_plan_as_it_was(pair: tuple[Plan, Plan]) -> None:
    changes = compare(*pair)

    assert apply(apply(pair[0], changes), invert(changes)) == pair[0]
    assert invert(invert(changes)) == changes


@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    copy = Plan(tables={name: dict(rows) for name, rows in plan.tables.items()})

    assert compare(plan, plan) == compare(plan, copy) == ()


@given(pairs())
def test_applying_raises_the_revision_by_one_and_leaves_the_plan_given_alone(
    pair: tuple[Plan, Plan],
) -> None:
    before = Plan(tables={name: dict(rows) for name, rows in pair[0].tables.items()})

    after = apply(dataclasses.replace(pair[0], name="north", revision=7), compare(*pair))

    assert (after.name, after.revision) == ("north", 8)
    assert pair[0] == before


@given(pairs())
def test_a_number_once_given_out_never_comes_back(pair: tuple[Plan, Plan]) -> None:
    changes = compare(*pair)
    after = apply(apply(pair[0], changes), invert(changes))

    for name in {change.table for change in changes}:
        given = {change.id for change in changes if change.table == name}
        new = next(after.next_ids(table_named(name).row))
        assert new not in given
        assert new not in pair[0].rows(name)


def test_a_row_that_came_and_went_leaves_its_number_behind() -> None:
    plan = apply(apply(Plan(), [insert(ministry(5))]), [delete(ministry(5))])

    assert plan == Plan()
    assert next(plan.next_ids(Ministry)) == "M-06"


def test_changes_are_applied_in_their_order() -> None:
    changes = (
        insert(ministry(1, "Justice")),
        SetCell(table="ministries", id="M-01", column="name", before="Justice", after="Law"),
        delete(ministry(1, "Law")),
        insert(ministry(1, "Interior")),
    )

    assert apply(Plan(), changes) == plan_of(ministry(1, "Interior"))


def test_an_edit_is_the_cells_that_differ() -> None:
    before = programme(1, 100)
    after = dataclasses.replace(before, title="Courts", budget=Decimal(90), start=date(2027, 1, 1))

    changes = edit(before, after)

    assert [(change.column, change.before, change.after) for change in changes] == [
        ("title", "Programme 1", "Courts"),
        ("start", None, date(2027, 1, 1)),
        ("budget", Decimal(100), Decimal(90)),
    ]
    assert apply(plan_of(before), changes) == plan_of(after)
    assert edit(before, before) == ()


def test_two_people_may_edit_different_cells_of_a_row() -> None:
    start = programme(1, 100)
    one = edit(start, dataclasses.replace(start, title="Courts"))
    other = edit(start, dataclasses.replace(start, budget=Decimal(90)))

    plan = apply(apply(plan_of(start), one), other)

    assert plan.get(Programme, "P-0001").title == "Courts"
    assert plan.get(Programme, "P-0001").budget == 90


def conflicts_of(plan: Plan, *changes: Change) -> tuple[Any, ...]:
    with pytest.raises(StaleChange) as failure:
        apply(plan, changes)
    return failure.value.conflicts


def test_a_stale_cell_is_refused_with_what_was_expected_found_and_wanted() -> None:
    plan = plan_of(ministry(1, "Law"))
    change = SetCell(
        table="ministries", id="M-01", column="name", before="Justice", after="Interior"
    )

    (conflict,) = conflicts_of(plan, change)

    assert conflict == Conflict(
        table="ministries",
        id="M-01",
        column="name",
        expected="Justice",
        found="Law",
        wanted="Interior",
    )
    assert str(conflict.sentence) == (
        "Name of M-01 was changed meanwhile to “Law”; you wanted “Interior”"
    )
    who = dataclasses.replace(conflict, by="Treasury desk")
    assert str(who.sentence) == f"Treasury desk: {conflict.sentence}"


def test_every_conflict_is_reported_and_nothing_is_applied() -> None:
    plan = plan_of(ministry(1), action(1))

    conflicts = conflicts_of(
        plan,
        insert(ministry(2, "Interior")),
        insert(ministry(1)),
        SetCell(table="actions", id="A-001", column="title", before="x", after="y"),
        SetCell(table="actions", id="A-009", column="title", before="x", after="y"),
        delete(ministry(1, "Law")),
        delete(action(7)),
    )

    assert [(c.id, c.column, c.found) for c in conflicts] == [
        ("M-01", "", "M-01"),
        ("A-001", "title", "Action 1"),
        ("A-009", "title", None),
        ("M-01", "", "M-01"),
        ("A-007", "", None),
    ]
    assert [str(conflict.sentence) for conflict in conflicts] == [
        "M-01 was added meanwhile",
        "Title of A-001 was changed meanwhile to “Action 1”; you wanted “y”",
        "A-009 was removed meanwhile, and its Title with it; you wanted “y”",
        "M-01 was changed meanwhile",
        "A-007 was removed meanwhile",
    ]
    assert plan == plan_of(ministry(1), action(1))


def test_the_refusal_counts_the_cells_that_moved() -> None:
    with pytest.raises(StaleChange, match=r"changed 2 of these cells first\. Nothing was saved"):
        apply(plan_of(), [delete(ministry(1)), delete(ministry(2))])


@given(pairs())
def test_what_was_applied_once_is_refused_the_second_time(pair: tuple[Plan, Plan]) -> None:
    changes = compare(*pair)
    after = apply(pair[0], changes)

    if changes:
        assert len(conflicts_of(after, *changes)) == len(changes)


def test_taking_back_what_somebody_edited_since_is_refused() -> None:
    created = (insert(ministry(1)),)
    edited = dataclasses.replace(ministry(1), short_name="MoJ")
    plan = apply(apply(Plan(), created), edit(ministry(1), edited))

    (conflict,) = conflicts_of(plan, *invert(created))

    assert (conflict.id, conflict.column) == ("M-01", "")


@pytest.mark.parametrize("column", ["colour", "id", "amount"])
def test_a_column_that_is_not_there_to_be_set_is_named(column: str) -> None:
    change = SetCell(table="costs", id="C-0001", column=column, before="", after="x")

    with pytest.raises(UnknownRow, match=f"Cost lines have no column {column} that can be set"):
        apply(Plan(), [change])


def test_a_row_with_unknown_columns_is_refused_with_their_names() -> None:
    values: dict[str, Value] = {"name": "Justice", "colour": "red", "shade": "dark"}

    with pytest.raises(UnknownRow, match="Ministries have no column colour, shade"):
        apply(Plan(), [Insert(table="ministries", id="M-01", values=values)])


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownRow, match="There is no table “colours”"):
        apply(Plan(), [Delete(table="colours", id="X-1", values={})])


def test_a_row_without_an_id_cannot_be_added() -> None:
    with pytest.raises(WrongValue, match="A new row needs an id"):
        insert(Action(title="Talks"))


def test_an_insert_keeps_only_what_is_filled_and_the_cells_it_came_from() -> None:
    change = insert(ministry(1), cells={"name": "B7"})

    assert change.values == {"name": "Justice"}
    assert change.cells == {"name": "B7"}
    assert filled(ministry(1)) == {"name": "Justice"}
    assert build(table_named("ministries"), "M-01", change.values) == ministry(1)


def test_where_a_value_stood_in_a_file_says_nothing_about_what_changed() -> None:
    change = SetCell(table="ministries", id="M-01", column="name", before="", after="Justice")

    assert dataclasses.replace(change, cell="B7") == change
    assert invert([dataclasses.replace(change, cell="B7")])[0].cell == ""  # type: ignore[union-attr]  # the inverse of a cell is a cell


@pytest.mark.parametrize(
    ("changes", "phrase"),
    [
        ((), "nothing changed"),
        ((insert(ministry(1)),), "1 row added"),
        ((insert(ministry(1)), insert(ministry(2))), "2 rows added"),
        (edit(ministry(1), ministry(1, "Law")), "1 cell changed"),
        (
            (insert(ministry(1)), *edit(ministry(1), ministry(1, "Law")) * 3, delete(ministry(1))),
            "1 row added, 3 cells changed, 1 row removed",
        ),
    ],
)
def test_changes_are_counted_in_one_phrase(changes: tuple[Change, ...], phrase: str) -> None:
    assert str(described(changes)) == phrase


def test_a_new_row_that_says_its_blanks_can_be_taken_back() -> None:
    blanks = Insert(table="ministries", id="M-01", values={"name": "Justice", "family": None})

    assert apply(apply(Plan(), (blanks,)), invert((blanks,))) == Plan()
