"""Good files of every format, and what chance makes of them: flipped, cut, swapped, edited within.

Run: python -m tests.intake.mutations [COUNT] [SEED]    (20000 and 1 unless given)
Every file is read in a process of its own with the rights that the real one has. One in fifty is
the real one, started anew; the others are forked from this one, so that thousands take minutes.
"""

from __future__ import annotations

import io
import os
import random
import select
import signal
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.errors import PlannerError
from planner.intake.confined import main as child
from planner.intake.confined.confining import confine
from planner.intake.confined.wire import Frame, received
from planner.intake.inspection import Inspection, ReadOptions, inspect_book
from planner.intake.inspection_json import as_json
from planner.intake.limits import LIMITS, Limits
from planner.intake.opening import BookBuilder, Reading, open_book, read_in_child
from planner.values import to_text
from tests.intake.difficult.making import workbook
from tests.intake.iati_files import ONE, TWO
from tests.intake.locked_workbooks import PASSWORD, locked

MADE = Path(__file__).parents[1] / "data" / "made"
ODD = MADE.parent / "real" / "odd"
REAL = 50  # one in so many is read as the planner reads it
PATIENCE = 20  # seconds of the processor for one file
STUCK = 300  # seconds by the clock without a word of a reading process
_PIECES = ("9" * 40, "-1", "1048577", "XFD1048576", "&#0;", "<", "'", "\u202e", "0", "true", "ns:")
_WORDS = [b"r=", b"s=", b"t=", b"ref=", b"count=", b"r:id=", b"<v>", b"<c ", b"<row", b"</c>"]

