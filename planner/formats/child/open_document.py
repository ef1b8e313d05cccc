"""What cell values alone do not tell of an OpenDocument sheet: hidden rows and columns, merges."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from planner.formats.child.archive import Refused

_FURTHEST = 1_048_576
_TOLD_APART = 1_000  # a hidden stretch beyond this is the unused end of a sheet


@dataclass
class OdsMarks:
    """What is known of one sheet; merges are (top, left, bottom, right), counted from 1."""

    name: str
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[int] = field(default_factory=list[int])
    merges: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])


class _Reader:
    """Walks the content of a document and notes, sheet by sheet, where it is."""

    def __init__(self) -> None:
        self.sheets: list[OdsMarks] = []
        self.row = self.column = self.columns = 0
        self.hidden_styles: set[str] = set()
        self.style = ""

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take note of an element that begins."""
        match tag:
            case "style:style":
                self.style = given.get("style:name", "")
            case "style:table-properties" if given.get("table:display") == "false":
                self.hidden_styles.add(self.style)
            case "table:table":
                hidden = given.get("table:style-name", "") in self.hidden_styles
                self.sheets.append(OdsMarks(given.get("table:name", ""), hidden))
                self.row = self.columns = 0
            case "table:table-column" if self.sheets:
                self.columns = self._step(
                    given, "columns", self.columns, self.sheets[-1].hidden_columns
                )
            case "table:table-row" if self.sheets:
                self.row = self._step(given, "rows", self.row, self.sheets[-1].hidden_rows)
                self.column = 0
            case "table:table-cell" | "table:covered-table-cell" if self.sheets:
                self._cell(given)
            case _:
                pass

    def _step(self, given: dict[str, str], what: str, at: int, hidden: list[int]) -> int:
        after = min(at + _repeated(given, what), _FURTHEST)
        if given.get("table:visibility") in ("collapse", "filter") and after - at < _TOLD_APART:
            hidden.extend(range(at + 1, after + 1))
        return after

    def _cell(self, given: dict[str, str]) -> None:
        left = self.column + 1
        self.column = min(self.column + _repeated(given, "columns"), _FURTHEST)
        across, down = (
            _whole(given.get(f"table:number-{w}-spanned", "1")) for w in ("columns", "rows")
        )
        if across > 1 or down > 1:
            self.sheets[-1].merges.append((self.row, left, self.row + down - 1, left + across - 1))


def ods_marks(content: bytes) -> list[OdsMarks]:
    """The sheets of an OpenDocument content part, with what hides and merges in them."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    try:
        parser.Parse(content, True)
    except expat.ExpatError as bad:
        raise Refused("damaged") from bad
    return reader.sheets


def _repeated(given: dict[str, str], what: str) -> int:
    return _whole(given.get(f"table:number-{what}-repeated", "1"))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 1
