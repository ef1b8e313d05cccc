"""An undo takes back what nobody has built on since, lists the rest, and can be undone itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.changes import Change, Delete, Insert, Origin, OriginKind, SetCell, delete, insert
from planner.errors import UnknownRow, WrongValue
from planner.services import editing
from planner.services.editing import UndoResult
from planner.store import Store
from planner.tables import Link, Ministry, Programme
from tests.store.stories import COURTS, DETAILS, INTERIOR, JUSTICE, NAME, POLICE, make, set_title


@pytest.fixture(autouse=True)
def plan(store: Store) -> None:
    make(store, DETAILS, JUSTICE, COURTS)


def save(store: Store, *changes: Change) -> int:
    """The revision that these changes make."""
    base = store.load(NAME).revision
    origin = Origin(kind=OriginKind.IMPORT, name="file.xlsx")
    entry = editing.save(
        "Planning unit", store, NAME, changes, reason="Return", origin=origin, base_revision=base
    )
    return entry.revision


def undo(store: Store, revision: int) -> UndoResult:
    return editing.undo("Focal point", store, NAME, revision)


def reasons(undone: UndoResult) -> dict[str, str]:
    return {f"{left.id}.{left.column}".rstrip("."): str(left.why) for left in undone.left}


def test_a_whole_import_goes_back_in_one_step(store: Store) -> None:
    before = store.load(NAME)
    revision = save(
        store,
        insert(INTERIOR),
        insert(POLICE),
        set_title("P-0001", "Courts", "Fair courts"),
        set_title("P-0001", "Fair courts", "Fair and quick courts"),
        SetCell(table="programmes", id="P-0001", column="ministry", before="M-01", after="M-02"),
        delete(JUSTICE),
    )

    undone = undo(store, revision)

    assert undone.left == ()
    assert store.load(NAME) == before
    assert undone.entry is not None
    assert undone.entry.changeset.origin == Origin(kind=OriginKind.UNDO, name=str(revision))
    assert undone.entry.changeset.reason == f"Undo of revision {revision}: Return"


def test_an_undo_can_be_undone(store: Store) -> None:
    revision = save(store, insert(INTERIOR), set_title("P-0001", "Courts", "Fair courts"))
    there = store.load(NAME)

    undone = undo(store, revision)
    assert undone.entry is not None
    again = undo(store, undone.entry.revision)

    assert again.left == ()
    assert store.load(NAME) == there


def test_a_cell_edited_since_is_listed_and_left(store: Store) -> None:
    revision = save(
        store,
        set_title("P-0001", "Courts", "Fair courts"),
        SetCell(table="programmes", id="P-0001", column="budget", before=None, after=Decimal(5)),
    )
    save(store, set_title("P-0001", "Fair courts", "Quick courts"))

    undone = undo(store, revision)

    assert reasons(undone) == {"P-0001.title": "changed since to “Quick courts”"}
    assert str(undone.left[0].sentence) == "P-0001, Title: changed since to “Quick courts”"
    row = store.load(NAME).get(Programme, "P-0001")
    assert (row.title, row.budget) == ("Quick courts", None)


def test_a_created_row_edited_since_is_left_with_all_that_it_names(store: Store) -> None:
    revision = save(store, insert(INTERIOR), insert(POLICE))
    save(store, set_title("P-0002", "Police", "Good police"))

    undone = undo(store, revision)

    assert undone.entry is None
    assert reasons(undone) == {
        "P-0002": "edited since, so it stays",
        "M-02": "P-0002 names it, so it stays",
    }


def test_a_created_row_that_others_have_come_to_name_is_left(store: Store) -> None:
    revision = save(store, insert(POLICE_ALONE), insert(INTERIOR))
    save(store, insert(Link(id="L-00001", programme="P-0002", action="DEV-01")))

    undone = undo(store, revision)

    assert reasons(undone) == {"P-0002": "L-00001 names it, so it stays"}
    assert store.load(NAME).by_id(Ministry).keys() == {"M-01"}


POLICE_ALONE = Programme(id="P-0002", reference="008", title="Police")


def test_a_deleted_row_comes_back_unless_what_it_names_is_gone(store: Store) -> None:
    save(store, insert(INTERIOR), insert(POLICE))
    revision = save(store, delete(POLICE), delete(COURTS))
    save(store, delete(INTERIOR))

    undone = undo(store, revision)

    assert reasons(undone) == {"P-0002": "it would name M-02, which is gone"}
    assert store.load(NAME).of(Programme) == (COURTS,)


def test_a_cell_does_not_go_back_to_a_row_that_is_gone(store: Store) -> None:
    save(store, insert(INTERIOR))
    revision = save(
        store,
        SetCell(table="programmes", id="P-0001", column="ministry", before="M-01", after="M-02"),
    )
    save(store, delete(JUSTICE))

    undone = undo(store, revision)

    assert undone.entry is None
    assert reasons(undone) == {"P-0001.ministry": "it would name M-01, which is gone"}


def test_what_is_back_already_needs_nothing(store: Store) -> None:
    revision = save(store, insert(INTERIOR), set_title("P-0001", "Courts", "Fair courts"))
    save(store, delete(INTERIOR), set_title("P-0001", "Fair courts", "Courts"))

    undone = undo(store, revision)

    assert (undone.entry, undone.left) == (None, ())


def test_a_row_taken_out_since_or_back_again_is_listed(store: Store) -> None:
    changed = save(store, set_title("P-0001", "Courts", "Fair courts"))
    gone = save(store, Delete(table="programmes", id="P-0001",
                              values={"reference": "007", "title": "Fair courts",
                                      "ministry": "M-01"}))  # fmt: skip

    assert reasons(undo(store, changed)) == {"P-0001.title": "the row was removed since"}

    save(store, Insert(table="programmes", id="P-0001", values={"title": "Anew"}))
    assert reasons(undo(store, gone)) == {"P-0001": "there again already"}


def test_the_first_revision_is_the_plan_itself(store: Store) -> None:
    with pytest.raises(WrongValue, match="first revision"):
        undo(store, 1)


@pytest.mark.parametrize("revision", [0, 9])
def test_a_revision_that_never_was_cannot_be_undone(store: Store, revision: int) -> None:
    with pytest.raises(UnknownRow):
        undo(store, revision)


def test_an_import_of_thousands_with_links_built_on_it_is_undone_quickly(store: Store) -> None:
    rows = [Programme(id=f"P-{number:04}", title="x") for number in range(2, 3002)]
    revision = save(store, *map(insert, rows))
    kept = [Link(id=f"L-{number:05}", programme=f"P-{number:04}") for number in range(2, 302)]
    save(store, *map(insert, kept))

    undone = undo(store, revision)

    assert len(undone.left) == 300
    assert len(store.load(NAME).of(Programme)) == 301
