"""How cells travel from the reading process: frames of JSON, each with its length in front.

Rows travel column by column, which is less to say and quicker to read: a column of texts as one
text, a column of numbers as their bits, values that repeat once with the places they stand in.
"""

from __future__ import annotations

import json
import struct
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from math import isfinite
from typing import Any, BinaryIO, Protocol

from planner.intake.grid import Cell, Cells, Fault

_LENGTH = struct.Struct(">I")
_LARGEST_FRAME = 256 * 2**20
_EXACT = 10**15
BETWEEN = "\x1f"  # between the texts of a column

Frame = dict[str, Any]


class Takes(Protocol):
    """Whatever takes bytes, as a pipe does."""

    def write(self, content: bytes, /) -> object:
        """Take them."""


def send(pipe: Takes, frame: Frame) -> None:
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


def packed_rows(rows: Sequence[Sequence[object]]) -> Frame:
    """Rows of cells as JSON says them."""
    columns = [_packed_column(cells) for cells in zip_longest(*rows)]
    return {"columns": columns, "widths": [len(row) for row in rows]}


def unpacked_rows(packed: Frame) -> list[Cells]:
    """Rows of cells as they were before they were packed."""
    rows = [*zip(*map(_unpacked_column, packed["columns"]), strict=True)]
    widths: list[int] = packed["widths"]
    return [row[:width] for row, width in zip(rows or [()] * len(widths), widths, strict=True)]


def _packed_column(cells: Sequence[object]) -> Any:
    kinds = set(map(type, cells))
    if bool not in kinds:  # to a dictionary, yes is 1
        distinct = dict.fromkeys(cells)
        if 2 * len(distinct) <= len(cells):
            places = {cell: at for at, cell in enumerate(distinct)}
            return {"of": _packed_cells([*distinct], kinds), "at": [places[c] for c in cells]}
    return _packed_cells(cells, kinds)


def _packed_cells(cells: Sequence[Any], kinds: set[type]) -> Any:
    if kinds == {str}:
        text = BETWEEN.join(cells)
        if text.count(BETWEEN) == len(cells) - 1:
            return text
    if kinds == {float} and all(map(isfinite, cells)):
        return {"bits": b64encode(array("d", cells)).decode("ascii")}
    return [_packed(cell) for cell in cells]


def _unpacked_column(column: Any) -> Iterable[Cell]:
    match column:
        case str():
            return [text or None for text in column.split(BETWEEN)]
        case {"of": of, "at": at}:
            distinct = [*_unpacked_column(of)]
            return [distinct[place] for place in at]
        case {"bits": bits}:
            return [_whole(number) for number in array("d", b64decode(bits))]
        case _:
            return [_unpacked(cell) if cell.__class__ is list else cell for cell in column]


def _packed(cell: object) -> Any:
    """A cell as JSON says it: text, number and yes/no as they are, the rest as a pair."""
    match cell:
        case float():
            return _whole(cell) if isfinite(cell) else ["e", "#NUM!"]
        case bool() | int():
            return cell
        case str():
            return cell or None
        case datetime():
            midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
            return ["d", cell.date().isoformat()] if midnight else ["t", cell.isoformat()]
        case date():
            return ["d", cell.isoformat()]
        case time() | timedelta():
            return str(cell)
        case Fault(shown):
            return ["e", shown]
        case _:
            return None


def _unpacked(pair: Sequence[str]) -> Cell:
    kind, text = pair
    match kind:
        case "d":
            return date.fromisoformat(text)
        case "t":
            return datetime.fromisoformat(text)
        case _:
            return Fault(text)


def _whole(number: float) -> int | float:
    """A number without the point that a spreadsheet gives even to whole ones."""
    return int(number) if number.is_integer() and -_EXACT < number < _EXACT else number
