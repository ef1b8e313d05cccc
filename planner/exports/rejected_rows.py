"""The rows of a file that were refused, as a workbook that goes straight back in once mended."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

REASON: Final = "Reason"
_LONGEST = 32_767
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

RejectedCell = str | int | float | bool | date | None


@dataclass(frozen=True, kw_only=True)
class RejectedRows:
    """Lines as they stood in the file, and what stands in the last column of each: why, or a head.

    `merges` are blocks of heads: top, left, bottom and right, counted from 0.
    """

    lines: Sequence[tuple[Sequence[RejectedCell], str]]
    merges: Sequence[tuple[int, int, int, int]] = ()


def write(rows: RejectedRows) -> bytes:
    """The workbook: the lines in their order, each with its reason."""
    out = io.BytesIO()
    book = Workbook(out, _SAFE)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    width = max((len(cells) for cells, _ in rows.lines), default=0)
    for at, (cells, reason) in enumerate(rows.lines):
        for column, cell in enumerate(cells):
            _write(sheet, at, column, cell, day)
        if reason:
            sheet.write_string(at, width, reason[:_LONGEST])
    for top, left, bottom, right in rows.merges:
        cells = rows.lines[top][0]
        text = cells[left] if left < len(cells) else None
        sheet.merge_range(top, left, bottom, right, "" if text is None else text)
    sheet.set_column(0, width, 18)
    sheet.set_column(width, width, 60)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: RejectedCell, day: Format) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case date():
            sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
        case _:
            sheet.write_string(row, column, cell[:_LONGEST])
