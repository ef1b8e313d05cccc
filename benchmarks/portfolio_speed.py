"""How long choosing what to fund takes beside opening the plan that it is chosen from.

`python benchmarks/portfolio_speed.py` stores the plan of `risk_speed.py` with costs of its 300
actions in five years, none of them funded: small and large actions, each of about the same cost in
most of the years. It prints seconds of the processor, least of three: opening that plan afresh, and
the portfolio with its frontier under three sets of ceilings, with how many of its steps are proven
and how much more cover the others might buy at most. The same again with sums that have nothing to
do with each other, which no plan has and which are hardest. It ends with 1 when the choice under
all that is requested, with which the page begins, takes longer than opening the plan, or any choice
longer than two seconds. Under half of the request it takes half as long again as opening does.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.risk_speed import ACTIONS, REFERENCE, large_plan, seconds
from planner.analysis.money.portfolio import Portfolio, portfolio
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
LONGEST = 2.0
"""The most seconds that an official waits for a choice."""
USUAL = 0.8
"""In how many of the years an action costs anything."""


def five_years(*, is_uneven: bool = False) -> Plan:
    """The large plan with costs in five years: of one size for each action, or of any size."""
    lines = {row.id: row for row in _costs(random.Random(5), is_uneven=is_uneven)}
    return Plan(tables={**large_plan().tables, "costs": lines})


def _costs(dice: random.Random, *, is_uneven: bool) -> Iterator[Cost]:
    for n in range(1, ACTIONS + 1):
        size = 10 ** dice.uniform(3.7, 6.2)
        for year in YEARS:
            even = round(size * dice.uniform(0.6, 1.4), -3)
            if is_uneven or dice.random() < USUAL:
                yield Cost(
                    id=f"C-{n:03}{year % 10}",
                    action=f"A-{n:03}",
                    year=year,
                    mid=Decimal(dice.randint(2_000, 900_000) if is_uneven else even),
                    status=CostStatus.REQUESTED,
                    currency="EUR",
                )


def main() -> int:
    """Print the comparison; 1 when a choice takes too long."""
    slow = _compared("like a plan", five_years())
    slow |= _compared("of any size", five_years(is_uneven=True), begins="")
    return int(slow)


def _chosen_afresh(plan: Plan, asked: PortfolioConditions) -> Portfolio:
    """The choice from a plan about which nothing has been worked out yet."""
    return portfolio(Plan(tables=plan.tables), REFERENCE, asked)


def _compared(name: str, content: Plan, begins: str = SHARES[-1]) -> bool:
    """Whether a choice takes too long: that of the share with which the page begins, or any."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/plan.sqlite"
        details = PlanDetails(country="Home", currency="EUR", scope=Scope.ABROAD)
        create_plan("Bench", Store(address), "Large", details, content=content)
        opening = seconds(lambda: Store(address).load("Large"))
        plan = Store(address).load("Large")
    print(f"costs {name}: opening the plan {opening:.2f} s")
    slow, tops = False, requested(plan).ceilings
    for share in SHARES:
        asked = PortfolioConditions(
            ceilings={year: top * Decimal(share) for year, top in tops.items()}
        )
        taken = seconds(partial(_chosen_afresh, plan, asked))
        found = portfolio(plan, REFERENCE, asked)
        slow |= taken > (opening if share == begins else LONGEST)
        more = [one.at_most - one.cover for one in found.frontier]
        print(
            f"  {share:>4} of the request{taken:8.2f} s{taken / opening:7.0%}  chosen "
            f"{len(found.chosen)}, proven {more.count(0)} of {len(more)} steps, "
            f"others at most {max(more):g} more than {found.before:g} to {found.after:g}"
        )
    return slow


if __name__ == "__main__":
    sys.exit(main())
