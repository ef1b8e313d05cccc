"""Numbers of people: those trained, by course, year or sex, and the posts of groups of staff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from planner.intake.grid import Cell, is_blank
from planner.intake.tables.headings import text_of
from planner.intake.training import record_words
from planner.intake.training.long_sheet import AUDIENCES, SESSIONS, CellRef, LongRow
from planner.intake.training.record import COUNTS, Record, Reshaped, ValueColumn, is_count
from planner.messages import NOTHING, _
from planner.readers.numbers import read_number

_HELD: Final = "held"
Counted = Mapping[str, CellRef]


def head_counts(record: Record) -> Reshaped:
    """Numbers trained: a column for each course, year or sex, or for each of them."""
    there = record.at.keys()
    rows_are_sessions = {"course", "audience", "on"} <= there
    is_certified = "certified" in there
    is_plain = bool({"trained", "total"} & there) or "men" not in there
    if rows_are_sessions and is_plain and not is_certified:
        return None  # sessions as the plan tells them: with one number of people, or none
    columns = () if rows_are_sessions else record.values
    values = [value for value in columns if record.mostly(value.heading, is_count)]
    if not values and not there & {*COUNTS}:
        return None
    says_course = "course" in there or any(value.course for value in values)
    if refused := record.refused_for(course=says_course, audience=record.says_audience):
        return refused
    rows: list[LongRow] = []
    for number in record.rows:
        for (course, day), counted in _counted(record, number, values).items():
            on = record.said("on", number) or CellRef(day or record.day)
            if not on.cell:
                return record.refused("undated")
            rows.append(_session(record, number, course, on, counted))
    trained = record.at["certified"].whole if is_certified else ""
    return record.reshaped(
        SESSIONS,
        rows,
        _("Head-counts, a row for each course, group and day."),
        _("Trained are those of {columns}.", columns=(f"“{trained}”",)) if trained else NOTHING,
        record.left_aside(rows) if trained else NOTHING,
    )


def _counted(
    record: Record, number: int, values: Sequence[ValueColumn]
) -> Mapping[tuple[str, str], Counted]:
    """What a row counts of each course and day that its columns hold, else of its own course."""
    groups: dict[tuple[str, str], dict[str, CellRef]] = {}
    for value in values:
        cell = record.sheet.at(number, value.heading.column)
        if not is_blank(cell) and read_number(text_of(cell)) != 0:
            said = CellRef(cell, number, value.heading.column)
            groups.setdefault((value.course, value.day), {})[value.counts] = said
    own = {role: said for role in COUNTS if (said := record.said(role, number))}
    return groups or ({("", ""): own} if own else {})


def _session(record: Record, number: int, course: str, on: CellRef, counted: Counted) -> LongRow:
    """Those certified, else trained as said, else men and women together; women, and seats."""
    said = (counted.get(role) for role in ("certified", "trained", "total"))
    return record.row(
        number,
        course=record.said("course", number) or CellRef(course or record.named),
        audience=record.group(number),
        on=on,
        state=CellRef(_HELD),
        trained=next(filter(None, said), None)
        or _worked_out(counted.get("men"), counted.get("women")),
        women=counted.get("women"),
        seats=counted.get("seats"),
    )


def _worked_out(one: CellRef | None, other: CellRef | None, sign: int = 1) -> CellRef | None:
    """Two numbers added up, or one less the other; None, not known, when either is no number."""
    if one is None or other is None:
        return None
    first, second = read_number(text_of(one.cell)), read_number(text_of(other.cell))
    if first is None or second is None:
        return None
    return one._replace(cell=str(first + sign * second))


def posts(record: Record) -> Reshaped:
    """Posts of a group: filled, or established less vacant, or a row for each post."""
    there = record.at.keys()
    if "audience" not in there or there & {"on", "course"}:
        return None
    if {"occupied", "post"} <= there:
        return _post_by_post(record)
    if "posts" in there or not {"vacant", "established"} <= there:
        return None
    rows = [
        record.row(
            number,
            title=record.said("audience", number),
            posts=_worked_out(
                record.said("established", number), record.said("vacant", number), -1
            ),
            turnover=record.said("turnover", number),
            ministry=record.said("ministry", number),
            as_of=record.said("as_of", number) or record.title_day,
        )
        for number in record.rows
    ]
    return record.reshaped(
        AUDIENCES, rows, _("Filled posts are established posts less vacant ones.")
    )


def _post_by_post(record: Record) -> Reshaped:
    """A row for each post: the filled ones are counted by group."""

    def state(cell: Cell) -> str:
        return record_words.answer_of(text_of(cell))

    if not record.mostly(record.at["occupied"], lambda cell: state(cell) in ("filled", "empty")):
        return None
    filled: Counter[str] = Counter()
    first: dict[str, CellRef] = {}
    for number in record.rows:
        group, occupied = record.said("audience", number), record.said("occupied", number)
        if group is not None and occupied is not None:
            title = text_of(group.cell)
            first.setdefault(title, CellRef(title, number, group.column))
            filled[title] += state(occupied.cell) == "filled"
    rows = [
        record.row(said.row, title=said, posts=CellRef(str(filled[title])), as_of=record.title_day)
        for title, said in first.items()
    ]
    return record.reshaped(AUDIENCES, rows, _("A row for each post: the filled ones were counted."))
