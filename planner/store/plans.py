"""The store: plans by name, each with its rows, its log and its drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from planner.changes import Changeset, Entry, Insert, OriginKind, apply, invert
from planner.errors import PlanExists, UnknownPlan, UnknownRow, WrongValue
from planner.messages import _
from planner.plan import Plan, Rows
from planner.schema import table_of
from planner.store import correspondence, import_log, verifying
from planner.store.appending import Kept, append
from planner.store.copies import Health, copy_into, health
from planner.store.correspondence import IssueRecord, Receipt
from planner.store.engine import opened, reading, writing
from planner.store.import_log import ImportRecord
from planner.store.log import entry_of, read_records
from planner.store.rows import in_order, read_plan
from planner.store.sql import CHANGESETS, DRAFTS, PLANS, ROWS
from planner.store.upgrading import upgrade
from planner.tables import PlanDetails
from planner.values import clean

_REMEMBERED = 8  # plans kept in memory
_CAUGHT_UP = 200  # entries that are applied to a remembered plan rather than reading it anew
_LONGEST_NAME = 100
_FIRST = CHANGESETS.alias("first")
_IS_FIRST = (_FIRST.c.plan_id == PLANS.c.id) & (_FIRST.c.revision == 1)
_KEY = sa.func.substr(_FIRST.c.hash, 1, 12).label("key")


@dataclass(frozen=True, kw_only=True)
class PlanSummary:
    """A plan in one line: its names, where it stands, who changed it last and when (UTC).

    Its `key` is made of its first entry: it outlives its name, and no other plan ever has it.
    """

    key: str
    name: str
    title: str
    country: str
    revision: int
    changed_at: datetime
    changed_by: str


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Every plan of one database, by name; each method is one transaction.

    `url` is an SQLAlchemy URL of SQLite or PostgreSQL. A database of an older planner gets what it
    lacks; one of a newer planner is refused with UnreadableFile.
    """

    def __init__(self, url: str, *, now: Callable[[], datetime] = _now) -> None:
        self._engine = opened(url)
        self._now = now
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
            .join(_FIRST, _IS_FIRST)
            .join(last, (last.c.plan_id == PLANS.c.id) & (last.c.revision == PLANS.c.revision))
            .join(details, details.c.plan_id == PLANS.c.id, isouter=True)
        )
        with reading(self._engine) as connection:
            found = connection.execute(query).mappings().all()
        summaries = (
            PlanSummary(
                key=line["key"],
                name=line["name"],
                title=line["title"] or "",
                country=line["country"] or "",
                revision=line["revision"],
                changed_at=datetime.fromisoformat(line["at"]),
                changed_by=line["actor"],
            )
            for line in found
        )
        return tuple(sorted(summaries, key=lambda summary: summary.name.casefold()))

    def create(self, name: str, changeset: Changeset) -> Entry:
        """A new plan whose first revision is the changeset; PlanExists when the name is taken."""
        name = _checked_name(name)
        with writing(self._engine) as connection:
            _refuse_taken(connection, name)
            connection.execute(PLANS.insert().values(name=name, revision=0))
            return append(connection, _found(connection, name), changeset, self._now())

    def key_of(self, name: str) -> str:
        """The key of a plan: what it is found by whatever it is called."""
        with reading(self._engine) as connection:
            query = sa.select(_KEY).join(PLANS, _IS_FIRST)
            return str(
                connection.execute(
                    query.where(PLANS.c.id == _found(connection, name).id)
                ).scalar_one()
            )

    def name_of(self, key: str) -> str:
        """What the plan of that key is called by now; UnknownPlan when it is gone."""
        with reading(self._engine) as connection:
            query = sa.select(PLANS.c.name).join(_FIRST, _IS_FIRST).where(_KEY.in_([key]))
            name = connection.execute(query).scalar()
        if name is None:
            raise UnknownPlan(_("The plan that was open is no longer in this database."))
        return str(name)

    def rename(self, name: str, new_name: str) -> None:
        """Call a plan otherwise; PlanExists when the name is taken."""
        new_name = _checked_name(new_name)
        with writing(self._engine) as connection:
            kept = _found(connection, name, lock=True)
            if new_name != kept.name:
                _refuse_taken(connection, new_name)
                line = PLANS.update().where(PLANS.c.id == kept.id)
                connection.execute(line.values(name=new_name))

    def remove(self, name: str) -> None:
        """Take a plan out with its log and its drafts, for good."""
        with writing(self._engine) as connection:
            connection.execute(PLANS.delete().where(PLANS.c.id == _found(connection, name).id))

    def load(self, name: str, revision: int | None = None) -> Plan:
        """The plan as it stands, or as it stood at a revision."""
        with reading(self._engine) as connection:
            kept = _found(connection, name)
            plan = self._as_it_stands(connection, kept)
            if revision is None or revision == kept.revision:
                return plan
            if not 0 <= revision < kept.revision:
                raise _no_revision(kept, revision)
            since = _entries(connection, kept, after=revision)
        back = invert(change for entry in since for change in entry.changeset.changes)
        past = apply(plan, back)
        return Plan(_sorted(past, back), name, revision, plan.last_numbers)

    def append(self, name: str, changeset: Changeset) -> Entry:
        """Keep a changeset: all of it, or nothing.

        Raises StaleChange with every conflict when somebody changed one of its cells first, and
        WrongValue for a value, a key or a reference that may not be. New rows whose id was given
        out since the base revision get the next free one; the entry returned says which.
        """
        with writing(self._engine) as connection:
            return append(connection, _found(connection, name, lock=True), changeset, self._now())

    def entries(self, name: str, row_id: str = "") -> tuple[Entry, ...]:
        """The log, oldest first; with a row's id, its entries with only the changes of that row."""
        with reading(self._engine) as connection:
            return _entries(connection, _found(connection, name), row_id=row_id)

    def entry(self, name: str, revision: int) -> Entry:
        """The entry that made a revision; UnknownRow when there is none."""
        with reading(self._engine) as connection:
            kept = _found(connection, name)
            entries = _entries(connection, kept, revision=revision) if revision > 0 else ()
        if not entries:
            raise _no_revision(kept, revision)
        return entries[0]

    def imports_of(self, name: str, digest: str) -> tuple[int, ...]:
        """The revisions that took in the file of that SHA-256 and were not undone since."""
        log = CHANGESETS.c
        with reading(self._engine) as connection:
            of_plan = log.plan_id == _found(connection, name).id
            undone = sa.select(log.origin_name).where(of_plan, log.origin_kind == OriginKind.UNDO)
            query = sa.select(log.revision).where(
                of_plan,
                log.origin_kind == OriginKind.IMPORT,
                log.origin_digest == digest,
                sa.cast(log.revision, sa.Text).not_in(undone),
            )
            return tuple(connection.execute(query.order_by(log.revision)).scalars())

    def imports(self, name: str) -> tuple[ImportRecord, ...]:
        """Every import of the plan, oldest first, those included that were undone."""
        with reading(self._engine) as connection:
            return import_log.imports(connection, _found(connection, name).id)

    def undone(self, name: str) -> Mapping[int, int]:
        """The revisions that are taken back, each with the undo of it that stands."""
        with reading(self._engine) as connection:
            return import_log.undone(connection, _found(connection, name).id)

    def rows_brought(self, name: str, revisions: Iterable[int], table: str) -> frozenset[str]:
        """The ids of the rows of a table that these revisions added or changed."""
        with reading(self._engine) as connection:
            plan_id = _found(connection, name).id
            return import_log.rows_brought(connection, plan_id, revisions, table)

    def verify(self, name: str) -> verifying.Verification:
        """Whether log and rows are what they were when they were written."""
        with reading(self._engine) as connection:
            return verifying.verify(connection, _found(connection, name))

    def health(self) -> Health:
        """How the database itself is doing."""
        return health(self._engine)

    def backup(self, path: Path) -> None:
        """Write a whole and checked copy of an SQLite database, whoever writes meanwhile."""
        copy_into(self._engine, path)

    def keep_draft(self, name: str, actor: str, key: str, text: str) -> None:
        """Keep what somebody has typed and not saved, in place of their last draft of that key."""
        with writing(self._engine) as connection:
            place = _place(_found(connection, name, lock=True), actor, key)
            connection.execute(DRAFTS.delete().filter_by(**place))
            connection.execute(
                DRAFTS.insert().values(**place, text=text, at=self._now().isoformat())
            )

    def draft(self, name: str, actor: str, key: str) -> str:
        """What somebody had typed under that key, or the empty text."""
        with reading(self._engine) as connection:
            place = _place(_found(connection, name), actor, key)
            return connection.execute(sa.select(DRAFTS.c.text).filter_by(**place)).scalar() or ""

    def drafts(self, name: str, actor: str) -> dict[str, str]:
        """When each draft of somebody was kept (UTC), by key."""
        with reading(self._engine) as connection:
            plan_id = _found(connection, name).id
            query = sa.select(DRAFTS.c.key, DRAFTS.c.at).filter_by(plan_id=plan_id, actor=actor)
            kept = connection.execute(query.order_by(DRAFTS.c.key))
            return {draft.key: draft.at for draft in kept}

    def drop_draft(self, name: str, actor: str, key: str) -> None:
        """Forget a draft, because it was saved or thrown away."""
        with writing(self._engine) as connection:
            connection.execute(
                DRAFTS.delete().filter_by(**_place(_found(connection, name), actor, key))
            )

    def keep_issue(self, name: str, issue: IssueRecord) -> IssueRecord:
        """Keep that a workbook went out; the issue with its number and its time."""
        with writing(self._engine) as connection:
            return correspondence.keep(connection, _found(connection, name).id, issue, self._now())

    def issues(self, name: str) -> tuple[IssueRecord, ...]:
        """Every workbook that went out to a ministry, oldest first."""
        with reading(self._engine) as connection:
            return correspondence.kept(connection, _found(connection, name).id, IssueRecord)

    def keep_receipt(self, name: str, receipt: Receipt) -> Receipt:
        """Keep that a workbook came back and was settled; the receipt with its number and time."""
        with writing(self._engine) as connection:
            kept = _found(connection, name)
            return correspondence.keep(connection, kept.id, receipt, self._now())

    def receipts(self, name: str) -> tuple[Receipt, ...]:
        """Every workbook that came back and was settled, oldest first."""
        with reading(self._engine) as connection:
            return correspondence.kept(connection, _found(connection, name).id, Receipt)

    def _as_it_stands(self, connection: sa.Connection, kept: Kept) -> Plan:
        """The plan from memory, brought up to date by the log where that is quicker than reading.

        The hash at the head says that the remembered plan is of this very log.
        """
        head, plan = self._remembered.get(kept.id, ("", Plan()))
        if head == kept.head and plan.name == kept.name:
            return plan
        behind = kept.revision - plan.revision
        if (
            0 < behind <= _CAUGHT_UP
            and plan.name == kept.name
            and _was_head(connection, kept, plan, head)
        ):
            since = _entries(connection, kept, after=plan.revision)
            changes = [change for entry in since for change in entry.changeset.changes]
            later = apply(plan, changes)
            plan = Plan(_sorted(later, changes), kept.name, kept.revision, later.last_numbers)
        else:
            plan = read_plan(connection, kept.id, kept.name, kept.revision)
        self._remembered.pop(kept.id, None)
        self._remembered[kept.id] = (kept.head, plan)
        while len(self._remembered) > _REMEMBERED:
            self._remembered.pop(next(iter(self._remembered)), None)
        return plan


