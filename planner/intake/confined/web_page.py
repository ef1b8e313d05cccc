"""The tables of a web page, which many programs save under a spreadsheet's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # it tells no types

from planner.intake.confined.archive import Refused
from planner.intake.confined.delimited import decoded
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.limits import Limits

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE
)
_SHEET_NAME: Final = re.compile(r"<x:name>([^<]{1,100})</x:name>", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")
_LINE: Final = "\x1e"  # where a line begins
_LINES: Final = frozenset({"br", "p", "div", "li"})
_WIDEST_SPAN, _TALLEST_SPAN = 512, 1_000
_DEEPEST = 40  # tables within one another


def read_web_page(content: bytes, limits: Limits) -> list[RawSheet]:
    """Every table of the page that is no mere frame of others, in the order of the page."""
    text = _text_of(content)
    page = _parsed(text)
    tables = [
        _sheet(table, limits)
        for table in page.iter("table")
        if next(table.iterdescendants("table"), None) is None
    ]
    tables = [table for table in tables if table.rows]
    if not tables:
        raise Refused("no table")
    names = _SHEET_NAME.findall(text)
    for number, table in enumerate(tables, 1):
        given = names[number - 1] if len(names) == len(tables) else ""
        table.name = given or (f"Table {number}" if len(tables) > 1 else "")
    return tables


def _text_of(content: bytes) -> str:
    said = _CHARSET.search(content[:4_000])
    if said and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return content.decode(said[1].decode("ascii"), "replace")
        except LookupError:
            pass
    return decoded(content)[0]


def _parsed(text: str) -> Any:
    """The page as a tree, without what a browser does not show."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    if page is None:
        raise Refused("no table")
    etree.strip_elements(page, "script", "style", "title", with_tail=False)
    if int(page.xpath("count(//table[count(ancestor::table) >= $deepest])", deepest=_DEEPEST)):
        raise Refused("too large")
    return page


def _sheet(table: Any, limits: Limits) -> RawSheet:
    sheet = RawSheet()
    reaching: dict[int, int] = {}  # column -> last row of a cell that reaches down into it
    for element in table.iter("tr", "td", "th"):
        if element.tag == "tr" or not sheet.rows:
            sheet.rows.append([])
        if len(sheet.rows) > limits.rows:
            raise Refused("too many rows")
        if element.tag != "tr":
            _add_cell(sheet, element, reaching, limits.columns)
        elif _HIDDEN.search(element.get("style", "")):
            sheet.hidden_rows.append(len(sheet.rows))
    return sheet


def _add_cell(sheet: RawSheet, cell: Any, reaching: dict[int, int], widest: int) -> None:
    """Put a cell into the next free place of the row; nothing is taken once the row is full."""
    row, number = sheet.rows[-1], len(sheet.rows)
    while reaching.get(len(row) + 1, 0) >= number and len(row) < widest:
        row.append(None)
    if len(row) >= widest:
        return
    left = len(row) + 1
    across = _span(cell.get("colspan", ""), _WIDEST_SPAN)
    down = _span(cell.get("rowspan", ""), _TALLEST_SPAN)
    row.extend([_value(cell), *[None] * (across - 1)])
    if across > 1 or down > 1:
        bottom, right = number + down - 1, left + across - 1
        sheet.merges.append((number, left, bottom, right))
        reaching.update(dict.fromkeys(range(left, right + 1), bottom))


def _span(text: str, most: int) -> int:
    number = int(text) if text.strip().isdecimal() and len(text) < 8 else 1
    return max(1, min(number, most))


def _value(cell: Any) -> float | str | None:
    """What a cell shows, or the number that a spreadsheet program writes beside it."""
    try:
        return float(cell.get("x:num", ""))
    except ValueError:
        lines = (_SPACES.sub(" ", line).strip() for line in "".join(_shown(cell)).split(_LINE))
        return "\n".join(filter(None, lines)) or None


def _shown(cell: Any) -> Iterator[str]:
    """The texts of a cell, with a mark where a line begins."""
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            yield f"{_LINE if element.tag in _LINES else ''}{element.text or ''}"
        elif element is not cell:
            yield element.tail or ""
