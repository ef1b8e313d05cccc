"""Registers of people under codes or names: a row a pass, or a column or a sheet a course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planner.intake.grid import is_blank
from planner.intake.training.long_sheet import CERTIFICATES, SESSIONS, CellRef, LongRow
from planner.intake.training.record import Record, Reshaped, ValueColumn, is_day
from planner.intake.training.results import PASSED, Results, is_result
from planner.messages import NOTHING, Message, _
from planner.problems import Problem


def register(record: Record) -> Reshaped:
    """People under codes or names: a row a pass, or a column a course."""
    dated = next((role for role in ("on", "expires") if role in record.at), "")
    if dated and (record.is_about_training or "course" in record.at):
        return _passes(record, dated)
    if "course" in record.at or not record.is_about_training:
        return None
    columns = [v for v in record.values if v.counts == "trained" and v.course]
    for test in (is_day, is_result):
        if across := [v for v in columns if record.mostly(v.heading, test)]:
            return _passes_across(record, across)
    return None


def unheaded(record: Record, question: Problem) -> Reshaped:
    """Rows of an audience, a course and a day without any count: people whose code has no known
    head, or sessions. It is asked; until it is answered nobody's certificate is kept."""
    if question.answer == SESSIONS:
        return None
    chosen = next((one for one in record.headings if one.letters == question.answer), None)
    if chosen:
        record.at["holder"] = chosen
    return _passes(record, "on", question)


def _passes(record: Record, dated: str, *doubts: Problem) -> Reshaped:
    says_audience, says_course = record.says_audience, "course" in record.at
    results = Results(record)
    plain = record.is_in_plain_words and results.heading is None and not record.says_completed
    if dated == "on" and plain:
        return None
    if refused := record.refused_for(audience=says_audience, course=says_course):
        return refused
    rows: list[LongRow] = []
    for number in record.rows:
        day = record.said(dated, number)
        passed = results.of_row(number, has_day=day is not None)
        if passed is not False:
            course = record.said("course", number) if says_course else CellRef(record.named)
            rows.append(_row(record, number, course, day if passed else None))
    aside = results.aside(rows)
    if aside and aside.answer != PASSED:
        rows = [replace(row, values=_without_day(row)) for row in rows if not aside.answer]
    if not rows:
        return record.refused("nobody")
    ends = dated == "expires"
    how = (
        _how(says_audience=says_audience, says_course=says_course),
        _("Its days are those on which passes end.") if ends else NOTHING,
        record.left_aside(rows, results.heading),
    )
    doubts = (*doubts, *filter(None, [aside]), *results.problems)
    return record.reshaped(CERTIFICATES, rows, *how, passes_end=ends, doubts=doubts)


def _without_day(row: LongRow) -> Mapping[str, CellRef]:
    return {name: said for name, said in row.values.items() if name != "passed_on"}


def _how(*, says_audience: bool, says_course: bool) -> Message:
    if not says_audience:
        return _("A register: the sheet's title is the group of staff of all its rows.")
    if not says_course:
        return _("A register: the sheet's title is the course of all its rows.")
    return _("A register with a row for each pass.")


def _passes_across(record: Record, columns: Sequence[ValueColumn]) -> Reshaped:
    if refused := record.refused_for(audience=record.says_audience):
        return refused
    results = Results(record)
    rows = [*_rows_across(record, columns, results)]
    if any(row is None for row in rows):
        return record.refused("undated")
    found = [row for row in rows if row]
    how = _("A register with a column for each course.")
    return record.reshaped(CERTIFICATES, found, how, doubts=tuple(results.problems))


def _rows_across(
    record: Record, columns: Sequence[ValueColumn], results: Results
) -> Iterator[LongRow | None]:
    """A row for each course that a person passed, None where nothing says when."""
    for number in record.rows:
        for value in columns:
            at = value.heading.column
            cell = record.sheet.at(number, at)
            passed = is_blank(cell) or is_day(cell) or results.of_cell(cell)
            if is_blank(cell) or passed is False:
                continue
            day = cell if is_day(cell) else value.day or record.day
            course, on = CellRef(value.course, record.place.main, at), CellRef(day, number, at)
            yield _row(record, number, course, on if passed else None) if day else None


def _row(record: Record, number: int, course: CellRef | None, day: CellRef | None) -> LongRow:
    """A pass of one person: under a code, else the name, which becomes a code before it is kept."""
    return record.row(
        number,
        holder=record.said("holder", number) or record.said("name", number),
        audience=record.group(number),
        course=course,
        passed_on=day,
        left_on=record.said("left", number),
    )
