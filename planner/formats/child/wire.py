"""How cells travel from the reading process: frames of JSON, each with its length in front."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from planner.formats.grid import Cell, Cells, Fault

_LENGTH = struct.Struct(">I")
_LARGEST_FRAME = 256 * 2**20
_EXACT = 10.0**15

Frame = dict[str, Any]


def send(pipe: BinaryIO, frame: Frame) -> None:
    """Write one frame to the pipe."""
    content = json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
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
        yield json.loads(content)


def packed(value: object) -> Any:
    """A cell as JSON says it: text, number and yes/no as they are, the rest as a pair."""
    match value:
        case float():
            return _number(value)
        case bool() | int():
            return value
        case str():
            return value or None
        case datetime():
            midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
            return ["d", value.date().isoformat()] if midnight else ["t", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case time() | timedelta():
            return str(value)
        case Fault(shown):
            return ["e", shown]
        case _:
            return None


def packed_rows(rows: Sequence[Sequence[object]]) -> list[list[Any]]:
    """Rows of cells as JSON says them."""
    return [[v if v.__class__ is str and v else packed(v) for v in row] for row in rows]


def unpacked_rows(rows: Sequence[Sequence[Any]]) -> list[Cells]:
    """Rows of cells as they were before they were packed."""
    return [tuple([unpacked(v) if v.__class__ is list else v for v in row]) for row in rows]


def unpacked(pair: Sequence[str]) -> Cell:
    """The cell behind a packed pair."""
    kind, text = pair
    match kind:
        case "d":
            return date.fromisoformat(text)
        case "t":
            return datetime.fromisoformat(text)
        case _:
            return Fault(text)


def _number(value: float) -> Any:
    if value != value or value in (float("inf"), float("-inf")):
        return ["e", "#NUM!"]
    return int(value) if value.is_integer() and abs(value) < _EXACT else value
