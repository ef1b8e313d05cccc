"""Edits are tidied, kept whole, traced to who and where from, and kept as drafts until then."""

from __future__ import annotations

from datetime import date

import pytest

from planner.changes import Change, Entry, Insert, Origin, OriginKind, SetCell, insert
from planner.errors import StaleChange, WrongValue
from planner.services import editing
from planner.store import Store
from planner.tables import Ministry, Programme
from tests.store.stories import COURTS, DETAILS, JUSTICE, NAME, make, set_title

GRID = Origin(kind=OriginKind.GRID)


@pytest.fixture(autouse=True)
def plan(store: Store) -> None:
    make(store, DETAILS, JUSTICE, COURTS)


def save(store: Store, *changes: Change, reason: str = "Corrected", base: int = 1) -> Entry:
    return editing.save(
        "Planning unit", store, NAME, changes, reason=reason, origin=GRID, base_revision=base
    )


def test_texts_are_tidied_before_they_are_kept(store: Store) -> None:
    markers = ("wps ", "", " own\u200b")
    save(
        store,
        set_title("P-0001", "Courts", " Fair\u00a0courts "),
        SetCell(table="programmes", id="P-0001", column="markers", before=(), after=markers),
        Insert(table="ministries", id="M-02", values={"name": " Health\r\n"}),
    )

    plan = store.load(NAME)
    assert plan.get(Programme, "P-0001").title == "Fair courts"
    assert plan.get(Programme, "P-0001").markers == ("wps", "own")
    assert plan.get(Ministry, "M-02").name == "Health"


def test_a_cell_set_to_what_it_holds_is_no_change(store: Store) -> None:
    entry = save(
        store,
        set_title("P-0001", "Courts", "Courts "),
        SetCell(table="programmes", id="P-0001", column="note", before="", after="Seen"),
    )

    assert len(entry.changeset.changes) == 1
    with pytest.raises(WrongValue, match="nothing to save"):
        save(store, set_title("P-0001", "Courts", "Courts"), base=2)


def test_an_edit_without_a_reason_says_at_least_what_it_did(store: Store) -> None:
    entry = save(store, set_title("P-0001", "Courts", "Fair courts"), reason=" ")

    assert entry.changeset.reason == "1 cell changed"


def test_a_stale_edit_is_refused_through_the_service_too(store: Store) -> None:
    save(store, set_title("P-0001", "Courts", "Fair courts"))

    with pytest.raises(StaleChange):
        save(store, set_title("P-0001", "Courts", "Quick courts"))


def test_history_tells_all_or_that_of_one_row(store: Store) -> None:
    save(store, set_title("P-0001", "Courts", "Fair courts"))
    save(store, insert(Ministry(id="M-02", name="Health")), base=2)

    everything = editing.history("Auditor", store, NAME)
    of_row = editing.history("Auditor", store, NAME, "P-0001")

    assert [entry.revision for entry in everything] == [1, 2, 3]
    assert [entry.revision for entry in of_row] == [1, 2]


def test_every_value_says_where_it_came_from(store: Store) -> None:
    file = Origin(kind=OriginKind.IMPORT, name="Justice.xlsx", digest="d" * 64)
    imported = Insert(
        table="programmes", id="P-0002",
        values={"title": "Police", "start": date(2027, 1, 1)},
        cells={"title": "Budget!B7", "start": "Budget!D7"},
    )  # fmt: skip
    editing.save(
        "Planning unit", store, NAME, [imported], reason="Return", origin=file, base_revision=1
    )
    retitled = SetCell(table="programmes", id="P-0002", column="title", before="Police",
                       after="Good police", cell="Budget!B9")  # fmt: skip
    editing.save("Other unit", store, NAME, [retitled], reason="x", origin=file, base_revision=2)

    title = editing.origin_of("Auditor", store, NAME, "programmes", "P-0002", "title")
    start = editing.origin_of("Auditor", store, NAME, "programmes", "P-0002", "start")
    note = editing.origin_of("Auditor", store, NAME, "programmes", "P-0002", "note")

    assert title is not None and start is not None
    (retitled, title_cell), (begun, start_cell) = title, start
    assert (retitled.revision, retitled.changeset.actor) == (3, "Other unit")
    assert (begun.changeset.actor, begun.changeset.origin) == ("Planning unit", file)
    assert (title_cell, start_cell) == ("Budget!B9", "Budget!D7")
    assert note is None


def test_a_draft_is_kept_until_it_is_dropped(store: Store) -> None:
    editing.keep_draft("Planning unit", store, NAME, "grid", '{"a": 1}')

    assert editing.draft("Planning unit", store, NAME, "grid") == '{"a": 1}'
    editing.drop_draft("Planning unit", store, NAME, "grid")
    assert editing.draft("Planning unit", store, NAME, "grid") == ""
    assert store.load(NAME).revision == 1
