"""Looks into a finished document for what must never leave, and writes it the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from defusedxml.ElementTree import fromstring

from planner.errors import PlannerError
from planner.exports.data_package import zipped
from planner.exports.documents.word_parts import FIELDS
from planner.messages import _

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOREIGN: Final = (
    "customXml/", "word/activeX/", "word/comments", "word/embeddings/", "word/vbaProject",
    "word/webextensions/",
)  # fmt: skip
_HIDDEN: Final = frozenset({"vanish", "del", "ins", "altChunk", "object", "sdt"})


def checked(content: bytes) -> bytes:
    """The document, byte for byte the same for the same content; PlannerError names what in it
    is hidden, live or foreign."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if found := next(findings(parts), ""):
        raise PlannerError(
            _("The file was not handed out: {found}.", found=found),
            _("Report this to your administrator."),
        )
    return zipped(parts)


def findings(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Everything in a document that must not leave, each with its place."""
    for name, content in parts.items():
        if name.startswith(_FOREIGN):
            yield name
        if name.endswith(".rels"):
            outside = (one for one in fromstring(content) if one.get("TargetMode") == "External")
            yield from (f"{name}, external link {one.get('Target')}" for one in outside)
        elif name.startswith("word/") and name.endswith(".xml") and "styles" not in name:
            yield from (f"{name}, {what}" for what in _live(content))


def _live(content: bytes) -> Iterator[str]:
    """Hidden text, remarks, tracked changes, and fields and links that are not ours."""
    for part in fromstring(content).iter():
        tag = str(part.tag).removeprefix(_WORD)
        if tag in _HIDDEN:
            yield f"hidden or foreign text ({tag})"
        field = part.get(f"{_WORD}instr") if tag == "fldSimple" else None
        field = part.text if tag == "instrText" else field
        if field is not None and field.strip() not in FIELDS:
            yield f"foreign field {field}"
        if tag == "hyperlink" and not part.get(f"{_WORD}anchor", "").startswith("section_"):
            yield "foreign link"
