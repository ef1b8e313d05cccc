"""One table on a screen: heads as declared, values told by the voice, a row that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, Final, TypeVar

import pandas as pd
import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.messages import NOTHING, Fact, Message, Share, Sum
from planner.plan import Plan, table_named
from planner.schema import Column, Kind, Row, Table, table_of
from planner.ui import state
from planner.ui.words import capital, told, voice

T = TypeVar("T")
R = TypeVar("R", bound=Row)

TALL: Final = 12
"""Rows shown without scrolling."""

_MEASURED: Final = frozenset({CellKind.COUNT, CellKind.SUM, CellKind.SHARE, CellKind.DAY})
_RIGHT: Final = _MEASURED - {CellKind.DAY}
_MEASURES: Final = MappingProxyType(
    {
        Kind.ID: CellKind.CODE,
        Kind.CODE: CellKind.CODE,
        Kind.ENTRY: CellKind.CODE,
        Kind.WHOLE: CellKind.COUNT,
        Kind.NUMBER: CellKind.COUNT,
        Kind.MONEY: CellKind.SUM,
        Kind.PERCENT: CellKind.SHARE,
        Kind.DATE: CellKind.DAY,
    }
)
_LETTER: Final = 7  # pixels of one character
_DARKEST: Final = 0.6


def columns_of(plan: Plan, row_type: type[R], names: str) -> tuple[AnswerColumn[R], ...]:
    """Declared columns of a table by their names, as in "id title ministry", for a listing."""
    declared = table_of(row_type)
    return tuple(column_of(plan, declared, declared.column(name)) for name in names.split())


def column_of(plan: Plan, declared: Table, column: Column) -> AnswerColumn[Any]:
    """A declared column: its label, its help, and its values with rows told by their names."""
    names: Mapping[str, str] = {}
    if column.kind is Kind.ROW:
        names = plan.names(table_named(column.refers).row)
    return AnswerColumn(
        key=column.name,
        head=declared.label(column.name),
        measure=_MEASURES.get(column.kind, CellKind.TEXT),
        value=partial(_fact, plan, column, names),
    )


def _fact(plan: Plan, column: Column, names: Mapping[str, str], row: Row) -> Fact:
    value = getattr(row, column.name)
    if value == column.blank:
        return None
    match column.kind:
        case Kind.ROW:
            return names.get(value, value)
        case Kind.MONEY:
            return Sum(value, getattr(row, "currency", plan.details.currency))
        case Kind.PERCENT:
            return Share(value / 100)
        case Kind.TAGS:
            return voice().shown(column, value)
        case _:
            return value


def listing(
    lines: Sequence[T],
    columns: Sequence[AnswerColumn[T]],
    *,
    alt: str,
    key: str = "",
    first: bool = False,
    on_choose: Callable[[T], None] | None = None,
    tall: int = TALL,
    blank: Message = NOTHING,
) -> T | None:
    """Draw one row for each line under the heads of the columns; the line that is chosen, if any.

    With a `key` a row can be chosen, the `first` to begin with where that is asked for, and
    `on_choose` is called with it before the page is drawn again. Figures and days are told by the
    voice and sorted by what they are. `blank` stands where nothing is known.
    """
    shape = _shape(lines, columns, alt, tall, blank)
    if not key:
        st.dataframe(_frame(lines, columns, blank), **shape)
        return None

    def chosen(event: Any) -> T | None:
        rows = event["selection"]["rows"] if event else ()
        return lines[rows[0]] if rows and rows[0] < len(lines) else None

    def choose() -> None:
        if on_choose is not None and (line := chosen(state.widget(key))) is not None:
            on_choose(line)

    if first:
        shape["selection_default"] = {"selection": {"rows": [0]}}
    event = st.dataframe(
        _frame(lines, columns, blank),
        key=key,
        on_select=choose if on_choose else "rerun",
        selection_mode="single-row",
        **shape,
    )
    return chosen(event)


def shaded(
    lines: Sequence[T],
    columns: Sequence[AnswerColumn[T]],
    shades: Sequence[Sequence[float | None]],
    *,
    alt: str,
    key: str,
    on_choose: Callable[[int, int], None],
) -> None:
    """Draw a figure of many cells as a table, which scrolls in full size; the first column stays.

    `shades` say how dark the cells of each line are, 0 to 1. A shaded row's cell that is chosen
    hands over the place of its line and its own after the first; one at either end does nothing.
    """
    names = [column.key for column in columns]

    def choose() -> None:
        event = state.widget(key)
        for row, column in event["selection"]["cells"] if event else ():
            if 0 < (place := names.index(column)) < len(names) - 1:
                on_choose(row, place - 1)

    backgrounds = [[_background(one) for one in row] for row in shades]
    frame = _frame(lines, columns)
    styled = frame.style if isinstance(frame, pd.DataFrame) else frame
    shape = _shape(lines, columns, alt, len(lines))
    shape["column_config"][names[0]]["pinned"] = True
    st.dataframe(
        styled.apply(lambda _: pd.DataFrame(backgrounds, columns=names), axis=None),
        key=key,
        on_select=choose,
        selection_mode="single-cell",
        **shape,
    )


def _background(shade: float | None) -> str:
    """The theme's blue, as far as words in the colour of any theme stay readable on it."""
    return "" if shade is None else f"background-color: rgba(61, 118, 187, {shade * _DARKEST:.2f})"


