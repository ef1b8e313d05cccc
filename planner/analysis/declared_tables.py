"""Rows of a plan as an answer: some columns of their table, names for what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from planner.messages import NOTHING, Fact, Message, Sum, _
from planner.plan import Plan, name_of, title_of
from planner.schema import Column, Kind, Row, table_of
from planner.tables import Ministry

Chosen = Callable[[Any], bool]
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
