"""The field beside every page that asks what the plan does on something."""

from __future__ import annotations

import streamlit as st

from planner.ui import frame, state
from planner.ui.words import t

WORDS = "about-words"
PAGE = "about"


def field() -> None:
    """Draw the field; what is typed there opens the answer. Ctrl+K leads to it."""
    if state.current_plan() is None:
        return
    asked = state.kept(WORDS, list[str])
    words = (
        st.text_input(
            t("What are we doing on …? (Ctrl+K)"),
            key=WORDS,
            placeholder=t("Place, group, ministry …"),
            persist_state="session",
        )
        or ""
    )
    if words and asked != [words]:
        asked[:] = [words]
        frame.go(PAGE)
    asked[:] = [words]
