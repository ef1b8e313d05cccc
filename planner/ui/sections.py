"""The parts of one page, of which one is shown at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from planner.ui import state


def section_key(page: str) -> str:
    """The key of the choice, for callbacks that change it."""
    return state.key(page, "section")


def section(page: str, names: Sequence[str], counts: Mapping[str, int] | None = None) -> str:
    """Let a person choose a part of the page, the first to begin with; `counts` go in brackets."""
    known = counts or {}
    chosen = st.segmented_control(
        "Part of the page",
        names,
        default=names[0],
        required=True,
        format_func=lambda name: f"{name} ({known[name]:,})" if name in known else str(name),
        key=section_key(page),
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or names[0]
