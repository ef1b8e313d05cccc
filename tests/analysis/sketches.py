"""Random plans about one question each: what covers the risks, what it costs, who is trained."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from planner.choices import (
    ActionStatus,
    CostStatus,
    Family,
    Level,
    LinkState,
    ProgrammeStatus,
    RequiredScope,
    SessionState,
    Strength,
)
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row
from planner.tables import (
    Action,
    ActionRisk,
    Audience,
    Certificate,
    Cost,
    Course,
    Link,
    Ministry,
    Programme,
    Rate,
    Rating,
    Requirement,
    Session,
    Situation,
)
from tests.builders import DETAILS, plan_of

REFERENCE = load()
DAY = date(2027, 3, 1)

_SUMS = st.decimals(0, 10**9, places=2)
_CATALOGUE = sorted(REFERENCE.action_by_id)
_ANY_STATUS = st.sampled_from([None, *ProgrammeStatus])


@st.composite
def mapped_plans(draw: st.DrawFn) -> Plan:
    """Programmes with budgets, links in every state, actions with costs, ratings."""
    rows: list[Row] = [DETAILS, Rate(id="X-001", currency="USD", on=DAY, rate=Decimal("0.9"))]
    for n, family in enumerate(draw(st.lists(st.sampled_from([None, *Family]), max_size=3)), 1):
        rows.append(Ministry(id=f"M-{n:02d}", name=f"Ministry {n}", family=family))
    ministries = st.sampled_from(["", "M-01", "M-02", "M-03"])
    for n in range(1, draw(st.integers(0, 4)) + 1):
        rows.append(
            Programme(
                id=f"P-{n:04d}",
                title=f"Programme {n}",
                ministry=draw(ministries),
                budget=draw(st.none() | _SUMS),
                currency=draw(st.sampled_from(["", "EUR", "USD", "GBP"])),
                status=draw(_ANY_STATUS),
            )
        )
    for n in range(1, draw(st.integers(0, 8)) + 1):
        rows.append(draw(_links(n)))
    for n in range(1, draw(st.integers(0, 3)) + 1):
        rows.append(
            Action(
                id=f"A-{n:03d}",
                title=f"Action {n}",
                lead=draw(ministries),
                status=draw(st.sampled_from([None, *ActionStatus])),
            )
        )
    for n in range(1, draw(st.integers(0, 5)) + 1):
        action = f"A-{draw(st.integers(1, 3)):03d}"
        factor = str(draw(st.integers(1, 14)))
        rows.append(ActionRisk(id=f"AR-{n:04d}", action=action, risk_factor=factor))
    rows.extend(draw(_cost_lines()))
    rows.append(Situation(id="S-01", name="North"))
    for n in range(1, draw(st.integers(0, 4)) + 1):
        factor, level = str(draw(st.integers(1, 14))), draw(st.sampled_from([None, *Level]))
        rows.append(Rating(id=f"R-{n:03d}", situation="S-01", risk_factor=factor, level=level))
    return plan_of(*rows)


def _links(number: int) -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        id=st.just(f"L-{number:05d}"),
        programme=st.sampled_from(["P-0001", "P-0002", "P-0003", "P-0004"]),
        action=st.sampled_from(["", *_CATALOGUE, "ZZZ-99"]),
        strength=st.sampled_from([None, *Strength]),
        share=st.none() | st.decimals(0, 150, places=1),
        state=st.sampled_from([None, *LinkState]),
    )


@st.composite
def _cost_lines(draw: st.DrawFn) -> list[Cost]:
    lines: list[Cost] = []
    for n in range(1, draw(st.integers(0, 6)) + 1):
        low, mid, high = sorted(draw(st.lists(_SUMS, min_size=3, max_size=3)))
        lines.append(
            Cost(
                id=f"C-{n:04d}",
                action=f"A-{draw(st.integers(1, 4)):03d}",
                year=draw(st.sampled_from([None, 2027, 2028])),
                low=draw(st.none() | st.just(low)),
                mid=draw(st.none() | st.just(mid)),
                high=draw(st.none() | st.just(high)),
                funded=draw(st.none() | _SUMS),
                status=draw(st.sampled_from([None, *CostStatus])),
                currency=draw(st.sampled_from(["", "EUR", "USD", "GBP"])),
            )
        )
    return lines


def _days() -> st.SearchStrategy[date]:
    return st.dates(DAY - timedelta(days=2500), DAY + timedelta(days=700))


@st.composite
def trained_plans(draw: st.DrawFn, register: bool | None = None) -> Plan:
    """One audience, one course, one requirement; sessions, and a register when there is one."""
    posts = draw(st.none() | st.integers(0, 60))
    audience = Audience(
        id="AU-01",
        title="Diplomats",
        posts=posts,
        listed_posts=draw(st.none() | st.integers(0, 60)),
        turnover=draw(st.none() | st.decimals(0, 100, places=0)),
    )
    course = Course(
        id="CR-01",
        title="Foundation",
        validity_months=draw(st.none() | st.integers(0, 60)),
        fixed_month=draw(st.none() | st.integers(1, 12)),
    )
    requirement = Requirement(
        id="RQ-01",
        audience="AU-01",
        course="CR-01",
        scope=draw(st.sampled_from([None, *RequiredScope])),
        target=draw(st.none() | st.decimals(0, 100, places=0)),
        by=draw(st.none() | _days()),
    )
    sessions = [draw(_sessions(n)) for n in range(1, draw(st.integers(0, 6)) + 1)]
    has_register = draw(st.booleans()) if register is None else register
    passes = draw(st.integers(1, 8)) if has_register else 0
    certificates = [draw(_certificates(n)) for n in range(1, passes + 1)]
    return plan_of(DETAILS, audience, course, requirement, *sessions, *certificates)


def _sessions(number: int) -> st.SearchStrategy[Session]:
    return st.builds(
        Session,
        id=st.just(f"SE-{number:04d}"),
        course=st.just("CR-01"),
        audience=st.just("AU-01"),
        on=st.none() | _days(),
        state=st.sampled_from([None, *SessionState]),
        trained=st.none() | st.integers(0, 80),
        seats=st.none() | st.integers(0, 80),
    )


def _certificates(number: int) -> st.SearchStrategy[Certificate]:
    return st.builds(
        Certificate,
        id=st.just(f"CE-{number:05d}"),
        holder=st.sampled_from(["h1", "h2", "h3", "h4"]),
        course=st.just("CR-01"),
        audience=st.just("AU-01"),
        passed_on=st.none() | _days(),
        left_on=st.none() | _days(),
    )
