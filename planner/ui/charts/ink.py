"""The colour of words in figures, as the theme has it; and text that is cut and wrapped to fit."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from typing import Any, Final, cast

import plotly.io as pio

from planner.ui.markup import plain
from planner.ui.words import voice

MARGIN: Final = {"l": 8, "r": 8, "t": 8, "b": 8}
"""The room around a figure; its axes take what their words need."""


def ink() -> str:
    """The theme's colour of words: a name that Streamlit gives it, and replaces in the browser."""
    return cast(str, _template_cells().font.color)


def font() -> dict[str, Any]:
    """The words of an axis or of a mark."""
    return {"size": 13, "color": ink()}


def paper() -> str:
    """The theme's background, under such a name: words on dark cells have it."""
    return cast(str, _template_cells().fill.color)


def _template_cells() -> Any:
    template: Any = pio.templates["streamlit"]
    return template.data.table[0].cells


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """Text of users on a few short lines, cut where it does not fit, made safe for a figure."""
    parts = textwrap.wrap(text, width, max_lines=lines, placeholder="…")
    return "<br>".join(plain(part) for part in parts)


def number_marks() -> str:
    """The mark before decimals and the mark between thousands, as plotly asks for them."""
    sample = voice().number(Decimal("1234.5"))
    return f"{sample[-2]}{sample[1]}"
