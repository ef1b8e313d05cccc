"""What went out to ministries, what came back, and what was decided of it: numbered by plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from planner.errors import StaleChange
from planner.messages import Message, _
from planner.store.appending import Kept
from planner.store.chain import ChainLink, hash_of
from planner.store.sql import CHANGESETS, DECISIONS, ISSUES, PLANS, RECEIPTS

NOT_KEPT = datetime.min.replace(tzinfo=UTC)


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

    revision: int
    table_name: str
    row_id: str
    column_name: str
    kind: str
    held: str
    returned: str
    taken: str
    answered_by: str
    actor: str
    number: int = 0
    at: datetime = NOT_KEPT


Letter = IssueRecord | Receipt | ReturnDecision
Correspondence = TypeVar("Correspondence", bound=Letter)
_TABLES: Mapping[type[Letter], sa.Table] = {
    IssueRecord: ISSUES,
    Receipt: RECEIPTS,
    ReturnDecision: DECISIONS,
}
_NAMES: Mapping[type[Letter], Message] = {
    IssueRecord: _("Issue {number}"),
    Receipt: _("Receipt {number}"),
    ReturnDecision: _("Decision {number}"),
}


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
        table = _TABLES[type(letter)]
        of_plan = table.c.plan_id == plan.id
        last = connection.execute(sa.select(sa.func.max(table.c.number)).where(of_plan)).scalar()
        numbered = replace(letter, number=(last or 0) + 1, at=at)
        if letter.number not in (0, numbered.number):
            raise StaleChange(
                _("Somebody else sent workbooks out meanwhile. Nothing was put on record."),
                _("Issue them again."),
            )
        facts = {"previous_hash": head, **_stored(numbered)}
        head = hash_of({**facts, "kind": table.name})
        connection.execute(table.insert().values(plan_id=plan.id, hash=head, **facts))
        kept.append(numbered)
    connection.execute(PLANS.update().where(PLANS.c.id == plan.id).values(head=head))
    return tuple(kept)


def adopt(connection: sa.Connection) -> None:
    """Take letters that an older planner kept into the chain of their plan, in their order."""
    loose = [
        (line.at, table.name, line.number, table, dict(line._mapping))
        for table in _TABLES.values()
        for line in connection.execute(sa.select(table).where(table.c.hash == ""))
    ]
    for *_order, table, facts in sorted(loose, key=lambda one: one[:3]):
        place = {"plan_id": facts.pop("plan_id"), "number": facts["number"]}
        of_plan = PLANS.c.id == place["plan_id"]
        facts["previous_hash"] = connection.execute(sa.select(PLANS.c.head).where(of_plan)).scalar()
        del facts["hash"]
        facts["hash"] = hash_of({**facts, "kind": table.name})
        connection.execute(table.update().filter_by(**place).values(facts))
        connection.execute(PLANS.update().where(of_plan).values(head=facts["hash"]))


def hashes(plan_id: int) -> sa.Subquery:
    """Every hash of a plan's chain, as a table of the column `hash`."""
    parts = (
        sa.select(table.c.hash).where(table.c.plan_id == plan_id)
        for table in (CHANGESETS, *_TABLES.values())
    )
    return sa.union_all(*parts).subquery()


def links(connection: sa.Connection, plan_id: int) -> Iterator[ChainLink]:
    """Every issue and receipt of the plan as a link of its chain."""
    for kind, table in _TABLES.items():
        query = sa.select(table).where(table.c.plan_id == plan_id).order_by(table.c.number)
        for line in connection.execute(query).mappings():
            told = {name: line[name] for name in line if name not in ("plan_id", "hash")}
            yield ChainLink(
                name=replace(_NAMES[kind], facts={"number": line["number"]}),
                told={**told, "kind": table.name},
                hash=line["hash"],
            )


def kept(
    connection: sa.Connection, plan_id: int, kind: type[Correspondence]
) -> tuple[Correspondence, ...]:
    """Everything of that kind that was kept of the plan, by number."""
    table = _TABLES[kind]
    columns = (table.c[fact.name] for fact in dataclasses.fields(kind))
    query = sa.select(*columns).where(table.c.plan_id == plan_id).order_by(table.c.number)
    return tuple(kind(**_read(line)) for line in connection.execute(query).mappings())


def _stored(letter: Letter) -> dict[str, Any]:
    return {name: _text(value) for name, value in dataclasses.asdict(letter).items()}


def _text(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def _read(line: Mapping[Any, Any]) -> dict[str, Any]:
    facts = dict(line)
    facts["at"] = datetime.fromisoformat(facts["at"])
    if "due_on" in facts:
        facts["due_on"] = date.fromisoformat(facts["due_on"]) if facts["due_on"] else None
    return facts
