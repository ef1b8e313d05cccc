"""Workbooks in Excel's binary format, record by record, as [MS-XLSB] lays them out."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | float | bytes | None
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BINARY = "application/vnd.ms-excel"
# What Excel writes for an error, by what it shows.
ERRORS = {"#DIV/0!": b"\x07", "#N/A": b"\x2a", "#NAME?": b"\x1d"}


@dataclass(frozen=True)
class BinarySheet:
    """A sheet: rows of cells, what is hidden, merges as (top, left, bottom, right), all from 1 on.

    A cell given as bytes is an error by its code; with one more byte in front, a formula's.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()


def xlsb(sheets: Sequence[BinarySheet], *, epoch_1904: bool = False) -> bytes:
    """The workbook as a file."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f"{_HEADER}<Types xmlns='http://schemas.openxmlformats.org/package/"
        f"2006/content-types'><Default Extension='bin' ContentType='{_BINARY}.sheet.binary."
        "macroEnabled.main'/><Default Extension='rels' ContentType='application/vnd."
        "openxmlformats-package.relationships+xml'/>"
        + "".join(
            f"<Override PartName='/xl/worksheets/sheet{number}.bin' ContentType='{_BINARY}"
            ".worksheet'/>"
            for number in range(1, len(sheets) + 1)
        )
        + "</Types>",
        "_rels/.rels": _links([("officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": _workbook(sheets, epoch_1904=epoch_1904),
        "xl/_rels/workbook.bin.rels": _links(
            [("worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1)]
        ),
    }
    for number, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _sheet(sheet)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _links(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f"<Relationship Id='rId{number}' Type='{_KIND}/{kind}' Target='{target}'/>"
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f"{_HEADER}<Relationships xmlns='{_LINKS}'>{links}</Relationships>"


def _workbook(sheets: Sequence[BinarySheet], *, epoch_1904: bool) -> bytes:
    bundle = b"".join(
        _record(156, struct.pack("<II", one.hidden, number), _text(f"rId{number}"), _text(one.name))
        for number, one in enumerate(sheets, start=1)
    )
    about = _record(153, struct.pack("<II", epoch_1904, 0), _text(""))
    return _record(131) + about + _record(143) + bundle + _record(144) + _record(132)


def _sheet(sheet: BinarySheet) -> bytes:
    width = max((len(row) for row in sheet.rows), default=1)
    return b"".join(
        [
            _record(129),
            _record(148, struct.pack("<IIII", 0, len(sheet.rows) - 1, 0, width - 1)),
            _record(390) if sheet.hidden_columns else b"",
            *(
                _record(60, struct.pack("<IIIIH", c - 1, c - 1, 0, 0, 1))
                for c in sheet.hidden_columns
            ),
            _record(391) if sheet.hidden_columns else b"",
            _record(145),
            *(_row(sheet, number) for number in range(1, len(sheet.rows) + 1)),
            _record(146),
            _record(177, struct.pack("<I", len(sheet.merges))) if sheet.merges else b"",
            *(
                _record(176, struct.pack("<IIII", top - 1, bottom - 1, left - 1, right - 1))
                for top, left, bottom, right in sheet.merges
            ),
            _record(178) if sheet.merges else b"",
            _record(130),
        ]
    )


def _row(sheet: BinarySheet, number: int) -> bytes:
    flags = 0x10 if number in sheet.hidden_rows else 0
    head = struct.pack("<IIHBBBI", number - 1, 0, 300, 0, flags, 0, 0)
    cells = (_cell(column, cell) for column, cell in enumerate(sheet.rows[number - 1]))
    return _record(0, head) + b"".join(cells)


def _cell(column: int, cell: Cell) -> bytes:
    place = struct.pack("<II", column, 0)
    match cell:
        case None:
            return b""
        case str():
            return _record(6, place, _text(cell))
        case bytes() if len(cell) == 1:
            return _record(3, place, cell)
        case bytes():
            return _record(11, place, cell[1:], struct.pack("<HII", 0, 0, 0))
        case _:
            return _record(5, place, struct.pack("<d", cell))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(body), b""
    while size >= 0x80:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + length + bytes([size]) + body
