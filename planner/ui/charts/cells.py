"""What every figure made of cells shares: shaded cells, their words, click marks, axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from planner.ui.charts.drawing import ink, paper, wrapped

ROW_HEIGHT: Final = 48
HEADER_HEIGHT: Final = 64
NOTE_LETTERS: Final = 12
HEAD_LETTER_WIDTH: Final = 7
LABEL_LETTERS: Final = 34
COLUMN_LETTERS: Final = 17
WIDE_ENOUGH: Final = 6
"""Up to so many columns have room for names on two lines."""
CROWDED: Final = 10
"""From so many columns on names of lines are short and words of cells shrink with the window."""
_SHORT: Final = 3  # letters that fit into a narrow cell
TRANSPARENT: Final = "rgba(0,0,0,0)"
DARK: Final = 0.6
"""From this shade on words stand in the colour of the paper."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: what it says, how dark it is (0 to 1; None leaves it bare), what a click chooses.

    `hover` is what it says on pointing, as lines of HTML.
    """

    text: str
    shade: float | None = None
    chosen_as: tuple[str, ...] = ()
    hover: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of cells under the columns, its label, and a note that stands behind them."""

    label: str
    cells: Sequence[Cell]
    note: str = ""


def cell_figure(lines: Sequence[Line], columns: Sequence[str], note_title: str = "") -> go.Figure:
    """Lines from top to bottom, columns named above; the words of every cell stand in it."""
    figure = go.Figure()
    figure.add_trace(_shaded(lines, len(columns)))
    across = list(range(len(columns)))
    figure.add_trace(_words(lines, across, on_dark=True))
    figure.add_trace(_words(lines, across, on_dark=False))
    _lay_out(figure, lines, columns)
    if note_title:
        _note(figure, lines, note_title)
    figure.add_trace(_click_marks(lines))
    return figure


def _note(figure: go.Figure, lines: Sequence[Line], title: str) -> None:
    """The notes as an axis of their own on the right, which takes the room that its words need."""
    figure.add_trace(go.Scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", mode="markers"))
    figure.update_layout(
        yaxis2={
            **_axis(),
            "side": "right",
            "overlaying": "y",
            "range": [len(lines) - 0.5, -0.5],
            "tickvals": list(range(len(lines))),
            "ticktext": [wrapped(line.note, NOTE_LETTERS) for line in lines],
            "tickfont": {"size": 13.5, "color": ink()},
        }
    )
    head = wrapped(title, NOTE_LETTERS)
    longest = max(map(len, head.split("<br>")))
    figure.update_layout(margin_r=HEAD_LETTER_WIDTH * longest)  # no axis makes room for it
    figure.add_annotation(
        text=head,
        x=1,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": 12, "color": ink()},
    )


def _shaded(lines: Sequence[Line], width: int) -> go.Heatmap:
    return go.Heatmap(
        x=list(range(width)),
        y=list(range(len(lines))),
        z=[[cell.shade for cell in line.cells] for line in lines],
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
        hoverongaps=False,
    )


def _words(lines: Sequence[Line], across: Sequence[float], *, on_dark: bool) -> go.Heatmap:
    """The words of the dark cells, or of the others: cells of no colour, so that no click fades
    them and their colour can be chosen."""

    def seen(cell: Cell) -> bool:
        return ((cell.shade or 0) > DARK) is on_dark

    return go.Heatmap(
        x=list(across),
        y=list(range(len(lines))),
        z=[[0 if seen(cell) else None for cell in line.cells] for line in lines],
        text=[[cell.text if seen(cell) else "" for cell in line.cells] for line in lines],
        texttemplate="%{text}",
        textfont={**_size(lines, len(across)), "color": paper() if on_dark else ink()},
        colorscale=[[0, TRANSPARENT], [1, TRANSPARENT]],
        showscale=False,
        hoverinfo="skip",
        hoverongaps=False,
    )


def _size(lines: Sequence[Line], many: int) -> dict[str, Any]:
    """How large the words of cells are; over many columns as large as they fit in a window."""
    if many <= CROWDED:
        return {"size": 13.5}
    is_short = max(len(cell.text) for line in lines for cell in line.cells) <= _SHORT
    return {"size": 11.5} if is_short else {}


def _click_marks(lines: Sequence[Line]) -> go.Scatter:
    """Invisible squares over the cells: a reader can choose marks, but not cells of a heatmap."""
    placed = [(x, y, cell) for y, line in enumerate(lines) for x, cell in enumerate(line.cells)]
    return go.Scatter(
        x=[x for x, _, _ in placed],
        y=[y for _, y, _ in placed],
        customdata=[list(cell.chosen_as) for _, _, cell in placed],
        text=[cell.hover for _, _, cell in placed],
        mode="markers",
        marker={"symbol": "square-open", "size": ROW_HEIGHT - 12, "opacity": 0, "color": ink()},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0}},
        hovertemplate="%{text}<extra></extra>",
    )


def _lay_out(figure: go.Figure, lines: Sequence[Line], columns: Sequence[str]) -> None:
    letters = LABEL_LETTERS if len(columns) <= CROWDED else LABEL_LETTERS - 10
    figure.update_layout(
        height=HEADER_HEIGHT + ROW_HEIGHT * len(lines),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        clickmode="event+select",
        dragmode=False,
    )
    figure.update_xaxes(
        side="top",
        range=[-0.5, len(columns) - 0.5],
        tickvals=list(range(len(columns))),
        ticktext=[_head(name, len(columns)) for name in columns],
        autotickangles=[0, 90],
        **_axis(),
    )
    figure.update_layout(
        yaxis={
            **_axis(),
            "range": [len(lines) - 0.5, -0.5],
            "tickvals": list(range(len(lines))),
            "ticktext": [wrapped(line.label, letters, lines=3) for line in lines],
        }
    )


def _head(name: str, many: int) -> str:
    """The name of a column; over many narrow ones, which may turn it, on a single line."""
    return wrapped(name, COLUMN_LETTERS, lines=1 if many > WIDE_ENOUGH else 2)


def _axis() -> dict[str, Any]:
    """What all axes have in common."""
    return {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"size": 12, "color": ink()},
    }
