"""The reading process: takes a file on standard input, sends its cells on standard output, ends.

It is started with nothing of its surroundings; the settings come first, in a frame, and the file
after them. Before it looks at the file it gives up all that reading does not need. A file that is
refused is one frame that says why; anything that goes wrong otherwise ends the process.
"""

from __future__ import annotations

import gc
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import BinaryIO, Final

import python_calamine as calamine

from planner.intake.confined import (
    delimited,
    iati,
    open_document,
    package,
    unlocking,
    web_page,
    xlsx_marks,
)
from planner.intake.confined.archive import Parts, Refused, inflated, with_parts
from planner.intake.confined.confining import confine
from planner.intake.confined.file_kinds import kind_of
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.confined.wire import Frame, Outgoing, received, send
from planner.intake.grid import EPOCH, FIRST_DAY, FileKind, Shown
from planner.intake.limits import Limits

_FAILURES = (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError)
_IDENTITY: Final = re.compile(rb"r2p-return\?[\w=&;.%+-]{10,400}")
_IDENTITY_PARTS: Final = ("xl/workbook.xml", "docProps/custom.xml", "meta.xml")


def main() -> None:
    """Read what standard input holds and send it, or the code of the reason why not."""
    settings = next(received(sys.stdin.buffer))
    limits = Limits(**settings["limits"])
    gc.disable()  # it ends before there is rubbish
    sys.modules["numpy"] = None  # type: ignore[assignment]  # a reader would wait for it in vain
    confine(limits)
    out = sys.stdout.buffer
    read(out, sys.stdin.buffer.read(), settings, limits)
    out.flush()


def read(pipe: BinaryIO, content: bytes, settings: Frame, limits: Limits) -> None:
    """Send the kind of a file and its cells, or the code of the reason why not."""
    out, members = Outgoing(pipe, limits), settings["members"]
    try:
        kind = kind_of(content, limits, is_package=bool(members))
        if kind in (FileKind.LOCKED, FileKind.XLS):
            content = unlocking.unlocked(content, kind, settings["password"])
            kind = kind_of(content, limits)
        send(out, {"kind": kind})
        sheets = (
            package.read_package(content, members, limits)
            if kind is FileKind.PACKAGE
            else _sheets(out, content, kind, limits)
        )
        for sheet in sheets:
            out.sheet(sheet)
    except Refused as refused:
        send(pipe, {"refused": str(refused), **refused.facts})


def _sheets(out: Outgoing, content: bytes, kind: FileKind, limits: Limits) -> Iterable[RawSheet]:
    match kind:
        case FileKind.IATI:
            return iati.read_activities(content, limits)
        case FileKind.WEB_PAGE:
            return web_page.read_web_page(content, limits)
        case FileKind.TEXT:
            table = delimited.read_text_table(content, limits)
            send(out, {"facts": {"encoding": table.encoding, "delimiter": table.delimiter}})
            remarks = [{"remark": "csv.open_quote", "row": row} for row in table.open_quotes]
            return [RawSheet(rows=table.rows, remarks=remarks)]
        case _:
            return _of_workbook(out, content, kind, limits)


def _of_workbook(
    out: Outgoing, content: bytes, kind: FileKind, limits: Limits
) -> Iterator[RawSheet]:
    """The sheets of a workbook: values from one reader only, the rest from its parts."""
    known: dict[str, RawSheet] = {}
    if kind in (FileKind.XLS, FileKind.XLSB):
        send(out, {"remark": "workbook.binary"})
    if kind is FileKind.XLSB:
        inflated(content, limits, lambda name: name.endswith((".bin", ".rels")))
    elif kind is not FileKind.XLS:
        parts = inflated(content, limits)
        said = (_IDENTITY.findall(parts.get(name, b"")) for name in _IDENTITY_PARTS)
        identity = b"\n".join(line for lines in said for line in lines).decode("ascii")
        send(out, {"facts": {"identity": identity}})
        if kind is FileKind.ODS:
            known = open_document.marks_of(parts)
        else:
            content, known, epoch_1904 = _marked(content, parts, limits)
            send(out, {"epoch_1904": epoch_1904})
    book = _opened(content)
    for about in book.sheets_metadata:
        if about.typ in (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet):
            sheet = known.get(about.name) or RawSheet(about.name)
            _fill(book, about, sheet, limits)
            if kind not in (FileKind.XLSX, FileKind.XLSM):
                _unday(sheet, kind)
            yield sheet


def _marked(
    content: bytes, parts: Parts, limits: Limits
) -> tuple[bytes, dict[str, RawSheet], bool]:
    """The workbook without stray cells at the far end of a sheet; its sheets without values.

    The last says whether its days count from 1904.
    """
    workbook = xlsx_marks.Workbook(parts)
    known: dict[str, RawSheet] = {}
    changed: Parts = {}
    for name, part in workbook.sheets.items():
        xml = parts.get(part, b"")
        kept, cut = xlsx_marks.far_cells_cut(xml, limits)
        if len(cut) > limits.columns:
            raise Refused("too many rows")
        if len(kept) < len(xml):
            changed[part] = kept
        known[name] = workbook.marks_of(name, kept)
        known[name].remarks = [
            {"remark": "sheet.far_cell", "sheet": name, "cell": cell} for cell in cut
        ]
    content = with_parts(content, changed) if changed else content
    return content, known, workbook.epoch_1904


def _opened(content: bytes) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError as locked:
        raise Refused("locked for good") from locked
    except _FAILURES as bad:
        raise Refused("damaged") from bad


def _fill(
    book: calamine.CalamineWorkbook, about: calamine.SheetMetadata, sheet: RawSheet, limits: Limits
) -> None:
    """Put the values into a sheet, and in place of some what another reader saw more of."""
    try:
        found = book.get_sheet_by_name(about.name)
    except _FAILURES as bad:
        raise Refused("damaged") from bad
    if found.end and found.end[0] >= limits.rows:
        raise Refused("too many rows")
    sheet.rows = found.to_python(skip_empty_area=False)
    for (row, column), cell in sheet.instead.items():
        if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1]):
            sheet.rows[row - 1][column - 1] = cell
    sheet.hidden |= about.visible != calamine.SheetVisibleEnum.Visible
    sheet.merges = sheet.merges or [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    ]


def _unday(sheet: RawSheet, kind: FileKind) -> None:
    """Give days so early that they are likelier numbers as numbers; Excel counts one too many."""
    for row in sheet.rows:
        for at, cell in enumerate(row):
            if isinstance(cell, date) and cell.year <= FIRST_DAY.year:
                day = cell.date() if isinstance(cell, datetime) else cell
                days = (day - EPOCH).days
                if day < FIRST_DAY:
                    is_counted_twice = kind is not FileKind.ODS and days <= 60
                    row[at] = Shown(days - is_counted_twice, day.isoformat())


if __name__ == "__main__":
    main()
