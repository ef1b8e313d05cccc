"""Looking after the database: how it is doing, its backups, and what its own log records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn
from planner.changes import OriginKind
from planner.errors import PlannerError
from planner.messages import Fact, Message, _
from planner.places import data_folder
from planner.services.actors import acting
from planner.store import BackupCheck, Health, LedgerKind, LedgerRecord, Store, Verification

REFUSED: Final = _("What was refused, and why")


@dataclass(frozen=True, kw_only=True)
class DatabaseReport:
    """How the database is doing, whether its own log is whole, and each plan what its log says."""

    health: Health
    ledger: Verification
    plans: tuple[Verification, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with pages, logs and rows."""
        return self.health.sound and not any(p.problems for p in (self.ledger, *self.plans))


def health(actor: str, store: Store) -> DatabaseReport:
    """Look at the whole database."""
    acting(actor)
    ledger, plans = store.database.verify()
    return DatabaseReport(health=store.database.health(), ledger=ledger, plans=plans)


def rights_told(paths: Iterable[str]) -> Iterator[Message]:
    """Says where others have rights that a plan about atrocity crimes should not give."""
    for path in paths:
        yield _(
            "Other users of this computer can look into {path}. Take their rights away: {command}",
            path=path,
            command=f"chmod go= {path}",
        )


def backup(actor: str, store: Store, path: Path) -> tuple[Path, BackupCheck]:
    """Write a copy of the whole database, look at it, and put it on record; where it is now.

    Into a folder it goes under a name of its own.
    """
    actor = acting(actor)
    path = path / store.database.copy_name("plans") if path.is_dir() else path
    with refusals(actor, store, LedgerKind.BACKUP, what=path.name):
        found = store.database.backup(path)
    made = LedgerRecord(kind=LedgerKind.BACKUP, actor=actor, what=path.name, digest=found.digest)
    record(store, made)
    return path, found


def restore(actor: str, store: Store, path: Path) -> tuple[Path, BackupCheck]:
    """Put a backup in the place of every plan here; one that is not sound replaces nothing.

    What was here is copied first, into the folder for this user's plans: where it is now.
    """
    actor = acting(actor)
    before = data_folder() / store.database.copy_name("before-restore")
    with refusals(actor, store, LedgerKind.RESTORE, what=path.name):
        found = store.database.restore(path, actor, before)
    if found.problems:
        what = f"{LedgerKind.RESTORE} {path.name}: {found.problems[0].message}"
        record(store, LedgerRecord(kind=LedgerKind.REFUSAL, actor=actor, what=what))
    return before, found


def record(store: Store, made: LedgerRecord) -> LedgerRecord | None:
    """Keep it in the database's log; None where the database may only be read."""
    return store.database.record(made) if store.database.is_recording else None


@contextmanager
def refusals(
    actor: str, store: Store, kind: LedgerKind | OriginKind, *, plan: str = "", what: str = ""
) -> Iterator[None]:
    """Put on record what the planner refuses to do in here, and why."""
    try:
        yield
    except PlannerError as refusal:
        store.database.record_refusal(actor, plan, f"{kind} {what}", refusal)
        raise


def refused(actor: str, store: Store, plan: str) -> tuple[LedgerRecord, ...]:
    """What was refused of a plan, the newest first: to whom, when and why."""
    acting(actor)
    of_plan = (one for one in reversed(store.database.records()) if one.plan == plan)
    return tuple(one for one in of_plan if one.kind is LedgerKind.REFUSAL)


def refusal_columns(
    moment: Callable[[datetime], Fact],
) -> tuple[AnswerColumn[LedgerRecord], ...]:
    """The columns of a list of what was refused, with the time as a face tells it."""
    return (
        answers.text("when", _("When"), lambda one: moment(one.at)),
        answers.text("who", _("Who"), lambda one: one.actor),
        answers.text("what", REFUSED, lambda one: one.what),
    )
