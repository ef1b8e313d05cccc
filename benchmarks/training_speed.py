"""How quickly training coverage answers for 50 ministries × 30 audiences × 40 courses.

`python benchmarks/training_speed.py` prints seconds of the processor, least of three, for 60,000
requirements and 200,000 certificates: working the records through once, then asking any day; beside
them what bare pandas takes to count the same certificates, with the ratio; both must agree.
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

import pandas as pd

from planner.analysis.training.holders import Counts, Pair
from planner.analysis.training.requirements import Records, records, training_on
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


def columns(plan: Plan) -> pd.DataFrame:
    """The certificates as columns, with the days on which a pass ends and its holder left."""
    months = {row.id: row.validity_months for row in plan.of(Course)}
    frame = pd.DataFrame(
        [
            (row.audience, row.course, row.holder, row.passed_on, row.left_on, months[row.course])
            for row in plan.of(Certificate)
        ],
        columns=["audience", "course", "holder", "passed", "left", "months"],
    )
    for name in ("passed", "left"):
        frame[name] = pd.to_datetime(frame[name])
    gone = frame.loc[frame["left"].notna(), ["audience", "holder", "left"]]
    frame = pd.merge_asof(
        frame.drop(columns="left").sort_values("passed"),
        gone.sort_values("left"),
        left_on="passed",
        right_on="left",
        by=["audience", "holder"],
        direction="forward",
    )
    for length in frame["months"].unique():
        of_length = frame["months"] == length
        ends = frame.loc[of_length, "passed"] + pd.DateOffset(months=int(length))
        frame.loc[of_length, "ends"] = ends
    return frame


def counted_by_pandas(frame: pd.DataFrame, on: date) -> pd.DataFrame:
    """Holders in post by audience and course: with a valid pass, due within 90 days, ever."""
    day = pd.Timestamp(on)
    here = frame[(frame["passed"] <= day) & ~(frame["left"] <= day)]
    until = here.groupby(["audience", "course", "holder"], as_index=False).agg({"ends": "max"})
    until["valid"] = until["ends"] > day
    until["due"] = until["valid"] & (until["ends"] <= day + pd.Timedelta(days=90))
    by = until.groupby(["audience", "course"])
    return pd.DataFrame({"valid": by["valid"].sum(), "due": by["due"].sum(), "ever": by.size()})


def timed(what: str, act: Callable[[], T], bare: float = 0.0, times: int = 3) -> tuple[T, float]:
    """Do it some times and print the least processor time, and its ratio to the bare library."""
    least = float("inf")
    while True:
        begun = time.process_time()
        result = act()
        least = min(least, time.process_time() - begun)
        times -= 1
        if times <= 0:
            beside = f"{least / bare:8.1f} times pandas" if bare else ""
            print(f"{what:<58}{least:8.3f} s{beside}")
            return result, least


def main() -> None:
    """Print the figures, and stop when the two do not count the same."""
    plan = large_plan()
    other = ON - timedelta(days=99)
    frame, once = timed("bare pandas: certificates into columns, once", lambda: columns(plan))
    bare, any_day = timed("bare pandas: counted on any day", lambda: counted_by_pandas(frame, ON))
    known, _ = timed("planner: records worked through, once", lambda: records(plan), once)
    timed("planner: counts of 57,806 registers on any day", lambda: counts(known, other), any_day)
    timed("planner: 60,000 requirements on any day", lambda: training_on(known, other), any_day)
    told = {pair: found for pair, found in counts(known, ON).items() if found[2]}
    if told != dict(zip(bare.index, zip(*(bare[name] for name in bare), strict=True), strict=True)):
        raise SystemExit("The planner and pandas do not count the same.")


def counts(known: Records, on: date) -> dict[Pair, Counts]:
    """What every register says of a day."""
    day = on.toordinal()
    return {pair: register.on(day) for pair, register in known.registers.items()}


if __name__ == "__main__":
    main()
