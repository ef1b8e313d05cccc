"""Rows with sensible values and plans made of them, so that a test says only what it is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.choices import AudienceKind, Family, LinkState, SessionState, Strength
from planner.plan import Plan
from planner.schema import Row, table_of
from planner.tables import (
    Action,
    ActionRisk,
    Audience,
    Certificate,
    Cost,
    Course,
    Link,
    Ministry,
    PlanDetails,
    Programme,
    Rating,
    Requirement,
    Session,
)

DETAILS = PlanDetails(id="PLAN-1", title="Prevention strategy", country="Norland", currency="EUR")


def plan_of(*rows: Row, revision: int = 0) -> Plan:
    """A plan that holds these rows."""
    tables: dict[str, dict[str, Row]] = {}
    for row in rows:
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables, revision=revision)


def ministry(number: int = 1, name: str = "Justice", family: Family | None = None) -> Ministry:
    """A ministry."""
    return Ministry(id=f"M-{number:02d}", name=name, family=family)


def programme(
    number: int = 1,
    budget: int | str | None = None,
    *,
    ministry: str = "M-01",
    currency: str = "EUR",
) -> Programme:
    """A running programme of the first ministry."""
    return Programme(
        id=f"P-{number:04d}",
        title=f"Programme {number}",
        ministry=ministry,
        budget=None if budget is None else Decimal(budget),
        currency=currency,
    )


def link(
    number: int,
    programme: str,
    action: str,
    strength: Strength | None = Strength.DIRECT,
    share: int | None = None,
    state: LinkState = LinkState.CONFIRMED,
) -> Link:
    """A link that a person has confirmed."""
    return Link(
        id=f"L-{number:05d}",
        programme=programme,
        action=action,
        strength=strength,
        share=None if share is None else Decimal(share),
        state=state,
    )


def action(number: int = 1, *, lead: str = "M-01", catalogue: str = "") -> Action:
    """An action of the first ministry."""
    return Action(id=f"A-{number:03d}", title=f"Action {number}", lead=lead, catalogue=catalogue)


def action_risk(number: int, action: str, factor: int) -> ActionRisk:
    """That an action addresses a risk factor."""
    return ActionRisk(id=f"AR-{number:04d}", action=action, risk_factor=str(factor))


def cost(
    number: int = 1,
    mid: int | str | None = 100,
    *,
    action: str = "A-001",
    year: int = 2027,
    currency: str = "EUR",
) -> Cost:
    """A cost line of the first action in the first year."""
    return Cost(
        id=f"C-{number:04d}",
        action=action,
        year=year,
        mid=None if mid is None else Decimal(mid),
        currency=currency,
    )


def rating(number: int, factor: int, situation: str = "S-01") -> Rating:
    """A rating of a risk factor that says no level yet."""
    return Rating(id=f"R-{number:03d}", situation=situation, risk_factor=str(factor))


def audience(posts: int | None = 100, turnover: int | None = None) -> Audience:
    """The group that must be trained."""
    return Audience(
        id="AU-01",
        title="Diplomats",
        kind=AudienceKind.DIPLOMATS,
        posts=posts,
        turnover=None if turnover is None else Decimal(turnover),
    )


def course(validity_months: int | None = None, fixed_month: int | None = None) -> Course:
    """The course that they must hold."""
    return Course(
        id="CR-01", title="Foundation", validity_months=validity_months, fixed_month=fixed_month
    )


def requirement(target: int | None = 80, by: date | None = None) -> Requirement:
    """That the group must hold the course."""
    return Requirement(
        id="RQ-01",
        audience="AU-01",
        course="CR-01",
        target=None if target is None else Decimal(target),
        by=by,
    )


def session(
    number: int,
    on: date,
    trained: int | None = 10,
    state: SessionState = SessionState.HELD,
    seats: int | None = None,
) -> Session:
    """A run of the course for the group."""
    return Session(
        id=f"SE-{number:04d}",
        course="CR-01",
        audience="AU-01",
        on=on,
        state=state,
        trained=trained,
        seats=seats,
    )


def certificate(
    number: int, holder: str, passed_on: date, left_on: date | None = None
) -> Certificate:
    """A pass of the course by somebody of the group."""
    return Certificate(
        id=f"CE-{number:05d}",
        holder=holder,
        audience="AU-01",
        course="CR-01",
        passed_on=passed_on,
        left_on=left_on,
    )
