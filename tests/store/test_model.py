"""Random histories against plain dictionaries: the store is never anything else than they are."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planner.changes import Change, Delete, Insert, SetCell
from planner.errors import StaleChange, WrongValue
from planner.plan import Plan
from planner.services.editing import undo
from planner.store import Store
from tests.store.stories import DETAILS, NAME, changeset, make
from tests.strategies import FEW

Cells = dict[tuple[str, str], dict[str, str]]
WORDS = st.text("abc", min_size=1, max_size=3)


def cells(plan: Plan) -> Cells:
    """Titles and names, and who names whom, as plain dictionaries."""
    kept = {"ministries": ("name",), "programmes": ("title", "ministry")}
    return {
        (table.name, row.id): {name: str(getattr(row, name)) for name in kept[table.name]}
        for table, row in plan
        if table.name in kept
    }


class Histories(RuleBasedStateMachine):
    """Adds, edits, takes out and undoes, with the store read by two eyes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        url = f"sqlite:///{self.folder}/plans.sqlite"
        self.store, self.other = Store(url), Store(url)
        self.stood: list[Cells] = [{}]

    @initialize()
    def begin(self) -> None:
        make(self.store, DETAILS)
        self.stood.append({})

    @property
    def now(self) -> Cells:
        return self.stood[-1]

    def keep(self, expected: Cells, *changes: Change, base: int | None = None) -> None:
        made = changeset(*changes, base=self.revision if base is None else base)
        self.store.append(NAME, made)
        self.stood.append(expected)

    @property
    def revision(self) -> int:
        return len(self.stood) - 1

    @rule(name=WORDS)
    def add_a_ministry(self, name: str) -> None:
        number = (
            max([0, *(int(i[2:]) for at in self.stood for t, i in at if t == "ministries")]) + 1
        )
        added = Insert(table="ministries", id=f"M-{number:02}", values={"name": name})
        if any(row.get("name") == name for row in self.now.values()):
            self.refused(WrongValue, added)
            return
        self.keep({**self.now, ("ministries", added.id): {"name": name}}, added)

    @rule(title=WORDS, at=st.integers(0, 99), late=st.booleans())
    def add_a_programme(self, title: str, at: int, late: bool) -> None:
        """Late means: numbered on the last revision but one, as two people do at once."""
        ministries = ["", *sorted(i for t, i in self.now if t == "ministries")]
        base = self.revision - (1 if late and self.revision > 1 else 0)
        values = {"title": title, "ministry": ministries[at % len(ministries)]}
        added = Insert(table="programmes", id=self._next_programme(base), values=values)
        fresh = self._next_programme(self.revision)
        self.keep({**self.now, ("programmes", fresh): values}, added, base=base)

    def _next_programme(self, revision: int) -> str:
        until = self.stood[: revision + 1]
        used = [int(i[2:]) for at in until for t, i in at if t == "programmes"]
        return f"P-{max([0, *used]) + 1:04}"

    @precondition(lambda self: any(t == "programmes" for t, _ in self.now))
    @rule(title=WORDS, at=st.integers(0, 99))
    def set_a_title(self, title: str, at: int) -> None:
        rows = sorted(row_id for table, row_id in self.now if table == "programmes")
        key = ("programmes", rows[at % len(rows)])
        before = self.now[key]["title"]
        change = SetCell(table=key[0], id=key[1], column="title", before=before, after=title)
        self.keep({**self.now, key: {**self.now[key], "title": title}}, change)

    @precondition(lambda self: len(self.now) > 0)
    @rule(at=st.integers(0, 99))
    def take_a_row_out(self, at: int) -> None:
        key = sorted(self.now)[at % len(self.now)]
        values = {name: text for name, text in self.now[key].items() if text}
        out = Delete(table=key[0], id=key[1], values=values)
        if any(row.get("ministry") == key[1] for row in self.now.values()):
            self.refused(WrongValue, out)
            return
        self.keep({k: row for k, row in self.now.items() if k != key}, out)

    @precondition(lambda self: len(self.now) > 0)
    @rule(at=st.integers(0, 99))
    def expect_what_is_not_so(self, at: int) -> None:
        table, row_id = sorted(self.now)[at % len(self.now)]
        column = "name" if table == "ministries" else "title"
        change = SetCell(table=table, id=row_id, column=column, before="not so", after="x")
        self.refused(StaleChange, change)

    @precondition(lambda self: self.revision > 1)
    @rule(at=st.integers(0, 99))
    def undo_one(self, at: int) -> None:
        revision = 2 + at % (self.revision - 1)
        try:
            undone = undo("Focal point", self.store, NAME, revision)
        except WrongValue:  # a name that came back is taken by now
            return
        if undone.entry is not None:
            self.stood.append(cells(self.store.load(NAME)))
            if revision == self.revision - 1:
                assert not undone.left
                assert self.now == self.stood[revision - 1]

    def refused(self, kind: type[Exception], change: Change) -> None:
        try:
            self.store.append(NAME, changeset(change, base=self.revision))
        except kind:
            return
        raise AssertionError(f"{change} was kept")

    @invariant()
    def both_eyes_see_what_the_dictionaries_hold(self) -> None:
        if self.revision:
            assert cells(self.store.load(NAME)) == self.now
            assert self.other.load(NAME) == self.store.load(NAME)
            assert self.other.load(NAME).last_numbers == self.store.load(NAME).last_numbers

    def teardown(self) -> None:
        if self.revision:
            assert self.store.verify(NAME).problems == ()
            past = [cells(self.other.load(NAME, revision)) for revision in range(len(self.stood))]
            assert past == self.stood
        for store in (self.store, self.other):
            store.close()
        shutil.rmtree(self.folder)


TestHistories = Histories.TestCase
TestHistories.settings = settings(FEW, stateful_step_count=15)
