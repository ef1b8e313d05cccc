"""The tables of a web page, which many programs save under a spreadsheet's name."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from planner.intake.confined.archive import Refused
from planner.intake.confined.delimited import decoded
from planner.intake.confined.made import MadeSheet
from planner.intake.limits import Limits

_CHARSET = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:name>([^<]{1,100})</x:name>", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = frozenset({"br", "p", "div", "li"})
_WIDEST_SPAN, _TALLEST_SPAN = 512, 1_000
_DEEPEST = 40


def read_web_page(content: bytes, limits: Limits) -> list[MadeSheet]:
    """Every table of the page that is no mere frame of others, in the order of the page."""
    text = _text_of(content)
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
    reader.end_all()
    tables = [table for table in reader.done if len(table.rows) > 0]
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


class _Table:
    """One table that is being read: where it is, and what reaches down from above."""

    def __init__(self) -> None:
        self.sheet = MadeSheet(name="")
        self.reaching: dict[int, int] = {}  # column -> last row of a cell that reaches down
        self.cell: list[str] | None = None
        self.number: float | None = None
        self.at = 0
        self.frames_others = False

    def begin_row(self, *, hidden: bool) -> None:
        """Go on to the next row."""
        self.end_cell()
        self.sheet.rows.append([])
        if hidden:
            self.sheet.hidden_rows.append(len(self.sheet.rows))

    def begin_cell(self, given: dict[str, str], widest: int) -> None:
        """Go on to the next free place of the row; nothing is taken once the row is full."""
        if not self.sheet.rows:
            self.begin_row(hidden=False)
        self.end_cell()
        row, number = self.sheet.rows[-1], len(self.sheet.rows)
        while self.reaching.get(len(row) + 1, 0) >= number and len(row) < widest:
            row.append(None)
        if len(row) >= widest:
            return
        left = len(row) + 1
        across = _span(given.get("colspan", ""), _WIDEST_SPAN)
        down = _span(given.get("rowspan", ""), _TALLEST_SPAN)
        row.extend([None] * across)
        if across > 1 or down > 1:
            bottom, right = number + down - 1, left + across - 1
            self.sheet.merges.append((number, left, bottom, right))
            self.reaching.update(dict.fromkeys(range(left, right + 1), bottom))
        self.at = left - 1
        self.cell, self.number = [], _number(given.get("x:num"))

    def end_cell(self) -> None:
        """Put what the cell shows into its place."""
        if self.cell is None:
            return
        lines = _SPACES.sub(" ", "".join(self.cell)).split("\n")
        text = "\n".join(line.strip() for line in lines if line.strip())
        self.sheet.rows[-1][self.at] = (self.number if self.number is not None else text) or None
        self.cell = None


class _Reader(HTMLParser):
    """Walks the page; a table within a table is a table of its own."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._limits = limits
        self._open: list[_Table] = []
        self._silent = ""
        self.done: list[MadeSheet] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of what begins."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("script", "style", "title"):
            self._silent = tag
        elif tag == "table":
            self._begin_table()
        elif self._open:
            self._begin_within(self._open[-1], tag, given)

    def _begin_within(self, table: _Table, tag: str, given: dict[str, str]) -> None:
        """Take note of a row, a cell or a line that begins in a table."""
        rows = table.sheet.rows
        if tag == "tr":
            if len(rows) >= self._limits.rows:
                raise Refused("too many rows")
            table.begin_row(hidden=bool(_HIDDEN.search(given.get("style", ""))))
        elif tag in ("td", "th"):
            table.begin_cell(given, self._limits.columns)
        elif tag in _LINES and table.cell is not None:
            table.cell.append("\n")

    def _begin_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise Refused("too large")
        if self._open:
            self._open[-1].frames_others = True
        self._open.append(_Table())

    def handle_endtag(self, tag: str) -> None:
        """Take note of what ends."""
        if tag == self._silent:
            self._silent = ""
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].end_cell()
        elif tag == "table" and self._open:
            self._end_table()

    def handle_data(self, data: str) -> None:
        """Add a text to the cell that is open."""
        if self._open and self._open[-1].cell is not None and not self._silent:
            self._open[-1].cell.append(data.replace("\n", " "))

    def end_all(self) -> None:
        """End the tables that the page never ends."""
        while self._open:
            self._end_table()

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_cell()
        if not table.frames_others:
            self.done.append(table.sheet)


def _span(text: str, most: int) -> int:
    number = int(text) if text.strip().isdecimal() and len(text) < 8 else 1
    return max(1, min(number, most))


def _number(text: str | None) -> Any:
    """The number behind a cell, as a spreadsheet program writes it beside what the cell shows."""
    try:
        number = float(text) if text else None
    except ValueError:
        return None
    return number
