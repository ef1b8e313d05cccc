"""The drill: a backup is made, everything is lost, and everything is back, or nothing changes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from planner.changes import Origin, OriginKind, SetCell
from planner.choices import Classification
from planner.errors import PlanExists, PlannerError, StaleChange, UnreadableFile, WrongValue
from planner.exports.export_kinds import PLAN
from planner.services import editing, exporting, operation, plans
from planner.store import LedgerKind, Store
from planner.tables import PlanDetails, Programme
from tests.store.stories import set_title

ACTOR = "Focal point"
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in a file with a sample plan and a small one, made once."""
    path = tmp_path_factory.mktemp("made") / "plans.sqlite"
    store = Store(f"sqlite:///{path}", now=lambda: NOON)
    plans.add_sample(ACTOR, store, "casserane")
    plans.create_plan(ACTOR, store, "Small", PlanDetails(country="Exampleland"))
    store.close()
    return path


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it."""
    shutil.copy(made, tmp_path / "plans.sqlite")
    store = Store(f"sqlite:///{tmp_path}/plans.sqlite", now=lambda: NOON)
    yield store
    store.close()


def title_of(store: Store) -> str:
    return store.load("Casserane").get(Programme, "P-0001").title


def change_title(store: Store, title: str) -> None:
    editing.save(
        ACTOR, store, "Casserane", [set_title("P-0001", title_of(store), title)], reason="",
        origin=store.entry("Casserane", 1).changeset.origin,
        base_revision=store.load("Casserane").revision,
    )  # fmt: skip


def kinds(store: Store) -> list[LedgerKind]:
    return [one.kind for one in store.database.records()]


def test_a_backup_is_a_database_with_the_same_plans_and_the_same_heads(
    kept: Store, tmp_path: Path
) -> None:
    path, copied = operation.backup(ACTOR, kept, tmp_path / "copy.sqlite")

    report = operation.health(ACTOR, kept)
    assert [one.head for one in copied.plans] == [one.head for one in report.plans]
    assert report.is_sound and copied.problems == ()
    assert report.health.last_backup == NOON
    assert [one.name for one in Store(f"sqlite:///{path}").plans()] == ["Casserane", "Small"]
    assert [left.name for left in tmp_path.iterdir() if left.name.endswith(".part")] == []
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_drill_everything_is_changed_or_gone_and_everything_is_back(
    kept: Store, tmp_path: Path
) -> None:
    was, heads = title_of(kept), [one.head for one in kept.database.verify()[1]]
    path, _ = operation.backup(ACTOR, kept, tmp_path / "copy.sqlite")
    change_title(kept, "Something else")
    plans.remove_plan(ACTOR, kept, "Small")
    plans.create_plan(ACTOR, kept, "New", PlanDetails(country="Otherland"))

    before, found = operation.restore(ACTOR, kept, path)

    ledger, verified = kept.database.verify()
    assert found.problems == ledger.problems == ()
    assert [(one.name, one.head) for one in verified] == list(
        zip(["Casserane", "Small"], heads, strict=True)
    )
    assert (title_of(kept), found.recorded) == (was, True)
    assert kinds(kept)[-1] is LedgerKind.RESTORE
    assert {"New", "Casserane"} == {one.name for one in Store(f"sqlite:///{before}").plans()}
    change_title(kept, "Work goes on")
    assert kept.database.verify()[1][0].problems == ()


def test_on_a_new_computer_the_log_of_the_old_database_goes_on(kept: Store, tmp_path: Path) -> None:
    path, _ = operation.backup(ACTOR, kept, tmp_path / "copy.sqlite")
    there = Store(f"sqlite:///{tmp_path}/new/plans.sqlite")

    operation.restore(ACTOR, there, path)

    assert kinds(there) == [LedgerKind.CREATION, LedgerKind.CREATION, LedgerKind.RESTORE]
    assert there.database.verify()[0].problems == ()
    assert title_of(there) == title_of(kept)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE programmes SET title = 'Changed' WHERE id = 'P-0001'",
        "UPDATE changesets SET actor = 'Nobody'",
        "DELETE FROM ledger WHERE number = 1",
        "UPDATE plans SET name = 'Other' WHERE name = 'Small'",
    ],
)
def test_a_backup_that_was_tampered_with_replaces_nothing(
    kept: Store, tmp_path: Path, statement: str
) -> None:
    path, _ = operation.backup(ACTOR, kept, tmp_path / "copy.sqlite")
    copy = sqlite3.connect(path)
    copy.execute(statement)
    copy.commit()
    copy.close()
    change_title(kept, "Newer")

    _before, found = operation.restore(ACTOR, kept, path)

    assert found.problems and not found.recorded
    assert title_of(kept) == "Newer"
    assert kinds(kept)[-1] is LedgerKind.REFUSAL


def test_a_file_that_is_no_backup_or_is_damaged_replaces_nothing(
    kept: Store, tmp_path: Path
) -> None:
    path, _ = operation.backup(ACTOR, kept, tmp_path / "copy.sqlite")
    content = path.read_bytes()
    wrong = {
        "half.sqlite": content[: len(content) // 2],
        "scribbled.sqlite": content[:8192] + os.urandom(20_000) + content[28_192:],
        "letter.sqlite": b"Dear colleague",
        "empty.sqlite": b"",
        "postgres.dump": b"PGDMP" + b"x" * 50,
    }
    for name, bytes_ in wrong.items():
        (tmp_path / name).write_bytes(bytes_)
        with pytest.raises((UnreadableFile, WrongValue), match=name.split(".")[0]):
            operation.restore(ACTOR, kept, tmp_path / name)

    with pytest.raises(UnreadableFile, match="cannot be opened"):
        operation.restore(ACTOR, kept, tmp_path)
    assert operation.health(ACTOR, kept).is_sound
    assert kinds(kept).count(LedgerKind.REFUSAL) == len(wrong) + 1


def test_a_backup_made_by_an_older_planner_is_brought_up_to_date_and_stays_as_it_is(
    kept: Store, tmp_path: Path
) -> None:
    path, _ = operation.backup(ACTOR, kept, tmp_path / "old.sqlite")
    old = sqlite3.connect(path)
    old.executescript("DROP TABLE ledger; ALTER TABLE issues DROP COLUMN hash; DROP TABLE drafts;")
    old.close()
    content = path.read_bytes()

    _before, found = operation.restore(ACTOR, kept, path)

    assert found.problems == ()
    assert path.read_bytes() == content
    assert operation.health(ACTOR, kept).is_sound


def test_what_a_killed_backup_left_blocks_nothing_and_is_cleared_away(
    kept: Store, tmp_path: Path
) -> None:
    fresh, old = tmp_path / ".copy.sqlite.a.part", tmp_path / ".copy.sqlite.b.part"
    for left in (fresh, old):
        left.write_bytes(b"half")
    yesterday = time.time() - timedelta(days=2).total_seconds()
    os.utime(old, (yesterday, yesterday))

    operation.backup(ACTOR, kept, tmp_path / "copy.sqlite")

    assert fresh.exists() and not old.exists()


def test_a_backup_that_fails_leaves_the_last_one(kept: Store, tmp_path: Path) -> None:
    last = tmp_path / "folder" / "copy.sqlite"
    last.mkdir(parents=True)
    taken = last / f"{kept.database.copy_name('plans')}"
    taken.mkdir()

    with pytest.raises(PlannerError, match="cannot be written"):
        operation.backup(ACTOR, kept, last)
    with pytest.raises(WrongValue, match="the database itself"):
        operation.backup(ACTOR, kept, tmp_path / "plans.sqlite")

    assert [path for path in last.iterdir() if path != taken] == []
    assert kinds(kept).count(LedgerKind.BACKUP) == 0


def test_what_leaves_and_what_is_refused_is_on_record_with_the_hash_of_the_file(
    kept: Store, today: date
) -> None:
    def made(language: str = "") -> exporting.ExportedFile:
        return exporting.export(
            ACTOR, kept, "Small", PLAN, level=Classification.PUBLIC, today=today, now=NOON,
            language=language,
        )  # fmt: skip

    file = made()
    plans.rename_plan(ACTOR, kept, "Small", "Little")
    with pytest.raises(PlannerError):
        exporting.export(
            ACTOR, kept, "Little", "cabinet", level=Classification.PUBLIC, today=today, now=NOON,
            language="xx",
        )  # fmt: skip

    *_, gone, renamed, refused = kept.database.records()
    assert (gone.kind, gone.plan, gone.what, gone.level) == ("export", "Small", PLAN, "public")
    assert (gone.digest, gone.revision, gone.actor) == (file.sha256, 1, ACTOR)
    assert gone.heads == {"Small": file.head} and file.is_recorded
    assert (renamed.kind, renamed.plan, renamed.what) == ("renaming", "Little", "Small")
    assert (refused.kind, refused.plan) == ("refusal", "Little")
    assert "xx" in refused.what
    assert kept.database.verify()[0].problems == ()


def test_who_was_refused_which_change_is_on_record_and_nothing_else_is_kept(kept: Store) -> None:
    change_title(kept, "The first")
    plan, entries = kept.load("Casserane"), len(kept.entries("Casserane"))
    row = plan.of(Programme)[0]
    stale = SetCell(table="programmes", id=row.id, column="title", before="?", after="Second")
    origin = Origin(kind=OriginKind.FORM)

    with pytest.raises(StaleChange):
        editing.save(
            "Interior", kept, "Casserane", [stale], reason="A title", origin=origin,
            base_revision=plan.revision,
        )  # fmt: skip
    with pytest.raises(PlanExists):
        plans.rename_plan("Justice", kept, "Casserane", "Small")

    newest, first = operation.refused(ACTOR, kept, "Casserane")
    assert (first.actor, first.at) == ("Interior", NOON)
    assert first.what.startswith("A title: Somebody changed 1 of these cells first.")
    assert (newest.actor, newest.what[:15]) == ("Justice", "renaming Small:")
    assert len(kept.entries("Casserane")) == entries
    assert not operation.refused(ACTOR, kept, "Small")
    assert kept.database.verify()[0].problems == ()


def test_one_damaged_plan_hides_no_other(kept: Store, tmp_path: Path) -> None:
    damaged = sqlite3.connect(tmp_path / "plans.sqlite")
    damaged.execute("DELETE FROM changesets WHERE plan_id = 1")
    damaged.execute("UPDATE plan SET start = 'soon' WHERE plan_id = 1")
    damaged.commit()
    damaged.close()

    assert [one.name for one in kept.plans()] == ["Casserane", "Small"]
    report = operation.health(ACTOR, kept)
    assert [bool(one.problems) for one in report.plans] == [True, False]
    assert plans.open_plan(ACTOR, kept, "Small").details.country == "Exampleland"


def test_rights_that_are_too_wide_are_told(kept: Store, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert operation.health(ACTOR, kept).health.open_to_others == ()

    (tmp_path / "plans.sqlite").chmod(0o640)
    tmp_path.chmod(0o711)

    told = operation.health(ACTOR, kept).health.open_to_others
    assert told == (str(tmp_path), str(tmp_path / "plans.sqlite"))


def test_a_database_that_is_copied_by_hand_is_a_backup_too(kept: Store, tmp_path: Path) -> None:
    kept.close()
    copy = Path(shutil.copy(tmp_path / "plans.sqlite", tmp_path / "by hand.sqlite"))
    change_title(kept, "Newer")

    _before, found = operation.restore(ACTOR, kept, copy)

    assert (found.problems, found.recorded) == ((), False)
    assert title_of(kept) != "Newer"
