"""What went out to ministries and what came back: issues and receipts, numbered for each plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from planner.store.sql import ISSUES, RECEIPTS

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


Correspondence = TypeVar("Correspondence", IssueRecord, Receipt)
_TABLES = {IssueRecord: ISSUES, Receipt: RECEIPTS}


def keep(
    connection: sa.Connection, plan_id: int, letter: Correspondence, at: datetime
) -> Correspondence:
    """Write it under the next number of the plan; runs inside a transaction that writes."""
    table = _TABLES[type(letter)]
    of_plan = table.c.plan_id == plan_id
    last = connection.execute(sa.select(sa.func.max(table.c.number)).where(of_plan)).scalar() or 0
    numbered = dataclasses.replace(letter, number=last + 1, at=at)
    connection.execute(table.insert().values(plan_id=plan_id, **_stored(numbered)))
    return numbered


def kept(
    connection: sa.Connection, plan_id: int, kind: type[Correspondence]
) -> tuple[Correspondence, ...]:
    """Everything of that kind that was kept of the plan, by number."""
    table = _TABLES[kind]
    query = sa.select(table).where(table.c.plan_id == plan_id).order_by(table.c.number)
    lines = connection.execute(query).mappings()
    return tuple(kind(**_read(line)) for line in lines)


def _stored(letter: IssueRecord | Receipt) -> dict[str, Any]:
    facts = dataclasses.asdict(letter)
    return {name: _text(value) for name, value in facts.items()}


def _text(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def _read(line: Mapping[Any, Any]) -> dict[str, Any]:
    facts = {name: value for name, value in line.items() if name != "plan_id"}
    facts["at"] = datetime.fromisoformat(facts["at"])
    if "due_on" in facts:
        facts["due_on"] = date.fromisoformat(facts["due_on"]) if facts["due_on"] else None
    return facts
