"""A changeset is kept whole or not at all, and nobody's edit is lost."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from planner.changes import Change, Conflict, Delete, Insert, SetCell, delete, insert
from planner.choices import ProgrammeStatus
from planner.errors import PlannerError, StaleChange, UnknownRow, WrongValue
from planner.store import Store
from planner.tables import Course, Link, Ministry, Programme
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


@pytest.fixture(autouse=True)
def plan(store: Store) -> None:
    make(store, DETAILS, JUSTICE, INTERIOR, COURTS, POLICE)


def set_cell(column: str, before: Any, after: Any, row_id: str = "P-0001") -> SetCell:
    return SetCell(table="programmes", id=row_id, column=column, before=before, after=after)


def refused(store: Store, *changes: Change, base: int = 1) -> PlannerError:
    """The refusal of these changes, after which nothing has changed."""
    before = store.load(NAME)
    with pytest.raises(PlannerError) as caught:
        store.append(NAME, changeset(*changes, base=base))
    assert (store.load(NAME), store.load(NAME).revision) == (before, before.revision)
    assert store.verify(NAME).problems == ()
    return caught.value


def test_a_changed_cell_raises_the_revision_by_one(store: Store) -> None:
    entry = store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair courts")))

    assert entry.revision == 2
    assert store.load(NAME).get(Programme, "P-0001").title == "Fair courts"


def test_two_people_who_change_different_cells_of_a_row_both_win(store: Store) -> None:
    store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair courts")))
    store.append(NAME, changeset(set_cell("budget", None, Decimal("5.00")), base=1))

    row = store.load(NAME).get(Programme, "P-0001")
    assert (row.title, row.budget) == ("Fair courts", Decimal(5))


def test_a_cell_that_somebody_changed_first_is_refused_with_both_values_and_who_it_was(
    store: Store,
) -> None:
    theirs = changeset(set_title("P-0001", "Courts", "Fair courts"), actor="Focal point")
    store.append(NAME, theirs)

    failure = refused(store, set_title("P-0001", "Courts", "Quick courts"))

    assert isinstance(failure, StaleChange)
    assert failure.conflicts == (
        Conflict(
            table="programmes",
            id="P-0001",
            column="title",
            expected="Courts",
            found="Fair courts",
            wanted="Quick courts",
        ),
    )
    (conflict,) = failure.conflicts
    assert isinstance(conflict, Conflict)
    assert conflict.by == "Focal point"
    assert str(conflict.sentence).startswith("Focal point: ")


def test_one_stale_cell_holds_back_all_the_others(store: Store) -> None:
    store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair courts")))

    failure = refused(
        store,
        set_title("P-0002", "Police", "Good police"),
        insert(Ministry(id="M-03", name="Ministry of Health")),
        set_title("P-0001", "Courts", "Quick courts"),
    )

    assert isinstance(failure, StaleChange)


def test_a_row_edited_since_is_not_taken_out(store: Store) -> None:
    store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair courts")))

    assert isinstance(refused(store, delete(COURTS)), StaleChange)


def test_a_row_taken_out_since_cannot_be_edited(store: Store) -> None:
    store.append(NAME, changeset(delete(COURTS), actor="Focal point"))

    failure = refused(store, set_title("P-0001", "Courts", "Fair courts"))

    assert isinstance(failure, StaleChange)
    assert [c.by for c in failure.conflicts if isinstance(c, Conflict)] == ["Focal point"]


def test_equal_numbers_written_differently_are_no_conflict(store: Store) -> None:
    store.append(NAME, changeset(set_cell("budget", None, Decimal("5.00"))))

    store.append(NAME, changeset(set_cell("budget", Decimal(5), Decimal(6)), base=2))

    assert store.load(NAME).get(Programme, "P-0001").budget == Decimal(6)


def test_changes_of_one_changeset_build_on_each_other(store: Store) -> None:
    health = Ministry(id="M-03", name="Ministry of Health")
    store.append(
        NAME,
        changeset(
            insert(health),
            set_cell("ministry", "M-01", "M-03"),
            set_title("P-0001", "Courts", "Clinics"),
            set_title("P-0001", "Clinics", "Rural clinics"),
            delete(dataclasses.replace(COURTS, ministry="M-03", title="Rural clinics")),
            delete(health),
        ),
    )

    assert store.load(NAME).by_id(Programme).keys() == {"P-0002"}
    assert store.load(NAME).by_id(Ministry).keys() == {"M-01", "M-02"}


def test_a_changeset_needs_changes_and_somebody_who_makes_them(store: Store) -> None:
    assert "nothing to save" in str(refused(store))
    with pytest.raises(WrongValue, match="who makes this change"):
        store.append(NAME, changeset(delete(COURTS), actor=" \u200b"))


@pytest.mark.parametrize("base", [-1, 2])
def test_a_changeset_on_a_revision_that_never_was_is_refused(store: Store, base: int) -> None:
    assert isinstance(refused(store, delete(COURTS), base=base), StaleChange)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", 5),
        ("title", "a\u0000b"),
        ("title", " padded"),
        ("budget", Decimal("NaN")),
        ("budget", Decimal("Infinity")),
        ("budget", Decimal(10) ** 15),
        ("budget", 1.5),
        ("budget", True),
        ("budget", "5"),
        ("start", "2027-03-31"),
        ("start", datetime(2027, 3, 31, 12)),  # noqa: DTZ001 -- a time of no zone is what may slip in
        ("status", "no such answer"),
        ("status", 1),
        ("markers", "wps"),
        ("markers", ("a;b",)),
        ("markers", ("",)),
    ],
)
def test_a_value_that_would_not_read_back_is_refused(store: Store, column: str, value: Any) -> None:
    assert isinstance(refused(store, set_cell(column, None, value)), WrongValue)


@pytest.mark.parametrize("value", [1.5, True, "5", Decimal(5), 10**15])
def test_a_whole_number_is_a_whole_number(store: Store, value: Any) -> None:
    course = Insert(table="courses", id="CR-01", values={"title": "x", "seats": value})

    assert isinstance(refused(store, course), WrongValue)


def test_a_flag_is_yes_or_no(store: Store) -> None:
    situation = Insert(table="situations", id="S-01", values={"name": "x", "listed": "yes"})

    assert isinstance(refused(store, situation), WrongValue)


def test_tables_columns_and_ids_that_are_not_declared_are_refused(store: Store) -> None:
    assert isinstance(refused(store, set_cell("colour", "", "red")), UnknownRow)
    assert isinstance(refused(store, set_cell("id", "P-0001", "P-0003")), UnknownRow)
    assert isinstance(refused(store, Insert(table="poems", id="X-1", values={})), UnknownRow)
    assert isinstance(refused(store, Insert(table="goals", id="", values={})), WrongValue)
    assert isinstance(refused(store, Insert(table="goals", id=" G-1", values={})), WrongValue)


def test_two_rows_with_one_natural_key_are_refused_and_both_are_named(store: Store) -> None:
    twin = Programme(id="P-0003", title="Twin", ministry="M-01", reference="007")

    failure = refused(store, insert(twin))

    assert isinstance(failure, WrongValue)
    assert "P-0001 and P-0003" in str(failure)
    assert "Ministry, Reference: M-01, 007" in str(failure)


def test_a_key_becomes_double_by_an_edit_too(store: Store) -> None:
    failure = refused(store, set_cell("ministry", "M-02", "M-01", "P-0002"),
                      set_cell("reference", "008", "007", "P-0002"))  # fmt: skip

    assert "P-0001 and P-0002" in str(failure)


def test_two_rows_may_swap_their_keys_in_one_step(store: Store) -> None:
    store.append(
        NAME,
        changeset(
            set_cell("ministry", "M-01", "M-02"),
            set_cell("ministry", "M-02", "M-01", "P-0002"),
            set_cell("reference", "007", "008"),
            set_cell("reference", "008", "007", "P-0002"),
        ),
    )

    assert store.load(NAME).get(Programme, "P-0001").reference == "008"


def test_a_key_with_a_blank_in_it_tells_nothing(store: Store) -> None:
    nameless = [Programme(id=f"P-000{n}", title="x", reference="9") for n in (3, 4)]
    decided = [Link(id=f"L-0000{n}", programme="P-0001") for n in (1, 2)]

    store.append(NAME, changeset(*map(insert, [*nameless, *decided])))

    assert len(store.load(NAME).of(Programme)) == 4


def test_a_reference_to_no_row_is_refused(store: Store) -> None:
    failure = refused(store, set_cell("ministry", "M-01", "M-09"))

    assert str(failure) == "P-0001, Ministry: there is no row M-09 in this plan."
    assert isinstance(
        refused(store, insert(Course(id="CR-01", title="x", country="S-9"))), WrongValue
    )


def test_a_row_that_others_name_is_not_taken_out_and_they_are_listed(store: Store) -> None:
    failure = refused(store, delete(JUSTICE))

    assert isinstance(failure, WrongValue)
    assert "M-01 (Ministry of Justice) cannot be removed" in str(failure)
    assert "P-0001" in str(failure)


def test_many_that_name_a_row_are_counted(store: Store) -> None:
    more = [Programme(id=f"P-01{n:02}", title="x", ministry="M-01") for n in range(10)]
    store.append(NAME, changeset(*map(insert, more)))

    assert "11 rows of Programmes" in str(refused(store, delete(JUSTICE), base=2))


def test_a_row_goes_together_with_those_that_name_it(store: Store) -> None:
    store.append(NAME, changeset(delete(JUSTICE), delete(COURTS)))

    assert store.load(NAME).by_id(Ministry).keys() == {"M-02"}


def test_a_second_row_of_the_plan_itself_is_a_conflict(store: Store) -> None:
    failure = refused(store, insert(DETAILS))

    assert isinstance(failure, StaleChange)


def test_a_delete_says_what_it_takes_out(store: Store) -> None:
    bare = Delete(table="programmes", id="P-0001", values={})

    assert isinstance(refused(store, bare), StaleChange)


def test_values_may_be_set_back_to_blank(store: Store) -> None:
    store.append(NAME, changeset(set_cell("status", None, ProgrammeStatus.RUNNING)))
    store.append(NAME, changeset(set_cell("start", None, date(2027, 1, 1)), base=2))
    store.append(
        NAME,
        changeset(
            set_cell("status", ProgrammeStatus.RUNNING, None),
            set_cell("start", date(2027, 1, 1), None),
            set_cell("ministry", "M-01", ""),
            base=3,
        ),
    )

    row = store.load(NAME).get(Programme, "P-0001")
    assert (row.status, row.start, row.ministry) == (None, None, "")
