"""The colour of words in figures, as the theme has it; and text that is cut and wrapped to fit."""

from __future__ import annotations

import textwrap
import unicodedata
from decimal import Decimal
from typing import Any, Final, cast

import plotly.graph_objects as go
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


def turned(figure: go.Figure) -> go.Figure:
    """The figure with each line of words read from the right where it holds such letters.

    Plotly places words by the left, so a line that mixes them with figures would fall apart.
    """
    if not voice().is_right_to_left:
        return figure
    traces: list[Any] = list(figure.data)
    for trace in traces:
        for name in ("text", "hovertemplate"):
            if name in trace and trace[name] is not None:
                trace[name] = _turned(trace[name])
    for note in figure.layout.annotations:
        note.text = _turned(note.text)
    figure.for_each_xaxis(_turn_axis)
    figure.for_each_yaxis(_turn_axis)
    return figure


def _turn_axis(axis: Any) -> None:
    if axis.ticktext is not None:
        axis.ticktext = _turned(axis.ticktext)
    if axis.title.text:
        axis.title.text = _turned(axis.title.text)


def _turned(text: Any) -> Any:
    """Lines of text, alone or in lists of any depth."""
    if text is None or not isinstance(text, str):
        return text if text is None or not hasattr(text, "__iter__") else [*map(_turned, text)]
    line, extra, rest = text.partition("<extra>")
    lines = (
        one.replace(words, f"\u2067{words}\u2069")
        if any(map(_is_from_the_right, words := one.strip()))
        else one
        for one in line.split("<br>")
    )
    return f"{'<br>'.join(lines)}{extra}{rest}"


def _is_from_the_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def number_marks() -> str:
    """The mark before decimals and the mark between thousands, as plotly asks for them."""
    sample = voice().number(Decimal("1234.5"))
    return f"{sample[-2]}{sample[1]}"
