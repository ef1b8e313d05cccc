"""What values alone do not tell of an Excel sheet: hidden rows, errors, formulas never solved.

Values come from one reader only; this looks at the sheet's XML for what that reader leaves out.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from itertools import pairwise
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from planner.intake.confined.archive import Refused
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.confined.xml_pieces import attribute, name_of
from planner.intake.grid import column_number
from planner.intake.limits import Limits

_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^<>]*>")
_HIDDEN = re.compile(rb'\shidden="(?:1|true|on)"')
_CELL = rb"<(?:\w+:)?c\s([^<>]*?)"
_WITHIN = rb"(?:[^<]|<(?!/?(?:\w+:)?c[\s>]))*+"  # up to where this cell ends or another begins
_END = rb"</(?:\w+:)?c>"
_ERROR = re.compile(_CELL + rb'(?<=\s)t="e"[^<>]*>(' + _WITHIN + rb")" + _END)
_ERROR_TEXT = re.compile(rb"<(?:\w+:)?v[^<>]*>([^<]{1,20})<")
_UNSOLVED = re.compile(
    _CELL + rb">\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*" + _END
)
_NUMBER_OF_ROW = re.compile(rb'\sr="(\d{1,7})"')
_SPAN_OF_COLUMN = re.compile(rb'\s(min|max)="(\d{1,5})"')
_PLACE = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')
_FURTHEST = 16_384  # columns that a sheet can have
_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")


def sheet_parts(parts: dict[str, bytes]) -> tuple[dict[str, str], bool]:
    """The part of each sheet of a workbook by name, and whether its dates count from 1904."""
    main = next((name for name in parts if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
    if not main:
        return {}, False
    book, targets = _parsed(parts[main]), _targets(parts, main)
    found: dict[str, str] = {}
    for element in book.iter():
        if name_of(element) == "sheet":
            found[element.get("name", "")] = targets.get(attribute(element, "id"), "")
    settings = [e for e in book.iter() if name_of(e) == "workbookPr"]
    return found, any(e.get("date1904", "") in ("1", "true", "on") for e in settings)


def _targets(parts: dict[str, bytes], main: str) -> dict[str, str]:
    """The parts that a part of an archive links to, by the names of the links."""
    folder, file = posixpath.split(main)
    links = _parsed(parts.get(f"{folder}/_rels/{file}.rels", b"<x/>"))
    named = {link.get("Id", ""): link.get("Target", "") for link in links}
    return {
        name: posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        for name, target in named.items()
    }


def marks_of(name: str, xml: bytes) -> RawSheet:
    """What the XML of an Excel sheet of that name says of it besides the values."""
    marks = RawSheet(name)
    if b"hidden=" in xml:
        data = _SHEET_DATA.search(xml)
        marks.hidden_columns = _hidden_columns(xml[: data.start() if data else 0])
        marks.hidden_rows = _hidden_rows(xml)
    if b't="e"' in xml:
        for found in _ERROR.finditer(xml):
            shown = _ERROR_TEXT.search(found[2])
            _fault(marks, found[1] + found[0][:200], shown[1] if shown else b"#ERROR")
    if b"<f" in xml or b":f" in xml:
        for found in _UNSOLVED.finditer(xml):
            if b't="str"' not in found[1]:
                _fault(marks, found[1], b"")
    return marks


def _fault(marks: RawSheet, attributes: bytes, shown: bytes) -> None:
    place = _PLACE.search(attributes)
    if place:
        column = column_number(place[1].decode("ascii"))
        marks.faults[int(place[2]), column] = shown.decode("utf-8", "replace")


def _hidden_rows(xml: bytes) -> list[int]:
    hidden: list[int] = []
    number = 0
    for row in _ROW.finditer(xml):
        said = _NUMBER_OF_ROW.search(row[0])
        number = int(said[1]) if said else number + 1
        if _HIDDEN.search(row[0]):
            hidden.append(number)
    return hidden


def _hidden_columns(head: bytes) -> list[int]:
    hidden: list[int] = []
    for column in _COLUMN.finditer(head):
        span = {key: int(value) for key, value in _SPAN_OF_COLUMN.findall(column[0])}
        if _HIDDEN.search(column[0]) and span.keys() >= {b"min", b"max"}:
            hidden.extend(range(span[b"min"], min(span[b"max"], _FURTHEST) + 1))
        if len(hidden) > _FURTHEST:  # some are hidden more than once
            break
    return hidden


# What stands beyond a gap this wide, and is no more than a few cells, was not meant to be there.
_FEW, _GAP_OF_ROWS, _GAP_OF_COLUMNS = 20, 1_000, 30
_AT = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="[A-Z]{1,3}\d{1,7}:([A-Z]{1,3})(\d{1,7})"')
_HEAD = 5_000  # bytes at the start of a sheet, where it says how far it reaches
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_LATE_COLUMN = re.compile(rb'\sr="([A-Z]{2,3})\d')
# Where a cell may be far: in a column with such letters, or in a row of many digits.
_REMOTE = rb'r="(?:(?:%s)\d+|[A-Z]{1,3}\d{%d,7})"'
_CELL_AT = rb"<(?:\w+:)?c\s([^<>]*?%s[^<>]*?)(?:/>|>" + _WITHIN + _END + rb")"


def reach(xml: bytes, limits: Limits) -> tuple[int, int]:
    """The last row and the last column of a sheet that are taken.

    These are the limits, unless the sheet would have more cells than are taken: then its rows, or
    its columns, end where only a few cells stand beyond a wide gap.
    """
    said = _DIMENSION.search(xml[:_HEAD])
    if said and int(said[2]) * column_number(said[1].decode("ascii")) <= limits.cells:
        return limits.rows, limits.columns
    last = max(map(int, _NUMBER_OF_ROW.findall(xml, xml.rfind(b"<row ", 0, -1))), default=1)
    widest = limits.cells // last
    if all(column_number(late[1].decode("ascii")) <= widest for late in _LATE_COLUMN.finditer(xml)):
        return limits.rows, limits.columns
    places = [(int(row), column_number(at.decode("ascii"))) for at, row in _AT.findall(xml)]
    row = _end_of_most(Counter(row for row, _ in places), _GAP_OF_ROWS)
    column = _end_of_most(Counter(column for _, column in places), _GAP_OF_COLUMNS)
    if last * column <= limits.cells:
        return limits.rows, min(column, limits.columns)
    return min(row, limits.rows), min(column, limits.columns)


def _end_of_most(used: Counter[int], gap: int) -> int:
    beyond = used.total()
    for place, following in pairwise(sorted(used)):
        beyond -= used[place]
        if beyond <= _FEW and following - place > gap:
            return place
    return max(used)


def far_cells_cut(xml: bytes, rows: int, columns: int) -> tuple[bytes, list[str]]:
    """The sheet without the cells beyond that row and that column, and their addresses.

    One such cell makes a reader reserve room for a billion others.
    """
    letters = b"[A-Z]{3}|[N-Z][A-Z]" if columns >= 14 * 26 else b"[A-Z]{1,3}"
    remote = _REMOTE % (letters, len(str(rows)))
    if not any(_is_far(found[0], rows, columns) for found in re.finditer(remote, xml)):
        return xml, []
    cut: list[str] = []

    def drop(found: re.Match[bytes]) -> bytes:
        if not _is_far(found[1], rows, columns):
            return found[0]
        if _FILLED.search(found[0]):
            cut.append(b"".join(_PLACE.findall(found[1])[0]).decode("ascii"))
        return b""

    return re.sub(_CELL_AT % remote, drop, xml, flags=re.DOTALL), cut


def _is_far(attributes: bytes, rows: int, columns: int) -> bool:
    place = _PLACE.search(attributes)
    if place is None:
        return False
    return int(place[2]) > rows or column_number(place[1].decode("ascii")) > columns


def _parsed(xml: bytes) -> Element:
    try:
        return fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as bad:
        raise Refused("damaged") from bad
