"""Two people add rows at once: both are kept, the second under fresh ids; ids never come back."""

from __future__ import annotations

import pytest

from planner.changes import Insert, SetCell, delete, insert
from planner.errors import WrongValue
from planner.store import Store
from planner.tables import Goal, Link, Ministry, Programme
from tests.store.stories import COURTS, DETAILS, JUSTICE, NAME, changeset, make


def ids(store: Store, row_type: type[Ministry] | type[Programme]) -> list[str]:
    return [row.id for row in store.load(NAME).of(row_type)]


def test_the_second_of_two_new_rows_gets_the_next_id(store: Store) -> None:
    make(store, DETAILS, JUSTICE)
    store.append(NAME, changeset(insert(Ministry(id="M-02", name="Health"))))

    entry = store.append(NAME, changeset(insert(Ministry(id="M-02", name="Finance")), base=1))

    assert [change.id for change in entry.changeset.changes] == ["M-03"]
    assert [row.name for row in store.load(NAME).of(Ministry)][1:] == ["Health", "Finance"]


def test_references_among_the_changes_follow(store: Store) -> None:
    make(store, DETAILS, JUSTICE, COURTS)
    store.append(NAME, changeset(insert(Ministry(id="M-02", name="Health"))))

    store.append(
        NAME,
        changeset(
            insert(Ministry(id="M-02", name="Finance")),
            insert(Programme(id="P-0002", title="Audit", ministry="M-02")),
            SetCell(
                table="programmes", id="P-0001", column="ministry", before="M-01", after="M-02"
            ),
            SetCell(table="ministries", id="M-02", column="code", before="", after="12"),
            base=1,
        ),
    )

    plan = store.load(NAME)
    assert plan.get(Ministry, "M-03").code == "12"
    assert [row.ministry for row in plan.of(Programme)] == ["M-03", "M-03"]
    assert plan.get(Ministry, "M-02").name == "Health"


def test_new_rows_keep_their_order_when_one_of_them_has_to_move(store: Store) -> None:
    make(store, DETAILS)
    store.append(NAME, changeset(insert(Ministry(id="M-01", name="Health"))))

    mine = [Ministry(id=f"M-0{number}", name=f"Mine {number}") for number in (1, 2, 3)]
    store.append(NAME, changeset(*map(insert, mine), base=1))

    names = [row.name for row in store.load(NAME).of(Ministry)]
    assert names == ["Health", "Mine 1", "Mine 2", "Mine 3"]
    assert ids(store, Ministry) == ["M-01", "M-02", "M-03", "M-04"]


def test_a_row_made_and_taken_out_in_one_step_leaves_its_number_behind(store: Store) -> None:
    make(store, DETAILS)
    store.append(NAME, changeset(insert(Ministry(id="M-01", name="Health"))))
    mine = Ministry(id="M-01", name="Mine")

    store.append(NAME, changeset(insert(mine), delete(mine), base=1))

    assert next(store.load(NAME).next_ids(Ministry)) == "M-03"


def test_a_number_once_given_out_never_comes_back(store: Store) -> None:
    make(store, DETAILS, JUSTICE)
    store.append(NAME, changeset(delete(JUSTICE)))

    assert next(store.load(NAME).next_ids(Ministry)) == "M-02"
    assert next(store.load(NAME, 1).next_ids(Ministry)) == "M-02"


def test_a_row_that_comes_back_keeps_its_id(store: Store) -> None:
    make(store, DETAILS, JUSTICE)
    store.append(NAME, changeset(delete(JUSTICE)))
    store.append(NAME, changeset(insert(Ministry(id="M-02", name="Health")), base=2))

    store.append(NAME, changeset(insert(JUSTICE), base=2))

    assert store.load(NAME).get(Ministry, "M-01") == JUSTICE


@pytest.mark.parametrize("row_id", ["first", "M-01", "G-9999999999999999999", "G-1\n", "<G-1>"])
def test_an_id_of_another_shape_is_refused(store: Store, row_id: str) -> None:
    make(store, DETAILS)

    with pytest.raises(WrongValue, match="is no id for a row"):
        store.append(NAME, changeset(Insert(table="goals", id=row_id, values={"title": "Mine"})))

    assert store.load(NAME).of(Goal) == ()


def test_ids_of_one_table_do_not_move_those_of_another(store: Store) -> None:
    make(store, DETAILS, JUSTICE, COURTS)
    store.append(NAME, changeset(insert(Ministry(id="M-02", name="Health"))))

    entry = store.append(NAME, changeset(insert(Link(id="L-00001", programme="P-0001")), base=1))

    assert entry.changeset.changes[0].id == "L-00001"