GOOD = {
    "good.xlsx": workbook(
        {
            "A": [
                ["Title", "Ministry", "Budget", "Start"],
                ["Courts", "Law", 1, date(2027, 1, 1)],
                ["Police", "Peace", 2.5, "=1+1"],
            ],
            "B": [["Code", "Name"], ["01", "x"]],
        }
    ),
    "merged.xlsx": (ODD / "input-merged.xlsx").read_bytes(),
    "good.csv": "Title;Ministry;Budget\nÉcoles;Éducation;1 250,50\n\"Police\";Paix;3\n".encode(),
    "wide.tsv": "Title\tBudget\nÉcoles\t1\nPolice\t2\n".encode("utf-16"),
    "good.xls": (ODD / "deaths.xls").read_bytes(),
    "good.ods": (ODD / "merged_cells.ods").read_bytes(),
    "good.xlsb": (ODD / "issue_666_lost_sheets.xlsb").read_bytes(),
    "two.xml": TWO.encode(),
    "one.xml": ONE.encode(),
    "page.html": b"<table><tr><th>Title<th colspan=2>Budget<tr><td rowspan=2>A<td>1<tr><td>2",
    "locked.xlsx": (ODD / "pass_protected.xlsx").read_bytes(),
    "locked.ods": (ODD / "pass_protected.ods").read_bytes(),
    "hidden.xls": (MADE / "hidden.xls").read_bytes(),
    "hidden.ods": (MADE / "hidden.ods").read_bytes(),
    "opened.xlsx": locked(),
}  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The bytes changed a few times, in themselves or, of a zip archive, within a part."""
    if content.startswith(b"PK") and chance.random() < 0.6:
        return _within(content, chance)
    return _changed(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        if len(changed) >= 8:
            chance.choice(_WAYS)(changed, chance.randrange(len(changed)), chance)
    return bytes(changed)


def _flip(changed: bytearray, at: int, chance: random.Random) -> None:
    changed[at] ^= 1 << chance.randrange(8)


def _overwrite(changed: bytearray, at: int, chance: random.Random) -> None:
    changed[at] = chance.randrange(256)


def _take_out(changed: bytearray, at: int, chance: random.Random) -> None:
    del changed[at : at + chance.randint(1, 40)]


def _double(changed: bytearray, at: int, chance: random.Random) -> None:
    changed[at:at] = changed[at : at + chance.randint(1, 40)]


def _copy(changed: bytearray, at: int, chance: random.Random) -> None:
    other = chance.randrange(len(changed))
    changed[at : at + 20] = changed[other : other + 20]


def _put_in(changed: bytearray, at: int, chance: random.Random) -> None:
    changed[at:at] = chance.choice(_PIECES).encode()


def _cut(changed: bytearray, at: int, chance: random.Random) -> None:
    if chance.random() < 0.3:
        del changed[max(8, at) :]


_WAYS = (_flip, _overwrite, _take_out, _double, _copy, _put_in, _cut)


def _within(content: bytes, chance: random.Random) -> bytes:
    """The archive with one or two of its parts changed, left out, or given for one another."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(list(parts))
        match chance.randrange(4):
            case 0:
                parts[name] = parts[chance.choice(list(parts))]
            case 1 if len(parts) > 1:
                del parts[name]
            case 2:
                parts[name] = _worded(parts[name], chance)
            case _:
                parts[name] = _changed(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def _worded(part: bytes, chance: random.Random) -> bytes:
    """The XML with something written right behind a word that readers look for."""
    word = chance.choice(_WORDS)
    places = [at for at in range(len(part)) if part.startswith(word, at)]
    if not places:
        return part
    at = chance.choice(places) + len(word)
    return part[:at] + chance.choice(_PIECES).encode() + part[at + chance.randrange(4) :]


def check(found: Inspection) -> None:
    """What holds of every inspection: it can be said, its values read back, its rows add up."""
    as_json(found, with_rows=True)
    for table in found.tables:
        taken, skipped = set(table.roles.rows), {one.row for one in table.roles.skipped}
        assert not taken & skipped
        for row in table.rows:
            assert all(to_text(value) for value in row.values.values())


def read_in_fork(settings: Frame, content: bytes, limits: Limits, arrived: BookBuilder) -> bool:
    """Let a fork of this process read the content, under the limits that the real one has."""
    out_of, into = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(out_of)
        _read_and_end(into, settings, content, limits)
    os.close(into)
    with os.fdopen(out_of, "rb") as pipe:
        answered, _, _ = select.select([pipe], [], [], STUCK)
        if not answered:
            os.kill(pid, signal.SIGKILL)
        for frame in received(pipe):
            arrived.take(frame)
    return os.waitpid(pid, 0)[1] == 0


def _read_and_end(into: int, settings: Frame, content: bytes, limits: Limits) -> None:
    """Read, send, and end this fork whatever happens, as the real process would."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with os.fdopen(into, "wb") as pipe:
            confine(limits)
            child.read(pipe, content, settings, limits)
        code = 0
    finally:
        os._exit(code)


def outcome(name: str, content: bytes, read: Reading) -> str:
    """What becomes of a file: "tables", or the kind of sentence; anything else is raised."""
    limits = replace(LIMITS, memory_bytes=2**30, cpu_seconds=PATIENCE, wall_seconds=STUCK)
    try:
        book = open_book(name, content, limits, password=PASSWORD, read=read)
        check(inspect_book(book, ReadOptions(), ""))
    except PlannerError as refused:
        said = str(refused)
        assert said.startswith(name), said
        return "stopped" if "stopped" in said else "refused"
    return "tables"


def spent() -> float:
    """Seconds of the processor that this process and those it waited for have taken."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def run(count: int, seed: int, tell: Callable[[str], object]) -> Counter[str]:
    """Read that many mutations; a finding is told with the numbers that make it again."""
    found: Counter[str] = Counter()
    names = list(GOOD)
    for number in range(count):
        name = names[number % len(names)]
        chance = random.Random(f"{seed} {number}")
        content = mutated(GOOD[name], chance)
        before = spent()
        try:
            found[outcome(name, content, read_in_fork if number % REAL else read_in_child)] += 1
        except BaseException:
            tell(f"seed {seed}, number {number}, {name}: this is what it came to")
            raise
        if spent() - before > PATIENCE:
            tell(f"seed {seed}, number {number}, {name}: took too long")
            found["slow"] += 1
    return found


def main() -> None:
    """Read the mutations and print what became of them; fail when one took too long."""
    count, seed = (int(text) for text in (*sys.argv[1:3], *("20000", "1")[len(sys.argv) - 1 :]))
    found = run(count, seed, lambda line: print(line, file=sys.stderr))  # noqa: T201  # it is what it prints
    print(", ".join(f"{number} {what}" for what, number in sorted(found.items())))  # noqa: T201  # as above
    sys.exit(bool(found["slow"]))


if __name__ == "__main__":
    main()
