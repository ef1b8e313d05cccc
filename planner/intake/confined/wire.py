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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from math import isfinite
from typing import Any, BinaryIO, Protocol

from planner.intake.confined.archive import Refused
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.grid import Cells, Fault
from planner.intake.limits import LONGEST, Limits

_LENGTH = struct.Struct(">I")
_LARGEST_FRAME = 256 * 2**20
_EXACT = 10**15
_BLANK = ("", None)
_BETWEEN = "\x1f"  # between the texts of a column that holds nothing else

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
    """What JSON has no word for: an error, a day, a moment; hours and spans of time as text."""
    match value:
        case Fault(shown):
            return {"fault": shown}
        case datetime(hour=0, minute=0, second=0):
            return {"day": value.date().isoformat()}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case _:
            return str(value)


def _from_json(found: Frame) -> Any:
    match found:
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


def _has_long_text(column: Any) -> bool:
    """Whether a packed column has a text that no cell of a spreadsheet holds."""
    if isinstance(column, str) and len(column) <= LONGEST:
        return False
    cells = column.get("of", ()) if isinstance(column, dict) else _unpacked(column)
    return any(cell.__class__ is str and len(cell) > LONGEST for cell in cells)


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
        about = {k: v for k, v in vars(sheet).items() if k not in ("name", "rows", "remarks")}
        places = ("faults", "comments", "formats")
        about |= {k: [(*at, text) for at, text in about[k].items()] for k in places}
        del about["faults"]  # they stand in the cells
        send(self, {"sheet": sheet.name, **about})
        self._rows(sheet.name, sheet.rows)
        for remark in sheet.remarks:
            send(self, remark)

    def _rows(self, sheet: str, rows: Sequence[list[Any]]) -> None:
        """Send the rows of a sheet, some at a time, each up to its last cell with something."""
        cut = far = 0
        for start in range(0, len(rows), self.limits.rows_a_frame):
            some = [_filled(row) for row in rows[start : start + self.limits.rows_a_frame]]
            far += sum(_without_far_cells(row, self.limits.columns) for row in some)
            self.cells += sum(map(len, some))
            if self.cells > self.limits.cells:
                raise Refused("too large")
            packed = packed_rows(some)
            if any(map(_has_long_text, packed["columns"])):
                cut += sum(map(_cut_texts, some))
                packed = packed_rows(some)
            send(self, {"rows": packed})
        for code, count in (("sheet.cut_text", cut), ("sheet.far_columns", far)):
            if count:
                send(self, {"remark": code, "sheet": sheet, "count": count})


def _filled(row: list[Any]) -> list[Any]:
    if not row or row[-1] not in _BLANK:
        return row
    if row.count(row[-1]) == len(row):
        return []
    end = len(row)
    while end and row[end - 1] in _BLANK:
        end -= 1
    return row[:end]


def _without_far_cells(row: list[Any], columns: int) -> int:
    """Take the cells beyond the last column out of a row, and count those that show something."""
    if len(row) <= columns:
        return 0
    far = sum(cell not in _BLANK for cell in row[columns:])
    row[:] = _filled(row[:columns])
    return far


def _cut_texts(row: list[Any]) -> int:
    """Cut the texts of a row that no cell of a spreadsheet holds, and count them."""
    long = [at for at, cell in enumerate(row) if cell.__class__ is str and len(cell) > LONGEST]
    for at in long:
        row[at] = row[at][:LONGEST]
    return len(long)
