"""Who passed: a register's column of results is heeded, and what it does not say is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from planner.intake.grid import Cell, is_blank
from planner.intake.tables.headings import Heading, text_of
from planner.intake.training import record_words
from planner.intake.training.long_sheet import LongRow
from planner.intake.training.record import Record, is_day
from planner.messages import _
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer

PASSED, NOT_PASSED = "passed", "not passed"
_ANSWERS: Final = (
    ProposedAnswer(PASSED, _("The course was passed")),
    ProposedAnswer(NOT_PASSED, _("It was not passed")),
)
_ALL: Final = (
    ProposedAnswer(PASSED, _("Count every row")),
    ProposedAnswer(NOT_PASSED, _("Count none of them")),
)
_PASSED: Final = frozenset({"passed", "certified"})
_MOST_WORDS: Final = 12
"""A column of results says one of a few words; one of many holds marks, numbers or names."""


def is_result(cell: Cell) -> bool:
    """Whether a cell says in a word we read that a course was passed, or was not."""
    said = "passed" if cell is True else record_words.answer_of(text_of(cell))
    return said in _PASSED or said == "failed"


class Results:
    """What a register says of who passed; people of whom it says something else are counted."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.heading = self._heading()
        self._not_passed: Counter[str] = Counter()
        self._questions: dict[str, Problem] = {}

    def _heading(self) -> Heading | None:
        """The column of results: named so, or with words of results under another name."""
        for role in ("result", "occupied", "certified", "trained"):
            heading = self._record.at.get(role)
            cells = self._record.cells(heading) if heading else []
            words = {text_of(cell) for cell in cells if not is_day(cell)}
            if not words or len(words) > _MOST_WORDS:
                continue
            if any(map(is_result, cells)) or (role == "result" and not any(map(_is_mark, words))):
                return heading
        return None

    def of_row(self, number: int, *, has_day: bool) -> bool | None:
        """Whether a row is a pass; None while nobody has said what its word means."""
        cell = None if self.heading is None else self._record.sheet.at(number, self.heading.column)
        if is_blank(cell) and self._record.says_completed and not has_day:
            self._not_passed[""] += 1
            return False
        return True if self.heading is None else self.of_cell(cell)

    def of_cell(self, cell: Cell) -> bool | None:
        """The same of one cell."""
        word = text_of(cell)
        said = "passed" if cell is True else record_words.answer_of(word)
        if said in _PASSED:
            return True
        answer = NOT_PASSED if said == "failed" or cell is False else self._asked(word).answer
        if answer == NOT_PASSED:
            self._not_passed[word] += 1
        return {PASSED: True, NOT_PASSED: False}.get(answer)

    def _asked(self, word: str) -> Problem:
        """What is asked about a word, once for all its cells."""
        if word not in self._questions:
            self._questions[word] = self._record.ask(
                "register.result",
                _ANSWERS,
                value=word or _("blank"),
                column="passed_on",
                label=self.heading.whole if self.heading else "",
            )
        return self._questions[word]

    def aside(self, rows: Sequence[LongRow]) -> Problem | None:
        """The question whether all rows count, where a column that nobody understood may say that
        some do not; None without one."""
        unused = self._record.unused(rows, self.heading)
        telling = [one.whole for one in unused if record_words.may_tell_result(one.whole)]
        if not telling:
            return None
        facts = {"columns": tuple(f"“{one}”" for one in telling), "column": "passed_on"}
        return self._record.ask("register.aside", _ALL, **facts)

    @property
    def problems(self) -> Iterator[Problem]:
        """What is asked about results, then how many people were not counted, and why."""
        yield from self._questions.values()
        if self._not_passed:
            words = tuple(
                _("{word}: {number}", word=word or _("not said"), number=number)
                for word, number in self._not_passed.items()
            )
            yield problem(
                "register.not_passed",
                file=self._record.file,
                sheet=self._record.sheet.name,
                number=self._not_passed.total(),
                words=words,
            )


def _is_mark(word: str) -> bool:
    """Whether it is a mark in figures, which says nothing of what is needed to pass."""
    return any(letter.isdecimal() for letter in word)
