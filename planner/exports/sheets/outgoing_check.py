"""Looks into a finished workbook for what must never leave: hidden, live or foreign parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from planner.errors import PlannerError
from planner.messages import _

Formulas = Mapping[str, Mapping[str, str]]

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERSONS: Final = (
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
)
_FOREIGN: Final = (
    "xl/externalLinks/", "xl/vbaProject", "xl/embeddings/", "xl/connections", "customXml/",
    "xl/activeX/", "xl/ctrlProps/", "xl/queryTables/", "xl/media/", "xl/webextensions/",
)  # fmt: skip
_NAMES: Final = frozenset({"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"})


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
            if name.get("name") not in _NAMES | names or (name.get("hidden") and not is_filter):
                yield f"defined name {name.get('name')}"
        relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        paths = {one.get("Id", ""): one.get("Target", "") for one in relations}
        for sheet in book.iter(f"{_MAIN}sheet"):
            title = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                yield f"{title}, hidden sheet"
            path = f"xl/{paths[sheet.get(_LINK, '')].removeprefix('/xl/')}"
            with archive.open(path) as part_of_sheet:
                found = _cells(iterparse(part_of_sheet), formulas.get(title, {}))
                yield from (f"{title}, {what}" for what in found)


def _cells(parts: Iterator[tuple[str, Element]], ours: Mapping[str, str]) -> Iterator[str]:
    """Hidden rows and columns, links, and formulas that are not ours or have no value."""
    for _event, part in parts:
        tag = part.tag.removeprefix(_MAIN)
        if tag in ("row", "col") and part.get("hidden"):
            yield f"hidden {'row' if tag == 'row' else 'column'}"
        elif tag == "hyperlink":
            yield f"link in {part.get('ref')}"
        elif tag == "c" and (formula := part.find(f"{_MAIN}f")) is not None:
            place = part.get("r", "")
            if formula.text != ours.get(place):
                yield f"foreign formula in {place}"
            elif part.find(f"{_MAIN}v") is None:
                yield f"formula without its value in {place}"
        if tag == "row":
            part.clear()
