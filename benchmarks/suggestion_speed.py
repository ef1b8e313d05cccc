"""How long first suggestions for 5,000 programmes take on one processor.

Run: python benchmarks/suggestion_speed.py

The titles are the judged ones, each with the number of a lot so that none is read from memory. The
time is that of the processor, making the suggester ready included. A plan may take 3 seconds.
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from typing import Final

from planner.analysis.mapping.suggestions import Subject, Suggester
from planner.reference import load

JUDGED: Final = Path(__file__).parent.parent / "tests" / "data" / "judged"
PROGRAMMES: Final = 5_000
ALLOWED: Final = 3.0


def main() -> None:
    """Ask once about each, and say how long it took."""
    rows = [
        row
        for path in sorted(JUDGED.glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    subjects = [
        Subject(id=f"P-{number}", title=f"{row['title']}, lot {number}", codes=(row["code"],))
        for number in range(PROGRAMMES)
        for row in [rows[number % len(rows)]]
    ]
    reference = load()
    started = time.process_time()
    made = Suggester(reference)
    ready = time.process_time()
    for subject in subjects:
        made.suggest(subject)
    taken = time.process_time() - started
    sys.stdout.write(
        f"{PROGRAMMES} programmes: {taken:.2f} s of one processor "
        f"({ready - started:.2f} s to make ready), {ALLOWED:.0f} s allowed\n"
    )


if __name__ == "__main__":
    main()
