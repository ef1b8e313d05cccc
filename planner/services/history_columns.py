"""What is said of each change in the list of them, by what door it came in included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from planner.analysis.answers import AnswerColumn, count, text
from planner.changes import Entry, Origin, OriginKind, described
from planner.messages import Fact, Message, _
from planner.store import LedgerRecord

REFUSED: Final = _("What was refused, and why")

DOORS: Final[Mapping[OriginKind, Message]] = {
    OriginKind.FORM: _("a form"),
    OriginKind.GRID: _("the grid"),
    OriginKind.IMPORT: _("an import"),
    OriginKind.RETURN: _("a return"),
    OriginKind.UNDO: _("an undo"),
    OriginKind.MAPPING: _("the screening"),
    OriginKind.COMMAND: _("the command line"),
    OriginKind.CREATION: _("the plan's first day"),
}
"""What the door is called by which a changeset came in."""


def history_columns(moment: Callable[[datetime], Fact]) -> tuple[AnswerColumn[Entry], ...]:
    """The columns of the list, with the time as a face tells it."""
    return (
        count("revision", _("Revision"), lambda entry: entry.revision),
        text("when", _("When"), lambda entry: moment(entry.at)),
        text("who", _("Who"), lambda entry: entry.changeset.actor),
        text("why", _("Why"), lambda entry: entry.changeset.reason),
        text("how", _("How"), lambda entry: _door(entry.changeset.origin)),
        text("what", _("What"), lambda entry: described(entry.changeset.changes)),
    )


def refusal_columns(
    moment: Callable[[datetime], Fact],
) -> tuple[AnswerColumn[LedgerRecord], ...]:
    """The columns of a list of what was refused."""
    return (
        text("when", _("When"), lambda one: moment(one.at)),
        text("who", _("Who"), lambda one: one.actor),
        text("what", REFUSED, lambda one: one.what),
    )


def _door(origin: Origin) -> Message:
    door = DOORS[origin.kind]
    if origin.kind is OriginKind.UNDO or not origin.name:
        return door
    return _("{door}: {name}", door=door, name=origin.name)
