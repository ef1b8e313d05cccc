"""The cells of a file as it shows them: sheets, rows and addresses as a spreadsheet counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from planner.problems import Problem


class FileKind(StrEnum):
    """The kinds of file that can hold a table; a locked one shows its own once it is unlocked."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"
    IATI = "iati"
    WEB_PAGE = "html"
    PACKAGE = "package"
    LOCKED = "locked"


@dataclass(frozen=True)
class Fault:
    """A cell that shows an error ("#REF!"), or a formula whose result was never stored ("")."""

    shown: str = ""


@dataclass(frozen=True)
class Shown:
    """A number whose format tells more than the number: 0.8 that shows "80%", 42 that shows "0042".

    Days before `FIRST_DAY` are such numbers too: who types 45 into a cell that was formatted for
    dates sees 14 February 1900.
    """

    number: int | float
    text: str


Cell = str | int | float | bool | date | datetime | Shown | Fault | None
Cells = tuple[Cell, ...]
FIRST_DAY = date(1927, 5, 18)
"""The day that a spreadsheet counts as its 10,000th; an earlier one is likelier a number."""
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


class Merge(NamedTuple):
    """A block of merged cells; all four numbers count from 1, as a spreadsheet does."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: `rows[0]` is row 1. Rows may be of unequal length; what is missing is blank.

    `names` are the headings of columns in files that have no row for them. `comments` stand beside
    cells, `struck` are cells whose text is struck through, `partly_struck` those of which some
    words are, which are left out, `linked` those that show what another workbook held: all by row
    and column, where a file tells.
    """

    name: str
    rows: tuple[Cells, ...]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    struck: frozenset[tuple[int, int]] = frozenset()
    partly_struck: frozenset[tuple[int, int]] = frozenset()
    linked: frozenset[tuple[int, int]] = frozenset()

    def row(self, number: int) -> Cells:
        """The cells of the row with that number; an empty row beyond the last."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else ()

    def at(self, row: int, column: int) -> Cell:
        """The cell at a row and a column, both counted from 1."""
        return cell_in(self.row(row), column)


@dataclass(frozen=True, kw_only=True)
class Book:
    """A file that was opened: its name, its kind, its sheets, and what there is to say of them."""

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False
    problems: tuple[Problem, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


def number_of(cell: Cell, *, epoch_1904: bool = False) -> int | float | None:
    """The number that a cell holds, also where its format shows a day in its place; else None."""
    match cell:
        case bool():
            return None
        case int() | float():
            return cell
        case Shown(number):
            return number
        case date():
            day = cell.date() if isinstance(cell, datetime) else cell
            days = (day - (EPOCH_1904 if epoch_1904 else EPOCH)).days
            return days + _hours(cell) / 24 if isinstance(cell, datetime) else days
        case _:
            return None


def _hours(moment: datetime) -> float:
    return moment.hour + moment.minute / 60 + moment.second / 3_600


def letters(column: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def column_number(name: str) -> int:
    """The number of a column by its letters, counted from 1; 0 for text that is no column."""
    if not (name.isascii() and name.isalpha() and len(name) <= 3):
        return 0
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """The address of a cell as a spreadsheet shows it: row 14, column 4 is D14."""
    return f"{letters(column)}{row}"


def cell_in(cells: Cells, column: int) -> Cell:
    """The cell of a row in a column counted from 1; blank beyond the last."""
    return cells[column - 1] if 0 < column <= len(cells) else None


def filled_columns(cells: Cells) -> list[int]:
    """The columns of a row, counted from 1, that show something."""
    return [
        at
        for at, cell in enumerate(cells, start=1)
        if cell is not None and (not isinstance(cell, str) or (cell and not cell.isspace()))
    ]


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing: no value, or only spaces."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))
