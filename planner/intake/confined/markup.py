"""XML read piece by piece: no document types, no entities, no endless nesting, little memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import iterparse

from planner.intake.confined.archive import Refused

_DEEPEST = 60  # elements within one another; the formats we know need ten
_SPACE = "{http://www.w3.org/XML/1998/namespace}lang"


def pieces(content: bytes, wanted: frozenset[str]) -> Iterator[Element]:
    """Every element with a wanted name once it has ended; what was read is then forgotten.

    Refused when the text is no XML, declares a document type, or nests without end.
    """
    try:
        events = iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True)
        yield from _ended(events, wanted)
    except DTDForbidden as declared:
        raise Refused("document type") from declared
    except (ParseError, DefusedXmlException, ValueError, LookupError) as bad:
        raise Refused("damaged") from bad


def _ended(events: Iterable[tuple[str, Element]], wanted: frozenset[str]) -> Iterator[Element]:
    inside = 0
    path: list[Element] = []
    for event, element in events:
        known = name_of(element) in wanted
        if event == "start":
            path.append(element)
            inside += known
            if len(path) > _DEEPEST:
                raise Refused("too large")
            continue
        path.pop()
        inside -= known
        if known:
            yield element
        if not inside:
            element.clear()
            if path:
                path[-1].remove(element)


def name_of(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name, whatever namespace it is in; blank when it is not there."""
    plain = element.get(name)
    if plain is None:
        plain = next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")
    return plain.strip()


def language_of(element: Element) -> str:
    """The language that an element says it is in; blank when it says none."""
    return (element.get(_SPACE) or element.get("lang") or "").strip().lower()
