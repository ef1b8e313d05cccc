"""Whether a log is whole and the rows are what it says: each link, each hash, each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from planner.changes import apply, compare
from planner.errors import PlannerError
from planner.messages import _
from planner.plan import Plan, table_named
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.store import records
from planner.store.appending import Kept
from planner.store.log import (
    ChainLink,
    Record,
    broken,
    change_of,
    entry_of,
    read_records,
    unknown_heads,
)
from planner.store.rows import read_plan
from planner.store.sql import PLANS

_STRANGE = (PlannerError, ValueError, TypeError, LookupError, AttributeError)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What was looked at, the hash at the head of the log, and what is wrong, if anything.

    `name` is that of the plan, blank for the log of the database itself.
    """

    name: str
    revision: int
    entries: int
    head: str
    problems: tuple[Problem, ...]


def verify_all(connection: sa.Connection) -> tuple[Verification, ...]:
    """Every plan by name: one that is damaged hides no other."""
    found = connection.execute(sa.select(PLANS).order_by(PLANS.c.name)).mappings().all()
    return tuple(verify(connection, Kept(**line)) for line in found)


def verify_ledger(connection: sa.Connection) -> Verification:
    """The log of the database itself: whether it is whole, and tells of the plans there are."""
    links = records.ledger_links(connection)
    head = links[-1].hash if links else ""
    try:
        strange = tuple(records.strange_plans(connection))
    except _STRANGE as failure:
        strange = (_unreadable(failure),)
    problems = (*broken(links, head), *strange)
    return Verification(name="", revision=0, entries=len(links), head=head, problems=problems)


def verify(connection: sa.Connection, kept: Kept, heads: Iterable[str] = ()) -> Verification:
    """Walk the log from its beginning and compare what it adds up to with the rows.

    `heads` are hashes that somebody noted elsewhere: each has to be one of the plan's log or of the
    database's.
    """
    try:
        return _verified(connection, kept, tuple(heads))
    except _STRANGE as failure:
        named, wrong = str(kept.name), (_unreadable(failure),)
        return Verification(name=named, revision=0, entries=0, head="", problems=wrong)


def _verified(connection: sa.Connection, kept: Kept, heads: tuple[str, ...]) -> Verification:
    entries = list(read_records(connection, kept.id))
    links = [*map(_link, entries), *records.letter_links(connection, kept.id)]
    known = {link.hash for link in (*links, *(records.ledger_links(connection) if heads else ()))}
    problems = (
        *broken(links, kept.head),
        *unknown_heads(known, heads),
        *_strange_rows(connection, kept, entries),
    )
    counted = {"revision": kept.revision, "entries": len(entries)}
    return Verification(name=kept.name, head=kept.head, problems=problems, **counted)


def _link(entry: tuple[Record, list[Record]]) -> ChainLink:
    head, facts = entry
    told = {name: value for name, value in head.items() if name != "hash"}
    return ChainLink(
        name=_("Revision {revision}", revision=str(head["revision"])),
        told={**told, "changes": facts},
        hash=head["hash"],
        number=head["revision"],
    )


def _strange_rows(
    connection: sa.Connection, kept: Kept, entries: list[tuple[Record, list[Record]]]
) -> Iterator[Problem]:
    try:
        changes = tuple(
            change_of(fact, head["revision"]) for head, facts in entries for fact in facts
        )
        for head, _facts in entries:
            entry_of(head, ())
        told = apply(Plan(), changes)
        found = read_plan(connection, kept.id, kept.name, kept.revision)
    except _STRANGE as failure:
        yield _unreadable(failure)
        return
    if kept.revision != len(entries):
        yield problem("log.end")
    for change in compare(told, found):
        title = table_named(change.table).title
        yield problem("rows.changed", table=title, id=change.id)
    if any(
        told.last_numbers.get(name, 0) != found.last_numbers.get(name, 0)
        for name in told.last_numbers.keys() | found.last_numbers.keys()
    ):
        yield problem("numbers.changed")


def _unreadable(failure: Exception) -> Problem:
    reason = failure.message if isinstance(failure, PlannerError) else str(failure)
    return problem("rows.unreadable", reason=reason)
