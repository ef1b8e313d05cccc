"""What is kept beside rows and changesets: letters of a plan, and the log of the database itself.

A letter is a workbook that went out to a ministry, one that came back, or what was decided of it;
it stands in the chain of its plan. The log of the database says what left it, what was refused and
which plans came and went, in a chain of its own.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from planner.errors import StaleChange
from planner.messages import Message, _
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.store.appending import Kept
from planner.store.log import ChainLink, canonical, hash_of
from planner.store.sql import CHANGESETS, PLANS, SCHEMA, chain_link, of_plan, text_column

NOT_KEPT = datetime.min.replace(tzinfo=UTC)
_LOCK = 723


class LedgerKind(StrEnum):
    """What the database's log records."""

    FOUND = "found"  # plans that were there before the log was
    CREATION = "creation"
    RENAMING = "renaming"
    REMOVAL = "removal"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"
    REFUSAL = "refusal"


@dataclass(frozen=True, kw_only=True)
class LedgerRecord:
    """One thing that happened to the database: who, what, of which plan, at what level.

    `digest` is the SHA-256 of the file it made or read, `heads` where the log of each plan
    concerned ended. `number` and `at` (UTC) are given when it is kept.
    """

    kind: LedgerKind
    actor: str
    plan: str = ""
    what: str = ""
    level: str = ""
    revision: int = 0
    digest: str = ""
    heads: Mapping[str, str] = field(default_factory=dict[str, str])
    number: int = 0
    at: datetime = NOT_KEPT
    hash: str = ""


