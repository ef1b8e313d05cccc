"""A field of free text beside the grids and forms: what is typed there outlives F5 until used."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from planner.ui import state


def text_field(label: str, key: str, default: str = "", **looks: Any) -> str:
    """Draw a field of one line, or of several where a `height` is asked; gives what it holds.

    What was typed is there again when the page is loaded anew, until `state.forget_typed` says that
    it has been used.
    """
    draw = st.text_area if "height" in looks else partial(st.text_input, live=state.PAUSE)
    held = draw(label, state.typed(key, default), key=key, **looks)
    return (held or "").strip()
