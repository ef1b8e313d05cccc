"""Opens a file that somebody sent: in a process of its own, with limits, and never in this one."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from planner.errors import UnreadableFile
from planner.intake.confined.wire import Frame, received, send, unpacked_rows
from planner.intake.grid import Book, Cells, Merge, Remark, Sheet
from planner.intake.limits import LIMITS, MEGABYTE, Limits
from planner.intake.monitor import ReadMonitor
from planner.intake.opening_words import ASK_AGAIN, failure, told
from planner.intake.recognising import recognise

# Nothing of this process but the folder without which Windows starts no program.
_SURROUNDINGS = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
_ROOT = str(Path(__file__).parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop()); "
    "from planner.intake.confined.main import main; main()"
)

Reading = Callable[[Frame, bytes, Limits, "Arriving"], bool]


def open_book(
    name: str,
    content: bytes,
    limits: Limits = LIMITS,
    *,
    password: str = "",
    monitor: ReadMonitor | None = None,
    read: Reading | None = None,
) -> Book:
    """The sheets and cells of a file; UnreadableFile, in one sentence, when it cannot be read.

    LockedFile when it opens with a password only, and none or a wrong one was given; Cancelled when
    the `monitor` ended it, and then nothing of the reading is left. `read` hands settings and
    content to a process and its frames to the arriving book; it says how that ended.
    """
    if len(content) > limits.file_bytes:
        raise UnreadableFile(
            f"{name} is too large: {len(content) / MEGABYTE:.0f} MB, "
            f"and at most {limits.file_bytes // MEGABYTE} MB are read.",
            "Take out pictures and sheets that are not needed, or hand it in in parts.",
        )
    kind = recognise(name, content)
    monitor = monitor or ReadMonitor()
    monitor.raise_if_cancelled(name)
    received_book = Arriving(name, kind.value, monitor)
    settings = {"kind": kind.value, "limits": asdict(limits), "password": password}
    with gc_paused():
        ended_well = (read or read_in_child)(settings, content, limits, received_book)
    monitor.raise_if_cancelled(name)
    if received_book.refused:
        raise failure(name, received_book.refused, limits)
    if not ended_well:
        raise UnreadableFile(f"{name} is too large or damaged: reading it was stopped.", ASK_AGAIN)
    return received_book.book()


def read_in_child(
    settings: Frame, content: bytes, limits: Limits, arriving: Arriving, start: str = _START
) -> bool:
    """Let a child process read the content; whether it ended as it should, in time.

    However this is left, the child has ended and its threads are over. `start` is what it runs.
    """
    with subprocess.Popen(
        [sys.executable, "-I", "-c", start, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_SURROUNDINGS,
    ) as child:
        assert child.stdin and child.stdout
        clock = threading.Timer(limits.wall_seconds, child.kill)
        feeder = threading.Thread(target=_feed, args=(child.stdin, settings, content), daemon=True)
        clock.start()
        feeder.start()
        try:
            with arriving.monitor.on_cancel(child.kill):
                _take_all(child, arriving)
                child.wait()
        finally:
            feeder.join()
            clock.cancel()
            clock.join()
    return child.returncode == 0


def _take_all(child: subprocess.Popen[bytes], arriving: Arriving) -> None:
    """Take every frame of the child; it is ended if that stops before the child does."""
    pipe = cast(BinaryIO, child.stdout)
    is_done = False
    try:
        for frame in received(pipe):
            arriving.take(frame)
        is_done = not arriving.refused
    finally:
        if not is_done:
            child.kill()
        pipe.close()


def _feed(pipe: Any, settings: Frame, content: bytes) -> None:
    """Hand settings and content over; a child that has ended already takes no more."""
    with suppress(OSError):
        send(pipe, settings)
        pipe.write(content)
    with suppress(OSError):  # what is still on its way fails once more
        pipe.close()


@dataclass
class Arriving:
    """A book on its way: frames go in, the finished book comes out."""

    name: str
    kind: str
    monitor: ReadMonitor = field(default_factory=ReadMonitor)
    refused: str = ""
    epoch_1904: bool = False
    sheets: list[tuple[Frame, list[Cells]]] = field(default_factory=list[tuple[Frame, list[Cells]]])
    remarks: list[Remark] = field(default_factory=list[Remark])
    facts: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, frame: Frame) -> None:
        """Add what one frame says."""
        if "rows" in frame:
            about, rows = self.sheets[-1]
            rows.extend(unpacked_rows(frame["rows"]))
            self.monitor.report(about["sheet"], len(rows))
        elif "sheet" in frame and "remark" not in frame:
            self.sheets.append((frame, []))
        elif "remark" in frame:
            self.remarks.append(told(frame))
        else:
            self.refused = frame.get("refused", self.refused)
            self.kind = frame.get("kind", self.kind)
            self.epoch_1904 = frame.get("epoch_1904", self.epoch_1904)
            self.facts.update(frame.get("facts", {}))

    def book(self) -> Book:
        """The book as it arrived."""
        return Book(
            name=self.name,
            kind=self.kind,
            sheets=tuple(_sheet(frame, rows) for frame, rows in self.sheets),
            epoch_1904=self.epoch_1904,
            remarks=tuple(self.remarks),
            facts=self.facts,
        )


def _sheet(frame: Frame, rows: list[Cells]) -> Sheet:
    return Sheet(
        name=frame["sheet"],
        rows=tuple(rows),
        hidden=frame["hidden"],
        merges=tuple(
            Merge(top=top, left=left, bottom=bottom, right=right)
            for top, left, bottom, right in frame["merges"]
        ),
        hidden_rows=frozenset(frame["hidden_rows"]),
        hidden_columns=frozenset(frame["hidden_columns"]),
        names=tuple(frame["names"]),
        comments={(row, column): text for row, column, text in frame["comments"]},
        struck=frozenset((row, column) for row, column in frame["struck"]),
        formats={(row, column): code for row, column, code in frame["formats"]},
    )


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector, while millions of cells come in and none goes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
