"""How cells travel from the reading process: frames of JSON, each with its length in front.

Rows travel column by column: values that repeat once with the places they stand in, texts as one
text, numbers as their bits. Plain JSON was measured a tenth slower on a large workbook. No more
of a file leaves than whoever takes it should have to hold.
"""

from __future__ import annotations

import json
import struct
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from math import isfinite
from typing import Any, BinaryIO, Protocol

from planner.intake.confined.archive import Refused
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.grid import Cells, Fault, Shown, address
from planner.intake.limits import Limits
from planner.values import has_unkept

_LENGTH = struct.Struct(">I")
_LARGEST_FRAME = 256 * 2**20
_EXACT = 10**15
_BLANK = ("", None)
_BETWEEN = "\x1f"  # between the texts of a column that holds nothing else
_APART = ("name", "rows", "remarks", "instead", "comments")
_TOLD = 12  # cells that a remark names

Frame = dict[str, Any]


class Writable(Protocol):
    """Where bytes are written to, as a pipe."""

    def write(self, content: bytes, /) -> object:
        """Take the bytes."""


def send(pipe: Writable, frame: Frame) -> None:
    """Write one frame to the pipe."""
    text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"), default=_as_json)
    content = text.encode("utf-8", "replace")
    pipe.write(_LENGTH.pack(len(content)) + content)