def _find(connection: sa.Connection, name: str, *, lock: bool = False) -> Kept | None:
    query = sa.select(PLANS).where(PLANS.c.name == name)
    found = connection.execute(query.with_for_update() if lock else query).first()
    return Kept(**found._mapping) if found else None


def _found(connection: sa.Connection, name: str, *, lock: bool = False) -> Kept:
    kept = _find(connection, name, lock=lock)
    if kept is None:
        raise UnknownPlan(
            _("There is no plan named {plan}.", plan=name), _("List them with: r2p-planner plans.")
        )
    return kept


def _refuse_taken(connection: sa.Connection, name: str) -> None:
    if _find(connection, name):
        raise PlanExists(
            _("There is already a plan named {plan}.", plan=name), _("Choose another name.")
        )


def _no_revision(kept: Kept, revision: int) -> UnknownRow:
    return UnknownRow(
        _("{plan} has no revision {revision}.", plan=kept.name, revision=revision),
        _("It stands at {revision}.", revision=kept.revision),
    )


def _was_head(connection: sa.Connection, kept: Kept, plan: Plan, head: str) -> bool:
    of_plan = CHANGESETS.c.plan_id == kept.id
    query = sa.select(CHANGESETS.c.hash).where(of_plan, CHANGESETS.c.revision == plan.revision)
    return connection.execute(query).scalar() == head


