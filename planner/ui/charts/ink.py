"""The colour of words in figures, as the theme has it; and text that is cut and wrapped to fit."""

from __future__ import annotations

import textwrap
from typing import Any, cast

import plotly.io as pio

from planner.ui.wording import plain, shortened


def ink() -> str:
    """The theme's colour of words: a name that Streamlit gives it, and replaces in the browser."""
    template: Any = pio.templates["streamlit"]
    return cast(str, template.data.table[0].cells.font.color)


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """Text of users on a few short lines, made safe for a figure."""
    parts = textwrap.wrap(shortened(text, width * lines), width)
    return "<br>".join(plain(part) for part in parts)
