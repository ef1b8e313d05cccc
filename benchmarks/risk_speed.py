"""How long the answers on risk take beside opening the plan that they are about.

`python benchmarks/risk_speed.py` stores a plan of 10,000 programmes, 300 actions, 30 situations and
20,000 incidents, and prints seconds of the processor, least of three: opening that plan afresh, and
each answer with its share of that. An answer that takes longer than opening ends with 1.

The plan has gaps as real ones do: programmes work on seven of the fourteen factors and in a third
of the situations, two factors have weak links only, one has actions that nobody funds, one rests on
a single action, two have nothing.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from planner.analysis.answers import Question
from planner.analysis.plans.about import about
from planner.analysis.plans.about_answer import about_answer
from planner.analysis.registry import ANSWERS
from planner.choices import (
    IncidentKind,
    Level,
    LinkState,
    Marker,
    SafeguardKind,
    Scope,
    Sighting,
    Strength,
)
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row, table_of
from planner.services.plans import create_plan
from planner.store import Store
from planner.tables import (
    Action,
    ActionCommitment,
    ActionRisk,
    Alert,
    Commitment,
    Cost,
    Harm,
    Incident,
    Link,
    Ministry,
    Observation,
    PlanDetails,
    Programme,
    Rating,
    RouteScenario,
    Safeguard,
    Situation,
    Threshold,
)

PROGRAMMES, ACTIONS, SITUATIONS, INCIDENTS, MINISTRIES = 10_000, 300, 30, 20_000, 79
ON, REFERENCE = date(2027, 3, 1), load()
KEYS = (
    "risks", "coverage", "stress", "ladder", "cyber", "agendas", "harms", "warnings", "replay",
)  # fmt: skip
HOME, PLACED = 5, 10
"""How many situations are at home, and in how many of all the programmes work."""
WORKED_ON, LINKED_WEAKLY = {1, 2, 3, 4, 6, 7, 9}, {5, 8}
"""The factors that programmes work on, and those to which they have weak links only."""
ADDRESSED, UNFUNDED, SINGLE = (1, 2, 3, 4, 6, 7, 9, 10), 11, 12
"""The factors that actions name, the one that unfunded ones name, and the one of one action."""
WORDS = ("Place 7", "factor 7", "Ministry 3", "UPR", "convoys on the road", "cinder block")


def large_plan() -> Plan:
    """A plan of that size with links, costs, assessments, thresholds and alerts in proportion."""
    tables: dict[str, dict[str, Row]] = {}
    for row in _rows(random.Random(12)):
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables)


def _rows(dice: random.Random) -> Iterator[Row]:
    places = [f"S-{n:02}" for n in range(1, SITUATIONS + 1)]
    for n, place in enumerate(places, 1):
        scope = Scope.HOME if n <= HOME else Scope.ABROAD
        yield Situation(id=place, name=f"Place {n}", scope=scope, listed=True)
        for at in range(14 * 3):
            yield Rating(
                id=f"R-{n:02}{at:03}",
                situation=place,
                risk_factor=str(at % 14 + 1),
                level=dice.choice(list(Level)),
                judged_on=ON - timedelta(days=365 * (at // 14) + dice.randint(0, 300)),
            )
    yield from (
        Ministry(id=f"M-{n:02}", name=f"Ministry {n}", short_name=f"M{n}")
        for n in range(1, MINISTRIES + 1)
    )
    yield from _programmes(dice)
    yield from _actions(dice, places)
    yield from _watched(dice, places)


def _programmes(dice: random.Random) -> Iterator[Row]:
    strong = [one.id for one in REFERENCE.actions if WORKED_ON.issuperset(one.risk_factors)]
    weak = [one.id for one in REFERENCE.actions if LINKED_WEAKLY.issuperset(one.risk_factors)]
    for n in range(1, PROGRAMMES + 1):
        row_id = f"P-{n:05}"
        yield Programme(
            id=row_id,
            title=f"Support of communities number {n}",
            description="Wells, schools, mediation and roads in several districts",
            ministry=f"M-{dice.randint(1, MINISTRIES):02}",
            country="; ".join(f"Place {dice.randint(1, PLACED)}" for _at in range(2)),
            budget=Decimal(dice.randint(10_000, 9_000_000)),
            currency="EUR",
            markers=(dice.choice(list(Marker)).value,) if n % 3 == 0 else (),
        )
        entries = dice.sample(strong, 2) if n % 5 else [dice.choice(strong), dice.choice(weak)]
        for at, entry in enumerate(entries):
            some = (
                [Strength.WEAK]
                if entry in weak
                else [Strength.DIRECT, Strength.INDIRECT, Strength.WEAK]
            )
            yield Link(
                id=f"L-{n:05}{at}",
                programme=row_id,
                action=entry,
                strength=dice.choice(some),
                share=Decimal(dice.randint(5, 50)),
                state=dice.choice([LinkState.CONFIRMED, LinkState.CONFIRMED, LinkState.PROPOSED]),
            )
        if n % 10 == 0:
            sign = dice.choice(REFERENCE.indicators).number
            yield Harm(id=f"H-{n:05}", programme=row_id, sign=sign, mitigation="Asked" * (n % 3))


def _actions(dice: random.Random, places: list[str]) -> Iterator[Row]:
    entries = [one.id for one in REFERENCE.actions]
    for n in range(1, ACTIONS + 1):
        row_id = f"A-{n:03}"
        place = dice.choice(places) if n % 10 < 7 else ""
        yield Action(
            id=row_id,
            title=f"Action {n}",
            catalogue=dice.choice(entries),
            lead=f"M-{dice.randint(1, MINISTRIES):02}",
            situation=place,
            scope=None if place else Scope.ABROAD if n % 60 == 0 else Scope.HOME,
            depends_on=(f"Donor {n % 5}",) if n % 4 == 0 else (),
        )
        factors = dice.sample(ADDRESSED, dice.randint(1, 4)) if n % 25 else [UNFUNDED]
        for at, factor in enumerate([*factors, SINGLE] if n == 1 else factors):
            yield ActionRisk(id=f"AR-{n:03}{at}", action=row_id, risk_factor=str(factor))
        for at in range(3):
            yield Cost(
                id=f"C-{n:03}{at}",
                action=row_id,
                year=2027 + at,
                mid=Decimal(90_000),
                funded=Decimal(dice.choice([0, 90_000]) if n % 25 else 0),
                currency="EUR",
            )
        yield Commitment(id=f"CM-{n:03}", text=f"Recommendation {n}", reference=f"139.{n}")
        yield ActionCommitment(id=f"AC-{n:03}", action=row_id, commitment=f"CM-{n:03}")
        yield Safeguard(id=f"SG-{n:03}", action=row_id, kind=SafeguardKind.LAW)
    routes = (
        "security council",
        "courts",
        "peace operations",
        "bilateral access",
        "donor: Donor 1",
    )
    for at, route in enumerate((*routes, "regional"), 1):
        yield RouteScenario(id=f"SC-{at}", name=f"Without {route}", routes=(route,))


def _watched(dice: random.Random, places: list[str]) -> Iterator[Row]:
    signs = [one.number for one in REFERENCE.indicators]
    for n in range(1, INCIDENTS + 1):
        yield Incident(
            id=f"IN-{n:05}",
            situation=dice.choice(places),
            on=ON - timedelta(days=dice.randint(0, 1500)),
            kind=dice.choice(list(IncidentKind)),
            what="Convoy stopped on the road" if n % 50 == 0 else f"Report {n}",
            groups=(f"Group {n % 40}",),
            indicator=dice.choice(signs),
        )
    for n in range(1, 2_001):
        yield Observation(
            id=f"O-{n:04}",
            situation=dice.choice(places),
            indicator=dice.choice(signs),
            status=dice.choice(list(Sighting)),
            seen_on=ON - timedelta(days=dice.randint(0, 900)),
        )
    for n in range(1, 201):
        yield Threshold(
            id=f"W-{n:03}",
            sign=dice.choice(signs),
            situation=dice.choice(["", *places]),
            threshold="Three in a month",
            incidents=dice.randint(1, 4),
            within_window=dice.choice([None, 7, 30]),
        )
        yield Alert(
            id=f"AL-{n:03}",
            warning=f"W-{n:03}",
            raised_on=ON - timedelta(days=dice.randint(0, 900)),
        )


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor, the least of three runs."""
    taken: list[float] = []
    for _run in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    """Print the comparison; 1 when any answer takes longer than opening the plan."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/plan.sqlite"
        details = PlanDetails(country="Home", currency="EUR", scope=Scope.ABROAD)
        create_plan("Bench", Store(address), "Large", details, content=large_plan())
        opening = seconds(lambda: Store(address).load("Large"))
        plan = Store(address).load("Large")
    print(f"{'opening the plan':28}{opening:8.2f} s")

    def asked() -> Question:  # of a plan about which nothing has been worked out yet
        return Question(plan=Plan(tables=plan.tables), reference=REFERENCE, on=ON)

    work: dict[str, Callable[[], object]] = {
        key: lambda kind=ANSWERS[key]: kind.make(asked()) for key in KEYS
    }
    work |= {
        f"about {words}": lambda words=words: about_answer(about(asked(), words)) for words in WORDS
    }
    slow = 0
    for name, one in work.items():
        taken = seconds(one)
        slow += taken > opening
        print(f"{name:28}{taken:8.2f} s{taken / opening:8.0%}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
