"""The reading process: takes a file on standard input, sends its cells on standard output, ends.

It is started with nothing of its surroundings; the settings come first, in a frame, and the file
after them. Before it looks at the file it gives up all that reading does not need. A file that is
refused is one frame that says why; anything that goes wrong otherwise ends the process.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

import python_calamine as calamine

from planner.intake.confined import (
    delimited,
    details,
    iati,
    open_document,
    unlocking,
    web_page,
    xlsx_marks,
)
from planner.intake.confined.archive import Refused, inflated, with_parts
from planner.intake.confined.confining import confine
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.confined.wire import Frame, Outgoing, received, send
from planner.intake.grid import Fault
from planner.intake.limits import Limits

# Files that are no spreadsheets, made into sheets here.
_MADE: dict[str, Callable[[bytes, Limits], Iterable[RawSheet]]] = {
    "iati": iati.read_activities,
    "html": web_page.read_web_page,
}
_FAILURES = (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError)


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
    """Send the cells of a file of that kind, or the code of the reason why not."""
    out, kind, password = Outgoing(pipe, limits), settings["kind"], settings["password"]
    try:
        if kind == "locked" or (kind == "xls" and password):
            content, kind = unlocking.unlocked(content, kind, password)
            send(out, {"kind": kind})
        for sheet in _sheets(out, content, {**settings, "kind": kind}, limits):
            out.sheet(sheet)
    except Refused as refused:
        send(pipe, {"refused": str(refused)})


def _sheets(out: Outgoing, content: bytes, settings: Frame, limits: Limits) -> Iterable[RawSheet]:
    kind = settings["kind"]
    if kind in _MADE:
        return _MADE[kind](content, limits)
    if kind != "csv":
        return _of_workbook(out, content, settings, limits)
    table = delimited.read_text_table(content, limits.rows)
    send(out, {"facts": {"encoding": table.encoding, "delimiter": table.delimiter}})
    remarks = [{"remark": "csv.open_quote", "row": row} for row in table.open_quotes]
    return [RawSheet(rows=table.rows, remarks=remarks)]


def _of_workbook(
    out: Outgoing, content: bytes, settings: Frame, limits: Limits
) -> Iterator[RawSheet]:
    """The sheets of a workbook: values from one reader only, the rest from its parts."""
    known: dict[str, RawSheet] = {}
    match settings["kind"]:
        case "xls" | "xlsb":
            send(out, {"remark": "workbook.binary"})
        case "ods":
            known = open_document.marks_of(inflated(content, limits))
        case _:
            content, known, epoch_1904 = _marked(content, limits)
            if settings["details"]:
                details.add_details(content, known)
            send(out, {"epoch_1904": epoch_1904})
    book = _opened(content)
    for about in book.sheets_metadata:
        if about.typ in (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet):
            yield _filled(book, about, known.get(about.name) or RawSheet(about.name), limits)


def _marked(content: bytes, limits: Limits) -> tuple[bytes, dict[str, RawSheet], bool]:
    """The workbook without stray cells at the far end of a sheet; its sheets without values.

    The last says whether its days count from 1904.
    """
    parts = inflated(content, limits)
    named, epoch_1904 = xlsx_marks.sheet_parts(parts)
    known: dict[str, RawSheet] = {}
    changed: dict[str, bytes] = {}
    for name, part in named.items():
        xml = parts.get(part, b"")
        kept, cut = xlsx_marks.far_cells_cut(xml, *xlsx_marks.reach(xml, limits))
        if len(cut) > limits.columns:
            raise Refused("too many rows")
        if len(kept) < len(xml):
            changed[part] = kept
        known[name] = xlsx_marks.marks_of(name, kept)
        known[name].remarks = [
            {"remark": "sheet.far_cell", "sheet": name, "cell": cell} for cell in cut
        ]
    content = with_parts(content, changed) if changed else content
    return content, known, epoch_1904


def _opened(content: bytes) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError as locked:
        raise Refused("locked") from locked
    except _FAILURES as bad:
        raise Refused("damaged") from bad


def _filled(
    book: calamine.CalamineWorkbook,
    about: calamine.SheetMetadata,
    sheet: RawSheet,
    limits: Limits,
) -> RawSheet:
    """The sheet with its values, errors among them."""
    try:
        found = book.get_sheet_by_name(about.name)
    except _FAILURES as bad:
        raise Refused("damaged") from bad
    if found.end and found.end[0] >= limits.rows:
        raise Refused("too many rows")
    sheet.rows = found.to_python(skip_empty_area=False)
    for (row, column), shown in sheet.faults.items():
        if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1]):
            sheet.rows[row - 1][column - 1] = Fault(shown)
    sheet.hidden |= about.visible != calamine.SheetVisibleEnum.Visible
    sheet.merges = sheet.merges or [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    ]
    return sheet


if __name__ == "__main__":
    main()
