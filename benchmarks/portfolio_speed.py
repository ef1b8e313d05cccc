"""How long choosing what to fund takes beside opening the plan that it is chosen from.

`python benchmarks/portfolio_speed.py` stores the plan of `risk_speed.py` with costs of every one of
its 300 actions in each of five years, none of them funded. It prints seconds of the processor: opening that plan
afresh, and the portfolio with its frontier under three sets of ceilings. One that takes longer than
opening ends with 1.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.risk_speed import ACTIONS, REFERENCE, large_plan, seconds
from planner.analysis.money.portfolio import portfolio
from planner.analysis.money.portfolio_answer import requested
from planner.analysis.money.portfolio_model import PortfolioConditions
from planner.choices import CostStatus, Scope
from planner.plan import Plan
from planner.services.plans import create_plan
from planner.store import Store
from planner.tables import Cost, PlanDetails

YEARS = range(2027, 2032)
SHARES = ("0.25", "0.5", "1")
"""What part of all that is requested in a year its ceiling is."""


def five_years() -> Plan:
    """The large plan, each action with a cost line a year, of uneven sums."""
    lines = {row.id: row for row in _costs(random.Random(5))}
    return Plan(tables={**large_plan().tables, "costs": lines})


def _costs(dice: random.Random) -> Iterator[Cost]:
    for n in range(1, ACTIONS + 1):
        for year in YEARS:
            yield Cost(
                id=f"C-{n:03}{year % 10}",
                action=f"A-{n:03}",
                year=year,
                mid=Decimal(dice.randint(2_000, 900_000)),
                status=CostStatus.REQUESTED,
                currency="EUR",
            )


def main() -> int:
    """Print the comparison; 1 when a choice takes longer than opening the plan."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/plan.sqlite"
        details = PlanDetails(country="Home", currency="EUR", scope=Scope.ABROAD)
        create_plan("Bench", Store(address), "Large", details, content=five_years())
        opening = seconds(lambda: Store(address).load("Large"))
        plan = Store(address).load("Large")
    print(f"{'opening the plan':34}{opening:8.2f} s")
    slow, tops = 0, requested(plan).ceilings
    for share in SHARES:
        asked = PortfolioConditions(
            ceilings={year: top * Decimal(share) for year, top in tops.items()}
        )
        start = time.process_time()
        found = portfolio(Plan(tables=plan.tables), REFERENCE, asked)
        taken = time.process_time() - start
        slow += taken > opening
        label = f"portfolio, {share} of the request"
        print(f"{label:34}{taken:8.2f} s{taken / opening:9.0%}  chosen: {len(found.chosen)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