@dataclass(frozen=True, kw_only=True)
class IssueRecord:
    """A workbook that went out: to which ministry, of which revision, at what level, due when.

    `digest` tells the rows that went out. `number` and `at` (UTC) are given when it is kept.
    """

    ministry: str
    revision: int
    level: str
    language: str
    due_on: date | None
    file: str
    digest: str
    actor: str
    number: int = 0
    at: datetime = NOT_KEPT


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A workbook that came back and was settled; `revision` is the one that took it in.

    `issue` is the number of the issue it answers, `digest` the SHA-256 of the file, `revision` 0
    when it changed nothing.
    """

    issue: int
    ministry: str
    file: str
    digest: str
    revision: int
    actor: str
    note: str = ""
    number: int = 0
    at: datetime = NOT_KEPT


@dataclass(frozen=True, kw_only=True)
class ReturnDecision:
    """What a person decided where returns and the plan differ, of one cell or, without a column,
    of one row: what the plan `held`, what was `returned`, one on a line with its ministry and its
    cell, and what was `taken`. `actor` applied what was `answered_by` somebody."""

    answered_by: str
    revision: int
    table_name: str
    row_id: str
    column_name: str
    kind: str
    held: str
    returned: str
    taken: str
    actor: str
    number: int = 0
    at: datetime = NOT_KEPT


Letter = IssueRecord | Receipt | ReturnDecision
Correspondence = TypeVar("Correspondence", bound=Letter)
R = TypeVar("R", LedgerRecord, IssueRecord, Receipt, ReturnDecision)


def _table(name: str, kind: type[Any], *place: sa.Column[int]) -> sa.Table:
    """The table of a kind of record: its number, when and who, what it says, its link."""

    def column(one: dataclasses.Field[Any]) -> sa.Column[Any]:
        if one.type != "int":
            return text_column(one.name)
        default = None if one.default is dataclasses.MISSING else str(one.default)
        return sa.Column(one.name, sa.Integer, nullable=False, server_default=default)

    said = [one for one in dataclasses.fields(kind) if one.name not in _EVERYWHERE]
    number = sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)
    head = number, text_column("at"), text_column("actor")
    return sa.Table(name, SCHEMA, *place, *head, *map(column, said), *chain_link())


_EVERYWHERE: Final = frozenset({"number", "at", "actor", "hash"})
LEDGER: Final = _table("ledger", LedgerRecord)
_LETTERS: Final[Mapping[type[Letter], tuple[sa.Table, Message]]] = {
    IssueRecord: (_table("issues", IssueRecord, of_plan()), _("Issue {number}")),
    Receipt: (_table("receipts", Receipt, of_plan()), _("Receipt {number}")),
    ReturnDecision: (
        _table("decisions_on_returns", ReturnDecision, of_plan()),
        _("Decision {number}"),
    ),
}
_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "datetime": datetime.fromisoformat,
    "date | None": lambda text: date.fromisoformat(text) if text else None,
    "LedgerKind": LedgerKind,
    "Mapping[str, str]": json.loads,
}
"""What makes a value of a stored text, by the kind that a record declares."""


def _stored(record: object) -> dict[str, Any]:
    """What a record says, as it is stored, without its own hash."""
    told = {one.name: getattr(record, one.name) for one in dataclasses.fields(record)}  # type: ignore[arg-type]  # a record
    return {name: _text(value) for name, value in told.items() if name != "hash"}


def _text(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Mapping():
            return canonical(value)
        case StrEnum():
            return str(value)
        case _:
            return "" if value is None else value


def _read(kind: type[R], line: Mapping[Any, Any]) -> R:
    readers = {one.name: _READERS.get(str(one.type)) for one in dataclasses.fields(kind)}
    facts: dict[str, Any] = {
        name: read(line[name]) if read else line[name] for name, read in readers.items()
    }
    return kind(**facts)


def keep(
    connection: sa.Connection, plan: Kept, letters: Iterable[Correspondence], at: datetime
) -> tuple[Correspondence, ...]:
    """Write them at the end of the plan's chain, under the next numbers of their kind.

    Runs inside a transaction that locks the plan. StaleChange when a letter comes with a number
    that was given out meanwhile.
    """
    kept: list[Correspondence] = []
    head = plan.head
    for letter in letters:
        table, _name = _LETTERS[type(letter)]
        own = table.c.plan_id == plan.id
        last = connection.execute(sa.select(sa.func.max(table.c.number)).where(own)).scalar()
        numbered = replace(letter, number=(last or 0) + 1, at=at)
        if letter.number not in (0, numbered.number):
            raise StaleChange(
                _("Somebody else sent workbooks out meanwhile. Nothing was put on record."),
                _("Issue them again."),
            )
        facts = {"previous_hash": head, **_stored(numbered)}
        head = hash_of(_told(table, facts))
        connection.execute(table.insert().values(plan_id=plan.id, hash=head, **facts))
        kept.append(numbered)
    connection.execute(PLANS.update().where(PLANS.c.id == plan.id).values(head=head))
    return tuple(kept)


def kept(
    connection: sa.Connection, plan_id: int, kind: type[Correspondence]
) -> tuple[Correspondence, ...]:
    """Everything of that kind that was kept of the plan, by number."""
    return tuple(_read(kind, line) for line in _lines(connection, _LETTERS[kind][0], plan_id))


def adopt(connection: sa.Connection) -> None:
    """Take letters that an older planner kept into the chain of their plan, in their order."""
    loose = [
        (line.at, table.name, line.number, table, dict(line._mapping))
        for table, _name in _LETTERS.values()
        for line in connection.execute(sa.select(table).where(table.c.hash == ""))
    ]
    for *_order, table, facts in sorted(loose, key=lambda one: one[:3]):
        place = {"plan_id": facts.pop("plan_id"), "number": facts["number"]}
        own = PLANS.c.id == place["plan_id"]
        facts["previous_hash"] = connection.execute(sa.select(PLANS.c.head).where(own)).scalar()
        del facts["hash"]
        facts["hash"] = hash_of(_told(table, facts))
        connection.execute(table.update().filter_by(**place).values(facts))
        connection.execute(PLANS.update().where(own).values(head=facts["hash"]))


def hashes(plan_id: int) -> sa.Subquery:
    """Every hash of a plan's chain, as a table of the column `hash`."""
    tables = (CHANGESETS, *(table for table, _name in _LETTERS.values()))
    parts = (sa.select(table.c.hash).where(table.c.plan_id == plan_id) for table in tables)
    return sa.union_all(*parts).subquery()


