"""Kills the planner in the middle of what it does, and looks at what is left.

    python -m tests.store.kills [TIMES] [SEED]

kills each operation so many times on each database there is (`make reliability`): half of them
before or after a statement of SQL or a commit, half at a random moment. It prints what is wrong.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from openpyxl import load_workbook
from sqlalchemy import event

from planner.changes import Entry
from planner.choices import Classification
from planner.cli.opened_plan import write_file
from planner.exports.export_kinds import PACKAGE
from planner.plan import Plan
from planner.schema import table_of
from planner.services import editing, exporting, operation, plans
from planner.services.importing.draft import open_draft
from planner.services.importing.preview import ImportOptions, ImportPreview, apply_import
from planner.services.returns.applying import apply_desk
from planner.services.returns.desk import ReturnDesk, compare_files
from planner.services.returns.issuing import issue
from planner.store import LedgerKind, Store
from planner.tables import Ministry, PlanDetails, Programme
from tests.postgresql import server
from tests.store.stories import set_title

NAME, ACTOR, NOON = "Plan", "Planning unit", datetime(2027, 3, 1, 12, tzinfo=UTC)
LIST = b"Reference;Title;Ministry\n" + b"".join(
    f"R-{n};A programme of courts, number {n};Ministry of Justice\n".encode() for n in range(30)
)
MINISTRIES = 3


@dataclass(frozen=True)
class Scene:
    """A database with a plan, and what is about to happen to it."""

    url: str
    folder: Path
    preview: ImportPreview
    desk: ReturnDesk


Operation = Callable[[Store, Scene], object]


def _import(store: Store, scene: Scene) -> Entry | None:
    return apply_import(ACTOR, store, scene.preview)


def _undo(store: Store, _scene: Scene) -> object:
    return editing.undo(ACTOR, store, NAME, 2)


def _merge(store: Store, scene: Scene) -> object:
    return apply_desk(ACTOR, store, scene.desk)


def _issue(store: Store, _scene: Scene) -> object:
    return issue(ACTOR, store, NAME, today=NOON.date())


def _export(store: Store, scene: Scene) -> None:
    made = exporting.export(
        ACTOR, store, NAME, PACKAGE, level=Classification.RESTRICTED, today=date(2027, 3, 1),
        now=NOON,
    )  # fmt: skip
    write_file(scene.folder / "out.zip", made.content)


def _backup(store: Store, scene: Scene) -> object:
    return operation.backup(ACTOR, store, scene.folder / "new.backup")


def _restore(store: Store, scene: Scene) -> object:
    return operation.restore(ACTOR, store, scene.folder / "old.backup")


OPERATIONS: dict[str, Operation] = {
    "import": _import, "undo": _undo, "merge": _merge, "issue": _issue, "export": _export,
    "backup": _backup, "restore": _restore,
}  # fmt: skip


def make(url: str, folder: Path) -> Scene:
    """The scene of every kill: a plan of two revisions, an import, a return and a backup ready."""
    os.environ["R2P_PLANNER_HOME"] = str(folder)
    store = Store(url)
    ministries = [Ministry(id=f"M-0{n + 1}", name=f"Ministry {n + 1}") for n in range(MINISTRIES)]
    programmes = [
        Programme(id=f"P-000{n + 1}", title=f"Programme {n + 1}", ministry=row.id, reference=str(n))
        for n, row in enumerate(ministries)
    ]
    content = Plan({
        "ministries": {row.id: row for row in ministries},
        "programmes": {row.id: row for row in programmes},
    })  # fmt: skip
    details = PlanDetails(country="Exampleland", currency="EUR")
    plans.create_plan(ACTOR, store, NAME, details, content=content)
    operation.backup(ACTOR, store, folder / "old.backup")
    sent = issue(ACTOR, store, NAME, today=NOON.date(), ministries=["M-01"]).files[0]
    origin = store.entry(NAME, 1).changeset.origin
    changes = [set_title(row.id, row.title, f"{row.title}, changed") for row in programmes]
    editing.save(ACTOR, store, NAME, changes, reason="x", origin=origin, base_revision=1)
    options = ImportOptions()
    draft = open_draft(ACTOR, store, NAME, "list.csv", LIST, options)
    scene = Scene(
        url=url,
        folder=folder,
        preview=draft.recall().preview(),
        desk=compare_files(ACTOR, store, NAME, [(sent.name, _edited(sent.content))]),
    )
    store.close()
    return scene


def _edited(content: bytes) -> bytes:
    """The workbook as a ministry returns it, with words that nobody else wrote."""
    book = load_workbook(io.BytesIO(content))
    sheet = next(one for one in book.worksheets if one.title == str(table_of(Programme).title))
    label = table_of(Programme).label("description")
    place: Any = next(
        cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(str(label))
    )
    sheet.cell(place.row + 1, place.column, "New words of the ministry")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def killed(scene: Scene, operation_: str, *, point: int = 0, after: float = 0.0) -> int:
    """Do it in a process of its own that is killed; at how many points it could have been.

    The points are before and after each statement and each commit, counted from 1; without one the
    process is killed some seconds `after` its start, and at no time without that.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reader)
            store = Store(scene.url)
            passed = _dying_at(store.database.engine, point)
            os.write(writer, b"+")
            OPERATIONS[operation_](store, scene)
            os.write(writer, str(passed()).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.read(reader, 1)
    if after:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    said = os.read(reader, 20)
    os.close(reader)
    os.waitpid(child, 0)
    return int(said or 0)


def _dying_at(engine: sa.Engine, point: int) -> Callable[[], int]:
    passed = 0

    def pass_by(*_facts: Any) -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(engine, name, pass_by)
    return lambda: passed


def wrong(scene: Scene, operation_: str) -> Iterator[str]:
    """What is half there or falsely on record, and whether it can be done again."""
    store = Store(scene.url)
    try:
        yield from _broken(store)
        yield from _half(store, scene)
        if operation_ not in ("undo", "merge") or store.load(NAME).revision == 2:
            OPERATIONS[operation_](store, _again(store, scene, operation_))
        yield from (f"afterwards: {said}" for said in (*_broken(store), *_half(store, scene)))
    finally:
        store.close()


def _again(store: Store, scene: Scene, operation_: str) -> Scene:
    """The same looked at anew, as a person does when the plan has moved on."""
    if operation_ == "import" and store.load(NAME).revision > 2:
        draft = open_draft(ACTOR, store, NAME, "list.csv", LIST, ImportOptions())
        return Scene(scene.url, scene.folder, draft.recall().preview(), scene.desk)
    return scene


def _broken(store: Store) -> Iterator[str]:
    ledger, verified = store.database.verify()
    for one in (ledger, *verified):
        yield from (str(problem.message) for problem in one.problems)


def _half(store: Store, scene: Scene) -> Iterator[str]:
    plan = store.load(NAME)
    titles = [row.title for row in plan.of(Programme)]
    issued = max(len(store.issues(NAME)) - 1, 0)
    wholes = (
        (sum(title.startswith("A programme of courts") for title in titles), 30, "rows imported"),
        (sum(title.endswith("changed") for title in titles), MINISTRIES, "titles changed back"),
        (issued % MINISTRIES, MINISTRIES, "workbooks on record as issued"),
    )
    yield from (f"{number} {what}" for number, all_, what in wholes if number not in (0, all_))
    taken = any(row.description.startswith("New words") for row in plan.of(Programme))
    if plan.revision <= 3 and taken != bool(store.receipts(NAME)):
        yield "a return is in the plan and not on record, or the other way round"
    yield from _false_records([one.kind for one in store.database.records()], scene.folder)


def _false_records(kinds: list[LedgerKind], folder: Path) -> Iterator[str]:
    out, copy = folder / "out.zip", folder / "new.backup"
    for path in (out, copy):
        if path.exists() and path.stat().st_size < 100:
            yield f"{path.name} is half there"
    if kinds.count(LedgerKind.BACKUP) > 1 and not copy.exists():
        yield "a backup is on record that is not there"
    if out.exists() and LedgerKind.EXPORT not in kinds:
        yield "an export left without a record"


class Stage:
    """Where one kind of database is set up anew for each kill."""

    def __init__(self, kind: str, server_url: sa.URL | None, folder: Path) -> None:
        self.kind, self._server, self._folder = kind, server_url, folder
        self._number = 0
        self.template = folder / "template"
        self.template.mkdir()
        url = f"sqlite:///{self.template}/plans.sqlite"
        self._made = make(url if server_url is None else server.fresh(server_url), self.template)

    def scene(self) -> Scene:
        """A copy of the scene of its own."""
        self._number += 1
        folder = self._folder / f"scene{self._number}"
        shutil.copytree(self.template, folder)
        os.environ["R2P_PLANNER_HOME"] = str(folder)
        url = f"sqlite:///{folder}/plans.sqlite"
        if self._server is not None:
            url = server.fresh(self._server, sa.make_url(self._made.url).database or "")
        return Scene(url, folder, self._made.preview, self._made.desk)

    def kills(self, operation_: str, times: int, seed: int) -> list[str]:
        """Kill the operation so many times; what was wrong."""
        choose, said = random.Random(f"{seed} {operation_}"), list[str]()
        scene = self.scene()
        began = time.monotonic()
        points = killed(scene, operation_)
        lasts = time.monotonic() - began
        said += [f"unkilled: {one}" for one in wrong(scene, operation_)]
        for number in range(times):
            scene = self.scene()
            point = choose.randint(1, max(points, 1)) if number % 2 == 0 else 0
            after = 0.0 if point else choose.uniform(0.001, lasts)
            killed(scene, operation_, point=point, after=after)
            where = f"{self.kind}, {operation_}, point {point} of {points}, {after:.3f} s"
            said += [f"{where}: {one}" for one in wrong(scene, operation_)]
            shutil.rmtree(scene.folder)
        return said


@contextmanager
def stages() -> Iterator[list[Stage]]:
    """A stage for each kind of database there is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sqlite").mkdir()
        found = [Stage("SQLite", None, folder / "sqlite")]
        if server.MISSING:
            yield found
            return
        (folder / "postgresql").mkdir()
        with server.server() as url:
            yield [*found, Stage("PostgreSQL", url, folder / "postgresql")]


def main(times: int, seed: int) -> int:
    """Kill everything everywhere; how much was wrong."""
    said: list[str] = []
    with stages() as found:
        for stage in found:
            for name in OPERATIONS:
                began, before = time.monotonic(), len(said)
                said += stage.kills(name, times, seed)
                print(  # noqa: T201  # it is run by hand
                    stage.kind, name, times, len(said) - before, f"{time.monotonic() - began:.0f} s"
                )
    print(*said, sep="\n")  # noqa: T201  # it is run by hand
    return len(said)


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(bool(main(*(given or [150]), *([] if len(given) > 1 else [1]))))
