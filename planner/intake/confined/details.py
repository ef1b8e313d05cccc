"""What an .xlsx tells of its cells besides values: comments, struck text, formats of numbers.

A file is read for them only where somebody asks: this reader takes longer than the others.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from planner.intake.confined.raw_sheet import RawSheet

_MOST: Final = 2**20  # bytes of a workbook; some hundred thousand cells, read in ten seconds
_TELLING: Final = re.compile(r'%|"[^"]*\w|\[\$|,(?:[;"]|$)')
"""A format that says more than the number: percent, a currency, a word, thousands left out."""
# What a file that is odd, and that the reader of values takes, makes this one raise.
_ODD = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile,
    AssertionError, SyntaxError, RuntimeError,
)  # fmt: skip


def add_details(content: bytes, sheets: Mapping[str, RawSheet]) -> None:
    """Add them to the sheets of a workbook; not of a large one, nor of one that is too odd."""
    if len(content) > _MOST:
        return
    from openpyxl import load_workbook  # noqa: PLC0415  # few files wait for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it cannot keep
            book = load_workbook(io.BytesIO(content), data_only=True)
    except _ODD:
        return
    styles: dict[int, tuple[bool, str]] = {}
    for sheet in book.worksheets:
        told = sheets.get(sheet.title, RawSheet())
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            _add(told, cell, styles)


def _add(told: RawSheet, cell: Any, styles: dict[int, tuple[bool, str]]) -> None:
    place = cell.row, cell.column
    if cell.comment:
        told.comments[place] = cell.comment.text
    if not cell.has_style or cell.value is None:
        return
    if cell.style_id not in styles:
        code = cell.number_format
        styles[cell.style_id] = bool(cell.font.strike), code if _TELLING.search(code) else ""
    struck, code = styles[cell.style_id]
    if struck:
        told.struck.append(place)
    if code and not cell.is_date:
        told.formats[place] = code
