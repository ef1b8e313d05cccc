"""Work beside the page tells how far it is, ends when asked to, and raises what stopped it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from planner.errors import Cancelled, UnreadableFile
from planner.intake.monitor import ReadMonitor
from planner.intake.opening import open_book
from planner.ui.importing.background import UnderWay
from planner.ui.importing.lot import Lot
from planner.ui.importing.work import Standing, Upload

TABLE = b"Title;Budget\nCourts;5\n"


@pytest.fixture
def worker() -> Iterator[ThreadPoolExecutor]:
    """One thread that does one thing after the other."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        yield worker


def test_it_tells_sheet_and_rows_while_it_goes_on(worker: ThreadPoolExecutor) -> None:
    told, go_on = threading.Event(), threading.Event()

    def do(monitor: ReadMonitor) -> str:
        monitor.report("Projects", 40_000)
        told.set()
        go_on.wait(60)
        monitor.report("Looking for tables and columns", 0)
        return "done"

    work = UnderWay(do, worker)

    assert told.wait(60)
    assert (work.is_done, work.said) == (False, "Sheet Projects, 40,000 rows")
    go_on.set()
    assert work.wait() and work.result() == "done"
    assert work.said == "Looking for tables and columns"


def test_a_reading_that_is_ended_before_it_starts_opens_nothing(
    worker: ThreadPoolExecutor,
) -> None:
    first = threading.Event()
    worker.submit(first.wait, 60)
    work = UnderWay(lambda monitor: open_book("a.csv", TABLE, monitor=monitor), worker)

    work.cancel()
    work.cancel()
    first.set()

    assert work.wait()
    with pytest.raises(Cancelled):
        work.result()


def test_what_stops_it_is_raised_where_its_result_is_asked_for(
    worker: ThreadPoolExecutor,
) -> None:
    work = UnderWay(lambda monitor: open_book("a.xlsx", b"PK", monitor=monitor), worker)

    assert work.wait()
    with pytest.raises(UnreadableFile):
        work.result()


def test_files_that_are_let_go_of_while_they_are_read_leave_nothing_behind() -> None:
    lot = Lot()
    lot.hand_in([Upload(f"{n}.csv", TABLE * 2000) for n in range(3)])
    readings = [one.reading for one in lot.intakes if one.reading]

    lot.clear()

    assert (len(readings), lot.intakes, lot.current) == (3, [], None)
    for reading in readings:
        assert reading.wait()
        with pytest.raises(Cancelled):
            reading.result()


def test_a_file_stopped_while_others_wait_is_laid_aside_alone() -> None:
    lot = Lot()
    lot.hand_in([Upload("a.csv", TABLE), Upload("b.csv", TABLE)])
    assert lot.current is lot.intakes[0]

    lot.intakes[0].drop()
    second = lot.intakes[1]
    assert second.reading is not None and second.reading.wait()
    lot.settle()

    assert [one.standing for one in lot.intakes] == [Standing.ASIDE, Standing.IN_HAND]
    assert lot.current is second and second.found is not None
