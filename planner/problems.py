"""What is wrong with a cell or a row: where, how grave, and how to mend it."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from planner.messages import NOTHING, Fact, Message, _, listing, paragraph, verbatim


class Severity(StrEnum):
    """How grave a problem is.

    An error keeps its row out, a question waits for a person's answer, a warning doubts, a note
    informs.
    """

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


def declared_kinds(table: str) -> dict[str, ProblemKind]:
    """The kinds of a table in TOML by their codes: `severity`, `message`, `many`, `hint`."""
    return {
        code: ProblemKind(
            severity=Severity(said.get("severity", "error")),
            message=Message(said["message"], many=said.get("many", "")),
            hint=Message(said.get("hint", "")),
        )
        for code, said in tomllib.loads(table).items()
    }


@dataclass(frozen=True)
class ProposedAnswer:
    """What a person may answer, or a text may mean: the value as it is kept, and what it says."""

    value: str
    label: Fact


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong at one place, in words a person can act on.

    `cell` is an address as a spreadsheet shows it ("D14"), `row` its row number, `column` the
    declared column's name, `label` what people call it, `value` what was found there.

    A question has a `key`, the same from run to run as long as the very same is asked, `answers` to
    choose from, any other text too when it `takes_text`, and the `answer` that a person gave.
    Without one, what is asked about stays as the plan has it.
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
    answers: tuple[ProposedAnswer, ...] = ()
    takes_text: bool = False
    answer: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is a question that nobody has answered."""
        return self.severity is Severity.QUESTION and not self.answer

    def answered(self, answers: Mapping[str, str]) -> Problem:
        """The question with the answer to its key, else the one to all questions of its code.

        An answer that is none of those it offers is no answer.
        """
        said = answers.get(self.key) or answers.get(self.code, "")
        fits = self.takes_text or any(said == one.value for one in self.answers)
        return replace(self, answer=said) if said and fits else self

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

    def as_json(self, tell: Callable[[Message | str], str] = str) -> dict[str, Any]:
        """The problem as the command line prints it, every key always present; a question has more.

        `tell` says its words, as `Voice.tell` does; English without.
        """
        told = {name: tell(getattr(self, name)) for name in ("message", "hint", "label")}
        names = (one.name for one in fields(self) if one.name not in _OF_QUESTIONS)
        shown = {name: told.get(name, getattr(self, name)) for name in names}
        if self.severity is not Severity.QUESTION:
            return shown
        offered = [{"value": one.value, "label": tell(listing(one.label))} for one in self.answers]
        asked = {"answers": offered, "takes_text": self.takes_text, "answer": self.answer or None}
        return shown | {"key": self.key} | asked


_PLACE: Final = frozenset({"file", "sheet", "cell", "row", "column", "key", "takes_text"})
_OF_QUESTIONS: Final = frozenset({"key", "answers", "takes_text", "answer"})


def of_kind(
    code: str,
    kinds: Mapping[str, ProblemKind],
    /,
    *,
    severity: Severity | None = None,
    number: int = 1,
    label: Message | str = "",
    value: str = "",
    answers: Sequence[ProposedAnswer | Fact] = (),
    **facts: Any,
) -> Problem:
    """A problem of a declared kind at a place; `facts` fill its sentences, `number` its plural.

    The place is told by the names of a problem's own fields; `label` and `value` are facts as well.
    What follows an @ tells kinds of one code apart, which say it otherwise at another door. A
    question offers `answers`; its key is made of its place and facts unless it is given. KeyError
    for a code that no kind has.
    """
    kind = kinds[code]
    place = {name: facts.pop(name) for name in _PLACE & facts.keys()}
    offered = tuple(map(_proposed, answers))
    labels = tuple(one.label for one in offered)
    facts = {"label": label, "value": value, "number": number, "answers": labels} | facts
    found = Problem(
        severity=severity or kind.severity,
        code=code.partition("@")[0],
        message=replace(kind.message, facts=facts, number=number),
        hint=replace(kind.hint, facts=facts) if kind.hint else NOTHING,
        label=label,
        value=value,
        answers=offered,
        **place,
    )
    if found.severity is not Severity.QUESTION or found.key:
        return found
    where = found.code, found.sheet, found.cell or str(found.row or ""), found.column
    return replace(found, key=_key(where, facts))


_KEY_FIGURES: Final = 8


def _key(place: Iterable[str], facts: Mapping[str, Fact]) -> str:
    """A key that is the same while the very same is asked at a place."""
    told = "\n".join(f"{name}={listing(fact)}" for name, fact in sorted(facts.items()))
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_KEY_FIGURES]
    return ":".join(filter(None, (*place, digest)))


def _proposed(answer: ProposedAnswer | Fact) -> ProposedAnswer:
    return answer if isinstance(answer, ProposedAnswer) else ProposedAnswer(str(answer), answer)


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with errors first, then questions, warnings, notes, else in the order given."""
    order = list(Severity)
    return tuple(sorted(problems, key=lambda problem: order.index(problem.severity)))


class AskedOnce:
    """Lets a question through once; where it comes up again it is a warning, unless answered."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def told(self, doubt: Problem) -> Iterator[Problem]:
        """The doubt as it is told here, if it is."""
        if doubt.severity is Severity.QUESTION and doubt.key in self._keys:
            if doubt.answer:
                return
            doubt = replace(doubt, severity=Severity.WARNING, key="", answers=())
        self._keys.add(doubt.key)
        yield doubt


def counted(problems: Iterable[Problem]) -> dict[Severity, int]:
    """How many problems there are of each severity, zero included."""
    found = Counter(problem.severity for problem in problems)
    return {severity: found[severity] for severity in Severity}


def _said(text: Message | str) -> Message:
    return text if isinstance(text, Message) else verbatim(text)
