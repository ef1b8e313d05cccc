"""Plans in the store: made, read now and as they were, listed, taken out."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from planner.changes import apply, delete, insert
from planner.choices import Marker, ProgrammeStatus
from planner.errors import PlanExists, UnknownPlan, UnknownRow, WrongValue
from planner.plan import Plan, all_tables
from planner.schema import Row
from planner.store import Store
from planner.tables import Ministry, Programme
from tests.store.stories import (
    COURTS,
    DETAILS,
    INTERIOR,
    JUSTICE,
    NAME,
    POLICE,
    changeset,
    make,
    set_title,
)
from tests.strategies import plans


def without_doubles(plan: Plan) -> list[Row]:
    """The rows of a plan, but only the first of those with one natural key."""
    seen: set[tuple[object, ...]] = set()
    rows: list[Row] = []
    for table, row in plan:
        key = tuple(getattr(row, name) for name in table.key)
        if not key or not all(key) or (table.name, *key) not in seen:
            rows.append(row)
            seen.add((table.name, *key))
    return rows


def holding(rows: list[Row]) -> Plan:
    return apply(Plan(), [insert(row) for row in rows])


@given(plans())
def test_a_plan_is_read_as_it_was_written(plan: Plan) -> None:
    kept = [row for row in without_doubles(plan) if not _names_a_double(row, plan)]
    store = Store("sqlite://")

    if kept:
        store.create(NAME, changeset(*map(insert, kept), base=0))

        assert store.load(NAME) == holding(kept)
        assert store.verify(NAME).problems == ()
    store.close()


def _names_a_double(row: Row, plan: Plan) -> bool:
    present = {(table.name, kept.id) for table in all_tables() for kept in without_doubles(plan)}
    columns = next(table for table in all_tables() if isinstance(row, table.row)).columns
    named = ((column.refers, getattr(row, column.name)) for column in columns if column.refers)
    rows = {table.name for table in all_tables()}
    return any(
        row_id and table in rows and (table, row_id) not in present for table, row_id in named
    )


def test_every_kind_of_value_comes_back_as_it_was(store: Store) -> None:
    full = Programme(
        id="P-0001",
        reference="007",
        title="Courts – “fair” = بخير",
        description="Two\nlines",
        start=date(2027, 3, 1),
        budget=Decimal("1250.50"),
        status=ProgrammeStatus.RUNNING,
        markers=(Marker.WPS, "own agenda"),
    )

    make(store, DETAILS, full)

    assert store.load(NAME).get(Programme, "P-0001") == full


def test_a_plan_knows_its_name_its_revision_and_its_numbers(store: Store) -> None:
    entry = make(store, DETAILS, JUSTICE)

    plan = store.load(NAME)

    assert (plan.name, plan.revision, entry.revision) == (NAME, 1, 1)
    assert next(plan.next_ids(Ministry)) == "M-02"


def test_rows_stand_in_the_order_of_their_numbers(store: Store) -> None:
    many = [Programme(id=f"P-{number}", title="x") for number in (10001, 9999, 10000)]

    make(store, DETAILS, *many)

    assert [row.id for row in store.load(NAME).of(Programme)] == ["P-9999", "P-10000", "P-10001"]


def test_an_unknown_plan_is_named(store: Store) -> None:
    with pytest.raises(UnknownPlan, match="no plan named Elsewhere"):
        store.load("Elsewhere")


def test_a_name_is_given_once(store: Store) -> None:
    make(store, DETAILS)

    with pytest.raises(PlanExists, match="already a plan named Plan"):
        make(store, DETAILS)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb", "folder/plan", "plan.xlsx", "p.zip"])
def test_a_name_that_cannot_be_told_from_a_file_is_refused(store: Store, name: str) -> None:
    with pytest.raises(WrongValue):
        make(store, DETAILS, name=name)

    assert store.plans() == ()


def test_plans_are_listed_by_name_with_who_changed_them_last() -> None:
    noon = datetime(2027, 3, 1, 12, tzinfo=UTC)
    store = Store("sqlite://", now=lambda: noon)
    make(store, DETAILS, name="beta")
    make(store, JUSTICE, name="Alpha")
    store.append("Alpha", changeset(insert(INTERIOR), actor="Focal point"))

    alpha, beta = store.plans()

    assert (alpha.name, alpha.title, alpha.revision) == ("Alpha", "", 2)
    assert (alpha.changed_by, alpha.changed_at) == ("Focal point", noon)
    assert (beta.name, beta.title, beta.country) == ("beta", "A plan", "Exampleland")
    store.close()


def test_a_plan_taken_out_is_gone_with_its_log_and_its_name_is_free(store: Store) -> None:
    make(store, DETAILS, JUSTICE)
    store.keep_draft(NAME, "Planning unit", "grid", "{}")

    store.remove(NAME, "Focal point")

    assert store.plans() == ()
    make(store, DETAILS)
    assert store.load(NAME).of(Ministry) == ()
    assert store.draft(NAME, "Planning unit", "grid") == ""
    with pytest.raises(UnknownPlan):
        store.remove("Elsewhere", "Focal point")


def test_a_plan_is_read_as_it_stood_at_any_revision(store: Store) -> None:
    make(store, DETAILS, JUSTICE, COURTS)
    stood = [Plan(), store.load(NAME)]
    for made in (
        changeset(set_title("P-0001", "Courts", "Fair courts"), base=1),
        changeset(insert(INTERIOR), insert(POLICE), base=2),
        changeset(delete(dataclasses.replace(COURTS, title="Fair courts")), base=3),
    ):
        store.append(NAME, made)
        stood.append(store.load(NAME))

    assert [store.load(NAME, revision) for revision in range(5)] == stood
    assert [store.load(NAME, revision).revision for revision in range(5)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("revision", [-1, 2])
def test_a_revision_that_never_was_is_refused(store: Store, revision: int) -> None:
    make(store, DETAILS)

    with pytest.raises(UnknownRow, match="stands at 1"):
        store.load(NAME, revision)


def test_what_another_process_wrote_is_seen(tmp_path: Path) -> None:
    here, there = (Store(f"sqlite:///{tmp_path}/plans.sqlite") for _ in range(2))
    make(here, DETAILS, JUSTICE, COURTS)
    assert there.load(NAME).revision == 1

    here.append(NAME, changeset(set_title("P-0001", "Courts", "Fair courts")))
    here.append(NAME, changeset(insert(INTERIOR), insert(POLICE), base=2))

    caught_up = there.load(NAME)
    assert caught_up == here.load(NAME)
    assert caught_up.get(Programme, "P-0001").title == "Fair courts"
    assert (caught_up.revision, next(caught_up.next_ids(Ministry))) == (3, "M-03")
    for kept in (here, there):
        kept.close()


def test_a_plan_of_the_same_name_made_anew_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    here, there = (Store(f"sqlite:///{tmp_path}/plans.sqlite") for _ in range(2))
    make(here, DETAILS, JUSTICE)
    assert there.load(NAME).of(Ministry) == (JUSTICE,)

    here.remove(NAME, "Focal point")
    make(here, DETAILS, INTERIOR)
    here.append(NAME, changeset(insert(POLICE)))

    assert there.load(NAME).of(Ministry) == (INTERIOR,)
    for kept in (here, there):
        kept.close()


def test_a_draft_is_of_one_actor_one_plan_and_one_key(store: Store) -> None:
    make(store, DETAILS)
    make(store, DETAILS, name="Other")
    store.keep_draft(NAME, "Focal point", "grid", "first")
    store.keep_draft(NAME, "Focal point", "grid", "second")

    assert store.draft(NAME, "Focal point", "grid") == "second"
    assert store.draft(NAME, "Planning unit", "grid") == ""
    assert store.draft(NAME, "Focal point", "form") == ""
    assert store.draft("Other", "Focal point", "grid") == ""

    store.drop_draft(NAME, "Focal point", "grid")
    assert store.draft(NAME, "Focal point", "grid") == ""


def test_drafts_are_listed_with_a_stamp_that_changes_when_one_is_kept_again(store: Store) -> None:
    make(store, DETAILS)
    for key in ("one", "two"):
        store.keep_draft(NAME, "Focal point", key, "text")
    store.keep_draft(NAME, "Planning unit", "three", "text")
    before = store.drafts(NAME, "Focal point")

    store.keep_draft(NAME, "Focal point", "two", "text")

    after = store.drafts(NAME, "Focal point")
    assert list(after) == ["one", "two"]
    assert after["one"] == before["one"]
    assert after["two"] > before["two"]
