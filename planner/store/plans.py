"""The store: plans by name, each with its rows, its log and its drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import sqlalchemy as sa

from planner.changes import Changeset, Entry, Insert, apply, invert
from planner.errors import PlannerError, StaleChange, UnknownPlan, UnknownRow
from planner.messages import _
from planner.plan import Plan
from planner.schema import table_of
from planner.store import log, records, verifying
from planner.store.appending import Kept, append, found, free_name
from planner.store.database import Database
from planner.store.engine import opened, reading, writing
from planner.store.log import ImportRecord, entry_of, read_records
from planner.store.records import IssueRecord, LedgerKind, LedgerRecord, Receipt, ReturnDecision
from planner.store.restoring import upgrade
from planner.store.rows import in_order, read_plan
from planner.store.sql import CHANGESETS, DRAFTS, PLANS, ROWS, moment
from planner.store.verifying import Verification
from planner.tables import PlanDetails
from planner.values import clean

_REMEMBERED = 8  # plans kept in memory
_CAUGHT_UP = 200  # entries that are applied to a remembered plan rather than reading it anew
_FIRST = CHANGESETS.alias("first")
_IS_FIRST = (_FIRST.c.plan_id == PLANS.c.id) & (_FIRST.c.revision == 1)
_KEY = sa.func.substr(_FIRST.c.hash, 1, 12).label("key")


@dataclass(frozen=True, kw_only=True)
class PlanSummary:
    """A plan in one line: its names, where it stands, who changed it last and when (UTC).

    A plan whose log is damaged is listed too, without what cannot be read.

    Its `key` is made of its first entry: it outlives its name, and no other plan ever has it.
    """

    key: str
    name: str
    title: str
    country: str
    revision: int
    changed_at: datetime | None
    changed_by: str


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Every plan of one database, by name; each method is one transaction.

    `url` is an SQLAlchemy URL of SQLite or PostgreSQL; `keeps` is False for one in memory that only
    lends its form to a plan in a file. A database of an older planner gets what it lacks; one of a
    newer planner is refused with UnreadableFile.
    """

    def __init__(self, url: str, *, now: Callable[[], datetime] = _now, keeps: bool = True) -> None:
        self._engine = opened(url)
        self._now = now
        self.database = Database(self._engine, now, keeps=keeps)
        self._remembered: dict[int, tuple[str, Plan]] = {}
        upgrade(self._engine)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def plans(self) -> tuple[PlanSummary, ...]:
        """Every plan, by name."""
        details, last = ROWS[table_of(PlanDetails).name], CHANGESETS
        query = (
            sa.select(_KEY, PLANS, details.c.title, details.c.country, last.c.at, last.c.actor)
            .join(_FIRST, _IS_FIRST, isouter=True)
            .join(
                last,
                (last.c.plan_id == PLANS.c.id) & (last.c.revision == PLANS.c.revision),
                isouter=True,
            )
            .join(details, details.c.plan_id == PLANS.c.id, isouter=True)
        )
        with reading(self._engine) as connection:
            lines = connection.execute(query).mappings().all()
        summaries = (
            PlanSummary(
                key=line["key"] or "",
                name=line["name"],
                title=line["title"] or "",
                country=line["country"] or "",
                revision=line["revision"],
                changed_at=moment(line["at"]),
                changed_by=line["actor"] or "",
            )
            for line in lines
        )
        return tuple(sorted(summaries, key=lambda summary: summary.name.casefold()))

    def create(self, name: str, changeset: Changeset) -> Entry:
        """A new plan whose first revision is the changeset; PlanExists when the name is taken."""
        with self._recording(changeset.actor, name, changeset.reason) as connection:
            name = free_name(connection, name)
            connection.execute(PLANS.insert().values(name=name, revision=0))
            entry, _plan = append(
                connection, found(connection, name), Plan(), changeset, self._now()
            )
            made = LedgerRecord(kind=LedgerKind.CREATION, actor=changeset.actor, plan=name)
            records.record(connection, made, self._now())
            return entry

    def key_of(self, name: str) -> str:
        """The key of a plan: what it is found by whatever it is called."""
        query = sa.select(_KEY).join(PLANS, _IS_FIRST)
        with self._reading(name) as (connection, plan):
            return str(connection.execute(query.where(PLANS.c.id == plan.id)).scalar() or "")

    def name_of(self, key: str) -> str:
        """What the plan of that key is called by now; UnknownPlan when it is gone."""
        with reading(self._engine) as connection:
            query = sa.select(PLANS.c.name).join(_FIRST, _IS_FIRST).where(_KEY.in_([key]))
            name = connection.execute(query).scalar()
        if name is None:
            raise UnknownPlan(_("The plan that was open is no longer in this database."))
        return str(name)

    def rename(self, name: str, new: str, actor: str) -> str:
        """Call a plan otherwise and give its new name; PlanExists when the name is taken."""
        with self._writing(name, actor, f"{LedgerKind.RENAMING} {new}") as (connection, kept):
            new = name if clean(new) == name else free_name(connection, new)
            connection.execute(PLANS.update().where(PLANS.c.id == kept.id).values(name=new))
            made = LedgerRecord(kind=LedgerKind.RENAMING, actor=actor, plan=new, what=name)
            records.record(connection, made, self._now())
            return new

    def remove(self, name: str, actor: str) -> None:
        """Take a plan out with its log and its drafts, for good; the database's log keeps it."""
        with self._writing(name, actor, str(LedgerKind.REMOVAL)) as (connection, kept):
            made = LedgerRecord(
                kind=LedgerKind.REMOVAL, actor=actor, plan=name, revision=kept.revision
            )
            records.record(connection, made, self._now())
            connection.execute(PLANS.delete().where(PLANS.c.id == kept.id))

    def load(self, name: str, revision: int | None = None) -> Plan:
        """The plan as it stands, or as it stood at a revision."""
        with self._reading(name) as (connection, kept):
            plan = self._as_it_stands(connection, kept)
            if revision is None or revision == kept.revision:
                return plan
            if not 0 <= revision < kept.revision:
                raise _no_revision(kept, revision)
            since = _entries(connection, kept, after=revision)
        back = invert(change for entry in since for change in entry.changeset.changes)
        past = _later(kept, apply(plan, back), back, revision)
        return replace(past, last_numbers=plan.last_numbers)

    def append(self, name: str, changeset: Changeset) -> Entry:
        """Keep a changeset: all of it, or nothing.

        Raises StaleChange with every conflict when somebody changed one of its cells first, and
        WrongValue for a value, a key or a reference that may not be. New rows whose id was given
        out since the base revision get the next free one; the entry returned says which.
        """
        with self._writing(name, changeset.actor, changeset.reason) as (connection, kept):
            return self._append(connection, kept, changeset)

    def entries(self, name: str, row_id: str = "") -> tuple[Entry, ...]:
        """The log, oldest first; with a row's id, its entries with only the changes of that row."""
        with self._reading(name) as (connection, plan):
            return _entries(connection, plan, row_id=row_id)

    def entry(self, name: str, revision: int) -> Entry:
        """The entry that made a revision; UnknownRow when there is none."""
        with self._reading(name) as (connection, kept):
            entries = _entries(connection, kept, revision=revision) if revision > 0 else ()
        if not entries:
            raise _no_revision(kept, revision)
        return entries[0]

    def imports(self, name: str) -> tuple[ImportRecord, ...]:
        """Every import of the plan, oldest first, those included that were undone."""
        with self._reading(name) as (connection, plan):
            return log.imports(connection, plan.id)

    def undone(self, name: str) -> Mapping[int, int]:
        """The revisions that are taken back, each with the undo of it that stands."""
        with self._reading(name) as (connection, plan):
            return log.undone(connection, plan.id)

    def rows_brought(self, name: str, revisions: Iterable[int], table: str) -> frozenset[str]:
        """The ids of the rows of a table that these revisions added or changed."""
        with self._reading(name) as (connection, plan):
            return log.rows_brought(connection, plan.id, revisions, table)

    def verify(self, name: str, heads: Iterable[str] = ()) -> Verification:
        """Whether log and rows are what they were when they were written.

        `heads` are hashes noted elsewhere, whole or by their first eight signs or more: each has to
        be in the log of the plan or of the database.
        """
        with self._reading(name) as (connection, plan):
            return verifying.verify(connection, plan, heads)

    def keep_draft(self, name: str, actor: str, key: str, text: str) -> None:
        """Keep what somebody has typed and not saved, in place of their last draft of that key."""
        with self._writing(name) as (connection, plan):
            place = _place(plan, actor, key)
            connection.execute(DRAFTS.delete().filter_by(**place))
            connection.execute(
                DRAFTS.insert().values(**place, text=text, at=self._now().isoformat())
            )

    def draft(self, name: str, actor: str, key: str) -> str:
        """What somebody had typed under that key, or the empty text."""
        with self._reading(name) as (connection, plan):
            place = _place(plan, actor, key)
            return connection.execute(sa.select(DRAFTS.c.text).filter_by(**place)).scalar() or ""

    def drafts(self, name: str, actor: str) -> dict[str, str]:
        """When each draft of somebody was kept (UTC), by key."""
        with self._reading(name) as (connection, plan):
            query = sa.select(DRAFTS.c.key, DRAFTS.c.at).filter_by(plan_id=plan.id, actor=actor)
            kept = connection.execute(query.order_by(DRAFTS.c.key))
            return {draft.key: draft.at for draft in kept}

    def drop_draft(self, name: str, actor: str, key: str) -> None:
        """Forget a draft, because it was saved or thrown away."""
        with self._writing(name) as (connection, plan):
            connection.execute(DRAFTS.delete().filter_by(**_place(plan, actor, key)))

    def keep_issues(self, name: str, issues: Iterable[IssueRecord]) -> tuple[IssueRecord, ...]:
        """Keep that workbooks went out, all of them or none; the issues with numbers and time.

        An issue that brings a number, as one does whose file is made already, gets that number, or
        the whole is refused with StaleChange: then somebody else issued meanwhile.
        """
        made = tuple(issues)
        actor = next((one.actor for one in made), "")
        with self._writing(name, actor, "workbooks for ministries") as (connection, plan):
            return records.keep(connection, plan, made, self._now())

    def issues(self, name: str) -> tuple[IssueRecord, ...]:
        """Every workbook that went out to a ministry, oldest first."""
        with self._reading(name) as (connection, plan):
            return records.kept(connection, plan.id, IssueRecord)

    def settle(
        self,
        name: str,
        changeset: Changeset | None,
        letters: Iterable[Receipt | ReturnDecision],
        revision: int,
    ) -> tuple[Entry | None, tuple[Receipt | ReturnDecision, ...]]:
        """Keep what came back at once: the changeset if any, receipts and decisions of it.

        StaleChange when the plan does not stand at `revision`, which is the one looked at.
        """
        entry, letters = None, tuple(letters)
        actor = next((one.actor for one in (changeset, *letters) if one), "")
        what = changeset.reason if changeset else "returns"
        with self._writing(name, actor, what) as (connection, kept):
            if kept.revision != revision:
                raise _moved_on(kept, revision)
            if changeset is not None:
                entry = self._append(connection, kept, changeset)
                kept = found(connection, name)
                letters = [replace(one, revision=entry.revision) for one in letters]
            return entry, records.keep(connection, kept, letters, self._now())

    def decisions(self, name: str) -> tuple[ReturnDecision, ...]:
        """What was decided where returns and the plan differ."""
        with self._reading(name) as (connection, plan):
            return records.kept(connection, plan.id, ReturnDecision)

    def receipts(self, name: str) -> tuple[Receipt, ...]:
        """Every workbook that came back and was settled, oldest first."""
        with self._reading(name) as (connection, plan):
            return records.kept(connection, plan.id, Receipt)

    @contextmanager
    def _reading(self, name: str) -> Iterator[tuple[sa.Connection, Kept]]:
        with reading(self._engine) as connection:
            yield connection, found(connection, name)

    @contextmanager
    def _writing(
        self, name: str, actor: str = "", what: str = ""
    ) -> Iterator[tuple[sa.Connection, Kept]]:
        """A transaction that locks the plan; what an actor is refused in it is put on record."""
        with self._recording(actor, name, what) as connection:
            yield connection, found(connection, name, lock=True)

    @contextmanager
    def _recording(self, actor: str, plan: str, what: str) -> Iterator[sa.Connection]:
        try:
            with writing(self._engine) as connection:
                yield connection
        except PlannerError as refusal:
            if actor:
                self.database.record_refusal(actor, plan, what, refusal)
            raise

    def _append(self, connection: sa.Connection, kept: Kept, changeset: Changeset) -> Entry:
        plan = self._as_it_stands(connection, kept)
        entry, after = append(connection, kept, plan, changeset, self._now())
        self._remember(kept, entry.hash, _later(kept, after, entry.changeset.changes))
        return entry

    def _as_it_stands(self, connection: sa.Connection, kept: Kept) -> Plan:
        """The plan from memory, brought up to date by the log where that is quicker than reading.

        The hash at the head says that the remembered plan is of this very log.
        """
        head, plan = self._remembered.get(kept.id, ("", Plan()))
        if (head, plan.name) == (kept.head, kept.name):
            return plan
        behind = kept.revision - plan.revision
        if 0 <= behind <= _CAUGHT_UP and _is_link(connection, kept, head):
            since = _entries(connection, kept, after=plan.revision)
            changes = [change for entry in since for change in entry.changeset.changes]
            plan = _later(kept, apply(plan, changes), changes, kept.revision)
        else:
            plan = read_plan(connection, kept.id, kept.name, kept.revision)
        return self._remember(kept, kept.head, plan)

    def _remember(self, kept: Kept, head: str, plan: Plan) -> Plan:
        self._remembered.pop(kept.id, None)
        self._remembered[kept.id] = (head, plan)
        while len(self._remembered) > _REMEMBERED:
            self._remembered.pop(next(iter(self._remembered)), None)
        return plan


