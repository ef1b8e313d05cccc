"""A workbook on its way out: its language, its faces and formulas, and a check at the end."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias
from xml.etree.ElementTree import Element

import xlsxwriter
from defusedxml.ElementTree import fromstring, iterparse
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planner.errors import PlannerError
from planner.exports.sheets.faces import (
    FONT,
    KINDS,
    ONES,
    PLAIN,
    ROLES,
    SIZE,
    WHOLE,
    Kind,
    ShownUnit,
)
from planner.languages.voice import Voice
from planner.messages import NOT_KNOWN, NOTHING, Fact, Message, Share, Sum, _
from planner.schema import Choice
from planner.workbooks import sheet_title

Formulas = Mapping[str, Mapping[str, str]]

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERSONS: Final = (
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
)
_UTF_8: Final = b'<?xml version="1.0" encoding="UTF-8"'
_TELLING: Final = re.compile(rb"<(?:\w+:)?f[\s>/]|hidden|hyperlink|<!")
_FOREIGN: Final = (
    "xl/externalLinks/", "xl/vbaProject", "xl/embeddings/", "xl/connections", "customXml/",
    "xl/activeX/", "xl/ctrlProps/", "xl/queryTables/", "xl/media/", "xl/webextensions/",
)  # fmt: skip
_PRINT_NAMES: Final = frozenset({"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"})


def check(content: bytes, formulas: Formulas, names: frozenset[str] = frozenset()) -> None:
    """Let a workbook pass only if all it holds is ours and in sight.

    `formulas` are those we wrote, by sheet and cell; `names` what we defined beside print areas
    and filters. PlannerError names what was found.
    """
    if found := next(findings(content, formulas, names), ""):
        raise PlannerError(
            _("The file was not handed out: {found}.", found=found),
            _("Report this to your administrator."),
        )


def findings(
    content: bytes, formulas: Formulas, names: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Everything in a workbook that must not leave, each with its place."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.startswith(_FOREIGN):
                yield part
            if part.endswith(".rels"):
                relations = fromstring(archive.read(part))
                outside = (one for one in relations if one.get("TargetMode") == "External")
                yield from (f"{part}, external link {one.get('Target')}" for one in outside)
        core = fromstring(archive.read("docProps/core.xml"))
        yield from (
            f"docProps/core.xml, author {one}" for one in map(core.findtext, _PERSONS) if one
        )
        book = fromstring(archive.read("xl/workbook.xml"))
        for name in book.iter(f"{_MAIN}definedName"):
            is_filter = name.get("name") == "_xlnm._FilterDatabase"
            if name.get("name") not in _PRINT_NAMES | names or (
                name.get("hidden") and not is_filter
            ):
                yield f"defined name {name.get('name')}"
        relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        paths = {one.get("Id", ""): one.get("Target", "") for one in relations}
        sheets = [sheet.get("name", "") for sheet in book.iter(f"{_MAIN}sheet")]
        tops = frozenset(f"{quoted(title)}!A1" for title in sheets)
        for sheet in book.iter(f"{_MAIN}sheet"):
            title = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                yield f"{title}, hidden sheet"
            path = f"xl/{paths[sheet.get(_LINK, '')].removeprefix('/xl/')}"
            found = _strange_cells(_telling(archive.read(path)), formulas.get(title, {}), tops)
            yield from (f"{title}, {what}" for what in found)


def _telling(sheet: bytes) -> Iterator[tuple[str, Element]]:
    """The elements of a sheet; none of one that surely has no formula, no link, nothing hidden.

    Texts stand in another part, so these letters stand in it only for what they mean.
    """
    is_plain = sheet.startswith(_UTF_8) and not _TELLING.search(sheet)
    return iter(()) if is_plain else iterparse(io.BytesIO(sheet))


def _strange_cells(
    parts: Iterator[tuple[str, Element]], ours: Mapping[str, str], tops: frozenset[str]
) -> Iterator[str]:
    """Hidden rows and columns, links but to `tops` of sheets, formulas not ours, or bare."""
    for _event, part in parts:
        tag = part.tag.removeprefix(_MAIN)
        if tag in ("row", "col") and part.get("hidden"):
            yield f"hidden {'row' if tag == 'row' else 'column'}"
        elif tag == "hyperlink" and (part.get("location") not in tops or part.get(_LINK)):
            yield f"link in {part.get('ref')}"
        elif tag == "c" and (formula := part.find(f"{_MAIN}f")) is not None:
            place = part.get("r", "")
            if formula.text != ours.get(place):
                yield f"foreign formula in {place}"
            elif part.find(f"{_MAIN}v") is None:
                yield f"formula without its value in {place}"
        if tag == "row":
            part.clear()


_SAFE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {
        **{"font_name": FONT, "font_size": SIZE, "font_scheme": "none", "theme_font_name": FONT}
    },
}
"""The library adds to the looks that it is given: each workbook has its own copy of them."""
_AS_IT_IS: Final = frozenset({str, int, float, Decimal, date, type(None)})
Value = str | Decimal | int | float | date | None


@dataclass(frozen=True)
class Live:
    """A formula of ours with the value it has now, so that every reader sees the same.

    `at_least` says that something is not in it that nobody knows.
    """

    formula: str
    value: Decimal | int | float | str
    at_least: bool = False


Cell: TypeAlias = "Fact | Live"


class OutgoingBook:
    """An open workbook; every text in it is told by its voice.

    `marking`, `header` and `footer` are printed on every page. `names` are names that it defines.
    """

    def __init__(
        self,
        voice: Voice,
        *,
        marking: str = "",
        header: Message | str = "",
        footer: Message | str = NOTHING,
        unit: ShownUnit = ONES,
        names: frozenset[str] = frozenset(),
    ) -> None:
        self._out = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._out, deepcopy(_SAFE))
        self.voice, self.unit, self.marking = voice, unit, marking
        self.header, self.footer = self.tell(header), self.tell(footer)
        self.formulas: dict[str, dict[str, str]] = {}
        self._names = names
        self._faces: dict[tuple[str, str, bool, bool], Format] = {}
        self._looks: dict[Format, dict[str, Any]] = {}
        self._turned: dict[Format, Format] = {}
        self._titles: set[str] = set()

    def tell(self, what: Message | str) -> str:
        """A text in the language of the workbook."""
        return self.voice.tell(what)

    def sheet(self, title: Message | str) -> Worksheet:
        """A new sheet; its title is cut where a spreadsheet would not take it."""
        told = sheet_title(self.tell(title), self._titles)
        self._titles.add(told.casefold())
        return self.file.add_worksheet(told or None)

    def value(self, cell: Fact) -> Value:
        """What stands in a cell: numbers and dates as such, sentences with a capital letter."""
        if type(cell) in _AS_IT_IS:
            return cell  # type: ignore[return-value]  # just tested, for speed
        match cell:
            case Share():
                return cell.share
            case Sum():
                return cell.amount
            case Message():
                told = self.voice.tell(cell)
                return f"{told[:1].upper()}{told[1:]}"
            case tuple() | bool() | Choice():
                return self.voice.fact(cell)
            case _:
                return cell

    def face(
        self, role: str, kind: Kind = "label", *, top: bool = False, at_least: bool = False
    ) -> Format:
        """The face of a cell: its role on the page and its kind of value; `top` aligned or not.

        A sum that is the least it may be says so, and one of which nothing is known says that.
        """
        key = (role, kind, top, at_least)
        if key not in self._faces:
            shown = {"num_format": self.unit.format} if kind == "money" else {}
            if at_least:
                some, less, _none = (self.unit.format if kind == "money" else WHOLE).split(";")
                shown = {"num_format": f'"≥ "{some};{less};"{self.tell(NOT_KNOWN)}"'}
            high = {"valign": "top"} if top else {}
            look: dict[str, Any] = {**PLAIN, **KINDS[kind], **shown, **ROLES[role], **high}
            if self.voice.is_right_to_left:
                look |= {"reading_order": 2, **_mirrored(role, look)}
            self._faces[key] = found = self.file.add_format(look)
            self._looks[found] = look
        return self._faces[key]

    def facing(self, face: Format, text: str) -> Format:
        """The face as it suits a text: one that goes against the workbook's direction keeps its."""
        if not self.voice.is_right_to_left or not self.voice.reads_from_left(text):
            return face
        if face not in self._turned:
            self._turned[face] = self.file.add_format({**self._looks[face], "reading_order": 1})
        return self._turned[face]

    def live(self, sheet: Worksheet, row: int, column: int, live: Live, face: Format) -> None:
        """Write a formula with its value, and remember it for the check at the end."""
        cell = xl_rowcol_to_cell(row, column)
        self.formulas.setdefault(str(sheet.get_name()), {})[cell] = live.formula
        value = float(live.value) if isinstance(live.value, Decimal) else live.value
        sheet.write_formula(row, column, f"={live.formula}", face, value)  # type: ignore[arg-type]  # any number or text is a value

    def finished(self) -> bytes:
        """The content of the file; PlannerError when something is in it that must not leave."""
        self.file.close()
        content = self._out.getvalue()
        check(content, self.formulas, self._names)
        return content


def _mirrored(role: str, look: Mapping[str, Any]) -> Mapping[str, str]:
    """Where a cell of a workbook that is read from the right is aligned; sums stay as they are."""
    if role in ("marking", "back"):
        return {"align": "left"}
    return {"align": "right"} if look.get("align") == "left" else {}


def quoted(title: str) -> str:
    """The title of a sheet as formulas write it."""
    doubled = title.replace("'", "''")
    return f"'{doubled}'"
