"""Numbers trained: a row a session, or a column for each course, year or sex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from planner.intake.grid import Cells, is_blank
from planner.intake.tables.headings import text_of
from planner.intake.training.lines import SESSIONS, Line, Refused, Said, Told
from planner.intake.training.record import (
    COUNTS,
    MOSTLY,
    Record,
    Value,
    cell_at,
    is_count,
    share,
)
from planner.readers.numbers import read_number

_HELD: Final = "held"


def head_counts(record: Record) -> Told | Refused | None:
    """Numbers trained: a column for each course, year or sex, or for each of them."""
    values = [v for v in record.values if share(record.cells(v.heading), is_count) >= MOSTLY]
    plain = [role for role in COUNTS if role in record.at]
    rows_are_sessions = {"course", "audience", "on"} <= record.at.keys()
    if rows_are_sessions and ({"trained", "total"} & record.at.keys() or "men" not in record.at):
        return None
    if not values and not plain:
        return None
    says_course = "course" in record.at or any(v.course for v in values)
    lacking = [] if says_course else ["course"]
    lacking += [] if record.says("audience") else ["audience"]
    if len(lacking) == 2 or (lacking and not record.named):
        return record.lacks(lacking[0])
    lines: list[Line] = []
    for number, cells in record.rows:
        for line in _sessions(record, number, cells, values):
            if isinstance(line, Refused):
                return line
            lines.append(line)
    return record.told(SESSIONS, lines, "Head-counts, a row for each course, group and day.")


def _sessions(
    record: Record, number: int, cells: Cells, values: Sequence[Value]
) -> Iterator[Line | Refused]:
    """The sessions that one row tells of: one for each course and day its columns hold."""
    groups: dict[tuple[str, str], dict[str, Said]] = {}
    for value in values:
        cell = cell_at(cells, value.heading.column)
        if not is_blank(cell) and read_number(text_of(cell)) != 0:
            said = Said(cell=cell, row=number, column=value.heading.column)
            groups.setdefault((value.course, value.day), {})[value.counts] = said
    own = {role: said for role in COUNTS if (said := record.said(role, number, cells))}
    if own and not groups:
        groups["", ""] = own
    for (course, day), counts in groups.items():
        on = record.said("on", number, cells) or Said(cell=day or record.day)
        if not on.cell:
            yield record.undated("how many were trained")
            return
        named = record.said("course", number, cells) or Said(cell=course or record.named)
        group = record.group(number, cells)
        found = {"course": named, "audience": group, "on": on, "state": Said(cell=_HELD)}
        yield record.line(number, {**found, **_counted(counts)})


def _counted(counts: Mapping[str, Said]) -> dict[str, Said | None]:
    """Those trained: as said, else men and women together; beside them women, and seats."""
    trained = counts.get("trained") or counts.get("total") or _together(counts)
    return {"trained": trained, "women": counts.get("women"), "seats": counts.get("seats")}


def _together(counts: Mapping[str, Said]) -> Said | None:
    """Men and women added up; None, which is not known, when either is not said."""
    men, women = counts.get("men"), counts.get("women")
    if men is None or women is None:
        return None
    numbers = [read_number(text_of(said.cell)) for said in (men, women)]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    return Said(cell=str(sum(known)), row=men.row, column=men.column)