def _no_revision(kept: Kept, revision: int) -> UnknownRow:
    return UnknownRow(
        _("{plan} has no revision {revision}.", plan=kept.name, revision=revision),
        _("It stands at {revision}.", revision=kept.revision),
    )


def _moved_on(kept: Kept, revision: int) -> StaleChange:
    return StaleChange(
        _(
            "{plan} has changed since these returns were compared: from revision {before} to "
            "revision {now}. Nothing was saved.",
            plan=kept.name,
            before=str(revision),
            now=str(kept.revision),
        ),
        _("Compare them again; your decisions can be made again."),
    )


def _is_link(connection: sa.Connection, kept: Kept, head: str) -> bool:
    known = records.hashes(kept.id)
    return connection.execute(sa.select(known).where(known.c.hash == head)).first() is not None


def _entries(
    connection: sa.Connection, kept: Kept, *, after: int = 0, row_id: str = "", revision: int = 0
) -> tuple[Entry, ...]:
    records = read_records(connection, kept.id, after=after, row_id=row_id, revision=revision)
    return tuple(entry_of(head, facts) for head, facts in records)


def _later(kept: Kept, plan: Plan, changes: Iterable[object], revision: int | None = None) -> Plan:
    """The plan after changes, with those tables in order again to which rows were added."""
    grown = {change.table for change in changes if isinstance(change, Insert)}
    tables = {
        name: in_order(rows.values()) if name in grown else rows
        for name, rows in plan.tables.items()
    }
    at = plan.revision if revision is None else revision
    return Plan(tables, kept.name, at, plan.last_numbers)


def _place(kept: Kept, actor: str, key: str) -> dict[str, str | int]:
    return {"plan_id": kept.id, "actor": actor, "key": key}
