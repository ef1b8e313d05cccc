"""Opens a file that somebody sent: in a process of its own, with limits, and never in this one."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from planner.errors import UnreadableFile
from planner.intake.confined.wire import Frame, received, send, unpacked_rows
from planner.intake.grid import Book, Cells, Merge, Sheet
from planner.intake.limits import LIMITS, MEGABYTE, Limits
from planner.intake.monitor import ReadMonitor
from planner.intake.refusals import refusal
from planner.problem_kinds import problem
from planner.problems import Problem

# Nothing of this process but the folder without which Windows starts no program.
_SURROUNDINGS = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
_LONGEST_NAME = 100  # letters of it that a sentence shows
_LOCK_FILES = ("~$", ".~lock.")  # what office programs leave beside a file that is open
_ROOT = str(Path(__file__).parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop()); "
    "from planner.intake.confined.main import main; main()"
)

Reading = Callable[[Frame, bytes, Limits, "BookBuilder"], bool]


def open_book(
    name: str,
    content: bytes,
    limits: Limits = LIMITS,
    *,
    password: str = "",
    members: Collection[str] = (),
    monitor: ReadMonitor | None = None,
    read: Reading | None = None,
) -> Book:
    """The sheets and cells of a file; UnreadableFile, in one sentence, when it cannot be read.

    LockedFile when it opens with a password only, and none or a wrong one was given; Cancelled when
    the `monitor` ended it, and then nothing of the reading is left. With `members`, an archive of
    some of these files is a package, and each of them a sheet. `read` hands settings and content to
    a process and its frames to the book; it says how that ended.
    """
    if len(content) > limits.file_bytes:
        raise _too_large(name, len(content), limits.file_bytes)
    if name.startswith(_LOCK_FILES):
        raise refusal(name, "lock file")
    monitor = monitor or ReadMonitor()
    monitor.raise_if_cancelled(name)
    received_book = BookBuilder(name, monitor=monitor)
    settings = {"limits": asdict(limits), "password": password, "members": [*members]}
    with gc_paused():
        ended_well = (read or read_in_child)(settings, content, limits, received_book)
    monitor.raise_if_cancelled(name)
    if received_book.refused:
        raise refusal(name, received_book.refused, rows=limits.rows, **received_book.facts)
    if not ended_well:
        raise refusal(name, "stopped")
    return received_book.book()


def content_of(path: Path, most: int = LIMITS.file_bytes) -> bytes:
    """What is in a file that a person named; UnreadableFile when it cannot be opened."""
    try:
        size = path.stat().st_size
        if size > most:
            raise _too_large(path.name, size, most)
        return path.read_bytes()
    except (OSError, ValueError) as failure:
        why = getattr(failure, "strerror", "") or str(failure)
        named = (path.name or str(path))[:_LONGEST_NAME]
        raise refusal(named, "not opened", why=why) from failure


def _too_large(name: str, size: int, most: int) -> UnreadableFile:
    megabytes = {"size": round(size / MEGABYTE), "most": most // MEGABYTE}
    return refusal(name, "too large a file", **megabytes)


def read_in_child(
    settings: Frame, content: bytes, limits: Limits, arrived: BookBuilder, start: str = _START
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
            with arrived.monitor.on_cancel(child.kill):
                _take_all(child, arrived)
                child.wait()
        finally:
            feeder.join()
            clock.cancel()
            clock.join()
    return child.returncode == 0


def _take_all(child: subprocess.Popen[bytes], arrived: BookBuilder) -> None:
    """Take every frame of the child; it is ended if that stops before the child does."""
    pipe = cast(BinaryIO, child.stdout)
    is_done = False
    try:
        for frame in received(pipe):
            arrived.take(frame)
        is_done = not arrived.refused
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
class BookBuilder:
    """A book on its way: frames go in, the finished book comes out."""

    name: str
    kind: str = ""
    monitor: ReadMonitor = field(default_factory=ReadMonitor)
    refused: str = ""
    epoch_1904: bool = False
    sheets: list[tuple[Frame, list[Cells]]] = field(default_factory=list[tuple[Frame, list[Cells]]])
    problems: list[Problem] = field(default_factory=list[Problem])
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
            self.problems.append(_remark(frame, self.name))
        elif "refused" in frame:
            self.refused = frame.pop("refused")
            self.facts = frame
        else:
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
            problems=tuple(self.problems),
            facts=self.facts,
        )


def _sheet(frame: Frame, rows: list[Cells]) -> Sheet:
    sets: dict[str, Any] = {
        **{what: frozenset(frame[what]) for what in ("hidden_rows", "hidden_columns")},
        **{
            what: frozenset(map(tuple, frame[what]))
            for what in ("struck", "partly_struck", "linked")
        },
    }
    return Sheet(
        name=frame["sheet"],
        rows=tuple(rows),
        hidden=frame["hidden"],
        merges=tuple(Merge(*sides) for sides in frame["merges"]),
        names=tuple(frame["names"]),
        comments={(row, column): text for row, column, text in frame["comments"]},
        **sets,
    )


def _remark(frame: Frame, file: str) -> Problem:
    """What the reading process says of a sheet, with the first cells that it is about."""
    place = {key: frame[key] for key in ("sheet", "row", "cell") if key in frame}
    count, cells = frame.get("count", 1), frame.get("cells", ())
    more = ["…"] if count > len(cells) else []
    return problem(frame["remark"], file=file, number=count, cells=(*cells, *more), **place)


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
