"""How quickly training coverage answers for 50 ministries × 30 audiences × 40 courses.

`python benchmarks/training_speed.py` prints seconds, best of three, for 60,000 requirements and
200,000 certificates: working the records through once, then asking any day; beside them what a
bare dictionary takes to count the same certificates for one day, without ranges or reasons.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from planner.analysis.training import records, training_on
from planner.choices import SessionState
from planner.plan import Plan
from planner.schema import Row, table_of
from planner.tables import Audience, Certificate, Course, Ministry, Requirement, Session

T = TypeVar("T")
MINISTRIES, AUDIENCES, COURSES, CERTIFICATES = 50, 30, 40, 200_000
START, ON = date(2022, 1, 1), date(2027, 3, 1)


def large_plan() -> Plan:
    """Every audience needs every course; certificates of five years, a fifth of holders gone."""
    chance = random.Random(5)
    ministries = [Ministry(id=f"M-{m:02}", name=f"Ministry {m}") for m in range(MINISTRIES)]
    audiences = [
        Audience(
            id=f"AU-{number:04}",
            title=f"Audience {number}",
            ministry=ministries[number % MINISTRIES].id,
            posts=chance.randint(20, 400),
            turnover=Decimal(25),
        )
        for number in range(MINISTRIES * AUDIENCES)
    ]
    courses = [
        Course(id=f"CR-{c:02}", title=f"Course {c}", validity_months=chance.choice([12, 24, 36]))
        for c in range(COURSES)
    ]
    pairs = [(audience.id, course.id) for audience in audiences for course in courses]
    requirements = [
        Requirement(id=f"RQ-{n:05}", audience=audience, course=course, target=Decimal(80))
        for n, (audience, course) in enumerate(pairs)
    ]
    certificates = [_certificate(n, *chance.choice(pairs), chance) for n in range(CERTIFICATES)]
    sessions = [_session(n, *chance.choice(pairs), chance) for n in range(10_000)]
    tables: dict[str, dict[str, Row]] = {}
    for rows in (ministries, audiences, courses, requirements, certificates, sessions):
        tables[table_of(rows[0]).name] = {row.id: row for row in rows}
    return Plan(tables=tables)


def _certificate(number: int, audience: str, course: str, chance: random.Random) -> Certificate:
    passed = START + timedelta(days=chance.randint(0, 1800))
    gone = passed + timedelta(days=400) if chance.random() < 0.2 else None
    return Certificate(
        id=f"CE-{number:06}",
        holder=f"H-{chance.randint(0, 99_999):05}",
        audience=audience,
        course=course,
        passed_on=passed,
        left_on=gone,
    )


def _session(number: int, audience: str, course: str, chance: random.Random) -> Session:
    return Session(
        id=f"SE-{number:05}",
        audience=audience,
        course=course,
        on=START + timedelta(days=chance.randint(0, 2500)),
        state=SessionState.HELD if number % 3 else SessionState.PLANNED,
        trained=chance.randint(5, 40),
        seats=25,
    )


def counted_in_a_dict(plan: Plan, on: date) -> dict[tuple[str, str], set[str]]:
    """The least that any answer costs: whoever passed within two years, by audience and course."""
    found: dict[tuple[str, str], set[str]] = {}
    since = on - timedelta(days=730)
    for row in plan.of(Certificate):
        if row.passed_on and since < row.passed_on <= on and (not row.left_on or row.left_on > on):
            found.setdefault((row.audience, row.course), set()).add(row.holder)
    return found


def timed(what: str, act: Callable[[], T], times: int = 3) -> T:
    """Do it some times and print the best time."""
    best = float("inf")
    while True:
        begun = time.perf_counter()
        result = act()
        best = min(best, time.perf_counter() - begun)
        times -= 1
        if times <= 0:
            print(f"{what:<58}{best:8.3f} s")
            return result


def main() -> None:
    """Print the three figures."""
    plan = large_plan()
    known = timed("records worked through, once for a copy of a plan", lambda: records(plan))
    training_on(known, ON)
    timed("60,000 requirements on any day", lambda: training_on(known, ON - timedelta(days=99)))
    timed("the certificates alone in a bare dictionary", lambda: counted_in_a_dict(plan, ON))


if __name__ == "__main__":
    main()
