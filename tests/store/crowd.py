"""One of many editors of one plan, run as a process of its own; it says what is done.

`count URL SEED EDITS` raises hot counters by one, and prints the counter for each edit that was
acknowledged. `story URL SEED 0` adds a ministry with three programmes at a time, and takes some out
again, until it is killed; it prints the revision of each changeset that was acknowledged.
"""

from __future__ import annotations

import random
import sys

from planner.changes import Conflict, Delete, Origin, OriginKind, SetCell, filled, insert
from planner.errors import StaleChange
from planner.services.editing import save
from planner.store import Store
from planner.tables import Audience, Ministry, Programme

NAME = "Plan"
ORIGIN = Origin(kind=OriginKind.GRID)
HOT = 20


def count(store: Store, choose: random.Random, edits: int) -> None:
    """Raise counters; a stale edit is refused with both values, and made again."""
    for _ in range(edits):
        row_id = f"AU-{choose.randrange(HOT) + 1:02}"
        while not _raised(store, row_id):
            pass
        _say(row_id)


def _raised(store: Store, row_id: str) -> bool:
    plan = store.load(NAME)
    posts = plan.get(Audience, row_id).posts or 0
    edit = SetCell(table="audiences", id=row_id, column="posts", before=posts, after=posts + 1)
    try:
        save("Editor", store, NAME, [edit], reason="", origin=ORIGIN, base_revision=plan.revision)
    except StaleChange as stale:
        (conflict,) = stale.conflicts
        assert isinstance(conflict, Conflict)
        assert (conflict.expected, conflict.wanted) == (posts, posts + 1)
        assert isinstance(conflict.found, int)
        assert conflict.found > posts
        return False
    return True


def story(store: Store, choose: random.Random) -> None:
    """Add four rows that belong together, or take four out, again and again."""
    while True:
        plan = store.load(NAME)
        if plan.of(Ministry) and choose.random() < 0.3:
            gone = choose.choice(plan.of(Ministry))
            rows = [gone, *(row for row in plan.of(Programme) if row.ministry == gone.id)]
            changes = [
                Delete(table="ministries" if row is gone else "programmes", id=row.id,
                       values=filled(row))
                for row in rows
            ]  # fmt: skip
        else:
            made = Ministry(id=next(plan.next_ids(Ministry)), name=f"Ministry {plan.revision}")
            ids = plan.next_ids(Programme)
            programmes = [Programme(id=next(ids), title="x", ministry=made.id) for _ in range(3)]
            changes = [insert(row) for row in (made, *programmes)]
        entry = save(
            "Editor", store, NAME, changes,
            reason="", origin=ORIGIN, base_revision=plan.revision,
        )  # fmt: skip
        _say(str(entry.revision))


def _say(done: str) -> None:
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    what, url, seed, edits = sys.argv[1:]
    if what == "count":
        count(Store(url), random.Random(int(seed)), int(edits))
    else:
        story(Store(url), random.Random(int(seed)))
