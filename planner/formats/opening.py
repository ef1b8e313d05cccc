"""Opens a file that somebody sent: in a process of its own, with limits, and never in this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from planner.errors import UnreadableFile
from planner.formats.child.wire import Frame, received, unpacked_rows
from planner.formats.grid import Book, Cells, Merge, Remark, Sheet
from planner.formats.limits import LIMITS, MEGABYTE, Limits
from planner.formats.recognising import locked, recognise

# Nothing of this process but the folder without which Windows starts no program.
_SURROUNDINGS = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
_ROOT = str(Path(__file__).parents[2])
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop()); "
    "from planner.formats.child.main import main; main()"
)
_ASK_AGAIN = "Ask for it again, or open it in a spreadsheet program and save a copy."
_TELL = {
    "sheet.far_cell": "The cell stands far beyond the rest and was left out.",
    "csv.open_quote": "A quotation mark opens and never closes; the row was read up to its end.",
}


def open_book(name: str, content: bytes, limits: Limits = LIMITS) -> Book:
    """The sheets and cells of a file; UnreadableFile, in one sentence, when it cannot be read."""
    if len(content) > limits.file_bytes:
        raise UnreadableFile(
            f"{name} is too large: {len(content) / MEGABYTE:.0f} MB, "
            f"and at most {limits.file_bytes // MEGABYTE} MB are read.",
            "Take out pictures and sheets that are not needed, or hand it in in parts.",
        )
    kind = recognise(name, content)
    received_book = _Arriving(name, kind.value)
    ended_well = _read_in_child(kind.value, content, limits, received_book)
    if received_book.refused:
        raise _failure(name, received_book.refused, limits)
    if not ended_well:
        raise UnreadableFile(f"{name} is too large or damaged: reading it was stopped.", _ASK_AGAIN)
    return received_book.book()


def _read_in_child(kind: str, content: bytes, limits: Limits, arriving: _Arriving) -> bool:
    """Let a child process read the content; whether it ended as it should, in time."""
    settings = json.dumps({"kind": kind, "limits": asdict(limits)})
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _START, settings, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_SURROUNDINGS,
    ) as child:
        assert child.stdin and child.stdout
        clock = threading.Timer(limits.wall_seconds, child.kill)
        feeder = threading.Thread(target=_feed, args=(child.stdin, content), daemon=True)
        clock.start()
        feeder.start()
        try:
            for frame in received(cast(BinaryIO, child.stdout)):
                arriving.take(frame)
        finally:
            if arriving.refused:
                child.kill()
            feeder.join()
            child.wait()
            clock.cancel()
    return child.returncode == 0


def _feed(pipe: Any, content: bytes) -> None:
    """Hand the content over; a child that has ended already takes no more."""
    try:
        pipe.write(content)
        pipe.close()
    except (BrokenPipeError, OSError):
        return


@dataclass
class _Arriving:
    """A book on its way: frames go in, the finished book comes out."""

    name: str
    kind: str
    refused: str = ""
    epoch_1904: bool = False
    sheets: list[tuple[Frame, list[Cells]]] = field(default_factory=list[tuple[Frame, list[Cells]]])
    remarks: list[Remark] = field(default_factory=list[Remark])
    facts: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, frame: Frame) -> None:
        """Add what one frame says."""
        if "rows" in frame:
            self.sheets[-1][1].extend(unpacked_rows(frame["rows"]))
        elif "sheet" in frame and "remark" not in frame:
            self.sheets.append((frame, []))
        elif "remark" in frame:
            code = frame.pop("remark")
            self.remarks.append(Remark(code=code, message=_TELL[code], **frame))
        else:
            self.refused = frame.get("refused", self.refused)
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
        hidden=frame.get("hidden", False),
        merges=tuple(
            Merge(top=top, left=left, bottom=bottom, right=right)
            for top, left, bottom, right in frame.get("merges", ())
        ),
        hidden_rows=frozenset(frame.get("hidden_rows", ())),
        hidden_columns=frozenset(frame.get("hidden_columns", ())),
    )


def _failure(name: str, code: str, limits: Limits) -> UnreadableFile:
    """The sentence for a reason that the reading process gave."""
    match code:
        case "locked":
            return locked(name)
        case "too many rows":
            return UnreadableFile(
                f"{name} is too large: a sheet of it has more than {limits.rows:,} rows.",
                "Hand it in in parts.",
            )
        case "too large":
            return UnreadableFile(
                f"{name} is too large: unpacked, it holds more than a spreadsheet should.",
                _ASK_AGAIN,
            )
        case "document type":
            return UnreadableFile(
                f"{name} holds a document type, which no spreadsheet needs and which can do harm.",
                "Open it in a spreadsheet program and save a copy.",
            )
        case _:
            return UnreadableFile(f"{name} is damaged: it cannot be opened.", _ASK_AGAIN)
