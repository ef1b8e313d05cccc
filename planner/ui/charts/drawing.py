"""A figure with all that goes with it: title, text alternative, its table; and its showing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from planner.ui import state

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
    table: pd.DataFrame
    note: str = ""


def show(drawing: Drawing, key: str) -> None:
    """Draw the figure under its title, its table folded away below."""
    _titled(drawing)
    st.plotly_chart(drawing.figure, key=key, config=dict(PLOTLY_CONFIG), alt=drawing.alt)
    _as_table(drawing)


def show_clickable(
    drawing: Drawing, key: str, on_choose: Callable[[tuple[str, ...]], None]
) -> None:
    """Draw the figure so that a click on a mark hands over the mark's custom data."""
    _titled(drawing)

    def choose() -> None:
        if found := chosen(state.widget(key)):
            on_choose(found)

    st.plotly_chart(
        drawing.figure,
        key=key,
        config=dict(PLOTLY_CONFIG),
        alt=drawing.alt,
        on_select=choose,
        selection_mode="points",
    )
    _as_table(drawing)


def chosen(event: Any) -> tuple[str, ...]:
    """The custom data of the first mark in a selection event; () when nothing is chosen."""
    points = event.get("selection", {}).get("points", ()) if event else ()
    return tuple(str(part) for part in points[0].get("customdata", ())) if points else ()


def _titled(drawing: Drawing) -> None:
    st.markdown(f"**{drawing.title}**")


def _as_table(drawing: Drawing) -> None:
    if drawing.note:
        st.caption(drawing.note)
    with st.expander("The same as a table"):
        amounts = drawing.table.select_dtypes("float").columns
        st.dataframe(
            drawing.table,
            hide_index=True,
            column_config={
                name: st.column_config.NumberColumn(format="localized") for name in amounts
            },
            alt=f"{drawing.title}: table",
        )
