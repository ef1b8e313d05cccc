"""Numbers of people: those trained, by course, year or sex, and the posts of groups of staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from planner.intake.grid import Cell, Cells, cell_in, is_blank
from planner.intake.tables.headings import text_of
from planner.intake.training import record_words
from planner.intake.training.record import COUNTS, Record, ValueColumn, is_count
from planner.intake.training.reshaped import AUDIENCES, SESSIONS, CellRef, LongRow, ReshapedTable
from planner.messages import _
from planner.problems import Problem
from planner.readers.numbers import read_number

_HELD: Final = "held"


def _state(cell: Cell) -> str:
    return record_words.answer_of(text_of(cell))


def head_counts(record: Record) -> ReshapedTable | Problem | None:
    """Numbers trained: a column for each course, year or sex, or for each of them."""
    counts = [role for role in COUNTS if role in record.at]
    rows_are_sessions = {"course", "audience", "on"} <= record.at.keys()
    if rows_are_sessions and _are_plain(record):
        return None
    columns = () if rows_are_sessions else record.values
    values = [v for v in columns if record.mostly(v.heading, is_count)]
    if not values and not counts:
        return None
    says_course = "course" in record.at or any(value.course for value in values)
    lacking = [] if says_course else ["course"]
    lacking += [] if record.says("audience") else ["audience"]
    if len(lacking) == 2 or (lacking and not record.named):
        return record.lacks(lacking[0])
    rows: list[LongRow] = []
    for number, cells in record.rows:
        for (course, day), counted in _counted(record, number, cells, values).items():
            on = record.said("on", number) or CellRef(cell=day or record.day)
            if not on.cell:
                return record.undated()
            rows.append(_session(record, number, course, on, counted))
    how = [_("Head-counts, a row for each course, group and day.")]
    if "certified" in record.at:
        names = tuple(f"“{record.at[role].whole}”" for role in ("certified",))
        how += [_("Trained are those of {columns}.", columns=names), record.left_aside(rows)]
    return record.reshaped(SESSIONS, rows, *how)


def _are_plain(record: Record) -> bool:
    """Whether sessions are told as the plan tells them: with one number of people, or none."""
    says_trained = {"trained", "total"} & record.at.keys() or "men" not in record.at
    return bool(says_trained) and "certified" not in record.at


def _counted(
    record: Record, number: int, cells: Cells, values: Sequence[ValueColumn]
) -> dict[tuple[str, str], dict[str, CellRef]]:
    """What a row counts of each course and day that its columns hold, else of its own course."""
    groups: dict[tuple[str, str], dict[str, CellRef]] = {}
    for value in values:
        cell = cell_in(cells, value.heading.column)
        if not is_blank(cell) and read_number(text_of(cell)) != 0:
            said = CellRef(cell=cell, row=number, column=value.heading.column)
            groups.setdefault((value.course, value.day), {})[value.counts] = said
    own = {role: said for role in COUNTS if (said := record.said(role, number))}
    return groups or ({("", ""): own} if own else {})


def _session(
    record: Record, number: int, course: str, on: CellRef, counted: Mapping[str, CellRef]
) -> LongRow:
    """Those certified, else trained as said, else men and women together; women, and seats."""
    found = {
        "course": record.said("course", number) or CellRef(cell=course or record.named),
        "audience": record.group(number),
        "on": on,
        "state": CellRef(cell=_HELD),
        "trained": counted.get("certified")
        or counted.get("trained")
        or counted.get("total")
        or _worked_out(counted.get("men"), counted.get("women")),
        "women": counted.get("women"),
        "seats": counted.get("seats"),
    }
    return record.row(number, found)


def _worked_out(one: CellRef | None, other: CellRef | None, sign: int = 1) -> CellRef | None:
    """Two numbers added up, or one less the other; None, not known, when either is no number."""
    if one is None or other is None:
        return None
    first, second = read_number(text_of(one.cell)), read_number(text_of(other.cell))
    if first is None or second is None:
        return None
    return CellRef(cell=str(first + Decimal(sign) * second), row=one.row, column=one.column)


def posts(record: Record) -> ReshapedTable | None:
    """Posts of a group: filled, or established less vacant, or a row for each post."""
    if "audience" not in record.at or "on" in record.at or "course" in record.at:
        return None
    if {"occupied", "post"} <= record.at.keys():
        return _post_by_post(record)
    if "posts" in record.at or not {"vacant", "established"} <= record.at.keys():
        return None
    rows = [
        record.row(
            number,
            {
                "title": record.said("audience", number),
                "posts": _worked_out(
                    record.said("established", number), record.said("vacant", number), -1
                ),
                "turnover": record.said("turnover", number),
                "ministry": record.said("ministry", number),
                "as_of": record.said("as_of", number) or record.title_day,
            },
        )
        for number, _cells in record.rows
    ]
    how = _("Filled posts are established posts less vacant ones.")
    return record.reshaped(AUDIENCES, rows, how)


def _post_by_post(record: Record) -> ReshapedTable | None:
    """A row for each post: the filled ones are counted by group."""
    if not record.mostly(record.at["occupied"], lambda cell: _state(cell) in ("filled", "empty")):
        return None
    filled: dict[str, int] = {}
    first: dict[str, CellRef] = {}
    for number, _cells in record.rows:
        group, state = record.said("audience", number), record.said("occupied", number)
        if group is None or state is None:
            continue
        title = text_of(group.cell)
        first.setdefault(title, CellRef(cell=title, row=number, column=group.column))
        filled[title] = filled.get(title, 0) + (_state(state.cell) == "filled")
    rows = [
        record.row(
            said.row,
            {"title": said, "posts": CellRef(cell=str(filled[title])), "as_of": record.title_day},
        )
        for title, said in first.items()
    ]
    how = _("A row for each post: the filled ones were counted.")
    return record.reshaped(AUDIENCES, rows, how)
