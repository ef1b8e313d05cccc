"""The cases that a merge leaves to a person: what stands against what, and what may be answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from planner.messages import NOTHING, Fact, Message, _, listing, paragraph
from planner.plan import table_named
from planner.problems import Problem, ProposedAnswer, Severity
from planner.schema import Value
from planner.values import from_text, to_text

Place = tuple[str, str, str]
"""Table, row and column; the column is blank where a whole row is meant."""
Along = tuple[tuple[str, Value], ...]
"""Columns of the same row that are set together with one, and their values."""


class ConflictKind(StrEnum):
    """Why something is left to a person; the first four are conflicts, the others questions."""

    CELL = "cell"
    GONE = "gone"
    LOOSE = "loose"
    DOUBTFUL = "doubtful"
    EMPTIED = "emptied"
    MISSING = "missing"
    STRUCK = "struck"
    LOOK_ALIKE = "look-alike"

    @property
    def is_conflict(self) -> bool:
        """Whether nothing may be taken for granted."""
        return list(ConflictKind).index(self) <= list(ConflictKind).index(ConflictKind.DOUBTFUL)


class DecisionKind(StrEnum):
    """How a case is settled: as they say, as it is with us, or another value; a new row may be the
    same as the one that it resembles."""

    THEIRS = "theirs"
    OURS = "ours"
    VALUE = "value"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class MergeDecision:
    """What a person decided of a case; `by` says whose word where several returns differ."""

    choice: DecisionKind
    value: Value = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnedValue:
    """What one return says of a cell that it changed: as issued, as returned, and where it stands.

    `key` is that of the return, `file` and `ministry` are its names, `origin` is the cell with its
    file and sheet; `column` tells the cells of a row apart. `doubts` are why it may not be meant,
    `along` what it sets besides.
    """

    key: str
    column: str
    issued: Value
    value: Value
    file: str = ""
    ministry: str = ""
    origin: str = ""
    doubts: tuple[Problem, ...] = ()
    along: Along = ()

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.origin.rpartition("!")[0].partition(": ")[2]

    @property
    def cell(self) -> str:
        """Its address, as in “D14”."""
        return self.origin.rpartition("!")[2]


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """A row of the plan that a new row resembles, and why in words.

    `same` when the new row is left out unless a person decides otherwise: what names a row to
    people is equal, or it was typed over that row.
    """

    id: str
    why: Message
    same: bool = False


@dataclass(frozen=True)
class Case:
    """What a person has to look at: the place, what the returns hold, what the plan holds.

    CELL: both changed it, or two returns differ. GONE: they edited a row that was taken out.
    LOOSE: they name a row that is not there any more. DOUBTFUL: only they changed it, and it may
    not be meant. EMPTIED: a cell was blanked. MISSING: a row is not in the file. STRUCK: it is
    struck through. LOOK_ALIKE: a new row resembles another; `id` is the id it would get.

    `by` are the keys of the returns, `ministries` whose they are, `title` is what people call the
    row. `ours_by` and `ours_at` say who wrote what the plan holds now, blank when it is as it was
    at the start, `ours_from` the file and the cell that they took it from.
    """

    kind: ConflictKind
    table: str
    id: str
    column: str = ""
    returned: tuple[ReturnedValue, ...] = ()
    ours: Value = None
    by: tuple[str, ...] = ()
    alike: tuple[Likeness, ...] = ()
    edited_since: bool = False
    title: str = ""
    ministries: tuple[str, ...] = ()
    ours_by: str = ""
    ours_at: datetime | None = None
    ours_from: str = ""

    @property
    def key(self) -> str:
        """What a decision names it by."""
        return "/".join((self.kind.value, self.table, self.id, self.column))

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.table, self.id, self.column

    @property
    def label(self) -> Message:
        """What people call the column, or the whole row."""
        declared = table_named(self.table)
        return declared.label(self.column) if self.column else declared.row_title

    @property
    def issued(self) -> Value:
        """What was issued, where all returns were issued the same; else what the first was."""
        return self.returned[0].issued if self.returned else None

    @property
    def is_left_out(self) -> bool:
        """Whether a new row is left out unless somebody decides otherwise."""
        return any(one.same for one in self.alike)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Why what came back may not be meant, each reason once."""
        return tuple({one.message: one for cell in self.returned for one in cell.doubts}.values())

    @property
    def answers(self) -> tuple[ProposedAnswer, ...]:
        """What may be answered: whose word is taken where returns differ, and so on."""
        if self.kind in _ANSWERS:
            return _ANSWERS[self.kind]
        if len({one.value for one in self.returned}) == 1:
            return (_TAKE, _KEEP)
        ministries = [one.ministry for one in self.returned]
        theirs = (
            ProposedAnswer(
                f"{THEIRS}:{one.key}",
                _("Theirs: {ministry} ({file})", ministry=one.ministry, file=one.file)
                if ministries.count(one.ministry) > 1
                else _("Theirs: {ministry}", ministry=one.ministry),
            )
            for one in self.returned
        )
        return (*theirs, _KEEP)

    @property
    def takes_value(self) -> bool:
        """Whether another value than those that stand against each other may be answered."""
        return bool(self.column) and self.kind.is_conflict

    @property
    def own_answer(self) -> str:
        """The answer that a question has when nobody gives one."""
        is_added = self.kind is ConflictKind.LOOK_ALIKE and not self.is_left_out
        return THEIRS if is_added else _KEEP.value

    def decision(self, answers: Mapping[str, str]) -> MergeDecision | None:
        """The decision that an answer to the question of this case is; None without one."""
        answer = self.question(None).answered(answers).answer
        offered = any(answer == one.value for one in self.answers)
        if answer == THEIRS and not offered:
            return None  # whose, where several ministries differ?
        if answer and self.takes_value and not offered:
            value = from_text(table_named(self.table).column(self.column), answer)
            return MergeDecision(choice=DecisionKind.VALUE, value=value)
        return decision_of(answer)

    def answer_of(self, decision: MergeDecision | None) -> str:
        """The answer that a decision is; blank for a case that nobody has decided."""
        if decision is None:
            return ""
        if decision.choice is DecisionKind.VALUE:
            return to_text(decision.value)
        known = [one.value for one in self.answers]
        wanted = str(decision.choice)
        if decision.choice is DecisionKind.THEIRS:
            wanted = f"{THEIRS}:{decision.by}"
            wanted = wanted if wanted in known else THEIRS
        return wanted if wanted in known else ""

    def question(self, decision: MergeDecision | None) -> Problem:
        """The case as a question, with the answer that the decision is."""
        first = next(iter(self.returned), None)
        return Problem(
            severity=Severity.QUESTION,
            takes_text=self.takes_value,
            code=next((one.code for one in self.doubts), f"return.{self.kind}"),
            message=self.sentence,
            file=first.file if first else "",
            sheet=first.sheet if first else "",
            cell=first.cell if first and self.column else "",
            column=self.column,
            label=self.label if self.column else "",
            value=to_text(first.value) if first and self.column else "",
            key=self.key,
            answers=self.answers,
            answer=self.answer_of(decision),
        )

    @property
    def sentence(self) -> Message:
        """The whole case in words."""
        facts: dict[str, Fact] = {"id": self.id, "ministries": self.ministries}
        match self.kind:
            case ConflictKind.GONE:
                said = _("{id} was removed from the plan; {ministries} edited it.", **facts)
            case ConflictKind.MISSING | ConflictKind.STRUCK:
                said = _("{id} is not in the file of {ministries}: withdrawn? It is kept.", **facts)
                if self.kind is ConflictKind.STRUCK:
                    said = _(
                        "{id} is struck through in the file of {ministries}: withdrawn? "
                        "It is kept.",
                        **facts,
                    )
                edited = _("It was edited since it was issued.")
                return paragraph(said, edited if self.edited_since else NOTHING)
            case ConflictKind.LOOK_ALIKE:
                facts["rows"] = tuple(
                    _("{id} ({why})", id=one.id, why=one.why) for one in self.alike
                )
                said = _("A new row of {ministries} resembles {rows}.", **facts)
                left = _("It is left out unless you decide otherwise.")
                added = _("It is added unless you decide otherwise.")
                return paragraph(said, left if self.is_left_out else added)
            case _:
                said = paragraph(self._values, *self._doubtful)
        by = _("The plan was changed by {person}.", person=self.ours_by)
        is_ours = self.ours_by and any(one.issued != self.ours for one in self.returned)
        return paragraph(said, by if is_ours else NOTHING, _REMARKS.get(self.kind, NOTHING))

    @property
    def _doubtful(self) -> Iterator[Message]:
        yield from (one.message for one in self.doubts if isinstance(one.message, Message))

    @property
    def _values(self) -> Message:
        returned = (
            _(
                "{ministry} returned “{value}” (issued: “{issued}”)",
                ministry=one.ministry,
                value=_shown(one.value),
                issued=_shown(one.issued),
            )
            for one in self.returned
        )
        return _(
            "{id}, {label}: {returned}; the plan holds “{ours}”.",
            id=self.id,
            label=self.label,
            returned=listing(*returned),
            ours=_shown(self.ours),
        )


