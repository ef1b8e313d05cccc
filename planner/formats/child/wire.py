"""How cells travel from the reading process: frames of JSON, each with its length in front."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, assert_never

from planner.formats.grid import Cell, Fault

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
        case bool() | int():
            return value
        case str():
            return value or None
        case float():
            return _number(value)
        case datetime():
            return (
                ["d", value.date().isoformat()] if _is_midnight(value) else ["t", value.isoformat()]
            )
        case date():
            return ["d", value.isoformat()]
        case time() | timedelta():
            return str(value)
        case Fault(shown):
            return ["e", shown]
        case _:
            return None


def unpacked(value: Any) -> Cell:
    """The cell behind a packed pair; everything that is no pair is the cell itself."""
    if type(value) is not list:
        return value
    kind, text = value
    match kind:
        case "d":
            return date.fromisoformat(text)
        case "t":
            return datetime.fromisoformat(text)
        case "e":
            return Fault(text)
        case _:
            assert_never(kind)


def _number(value: float) -> Any:
    if value != value or value in (float("inf"), float("-inf")):
        return ["e", "#NUM!"]
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _is_midnight(value: datetime) -> bool:
    return (value.hour, value.minute, value.second) == (0, 0, 0)
