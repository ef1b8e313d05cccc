"""Registers of people under codes or names: a row a pass, or a column or a sheet a course."""

from __future__ import annotations

from collections.abc import Sequence

from planner.intake.grid import Cells, is_blank
from planner.intake.training.lines import CERTIFICATES, Line, Refused, Said, Told
from planner.intake.training.record import (
    MOSTLY,
    Record,
    Value,
    cell_at,
    is_day,
    is_mark,
    share,
)


def register(record: Record) -> Told | Refused | None:
    """People under codes or names: a row a pass, or a column a course."""
    dated = next((role for role in ("on", "expires") if role in record.at), "")
    if dated and (record.is_about_training or "course" in record.at):
        return _passes(record, dated)
    if "course" in record.at or not record.is_about_training:
        return None
    columns = [v for v in record.values if v.counts == "trained" and v.course]
    days = [v for v in columns if share(record.cells(v.heading), is_day) >= MOSTLY]
    if days:
        return _passes_across(record, days)
    marked = [v for v in columns if share(record.cells(v.heading), is_mark) >= MOSTLY]
    return _passes_across(record, marked) if marked else None


def _passes(record: Record, dated: str) -> Told | Refused | None:
    lacking = [role for role in ("audience", "course") if not record.says(role)]
    if dated == "on" and record.is_in_plain_words:
        return None
    if len(lacking) == 2 or (lacking and not record.named):
        return record.lacks(lacking[0])
    lines: list[Line] = []
    for number, cells in record.rows:
        found = {
            "holder": _holder(record, number, cells),
            "audience": record.group(number, cells),
            "course": record.said("course", number, cells),
            "passed_on": record.said(dated, number, cells),
            "left_on": record.said("left", number, cells),
        }
        if "course" in lacking:
            found["course"] = Said(cell=record.named)
        lines.append(record.line(number, found))
    what = f"the sheet's title is the {lacking[0]} of all its rows" if lacking else "a row a pass"
    ends = dated == "expires"
    how = "; its days are those on which passes end" if ends else ""
    aside = record.left_aside(lines)
    return record.told(CERTIFICATES, lines, f"A register: {what}{how}.{aside}", ends=ends)


def _passes_across(record: Record, columns: Sequence[Value]) -> Told | Refused | None:
    if not record.says("audience") and not record.named:
        return record.lacks("audience")
    lines: list[Line] = []
    for number, cells in record.rows:
        for value in columns:
            cell = cell_at(cells, value.heading.column)
            if is_blank(cell):
                continue
            day = cell if is_day(cell) else value.day or record.day
            if not day:
                return record.undated("that a course was passed")
            if not is_day(cell) and not is_mark(cell):
                continue
            at = Said(cell=day, row=number, column=value.heading.column)
            found = {
                "holder": _holder(record, number, cells),
                "audience": record.group(number, cells),
                "course": _course(record, value),
                "passed_on": at,
                "left_on": record.said("left", number, cells),
            }
            lines.append(record.line(number, found))
    return record.told(CERTIFICATES, lines, "A register with a column for each course.")


def _holder(record: Record, number: int, cells: Cells) -> Said | None:
    """The code of a person, else the name, which becomes a code before anything is kept."""
    return record.said("holder", number, cells) or record.said("name", number, cells)


def _course(record: Record, value: Value) -> Said:
    return Said(cell=value.course, row=record.place.main, column=value.heading.column)
