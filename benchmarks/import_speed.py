"""How long inspecting and importing a large workbook takes, beside calamine merely reading it.

Run: python benchmarks/import_speed.py [ROWS] [COLUMNS]    (100000 and 25 unless given)
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from planner.formats.inspection import inspect
from planner.formats.opening import open_book
from planner.services.importing import apply_import, preview_import
from planner.services.plans import create_plan
from planner.store import Store
from planner.tables import PlanDetails

HEADERS = [
    "Project ID", "Project title", "Implementing ministry", "Purpose code", "Country",
    "Start date", "End date", "Budget (USD)", "Status", "Description",
]  # fmt: skip
WORDS = (
    "peace water school road justice health rights land youth women reform training radio".split()
)
MINISTRIES = "Health Justice Interior Defence Finance Education Agriculture Planning".split()
T = TypeVar("T")


def main() -> None:
    """Make the workbook, take the times, print them."""
    rows, columns = (int(text) for text in (*sys.argv[1:3], *("100000", "25")[len(sys.argv) - 1 :]))
    content = workbook(rows, max(columns, len(HEADERS)))
    print(f"{rows} rows of {columns} columns, {len(content) / 2**20:.1f} MB")
    bare, _ = timed("python-calamine reads it", lambda: bare_cells(content))
    timed("opened in the limited process", lambda: open_book("big.xlsx", content), bare)
    timed("inspected: typed rows", lambda: inspect("big.xlsx", content), bare)
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'plans.db'}")
        create_plan("benchmark", store, "plan", PlanDetails(country="Testland", currency="USD"))
        _, preview = timed(
            "previewed",
            lambda: preview_import("benchmark", store, "plan", content, "big.xlsx"),
            bare,
        )
        timed("applied", lambda: apply_import("benchmark", store, preview), bare)
        print(preview.sentence)
        again = content + b"\0"
        _, second = timed(
            "previewed again",
            lambda: preview_import("benchmark", store, "plan", again, "b.xlsx"),
            bare,
        )
        print(second.sentence)
        store.close()
    usage = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(f"most memory: {usage[0] // 1024} MB here, {usage[1] // 1024} MB in the reading process")


def timed(what: str, run: Callable[[], T], bare: float = 0.0) -> tuple[float, T]:
    """Run it, print how long it took and how that compares, and give both back."""
    start = time.perf_counter()
    result = run()
    took = time.perf_counter() - start
    print(f"{what:32} {took:7.2f} s" + (f"  {took / bare:5.1f} x" if bare else ""))
    return took, result


def bare_cells(content: bytes) -> int:
    """All cells of the workbook through python-calamine alone."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return len(book.get_sheet_by_index(0).to_python(skip_empty_area=False))


def workbook(rows: int, columns: int) -> bytes:
    """A workbook of programmes as an aid database exports them, with columns nobody asked for."""
    out = io.BytesIO()
    book = Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Programmes")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    chance = random.Random(1)
    headers = HEADERS + [f"Column {n}" for n in range(len(HEADERS), columns)]
    sheet.write_row(0, 0, headers)
    for row in range(1, rows + 1):
        for column, value in enumerate(_values(row, columns, chance)):
            if isinstance(value, datetime):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            else:
                sheet.write_string(row, column, value)
    book.close()
    return out.getvalue()


def _values(row: int, columns: int, chance: random.Random) -> list[str | float | datetime]:
    start = date(2010, 1, 1) + timedelta(days=row % 3000)
    values: list[str | float | datetime] = [
        f"PR-{row:06d}",
        f"{' '.join(chance.choices(WORDS, k=5))} {row}",
        f"Ministry of {chance.choice(MINISTRIES)}",
        chance.choice(["15110", "15130", "11220", "12220", "31120"]),
        chance.choice(["Burundi", "Kenya", "Mali"]),
        datetime(start.year, start.month, start.day),  # noqa: DTZ001  # a cell has no zone
        datetime(start.year + 3, 12, 31),  # noqa: DTZ001  # a cell has no zone
        round(chance.random() * 1e6, 2),
        chance.choice(["ongoing", "completed"]),
        " ".join(chance.choices(WORDS, k=12)),
    ]
    for column in range(len(values), columns):
        values.append(chance.random() * 100 if column % 2 else chance.choice(WORDS))
    return values


if __name__ == "__main__":
    main()
