"""One table of a file seen as a record of training: its columns by what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from planner.intake.amounts import amount_of
from planner.intake.grid import Cell, Cells, Sheet, filled_columns, is_blank
from planner.intake.rows.roles import merged_tops, roles
from planner.intake.rows.row_roles import Roles, RowLayout
from planner.intake.rows.row_words import is_remark
from planner.intake.tables import header_vocabulary
from planner.intake.tables.headings import Heading, text_of
from planner.intake.tables.table_places import TablePlace
from planner.intake.training import record_words
from planner.intake.training.reshaped import CERTIFICATES, SESSIONS, CellRef, LongRow, ReshapedTable
from planner.messages import Fact, Message, _, paragraph
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.dates import read_span
from planner.readers.texts import folded, is_nothing

MOSTLY: Final = 0.9
COUNTS: Final = ("certified", "trained", "men", "women", "total", "seats")
_ASIDE: Final = frozenset({"", "other", "invited", "session"})
"""Roles of columns that give a record nothing."""
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
class ValueColumn:
    """A column that holds values of one course or one day: which, and what it counts."""

    heading: Heading
    course: str
    day: str
    counts: str


class Record:
    """One table of a file, seen as a record of training; its columns by what they hold."""

    def __init__(
        self, sheet: Sheet, place: TablePlace, file: str, answers: Mapping[str, str]
    ) -> None:
        self.sheet, self.place, self.file = sheet, _over_counts(sheet, place), file
        self.answers = answers
        self._titles = [
            *(text_of(cell) for row in place.above for cell in sheet.row(row) if text_of(cell)),
            sheet.name,
            file.rpartition(".")[0],
        ]
        self.headings = [one if one.name else _unbanded(one) for one in self.place.headings]
        self.at: dict[str, Heading] = {}
        for heading in self.headings:
            role = record_words.role_of(heading.name) or record_words.role_of(heading.whole)
            if role not in _ASIDE and not heading.band:
                self.at.setdefault(role, heading)
        self.says_completed = "completed" in self.at
        if self.says_completed:
            self.at["on"] = self.at.pop("completed")
        self._merged_tops = merged_tops(sheet)

    @cached_property
    def is_about_training(self) -> bool:
        """Whether a title or a header speaks of training."""
        return record_words.is_about_training([*self._titles, *(h.whole for h in self.headings)])

    def ask(self, code: str, answers: Sequence[ProposedAnswer], **facts: Fact) -> Problem:
        """A question about this record, with what a person answered to it."""
        asked = problem(
            code, file=self.file, sheet=self.sheet.name, answers=tuple(answers), **facts
        )
        return asked.answered(self.answers)

    @property
    def is_in_plain_words(self) -> bool:
        """Whether a register has the headers that the plan's own table is known by."""
        known = header_vocabulary.words_of(CERTIFICATES).phrases
        return all(
            role in self.at and name in known.get(folded(self.at[role].name), ())
            for role, name in _OF_A_PASS.items()
        )

    @cached_property
    def _roles(self) -> Roles:
        """What each row is; a text alone names the group of staff of the rows below it."""
        numbers = [self.at[role].column for role in COUNTS if role in self.at]
        layout = RowLayout(
            table=table_named(SESSIONS),
            columns={},
            header_rows=self.place.header_rows,
            first_row=self.place.first_row,
            last_row=self.place.last_row,
            numbers=(*numbers, *(value.heading.column for value in self.values)),
            sections={"audience": lambda text: not is_remark(text)},
            texts_stand_alone=True,
        )
        return roles(self.sheet, layout)

    @property
    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows that say something of somebody: not totals, nor remarks in a single cell."""
        for number in self._roles.rows:
            if len(filled_columns(self.sheet.row(number))) > 1:
                yield number, self.sheet.row(number)

    def cells(self, heading: Heading) -> list[Cell]:
        """A sample of what stands below a heading, without blanks and words for nothing."""
        last = min(self.place.last_row, self.place.first_row + _SAMPLED)
        cells = (self.sheet.at(n, heading.column) for n in range(self.place.first_row, last + 1))
        return [cell for cell in cells if not is_blank(cell) and not is_nothing(text_of(cell))]

    def mostly(self, heading: Heading, test: Callable[[Cell], bool]) -> bool:
        """Whether most of what stands below a heading passes a test."""
        cells = self.cells(heading)
        return bool(cells) and sum(map(test, cells)) >= MOSTLY * len(cells)

    def said(self, role: str, number: int) -> CellRef | None:
        """What a row says in the column of a role; None for no such column, or a blank."""
        heading = self.at.get(role)
        if heading is None:
            return None
        found = self.sheet.at(number, heading.column)
        if is_blank(found):
            number = self._merged_tops.get((number, heading.column), number)
            found = self.sheet.at(number, heading.column)
        return None if is_blank(found) else CellRef(cell=found, row=number, column=heading.column)

    def says(self, role: str) -> bool:
        """Whether rows say their course, or their group of staff: in a column, or over them."""
        return role in self.at or (role == "audience" and self._sections_from_the_top)

    def group(self, number: int) -> CellRef:
        """The group of staff of a row: its own, that of the section over it, or the sheet's."""
        own = self.said("audience", number)
        if own is None and "audience" not in self.at and self._sections_from_the_top:
            for one in self._roles.inherited.get(number, ()):
                own = CellRef(cell=one.text, row=one.row, column=one.column)
        return own or CellRef(cell=self.named)

    @property
    def _sections_from_the_top(self) -> bool:
        rows = self._roles.rows
        return bool(rows) and rows[0] in self._roles.inherited

    @property
    def named(self) -> str:
        """What the sheet's title names; blank when it names nothing."""
        return "" if record_words.names_nothing(self.sheet.name) else self.sheet.name

    @cached_property
    def day(self) -> str:
        """The day or year that a title over the table names, else the sheet, else the file."""
        return next(filter(None, map(_day_in, self._titles)), "")

    @property
    def title_day(self) -> CellRef | None:
        """The same as what is said of a field; None where no title names one."""
        return CellRef(cell=self.day) if self.day else None

    @cached_property
    def values(self) -> tuple[ValueColumn, ...]:
        """The columns that each hold one course, one year or one sex, and nothing else."""
        return tuple(self._values())

    def _values(self) -> Iterator[ValueColumn]:
        for heading in self.headings:
            if heading in self.at.values() and not heading.band:
                continue
            parts = [heading.band, heading.name]
            counts = [role for part in parts if (role := record_words.role_of(part)) in COUNTS]
            whole = " ".join(part for part in parts if record_words.role_of(part) not in COUNTS)
            course = record_words.without_years(whole)
            of_courses = header_vocabulary.words_of("courses").phrases
            if not record_words.role_of(course) and folded(course) not in of_courses:
                what = counts[-1] if counts else "trained"
                yield ValueColumn(heading, course, record_words.year_in(whole), what)

    def row(self, number: int, found: Mapping[str, CellRef | None]) -> LongRow:
        """A row of the plan's from a row of the file; what nothing says is left out."""
        values = {name: one for name, one in found.items() if one is not None}
        columns = {one.column for one in values.values()}
        hidden = number in self.sheet.hidden_rows or columns & self.sheet.hidden_columns
        return LongRow(sheet=self.sheet.name, row=number, values=values, hidden=bool(hidden))

    def reshaped(
        self,
        table: str,
        rows: Sequence[LongRow],
        *how: Message,
        ends: bool = False,
        doubts: Sequence[Problem] = (),
    ) -> ReshapedTable | None:
        """The rows as a table of the plan; None when there are none."""
        if not rows:
            return None
        return ReshapedTable(
            table=table,
            how=paragraph(*how),
            sheet=self.sheet,
            rows=tuple(rows),
            passes_end=ends,
            doubts=tuple(doubts),
        )

    def left_aside(self, rows: Iterable[LongRow], *heeded: Heading | None) -> Message:
        """The columns that say something and that no row took anything of, in a sentence."""
        used = {said.column for row in rows for said in row.values.values()}
        used |= {one.column for one in heeded if one}
        names = [one.whole for one in self.headings if one.column not in used and self.cells(one)]
        quoted = tuple(f"“{name}”" for name in names)
        return _("Left aside: {columns}.", columns=quoted) if names else Message("")

    def lacks(self, role: str) -> Problem:
        """A record that does not say which course, or which audience, it is about."""
        if role == "course":
            return self._refused(
                _("This record of training does not say which course it is about."),
                _("Add a column “Course”, or name the course in the sheet's title."),
            )
        return self._refused(
            _("This record of training does not say which group of staff it is about."),
            _("Add a column “Audience”, or name the audience in the sheet's title."),
        )

    def undated(self) -> Problem:
        """A record that says what was done, and not when."""
        return self._refused(
            _("This record of training says who was trained, and not when."),
            _("Write the day or the year above the table, or add a column with the date."),
        )

    def nobody_passed(self) -> Problem:
        """A register of people of whom nobody has passed yet."""
        return self._refused(
            _("This register says of nobody that the course was passed."),
            _("Import it when somebody has passed."),
        )

    def _refused(self, reason: Message, cure: Message) -> Problem:
        return problem("table.refused", sheet=self.sheet.name, reason=reason, cure=cure)


