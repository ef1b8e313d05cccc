"""What is said of each change in the list of them, by what door it came in included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Entry, Origin, OriginKind, described
from planner.messages import Fact, Message, _

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
        _column("revision", _("Revision"), lambda entry: entry.revision),
        _column("when", _("When"), lambda entry: moment(entry.at)),
        _column("who", _("Who"), lambda entry: entry.changeset.actor),
        _column("why", _("Why"), lambda entry: entry.changeset.reason),
        _column("how", _("How"), lambda entry: _door(entry.changeset.origin)),
        _column("what", _("What"), lambda entry: described(entry.changeset.changes)),
    )


def _door(origin: Origin) -> Message:
    door = DOORS[origin.kind]
    if origin.kind is OriginKind.UNDO or not origin.name:
        return door
    return _("{door}: {name}", door=door, name=origin.name)


def _column(key: str, head: Message, value: Callable[[Entry], Fact]) -> AnswerColumn[Entry]:
    measure = CellKind.COUNT if key == "revision" else CellKind.TEXT
    return AnswerColumn(key=key, head=head, measure=measure, value=value)
