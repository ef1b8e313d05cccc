"""One table of a file seen as a record of training: its columns by what they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from planner.intake.grid import Cell, Cells, Sheet, filled_columns, is_blank
from planner.intake.rows.row_words import is_remark, label_of_total
from planner.intake.tables import header_vocabulary
from planner.intake.tables.finding import Place
from planner.intake.tables.headings import Heading, text_of
from planner.intake.training import words
from planner.intake.training.lines import CERTIFICATES, Line, Refused, Said, Told
from planner.readers.dates import read_span
from planner.readers.numbers import read_number
from planner.readers.texts import folded, is_nothing

MOSTLY: Final = 0.9
COUNTS: Final = ("trained", "men", "women", "total", "seats")
_SAMPLED: Final = 200
_WORDS_OF_A_DATE: Final = 3
_A_YEAR: Final = timedelta(days=364)
_OF_A_PASS: Final = {
    "holder": "holder",
    "audience": "audience",
    "course": "course",
    "on": "passed_on",
}


@dataclass(frozen=True)
class Value:
    """A column that holds values of one course or one day: which, and what it counts."""

    heading: Heading
    course: str
    day: str
    counts: str


class Record:
    """One table of a file, seen as a record of training; its columns by what they hold."""

    def __init__(self, sheet: Sheet, place: Place, file: str) -> None:
        place = _over_counts(sheet, place)
        self.sheet, self.place = sheet, place
        self._titles = [
            *(text_of(cell) for row in place.above for cell in sheet.row(row) if text_of(cell)),
            sheet.name,
            file.rpartition(".")[0],
        ]
        self.headings = [one if one.name else _unbanded(one) for one in place.headings]
        self.at: dict[str, Heading] = {}
        for heading in self.headings:
            role = words.role_of(heading.name) or words.role_of(heading.whole)
            if role not in ("", "other") and not heading.band:
                self.at.setdefault(role, heading)

    @cached_property
    def is_about_training(self) -> bool:
        """Whether a title or a header speaks of training."""
        return words.is_about_training([*self._titles, *(h.whole for h in self.headings)])

    @property
    def is_in_plain_words(self) -> bool:
        """Whether a register has the headers that the plan's own table is known by."""
        known = header_vocabulary.words_of(CERTIFICATES).phrases
        return all(
            role in self.at and name in known.get(folded(self.at[role].name), ())
            for role, name in _OF_A_PASS.items()
        )

    @property
    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows that say something of somebody: not totals, nor remarks in a single cell."""
        for number in range(self.place.first_row, self.place.last_row + 1):
            cells = self.sheet.row(number)
            label = next((text for cell in cells if (text := text_of(cell))), "")
            if len(filled_columns(cells)) > 1 and not label_of_total(label):
                yield number, cells

    def cells(self, heading: Heading) -> list[Cell]:
        """A sample of what stands below a heading, without blanks and words for nothing."""
        last = min(self.place.last_row, self.place.first_row + _SAMPLED)
        cells = (self.sheet.at(n, heading.column) for n in range(self.place.first_row, last + 1))
        return [cell for cell in cells if not is_blank(cell) and not is_nothing(text_of(cell))]

    def said(self, role: str, number: int, cells: Cells) -> Said | None:
        """What a row says in the column of a role; None for no such column, or a blank."""
        heading = self.at.get(role)
        if heading is None:
            return None
        found = cell_at(cells, heading.column)
        if is_blank(found):
            number = self._tops.get((number, heading.column), number)
            found = self.sheet.at(number, heading.column)
        return None if is_blank(found) else Said(cell=found, row=number, column=heading.column)

    def says(self, role: str) -> bool:
        """Whether rows say their course, or their group of staff: in a column, or over them."""
        return role in self.at or (role == "audience" and self._sections_from_the_top)

    def group(self, number: int, cells: Cells) -> Said:
        """The group of staff of a row: its own, that of the section over it, or the sheet's."""
        own = self.said("audience", number, cells)
        if own is None and "audience" not in self.at and self._sections_from_the_top:
            place = bisect_right(self._sections, number) - 1
            row = self._sections[place]
            column = filled_columns(self.sheet.row(row))[0]
            own = Said(cell=self.sheet.at(row, column), row=row, column=column)
        return own or Said(cell=self.named)

    @cached_property
    def _sections(self) -> list[int]:
        """The rows with a text in one cell alone, that is no remark."""
        numbers = range(self.place.first_row, self.place.last_row + 1)
        return [number for number in numbers if _is_section(self.sheet.row(number))]

    @property
    def _sections_from_the_top(self) -> bool:
        return self._sections[:1] == [self.place.first_row]

    @cached_property
    def _tops(self) -> Mapping[tuple[int, int], int]:
        """The cells under a block merged downwards, each with the row whose value it shows."""
        last = self.place.last_row
        return {
            (row, merge.left): merge.top
            for merge in self.sheet.merges
            for row in range(merge.top + 1, min(merge.bottom, last) + 1)
        }

    @property
    def named(self) -> str:
        """What the sheet's title names; blank when it names nothing."""
        return "" if words.names_nothing(self.sheet.name) else self.sheet.name

    @cached_property
    def day(self) -> str:
        """The day or year that a title over the table names, else the sheet, else the file."""
        return next(filter(None, map(_day_in, self._titles)), "")

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The columns that each hold one course, one year or one sex, and nothing else."""
        return tuple(self._values())

    def _values(self) -> Iterator[Value]:
        for heading in self.headings:
            if heading in self.at.values() and not heading.band:
                continue
            parts = [heading.band, heading.name]
            counts = [role for part in parts if (role := words.role_of(part)) in COUNTS]
            told = [part for part in parts if words.role_of(part) not in COUNTS]
            whole = " ".join(told)
            course = words.without_years(whole)
            if words.role_of(course):
                continue
            yield Value(
                heading=heading,
                course=course,
                day=words.year_in(whole),
                counts=counts[-1] if counts else "trained",
            )

    def line(self, number: int, found: Mapping[str, Said | None]) -> Line:
        """A row of the plan's from a row of the file; what nothing says is left out."""
        said = {name: one for name, one in found.items() if one is not None}
        columns = {one.column for one in said.values()}
        hidden = number in self.sheet.hidden_rows or columns & self.sheet.hidden_columns
        return Line(sheet=self.sheet.name, row=number, said=said, hidden=bool(hidden))

    def told(
        self, table: str, lines: Sequence[Line], how: str, *, ends: bool = False
    ) -> Told | None:
        """The lines as rows of a table of the plan; None when there are none."""
        if not lines:
            return None
        return Told(table=table, how=how, sheet=self.sheet, lines=tuple(lines), passes_end=ends)

    def left_aside(self, lines: Sequence[Line]) -> str:
        """The columns that say something and that no line took anything of, in a sentence."""
        used = {said.column for line in lines for said in line.said.values()}
        names = [
            f"“{one.whole}”" for one in self.headings if one.column not in used and self.cells(one)
        ]
        return f" Left aside: {', '.join(names)}." if names else ""

    def lacks(self, role: str) -> Refused:
        """A record that does not say which course, or which audience, it is about."""
        what = {
            "audience": "which group of staff it is about",
            "course": "which course it is about",
        }
        return Refused(
            sheet=self.sheet.name,
            message=f"This record of training does not say {what[role]}.",
            hint=f"Add a column “{role.capitalize()}”, or name the {role} in the sheet's title.",
        )

    def undated(self, what: str) -> Refused:
        """A record that says what was done, and not when."""
        return Refused(
            sheet=self.sheet.name,
            message=f"This record of training says {what}, and not when.",
            hint="Write the day or the year above the table, or add a column with the date.",
        )