def _over_counts(sheet: Sheet, place: TablePlace) -> TablePlace:
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
    return len(texts) > 1 and all(record_words.role_of(text) in COUNTS for text in texts)


def _unbanded(heading: Heading) -> Heading:
    """A heading whose only words stand in the row of bands: the row below says nothing of it."""
    return replace(heading, name=heading.band, band="")


def is_day(cell: Cell) -> bool:
    """Whether a cell says a day."""
    if isinstance(cell, date | datetime):
        return True
    return isinstance(cell, str) and len(cell.strip()) > 4 and read_span(cell.strip()) is not None


def is_count(cell: Cell) -> bool:
    """Whether a cell holds a number of people."""
    amount = amount_of(cell)
    if amount is None or amount.percent:
        return False
    return amount.value >= 0 and amount.value % 1 == 0


def _day_in(title: str) -> str:
    """The day, else the year, that a title names; blank when it names none."""
    parts = title.replace(",", " ").split()
    for length in range(_WORDS_OF_A_DATE, 0, -1):
        for at in range(len(parts) - length + 1):
            text = " ".join(parts[at : at + length]).strip(".:;()")
            span = read_span(text) if any(c.isdecimal() for c in text) and len(text) > 4 else None
            if span is not None:
                return record_words.year_in(text) if span.last - span.first >= _A_YEAR else text
    return record_words.year_in(title)
