"""From one page to a row on another: which row is open there, and how to get to it."""

from __future__ import annotations

from typing import Final

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
