"""Several files at once: where each stands, the way between them, a pair, a stop, the sum."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.errors import Cancelled
from planner.languages.voice import Voice
from planner.services import editing
from planner.services.importing.batch import FileStatus, ImportBatch, ImportFile
from planner.services.importing.preview import apply_import
from planner.store import Store
from tests.intake.locked_workbooks import PASSWORD, locked
from tests.services.importing.lists import ME, PLAN, begun, programmes

REAL = Path(__file__).parents[2] / "data" / "real" / "aims_burundi"
PATIENCE = 60
JUSTICE = b"No;Title;Ministry;Budget\n007;Mobile courts;Justice;100\n008;Legal aid;Justice;300\n"
DEFENCE = JUSTICE.replace(b"Justice", b"Defence").replace(b"Mobile courts", b"Peace patrols")
BAD = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Store]:
    """A store on disk, which several threads may use, with one plan that holds nothing yet."""
    store = begun(Store(f"sqlite:///{tmp_path / 'plans.sqlite'}"))
    yield store
    store.close()


def handed_in(store: Store, *files: tuple[str, bytes]) -> ImportBatch:
    batch = ImportBatch()
    batch.hand_in(ME, store, PLAN, files)
    return read(batch)


def read(batch: ImportBatch) -> ImportBatch:
    for file in batch.files:
        assert file.reading is None or file.reading.wait(PATIENCE)
    batch.settle()
    return batch


def import_current(batch: ImportBatch) -> ImportFile:
    file = batch.current
    assert file is not None and file.draft is not None
    store = file.draft.chosen.store
    file.draft = file.draft.on(store.load(PLAN))
    assert file.compare().wait(PATIENCE)
    previewed = file.compare().result()
    file.finish(previewed, apply_import(ME, store, previewed), Voice())
    batch.settle()
    return file


def statuses(batch: ImportBatch) -> list[str]:
    return [file.status.value for file in batch.files]


def test_a_bad_file_among_good_ones_is_refused_and_nothing_else_is_lost(plan: Store) -> None:
    batch = handed_in(plan, ("justice.csv", JUSTICE), ("notes.xlsx", BAD), ("defence.csv", DEFENCE))
    assert statuses(batch) == ["open", "refused", "waiting"]
    assert "notes.xlsx" in str(batch.files[1].note[0])

    import_current(batch)
    assert statuses(batch) == ["imported", "refused", "open"]
    import_current(batch)

    assert batch.is_settled
    assert str(batch.sentence) == "2 files imported: 4 rows added, 0 changed. 1 file refused."
    assert {"Mobile courts", "Peace patrols"} < set(programmes(plan))


def test_a_file_that_was_undone_counts_as_set_aside(plan: Store) -> None:
    batch = handed_in(plan, ("a.csv", JUSTICE), ("b.csv", DEFENCE))
    first = import_current(batch)
    import_current(batch)
    assert first.outcome is not None and first.outcome.revision is not None

    editing.undo(ME, plan, PLAN, first.outcome.revision)
    first.undone()

    assert str(batch.sentence) == "1 file imported: 2 rows added, 0 changed. 1 file set aside."


def test_going_to_another_file_and_back_keeps_what_was_settled(plan: Store) -> None:
    batch = handed_in(plan, ("a.csv", JUSTICE), ("b.csv", DEFENCE))
    first, second = batch.files
    assert first.draft is not None
    first.draft = first.draft.settle(columns={"budget": ""})

    batch.open(2)
    batch.settle()
    assert batch.current is second
    batch.open(1)
    batch.settle()
    import_current(batch)

    assert [row.budget for row in programmes(plan).values()] == [None, None]


def test_a_file_set_aside_can_be_opened_again(plan: Store) -> None:
    batch = handed_in(plan, ("a.csv", JUSTICE), ("b.csv", DEFENCE))
    batch.files[0].set_aside()
    batch.settle()
    assert statuses(batch) == ["set aside", "open"]

    batch.open(1)
    import_current(read(batch))

    assert "Mobile courts" in programmes(plan)


def test_a_locked_file_waits_for_its_password(plan: Store) -> None:
    batch = handed_in(plan, ("locked.xlsx", locked()))
    file = batch.files[0]
    assert file.draft is None and file.locked

    file.read("wrong")
    assert file.draft is None and read(batch).files[0].locked
    file.read(PASSWORD)

    assert read(batch).current is file and file.draft is not None


def test_two_parts_of_one_list_are_a_pair_while_both_are_on_their_way(plan: Store) -> None:
    names = ("projects_ancillary.csv", "projects.csv")
    batch = handed_in(plan, *((name, (REAL / name).read_bytes()) for name in names))

    (pair,) = batch.pairs
    assert (pair.first, pair.second, pair.rows) == ("projects.csv", "projects_ancillary.csv", 950)
    batch.files[0].set_aside()
    assert batch.pairs == ()


def test_more_files_than_fit_are_left(plan: Store) -> None:
    batch = ImportBatch()

    batch.hand_in(ME, plan, PLAN, [(f"{n}.csv", JUSTICE) for n in range(12)])

    assert len(batch.files) == 10
    batch.clear()


def test_files_that_are_let_go_of_while_they_are_read_leave_nothing_behind(plan: Store) -> None:
    batch = ImportBatch()
    batch.hand_in(ME, plan, PLAN, [(f"{n}.csv", JUSTICE * 2000) for n in range(3)])
    readings = [file.reading for file in batch.files if file.reading]

    batch.clear()

    assert (len(readings), batch.files, batch.current) == (3, [], None)
    for reading in readings:
        assert reading.wait(PATIENCE)
        with pytest.raises(Cancelled):
            reading.result()


def test_a_file_stopped_while_others_wait_is_set_aside_alone(plan: Store) -> None:
    batch = ImportBatch()
    batch.hand_in(ME, plan, PLAN, [("a.csv", JUSTICE), ("b.csv", DEFENCE)])

    batch.files[0].set_aside()
    read(batch)

    assert [file.status for file in batch.files] == [FileStatus.SET_ASIDE, FileStatus.OPEN]
    assert batch.current is batch.files[1] and batch.files[1].draft is not None


def test_refused_rows_can_still_be_had_after_the_good_ones_went_in(plan: Store) -> None:
    batch = handed_in(plan, ("a.csv", JUSTICE + b"009;Radio;Justice;much\n"))

    file = import_current(batch)
    batch.clear()

    assert batch.unmended is file
    assert file.outcome is not None and file.outcome.counts["rejected"] == 1
    batch.hand_in(ME, plan, PLAN, [("b.csv", DEFENCE)])
    assert batch.unmended is None
    batch.clear()
