"""An older database gets what it lacks; one of a newer planner is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from planner.errors import UnreadableFile
from planner.store import Store
from planner.tables import Programme
from tests.store.stories import COURTS, DETAILS, JUSTICE, NAME, changeset, make, set_title

DATABASES = Path(__file__).parents[1] / "data" / "databases"


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


def test_a_database_of_the_version_before_loses_nothing_and_joins_the_chains(
    tmp_path: Path,
) -> None:
    """It was written by a planner whose issues and receipts were in no chain, without a ledger."""
    old = sqlite3.connect(tmp_path / "plans.sqlite")
    old.executescript((DATABASES / "before_the_ledger.sql").read_text(encoding="utf-8"))
    log = old.execute("SELECT hash FROM changesets ORDER BY plan_id, revision").fetchall()
    old.close()

    store = Store(f"sqlite:///{tmp_path}/plans.sqlite")

    ledger, plans = store.database.verify()
    assert [problem for one in (ledger, *plans) for problem in one.problems] == []
    assert [one.name for one in store.plans()] == ["Plan", "Second"]
    assert store.load("Plan").get(Programme, "P-0001").title == "Fair courts"
    assert [entry.hash for name in ("Plan", "Second") for entry in store.entries(name)] == [
        made for (made,) in log
    ]
    assert [(one.number, one.revision) for one in store.issues("Plan")] == [(1, 1), (2, 2)]
    assert [one.issue for one in store.receipts("Plan")] == [1]
    assert [one.kind for one in store.database.records()] == ["found"]
    assert store.database.records()[0].heads.keys() == {"Plan", "Second"}
    store.append("Plan", changeset(set_title("P-0001", "Fair courts", "Courts"), base=2))
    heads = [log[1][0], store.entry("Plan", 3).hash]
    assert store.verify("Plan", heads).problems == ()
    store.close()
