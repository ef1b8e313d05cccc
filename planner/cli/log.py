"""`history`, `diff`, `undo` and `verify`: what was done to a plan, and how to undo it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from planner.changes import Change, Delete, Entry, Insert, SetCell, compare, described
from planner.cli.commands import command, option, plan_argument
from planner.cli.opened_plan import OpenedPlan, opened, plan_command
from planner.cli.printing import answer, facts, listed, table
from planner.cli.run import CommandRun
from planner.messages import _, paragraph
from planner.plan import Plan, table_named
from planner.schema import Kind
from planner.services import editing, operation
from planner.services.editing import history_columns
from planner.services.importing import summary
from planner.services.operation import refusal_columns
from planner.services.plans import open_plan
from planner.tables import Version
from planner.values import fold


@command("history")
@plan_argument
@option("--row", "row_id", metavar="ID", default="", help=_("Only what was done to this row."))
@option(
    "--words",
    metavar="W",
    default="",
    help=_("Only changesets that say all these words: who, why, a file, a title, a value."),
)
@option("--imports", is_flag=True, help=_("Only files imported: name, SHA-256, rows, undone."))
@click.pass_obj
def _history(run: CommandRun, plan: str, row_id: str, words: str, imports: bool) -> None:
    if imports and (row_id or words):
        raise click.UsageError(run.tell(_("Ask for one row or for imports, not for both.")))
    place = opened(run, plan)
    if imports:
        _imports(run, place)
        return
    entries = editing.searched(place.plan, editing.history(*place.at, row_id), words)
    document = {
        "plan": place.name,
        "row": row_id or None,
        "words": words or None,
        "changesets": [_entry(entry, row_id) for entry in entries],
    }
    lines = listed(run, history_columns(_minute), entries)
    if not row_id and not words:
        refused = operation.refused(*place.at)
        document["refused"] = [facts(one, "at actor what") for one in refused]
        lines += ["", *listed(run, refusal_columns(_minute), refused)] if refused else []
    if row_id and entries:
        told = (
            f"{entry.revision}: {_sentence(run, change)}"
            for entry in entries
            for change in entry.changeset.changes
        )
        lines += ["", *told]
    nothing = _("Nothing was done to {what} yet.", what=row_id or place.name)
    if words:
        nothing = _("No changeset says “{words}”.", words=words)
    answer(run, document, lines or [nothing])


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _imports(run: CommandRun, place: OpenedPlan) -> None:
    found = summary.imports(*place.at)
    changesets = [{"changeset": one.revision, "reason": one.note, **asdict(one)} for one in found]
    heads = (_("No."), _("When (UTC)"), _("Who"), _("File"), _("SHA-256"), _("What"), _("Note"))
    rows = (
        (
            *(str(one.revision), f"{one.at:%Y-%m-%d %H:%M}", one.actor, one.file),
            *(one.digest[: summary.SHORT], summary.record_summary(one)),
            (one.note, summary.record_state(one)),
        )
        for one in found
    )
    lines = table(run, heads, rows)
    document = {"plan": place.name, "row": None, "changesets": changesets}
    nothing = _("No file was imported into {plan} yet.", plan=place.name)
    answer(run, document, lines or [nothing])


@plan_command("diff")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
def _diff(run: CommandRun, place: OpenedPlan, a: str, b: str) -> None:
    older, newer = (open_plan(*place.at, _revision(run, place.plan, one)) for one in (a, b))
    changes = compare(older, newer)
    cells = [one for one in changes if isinstance(one, SetCell)]
    document = {
        "plan": place.name,
        "from": older.revision,
        "to": newer.revision,
        "added": [one.id for one in changes if isinstance(one, Insert)],
        "removed": [one.id for one in changes if isinstance(one, Delete)],
        "changed": [_moved(one) for one in cells],
        "moved_money": [_moved(one) for one in cells if _kind(one) is Kind.MONEY],
        "moved_dates": [_moved(one) for one in cells if _kind(one) is Kind.DATE],
        "changes": [change_facts(c) for c in changes],
    }
    head = _(
        "From revision {a} to {b}: {changes}.",
        a=str(older.revision),
        b=str(newer.revision),
        changes=described(changes),
    )
    answer(run, document, [head, *(_sentence(run, change) for change in changes)])


def _revision(run: CommandRun, plan: Plan, said: str) -> int:
    """A revision by its number, or by the name of a version."""
    if said.isdecimal():
        return int(said)
    named = {fold(one.name): one.revision for one in plan.of(Version) if one.revision}
    if (found := named.get(fold(said))) is None:
        known = tuple(one.name for one in plan.of(Version))
        wrong = _("“{text}” is no revision and no version: {known}.", text=said, known=known)
        raise click.UsageError(run.tell(wrong))
    return found


def _kind(change: SetCell) -> Kind:
    return table_named(change.table).column(change.column).kind


def _moved(change: SetCell) -> dict[str, Any]:
    return {**facts(change, "table id column"), "old": change.before, "new": change.after}


@plan_command("undo")
@click.argument("revision", metavar="N", type=int)
@option("--row", "row_id", metavar="ID", default="", help=_("Put only this row back."))
@option("--column", metavar="C", default="", help=_("Put only this column of the row back."))
def _undo(run: CommandRun, place: OpenedPlan, revision: int, row_id: str, column: str) -> int:
    if column and not row_id:
        raise click.UsageError(run.tell(_("Name the row of the column as well: --row ID.")))
    undone = editing.undo(*place.at, revision, row_id, column)
    made = undone.entry
    document = {
        "undone": revision,
        "row": row_id or None,
        "column": column or None,
        "changeset": made.revision if made else None,
        "revision": made.revision if made else place.plan.revision,
        "changes": [change_facts(change) for change in made.changeset.changes] if made else [],
        "left": [
            facts(left, "table id why") | {"column": left.column or None} for left in undone.left
        ],
        "first": [entry.revision for entry in undone.first],
    }
    done = (
        _(
            "{row} is put back as before revision {revision}: {changes}.",
            row=row_id,
            revision=str(revision),
            changes=described(made.changeset.changes),
        )
        if made and row_id
        else _(
            "Revision {revision} is undone by revision {by}: {changes}.",
            revision=str(revision),
            by=str(made.revision),
            changes=described(made.changeset.changes),
        )
        if made
        else _("Nothing of revision {revision} could be undone.", revision=str(revision))
    )
    left = (_("Left: {what}.", what=one.sentence) for one in undone.left)
    first = (
        _(
            "Undo revision {revision} first: {reason}",
            revision=str(entry.revision),
            reason=entry.changeset.reason,
        )
        for entry in undone.first
    )
    answer(run, document, [done, *left, *first])
    return 1 if undone.left else 0


@plan_command("verify")
@option(
    "--head",
    "heads",
    metavar="HASH",
    multiple=True,
    help=_(
        "A hash noted elsewhere, as on an export, whole or by eight signs or more: the log has "
        "to hold it still."
    ),
)
def _verify(run: CommandRun, place: OpenedPlan, heads: tuple[str, ...]) -> int:
    found = editing.verify(*place.at, heads)
    document = {
        "plan": found.name,
        "revision": found.revision,
        "changesets": found.entries,
        "head": found.head,
        "sound": not found.problems,
        "problems": [problem.as_json(run.tell) for problem in found.problems],
    }
    state = _("Log and rows do not agree.") if found.problems else _("Log and rows are sound.")
    ending = _("Changesets: {number}, ending in {head}.", number=found.entries, head=found.head)
    sentences = (problem.sentence for problem in found.problems)
    answer(run, document, [paragraph(state, ending), *sentences])
    return 1 if found.problems else 0


def _entry(entry: Entry, row_id: str) -> dict[str, Any]:
    made = entry.changeset
    document: dict[str, Any] = {
        "changeset": entry.revision,
        **facts(entry, "revision at hash"),
        **facts(made, "actor reason origin base_revision"),
        "summary": described(made.changes),
    }
    return document | {"changes": [change_facts(c) for c in made.changes]} if row_id else document


def change_facts(change: Change) -> dict[str, Any]:
    """A change as `--json` tells it."""
    place: dict[str, Any] = {"table": change.table, "id": change.id}
    match change:
        case SetCell():
            moved = {"column": change.column, "from": change.before, "to": change.after}
            return {"action": "set", **place, **moved, "cell": change.cell or None}
        case Insert():
            return {"action": "insert", **place, "values": change.values, "cells": change.cells}
        case _:
            return {"action": "delete", **place, "values": change.values}


def _sentence(run: CommandRun, change: Change) -> str:
    """A change as one line of cells: what was set, added or removed."""
    declared, voice = table_named(change.table), run.voice
    if isinstance(change, SetCell):
        column = declared.column(change.column)
        before, after = (voice.shown(column, end) or "—" for end in (change.before, change.after))
        return f"{change.id}, {voice.tell(column.title)}: {before} → {after}"
    cells = (
        f"{voice.label(declared, name)}: {voice.shown(declared.column(name), value)}"
        for name, value in change.values.items()
    )
    return f"{'+' if isinstance(change, Insert) else '-'} {change.id} {'; '.join(cells)}"
