"""What values alone do not tell of a sheet in Excel's binary formats, .xls and .xlsb.

Both are rows of records: a number that says what it is, a length, and as many bytes. The numbers
and layouts are those of Microsoft's descriptions, [MS-XLS] and [MS-XLSB]. Values come from one
reader only; this takes out of the records what that reader leaves out.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

from olefile import OleFileIO

from planner.intake.confined.archive import BROKEN
from planner.intake.confined.marks import BookMarks, Marks, targets_of

_FAULTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_FURTHEST = 16_384  # columns that a sheet can have
_DAMAGED = (*BROKEN, struct.error, IndexError, TypeError, AttributeError, OverflowError)
# Cells with a plain value, any number of them: nothing to take out, passed over at one go.
_PLAIN_XLS = re.compile(
    rb"(?:\xfd\x00\x0a\x00.{10}|\x03\x02\x0e\x00.{14}|\x7e\x02\x0a\x00.{10}|\x01\x02\x06\x00.{6})++",
    re.DOTALL,
)
_PLAIN_XLSB = re.compile(
    rb"(?:\x07\x0c.{12}|\x05\x10.{16}|\x02\x0c.{12}|\x01\x08.{8})++", re.DOTALL
)

Record = tuple[int, bytes]


def xls_marks(content: bytes) -> BookMarks:
    """What an .xls workbook tells besides values; nothing of one that is damaged or locked."""
    try:
        with OleFileIO(io.BytesIO(content)) as file:
            name = next((n for n in ("Workbook", "Book") if file.exists(n)), "")
            stream = file.openstream(name).read() if name else b""
        return _xls_book(stream)
    except _DAMAGED:
        return BookMarks()


def _xls_book(stream: bytes) -> BookMarks:
    book = BookMarks()
    for kind, body in _xls_records(stream, 0):
        if kind == 0x002F:  # FilePass: what follows is locked
            return BookMarks()
        if kind == 0x0022:  # Date1904
            book.epoch_1904 = body[:1] == b"\x01"
        elif kind == 0x0085:  # BoundSheet8
            (start,) = struct.unpack_from("<I", body)
            book.sheets.append(_xls_sheet(stream, start))
    return book


def _xls_records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of one part of the stream, without those of charts that stand within it."""
    depth = 0
    while at + 4 <= len(stream):
        if plain := _PLAIN_XLS.match(stream, at):
            at = plain.end()
            continue
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4 + size
        depth += (kind == 0x0809) - (kind == 0x000A)  # BOF, EOF
        if depth < 1:
            return
        if depth == 1:
            yield kind, stream[at - size : at]


def _xls_sheet(stream: bytes, start: int) -> Marks:
    marks = Marks()
    for kind, body in _xls_records(stream, start):
        match kind:
            case 0x0208 if body[12] & 0x20:  # Row, fDyZero
                marks.hidden_rows.append(_number(body, 0) + 1)
            case 0x007D if body[8] & 0x01:  # ColInfo, fHidden
                _hide_columns(marks, _number(body, 0), _number(body, 2))
            case 0x0205 if body[7] == 1:  # BoolErr
                _place(marks, _number(body, 0), _number(body, 2), body[6])
            case 0x0006 if body[6] == 2 and body[12:14] == b"\xff\xff":  # Formula
                _place(marks, _number(body, 0), _number(body, 2), body[8])
            case _:
                pass
    return marks


def _number(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")


def _long(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 4], "little")


def _hide_columns(marks: Marks, first: int, last: int) -> None:
    if len(marks.hidden_columns) < _FURTHEST:  # more would be hidden more than once
        marks.hidden_columns.extend(range(first + 1, min(last + 1, _FURTHEST) + 1))


def _place(marks: Marks, row: int, column: int, code: int) -> None:
    marks.faults[row + 1, column + 1] = _FAULTS.get(code, "#ERROR")


def xlsb_marks(parts: dict[str, bytes]) -> BookMarks:
    """What an .xlsb workbook tells besides values; nothing of one that is damaged."""
    main = next((name for name in parts if name.endswith("workbook.bin")), "")
    try:
        return _xlsb_book(parts, main)
    except _DAMAGED:
        return BookMarks()


def _xlsb_book(parts: dict[str, bytes], main: str) -> BookMarks:
    book, targets = BookMarks(), targets_of(parts, main)
    for kind, body in _xlsb_records(parts.get(main, b"")):
        if kind == 153:  # BrtWbProp
            book.epoch_1904 = body[0] & 0x01 == 1
        elif kind == 156:  # BrtBundleSh: its state, its number, the link to its part, its name
            link = body[12 : 12 + 2 * _long(body, 8)].decode("utf-16-le")
            book.sheets.append(_xlsb_sheet(parts.get(targets.get(link, ""), b"")))
    return book


def _xlsb_records(part: bytes) -> Iterator[Record]:
    at = 0
    while at < len(part):
        if plain := _PLAIN_XLSB.match(part, at):
            at = plain.end()
            continue
        kind, at = _varying(part, at, 2)
        size, at = _varying(part, at, 4)
        at += size
        yield kind, part[at - size : at]


def _varying(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of as many bytes as say that another one follows, and where it ends."""
    number = 0
    for step in range(most):
        byte = part[at + step]
        number |= (byte & 0x7F) << 7 * step
        if byte < 0x80:
            return number, at + step + 1
    return number, at + most


def _xlsb_sheet(part: bytes) -> Marks:
    marks, row = Marks(), 0
    for kind, body in _xlsb_records(part):
        match kind:
            case 0:  # BrtRowHdr
                row = _long(body, 0)
                if body[11] & 0x10:  # fDyZero
                    marks.hidden_rows.append(row + 1)
            case 60 if body[16] & 0x01:  # BrtColInfo, fHidden
                _hide_columns(marks, _long(body, 0), _long(body, 4))
            case 3 | 11:  # BrtCellError, BrtFmlaError
                _place(marks, row, _long(body, 0), body[8])
            case 176:  # BrtMergeCell
                top, bottom, left, right = (_long(body, at) + 1 for at in (0, 4, 8, 12))
                marks.merges.append((top, left, bottom, right))
            case _:
                pass
    return marks