def received(pipe: BinaryIO) -> Iterator[Frame]:
    """The frames that arrive, until the pipe ends; a frame that is cut short ends it as well."""
    while len(head := pipe.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        if length > _LARGEST_FRAME:
            return
        content = pipe.read(length)
        if len(content) < length:
            return
        yield json.loads(content, object_hook=_from_json)


def _as_json(value: object) -> Any:
    """What JSON has no word for: an error, a formatted number, a day, a moment, hours."""
    match value:
        case Fault(shown):
            return {"fault": shown}
        case Shown(number, text):
            return {"number": number, "shown": text}
        case time() | timedelta():
            seconds = value.total_seconds() if isinstance(value, timedelta) else _seconds(value)
            return {"number": _whole(seconds / 86_400), "shown": str(value)}
        case datetime(hour=0, minute=0, second=0):
            return {"day": value.date().isoformat()}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case _:
            return str(value)


def _seconds(hours: time) -> int:
    return (hours.hour * 60 + hours.minute) * 60 + hours.second


def _from_json(found: Frame) -> Any:
    match found:
        case {"number": number, "shown": shown}:
            return Shown(number, shown)
        case {"day": day}:
            return date.fromisoformat(day)
        case {"moment": moment}:
            return datetime.fromisoformat(moment)
        case {"fault": shown}:
            return Fault(shown)
        case _:
            return found


def packed_rows(rows: Sequence[Sequence[object]]) -> Frame:
    """Rows of cells, column by column."""
    return {"columns": [*map(_packed, zip_longest(*rows))], "widths": [*map(len, rows)]}


def _packed(cells: Sequence[object]) -> Any:
    kinds = set(map(type, cells))
    if bool not in kinds:  # to a dictionary, yes is 1
        places = {cell: at for at, cell in enumerate(dict.fromkeys(cells))}
        if 2 * len(places) <= len(cells):
            return {"of": [*map(_plain, places)], "at": [places[cell] for cell in cells]}
    if kinds == {str}:
        text = _BETWEEN.join(map(str, cells))
        if text.count(_BETWEEN) == len(cells) - 1:
            return text
    if kinds == {float}:
        return {"bits": b64encode(array("d", cells)).decode("ascii")}  # type: ignore[arg-type]  # numbers
    return [*map(_plain, cells)]


def _plain(cell: Any) -> object:
    """A cell as it is sent: blanks alike, whole numbers without a point, no number that is none."""
    return _whole(cell) if cell.__class__ is float else None if cell == "" else cell


def _whole(number: float) -> float | Fault:
    if number.is_integer() and -_EXACT < number < _EXACT:
        return int(number)
    return number if isfinite(number) else Fault("#NUM!")


def unpacked_rows(packed: Frame) -> list[Cells]:
    """Rows of cells as they were before they were packed."""
    rows = [*zip(*map(_unpacked, packed["columns"]), strict=True)]
    widths: list[int] = packed["widths"]
    return [row[:width] for row, width in zip(rows or [()] * len(widths), widths, strict=True)]


def _texts(column: Any) -> Iterator[str]:
    """The texts of a packed column, each once; those of a column without others as one."""
    if isinstance(column, str):
        return iter([column])
    cells = column.get("of", ()) if isinstance(column, dict) else column
    return (cell for cell in cells if cell.__class__ is str)


def _unpacked(column: Any) -> Sequence[Any]:
    match column:
        case str():
            return [text or None for text in column.split(_BETWEEN)]
        case {"of": of, "at": at}:
            return [of[place] for place in at]
        case {"bits": bits}:
            return [*map(_whole, array("d", b64decode(bits)))]
        case _:
            return column


@dataclass
class Outgoing:
    """A pipe that takes so many bytes and so many cells, and then refuses the file."""

    pipe: BinaryIO
    limits: Limits
    sent: int = 0
    cells: int = 0

    def write(self, content: bytes, /) -> int:
        """Pass bytes on; Refused when they are too many."""
        self.sent += len(content)
        if self.sent > self.limits.sent_bytes:
            raise Refused("too large")
        return self.pipe.write(content)

    def sheet(self, sheet: RawSheet) -> None:
        """Send a sheet: what is told of it, its rows, its remarks."""
        about = {k: v for k, v in vars(sheet).items() if k not in _APART}
        about["comments"] = [(*at, text) for at, text in sheet.comments.items()]
        send(self, {"sheet": sheet.name, **about})
        told: dict[str, list[str]] = {}
        for start in range(0, len(sheet.rows), self.limits.rows_a_frame):
            self._rows(start, sheet.rows[start : start + self.limits.rows_a_frame], told)
        for remark in sheet.remarks:
            send(self, remark)
        for code, cells in told.items():
            send(
                self,
                {"remark": code, "sheet": sheet.name, "cells": cells[:_TOLD], "count": len(cells)},
            )

    def _rows(self, start: int, rows: Sequence[list[Any]], told: dict[str, list[str]]) -> None:
        """Send some rows of a sheet, each up to its last cell with something.

        What had to be changed in them is noted by its code, with the cells.
        """
        rows = [_filled(row) for row in rows]
        for number, row in enumerate(rows, start=start + 1):
            if len(row) > self.limits.columns:
                _note(told, "sheet.far_columns", number, _far_cells(row, self.limits.columns))
                row[:] = _filled(row[: self.limits.columns])
        self.cells += sum(map(len, rows))
        if self.cells > self.limits.cells:
            raise Refused("too large")
        packed = packed_rows(rows)
        longest = self.limits.letters
        if _any_text(packed, lambda text: len(text) > longest):
            for number, row in enumerate(rows, start=start + 1):
                long = _texts_of(row, lambda text: len(text) > longest)
                row[:] = [cell[:longest] if at in long else cell for at, cell in enumerate(row, 1)]
                _note(told, "sheet.cut_text", number, long)
            packed = packed_rows(rows)
        if _any_text(packed, has_unkept):
            for number, row in enumerate(rows, start=start + 1):
                _note(told, "sheet.unseen_signs", number, _texts_of(row, has_unkept))
        send(self, {"rows": packed})


def _any_text(packed: Frame, is_odd: Callable[[str], bool]) -> bool:
    return any(is_odd(text) for column in packed["columns"] for text in _texts(column))


def _texts_of(row: Sequence[Any], is_odd: Callable[[str], bool]) -> list[int]:
    """The columns of a row whose text is odd."""
    return [at for at, cell in enumerate(row, 1) if cell.__class__ is str and is_odd(cell)]


def _note(told: dict[str, list[str]], code: str, row: int, columns: Iterable[int]) -> None:
    if cells := [address(row, column) for column in columns]:
        told.setdefault(code, []).extend(cells)


def _filled(row: list[Any]) -> list[Any]:
    if not row or row[-1] not in _BLANK:
        return row
    if row.count(row[-1]) == len(row):
        return []
    end = len(row)
    while end and row[end - 1] in _BLANK:
        end -= 1
    return row[:end]


def _far_cells(row: list[Any], columns: int) -> Iterator[int]:
    """The cells beyond the last column that show something."""
    return (at for at in range(columns + 1, len(row) + 1) if row[at - 1] not in _BLANK)
