"""One table of a file seen as a record of training: its columns by what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from planner.intake.amounts import amount_of
from planner.intake.grid import Cell, Sheet, filled_columns, is_blank
from planner.intake.rows.roles import merged_tops, roles
from planner.intake.rows.row_roles import Roles, RowLayout
from planner.intake.rows.row_words import is_remark
from planner.intake.tables import header_vocabulary
from planner.intake.tables.headings import Heading, headings, text_of
from planner.intake.tables.table_places import TablePlace
from planner.intake.training import record_words
from planner.intake.training.long_sheet import CERTIFICATES, SESSIONS, CellRef, LongRow, LongSheet
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
_FEWEST, _LONGEST, _CODE = 3, 24, 4  # rows; letters of a code; figures that no count has


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
        self.headings = [
            one if one.name else replace(one, name=one.band, band="") for one in self.place.headings
        ]
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
    def rows(self) -> Iterator[int]:
        """The rows that say something of somebody: not totals, nor remarks in a single cell."""
        return (n for n in self._roles.rows if len(filled_columns(self.sheet.row(n))) > 1)

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
        return None if is_blank(found) else CellRef(found, number, heading.column)

    @property
    def says_audience(self) -> bool:
        """Whether rows say their group of staff: in a column, or over them from the first on."""
        rows = self._roles.rows
        return "audience" in self.at or (bool(rows) and rows[0] in self._roles.inherited)

    def group(self, number: int) -> CellRef:
        """The group of staff of a row: its own, that of the section over it, or the sheet's."""
        own = self.said("audience", number)
        if own is None and "audience" not in self.at and self.says_audience:
            for one in self._roles.inherited.get(number, ()):
                own = CellRef(one.text, one.row, one.column)
        return own or CellRef(self.named)

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
        return CellRef(self.day) if self.day else None

    @cached_property
    def values(self) -> tuple[ValueColumn, ...]:
        """The columns that each hold one course, one year or one sex, and nothing else."""
        return tuple(self._values())

    def _values(self) -> Iterator[ValueColumn]:
        of_courses = header_vocabulary.words_of("courses").phrases
        for heading in self.headings:
            if heading in self.at.values() and not heading.band:
                continue
            parts = {part: record_words.role_of(part) for part in (heading.band, heading.name)}
            counts = [role for role in parts.values() if role in COUNTS]
            whole = " ".join(part for part, role in parts.items() if role not in COUNTS)
            course = record_words.without_years(whole)
            if not record_words.role_of(course) and folded(course) not in of_courses:
                what = counts[-1] if counts else "trained"
                yield ValueColumn(heading, course, record_words.year_in(whole), what)

    def holder_question(self) -> Problem | None:
        """Which column holds the codes of people, where rows have an audience, a course and a day,
        but neither a count nor a head that says who they are; None where none may hold codes."""
        if not {"audience", "course", "on"} <= self.at.keys() or {*COUNTS} & self.at.keys():
            return None
        of_sessions = header_vocabulary.words_of(SESSIONS).phrases
        columns = [
            one
            for one in self.headings
            if one not in self.at.values()
            and not record_words.role_of(one.name)
            and folded(one.name) not in of_sessions
            and _tells_apart(self.cells(one))
        ]
        answers = [ProposedAnswer(one.letters, one.with_letters) for one in columns]
        answers.append(ProposedAnswer(SESSIONS, _("None: each row is a session")))
        return self.ask("register.holder", answers, column="holder") if columns else None

    def row(self, number: int, **found: CellRef | None) -> LongRow:
        """A row of the plan's from a row of the file; what nothing says is left out."""
        values = {name: one for name, one in found.items() if one is not None}
        columns = {one.column for one in values.values()}
        hidden = number in self.sheet.hidden_rows or columns & self.sheet.hidden_columns
        return LongRow(sheet=self.sheet.name, row=number, values=values, hidden=bool(hidden))

    def reshaped(
        self, table: str, rows: Sequence[LongRow], *how: Message, **facts: Any
    ) -> LongSheet | None:
        """The rows as a table of the plan; None when there are none."""
        told = (paragraph(*how),)
        found = LongSheet(table=table, how=told, sheets=(self.sheet,), rows=tuple(rows), **facts)
        return found if rows else None

    def unused(self, rows: Iterable[LongRow], *heeded: Heading | None) -> list[Heading]:
        """The columns that say something and that no row took anything of."""
        used = {said.column for row in rows for said in row.values.values()}
        used |= {one.column for one in heeded if one}
        return [one for one in self.headings if one.column not in used and self.cells(one)]

    def left_aside(self, rows: Iterable[LongRow], *heeded: Heading | None) -> Message:
        """The same in a sentence."""
        names = tuple(f"“{one.whole}”" for one in self.unused(rows, *heeded))
        return _("Left aside: {columns}.", columns=names) if names else Message("")

    def refused_for(self, **said: bool) -> Problem | None:
        """A record that does not say its audience or its course, which one title cannot name both;
        None where it does."""
        lacking = [role for role, is_said in said.items() if not is_said]
        is_named = bool(self.named) and len(lacking) < 2
        return self.refused(lacking[0]) if lacking and not is_named else None

    def refused(self, reason: str) -> Problem:
        """A record that lacks what no guess can supply."""
        return problem(f"table.refused@{reason}", sheet=self.sheet.name)


Reshaped = LongSheet | Problem | None


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
    return replace(place, first_row=first, headings=headings(sheet, (over, under), over))


def _are_counts(sheet: Sheet, row: int) -> bool:
    texts = [text_of(cell) for cell in sheet.row(row) if text_of(cell)]
    return len(texts) > 1 and all(record_words.role_of(text) in COUNTS for text in texts)


def _tells_apart(cells: Sequence[Cell]) -> bool:
    """Whether cells may be codes: nearly each another one, and neither days, texts nor counts."""
    texts = [text_of(cell) for cell in cells]
    distinct = len(set(texts)) >= MOSTLY * len(texts)
    if len(texts) < _FEWEST or not distinct or sum(map(len, texts)) > _LONGEST * len(texts):
        return False
    counts = all(map(is_count, cells)) and max(map(len, texts)) < _CODE
    return not counts and not all(map(is_day, cells))


def is_day(cell: Cell) -> bool:
    """Whether a cell says a day."""
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and len(cell.strip()) > 4 and read_span(cell.strip()) is not None


def is_count(cell: Cell) -> bool:
    """Whether a cell holds a number of people."""
    amount = amount_of(cell)
    return bool(amount and not amount.percent and amount.value >= 0 and amount.value % 1 == 0)


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
