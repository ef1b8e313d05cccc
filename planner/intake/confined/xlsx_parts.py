"""The parts of an Excel workbook that its sheets refer to: links, styles, texts, comments."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from planner.intake.confined.archive import Parts, Refused
from planner.intake.confined.number_formats import is_date, shown
from planner.intake.confined.raw_sheet import Place
from planner.intake.confined.xml_pieces import name_of
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
        return fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as bad:
        raise Refused("damaged") from bad


def targets(parts: Parts, main: str) -> dict[str, PartLink]:
    """The parts that a part of an archive links to, by the names of the links."""
    folder, file = posixpath.split(main)
    links = parsed(parts.get(f"{folder}/_rels/{file}.rels", b"<x/>"))
    return {
        link.get("Id", ""): PartLink(
            link.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
        )
        for link in links
    }


def styles_of(xml: bytes) -> CellStyles:
    """The styles of cells; none when there is no such part."""
    groups = {name_of(group): group for group in parsed(xml)} if xml else {}
    codes = _BUILT_IN | {
        _whole(one, "numFmtId"): one.get("formatCode", "") for one in groups.get("numFmts", ())
    }
    struck_fonts = {at for at, font in enumerate(groups.get("fonts", ())) if _strikes(font)}
    formats: dict[bytes, str] = {}
    struck: set[bytes] = set()
    for at, style in enumerate(groups.get("cellXfs", ())):
        code = codes.get(_whole(style, "numFmtId"), "")
        if code and (is_date(code) or any(shown(one, code) for one in _TRIED)):
            formats[str(at).encode()] = code
        if _whole(style, "fontId") in struck_fonts:
            struck.add(str(at).encode())
    return CellStyles(formats, frozenset(struck))


def _whole(element: Element, name: str) -> int:
    text = element.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else -1


def _strikes(font: Element) -> bool:
    return any(
        name_of(one) == "strike" and one.get("val", "1") in ("1", "true", "on") for one in font
    )


def struck_texts(xml: bytes) -> dict[int, str]:
    """What is left of the shared texts of which words are struck through, by their numbers."""
    if b"strike" not in xml:
        return {}
    texts = ((at, struck_text(found[0])) for at, found in enumerate(_TEXT.finditer(xml)))
    return {at: text for at, text in texts if text is not None}


def struck_text(xml: bytes) -> str | None:
    """What is left of a text of which words are struck through; None for any other."""
    runs = [(run[1], bool(_STRIKE.search(run[1]))) for run in _RUN.finditer(xml)]
    if not any(struck for _, struck in runs):
        return None
    left = b"".join(b"".join(_WORDS.findall(run)) for run, struck in runs if not struck)
    return html.unescape(left.decode("utf-8", "replace")).strip()


def comments_in(xml: bytes) -> dict[Place, str]:
    """The comments of a sheet by the cells that they stand beside, without the notice of a thread.

    A part that openpyxl finds odd is read for its words alone: what somebody wrote is never lost.
    """
    if not xml:
        return {}
    tree = parsed(xml)
    from openpyxl.comments.comment_sheet import CommentSheet  # noqa: PLC0415  # few files have one

    reader: Any = CommentSheet  # its types take no tree of the standard library
    try:
        found = {at: str(one.content) for at, one in reader.from_tree(tree).comments}
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        commented = (one for one in tree.iter() if name_of(one) == "comment")
        found = {one.get("ref", ""): "".join(_words_in(one)) for one in commented}
    places = ((_REFERENCE.fullmatch(at), words) for at, words in found.items())
    return {
        (int(at[2]), column_number(at[1])): _THREAD.sub("", words).strip()
        for at, words in places
        if at
    }


def _words_in(comment: Element) -> Iterator[str]:
    return (one.text or "" for one in comment.iter() if name_of(one) == "t")