def _entries(
    connection: sa.Connection, kept: Kept, *, after: int = 0, row_id: str = "", revision: int = 0
) -> tuple[Entry, ...]:
    found = read_records(connection, kept.id, after=after, row_id=row_id, revision=revision)
    return tuple(entry_of(head, facts) for head, facts in found)


def _sorted(plan: Plan, changes: Iterable[object]) -> dict[str, Rows]:
    """The tables of a plan, with those in order again to which rows were added."""
    grown = {change.table for change in changes if isinstance(change, Insert)}
    return {
        name: in_order(rows.values()) if name in grown else rows
        for name, rows in plan.tables.items()
    }


def _place(kept: Kept, actor: str, key: str) -> dict[str, str | int]:
    return {"plan_id": kept.id, "actor": actor, "key": key}


def _checked_name(name: str) -> str:
    cleaned = clean(name)
    if not cleaned or len(cleaned) > _LONGEST_NAME or "\n" in cleaned:
        raise WrongValue(
            _("A plan needs a name of 1 to {most} characters, on one line.", most=_LONGEST_NAME)
        )
    if "/" in cleaned or "\\" in cleaned or cleaned.lower().endswith((".xlsx", ".zip", ".csv")):
        raise WrongValue(
            _("“{name}” looks like a file, not like the name of a plan.", name=cleaned)
        )
    return cleaned
