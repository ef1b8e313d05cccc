"""`history`, `diff`, `undo` and `verify`: what was done to a plan, and how to take it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import command, plan_argument
from planner.cli.printing import answer, table
from planner.cli.session import CommandRun, OpenedPlan
from planner.messages import _

if TYPE_CHECKING:
    from planner.changes import Change, Entry


@command("history")
@plan_argument
@click.option("--row", "row_id", metavar="ID", default="", help="Only what was done to this row.")
@click.option("--imports", is_flag=True, help="Only files taken in: name, SHA-256, rows, undone.")
@click.pass_obj
def history(session: CommandRun, plan: str, row_id: str, imports: bool) -> None:
    """What was done to a plan: who, when, why, from where."""
    from planner.changes import described
    from planner.services import editing

    if imports and row_id:
        raise click.UsageError("Ask for one row or for imports, not for both.")
    desk = session.desk(plan)
    if imports:
        _imports(session, desk)
        return
    entries = editing.history(session.actor, desk.store, desk.name, row_id)
    document = {
        "plan": desk.name,
        "row": row_id or None,
        "changesets": [_entry(e, row_id) for e in entries],
    }
    lines = table(
        ("No", "When (UTC)", "Who", "From", "What", "Why"),
        (
            (
                entry.revision,
                f"{entry.at:%Y-%m-%d %H:%M}",
                entry.changeset.actor,
                f"{entry.changeset.origin.kind} {entry.changeset.origin.name}".strip(),
                session.voice.tell(described(entry.changeset.changes)),
                entry.changeset.reason,
            )
            for entry in entries
        ),
    )
    if row_id and entries:
        lines += ["", *(line for entry in entries for line in _told(session, entry))]
    answer(session, document, lines or [f"Nothing was done to {row_id or desk.name} yet."])


def _imports(session: CommandRun, desk: OpenedPlan) -> None:
    from planner.services.importing import summary

    found = summary.imports(session.actor, desk.store, desk.name)
    changesets = [{"changeset": one.revision, "reason": one.note, **asdict(one)} for one in found]
    tell = session.voice.tell
    heads = (_("No"), _("When (UTC)"), _("Who"), _("File"), _("SHA-256"), _("What"), _("Note"))
    lines = table(
        tuple(map(tell, heads)),
        (
            (
                one.revision,
                f"{one.at:%Y-%m-%d %H:%M}",
                one.actor,
                one.file,
                one.digest[: summary.SHORT],
                session.voice.fact(summary.record_summary(one)),
                session.voice.fact((one.note, summary.record_state(one))),
            )
            for one in found
        ),
    )
    answer(
        session,
        {"plan": desk.name, "row": None, "changesets": changesets},
        lines or [tell(_("No file was imported into {plan} yet.", plan=desk.name))],
    )


@command("diff")
@plan_argument
@click.argument("a", metavar="A", type=int)
@click.argument("b", metavar="B", type=int)
@click.pass_obj
def diff(session: CommandRun, plan: str, a: int, b: int) -> None:
    """What differs between two revisions."""
    from planner.changes import compare, described
    from planner.services.plans import open_plan

    desk = session.desk(plan)
    older, newer = (open_plan(session.actor, desk.store, desk.name, at) for at in (a, b))
    changes = compare(older, newer)
    document = {"plan": desk.name, "from": a, "to": b, "changes": [_change(c) for c in changes]}
    lines = [
        f"From revision {a} to {b}: {session.voice.tell(described(changes))}.",
        *(_sentence(session, change) for change in changes),
    ]
    answer(session, document, lines)


@command("undo")
@plan_argument
@click.argument("revision", metavar="N", type=int)
@click.pass_obj
def undo(session: CommandRun, plan: str, revision: int) -> int:
    """Take changeset N back, as far as nobody has built on it since."""
    from planner.changes import described
    from planner.services import editing

    desk = session.desk(plan)
    undone = editing.undo(session.actor, desk.store, desk.name, revision)
    made = undone.entry
    document = {
        "undone": revision,
        "changeset": made.revision if made else None,
        "revision": made.revision if made else desk.plan(session).revision,
        "changes": [_change(change) for change in made.changeset.changes] if made else [],
        "left": [
            {
                "table": left.table,
                "id": left.id,
                "column": left.column or None,
                "why": session.voice.tell(left.why),
            }
            for left in undone.left
        ],
        "first": [entry.revision for entry in undone.first],
    }
    done = (
        f"Revision {revision} is taken back by revision {made.revision}: "
        f"{session.voice.tell(described(made.changeset.changes))}."
        if made
        else f"Nothing of revision {revision} could be taken back."
    )
    first = [
        f"Undo revision {entry.revision} first: {entry.changeset.reason}" for entry in undone.first
    ]
    lines = [done, *(f"Left: {session.voice.tell(left.sentence)}." for left in undone.left), *first]
    answer(session, document, lines)
    return 1 if undone.left else 0


@command("verify")
@plan_argument
@click.pass_obj
def verify(session: CommandRun, plan: str) -> int:
    """Whether the log is whole and the rows are what it says."""
    from planner.services import editing

    desk = session.desk(plan)
    found = editing.verify(session.actor, desk.store, desk.name)
    document = {
        "plan": found.name,
        "revision": found.revision,
        "changesets": found.entries,
        "head": found.head,
        "sound": not found.problems,
        "problems": [problem.as_json() for problem in found.problems],
    }
    state = "Log and rows are sound." if not found.problems else "Log and rows do not agree."
    lines = [f"{state} {found.entries} changesets, ending in {found.head}."]
    answer(
        session,
        document,
        [*lines, *(session.voice.tell(problem.sentence) for problem in found.problems)],
    )
    return 1 if found.problems else 0


def _entry(entry: Entry, row_id: str) -> dict[str, Any]:
    from planner.changes import described

    made = entry.changeset
    document: dict[str, Any] = {
        "changeset": entry.revision,
        "revision": entry.revision,
        "at": entry.at,
        "actor": made.actor,
        "reason": made.reason,
        "origin": made.origin,
        "base_revision": made.base_revision,
        "summary": str(described(made.changes)),
        "hash": entry.hash,
    }
    return document | {"changes": [_change(c) for c in made.changes]} if row_id else document


def _change(change: Change) -> dict[str, Any]:
    from planner.changes import Insert, SetCell

    place: dict[str, Any] = {"table": change.table, "id": change.id}
    match change:
        case SetCell():
            moved = {"column": change.column, "from": change.before, "to": change.after}
            return {"action": "set", **place, **moved, "cell": change.cell or None}
        case Insert():
            return {"action": "insert", **place, "values": change.values, "cells": change.cells}
        case _:
            return {"action": "delete", **place, "values": change.values}


def _told(session: CommandRun, entry: Entry) -> list[str]:
    made = entry.changeset.changes
    return [f"{entry.revision}: {_sentence(session, change)}" for change in made]


def _sentence(session: CommandRun, change: Change) -> str:
    from planner.changes import Insert, SetCell
    from planner.plan import table_named

    declared, voice = table_named(change.table), session.voice
    match change:
        case SetCell():
            column = declared.column(change.column)
            before, after = (
                voice.shown(column, end) or "—" for end in (change.before, change.after)
            )
            return f"{change.id}, {voice.tell(column.title)}: {before} → {after}"
        case Insert():
            sign = "+"
        case _:
            sign = "-"
    told = (
        f"{voice.label(declared, name)}: {voice.shown(declared.column(name), value)}"
        for name, value in change.values.items()
    )
    return f"{sign} {change.id} {'; '.join(told)}"


COMMANDS = (history, diff, undo, verify)
