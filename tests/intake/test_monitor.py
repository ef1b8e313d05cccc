"""Who looks on while a file is read hears how far it is, can end it, and leaves nothing behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from planner.errors import Cancelled, UnreadableFile
from planner.intake.confined.wire import Frame
from planner.intake.grid import Book
from planner.intake.limits import LIMITS, Limits
from planner.intake.monitor import ReadMonitor
from planner.intake.opening import BookBuilder, open_book, read_in_child
from tests.intake.difficult.making import workbook

SMALL = b"Title;Budget\nCourts;1\nPolice;2\n"
LARGE = b"Title;Budget\n" + b"Courts;1\n" * 200_000
# One that reads nothing and never ends, and one that waits at a gate before it reads.
HANGS = "import time; time.sleep(600)"
WAITS = (
    "import sys; open({gate!r}).read(); sys.path.insert(0, sys.argv.pop()); "
    "from planner.intake.confined.main import main; main()"
)


@pytest.fixture(autouse=True)
def reading() -> None:
    """In a process of its own, as people's files are."""


def running() -> tuple[set[threading.Thread], set[str]]:
    """The threads of this process, and its children where the system lists them."""
    listed = Path("/proc/self/task").glob("*/children")
    return set(threading.enumerate()), {
        child for one in listed for child in one.read_text().split()
    }


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """After each of these tests no thread and no child is there that was not before."""
    before = running()
    yield
    assert running() == before


def test_progress_tells_the_rows_of_each_sheet_as_they_arrive() -> None:
    heard: list[tuple[str, int]] = []
    content = workbook({"A": [["Title"]] + [["Courts"]] * 24, "B": [["Code"], ["01"]]})

    def progress(sheet: str, rows: int) -> None:
        heard.append((sheet, rows))

    book = open_book("a.xlsx", content, Limits(rows_a_frame=10), monitor=ReadMonitor(progress))

    assert heard == [("A", 10), ("A", 20), ("A", 25), ("B", 2)]
    assert [len(sheet.rows) for sheet in book.sheets] == [25, 2]


def test_cancelling_ends_a_reading_that_hangs_and_leaves_nothing_behind() -> None:
    monitor = ReadMonitor()
    started = threading.Event()

    def read(settings: Frame, content: bytes, limits: Limits, arrived: BookBuilder) -> bool:
        started.set()
        return read_in_child(settings, content, limits, arrived, HANGS)

    def cancel() -> None:
        started.wait()
        monitor.cancel()
        monitor.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(Cancelled) as ended:
        open_book("a.csv", LARGE, monitor=monitor, read=read)
    canceller.join()

    assert str(ended.value) == "Reading a.csv was cancelled; nothing was taken from it."
    assert monitor.cancelled


def test_cancelling_on_the_way_ends_it_there() -> None:
    heard: list[int] = []

    def progress(_sheet: str, rows: int) -> None:
        heard.append(rows)
        monitor.cancel()

    monitor = ReadMonitor(progress)
    with pytest.raises(Cancelled):
        open_book("a.csv", LARGE, Limits(rows=10**6, rows_a_frame=10), monitor=monitor)

    assert heard[0] == 10
    assert heard[-1] < 200_000


def test_a_reading_that_was_cancelled_before_never_starts() -> None:
    monitor = ReadMonitor()
    monitor.cancel()

    def read(*_: object) -> bool:
        raise AssertionError("it started")

    with pytest.raises(Cancelled):
        open_book("a.csv", SMALL, monitor=monitor, read=read)


def test_cancelling_what_is_over_changes_nothing() -> None:
    monitor = ReadMonitor()
    book = open_book("a.csv", SMALL, monitor=monitor)
    monitor.cancel()

    assert len(book.sheets[0].rows) == 3


def test_who_looks_on_and_fails_ends_the_reading() -> None:
    def progress(_sheet: str, _rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_book("a.csv", LARGE, Limits(rows=10**6), monitor=ReadMonitor(progress))


def test_a_second_person_is_served_while_a_file_hangs(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    waits = partial(read_in_child, start=WAITS.format(gate=str(gate)))
    first: list[Book] = []
    slow = threading.Thread(target=lambda: first.append(open_book("a.csv", SMALL, read=waits)))
    slow.start()
    for _ in range(3):
        assert len(open_book("b.csv", SMALL).sheets[0].rows) == 3
    assert not first
    assert slow.is_alive()

    gate.write_bytes(b"")  # opens once the child waits there, and lets it go
    slow.join()

    assert len(first[0].sheets[0].rows) == 3


def test_a_second_person_is_served_while_a_file_breaks_its_limits() -> None:
    said: list[str] = []

    def hostile() -> None:
        with pytest.raises(UnreadableFile) as stopped:
            open_book("a.csv", LARGE, Limits(memory_bytes=20 * 2**20, rows=10**6))
        said.append(str(stopped.value.message))

    threads = [threading.Thread(target=hostile) for _ in range(2)]
    for thread in threads:
        thread.start()
    served = open_book("b.csv", SMALL, LIMITS)
    for thread in threads:
        thread.join()

    assert said == ["a.csv is too large or damaged: reading it was stopped."] * 2
    assert len(served.sheets[0].rows) == 3
