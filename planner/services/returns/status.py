"""Who was sent a workbook, who has returned it, who is late and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from planner.messages import NOTHING, Message, _, ngettext, paragraph, pgettext
from planner.plan import Plan
from planner.services.actors import acting
from planner.services.returns import drafts
from planner.services.returns.drafts import DraftFile
from planner.services.returns.letters import LetterWriter, MinistryLetter, voice_for
from planner.services.returns.recogniser import valid_receipts
from planner.store import IssueRecord, Receipt, Store
from planner.tables import Ministry

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
        """The state in a word or two."""
        return _LABELS[self]


_LABELS: Final = {
    ReturnState.LATE: pgettext("return", "late"),
    ReturnState.ON_DESK: pgettext("return", "on the desk"),
    ReturnState.WAITING: pgettext("return", "waiting"),
    ReturnState.NOT_ISSUED: pgettext("return", "not sent"),
    ReturnState.RETURNED: pgettext("return", "returned"),
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
    def sentence(self) -> Message:
        """The same in words."""
        match self.state:
            case ReturnState.RETURNED:
                day = self.receipt.at.date() if self.receipt else None
                done = _("{ministry} has returned its workbook, imported on {date}.",
                         ministry=self.name, date=day)  # fmt: skip
                return paragraph(done, self.remark)
            case ReturnState.ON_DESK:
                file = self.draft.file if self.draft else ""
                return _(
                    "{ministry} has returned {file}; it is on the desk, not yet imported.",
                    ministry=self.name,
                    file=file,
                )
            case ReturnState.LATE:
                return ngettext(
                    "{ministry} is {number} day late; it was due on {due}.",
                    "{ministry} is {number} days late; it was due on {due}.",
                    self.late,
                    ministry=self.name,
                    due=self.due_on,
                )
            case ReturnState.WAITING if self.due_on:
                return _(
                    "{ministry} has its workbook; it is due on {due}.",
                    ministry=self.name,
                    due=self.due_on,
                )
            case ReturnState.WAITING:
                return _("{ministry} has its workbook.", ministry=self.name)
            case ReturnState.NOT_ISSUED:
                return _("{ministry} was sent no workbook yet.", ministry=self.name)

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


def issued(actor: str, store: Store, name: str) -> tuple[IssueRecord, ...]:
    """Every workbook that went out, oldest first."""
    acting(actor)
    return store.issues(name)


def status(actor: str, store: Store, name: str, today: date) -> tuple[ReturnStatus, ...]:
    """Where each ministry of the plan stands; those that are late first, the latest ahead."""
    acting(actor)
    issues, receipts = store.issues(name), valid_receipts(store, name)
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
