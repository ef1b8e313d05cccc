"""A figure with all that goes with it: title, text alternative, its table; and its showing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeVar

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from planner.analysis.answers import AnswerColumn, AnswerTable, CellKind
from planner.messages import Message, _, verbatim
from planner.ui import state
from planner.ui.charts.ink import turned
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import t, told

T = TypeVar("T")

PLOTLY_CONFIG: Final = MappingProxyType(
    {"showSendToCloud": False, "displaylogo": False, "displayModeBar": False}
)


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A figure, its title, what it says in one sentence, and the same figures as a table.

    `note` explains its marks, where it has any.
    """

    figure: go.Figure
    title: str
    alt: str
    table: AnswerTable[Any] | pd.DataFrame
    note: str = ""


def show(
    drawing: Drawing, key: str, on_choose: Callable[[tuple[str, ...]], None] | None = None
) -> None:
    """Draw the figure under its title, its table folded away below.

    With `on_choose` a click on a mark hands over the mark's custom data.
    """
    st.markdown(f"**{escaped(drawing.title)}**")

    def choose() -> None:
        if on_choose is not None and (found := chosen(state.widget(key))):
            on_choose(found)

    clickable: dict[str, Any] = {"on_select": choose, "selection_mode": "points"}
    st.plotly_chart(
        turned(drawing.figure),
        key=key,
        config=dict(PLOTLY_CONFIG),
        alt=drawing.alt,
        **(clickable if on_choose else {}),
    )
    if drawing.note:
        st.caption(escaped(drawing.note))
    with st.expander(t("The same as a table")):
        _as_table(drawing)


def figure_table(
    title: Message, names: Sequence[Message], rows: Sequence[T], heads: Sequence[AnswerColumn[T]]
) -> AnswerTable[Any]:
    """A figure as a table: its lines by name, then their values."""
    name = AnswerColumn[Any](
        key="name", head=verbatim(" "), measure=CellKind.TEXT, value=lambda line: line[0]
    )
    values = (
        AnswerColumn[Any](
            key=head.key,
            head=head.head,
            measure=head.measure,
            value=lambda line, of=head.value: of(line[1]),
        )
        for head in heads
    )
    lines = tuple(zip(names, rows, strict=True))
    return AnswerTable(key="figure", title=title, columns=(name, *values), lines=lines)


def chosen(event: Any) -> tuple[str, ...]:
    """The custom data of the first mark in a selection event; () when nothing is chosen."""
    points = event.get("selection", {}).get("points", ()) if event else ()
    return tuple(str(part) for part in points[0].get("customdata", ())) if points else ()


def _as_table(drawing: Drawing) -> None:
    alt = told(_("{title}: table", title=drawing.title))
    if isinstance(drawing.table, AnswerTable):
        listing(drawing.table.lines, drawing.table.columns, alt=alt)
        return
    amounts = drawing.table.select_dtypes("float").columns
    localized = st.column_config.NumberColumn(format="localized")
    config = dict.fromkeys(amounts, localized)
    st.dataframe(drawing.table, hide_index=True, column_config=config, alt=alt)