THEIRS: Final = "theirs"
"""The answer that takes the word of a return; after a colon, the key of its file."""

_TAKE = ProposedAnswer(THEIRS, _("Take theirs"))
_KEEP = ProposedAnswer("ours", _("Keep ours"))
_ANSWERS: Mapping[ConflictKind, tuple[ProposedAnswer, ...]] = {
    ConflictKind.GONE: (
        ProposedAnswer(THEIRS, _("Put it back with their edits")),
        ProposedAnswer("ours", _("Leave it out")),
    ),
    **dict.fromkeys(
        (ConflictKind.MISSING, ConflictKind.STRUCK),
        (ProposedAnswer("ours", _("Keep it")), ProposedAnswer(THEIRS, _("Remove it"))),
    ),
    ConflictKind.EMPTIED: (
        ProposedAnswer("ours", _("Keep the value")),
        ProposedAnswer(THEIRS, _("Clear it")),
    ),
    ConflictKind.LOOK_ALIKE: (
        ProposedAnswer(THEIRS, _("Add it")),
        ProposedAnswer("same", _("It is that row")),
        ProposedAnswer("ours", _("Leave it out")),
    ),
}
_REMARKS: Mapping[ConflictKind, Message] = {
    ConflictKind.LOOSE: _("It names a row that is no longer there."),
    ConflictKind.EMPTIED: _("The cell was emptied; the value stays unless you clear it."),
}


def decision_of(answer: str) -> MergeDecision | None:
    """The decision that an answer is, but for one of a value; None for a blank."""
    if not answer:
        return None
    choice, _colon, by = answer.partition(":")
    return MergeDecision(choice=DecisionKind(choice), by=by)


def _shown(value: Value) -> Fact:
    """A value as a sentence says it; a blank is empty."""
    return "" if value is None else value
