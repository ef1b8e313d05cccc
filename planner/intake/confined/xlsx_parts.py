"""The parts of an Excel workbook that its sheets refer to: links, styles, texts, comments."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from planner.intake.confined.archive import Parts, Refused
from planner.intake.confined.number_formats import is_date, shown
from planner.intake.confined.raw_sheet import Place
from planner.intake.grid import column_number

_BUILT_IN: Final[dict[int, str]] = {
    9: "0%", 10: "0.00%", 14: "d/m/y", 15: "d-mmm-y", 16: "d-mmm", 17: "mmm-y", 18: "h:mm",
    19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/y h:mm", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", **dict.fromkeys((*range(27, 37), *range(50, 59)), "d/m/y"),
}  # fmt: skip
"""The formats that have a number only, where they show more than the number."""
_TEXT: Final = re.compile(rb"<(?:\w+:)?si(?:\s[^<>]*)?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
_RUN: Final = re.compile(rb"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_STRIKE: Final = re.compile(rb'<(?:\w+:)?d?strike(?:\s+val="(?:1|true|on)")?\s*/?>')
_WORDS: Final = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
_THREAD: Final = re.compile(r"\[Threaded comment\].*?\n *\w+:\n", re.DOTALL)
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE: Final = ("1", "true", "on")
_TRIED: Final = (7.0, -7.5)
"""Numbers by which a format is tried: one that adds something to neither adds nothing."""


class PartLink(NamedTuple):
    """A part that another part refers to, and as what: "styles", "comments"."""

    kind: str
    part: str


@dataclass(frozen=True)
class CellStyles:
    """What the styles of cells say, by the number of the style as sheets write it.

    `formats` are those that show more than the number, or a day in its place; `struck` those that
    strike the whole cell through.
    """

    formats: Mapping[bytes, str] = field(default_factory=dict[bytes, str])
    struck: frozenset[bytes] = frozenset()


def parsed(xml: bytes) -> Element:
    """The tree of a part; Refused when it is damaged."""
    try:
        return fromstring(xml or b"<none/>", forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as bad:
        raise Refused("damaged") from bad


def is_set(element: Element, name: str, unsaid: str = "0") -> bool:
    """Whether an attribute says yes."""
    return element.get(name, unsaid) in _TRUE


def targets(parts: Parts, main: str) -> dict[str, PartLink]:
    """The parts that a part of an archive links to, by the names of the links."""
    folder, file = posixpath.split(main)
    return {
        link.get("Id", ""): PartLink(
            link.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
        )
        for link in parsed(parts.get(f"{folder}/_rels/{file}.rels", b""))
    }


def styles_of(xml: bytes) -> CellStyles:
    """The styles of cells; none when there is no such part."""
    tree = parsed(xml)
    codes = _BUILT_IN | {
        _whole(one, "numFmtId"): one.get("formatCode", "") for one in tree.iterfind("{*}numFmts/*")
    }
    fonts = [one.find("{*}strike") for one in tree.iterfind("{*}fonts/*")]
    struck_fonts = {n for n, one in enumerate(fonts) if one is not None and is_set(one, "val", "1")}
    formats: dict[bytes, str] = {}
    struck: set[bytes] = set()
    for at, style in enumerate(tree.iterfind("{*}cellXfs/*")):
        code = codes.get(_whole(style, "numFmtId"), "")
        if code and (is_date(code) or any(shown(one, code) for one in _TRIED)):
            formats[str(at).encode()] = code
        if _whole(style, "fontId") in struck_fonts:
            struck.add(str(at).encode())
    return CellStyles(formats, frozenset(struck))


def _whole(element: Element, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else -1


def struck_texts(xml: bytes) -> dict[bytes, str]:
    """What is left of the shared texts of which words are struck through, by their numbers."""
    found = _TEXT.finditer(xml) if b"strike" in xml else ()
    texts = ((str(at).encode(), struck_text(one[0])) for at, one in enumerate(found))
    return {at: text for at, text in texts if text is not None}


def struck_text(xml: bytes) -> str | None:
    """What is left of a text of which words are struck through; None for any other."""
    runs = [(run[1], bool(_STRIKE.search(run[1]))) for run in _RUN.finditer(xml)]
    if not any(struck for _, struck in runs):
        return None
    left = b"".join(b"".join(_WORDS.findall(run)) for run, struck in runs if not struck)
    return html.unescape(left.decode("utf-8", "replace")).strip()


def comments_in(xml: bytes) -> dict[Place, str]:
    """The comments of a sheet by the cells they stand beside, without the notice of a thread.

    A part that openpyxl finds odd is read for its words alone: what somebody wrote is never lost.
    """
    if not xml:
        return {}
    tree = parsed(xml)
    from openpyxl.comments.comment_sheet import CommentSheet  # noqa: PLC0415  # few files have one

    reader: Any = CommentSheet  # its types take no tree of the standard library
    try:
        said = {at: str(one.content) for at, one in reader.from_tree(tree).comments}
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        said = {
            one.get("ref", ""): "".join(text.text or "" for text in one.iterfind(".//{*}t"))
            for one in tree.iterfind(".//{*}comment")
        }
    places = ((_REFERENCE.fullmatch(at), words) for at, words in said.items())
    return {
        (int(at[2]), column_number(at[1])): _THREAD.sub("", words).strip()
        for at, words in places
        if at
    }
