"""Looks of cells that follow what they say: a changed answer changes its colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.exports.sheets.columns import SheetRows
from planner.exports.sheets.page import Page

Look = Mapping[str, object]
Looks = Mapping[Any, Look]
"""Looks by what a cell says: an answer of a list, or a message."""


def shade(page: Page, span: SheetRows, key: str, looks: Looks) -> None:
    """Give the cells of a column that say one of these texts a look of their own."""
    area = (span.first, span.at(key), max(span.last, span.first), span.at(key))
    for text, look in looks.items():
        said = page.book.value(text)
        colour(page, area, {"type": "cell", "criteria": "==", "value": f'"{said}"'}, look)


def colour(
    page: Page, area: tuple[int, int, int, int], rule: Mapping[str, object], look: Look
) -> None:
    """Give the cells of an area for which a rule holds a look of their own."""
    shown = {**rule, "format": page.book.file.add_format(dict(look))}
    page.sheet.conditional_format(*area, shown)
