"""How the difficult files are made, and what is expected of each."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[str | int | float | date | datetime | bool | None]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a careful clerk reads in a file: where the table is, which column is which, some values.

    `columns` maps a field to a column's letter, `values` (row, field) to the canonical text,
    `skipped` a row to a word of the reason. What is left empty is not looked at.
    """

    header: tuple[int, ...] = (1,)
    first: int = 2
    last: int | None = None
    rows: int
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[int, str], str] = field(default_factory=dict)
    skipped: Mapping[int, str] = field(default_factory=dict)
    not_claimed: tuple[str, ...] = ()
    dates: str = ""
    decimal: str = ""
    problems: tuple[str, ...] = ()
    table: str = "programmes"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One difficult file: its name, its bytes, and what is expected of it."""

    difficulty: str
    file: str
    content: bytes
    expected: Expected


Make = Callable[[], tuple[bytes, Expected]]
CASES: list[Callable[[], Case]] = []


def difficult(file: str) -> Callable[[Make], Make]:
    """Keep a function that makes a difficult file; its docstring says what is difficult."""

    def keep(make: Make) -> Make:
        def case() -> Case:
            content, expected = make()
            return Case(
                difficulty=(make.__doc__ or make.__name__).strip(),
                file=file,
                content=content,
                expected=expected,
            )

        case.__name__ = make.__name__
        CASES.append(case)
        return make

    return keep


def workbook(
    sheets: Mapping[str, Sequence[Row]], style: Callable[[Workbook], Any] | None = None
) -> bytes:
    """An .xlsx with those sheets, each its rows from A1 on; `style` may merge, hide and format."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
    if style is not None:
        style(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_file(lines: Sequence[str], encoding: str = "utf-8", newline: str = "\n") -> bytes:
    """A text file of those lines."""
    return (newline.join(lines) + newline).encode(encoding)
