"""From one page to a row on another: which row is open there, and how to get to it."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.ui import frame, state

ACTIONS: Final = "actions"


def open_action_key() -> str:
    """The key of the field that says which action is open."""
    return state.key(ACTIONS, "open")


def open_action(action_id: str) -> None:
    """Make an action the one that the page of actions shows; for callbacks."""
    state.set_widget(open_action_key(), action_id)


def go_to_action(action_id: str) -> None:
    """Leave for the page of actions with that action open."""
    open_action(action_id)
    frame.go(ACTIONS)


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
