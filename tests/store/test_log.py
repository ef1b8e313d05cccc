"""The log says who changed what, in a chain that shows every tampering."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.changes import Insert, OriginKind, SetCell, delete, insert
from planner.errors import UnknownRow, UnreadableFile
from planner.store import Store
from planner.tables import Programme
from tests.store.stories import COURTS, DETAILS, JUSTICE, NAME, POLICE, changeset, make, set_title


def test_an_entry_says_all_that_it_was_given() -> None:
    noon = datetime(2027, 3, 1, 12, tzinfo=UTC)
    store = Store("sqlite://", now=lambda: noon)
    made = make(store, DETAILS, JUSTICE, COURTS)
    given = changeset(
        SetCell(table="programmes", id="P-0001", column="title", before="Courts", after="Fair",
                cell="B7"),
        Insert(table="ministries", id="M-02", values={"name": "Health"}, cells={"name": "C9"}),
        delete(DETAILS),
        actor="Focal point",
        reason="Corrected – “properly”",
        kind=OriginKind.IMPORT,
    )  # fmt: skip

    entry = store.append(NAME, given)

    first, second = store.entries(NAME)
    assert (first, second) == (made, entry)
    assert (second.changeset, second.at) == (given, noon)
    assert [getattr(change, "cell", None) for change in second.changeset.changes] == [
        "B7",
        None,
        None,
    ]
    assert [getattr(change, "cells", None) for change in second.changeset.changes][1] == {
        "name": "C9"
    }
    store.close()


def test_each_entry_carries_the_hash_of_the_one_before(store: Store) -> None:
    first = make(store, DETAILS, COURTS, JUSTICE)
    second = store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair")))

    assert first.previous_hash == ""
    assert second.previous_hash == first.hash
    assert store.verify(NAME).head == second.hash


def test_two_equal_changesets_have_different_hashes(store: Store) -> None:
    make(store, DETAILS, COURTS, JUSTICE)
    there = store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair")))
    store.append(NAME, changeset(set_title("P-0001", "Fair", "Courts"), base=2))
    again = store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair"), base=3))

    assert there.hash != again.hash


def test_the_log_of_one_row_holds_only_its_changes(store: Store) -> None:
    make(store, DETAILS, JUSTICE, COURTS)
    store.append(NAME, changeset(insert(Programme(id="P-0002", title="x"))))
    both = changeset(set_title("P-0001", "Courts", "Fair"), set_title("P-0002", "x", "y"), base=2)
    store.append(NAME, both)

    entries = store.entries(NAME, "P-0001")

    assert [entry.revision for entry in entries] == [1, 3]
    assert {change.id for entry in entries for change in entry.changeset.changes} == {"P-0001"}


def test_one_entry_is_found_by_its_revision(store: Store) -> None:
    made = make(store, DETAILS)

    assert store.entry(NAME, 1) == made
    for revision in (0, 2):
        with pytest.raises(UnknownRow, match="no revision"):
            store.entry(NAME, revision)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A database file with a plan of four revisions."""
    path = tmp_path / "plans.sqlite"
    store = Store(f"sqlite:///{path}")
    make(store, DETAILS, JUSTICE, COURTS)
    store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair")))
    store.append(NAME, changeset(insert(Programme(id="P-0002", title="Police")), base=2))
    store.append(NAME, changeset(delete(Programme(id="P-0002", title="Police")), base=3))
    assert store.verify(NAME).problems == ()
    store.close()
    return path


def problems(path: Path) -> list[str]:
    store = Store(f"sqlite:///{path}")
    found = [problem.code for problem in store.verify(NAME).problems]
    store.close()
    return found


def tamper(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE changesets SET actor = 'Nobody' WHERE revision = 2", "log.changed"),
        ("UPDATE changesets SET at = 'yesterday' WHERE revision = 2", "rows.unreadable"),
        ("UPDATE changesets SET origin_kind = 'dream' WHERE revision = 2", "rows.unreadable"),
        ("UPDATE changesets SET previous_hash = '' WHERE revision = 3", "log.chain"),
        ("UPDATE changes SET after = 'x' WHERE revision = 2", "log.changed"),
        ("UPDATE changes SET action = 'move' WHERE revision = 2", "rows.unreadable"),
        ("UPDATE changes SET \"values\" = '{' WHERE revision = 3", "rows.unreadable"),
        ("UPDATE changes SET \"values\" = '[1]' WHERE revision = 3", "rows.unreadable"),
        ("UPDATE changes SET table_name = 'poems' WHERE revision = 3", "rows.unreadable"),
        ("DELETE FROM changes WHERE revision = 2", "log.changed"),
        ("DELETE FROM changesets WHERE revision = 2", "log.gap"),
        ("DELETE FROM changesets WHERE revision = 4", "log.end"),
        ("UPDATE plans SET head = 'x'", "log.end"),
        ("UPDATE plans SET revision = 3", "log.end"),
        ("UPDATE programmes SET title = 'x'", "rows.changed"),
        ("UPDATE programmes SET start = 'x'", "rows.unreadable"),
        ("DELETE FROM ministries", "rows.changed"),
        ("INSERT INTO goals (plan_id, id, title) VALUES (1, 'G-1', 'x')", "rows.changed"),
        ("UPDATE numbers SET last = 0", "numbers.changed"),
    ],
)
def test_a_tampering_is_found(written: Path, statement: str, code: str) -> None:
    tamper(written, statement)

    assert code in problems(written)


def test_a_tail_cut_off_with_care_is_found_by_the_hash_kept_elsewhere(written: Path) -> None:
    store = Store(f"sqlite:///{written}")
    kept_elsewhere = store.verify(NAME).head
    third = store.entry(NAME, 3)
    store.close()

    tamper(
        written,
        "DELETE FROM changes WHERE revision = 4",
        "DELETE FROM changesets WHERE revision = 4",
        f"UPDATE plans SET revision = 3, head = '{third.hash}'",
        "INSERT INTO programmes (plan_id, id, title) VALUES (1, 'P-0002', 'Police')",
    )

    store = Store(f"sqlite:///{written}")
    verified = store.verify(NAME)
    store.close()
    assert (verified.problems, verified.head) == ((), third.hash)
    assert verified.head != kept_elsewhere


def test_a_strange_value_is_refused_in_one_sentence_when_the_plan_is_read(written: Path) -> None:
    tamper(written, "UPDATE programmes SET start = 'soon'")
    store = Store(f"sqlite:///{written}")

    with pytest.raises(UnreadableFile, match="soon"):
        store.load(NAME)
    store.close()


def test_a_plan_of_another_is_left_alone(store: Store) -> None:
    make(store, DETAILS, JUSTICE)
    make(store, DETAILS, JUSTICE, COURTS, name="Other")
    store.append("Other", changeset(insert(Programme(id="P-0002", title="x", reference="1"))))

    assert store.load(NAME).of(Programme) == ()
    assert [entry.revision for entry in store.entries(NAME)] == [1]
    assert store.verify(NAME).problems == store.verify("Other").problems == ()
    assert POLICE not in store.load("Other").of(Programme)
