"""The reading process: takes a file on standard input, sends its cells on standard output, ends.

It is started with nothing of its surroundings; the settings come first, in a frame, and the file
after them. Before it looks at the file it gives up all that reading does not need. A file that is
refused is one frame that says why; anything that goes wrong otherwise ends the process.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

import python_calamine as calamine

from planner.intake.confined import (
    binary_marks,
    delimited,
    iati,
    marks,
    open_document,
    spreadsheet_xml,
    unlocking,
    web_page,
)
from planner.intake.confined.archive import Refused, inflated, with_parts
from planner.intake.confined.confining import confine
from planner.intake.confined.made import MadeSheet
from planner.intake.confined.outgoing import Outgoing
from planner.intake.confined.wire import received, send
from planner.intake.grid import Fault
from planner.intake.limits import Limits

Rows = list[list[Any]]
# Files that are no spreadsheets, made into sheets here.
_MADE: dict[str, Callable[[bytes, Limits], list[MadeSheet]]] = {
    "iati": iati.read_activities,
    "html": web_page.read_web_page,
    "xml": spreadsheet_xml.read_spreadsheet_xml,
}


def main() -> None:
    """Read what standard input holds and send it, or the code of the reason why not."""
    settings = next(received(sys.stdin.buffer))
    limits = Limits(**settings["limits"])
    gc.disable()  # it ends before there is rubbish
    confine(limits)
    out = sys.stdout.buffer
    read(out, sys.stdin.buffer.read(), settings["kind"], limits, settings["password"])
    out.flush()


def read(pipe: BinaryIO, content: bytes, kind: str, limits: Limits, password: str = "") -> None:
    """Send the cells of a file of that kind, or the code of the reason why not."""
    out = Outgoing(pipe, limits)
    try:
        if kind == "locked" or (kind == "xls" and password):
            content, kind = unlocking.unlocked(content, kind, password)
            send(out, {"kind": kind})
        if kind == "csv":
            _send_text(out, content, limits)
        elif kind in _MADE:
            for sheet in _MADE[kind](content, limits):
                _send_made(out, sheet)
        else:
            if kind == "ods":
                content = unlocking.unlocked_document(content, password, limits)
            _send_workbook(out, content, kind, limits)
    except Refused as refused:
        send(pipe, {"refused": str(refused)})


def _send_made(out: Outgoing, sheet: MadeSheet) -> None:
    about = {k: v for k, v in vars(sheet).items() if k not in ("name", "rows", "remarks")}
    send(out, {"sheet": sheet.name, **about})
    out.rows(sheet.name, sheet.rows)
    for remark in sheet.remarks:
        send(out, remark)


def _send_text(out: Outgoing, content: bytes, limits: Limits) -> None:
    table = delimited.read_text_table(content, limits.rows)
    send(out, {"facts": {"encoding": table.encoding, "delimiter": table.delimiter}})
    send(out, {"sheet": ""})
    out.rows("", table.rows)
    for row in table.open_quotes:
        send(out, {"remark": "csv.open_quote", "row": row})


def _send_workbook(out: Outgoing, content: bytes, kind: str, limits: Limits) -> None:
    content, known = _told_besides(out, content, kind, limits)
    book = _opened(content)
    of_sheets = known.of([about.name for about in book.sheets_metadata])
    send(out, {"epoch_1904": known.epoch_1904})
    for about in book.sheets_metadata:
        if about.typ in (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet):
            _send_sheet(out, book, about, of_sheets.get(about.name, marks.Marks()), limits)


def _told_besides(
    out: Outgoing, content: bytes, kind: str, limits: Limits
) -> tuple[bytes, marks.BookMarks]:
    """The workbook, without cells at its far end, and what it tells of itself besides values."""
    match kind:
        case "xls":
            return content, binary_marks.xls_marks(content)
        case "xlsb":
            return content, binary_marks.xlsb_marks(inflated(content, limits, (".rels", ".bin")))
        case "ods":
            parts = inflated(content, limits)
            return content, open_document.ods_marks(parts.get("content.xml", b""))
        case _:
            parts = inflated(content, limits)
            sheets, epoch_1904 = marks.sheet_parts(parts)
            content = _without_far_cells(out, content, parts, sheets, limits)
            found = [marks.marks_of(sheet.name, parts.get(sheet.part, b"")) for sheet in sheets]
            return content, marks.BookMarks(found, epoch_1904)


def _opened(content: bytes) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError as locked:
        raise Refused("locked") from locked
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError) as bad:
        raise Refused("damaged") from bad


def _without_far_cells(
    out: Outgoing,
    content: bytes,
    parts: dict[str, bytes],
    sheets: list[marks.SheetPart],
    limits: Limits,
) -> bytes:
    """The workbook without stray cells at the far end of a sheet; what was cut off is told."""
    changed: dict[str, bytes] = {}
    for sheet in sheets:
        xml = parts.get(sheet.part, b"")
        kept, cut = marks.far_cells_cut(xml, *marks.reach(xml, limits))
        if len(cut) > limits.columns:
            raise Refused("too many rows")
        if len(kept) < len(xml):
            changed[sheet.part] = parts[sheet.part] = kept
        for cell in cut:
            send(out, {"remark": "sheet.far_cell", "sheet": sheet.name, "cell": cell})
    return with_parts(content, changed) if changed else content


def _send_sheet(
    out: Outgoing,
    book: calamine.CalamineWorkbook,
    about: calamine.SheetMetadata,
    known: marks.Marks,
    limits: Limits,
) -> None:
    try:
        sheet = book.get_sheet_by_name(about.name)
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError) as bad:
        raise Refused("damaged") from bad
    if sheet.end and sheet.end[0] >= limits.rows:
        raise Refused("too many rows")
    rows: Rows = sheet.to_python(skip_empty_area=False)
    _place_faults(rows, known)
    told = [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    frame = {
        "sheet": about.name,
        "hidden": known.hidden or about.visible != calamine.SheetVisibleEnum.Visible,
        "merges": known.merges or told,
        "hidden_rows": known.hidden_rows,
        "hidden_columns": known.hidden_columns,
    }
    send(out, frame)
    out.rows(about.name, rows)


def _place_faults(rows: Rows, known: marks.Marks) -> None:
    for (row, column), shown in known.faults.items():
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = Fault(shown)


if __name__ == "__main__":
    main()
