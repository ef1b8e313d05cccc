"""What inspecting and importing a large workbook costs, beside calamine merely reading it.

Run: python benchmarks/import_speed.py [ROWS] [COLUMNS]    (100000 and 25 unless given)

A cost is processor time, here and in the process that reads the file, which a machine with other
work to do tells more steadily than the clock; the clock is printed beside it. Calamine comes last,
because this process never gives back the memory that its cells take.

At 100,000 rows of 25 columns calamine took 2.4 s on a busy machine with two cores. Opening costs
1.9 x: in the child calamine itself 2.0 s, inflating with care and looking for hidden rows, errors
and formulas 1.0 s, packing 0.6 s, starting 0.1 s; here unpacking 0.4 s. Inspecting costs 3.6 to
3.9 x, where 2 x is aimed at: to the above come 1.3 s for what each row is (total, section, remark)
and 2.3 s for a million typed values, a few microseconds apiece in plain Python. Previewing costs
5 x and applying 3.5 x. The child takes 360 MB, this process 390 MB for inspecting and 1 GB for
applying. A list of 200 rows costs 0.15 s, two thirds of which is the start of the child.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from planner.intake.inspection import inspect
from planner.intake.opening import open_book
from planner.services.importing.draft import open_draft
from planner.services.importing.preview import ImportPreview, apply_import
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
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Cost:
    """What a step took: seconds of the processor and of the clock, most megabytes here so far."""

    what: str
    here: float
    in_child: float
    clock: float
    memory: int


def main() -> None:
    """Make the workbook, take the costs, print them."""
    rows, columns = (int(text) for text in (*sys.argv[1:3], *("100000", "25")[len(sys.argv) - 1 :]))
    content = workbook(rows, max(columns, len(HEADERS)))
    print(f"{rows} rows of {columns} columns, {len(content) / 2**20:.1f} MB")
    costs = [cost("opened in the limited process", open_book, "a.xlsx", content)[0]]
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    costs.append(cost("inspected: typed rows", inspect, "a.xlsx", content)[0])
    costs += imported(content)
    bare, _ = cost("python-calamine reads it", bare_cells, content)
    for one in (*costs, bare):
        print(told(one, bare))
    print(f"most memory of the reading process: {child} MB")
    few = workbook(200, 12)
    once = [cost("a list of 200 rows inspected", inspect, "a.xlsx", few)[0] for _ in "12345"]
    print(told(sorted(once, key=lambda one: one.here + one.in_child)[len(once) // 2]))


def imported(content: bytes) -> Iterator[Cost]:
    """The costs of taking the workbook into an empty plan, and of handing it in again."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'plans.db'}")
        create_plan("benchmark", store, "plan", PlanDetails(country="Testland", currency="USD"))
        yield from taken_in(store, content, "a.xlsx")
        yield from taken_in(store, content + b"\0", "b.xlsx")
        store.close()


def taken_in(store: Store, content: bytes, name: str) -> Iterator[Cost]:
    """The costs of previewing one file, and of applying it where it changes something."""
    took, preview = cost("previewed", previewed, store, content, name)
    yield took
    print(preview.sentence)
    if preview.changes:
        yield cost("applied", apply_import, "benchmark", store, preview)[0]


def previewed(store: Store, content: bytes, name: str) -> ImportPreview:
    """What taking the file in would do."""
    return open_draft("benchmark", store, "plan", name, content).recall().preview()


def cost(what: str, run: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[Cost, T]:
    """Run it once; what it took, and what it came to."""
    before = [spent(resource.RUSAGE_SELF), spent(resource.RUSAGE_CHILDREN), time.perf_counter()]
    result = run(*args, **kwargs)
    after = [spent(resource.RUSAGE_SELF), spent(resource.RUSAGE_CHILDREN), time.perf_counter()]
    here, in_child, clock = (stop - start for start, stop in zip(before, after, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Cost(what, here, in_child, clock, memory), result


def spent(who: int) -> float:
    """Seconds of the processor so far, of this process or of those that it waited for."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def told(one: Cost, bare: Cost | None = None) -> str:
    """A line of the table; with the ratio of processor time to that of calamine alone."""
    both = one.here + one.in_child
    parts = f"{one.what:32} {both:7.2f} s ({one.here:.2f} here, {one.in_child:.2f} in the child)"
    ratio = f"  {both / bare.here:5.1f} x" if bare else ""
    return f"{parts}{ratio}  clock {one.clock:.2f} s  memory {one.memory} MB"


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
