"""How long the files out of a plan of ten thousand programmes take, beside writing bare cells."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar

import openpyxl
import xlsxwriter

from planner.analysis.plans.release import at_level
from planner.choices import Classification, CostStatus, LinkState, Strength
from planner.exports.edition import Edition
from planner.exports.export_kinds import CABINET, EXPORTS, PACKAGE, PLAN
from planner.intake.plans import plan_package, plan_workbook
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row, table_of
from planner.tables import Action, ActionRisk, Cost, Link, Ministry, PlanDetails, Programme

PROGRAMMES: Final = 10_000
ACTIONS: Final = 300
MINISTRIES: Final = 25
Result = TypeVar("Result")


def large_plan(programmes: int = PROGRAMMES, actions: int = ACTIONS) -> Plan:
    """Ten thousand programmes with a confirmed link each, three hundred actions with costs."""
    catalogue = load().actions
    rows: list[Row] = [
        PlanDetails(id="PLAN-1", title="A large plan", country="Anywhere", currency="EUR")
    ]
    rows += [Ministry(id=f"M-{n:02}", name=f"Ministry {n}") for n in range(1, MINISTRIES + 1)]
    for n in range(1, programmes + 1):
        title = f"Programme {n} for courts, water and schools in the districts of the north"
        ministry, action = f"M-{n % MINISTRIES + 1:02}", catalogue[n % len(catalogue)].id
        rows.append(
            Programme(id=f"P-{n:04}", title=title, ministry=ministry, budget=Decimal(1000 + n))
        )
        rows.append(
            Link(id=f"L-{n:05}", programme=f"P-{n:04}", action=action, state=LinkState.CONFIRMED,
                 strength=Strength.INDIRECT, reason="Reaches the same people in the same places.")
        )  # fmt: skip
    for n in range(1, actions + 1):
        start, end = date(2027, 1, 1), date(2029, 12, 31)
        lead = f"M-{n % MINISTRIES + 1:02}"
        rows.append(Action(id=f"A-{n:03}", title=f"Action {n}", lead=lead, start=start, end=end))
        rows.append(ActionRisk(id=f"AR-{n:04}", action=f"A-{n:03}", risk_factor=str(n % 14 + 1)))
        rows += [
            Cost(id=f"C-{n:04}-{year}", action=f"A-{n:03}", year=year, mid=Decimal(n * 100),
                 status=CostStatus.REQUESTED)
            for year in (2027, 2028, 2029)
        ]  # fmt: skip
    tables: dict[str, dict[str, Row]] = {}
    for row in rows:
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables, name="large", revision=1)


def bare_cells(rows: int, columns: int) -> bytes:
    """As many text cells as the programme map has, written by the library alone."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            for column in range(columns):
                sheet.write_string(row, column, f"text {row} {column}")
    return out.getvalue()


def bare_copy(content: bytes) -> float:
    """How many seconds of the processor the library alone takes to write the same cells."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [[list(row) for row in sheet.values] for sheet in book]
    start = time.process_time()
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as copy:
        for rows in sheets:
            sheet = copy.add_worksheet()
            for number, row in enumerate(rows):
                for at, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, at, value)
    return time.process_time() - start


def beside_bare(what: str, plan: Plan, kind: str, wished: float) -> None:
    """Print how many times as long as the bare library a workbook takes, and what is wished."""
    release = at_level(plan, Classification.RESTRICTED)
    edition = Edition(release=release, today=date(2027, 3, 1), now=datetime(2027, 3, 1, tzinfo=UTC))
    start = time.process_time()
    content = EXPORTS[kind].maker(edition, load(), Voice())
    took, bare = time.process_time() - start, bare_copy(content)
    print(f"{what:<46} {took:6.2f} s, {took / bare:.1f} times the bare cells (wished: {wished})")


def timed(what: str, work: Callable[[], Result]) -> Result:
    """Do it, and print how long it took."""
    start = time.perf_counter()
    result = work()
    size = f", {len(result) / 1e6:.1f} MB" if isinstance(result, bytes) else ""
    print(f"{what:<46} {time.perf_counter() - start:6.2f} s{size}")
    return result


def main() -> None:
    """Time every way out of the large plan, and back."""
    plan, reference, voice = large_plan(), load(), Voice()
    release = timed("releasing at a level", lambda: at_level(plan, Classification.GOVERNMENT))
    edition = Edition(release=release, today=date(2027, 3, 1), now=datetime(2027, 3, 1, tzinfo=UTC))
    timed("bare cells, as many as its largest sheet", lambda: bare_cells(PROGRAMMES, 11))
    made = {
        kind: timed(str(one.label), partial(one.maker, edition, reference, voice))
        for kind, one in EXPORTS.items()
    }
    beside_bare("cabinet workbook, 300 actions", large_plan(ACTIONS, ACTIONS), CABINET, 4)
    beside_bare("whole plan, 20,000 rows", plan, PLAN, 1.5)
    timed("reading the workbook back", lambda: plan_workbook.read(made[PLAN]))
    timed("reading the package back", lambda: plan_package.read(made[PACKAGE]))


if __name__ == "__main__":
    main()
