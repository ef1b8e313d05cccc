"""How long twelve returns of 500 rows take to merge, and the same comparison by daff.

daff compares tables as issued, as returned and as they are now, one return after the other, and
looks for conflicts; `make bench` installs it, nothing else needs it.
"""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from planner.changes import insert
from planner.merge.compare import merge
from planner.merge.decide import settle
from planner.merge.returned import MinistryReturn, ReturnedRow
from planner.plan import Plan, table_named
from planner.services import plans
from planner.services.returns.desk import compare_files
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import Ministry, PlanDetails, Programme
from planner.values import to_text

daff: Any = importlib.import_module("daff")
MINISTRIES, ROWS, EDITED = 12, 500, 25
COLUMNS = [column.name for column in table_named("programmes").columns]
TODAY = date(2027, 3, 1)


def plan_of(chance: Random) -> Plan:
    """A plan in which every ministry has as many programmes."""
    ministries = [Ministry(id=f"M-{n:02d}", name=f"Ministry {n}") for n in range(1, MINISTRIES + 1)]
    programmes = [
        Programme(
            id=f"P-{number:04d}",
            reference=f"R-{number}",
            title=f"Programme {number} of districts {chance.randrange(1000)}",
            description=("What it does, for whom and where. " * chance.randrange(1, 6)).strip(),
            ministry=ministries[number % MINISTRIES].id,
            budget=Decimal(chance.randrange(1, 10**7)),
            start=date(2027, 1 + number % 12, 1),
            currency="EUR",
        )
        for number in range(1, MINISTRIES * ROWS + 1)
    ]
    rows = [PlanDetails(id="PLAN-1", title="Plan"), *ministries, *programmes]
    tables: dict[str, Any] = {}
    for row in rows:
        tables.setdefault(insert(row).table, {})[row.id] = row
    return Plan(tables=tables)


def edited(rows: dict[str, Programme], chance: Random, mark: str) -> dict[str, Programme]:
    """The rows with some titles and budgets changed."""
    changed = dict(rows)
    for row_id in chance.sample(sorted(rows), EDITED):
        title = f"{rows[row_id].title} {mark}"
        changed[row_id] = replace(
            rows[row_id], title=title, budget=Decimal(chance.randrange(10**6))
        )
    return changed


def returned(key: str, issued: dict[str, Programme], back: dict[str, Programme]) -> MinistryReturn:
    """A return of these rows."""
    rows = tuple(
        ReturnedRow(
            table="programmes",
            id=row.id,
            values={name: getattr(row, name) for name in COLUMNS if name != "id"},
        )
        for row in back.values()
    )
    tables = {"programmes": issued}
    return MinistryReturn(
        key=key, issued=Plan(tables=tables), rows=rows, tables=frozenset({"programmes"})
    )


def timed(name: str, work: Callable[[], object], runs: int = 5) -> float:
    """The shortest time of a few runs, printed."""
    times: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(f"{name:<62}{min(times):8.3f} s")
    return min(times)


def lines(rows: dict[str, Programme]) -> list[list[str]]:
    """The rows as a table of texts, as daff takes them."""
    body = [[to_text(getattr(row, name)) for name in COLUMNS] for row in rows.values()]
    return [COLUMNS, *body]


def by_daff(issued: list[Any], theirs: list[Any], ours: list[Any]) -> None:
    """The same comparison, one return after the other."""
    for parent, local, remote in zip(issued, ours, theirs, strict=True):
        tables = [
            daff.PythonTableView([list(row) for row in rows]) for rows in (parent, local, remote)
        ]
        flags = daff.CompareFlags()
        alignment = daff.Coopy.compareTables3(*tables, flags).align()
        daff.TableDiff(alignment, flags).hilite(daff.PythonTableView([]))


def of_files(plan: Plan, chance: Random) -> None:
    """The whole way: workbooks out, and back through the reading processes, phase by phase."""
    store = Store("sqlite://")
    plans.create_plan("Focal point", store, "Plan", PlanDetails(), content=plan)
    start = time.perf_counter()
    outbox = issue("Focal point", store, "Plan", today=TODAY)
    print(f"{'twelve workbooks written':<62}{time.perf_counter() - start:8.3f} s")
    content = [(file.name, file.content) for file in outbox.files]
    chance.shuffle(content)

    def take_back() -> None:
        compare_files("Focal point", store, "Plan", content)

    timed(f"twelve files taken back ({os.cpu_count()} cores)", take_back, runs=3)


def main() -> None:
    """Measure and print."""
    chance = Random(2027)
    plan = plan_of(chance)
    programmes = plan.by_id(Programme)
    shares = [
        {row.id: row for row in programmes.values() if row.ministry == f"M-{n:02d}"}
        for n in range(1, MINISTRIES + 1)
    ]
    backs = [edited(share, chance, "theirs") for share in shares]
    mine = [edited(share, chance, "ours") for share in shares]
    now = Plan(
        tables={**plan.tables, "programmes": {i: r for rows in mine for i, r in rows.items()}}
    )
    pairs = zip(shares, backs, strict=True)
    incoming = [returned(f"M-{n:02d}", share, back) for n, (share, back) in enumerate(pairs, 1)]

    merged = merge(now, incoming)
    print(
        f"{MINISTRIES} returns of {ROWS} rows, {len(COLUMNS)} columns; "
        f"{len(merged.accepted)} cells taken, {len(merged.cases)} conflicts"
    )
    ours = timed("merged and settled in one go", lambda: settle(merge(now, incoming)))
    tables = [[lines(rows) for rows in side] for side in (shares, backs, mine)]
    theirs = timed("the same by daff, one return after the other", lambda: by_daff(*tables), runs=2)
    print(f"daff takes {theirs / ours:.1f} times as long")
    of_files(plan, chance)


if __name__ == "__main__":
    main()