def _over_counts(sheet: Sheet, place: Place) -> Place:
    """The place with two rows of headers, where a row of its own says men, women or total.

    That row may have been taken for the first of the table, or for its only header.
    """
    if _are_counts(sheet, place.first_row):
        over, under, first = place.main, place.first_row, place.first_row + 1
    elif _are_counts(sheet, place.main) and place.main > 1:
        over, under, first = place.main - 1, place.main, place.first_row
    else:
        return place
    band = ""
    headings: list[Heading] = []
    for column in range(1, max(len(sheet.row(over)), len(sheet.row(under))) + 1):
        name = text_of(sheet.at(over, column))
        band, counted = name or band, text_of(sheet.at(under, column))
        headings.append(Heading(column=column, name=counted or name, band=band if counted else ""))
    return replace(place, first_row=first, headings=tuple(headings))


def _are_counts(sheet: Sheet, row: int) -> bool:
    texts = [text_of(cell) for cell in sheet.row(row) if text_of(cell)]
    return len(texts) > 1 and all(words.role_of(text) in COUNTS for text in texts)


def _is_section(cells: Cells) -> bool:
    """Whether a row holds one text that names what stands below it."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return False
    return not is_remark(filled[0]) and not label_of_total(filled[0])


def _unbanded(heading: Heading) -> Heading:
    """A heading whose only words stand in the row of bands: the row below says nothing of it."""
    return replace(heading, name=heading.band, band="")


def cell_at(cells: Cells, column: int) -> Cell:
    """The cell of a row in a column counted from 1; blank beyond the last."""
    return cells[column - 1] if 0 < column <= len(cells) else None


def share(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    """The share of filled cells that pass a test; 0 when none is filled."""
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def is_day(cell: Cell) -> bool:
    """Whether a cell says a day."""
    if isinstance(cell, date | datetime):
        return True
    return isinstance(cell, str) and len(cell.strip()) > 4 and read_span(cell.strip()) is not None


def is_mark(cell: Cell) -> bool:
    """Whether a cell marks something as done."""
    return cell is True or (isinstance(cell, str) and words.answer_of(cell) == "passed")


def is_count(cell: Cell) -> bool:
    """Whether a cell holds a number of people."""
    if isinstance(cell, bool | date | datetime):
        return False
    if isinstance(cell, int | float):
        return cell >= 0 and float(cell).is_integer()
    number = read_number(cell.strip()) if isinstance(cell, str) else None
    return number is not None and number >= 0 and number == number.to_integral_value()


def _day_in(title: str) -> str:
    """The day, else the year, that a title names; blank when it names none."""
    parts = title.replace(",", " ").split()
    for length in range(_WORDS_OF_A_DATE, 0, -1):
        for at in range(len(parts) - length + 1):
            text = " ".join(parts[at : at + length]).strip(".:;()")
            span = read_span(text) if any(c.isdecimal() for c in text) and len(text) > 4 else None
            if span is not None:
                return words.year_in(text) if span.last - span.first >= _A_YEAR else text
    return words.year_in(title)
