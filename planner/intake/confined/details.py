"""What an .xlsx tells of its cells besides values: comments, struck text, formats of numbers.

Only a file that has some of them is read for it, and none that is large: this reader takes longer
than all the others together.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from planner.intake.confined.raw_sheet import RawSheet

_MOST: Final = 4 * 2**20  # bytes of all sheets; reading them takes about two seconds
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRUCK: Final = re.compile(rb'<(?:\w+:)?strike\s*(?:/>|val="(?:1|true)")')
_TELLING: Final = re.compile(r'%|"[^"]*\w|\[\$|,(?:[;"]|$)')
"""A format that says more than the number: percent, a currency, a word, thousands left out."""
_CODES: Final = re.compile(rb'formatCode="([^"]*)"')
_CELL_FORMATS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_PERCENT: Final = re.compile(rb'numFmtId="(?:9|10)"')
# What a file that is odd, and that the reader of values takes, makes this one raise.
_ODD = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile,
    AssertionError, SyntaxError, RuntimeError,
)  # fmt: skip


def tell_more(parts: Mapping[str, bytes]) -> bool:
    """Whether a workbook has comments, struck text or telling formats, and is small enough."""
    if sum(len(part) for name, part in parts.items() if _SHEET.fullmatch(name)) > _MOST:
        return False
    styles = parts.get("xl/styles.xml", b"")
    codes = (code.decode("utf-8", "replace") for code in _CODES.findall(styles))
    return (
        any("comments" in name.lower() for name in parts)
        or bool(_STRUCK.search(styles))
        or any(_TELLING.search(code.replace("&quot;", '"')) for code in codes)
        or any(map(_PERCENT.search, _CELL_FORMATS.findall(styles)))
    )


def add_details(content: bytes, sheets: Mapping[str, RawSheet]) -> None:
    """Add them to the sheets of a workbook; to none that this reader makes nothing of."""
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
