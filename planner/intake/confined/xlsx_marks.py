"""What values alone do not tell of an Excel sheet: what is hidden, an error, formatted, struck.

Values come from one reader only; this looks at the sheet's XML for what that reader leaves out.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from planner.intake.confined.archive import Parts
from planner.intake.confined.number_formats import day_as_number, is_date, shown
from planner.intake.confined.raw_sheet import Place, RawSheet
from planner.intake.confined.xlsx_parts import (
    comments_in,
    is_set,
    parsed,
    struck_text,
    struck_texts,
    styles_of,
    targets,
)
from planner.intake.grid import Fault, Shown, column_number
from planner.intake.limits import Limits

_ROW: Final = re.compile(rb"<(?:\w+:)?row\s[^<>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^<>]*>")
_HIDDEN: Final = re.compile(rb'\s(?:hidden="(?:1|true|on)"|(?:ht|width)="0(?:\.0*)?")')
_NUMBER_OF_ROW: Final = re.compile(rb'\sr="(\d{1,7})"')
_SPAN_OF_COLUMN: Final = re.compile(rb'\s(min|max)="(\d{1,5})"')
_SHEET_DATA: Final = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")
_FURTHEST: Final = 16_384  # columns that a sheet can have
# A cell with such an attribute, or a formula: its attributes, and what it holds up to its end.
_BEGINS: Final = rb"<(?:\w+:)?c\s"
_WITHIN: Final = rb"(?:[^<]|<(?!/?(?:\w+:)?c[\s>]))*+"
_END: Final = rb"</(?:\w+:)?c>"
_CELL: Final = (
    _BEGINS
    + rb"(?=[^<>]*?\b(?:%s)|[^<>]*>\s*<(?:\w+:)?f[\s/>])(?P<said>[^<>]*)(?<!/)>(?P<held>"
    + _WITHIN
    + rb")"
    + _END
)
_PLACE: Final = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')
_TYPE: Final = re.compile(rb'(?:^|\s)t="(\w+)"')
_VALUE: Final = re.compile(rb"<(?:\w+:)?v[^<>]*>\s*([^<]*?)\s*<")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_LINKED: Final = re.compile(rb"\s*<(?:\w+:)?f[^<>]*>[^<]*\[\d+\][^<]*<")
_FILLED: Final = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_NUMBER, _LONGEST_NUMBER, _LONGEST_ERROR = (b"", b"n"), 30, 20


class Workbook:
    """The parts of an Excel workbook besides its values: which sheet is which, styles, links."""

    def __init__(self, parts: Parts) -> None:
        """Refused when one of the parts is damaged."""
        self._parts = parts
        self._links = any(name.startswith("xl/externalLinks/") for name in parts)
        main = next((name for name in parts if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
        book, linked = parsed(parts.get(main, b"")), targets(parts, main)
        self.epoch_1904 = any(is_set(one, "date1904") for one in book.iterfind("{*}workbookPr"))
        self.sheets: dict[str, str] = {}
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            names = (value for key, value in sheet.items() if key.rpartition("}")[2] == "id")
            link = linked.get(next(names, ""))
            self.sheets[sheet.get("name", "")] = link.part if link else ""
        named = {link.kind: parts.get(link.part, b"") for link in linked.values()}
        self._styles = styles_of(named.get("styles", b""))
        self._texts = struck_texts(named.get("sharedStrings", b""))

    def marks_of(self, name: str, xml: bytes) -> RawSheet:
        """What the XML of the sheet of that name says of it besides the values."""
        marks = RawSheet(name)
        if b"hidden=" in xml or b'="0"' in xml:
            data = _SHEET_DATA.search(xml)
            marks.hidden_columns = _hidden_columns(xml[: data.start() if data else 0])
            marks.hidden_rows = _hidden_rows(xml)
        if told := self._told_by(xml):
            for found in re.finditer(_CELL % b"|".join(told), xml):
                self._note(marks, found["style"] or b"", found["said"], found["held"])
        for link in targets(self._parts, self.sheets[name]).values():
            if link.kind == "comments":
                marks.comments.update(comments_in(self._parts.get(link.part, b"")))
        return marks

    def _told_by(self, xml: bytes) -> list[bytes]:
        """The attributes by which cells are known of which there is more to say than the value."""
        styles = b"|".join(sorted({*self._styles.formats, *self._styles.struck}))
        has_formulas = b"<f" in xml or b":f" in xml
        kinds = {b"e": b't="e"' in xml, b"s": bool(self._texts), b"inlineStr": b"strike" in xml}
        found = [b't="%s"' % kind for kind, is_there in kinds.items() if is_there]
        if not (styles or found or has_formulas):
            return []
        return [rb's="(?P<style>%s)"' % (styles or b"none"), *found]

    def _note(self, marks: RawSheet, style: bytes, attributes: bytes, within: bytes) -> None:
        """Note what there is to say of one cell."""
        kind = _TYPE.search(attributes) if b't="' in attributes else None
        value = _VALUE.search(within)
        type_, text = kind[1] if kind else b"", value[1] if value else b""
        left = struck_text(within) if b"strike" in within else None
        if type_ == b"s":
            left = self._texts.get(text)
        cell = left or self._cell(type_, text, within, self._styles.formats.get(style, ""))
        is_linked = self._links and _LINKED.match(within)
        is_struck = left == "" or (style in self._styles.struck and _FILLED.search(within))
        place = _place(attributes) if cell is not None or is_linked or is_struck else None
        if place is None:
            return
        if cell is not None:
            marks.instead[place] = cell
        for noted, places in (
            (is_linked, marks.linked),
            (is_struck, marks.struck),
            (left, marks.partly_struck),
        ):
            if noted:
                places.append(place)

    def _cell(self, kind: bytes, text: bytes, within: bytes, code: str) -> Fault | Shown | None:
        """An error, a formula without a result, or a number whose format tells more than it."""
        if not text and kind != b"str" and _FORMULA.search(within):
            return Fault()
        if kind == b"e":
            fits = 0 < len(text) <= _LONGEST_ERROR
            return Fault(text.decode("utf-8", "replace") if fits else "#ERROR")
        if not code or kind not in _NUMBER or not 0 < len(text) <= _LONGEST_NUMBER:
            return None
        try:
            number = float(text)
        except ValueError:
            return None
        number = int(number) if number.is_integer() else number
        if is_date(code):
            return day_as_number(number, code, epoch_1904=self.epoch_1904)
        formatted = shown(number, code)
        return Shown(number, formatted) if formatted else None


def _place(attributes: bytes) -> Place | None:
    found = _PLACE.search(attributes)
    return (int(found[2]), column_number(found[1].decode("ascii"))) if found else None


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
_AT: Final = re.compile(_BEGINS + rb'[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_DIMENSION: Final = re.compile(
    rb'<(?:\w+:)?dimension\s+ref="[A-Z]{1,3}\d{1,7}:([A-Z]{1,3})(\d{1,7})"'
)
_HEAD: Final = 5_000  # bytes at the start of a sheet, where it says how far it reaches
# Where a cell may be far: in a column with such letters, or in a row of many digits.
_REMOTE: Final = rb'r="(?:(?:%s)\d+|[A-Z]{1,3}\d{%d,7})"'
_CELL_AT: Final = _BEGINS + rb"([^<>]*?%s[^<>]*?)(?:/>|>" + _WITHIN + _END + rb")"


def _reach(xml: bytes, limits: Limits) -> Place:
    """The last row and the last column of a sheet that are taken.

    These are the limits, unless the sheet would have more cells than are taken: then its rows, or
    its columns, end where only a few cells stand beyond a wide gap.
    """
    said = _DIMENSION.search(xml[:_HEAD])
    if said and int(said[2]) * column_number(said[1].decode("ascii")) <= limits.cells:
        return limits.rows, limits.columns
    places = [(int(row), column_number(at.decode("ascii"))) for at, row in _AT.findall(xml)]
    rows, columns = Counter(row for row, _ in places), Counter(column for _, column in places)
    last = max(rows, default=1)
    if last * max(columns, default=1) <= limits.cells:
        return limits.rows, limits.columns
    row, column = _end_of_most(rows, _GAP_OF_ROWS), _end_of_most(columns, _GAP_OF_COLUMNS)
    if last * column <= limits.cells:
        row = limits.rows
    return min(row, limits.rows), min(column, limits.columns)


def _end_of_most(used: Counter[int], gap: int) -> int:
    beyond = used.total()
    for place, following in pairwise(sorted(used)):
        beyond -= used[place]
        if beyond <= _FEW and following - place > gap:
            return place
    return max(used)


def far_cells_cut(xml: bytes, limits: Limits) -> tuple[bytes, list[str]]:
    """The sheet without the cells beyond its reach, and their addresses.

    One such cell makes a reader reserve room for a billion others.
    """
    rows, columns = _reach(xml, limits)
    letters = b"[A-Z]{3}|[N-Z][A-Z]" if columns >= 14 * 26 else b"[A-Z]{1,3}"
    remote = _REMOTE % (letters, len(str(rows)))
    cut: list[str] = []

    def is_far(attributes: bytes) -> bool:
        place = _place(attributes)
        return place is not None and (place[0] > rows or place[1] > columns)

    def drop(found: re.Match[bytes]) -> bytes:
        if not is_far(found[1]):
            return found[0]
        if _FILLED.search(found[0]):
            cut.append(b"".join(_PLACE.findall(found[1])[0]).decode("ascii"))
        return b""

    if not any(is_far(found[0]) for found in re.finditer(remote, xml)):
        return xml, []
    return re.sub(_CELL_AT % remote, drop, xml, flags=re.DOTALL), cut
