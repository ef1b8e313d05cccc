"""What values alone do not tell of an OpenDocument sheet: what is hidden, merged or an error."""

from __future__ import annotations

from xml.parsers import expat

from planner.intake.confined.archive import Refused
from planner.intake.confined.raw_sheet import RawSheet

_FURTHEST = 1_048_576
_LONGEST_FAULT = 20
_TOLD_APART = 1_000  # a hidden stretch beyond this is the unused end of a sheet


class _ContentReader:
    """Walks the content of a document and notes, sheet by sheet, where it is."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.sheets: list[RawSheet] = []
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
                self.sheets.append(RawSheet(given.get("table:name", ""), hidden=hidden))
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
        if given.get("calcext:value-type") == "error":
            self._listen((self.row, left))
        elif "table:formula" in given and "office:value-type" not in given:
            self.sheets[-1].faults[self.row, left] = ""

    def _listen(self, place: tuple[int, int]) -> None:
        """Take what the cell shows for its error, until it ends."""
        faults = self.sheets[-1].faults
        faults[place] = ""

        def text(shown: str) -> None:
            faults[place] = (faults[place] + shown)[:_LONGEST_FAULT]

        def end(tag: str) -> None:
            if tag == "table:table-cell":
                self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

        self.parser.CharacterDataHandler, self.parser.EndElementHandler = text, end


def marks_of(parts: dict[str, bytes]) -> dict[str, RawSheet]:
    """The sheets of a document by name, with what hides and merges in them; Refused if locked."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Refused("locked for good")
    parser = expat.ParserCreate()
    reader = _ContentReader(parser)
    parser.StartElementHandler = reader.start
    try:
        parser.Parse(parts.get("content.xml", b""), True)
    except expat.ExpatError as bad:
        raise Refused("damaged") from bad
    return {sheet.name: sheet for sheet in reader.sheets}


def _repeated(given: dict[str, str], what: str) -> int:
    return _whole(given.get(f"table:number-{what}-repeated", "1"))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 1
