"""Runs editors as processes: a crowd on the same cells, and one killed at a random moment."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from planner.plan import Plan
from planner.services.plans import create_plan
from planner.store import Store
from planner.tables import Audience, Ministry, PlanDetails, Programme
from tests.store.crowd import HOT, NAME

TOP = Path(__file__).parents[2]


def start(what: str, url: str, seed: int, edits: int = 0) -> subprocess.Popen[str]:
    """An editor at work."""
    command = [sys.executable, "-m", "tests.store.crowd", what, url, str(seed), str(edits)]
    return subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, text=True)


@dataclass(frozen=True)
class Tally:
    """What a crowd was told was kept, and what the plan and its log say."""

    acknowledged: Counter[str]
    kept: Counter[str]
    entries: int
    problems: int


def crowd(url: str, editors: int, edits: int) -> Tally:
    """Let many processes raise the same counters at once."""
    store = Store(url)
    content = Plan({"audiences": {
        row_id: Audience(id=row_id, title=row_id, posts=0)
        for row_id in (f"AU-{number + 1:02}" for number in range(HOT))
    }})  # fmt: skip
    create_plan("Editor", store, NAME, PlanDetails(), content=content)
    working = [start("count", url, seed, edits) for seed in range(editors)]
    said = [process.communicate(timeout=500)[0].split() for process in working]
    assert [process.returncode for process in working] == [0] * editors
    counters = {row.id: row.posts or 0 for row in store.load(NAME).of(Audience)}
    tally = Tally(
        acknowledged=Counter(line for lines in said for line in lines),
        kept=Counter({row_id: posts for row_id, posts in counters.items() if posts}),
        entries=len(store.entries(NAME)) - 1,
        problems=len(store.verify(NAME).problems),
    )
    store.close()
    return tally


def killed(url: str, seed: int) -> list[str]:
    """Kill an editor at a random moment; what is wrong with the plan afterwards, in words."""
    store = Store(url)
    if not store.plans():
        create_plan("Editor", store, NAME, PlanDetails(country="Exampleland"))
    store.close()
    process = start("story", url, seed)
    assert process.stdout
    heard = process.stdout.readline()
    if not heard:
        return [f"the editor did not start: it ended with {process.wait()}"]
    time.sleep(random.Random(seed).uniform(0, 0.03))
    process.send_signal(signal.SIGKILL)
    revisions = [int(line) for line in (heard + process.communicate()[0]).split()]
    store = Store(url)
    plan, problems = store.load(NAME), [str(p.message) for p in store.verify(NAME).problems]
    store.close()
    if plan.revision < max(revisions):
        problems.append(f"revision {max(revisions)} was acknowledged and is lost")
    owned = Counter(row.ministry for row in plan.of(Programme))
    if owned != Counter({row.id: 3 for row in plan.of(Ministry)}):
        problems.append("a changeset is half there")
    return problems
