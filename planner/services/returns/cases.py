"""The discrepancies of a merge as a person settles them: who, when, which sheet, which cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from planner.changes import Change, Delete, Entry, Insert, SetCell
from planner.merge import (
    Along,
    ConflictKind,
    DecisionKind,
    Discrepancy,
    Likeness,
    MergeDecision,
    MergedReturns,
)
from planner.merge.discrepancies import Place
from planner.messages import NOTHING, Fact, Message, _, listing, paragraph
from planner.plan import Plan, table_named, title_of
from planner.problems import Problem, ProposedAnswer, Severity
from planner.schema import Value
from planner.services.returns.returned_files import ReturnedFile
from planner.values import from_text, to_text


@dataclass(frozen=True, kw_only=True)
class ReturnedCell:
    """What one return holds in a cell: the file, the ministry, as issued, as returned, and where.

    `key` is the key of the file.
    """

    key: str
    file: str
    ministry: str
    column: str
    issued: Value
    value: Value
    sheet: str
    cell: str
    doubts: tuple[Problem, ...] = ()
    along: Along = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """One discrepancy as a screen shows it. `key` is what a decision names it by.

    `title` is what people call the row; `ours_by` and `ours_at` say who wrote what the plan holds
    now, blank when it is as it was at the start, `ours_from` the file and the cell that they took
    it from. `by` are the keys of the files, `ministries` whose they are.
    """

    key: str
    kind: ConflictKind
    table: str
    id: str
    column: str
    label: Message
    title: str
    returned: tuple[ReturnedCell, ...]
    ours: Value
    ours_by: str
    ours_at: datetime | None
    ours_from: str
    by: tuple[str, ...]
    ministries: tuple[str, ...]
    alike: tuple[Likeness, ...] = ()
    edited_since: bool = False

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
    def _doubtful(self) -> Iterator[Message]:
        yield from (one.message for one in self.doubts if isinstance(one.message, Message))

    @cached_property
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

    @property
    def takes_value(self) -> bool:
        """Whether another value than those that stand against each other may be answered."""
        return bool(self.column) and self.kind.is_conflict

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
        """The case as a question at a terminal, with the answer that the decision is."""
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
    def own_answer(self) -> str:
        """The answer that a question has when nobody gives one."""
        is_added = self.kind is ConflictKind.LOOK_ALIKE and not self.is_left_out
        return THEIRS if is_added else _KEEP.value

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


def decision_of(answer: str) -> MergeDecision | None:
    """The decision that an answer is, but for one of a value; None for a blank."""
    if not answer:
        return None
    choice, _colon, by = answer.partition(":")
    return MergeDecision(choice=DecisionKind(choice), by=by)


_REMARKS: Mapping[ConflictKind, Message] = {
    ConflictKind.LOOSE: _("It names a row that is no longer there."),
    ConflictKind.EMPTIED: _("The cell was emptied; the value stays unless you clear it."),
}


def cases_of(
    merged: MergedReturns, files: Iterable[ReturnedFile], entries: Iterable[Entry]
) -> tuple[Case, ...]:
    """Every discrepancy of a merge; `entries` are the plan's log, to tell who wrote what it has."""
    by_key = {file.key: file for file in files}
    authors = _authors({one.place for one in merged.discrepancies}, entries)
    return tuple(_case(one, merged, by_key, authors) for one in merged.discrepancies)


@dataclass(frozen=True, kw_only=True)
class _Author:
    """Who wrote something last, when, and from which cell of which file."""

    by: str = ""
    at: datetime | None = None
    cell: str = ""


def _authors(wanted: set[Place], entries: Iterable[Entry]) -> dict[Place, _Author]:
    """Who wrote each place last."""
    return {
        place: _Author(by=entry.changeset.actor, at=entry.at, cell=cell)
        for entry in entries
        for change in entry.changeset.changes
        for place, cell in _places(change)
        if place in wanted
    }


def _places(change: Change) -> Iterator[tuple[Place, str]]:
    """The places that a change writes, and the cell that each came from."""
    match change:
        case SetCell():
            yield (change.table, change.id, change.column), change.cell
        case Insert():
            for name in change.values:
                yield (change.table, change.id, name), change.cells.get(name, "")
        case Delete():
            yield (change.table, change.id, ""), ""


def _case(
    found: Discrepancy,
    merged: MergedReturns,
    files: Mapping[str, ReturnedFile],
    authors: Mapping[Place, _Author],
) -> Case:
    declared = table_named(found.table)
    author = authors.get(found.place, _Author())
    returned = tuple(
        ReturnedCell(
            key=one.by,
            file=files[one.by].file,
            ministry=files[one.by].ministry_name,
            column=one.column,
            issued=one.issued,
            value=one.value,
            sheet=one.cell.rpartition("!")[0].partition(": ")[2],
            cell=one.cell.rpartition("!")[2],
            doubts=one.doubts,
            along=one.along,
        )
        for one in found.returned
    )
    return Case(
        key=found.key,
        kind=found.kind,
        table=found.table,
        id=found.id,
        column=found.column,
        label=declared.label(found.column) if found.column else declared.row_title,
        title=_title(found, merged),
        returned=returned,
        ours=found.ours,
        ours_by=author.by,
        ours_at=author.at,
        ours_from=author.cell,
        by=found.by,
        ministries=tuple(dict.fromkeys(files[key].ministry_name for key in found.by)),
        alike=found.alike,
        edited_since=found.edited_since,
    )


def _title(found: Discrepancy, merged: MergedReturns) -> str:
    plans: list[Plan] = [merged.ours, *(one.issued for one in merged.returns)]
    rows = (plan.rows(found.table).get(found.id) for plan in plans)
    if row := next(filter(None, rows), None):
        return title_of(row)
    new = next((one for one in merged.new_rows if (one.table, one.id) == found.place[:2]), None)
    names = table_named(found.table).naming
    return next((str(new.values[name]) for name in names if name in new.values), "") if new else ""


def _shown(value: Value) -> Fact:
    """A value as a sentence says it; a blank is empty."""
    return "" if value is None else value
