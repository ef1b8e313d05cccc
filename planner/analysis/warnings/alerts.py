"""Alerts on a day: open with the days that are left, decided in time, or decided late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from planner.messages import Message, _
from planner.plan import Plan
from planner.tables import Alert, Threshold


class AlertState(StrEnum):
    """Where an alert stands on a day; it is in exactly one state, whatever the day."""

    OPEN = "open"
    DECIDED = "decided"
    DECIDED_LATE = "decided late"
    NOT_RAISED = "not raised yet"


STATE_LABELS: Final[Mapping[AlertState, Message]] = MappingProxyType(
    {
        AlertState.OPEN: _("open"),
        AlertState.DECIDED: _("decided"),
        AlertState.DECIDED_LATE: _("decided late"),
        AlertState.NOT_RAISED: _("not raised yet on that day"),
    }
)
_ORDER: Final = tuple(AlertState)


@dataclass(frozen=True, kw_only=True)
class AlertClock:
    """An alert with its clock: when it must be decided, its state, and the days that are left.

    `days_left` is below zero once the day has passed, and None where no clock runs: the alert is
    decided, or nothing says by when it must be.
    """

    alert: Alert
    threshold: Threshold | None
    due: date | None
    state: AlertState
    days_left: int | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state is AlertState.OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether it is open after the day by which it had to be decided."""
        return self.days_left is not None and self.days_left < 0


def alerts(plan: Plan, on: date) -> tuple[AlertClock, ...]:
    """Every alert of the plan as it stands on a day, open ones first, the most urgent on top.

    It must be decided on the day it names, else so many days after it was raised as its threshold
    allows; else nobody said by when. The days are calendar days, and the last one is in time. It is
    decided from the day of the decision on, and late when that day is after the one it was due.

    A worked example: raised on 19 November with three days to decide, an alert is due on 22
    November. On 20 November two days are left, on 25 November minus three. Decided on 22 November
    it was in time, on 23 November late; on 20 November it is open still.
    """
    found = (_clock(plan, alert, on) for alert in plan.of(Alert))
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.state), *_urgency(one))))


def _clock(plan: Plan, alert: Alert, on: date) -> AlertClock:
    threshold = plan.find(Threshold, alert.warning)
    due = alert.due or _by_threshold(alert, threshold)
    state = _state(alert, due, on)
    return AlertClock(
        alert=alert,
        threshold=threshold,
        due=due,
        state=state,
        days_left=(due - on).days if due and state is AlertState.OPEN else None,
    )


def _by_threshold(alert: Alert, threshold: Threshold | None) -> date | None:
    days = threshold.within_days if threshold else None
    if alert.raised_on is None or days is None:
        return None
    return alert.raised_on + timedelta(days=min(days, (date.max - alert.raised_on).days))


def _state(alert: Alert, due: date | None, on: date) -> AlertState:
    if alert.decided_on is not None and alert.decided_on <= on:
        is_late = due is not None and alert.decided_on > due
        return AlertState.DECIDED_LATE if is_late else AlertState.DECIDED
    if alert.raised_on is not None and alert.raised_on > on:
        return AlertState.NOT_RAISED
    return AlertState.OPEN


def _urgency(one: AlertClock) -> tuple[bool, date, str]:
    """Those with a clock first, by the day they are due; of one day by their ids."""
    return one.due is None, one.due or date.max, one.alert.id
