"""What values alone do not tell of an OpenDocument sheet: what is hidden, formatted, struck.

It is told by the same words as of an Excel sheet; values come from the other reader.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final
from xml.parsers import expat

from planner.intake.confined.archive import Parts, Refused
from planner.intake.confined.raw_sheet import Place, RawSheet
from planner.intake.grid import Fault, Shown

_FURTHEST = 1_048_576
_LONGEST_FAULT = 20
_TOLD_APART = 1_000  # a hidden stretch beyond this is the unused end of a sheet
_CELLS: Final = ("table:table-cell", "table:covered-table-cell")
_TEXTS: Final = {"text:p": "", "text:span": "", "office:annotation": "comment"}

Given = dict[str, str]


class _Styles:
    """The styles by name: which hide a sheet, strike text through, write noughts in front."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.struck: set[str] = set()
        self.noughts: dict[str, int] = {}
        self._at = ""

    def start(self, tag: str, given: Given) -> None:
        """Take note of an element of a style."""
        match tag:
            case "style:style" | "number:number-style":
                self._at = given.get("style:name", "")
                if noughts := self.noughts.get(given.get("style:data-style-name", "")):
                    self.noughts[self._at] = noughts
            case "number:number" if (
                digits := _whole(given.get("number:min-integer-digits", "1"))
            ) > 1:
                self.noughts[self._at] = digits
            case "style:table-properties" if given.get("table:display") == "false":
                self.hidden.add(self._at)
            case "style:text-properties" if (
                given.get("style:text-line-through-style", "none") != "none"
                or given.get("style:text-line-through-type", "none") != "none"
            ):
                self.struck.add(self._at)
            case _:
                pass


class _ContentReader:
    """Walks the content of a document and notes, sheet by sheet, where it is."""

    def __init__(self) -> None:
        self.sheets: list[RawSheet] = []
        self.row = self.column = self.columns = 0
        self.styles = _Styles()
        self.column_styles: list[tuple[int, str]] = []
        self.place: Place = (0, 0)
        self.within: list[str] = []  # comment, struck or plain text, from the outermost
        self.texts: dict[str, str] = {}
        self.is_fault = False

    def start(self, tag: str, given: Given) -> None:
        """Take note of an element that begins."""
        if tag in _TEXTS:
            struck = given.get("text:style-name", "") in self.styles.struck
            self.within.append(
                _TEXTS[tag] or ("struck" if tag == "text:span" and struck else "plain")
            )
        elif not self.sheets or tag.startswith(("style:", "number:")):
            self.styles.start(tag, given)
        match tag:
            case "table:table":
                hidden = given.get("table:style-name", "") in self.styles.hidden
                self.sheets.append(RawSheet(given.get("table:name", ""), hidden=hidden))
                self.row = self.columns = 0
                self.column_styles = []
            case "table:table-column" if self.sheets:
                hidden_columns = self.sheets[-1].hidden_columns
                self.columns = self._step(given, "columns", self.columns, hidden_columns)
                style = given.get("table:default-cell-style-name", "")
                self.column_styles.append((self.columns, style))
            case "table:table-row" if self.sheets:
                self.row = self._step(given, "rows", self.row, self.sheets[-1].hidden_rows)
                self.column = 0
            case "table:table-cell" | "table:covered-table-cell" if self.sheets:
                self._cell(given)
            case _:
                pass

    def text(self, shown: str) -> None:
        """Take what stands in a cell or in the comment beside it."""
        if self.within and self.within[-1] != "comment":  # who wrote it, and when, is no text
            part = next((one for one in ("comment", "struck") if one in self.within), "plain")
            self.texts[part] = self.texts.get(part, "") + shown

    def end(self, tag: str) -> None:
        """Take note of an element that ends: what was heard of a cell goes into its sheet."""
        if tag in _TEXTS and self.within:
            self.within.pop()
        if tag not in _CELLS or not self.sheets:
            return
        sheet, place, heard = self.sheets[-1], self.place, self.texts
        if self.is_fault:
            sheet.instead[place] = Fault(heard.get("plain", "")[:_LONGEST_FAULT])
        if comment := heard.get("comment", "").strip():
            sheet.comments[place] = comment
        if "struck" in heard and (left := heard.get("plain", "").strip()):
            sheet.instead[place] = left
            sheet.partly_struck.append(place)
        elif "struck" in heard:
            sheet.struck.append(place)
        self.texts, self.is_fault = {}, False

    def _step(self, given: Given, what: str, at: int, hidden: list[int]) -> int:
        after = min(at + _repeated(given, what), _FURTHEST)
        if given.get("table:visibility") in ("collapse", "filter") and after - at < _TOLD_APART:
            hidden.extend(range(at + 1, after + 1))
        return after

    def _cell(self, given: Given) -> None:
        sheet, left = self.sheets[-1], self.column + 1
        self.column = min(self.column + _repeated(given, "columns"), _FURTHEST)
        self.place = (self.row, left)
        across, down = (
            _whole(given.get(f"table:number-{w}-spanned", "1")) for w in ("columns", "rows")
        )
        if across > 1 or down > 1:
            sheet.merges.append((self.row, left, self.row + down - 1, left + across - 1))
        formula, kind = given.get("table:formula"), given.get("office:value-type", "")
        self.is_fault = given.get("calcext:value-type") == "error"
        if formula is not None and not kind and not self.is_fault:
            sheet.instead[self.place] = Fault()
        if formula is not None and "'file:" in formula:
            sheet.linked.append(self.place)
        if not kind:
            return
        places = [(self.row, at) for at in range(left, min(self.column, left + _TOLD_APART) + 1)]
        style = given.get("table:style-name") or self._column_style(left)
        if style in self.styles.struck:
            sheet.struck.extend(places)
        shown = self._shown(given, kind, style)
        if shown is not None:
            sheet.instead.update(dict.fromkeys(places, shown))

    def _shown(self, given: Given, kind: str, style: str) -> Shown | None:
        """A number whose format tells more than the number."""
        written = given.get("office:value", "")
        try:
            number = float(written)
        except ValueError:
            return None
        plain = int(number) if number.is_integer() else number
        match kind:
            case "percentage":
                return Shown(plain, f"{_exact(Decimal(written) * 100)}%")
            case "currency" if given.get("office:currency"):
                return Shown(plain, f"{given['office:currency']} {_exact(Decimal(written))}")
            case "float" if isinstance(plain, int) and plain >= 0:
                text = str(plain).zfill(self.styles.noughts.get(style, 1))
                return Shown(plain, text) if text != str(plain) else None
            case _:
                return None

    def _column_style(self, column: int) -> str:
        return next((style for last, style in self.column_styles if column <= last), "")


def marks_of(parts: Parts) -> dict[str, RawSheet]:
    """The sheets of a document by name, with what is told of them; Refused if locked."""
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Refused("locked for good")
    reader = _ContentReader()
    _walk(parts.get("styles.xml", b"<x/>"), reader.styles.start)
    _walk(parts.get("content.xml", b""), reader.start, reader.end, reader.text)
    return {sheet.name: sheet for sheet in reader.sheets}


def _walk(
    xml: bytes,
    start: Callable[[str, Given], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as bad:
        raise Refused("damaged") from bad


def _exact(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _repeated(given: Given, what: str) -> int:
    return _whole(given.get(f"table:number-{what}-repeated", "1"))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 1
