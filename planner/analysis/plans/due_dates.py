"""Every day on which the plan asks something of somebody: for calendars and for a successor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from planner.analysis.declared_tables import named
from planner.analysis.plans.release import Release
from planner.analysis.training.requirements import records, training_on
from planner.analysis.training.totals import expiring
from planner.choices import Acceptance, Classification, LinkState, SessionState
from planner.messages import Fact, Message, _, listing, ngettext
from planner.plan import Plan, title_of
from planner.schema import Kind, Row, table_of
from planner.tables import (
    Alert,
    BodyDecision,
    Commitment,
    Decision,
    Harm,
    Measure,
    Meeting,
    Milestone,
    Ministry,
    PlanDetails,
    Requirement,
    Session,
    Situation,
    Trigger,
    Waiver,
)

EXPIRY_DAYS: Final = 365
SOON_DAYS: Final = 30


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """A day and what it asks: `key` stays the same from one edition to the next."""

    on: date
    key: str
    what: Message
    whose: str = ""
    table: str = ""
    row: str = ""


@dataclass(frozen=True)
class _Kind:
    """A column of dates that ask something, and of which rows; `is_named` tells its own label."""

    row: type[Row]
    column: str
    is_named: bool = False
    is_open: Callable[[Any], bool] = lambda _row: True


_KINDS: Final = (
    _Kind(PlanDetails, "end", is_named=True),
    _Kind(Ministry, "due_on", is_named=True),
    _Kind(Decision, "by"),
    _Kind(Milestone, "due", is_open=lambda one: one.done_on is None),
    _Kind(Situation, "next_review", is_named=True),
    _Kind(Situation, "next_trigger", is_named=True),
    _Kind(Trigger, "on"),
    _Kind(Alert, "due", is_named=True, is_open=lambda one: one.decided_on is None),
    _Kind(BodyDecision, "due", is_open=lambda one: one.done_on is None),
    _Kind(Waiver, "until"),
    _Kind(Requirement, "by"),
    _Kind(Session, "on", is_open=lambda one: one.state is SessionState.PLANNED),
    _Kind(Harm, "due", is_open=lambda one: one.state is not LinkState.REJECTED),
    _Kind(Meeting, "follow_up", is_named=True),
    _Kind(Commitment, "due", is_open=lambda one: one.accepted is not Acceptance.NOTED),
    _Kind(Measure, "target_on", is_named=True),
)


def due_dates(release: Release, on: date) -> tuple[DueDate, ...]:
    """The days of a plan as they may be told at a level, in order; nothing that is done.

    Certificates that end are counts: they stand in no public calendar, and in a lower one only
    where the whole plan says the same.
    """
    found = list(_of_rows(release.plan))
    if release.level is not Classification.PUBLIC:
        ending = list(_expiries(release.plan, on))
        if not release.is_whole:
            whole = set(_expiries(release.whole, on))
            ending = [one for one in ending if one in whole]
        found += ending
    return tuple(sorted(found, key=lambda one: (one.on, one.key)))


def due_soon(plan: Plan, on: date) -> tuple[DueDate, ...]:
    """What the plan asks for from a day on, within thirty days."""
    whole = Release(plan=plan, level=Classification.RESTRICTED, whole=plan)
    return tuple(one for one in due_dates(whole, on) if 0 <= (one.on - on).days <= SOON_DAYS)


def _of_rows(plan: Plan) -> Iterator[DueDate]:
    for kind in _KINDS:
        table = table_of(kind.row)
        label = table.label(kind.column) if kind.is_named else table.row_title
        for row in plan.of(kind.row):
            day = getattr(row, kind.column)
            if isinstance(day, date) and kind.is_open(row):
                yield DueDate(
                    on=day,
                    key=f"{table.name}.{row.id}.{kind.column}",
                    what=_("{what}: {title}", what=label, title=row_named(plan, row)),
                    whose=title_of(owner) if (owner := _owner(plan, row)) else "",
                    table=table.name,
                    row=row.id,
                )


def row_named(plan: Plan, row: Row) -> Message | str:
    """What people call a row; one without a name of its own by the rows that it is about."""
    table = table_of(row)
    if table.naming:
        return title_of(row)
    about: tuple[Fact, ...] = tuple(
        name
        for column in table.columns
        if column.kind is Kind.ROW and (name := named(plan, column, getattr(row, column.name)))
    )
    return listing(*about) or row.id


def _owner(plan: Plan, row: Row) -> Ministry | None:
    return plan.find(Ministry, plan.owner_of(row))


def _expiries(plan: Plan, on: date) -> Iterator[DueDate]:
    known = records(plan)
    for one in expiring(known, training_on(known, on), EXPIRY_DAYS):
        if not one.expired:
            status = one.status
            yield DueDate(
                on=one.on,
                key=f"expiry.{status.requirement.id}.{one.on.isoformat()}",
                what=ngettext(
                    "At most {number} certificate ends: {audience}, {course}",
                    "At most {number} certificates end: {audience}, {course}",
                    one.at_most,
                    audience=status.audience.title,
                    course=status.course.title,
                ),
                whose=title_of(owner) if (owner := _owner(plan, status.audience)) else "",
                table="requirements",
                row=status.requirement.id,
            )
