"""Work beside the page tells how far it is, ends when asked to, and raises what stopped it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from planner.errors import Cancelled, UnreadableFile
from planner.intake.monitor import ReadMonitor
from planner.intake.opening import open_book
from planner.services.importing.background import BackgroundTask

PATIENCE = 60


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
        go_on.wait(PATIENCE)
        monitor.report("", 0)
        return "done"

    task = BackgroundTask(do, worker)

    assert told.wait(PATIENCE)
    assert (task.is_done, str(task.progress)) == (False, "Sheet Projects, 40,000 rows")
    go_on.set()
    assert task.wait(PATIENCE) and task.result() == "done"
    assert str(task.progress) == "Looking for tables and columns."


def test_a_reading_that_is_ended_before_it_starts_opens_nothing(
    worker: ThreadPoolExecutor,
) -> None:
    first = threading.Event()
    worker.submit(first.wait, PATIENCE)
    task = BackgroundTask(lambda monitor: open_book("a.csv", b"A\n1\n", monitor=monitor), worker)

    task.cancel()
    task.cancel()
    first.set()

    assert task.wait(PATIENCE)
    with pytest.raises(Cancelled):
        task.result()


def test_what_stops_it_is_raised_where_its_result_is_asked_for(
    worker: ThreadPoolExecutor,
) -> None:
    task = BackgroundTask(lambda monitor: open_book("a.xlsx", b"PK", monitor=monitor), worker)

    assert task.wait(PATIENCE)
    with pytest.raises(UnreadableFile):
        task.result()