def letter_links(connection: sa.Connection, plan_id: int) -> Iterator[ChainLink]:
    """Every letter of the plan as a link of its chain."""
    for table, name in _LETTERS.values():
        for line in _lines(connection, table, plan_id):
            facts = {key: value for key, value in line.items() if key not in ("plan_id", "hash")}
            earlier = {**facts, "kind": table.name}  # as it was hashed before its own kind was
            told = earlier if hash_of(earlier) == line["hash"] else _told(table, facts)
            yield ChainLink(
                name=replace(name, facts={"number": line["number"]}), told=told, hash=line["hash"]
            )


def _told(table: sa.Table, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a letter's hash covers: all that it says, its own kind too, and which table it is of."""
    own = {"own_kind": facts["kind"]} if "kind" in facts else {}
    return {**facts, "kind": table.name, **own}


def record(connection: sa.Connection, made: LedgerRecord, at: datetime) -> LedgerRecord:
    """Write it at the end of the log, with the heads of its plan or, without one, of all plans.

    Runs inside a transaction that writes.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    query = sa.select(LEDGER.c.number, LEDGER.c.hash).order_by(LEDGER.c.number.desc()).limit(1)
    number, previous = connection.execute(query).one_or_none() or (0, "")
    heads = {**plan_heads(connection, made.plan), **made.heads}
    numbered = replace(made, number=number + 1, at=at, heads=heads)
    facts = {"previous_hash": previous, **_stored(numbered)}
    connection.execute(LEDGER.insert().values(hash=hash_of(facts), **facts))
    return replace(numbered, hash=hash_of(facts))


def ledger_records(connection: sa.Connection) -> tuple[LedgerRecord, ...]:
    """The whole log of the database, oldest first."""
    return tuple(_read(LedgerRecord, line) for line in _lines(connection, LEDGER))


def ledger_links(connection: sa.Connection) -> list[ChainLink]:
    """The same as links of a chain."""
    return [
        ChainLink(
            name=_("Record {number} of the database's log", number=line["number"]),
            told={name: value for name, value in line.items() if name != "hash"},
            hash=line["hash"],
            number=line["number"],
        )
        for line in _lines(connection, LEDGER)
    ]


def plan_heads(connection: sa.Connection, plan: str = "") -> dict[str, str]:
    """Where the log of each plan ends, or of that one alone."""
    query = sa.select(PLANS.c.name, PLANS.c.head)
    if plan:
        query = query.where(PLANS.c.name == plan)
    return {line.name: line.head for line in connection.execute(query)}


def strange_plans(connection: sa.Connection) -> Iterator[Problem]:
    """Where the plans are not those that the log tells of: by name, and each with every head."""
    told: dict[str, set[str]] = {}
    for one in ledger_records(connection):
        _take(told, one)
    ids = {line.name: line.id for line in connection.execute(sa.select(PLANS.c.name, PLANS.c.id))}
    for plan in sorted(told.keys() | ids.keys()):
        known = sa.select(hashes(ids.get(plan, 0)))
        if plan not in told or not told[plan] <= {*connection.execute(known).scalars()}:
            yield problem("log.plan", plan=plan)


def _take(told: dict[str, set[str]], one: LedgerRecord) -> None:
    """Let one record say which plans there are, and which heads they had since they came."""
    match one.kind:
        case LedgerKind.RESTORE:
            told.clear()
        case LedgerKind.RENAMING:
            told[one.plan] = told.pop(one.what, set())
        case LedgerKind.REMOVAL:
            told.pop(one.plan, None)
            return
        case _:
            pass
    for plan, head in one.heads.items():
        told.setdefault(plan, set()).add(head)


def _lines(
    connection: sa.Connection, table: sa.Table, plan_id: int | None = None
) -> list[dict[str, Any]]:
    """The records of a table by number, all of them or those of a plan."""
    query = sa.select(table).order_by(table.c.number)
    if plan_id is not None:
        query = query.where(table.c.plan_id == plan_id)
    return [dict(line) for line in connection.execute(query).mappings()]
