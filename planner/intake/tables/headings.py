"""What stands above the columns of a table: a name, the band it lies under, a hashtag."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.intake.grid import Cell, Cells, Fault, Sheet, Shown, cell_in, is_blank, letters
from planner.readers.texts import is_nothing, tidy

_HASHTAG = re.compile(r"#[a-z][\w]*(?:\s*[+,]\s*\w+)*", re.IGNORECASE)

_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The words above one column, counted from 1: "הוצאה נטו" under the band "2013"."""

    column: int
    name: str
    band: str = ""
    tag: str = ""

    @property
    def letters(self) -> str:
        """The column as a spreadsheet names it."""
        return letters(self.column)

    @property
    def whole(self) -> str:
        """Band and name together, which tells columns of one name apart."""
        return f"{self.band} {self.name}".strip()

    @property
    def with_letters(self) -> str:
        """The column as a person finds it: "C (Budget)"."""
        return f"{self.letters} ({self.whole})"


def text_of(cell: Cell) -> str:
    """What a cell shows, as tidy text; a fault and a blank show nothing."""
    if isinstance(cell, str):
        return tidy(cell)
    match cell:
        case None | Fault():
            return ""
        case Shown(_, text):
            return text
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case float():
            return f"{cell:.15g}" if abs(cell) < 10**15 else f"{cell:.0f}"
        case _:
            return str(cell)


def is_tag_row(cells: Sequence[Cell]) -> bool:
    """Whether a row holds the hashtags of the humanitarian exchange language."""
    marked = [cell for cell in cells if isinstance(cell, str) and "#" in cell]
    tags = sum(bool(_HASHTAG.fullmatch(cell.strip())) for cell in marked)
    return tags > 0 and tags >= 0.5 * sum(not is_blank(cell) for cell in cells)


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether a row counts its columns: 1, 2, 3 or (1), (2), (3) or a, b, c."""
    first = next((cell for cell in cells if not is_blank(cell)), None)
    if text_of(first).strip("()[]. ").lower() not in ("1", "a"):
        return False
    texts = [text_of(cell).strip("()[]. ").lower() for cell in cells if not is_blank(cell)]
    if len(texts) < 3:
        return False
    counted = [str(n) for n in range(1, len(texts) + 1)]
    lettered = [chr(96 + n) for n in range(1, min(len(texts), 26) + 1)]
    return texts in (counted, lettered)


def names_columns(cells: Cells, measured: Collection[int]) -> bool:
    """Whether a row has different words where the rows below have numbers and days: it names them.

    Words for nothing, and what says a number or a year, are no names.
    """
    names: list[str] = []
    for at in measured:
        cell = cell_in(cells, at)
        if is_blank(cell):
            continue
        if not isinstance(cell, str) or _DIGIT.search(cell):
            return False
        if _LETTER.search(cell):
            names.append(cell)
    return 1 < len(set(names)) == len(names) and not any(map(is_nothing, names))


def headings(sheet: Sheet, header_rows: Sequence[int], main: int) -> tuple[Heading, ...]:
    """The headings of every column, left to right, from one or several header rows.

    `main` is the row that names the columns. Rows above it are bands, which reach over merged
    cells and over blanks to their right; so does a cell of the main row that has names below it.
    """
    width = max((len(sheet.row(row)) for row in header_rows), default=0)
    header_rows = [r for r in header_rows if r == main or not is_numbering(sheet.row(r))]
    tags = [row for row in header_rows if is_tag_row(sheet.row(row))]
    lines = {row: _line(sheet, row, width) for row in header_rows}
    below = [row for row in header_rows if row > main and row not in tags]
    units = [
        row
        for row in below
        if _is_of_units(lines[row], [lines[n] for n in (main, *below) if n < row])
    ]
    named = [row for row in (main, *below) if row not in units]
    found: list[Heading] = []
    for column in range(1, width + 1):
        own = [lines[row][column - 1] for row in named]
        bands = [_reaching(sheet, row, column, lines[row]) for row in header_rows if row < main]
        name = _unbracketed(next((text for text in reversed(own) if text), ""))
        for row in named[:-1]:
            since = _begins(lines[main], column) if row > main else 0
            bands.append(_reaching(sheet, row, column, lines[row], since))
        tag = next((lines[row][column - 1] for row in tags), "")
        said = (lines[row][column - 1] for row in units)
        name = " ".join((name, *(f"({_unbracketed(text)})" for text in said if text)))
        band = " ".join(dict.fromkeys(text for text in bands if text and text != name))
        found.append(Heading(column=column, name=name, band=band, tag=tag))
    return tuple(found)


def _is_of_units(line: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Whether a row below the names says in what a few of the columns are, as "USD thousand"."""
    named = {at for names in above for at, text in enumerate(names) if text}
    said = {at for at, text in enumerate(line) if text}
    return said <= named and 2 * len(said) <= len(named)


def _unbracketed(name: str) -> str:
    """A name without the brackets around the whole of it: "(Operation name)"."""
    inner = name[1:-1] if name.startswith("(") and name.endswith(")") else name
    return inner if "(" not in inner and ")" not in inner else name


def _line(sheet: Sheet, row: int, width: int) -> list[str]:
    """The texts of a header row; a cell merged downwards shows its text in every row."""
    line = [text_of(sheet.at(row, column)) for column in range(1, width + 1)]
    for merge in sheet.merges:
        if merge.top < row <= merge.bottom and merge.left <= width:
            line[merge.left - 1] = text_of(sheet.at(merge.top, merge.left))
    return line


def _begins(line: Sequence[str], column: int) -> int:
    """Where the names begin that one cell of a line stands over: at it, on the left of a column."""
    return max((at for at in range(column) if line[at]), default=0)


def _reaching(sheet: Sheet, row: int, column: int, line: Sequence[str], since: int = 0) -> str:
    """The band over a column: its own text, that of its merge, or the next one on the left."""
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            return text_of(sheet.at(merge.top, merge.left))
    across = any(merge.top <= row <= merge.bottom for merge in sheet.merges)
    if across or line[column - 1]:
        return line[column - 1]
    return next((text for text in reversed(line[since:column]) if text), "")
