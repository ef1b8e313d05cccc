"""Who was sent a workbook, who has returned it, who is late and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from planner.plan import Plan
from planner.services.actors import acting
from planner.services.returns import tray
from planner.services.returns.letters import Letter, reminder
from planner.services.returns.receipts import receipts_that_hold
from planner.services.returns.tray import OnTray
from planner.services.returns.wording import language_of, words_in
from planner.store import Issue, Receipt, Store
from planner.tables import Ministry

Answering = TypeVar("Answering", Receipt, OnTray)


class State(StrEnum):
    """Where a ministry stands with its workbook."""

    RETURNED = "returned"
    ON_DESK = "on the desk"
    LATE = "late"
    WAITING = "waiting"
    NOT_ISSUED = "not issued"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one ministry stands: its last issue, the receipt that answers it, days past the date.

    `late` is 0 for a ministry that is not late; `due_on` None when no date was set. `made_from` is
    the issue that its workbook was made from, when a newer one had gone out before it came back;
    `lying` the file that came back and still lies on the desk.
    """

    ministry: str
    name: str
    state: State
    issue: Issue | None
    receipt: Receipt | None
    due_on: date | None
    late: int
    made_from: Issue | None = None
    lying: OnTray | None = None

    @property
    def sentence(self) -> str:
        """The same in words."""
        match self.state:
            case State.RETURNED:
                when = self.receipt.at.date().isoformat() if self.receipt else ""
                return f"{self.name} has returned its workbook, taken in on {when}.{self.remark}"
            case State.ON_DESK:
                file = self.lying.file if self.lying else ""
                return f"{self.name} has returned {file}; it lies on the desk, not taken in yet."
            case State.LATE:
                days = "1 day" if self.late == 1 else f"{self.late} days"
                return f"{self.name} is {days} late; it was due on {self.due_on}."
            case State.WAITING:
                due = f"; it is due on {self.due_on}" if self.due_on else ""
                return f"{self.name} has its workbook{due}."
            case State.NOT_ISSUED:
                return f"{self.name} was sent no workbook yet."

    @property
    def remark(self) -> str:
        """What is odd about the workbook that came back; blank when nothing is."""
        if self.made_from is None or self.issue is None:
            return ""
        made, newer = self.made_from.at.date(), self.issue.at.date()
        return f" It was made from the workbook of {made}; a newer one went out on {newer}."


def issued(actor: str, store: Store, name: str) -> tuple[Issue, ...]:
    """Every workbook that went out, oldest first."""
    acting(actor)
    return store.issues(name)


def status(actor: str, store: Store, name: str, today: date) -> tuple[Standing, ...]:
    """Where each ministry of the plan stands; those that are late first, the latest ahead."""
    acting(actor)
    plan = store.load(name)
    issues = store.issues(name)
    files = tray.look(actor, store, name).files
    receipts = receipts_that_hold(store, name)
    standings = (
        _standing(
            ministry,
            [issue for issue in issues if issue.ministry == ministry.id],
            [receipt for receipt in receipts if receipt.ministry == ministry.id],
            [file for file in files if file.ministry == ministry.id],
            today,
        )
        for ministry in plan.of(Ministry)
    )
    order = [State.LATE, State.ON_DESK, State.WAITING, State.NOT_ISSUED, State.RETURNED]
    return tuple(sorted(standings, key=lambda s: (order.index(s.state), -s.late)))


def chase_list(actor: str, store: Store, name: str, today: date) -> tuple[Letter, ...]:
    """One reminder for each ministry that is late, in its language; the latest first."""
    plan = store.load(name)
    return tuple(
        _reminder(plan, standing, standing.issue, standing.due_on, today)
        for standing in status(actor, store, name, today)
        if standing.state is State.LATE and standing.issue and standing.due_on
    )


def _standing(
    ministry: Ministry,
    issues: list[Issue],
    receipts: list[Receipt],
    files: list[OnTray],
    today: date,
) -> Standing:
    issue = issues[-1] if issues else None
    receipt = _answer(issue, receipts) if issue else None
    lying = _answer(issue, files) if issue and not receipt else None
    due = issue.due_on if issue else ministry.due_on
    late = max((today - due).days, 0) if issue and due and not (receipt or lying) else 0
    answered = receipt.issue if receipt else 0
    return Standing(
        ministry=ministry.id,
        name=ministry.name,
        state=_state(issue, receipt, lying, late),
        issue=issue,
        receipt=receipt,
        due_on=due,
        late=late,
        made_from=next((i for i in issues[:-1] if i.number == answered), None),
        lying=lying,
    )


def _state(issue: Issue | None, receipt: Receipt | None, lying: OnTray | None, late: int) -> State:
    if issue is None:
        return State.NOT_ISSUED
    if receipt:
        return State.RETURNED
    if lying:
        return State.ON_DESK
    return State.LATE if late else State.WAITING


def _answer(issue: Issue, answers: list[Answering]) -> Answering | None:
    """The last receipt, or file on the desk, that answers an issue: made from it, else come since.

    A ministry that was sent a newer workbook while it still worked in the older one has answered,
    and is not asked again. What it returned before the newer one went out does not answer that one.
    """
    own = [one for one in answers if one.issue == issue.number]
    since = [one for one in answers if one.at >= issue.at]
    return next(reversed(own or since), None)


def _reminder(plan: Plan, standing: Standing, issue: Issue, due: date, today: date) -> Letter:
    ministry = plan.get(Ministry, standing.ministry)
    return reminder(
        (ministry.id, ministry.name),
        plan.details.title or plan.name,
        issue.at.date(),
        due,
        today,
        plan.details.focal_point,
        words_in(language_of(plan, ministry, issue.language)),
    )
