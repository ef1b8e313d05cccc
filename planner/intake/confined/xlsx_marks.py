"""What values alone do not tell of an Excel sheet: what is hidden, an error, formatted, struck.

Values come from one reader only; this looks at the sheet's XML for what that reader leaves out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

from planner.intake.confined.archive import Parts
from planner.intake.confined.number_formats import day_as_number, is_date, shown
from planner.intake.confined.raw_sheet import Place, RawSheet
from planner.intake.confined.xlsx_parts import (
    CellStyles,
    PartLink,
    comments_in,
    parsed,
    struck_text,
    struck_texts,
    styles_of,
    targets,
)
from planner.intake.confined.xml_pieces import attribute, name_of
from planner.intake.grid import Fault, Shown, column_number
from planner.intake.limits import Limits

_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^<>]*>")
_HIDDEN = re.compile(rb'\s(?:hidden="(?:1|true|on)"|(?:ht|width)="0(?:\.0*)?")')
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
_VALUE = re.compile(rb"<(?:\w+:)?v[^<>]*>([^<]{1,30})<")
_TYPE = re.compile(rb'\st="(?!n")')
_LINKED = re.compile(_CELL + rb">\s*<(?:\w+:)?f[^<>]*>[^<]*\[\d+\][^<]*<")
_IN_LINE = re.compile(_CELL + rb">\s*(<(?:\w+:)?is>.*?</(?:\w+:)?is>)", re.DOTALL)
# The cells with one of some styles, and those that show one of some shared texts.
_STYLED = rb'<(?:\w+:)?c\s([^<>]*?\bs="(?P<style>%s)"[^<>/]*)>(' + _WITHIN + b")" + _END
_WITH_TEXT = rb'<(?:\w+:)?c\s([^<>]*?\bt="s"[^<>]*)>\s*<(?:\w+:)?v>\s*(?P<text>%s)\s*<'
_SHEET_DATA = re.compile(rb"<(?:\w+:)?sheetData[\s/>]")


class Workbook:
    """The parts of an Excel workbook besides its values: which sheet is which, styles, links."""

    def __init__(self, parts: Parts) -> None:
        """Refused when one of the parts is damaged."""
        self.parts = parts
        self.sheets: dict[str, str] = {}
        self.epoch_1904 = False
        main = next((name for name in parts if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
        self._links = any(name.startswith("xl/externalLinks/") for name in parts)
        self._main = parsed(parts[main]) if main else None
        self._styles, self._texts = CellStyles(), dict[int, str]()
        if self._main is not None:
            self._read(self._main, targets(parts, main))

    def _read(self, book: Element, linked: Mapping[str, PartLink]) -> None:
        for element in book.iter():
            match name_of(element):
                case "sheet":
                    link = linked.get(attribute(element, "id"))
                    self.sheets[element.get("name", "")] = link.part if link else ""
                case "workbookPr":
                    self.epoch_1904 |= element.get("date1904", "") in ("1", "true", "on")
                case _:
                    pass
        named = {link.kind: self.parts.get(link.part, b"") for link in linked.values()}
        self._styles = styles_of(named.get("styles", b""))
        self._texts = struck_texts(named.get("sharedStrings", b""))

    def marks_of(self, name: str, xml: bytes) -> RawSheet:
        """What the XML of the sheet of that name says of it besides the values."""
        marks = RawSheet(name)
        if b"hidden=" in xml or b'="0"' in xml:
            data = _SHEET_DATA.search(xml)
            marks.hidden_columns = _hidden_columns(xml[: data.start() if data else 0])
            marks.hidden_rows = _hidden_rows(xml)
        _add_faults(marks, xml)
        self._add_formats(marks, xml)
        self._add_struck(marks, xml)
        if self._links:
            marks.linked = [*filter(None, (_place(found[1]) for found in _LINKED.finditer(xml)))]
        for link in targets(self.parts, self.sheets[name]).values():
            if link.kind == "comments":
                marks.comments.update(comments_in(self.parts.get(link.part, b"")))
        return marks

    def _add_formats(self, marks: RawSheet, xml: bytes) -> None:
        """Note the numbers whose format tells more than the number, and days that are too early."""
        for found in _styled(self._styles.formats, xml):
            place, value = _place(found[1]), _VALUE.search(found[3])
            if place is None or value is None or _TYPE.search(b" " + found[1]):
                continue
            code = self._styles.formats[found["style"]]
            cell = _formatted(value[1], code, epoch_1904=self.epoch_1904)
            if cell is not None:
                marks.instead[place] = cell

    def _add_struck(self, marks: RawSheet, xml: bytes) -> None:
        """Note the cells that are struck through, and those of which only some words are."""
        for found in _styled(self._styles.struck, xml):
            if _FILLED.search(found[3]):
                marks.struck.extend(filter(None, [_place(found[1])]))
        for found in _with_text(self._texts, xml):
            self._strike(marks, found[1], self._texts[int(found["text"])])
        if b"strike" in xml:
            for found in _IN_LINE.finditer(xml):
                if (text := struck_text(found[2])) is not None:
                    self._strike(marks, found[1], text)

    def _strike(self, marks: RawSheet, attributes: bytes, left: str) -> None:
        place = _place(attributes)
        if place is not None and left:
            marks.instead[place] = left
            marks.partly_struck.append(place)
        elif place is not None:
            marks.struck.append(place)


def _styled(styles: Collection[bytes], xml: bytes) -> Iterator[re.Match[bytes]]:
    """The cells that have one of these styles."""
    some = b"|".join(sorted(styles))
    return re.finditer(_STYLED % some, xml) if styles else iter(())


def _with_text(texts: Collection[int], xml: bytes) -> Iterator[re.Match[bytes]]:
    """The cells that show one of these shared texts, by their numbers."""
    some = b"|".join(str(text).encode() for text in sorted(texts))
    return re.finditer(_WITH_TEXT % some, xml) if texts else iter(())


def _formatted(value: bytes, code: str, *, epoch_1904: bool) -> object:
    """The number as its format shows it; None where the other reader says all there is."""
    try:
        number = float(value)
    except ValueError:
        return None
    if number.is_integer():
        number = int(number)
    if not is_date(code):
        text = shown(number, code)
        return Shown(number, text) if text else None
    return day_as_number(number, code, epoch_1904=epoch_1904)


def _add_faults(marks: RawSheet, xml: bytes) -> None:
    """Note the cells that show an error, and formulas whose result was never stored."""
    if b't="e"' in xml:
        for found in _ERROR.finditer(xml):
            text = _ERROR_TEXT.search(found[2])
            _fault(marks, found[1] + found[0][:200], text[1] if text else b"#ERROR")
    if b"<f" in xml or b":f" in xml:
        for found in _UNSOLVED.finditer(xml):
            if b't="str"' not in found[1]:
                _fault(marks, found[1], b"")


def _fault(marks: RawSheet, attributes: bytes, shown: bytes) -> None:
    place = _place(attributes)
    if place is not None:
        marks.instead[place] = Fault(shown.decode("utf-8", "replace"))


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
