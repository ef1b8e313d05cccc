"""The rows of a file that were refused, as a workbook that goes straight back in once mended."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.intake.grid import Cell, Fault, column_number
from planner.intake.inspection import FoundTable

REASON: Final = "Reason"
_LONGEST = 32_767
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def rejected_workbook(found: FoundTable, reasons: Mapping[int, str]) -> bytes:
    """A workbook of the rows named by their numbers, in the file's order, each with its reason.

    The lines above the table, its header and the sections over the rows come along, so that the
    rows are understood as they were.
    """
    out = io.BytesIO()
    book = Workbook(out, _SAFE)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    names = found.sheet.names
    width = max(
        len(names), *(len(found.sheet.row(n)) for n in (*found.place.header_rows, *reasons))
    )
    at: dict[int, int] = {}
    if names:
        at[0] = 0
        sheet.write_row(0, 0, [*names, REASON])
    for number in _kept(found, reasons):
        at[number] = len(at)
        for column, cell in enumerate(found.sheet.row(number)):
            _write(sheet, at[number], column, cell, day)
        if number == found.place.main:
            sheet.write_string(at[number], width, REASON)
        if number in reasons:
            sheet.write_string(at[number], width, reasons[number][:_LONGEST])
    for merge in found.sheet.merges:
        if {merge.top, merge.bottom} <= set(found.place.header_rows) and merge.right > merge.left:
            text = found.sheet.at(merge.top, merge.left)
            sheet.merge_range(
                at[merge.top], merge.left - 1, at[merge.bottom], merge.right - 1,
                "" if text is None or isinstance(text, Fault) else text,
            )  # fmt: skip
    sheet.set_column(0, width, 18)
    sheet.set_column(width, width, 60)
    book.close()
    return out.getvalue()


def _kept(found: FoundTable, reasons: Mapping[int, str]) -> list[int]:
    """The numbers of the rows to write: titles, header, sections in force, refused rows."""
    sections = {
        int("".join(c for c in inherited.cell if c.isdigit()))
        for number in reasons
        for inherited in found.roles.inherited.get(number, ())
        if column_number(inherited.cell.rstrip("0123456789"))
    }
    return sorted({*found.place.above, *found.place.header_rows, *sections, *reasons})


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    match cell:
        case None | Fault():
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case date():
            sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
        case _:
            sheet.write_string(row, column, cell[:_LONGEST])
