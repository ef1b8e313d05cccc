"""XML read piece by piece: no document types, no entities, no endless nesting, little memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # it tells no types

from planner.intake.confined.archive import Refused

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

Element = Any


def pieces(content: bytes, name: str) -> Iterator[Element]:
    """Every element of that name once it has ended; what was read is then forgotten.

    Refused when the text is no XML, declares a document type, or nests without end.
    """
    events = etree.iterparse(
        io.BytesIO(content), tag=f"{{*}}{name}", resolve_entities=False, no_network=True
    )
    try:
        for _event, element in events:
            if element.getroottree().docinfo.doctype:
                raise Refused("document type")
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.LxmlError as bad:
        raise Refused("damaged") from bad


def name_of(element: Element) -> str:
    """The name of an element without its namespace; blank for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name, whatever namespace it is in; blank when it is not there."""
    plain = element.get(name)
    if plain is None:
        plain = next((v for key, v in element.items() if key.rpartition("}")[2] == name), "")
    return plain.strip()


def language_of(element: Element) -> str:
    """The language that an element says it is in; blank when it says none."""
    return (element.get(_LANGUAGE) or element.get("lang") or "").strip().lower()
