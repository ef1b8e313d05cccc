"""What is wrong with a cell or a row: where, how grave, and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from planner.messages import NOTHING, Fact, Message, _, listing, paragraph, verbatim


class Severity(StrEnum):
    """How grave a problem is: an error keeps its row out, a question waits for a person's answer,
    a warning doubts, a note informs."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class ProblemKind:
    """What is always true of problems of one code: how grave they are, and what is said of them.

    Its texts are messages without facts; a problem fills in its own.
    """

    severity: Severity
    message: Message
    hint: Message = NOTHING


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong at one place, in words a person can act on.

    `cell` is an address as a spreadsheet shows it ("D14"), `row` its row number, `column` the
    declared column's name, `label` what people call it, `value` what was found there. A question
    has a `key` to answer it by, and the `answers` that it allows; none are left to free words.
    """

    severity: Severity
    code: str
    message: Message | str
    hint: Message | str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    label: Message | str = ""
    value: str = ""
    key: str = ""
    answers: tuple[Fact, ...] = ()

    @property
    def place(self) -> Message:
        """Where it is, as one phrase: file, sheet, cell, label."""
        row = _("row {number}", number=self.row) if self.row is not None else ""
        sheet = _("sheet {name}", name=self.sheet) if self.sheet else ""
        return listing(*filter(None, (self.file, sheet, self.cell or row, self.label)))

    @property
    def sentence(self) -> Message:
        """The whole problem as one readable line: place, what is wrong, what to do."""
        wrong = paragraph(_said(self.message), _said(self.hint))
        return _("{place}: {problem}", place=self.place, problem=wrong) if self.place else wrong

    def as_json(self, tell: Callable[[Message | str], str] = str) -> dict[str, object]:
        """The problem as the command line prints it, every key always present; a question has its
        key and its answers besides.

        `tell` says its words, as `Voice.tell` does; English without.
        """
        told = {name: tell(getattr(self, name)) for name in ("message", "hint", "label")}
        besides = () if self.severity is Severity.QUESTION else ("key", "answers")
        names = (one.name for one in fields(self) if one.name not in besides)
        return {name: told.get(name, getattr(self, name)) for name in names}


def of_kind(
    code: str,
    kinds: Mapping[str, ProblemKind],
    /,
    *,
    severity: Severity | None = None,
    number: int = 1,
    file: str = "",
    sheet: str = "",
    cell: str = "",
    row: int | None = None,
    column: str = "",
    label: Message | str = "",
    value: str = "",
    key: str = "",
    answers: tuple[Fact, ...] = (),
    **facts: Fact,
) -> Problem:
    """A problem of a declared kind at a place; `facts` fill its sentences, `number` its plural.

    `label` and `value` are facts as well. What follows an @ tells kinds of one code apart, which
    say it otherwise at another door. KeyError for a code that no kind has.
    """
    kind = kinds[code]
    filled = {"label": label, "value": value, "number": number, "answers": answers, **facts}
    return Problem(
        severity=severity or kind.severity,
        code=code.partition("@")[0],
        message=replace(kind.message, facts=filled, number=number),
        hint=replace(kind.hint, facts=filled) if kind.hint else NOTHING,
        file=file,
        sheet=sheet,
        cell=cell,
        row=row,
        column=column,
        label=label,
        value=value,
        key=key,
        answers=answers,
    )


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with errors before questions, warnings and notes, else in the order given."""
    order = list(Severity)
    return tuple(sorted(problems, key=lambda problem: order.index(problem.severity)))


def counted(problems: Iterable[Problem]) -> dict[Severity, int]:
    """How many problems there are of each severity, zero included."""
    found = Counter(problem.severity for problem in problems)
    return {severity: found[severity] for severity in Severity}


def _said(text: Message | str) -> Message:
    return text if isinstance(text, Message) else verbatim(text)
