"""The incidents of a file, read as an import would read them and stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from planner.changes import apply
from planner.intake.inspection import inspect
from planner.intake.read_options import ReadOptions
from planner.plan import Plan
from planner.problems import Problem
from planner.schema import table_of
from planner.services.actors import acting
from planner.services.importing.preview import ImportOptions, preview
from planner.services.importing.row_outcomes import RowOutcomeKind
from planner.tables import Incident

_LEFT_OUT = (RowOutcomeKind.REFUSED, RowOutcomeKind.ASKED)


@dataclass(frozen=True, kw_only=True)
class FileIncidents:
    """The incidents of a file, and what is doubtful about it or was refused."""

    incidents: tuple[Incident, ...]
    problems: tuple[Problem, ...]
    needs_person: bool


def incidents_in_file(actor: str, plan: Plan, name: str, content: bytes) -> FileIncidents:
    """The incidents of a spreadsheet, as the plan would have them after an import.

    A row that the plan does not know is new, whatever its id. UnreadableFile when the file cannot
    be opened or holds no table.
    """
    acting(actor)
    declared = table_of(Incident).name
    options = ImportOptions(read=ReadOptions(table=declared, answers={"row.unplaced": "new"}))
    found = preview(plan, inspect(name, content, options.read), options)
    after = apply(plan, found.changes).by_id(Incident)
    taken = (one.id for one in found.rows if one.kind not in _LEFT_OUT)
    return FileIncidents(
        incidents=tuple(after[row_id] for row_id in taken),
        problems=found.problems,
        needs_person=bool(found.counts["rejected"]) or any(one.is_open for one in found.problems),
    )
