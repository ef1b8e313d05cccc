"""An older database gets what it lacks; one of a newer planner is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from planner.errors import UnreadableFile
from planner.store import Store
from tests.store.stories import COURTS, DETAILS, JUSTICE, NAME, changeset, make, set_title


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one plan."""
    path = tmp_path / "plans.sqlite"
    store = Store(f"sqlite:///{path}")
    make(store, DETAILS, JUSTICE, COURTS)
    store.close()
    return path


def run(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_columns_and_tables_that_came_later_are_added(path: Path) -> None:
    run(path, "ALTER TABLE programmes DROP COLUMN country", "DROP TABLE goals", "DROP TABLE drafts")

    store = Store(f"sqlite:///{path}")

    assert store.verify(NAME).problems == ()
    store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair")))
    store.keep_draft(NAME, "Focal point", "grid", "x")
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE programmes ADD COLUMN carbon TEXT",
        "ALTER TABLE changesets ADD COLUMN signature TEXT",
        "CREATE TABLE poems (id TEXT)",
    ],
)
def test_a_newer_database_is_refused_and_left_as_it_is(path: Path, statement: str) -> None:
    run(path, statement)
    before = path.read_bytes()

    with pytest.raises(UnreadableFile, match="which this planner does not know"):
        Store(f"sqlite:///{path}")

    assert path.read_bytes() == before


def test_opening_a_database_that_is_up_to_date_writes_nothing(path: Path) -> None:
    before = path.read_bytes()

    Store(f"sqlite:///{path}").close()

    assert path.read_bytes() == before
