"""Looks into a finished workbook for what must never leave: hidden, live or foreign parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from planner.errors import PlannerError

Formulas = Mapping[str, Mapping[str, str]]

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CORE: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_MAKER: Final = "{http://purl.org/dc/elements/1.1/}creator"
_FOREIGN: Final = (
    "xl/externalLinks/", "xl/vbaProject", "xl/embeddings/", "xl/connections", "customXml/",
    "xl/activeX/", "xl/ctrlProps/", "xl/queryTables/", "xl/media/", "xl/webextensions/",
)  # fmt: skip
_PRINTING: Final = frozenset({"_xlnm.Print_Area", "_xlnm.Print_Titles"})


def check(content: bytes, formulas: Formulas) -> None:
    """Let a workbook pass only if all it holds is ours and in sight.

    `formulas` are those we wrote, by sheet and cell. PlannerError names what was found.
    """
    found = next(findings(content, formulas), "")
    if found:
        raise PlannerError(
            f"The file was not handed out, because {found}.",
            "Tell those who look after the planner.",
        )


def findings(content: bytes, formulas: Formulas) -> Iterator[str]:
    """Everything in a workbook that must not leave, each in one phrase."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        yield from (f"it holds {n}" for n in names if n.startswith(_FOREIGN))
        for name in names:
            if name.endswith(".rels"):
                yield from _links(name, fromstring(archive.read(name)))
        yield from _persons(archive)
        book = fromstring(archive.read("xl/workbook.xml"))
        yield from _names(book)
        paths = _paths(archive)
        for sheet in book.iter(f"{_MAIN}sheet"):
            title = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                yield f"the sheet “{title}” is hidden"
            with archive.open(paths[sheet.get(_LINK, "")]) as part:
                yield from _cells(title, iterparse(part), formulas.get(title, {}))


def _links(name: str, relations: Element) -> Iterator[str]:
    for relation in relations:
        if relation.get("TargetMode") == "External":
            yield f"{name} points outside, at {relation.get('Target')}"


def _persons(archive: zipfile.ZipFile) -> Iterator[str]:
    core = fromstring(archive.read("docProps/core.xml"))
    for tag in (_MAKER, f"{_CORE}lastModifiedBy"):
        if core.findtext(tag):
            yield f"it names its author, {core.findtext(tag)}"


def _names(book: Element) -> Iterator[str]:
    for name in book.iter(f"{_MAIN}definedName"):
        if name.get("hidden") or name.get("name") not in _PRINTING:
            yield f"it holds the name {name.get('name')}"


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    return {r.get("Id", ""): f"xl/{r.get('Target', '').removeprefix('/xl/')}" for r in relations}


def _cells(
    title: str, parts: Iterator[tuple[str, Element]], ours: Mapping[str, str]
) -> Iterator[str]:
    """Hidden rows and columns, hyperlinks, and formulas that are not ours or have no value."""
    for _, part in parts:
        tag = part.tag.removeprefix(_MAIN)
        if tag in ("row", "col") and part.get("hidden"):
            yield f"the sheet “{title}” has a hidden {'row' if tag == 'row' else 'column'}"
        elif tag == "hyperlink":
            yield f"the sheet “{title}” holds a link in {part.get('ref')}"
        elif tag == "c":
            yield from _formula(title, part, ours)
        if tag == "row":
            part.clear()


def _formula(title: str, cell: Element, ours: Mapping[str, str]) -> Iterator[str]:
    formula, place = cell.find(f"{_MAIN}f"), cell.get("r", "")
    if formula is None:
        return
    if formula.text != ours.get(place):
        yield f"the sheet “{title}” holds a formula in {place} that is not the planner's"
    elif cell.find(f"{_MAIN}v") is None:
        yield f"the sheet “{title}” holds a formula in {place} without its value"
