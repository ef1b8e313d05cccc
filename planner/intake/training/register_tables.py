"""Registers of people under codes or names: a row a pass, or a column or a sheet a course."""

from __future__ import annotations

from collections.abc import Sequence

from planner.intake.grid import cell_in, is_blank
from planner.intake.training.record import Record, ValueColumn, is_day, is_mark
from planner.intake.training.reshaped import CERTIFICATES, CellRef, LongRow, ReshapedTable
from planner.messages import NOTHING, _
from planner.problems import Problem

Result = ReshapedTable | Problem | None


def register(record: Record) -> Result:
    """People under codes or names: a row a pass, or a column a course."""
    dated = next((role for role in ("on", "expires") if role in record.at), "")
    if dated and (record.is_about_training or "course" in record.at):
        return _passes(record, dated)
    if "course" in record.at or not record.is_about_training:
        return None
    columns = [v for v in record.values if v.counts == "trained" and v.course]
    for test in (is_day, is_mark):
        if across := [v for v in columns if record.mostly(v.heading, test)]:
            return _passes_across(record, across)
    return None


def _passes(record: Record, dated: str) -> Result:
    lacking = [role for role in ("audience", "course") if not record.says(role)]
    if dated == "on" and record.is_in_plain_words:
        return None
    if len(lacking) == 2 or (lacking and not record.named):
        return record.lacks(lacking[0])
    rows: list[LongRow] = []
    for number, _cells in record.rows:
        course = (
            CellRef(cell=record.named) if "course" in lacking else record.said("course", number)
        )
        rows.append(_row(record, number, course, record.said(dated, number)))
    hows = {
        "audience": _("A register: the sheet's title is the group of staff of all its rows."),
        "course": _("A register: the sheet's title is the course of all its rows."),
    }
    ends = dated == "expires"
    return record.reshaped(
        CERTIFICATES,
        rows,
        hows[lacking[0]] if lacking else _("A register with a row for each pass."),
        _("Its days are those on which passes end.") if ends else NOTHING,
        record.left_aside(rows),
        ends=ends,
    )


def _passes_across(record: Record, columns: Sequence[ValueColumn]) -> Result:
    if not record.says("audience") and not record.named:
        return record.lacks("audience")
    rows: list[LongRow] = []
    for number, cells in record.rows:
        for value in columns:
            at = value.heading.column
            cell = cell_in(cells, at)
            if is_blank(cell):
                continue
            day = cell if is_day(cell) else value.day or record.day
            if not day:
                return record.undated()
            if is_day(cell) or is_mark(cell):
                course = CellRef(cell=value.course, row=record.place.main, column=at)
                rows.append(_row(record, number, course, CellRef(cell=day, row=number, column=at)))
    return record.reshaped(CERTIFICATES, rows, _("A register with a column for each course."))


def _row(record: Record, number: int, course: CellRef | None, day: CellRef | None) -> LongRow:
    """A pass of one person: under a code, else the name, which becomes a code before it is kept."""
    found = {
        "holder": record.said("holder", number) or record.said("name", number),
        "audience": record.group(number),
        "course": course,
        "passed_on": day,
        "left_on": record.said("left", number),
    }
    return record.row(number, found)
