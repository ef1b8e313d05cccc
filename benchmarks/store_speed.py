"""How quickly the store keeps and reads a plan of 10,000 programmes, beside bare sqlite3 doing so.

`python benchmarks/store_speed.py` prints seconds, best of three. With `--endurance` it also lets
8 processes make 4,000 edits on 20 rows, and kills a writer 300 times; that takes some minutes.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP))

from planner.changes import Change, Changeset, Origin, OriginKind, SetCell, insert  # noqa: E402 -- found once the folder above is on the path
from planner.plan import Plan  # noqa: E402 -- as above
from planner.services.editing import undo  # noqa: E402 -- as above
from planner.store import Store  # noqa: E402 -- as above
from planner.tables import Ministry, PlanDetails, Programme  # noqa: E402 -- as above
from planner.values import to_text  # noqa: E402 -- as above
from tests.store.processes import crowd, killed  # noqa: E402 -- as above

T = TypeVar("T")
MANY = 10_000


def programmes() -> list[Programme]:
    """Programmes as wide as real ones: fourteen filled columns and a paragraph of description."""
    paragraph = " ".join(["Training of mediators in districts with disputes over land."] * 4)
    return [
        Programme(
            id=f"P-{number:04}",
            reference=f"{number:06}",
            title=f"Prevention programme number {number}",
            description=paragraph,
            ministry="M-01",
            purpose_code="15220",
            country="Exampleland",
            start=date(2026, 1, 1),
            end=date(2029, 12, 31),
            budget=Decimal("12500.50"),
            currency="EUR",
            note="As reported",
        )
        for number in range(1, MANY + 1)
    ]


def timed(what: str, act: Callable[[], T], times: int = 3) -> T:
    """Do it some times and print the best time."""
    best, result = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        result = act()
        best = min(best, time.perf_counter() - start)
    print(f"{what:<58} {best:8.3f} s")
    return result  # type: ignore[return-value]  # it was done at least once


def bare(folder: Path, rows: list[Programme]) -> None:
    """The same rows through sqlite3 alone, without log, checks or values."""
    names = list(Programme.__dataclass_fields__)

    def write() -> None:
        (folder / "bare.sqlite").unlink(missing_ok=True)
        connection = sqlite3.connect(folder / "bare.sqlite")
        connection.execute(f"CREATE TABLE programmes ({', '.join(names)})")
        marks = ", ".join("?" * len(names))
        texts = [[to_text(getattr(row, name)) for name in names] for row in rows]
        connection.executemany(f"INSERT INTO programmes VALUES ({marks})", texts)
        connection.commit()
        connection.close()

    def read() -> int:
        connection = sqlite3.connect(folder / "bare.sqlite")
        found = connection.execute("SELECT * FROM programmes").fetchall()
        connection.close()
        return len(found)

    timed("bare sqlite3: write the rows alone", write)
    timed("bare sqlite3: fetch their texts", read)
    timed("bare json: the rows as text and back", lambda: json.loads(json.dumps(
        [{name: to_text(getattr(row, name)) for name in names} for row in rows])))  # fmt: skip


def measure(folder: Path) -> None:
    """Create, read, edit, catch up, look back, verify and undo."""
    rows, url = programmes(), f"sqlite:///{folder}/plans.sqlite"
    first = [PlanDetails(id="PLAN-1", country="Exampleland"), Ministry(id="M-01", name="Justice")]
    store = Store(url)
    store.create("Plan", _changeset(map(insert, first), 0))
    bare(folder, rows)
    timed(f"import {MANY} programmes as one changeset",
          lambda: store.append("Plan", _changeset(map(insert, rows), 1)), times=1)  # fmt: skip
    plan = timed("open the plan afresh", lambda: _fresh(url))
    timed("open it again, nothing changed", lambda: store.load("Plan"))
    timed("change one cell and open the plan", lambda: _retitle(store, "P-0001"))
    timed("open the plan as it stood before the import", lambda: store.load("Plan", 1))
    timed("read the whole log", lambda: store.entries("Plan"))
    timed("verify log and rows", lambda: store.verify("Plan"))
    timed("undo the import", lambda: undo("Focal point", store, "Plan", 2), times=1)
    assert len(plan.of(Programme)) == MANY
    store.close()


def endure(folder: Path) -> None:
    """The promises at full size: nothing lost, nothing half done."""
    tally = crowd(f"sqlite:///{folder}/crowd.sqlite", editors=8, edits=500)
    lost = tally.acknowledged.total() - tally.kept.total()
    print(f"8 processes, {tally.acknowledged.total()} edits acknowledged, lost: {lost}")
    wrong = [seed for seed in range(300) if killed(f"sqlite:///{folder}/kills.sqlite", seed)]
    print(f"300 kills, plans half done or edits lost: {len(wrong)} {wrong}")


def _fresh(url: str) -> Plan:
    store = Store(url)
    plan = store.load("Plan")
    store.close()
    return plan


def _retitle(store: Store, row_id: str) -> Plan:
    plan = store.load("Plan")
    title = plan.get(Programme, row_id).title
    edit = SetCell(table="programmes", id=row_id, column="title", before=title, after=f"{title}.")
    store.append("Plan", _changeset([edit], plan.revision))
    return store.load("Plan")


def _changeset(changes: Iterable[Change], base: int) -> Changeset:
    origin = Origin(kind=OriginKind.IMPORT)
    return Changeset(actor="Planning unit", reason="Measured", origin=origin,
                     changes=tuple(changes), base_revision=base)  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name))
        if "--endurance" in sys.argv:
            endure(Path(name))
