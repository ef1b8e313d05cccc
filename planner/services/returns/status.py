"""Who was sent a workbook, who has returned it, who is late and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from planner.analysis.answers import AnswerColumn, CellKind
from planner.messages import NOTHING, Fact, Message, _, listing, ngettext
from planner.plan import Plan, table_named
from planner.services.actors import acting
from planner.services.returns import drafts
from planner.services.returns.drafts import DraftFile
from planner.services.returns.letters import LetterWriter, MinistryLetter, voice_for
from planner.services.returns.recogniser import valid_receipts
from planner.store import IssueRecord, Receipt, ReturnDecision, Store
from planner.tables import Ministry

_TEXT, _DAY = CellKind.TEXT, CellKind.DAY
_WIDE: Final = 46  # letters of the name of a workbook
Answering = TypeVar("Answering", Receipt, DraftFile)


class ReturnState(StrEnum):
    """Where a ministry stands with its workbook; those that need somebody first."""

    LATE = "late"
    ON_DESK = "on the desk"
    WAITING = "waiting"
    NOT_ISSUED = "not issued"
    RETURNED = "returned"

    @property
    def label(self) -> Message:
        """The state in a word or two, with a mark that tells it from the others."""
        return _LABELS[self]


_LABELS: Final = {
    ReturnState.LATE: _("▲ late"),
    ReturnState.ON_DESK: _("◐ on the desk"),
    ReturnState.WAITING: _("○ waiting"),
    ReturnState.NOT_ISSUED: _("– not sent"),
    ReturnState.RETURNED: _("✓ returned"),
}


@dataclass(frozen=True, kw_only=True)
class ReturnStatus:
    """Where one ministry stands: its last issue, the receipt that answers it, days past the date.

    `late` is 0 for a ministry that is not late; `due_on` None when no date was set. `made_from` is
    the issue that its workbook was made from, when a newer one had gone out before it came back;
    `draft` the file that came back and is still on the desk.
    """

    ministry: str
    name: str
    state: ReturnState
    issue: IssueRecord | None
    receipt: Receipt | None
    due_on: date | None
    late: int
    made_from: IssueRecord | None = None
    draft: DraftFile | None = None

    @property
    def remark(self) -> Message:
        """What is odd about the workbook that came back; nothing when all is well."""
        if self.made_from is None or self.issue is None:
            return NOTHING
        return _(
            "It was made from the workbook of {made}; a newer one went out on {newer}.",
            made=self.made_from.at.date(),
            newer=self.issue.at.date(),
        )


def _days_late(one: ReturnStatus) -> Fact:
    return ngettext("{number} day", "{number} days", one.late) if one.late else None


def _day_of(record: IssueRecord | Receipt | ReturnDecision | None) -> Fact:
    return record.at.astimezone().date() if record else None


def _file(one: ReturnStatus) -> Fact:
    return one.receipt.file if one.receipt else one.draft.file if one.draft else None


def _note(one: ReturnStatus) -> Fact:
    return listing(*filter(None, (one.receipt.note if one.receipt else "", one.remark))) or None


STATUS_COLUMNS: Final = (
    AnswerColumn[ReturnStatus]("ministry", _("Ministry"), _TEXT, lambda one: one.name),
    AnswerColumn[ReturnStatus]("state", _("State"), _TEXT, lambda one: one.state.label),
    AnswerColumn("late", _("Late by"), _TEXT, _days_late),
    AnswerColumn("file", _("File"), _TEXT, _file, _WIDE),
    AnswerColumn[ReturnStatus]("due", _("Due"), _DAY, lambda one: one.due_on),
    AnswerColumn[ReturnStatus]("sent", _("Sent"), _DAY, lambda one: _day_of(one.issue)),
    AnswerColumn[ReturnStatus]("imported", _("Imported"), _DAY, lambda one: _day_of(one.receipt)),
    AnswerColumn("note", _("Note"), _TEXT, _note),
)
"""What a screen and a terminal say of each ministry."""


def _label(one: ReturnDecision) -> Fact:
    table = table_named(one.table_name)
    return table.label(one.column_name) if one.column_name else table.row_title


DECISION_COLUMNS: Final = (
    AnswerColumn[ReturnDecision]("id", _("Id"), CellKind.CODE, lambda one: one.row_id),
    AnswerColumn("what", _("What"), _TEXT, _label),
    AnswerColumn[ReturnDecision]("held", _("The plan held"), _TEXT, lambda one: one.held),
    AnswerColumn[ReturnDecision]("returned", _("Returned"), _TEXT, lambda one: one.returned),
    AnswerColumn[ReturnDecision]("taken", _("Taken"), _TEXT, lambda one: one.taken),
    AnswerColumn[ReturnDecision]("by", _("By"), _TEXT, lambda one: one.answered_by),
    AnswerColumn[ReturnDecision]("on", _("On"), CellKind.DAY, lambda one: _day_of(one)),
)
"""What a screen and a terminal say of a decision on a return."""


def decisions(actor: str, store: Store, name: str, revision: int = 0) -> tuple[ReturnDecision, ...]:
    """What was decided where returns and plan differed, oldest first; of one revision, or all."""
    acting(actor)
    return tuple(d for d in store.decisions(name) if revision in (0, d.revision))


def issued(actor: str, store: Store, name: str) -> tuple[IssueRecord, ...]:
    """Every workbook that went out, oldest first."""
    acting(actor)
    return store.issues(name)


def status(actor: str, store: Store, name: str, today: date) -> tuple[ReturnStatus, ...]:
    """Where each ministry of the plan stands; those that are late first, the latest ahead."""
    acting(actor)
    issues, receipts = store.issues(name), valid_receipts(store, name)
    drafts.put_back(actor, store, name)
    files = drafts.read(actor, store, name).files
    found = (
        _status(
            ministry,
            [issue for issue in issues if issue.ministry == ministry.id],
            [receipt for receipt in receipts if receipt.ministry == ministry.id],
            [file for file in files if file.ministry == ministry.id],
            today,
        )
        for ministry in store.load(name).of(Ministry)
    )
    order = list(ReturnState)
    return tuple(sorted(found, key=lambda one: (order.index(one.state), -one.late)))


def chase_list(actor: str, store: Store, name: str, today: date) -> tuple[MinistryLetter, ...]:
    """One reminder for each ministry that is late, in its language; the latest first."""
    plan = store.load(name)
    return tuple(
        _writer(plan, one, one.issue).reminder(one.issue.at.date(), one.due_on, today)
        for one in status(actor, store, name, today)
        if one.state is ReturnState.LATE and one.issue and one.due_on
    )


def _writer(plan: Plan, late: ReturnStatus, issue: IssueRecord) -> LetterWriter:
    ministry = plan.get(Ministry, late.ministry)
    return LetterWriter(plan, ministry, voice_for(plan, ministry, issue.language))


def _status(
    ministry: Ministry,
    issues: Sequence[IssueRecord],
    receipts: Sequence[Receipt],
    files: Sequence[DraftFile],
    today: date,
) -> ReturnStatus:
    issue = issues[-1] if issues else None
    receipt = _answer(issue, receipts) if issue else None
    draft = _answer(issue, files) if issue and not receipt else None
    due = issue.due_on if issue else ministry.due_on
    late = max((today - due).days, 0) if issue and due and not (receipt or draft) else 0
    answered = receipt.issue if receipt else 0
    return ReturnStatus(
        ministry=ministry.id,
        name=ministry.name,
        state=_state(issue, receipt, draft, late),
        issue=issue,
        receipt=receipt,
        due_on=due,
        late=late,
        made_from=next((i for i in issues[:-1] if i.number == answered), None),
        draft=draft,
    )


def _state(
    issue: IssueRecord | None, receipt: Receipt | None, draft: DraftFile | None, late: int
) -> ReturnState:
    if issue is None:
        return ReturnState.NOT_ISSUED
    if receipt:
        return ReturnState.RETURNED
    if draft:
        return ReturnState.ON_DESK
    return ReturnState.LATE if late else ReturnState.WAITING


def _answer(issue: IssueRecord, answers: Sequence[Answering]) -> Answering | None:
    """The last receipt, or file on the desk, that answers an issue: made from it, else come since.

    A ministry that was sent a newer workbook while it still worked in the older one has answered,
    and is not asked again. What it returned before the newer one went out does not answer that one.
    """
    own = [one for one in answers if one.issue == issue.number]
    since = [one for one in answers if one.at >= issue.at]
    return next(reversed(own or since), None)
