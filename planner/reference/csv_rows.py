"""Reads a reference table from its text: exact columns, lists in cells, plain refusals."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from planner.errors import BrokenReference
from planner.messages import Message, _

_SHARE: Final = re.compile(r"[01]|0?\.\d+")


@dataclass(frozen=True)
class CsvRow:
    """One row of a reference table that knows where it stands."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """What the cell says, without blanks around it."""
        return self.cells[column].strip()

    def required(self, column: str) -> str:
        """What the cell says; refuses a blank one."""
        return self.text(column) or self.refuse(column, _("it must not be blank"))

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """The cell as one of the allowed words."""
        word = self.text(column)
        if word not in allowed:
            self.refuse(column, _("use one of: {allowed}", allowed=tuple(allowed)))
        return word

    def many(self, column: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """The cell as a list separated by semicolons, each one known where `known` is given."""
        items = tuple(item.strip() for item in self.text(column).split(";") if item.strip())
        unknown = [item for item in items if known is not None and item not in known]
        if unknown:
            self.refuse(column, _("“{item}” is not known", item=unknown[0]))
        return items

    def whole(self, column: str) -> int:
        """The cell as a whole number."""
        word = self.text(column)
        if not word.isdecimal():
            self.refuse(column, _("it must be a whole number"))
        return int(word)

    def share(self, column: str) -> float:
        """The cell as a share from 0 to 1."""
        word = self.text(column)
        if not _SHARE.fullmatch(word):
            self.refuse(column, _("it must be a share from 0 to 1"))
        return float(word)

    def yes(self, column: str) -> bool:
        """Whether the cell says yes; refuses anything but yes and no."""
        return self.one_of(column, ("yes", "no")) == "yes"

    def refuse(self, column: str, why: Message) -> NoReturn:
        """Stop with the file, the line, the column, what it says and what is wrong with it."""
        said = self.cells.get(column, "")
        raise BrokenReference(
            _(
                "{file}, line {line}, {column}: “{value}” cannot be used: {why}.",
                file=self.file,
                line=self.number,
                column=column,
                value=said,
                why=why,
            ),
            _("Correct that line and start again."),
        )


def lines(
    text: str, file: str, columns: Collection[str], optional: Collection[str] = ()
) -> Iterator[CsvRow]:
    """The rows of a table below its header; refuses other columns than those and ragged rows.

    Columns may stand in any order; an optional one that is not there is blank. Wholly blank rows
    are passed over.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    header = [name.strip() for name in next(reader, list[str]())]
    absent = [name for name in optional if name not in header]
    if sorted([*header, *absent]) != sorted([*columns, *optional]):
        raise BrokenReference(
            _("{file}: the columns are not the expected ones.", file=file),
            _("They are: {columns}.", columns=tuple(columns)),
        )
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise BrokenReference(
                _(
                    "{file}, line {line}: {cells} cells under {columns} columns.",
                    file=file,
                    line=reader.line_num,
                    cells=len(cells),
                    columns=len(header),
                ),
                _("Put text that holds a comma in double quotes."),
            )
        given = dict(zip(header, cells, strict=True))
        yield CsvRow(file, reader.line_num, dict.fromkeys(absent, "") | given)