def ticked(
    lines: Sequence[T],
    columns: Sequence[AnswerColumn[T]],
    *,
    alt: str,
    key: str,
    tall: int = TALL,
    all_first: bool = True,
) -> tuple[T, ...]:
    """Draw one row for each line with a box, to begin with all ticked or none; what is ticked."""
    every = list(range(len(lines))) if all_first else []
    event = st.dataframe(
        _frame(lines, columns),
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": every}},
        **_shape(lines, columns, alt, tall),
    )
    rows = event["selection"]["rows"] if event else every
    return tuple(lines[row] for row in sorted(rows) if row < len(lines))


def _shape(
    lines: Sequence[T],
    columns: Sequence[AnswerColumn[T]],
    alt: str,
    tall: int,
    blank: Message = NOTHING,
) -> dict[str, Any]:
    return {
        "hide_index": True,
        "height": 35 * (min(len(lines), tall) + 1) + 3,
        "column_config": {column.key: _config(column) for column in columns},
        "placeholder": told(blank),
        "alt": alt,
    }


def _config(column: AnswerColumn[Any]) -> Any:
    return st.column_config.Column(
        capital(told(column.head)),
        help=told(column.help) or None,
        width=round(column.width * _LETTER) or None,
        alignment="right" if column.measure in _RIGHT else None,
    )


def _frame(lines: Sequence[T], columns: Sequence[AnswerColumn[T]], blank: Message = NOTHING) -> Any:
    """The lines as data of which figures keep their order; what is shown of them is told text."""
    cells: dict[str, list[Any]] = {}
    shown: dict[str, Callable[[Any], str]] = {}
    for column in columns:
        facts = [column.value(line) for line in lines]
        texts = [told(blank) if _is_unknown(fact) else cell_text(fact) for fact in facts]
        sorted_by = [_plain(fact) for fact in facts]
        told_as = dict(zip(sorted_by, texts, strict=True))
        as_told = [told_as[one] for one in sorted_by] == texts  # one figure, one text
        if column.measure in _MEASURED and as_told and "" not in sorted_by:
            cells[column.key], shown[column.key] = sorted_by, partial(_told_value, told_as)
        else:
            cells[column.key] = texts
    frame = pd.DataFrame(cells)
    return frame.style.format(shown) if shown and len(lines) else frame


def cell_text(fact: Fact) -> str:
    """A fact as it stands in a cell, a day in few letters."""
    return voice().short_day(fact) if isinstance(fact, date) else voice().fact(fact)


def _told_value(told_as: Mapping[Any, str], value: Any) -> str:
    return told_as.get(value, "")


def _is_unknown(fact: Fact) -> bool:
    return fact is None or (isinstance(fact, Sum | Share) and _plain(fact) is None)


def _plain(fact: Fact) -> float | date | str | None:
    """A figure or a day as it is sorted, None where it is not known; blank for anything else."""
    match fact:
        case Sum(amount=amount):
            return None if amount is None else float(amount)
        case Share(share=share):
            return None if share is None else float(share)
        case int() | float() | Decimal():
            return float(fact)
        case date() | None:
            return fact
        case _:
            return ""
