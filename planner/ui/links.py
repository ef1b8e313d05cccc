"""From one page to a row on another: which page holds it, and how to find it open there."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.analysis.answers import Target
from planner.plan import table_named
from planner.schema import Row
from planner.ui import frame, state
from planner.ui.menu import PAGES, PageEntry

ACTIONS: Final = "actions"


def page_of(row_type: type[Row]) -> PageEntry:
    """The page on which rows of that type are edited."""
    return next(
        page
        for page in PAGES.values()
        if row_type in page.tables or any(row_type in part.tables for part in page.grids)
    )


def open_row(target: Target) -> None:
    """Make a row the one that is open on its page; for callbacks."""
    row_type = table_named(target.table).row
    page = page_of(row_type)
    if target.table in ("actions", "programmes"):
        state.set_widget(state.key(page.name, "open"), target.id)
        return
    for part in page.grids:
        if row_type in part.tables:
            state.set_widget(state.key(page.name, "section"), part.key)
            state.set_widget(state.key(target.table, "open", "all"), target.id)


def go_to_row(target: Target | None) -> None:
    """Leave for the page of a row, with the row open there; for buttons."""
    if target is not None:
        open_row(target)
        frame.go(page_of(table_named(target.table).row).name)


def open_action_key() -> str:
    """The key of the field that says which action is open."""
    return state.key(ACTIONS, "open")


def open_action(action_id: str) -> None:
    """Make an action the one that the page of actions shows; for callbacks."""
    open_row(Target(table=ACTIONS, id=action_id))


def go_to_action(action_id: str) -> None:
    """Leave for the page of actions with that action open."""
    go_to_row(Target(table=ACTIONS, id=action_id))


def openable_actions(table: pd.DataFrame, key: str, alt: str, *, primary: bool = False) -> None:
    """Draw a table of actions, one of which can be chosen and opened on its page."""
    chosen = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        alt=f"{alt}; choose one to open it",
    )
    found = chosen["selection"]["rows"]
    if st.button(
        "Open the chosen action",
        disabled=not found,
        type="primary" if primary else "secondary",
        icon=":material/open_in_new:",
    ):
        go_to_action(str(table["Id"].iloc[found[0]]))
