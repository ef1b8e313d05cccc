"""How the database is opened: its settings, its file for the owner alone, failures in words."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import event

from planner.errors import PlannerError, UnreadableFile, WrongValue
from planner.store import Store, engine
from tests.store.stories import COURTS, DETAILS, JUSTICE, NAME, changeset, make, set_title


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_file_and_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "plans.sqlite"
    store = Store(f"sqlite:///{path}")
    make(store, DETAILS)

    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    store.close()


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_every_connection_has_the_settings(tmp_path: Path, kind: str) -> None:
    opened = engine.opened(f"sqlite:///{tmp_path}/plans.sqlite" if kind == "file" else "sqlite://")

    def setting(name: str) -> object:
        with opened.connect() as connection:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    assert setting("foreign_keys") == 1
    assert setting("synchronous") == 2
    assert setting("trusted_schema") == 0
    assert setting("busy_timeout") == 30_000
    if kind == "file":
        assert setting("journal_mode") == (
            "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete"
        )
    opened.dispose()


def test_a_writer_takes_its_place_at_once_and_a_reader_waits_for_nobody(tmp_path: Path) -> None:
    opened = engine.opened(f"sqlite:///{tmp_path}/plans.sqlite")
    said: list[str] = []
    event.listen(opened, "before_cursor_execute", lambda *args: said.append(args[2]))

    with engine.writing(opened) as connection:
        connection.exec_driver_sql("SELECT 1")
    with engine.reading(opened) as connection:
        connection.exec_driver_sql("SELECT 2")

    assert said == ["BEGIN IMMEDIATE", "SELECT 1", "BEGIN", "SELECT 2"]
    opened.dispose()


def test_a_file_that_is_no_database_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plans.sqlite"
    path.write_text("These are minutes of a meeting, not a database." * 50)

    with pytest.raises(UnreadableFile, match="damaged or is no database"):
        Store(f"sqlite:///{path}")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(UnreadableFile, match="cannot be used"):
        Store(f"sqlite:///{tmp_path}/file/plans.sqlite")


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "duckdb:///x"])
def test_an_address_of_no_database_we_use_is_refused(url: str) -> None:
    with pytest.raises(WrongValue):
        Store(url)


def test_a_full_disk_is_said_and_nothing_is_half_kept(tmp_path: Path) -> None:
    """The page limit is swept up from what is used until the write fits: every step fails once."""
    path = tmp_path / "plans.sqlite"
    store = Store(f"sqlite:///{path}")
    make(store, DETAILS, JUSTICE, COURTS)
    before = store.load(NAME)
    used = sqlite3.connect(path).execute("PRAGMA page_count").fetchone()[0]
    long = "x" * 20_000
    failures = 0
    for most in range(used, used + 50):
        limit = f"PRAGMA max_page_count={most}"
        event.listen(store._engine, "begin", lambda c, limit=limit: c.exec_driver_sql(limit))
        try:
            store.append(NAME, changeset(set_title("P-0001", "Courts", long)))
        except PlannerError as failure:
            failures += 1
            assert "disk is full" in str(failure)
            assert store.load(NAME) == before
            assert store.verify(NAME).problems == ()
        else:
            break

    assert failures > 3
    assert store.load(NAME).revision == 2
    store.close()


def test_a_plan_that_somebody_holds_too_long_is_said_to_be_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = tuple(s for s in engine.SETTINGS if "timeout" not in s)
    monkeypatch.setattr(engine, "SETTINGS", (*quick, "busy_timeout=10"))
    store = Store(f"sqlite:///{tmp_path}/plans.sqlite")
    make(store, DETAILS, JUSTICE, COURTS)
    other = sqlite3.connect(tmp_path / "plans.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(PlannerError, match="Somebody else is writing"):
        store.append(NAME, changeset(set_title("P-0001", "Courts", "Fair")))

    assert store.load(NAME).revision == 1
    other.close()
    store.close()
