"""Rows of a plan as an answer: some columns of their table, names for what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    CellKind,
    Question,
    Target,
)
from planner.choices import Level
from planner.messages import NOTHING, Fact, Message, Sum, _, paragraph
from planner.plan import Plan, name_of, title_of
from planner.schema import Column, Kind, Row, table_of
from planner.tables import Ministry

Chosen = Callable[[Any], bool]
_OWN_CHOICE: Final = ("id", "classification", "note")
"""Columns whose blanks mean something, or nothing."""
_MOST_BLANK: Final = 4
_MEASURES: Final[Mapping[Kind, CellKind]] = MappingProxyType(
    {
        **dict.fromkeys((Kind.ID, Kind.CODE, Kind.ENTRY), CellKind.CODE),
        **dict.fromkeys((Kind.WHOLE, Kind.NUMBER, Kind.PERCENT), CellKind.COUNT),
        Kind.MONEY: CellKind.SUM,
        Kind.DATE: CellKind.DAY,
        Kind.NOTE: CellKind.SENTENCE,
    }
)


def rows_answer(
    row_type: type[Row], *names: str, chosen: Chosen = lambda _row: True
) -> Callable[[Question], Answer]:
    """The rows of a table as an answer; where there is none, that it is not known, and why."""
    table = table_of(row_type)

    def make(asked: Question) -> Answer:
        part = rows_table(asked.plan, row_type, *names, chosen=chosen)
        unknown = () if part.lines else (none_entered(table.title),)
        return Answer(
            key=table.name, title=table.title, sentences=(), unknown=unknown, tables=(part,)
        )

    return make


def rows_table(
    plan: Plan, row_type: type[Row], *names: str, chosen: Chosen = lambda _row: True
) -> AnswerTable[Any]:
    """The rows of a table that are chosen, each under its id and the columns of these names."""
    table = table_of(row_type)
    lines = tuple(row for row in plan.of(row_type) if chosen(row))
    has_blanks = any(not getattr(row, name) for row in lines for name in names)
    return AnswerTable(
        key=table.name,
        title=table.title,
        columns=tuple(declared_columns(plan, row_type, ("id", *names))),
        lines=lines,
        target=lambda row: Target(table.name, row.id),
        note=_("“–” stands where nothing has been entered.") if has_blanks else NOTHING,
    )


def declared_columns(
    plan: Plan, row_type: type[Row], names: Iterable[str]
) -> Iterator[AnswerColumn[Any]]:
    """Columns of a table of the plan as those of an answer."""
    table = table_of(row_type)
    for column in map(table.column, names):
        measure = CellKind.LEVEL if column.answers is Level else _MEASURES.get(column.kind)
        yield AnswerColumn(
            column.name, column.title, measure or CellKind.TEXT, _value(plan, column)
        )


def filled(plan: Plan, row_type: type[Row]) -> Message:
    """How far a table is filled in: what is blank in some rows and filled in most; the last day.

    A column that is blank in most rows is one that the office does not use.
    """
    table, rows = table_of(row_type), plan.of(row_type)
    if not rows:
        return _("Nothing has been entered yet: add a row, or import a file.")
    blank = {
        column: sum(getattr(row, column.name) == column.blank for row in rows)
        for column in table.columns
        if column.name not in _OWN_CHOICE
    }
    told = [
        _("{label}: {value}", label=column.title, value=number)
        for column, number in sorted(blank.items(), key=lambda one: -one[1])
        if 0 < number <= len(rows) / 2
    ]
    days = [row_day for row in rows if (row_day := _first_day(row)) is not None]
    return paragraph(
        _("Rows in which a value is missing: {columns}.", columns=tuple(told[:_MOST_BLANK]))
        if told
        else _("Every column in use is filled in."),
        _("The latest is of {day}.", day=max(days)) if days else NOTHING,
    )


def _first_day(row: Row) -> date | None:
    """The day that a row stands for, where its table has a required one."""
    columns = (one for one in table_of(row).columns if one.kind is Kind.DATE and one.required)
    return next((getattr(row, one.name) for one in columns), None)


def none_entered(what: Message) -> Message:
    """Says that something is not known since nobody has entered it."""
    return _("{what}: not known, because nothing has been entered yet.", what=what)


def _value(plan: Plan, column: Column) -> Callable[[Any], Fact]:
    def value(row: Row) -> Fact:
        found = getattr(row, column.name)
        if column.kind is Kind.ROW:
            return named(plan, column, found)
        if column.kind is Kind.MONEY and found is not None:
            return Sum(found, getattr(row, "currency", plan.details.currency))
        if column.kind is Kind.TAGS and column.answers:
            return tuple(column.answers(tag) for tag in found or ())
        return "" if found is None else found

    return value


def named(plan: Plan, column: Column, row_id: str) -> str:
    """What the row is called that a cell refers to; its id where it is not there."""
    row = plan.rows(column.refers).get(row_id)
    if row is None:
        return row_id
    return name_of(row) if isinstance(row, Ministry) else title_of(row)
