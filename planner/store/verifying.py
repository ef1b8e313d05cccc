"""Whether the log is whole and the rows are what the log says: each entry, each hash, each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from planner.changes import apply, compare
from planner.errors import PlannerError
from planner.messages import Message, _
from planner.plan import Plan, table_named
from planner.problems import Problem, Severity
from planner.store.appending import Kept
from planner.store.log import Record, change_of, entry_of, hash_of, read_records
from planner.store.rows import read_plan


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What was looked at, the hash at the head of the log, and what is wrong, if anything."""

    name: str
    revision: int
    entries: int
    head: str
    problems: tuple[Problem, ...]


def verify(connection: sa.Connection, kept: Kept) -> Verification:
    """Walk the log from its beginning and compare what it adds up to with the rows."""
    records = list(read_records(connection, kept.id))
    return Verification(
        name=kept.name,
        revision=kept.revision,
        entries=len(records),
        head=kept.head,
        problems=(*_broken_links(kept, records), *_strange_rows(connection, kept, records)),
    )


def _broken_links(kept: Kept, records: list[tuple[Record, list[Record]]]) -> Iterator[Problem]:
    previous = ""
    for expected, (head, facts) in enumerate(records, start=1):
        told = {name: value for name, value in head.items() if name != "hash"}
        if head["revision"] != expected:
            yield _problem(
                "log.gap", _("Revision {revision} is missing from the log.", revision=expected)
            )
            return
        if hash_of(told, facts) != head["hash"]:
            yield _problem(
                "log.changed",
                _("Revision {revision} was changed after it was written.", revision=expected),
            )
        if head["previous_hash"] != previous:
            yield _problem(
                "log.chain",
                _("Revision {revision} does not follow the one before it.", revision=expected),
            )
        previous = head["hash"]
    if len(records) != kept.revision or previous != kept.head:
        yield _problem(
            "log.end",
            _("The log does not end at revision {revision}, as it should.", revision=kept.revision),
        )


def _strange_rows(
    connection: sa.Connection, kept: Kept, records: list[tuple[Record, list[Record]]]
) -> Iterator[Problem]:
    try:
        changes = tuple(
            change_of(fact, head["revision"]) for head, facts in records for fact in facts
        )
        for head, _facts in records:
            entry_of(head, ())
        told = apply(Plan(), changes)
        found = read_plan(connection, kept.id, kept.name, kept.revision)
    except PlannerError as failure:
        yield _problem("rows.unreadable", failure.message)
        return
    for change in compare(told, found):
        yield _problem(
            "rows.changed",
            _(
                "{table}: row {id} is not what the log says.",
                table=table_named(change.table).title,
                id=change.id,
            ),
        )
    if any(last > found.last_numbers.get(name, 0) for name, last in told.last_numbers.items()):
        yield _problem(
            "numbers.changed", _("The numbers already given out are lower than the log says.")
        )


def _problem(code: str, message: Message | str) -> Problem:
    hint = _("Somebody changed the database by other means. Compare with a backup.")
    return Problem(severity=Severity.ERROR, code=code, message=message, hint=hint)
