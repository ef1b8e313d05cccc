"""What every figure made of cells shares: shaded cells, their words, click marks, axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

ROW_HEIGHT: Final = 34
HEADER_HEIGHT: Final = 72


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: where it is, what it says, how dark it is (0 to 1; None leaves it bare).

    A cell with `chosen_as` can be clicked; `hover` is what it says on pointing, as lines of HTML.
    """

    row: str
    column: str
    text: str
    shade: float | None = None
    chosen_as: tuple[str, ...] = ()
    hover: str = ""


def cell_figure(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str]) -> go.Figure:
    """Rows from top to bottom, columns named above; the words of every cell stand in it."""
    figure = go.Figure()
    figure.add_trace(_shaded([cell for cell in cells if cell.shade is not None], rows, columns))
    figure.add_trace(_bare([cell for cell in cells if cell.shade is None]))
    figure.add_trace(_click_marks([cell for cell in cells if cell.chosen_as]))
    _lay_out(figure, rows, columns)
    return figure


def _shaded(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str]) -> go.Heatmap:
    found = {(cell.row, cell.column): cell for cell in cells}
    grid = [[found.get((row, column)) for column in columns] for row in rows]
    return go.Heatmap(
        x=list(columns),
        y=list(rows),
        z=[[cell.shade if cell else None for cell in line] for line in grid],
        text=[[cell.text if cell else "" for cell in line] for line in grid],
        texttemplate="%{text}",
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="skip",
        hoverongaps=False,
    )


def _bare(cells: Sequence[Cell]) -> go.Scatter:
    return go.Scatter(
        x=[cell.column for cell in cells],
        y=[cell.row for cell in cells],
        text=[cell.text for cell in cells],
        mode="text",
        hoverinfo="skip",
    )


def _click_marks(cells: Sequence[Cell]) -> go.Scatter:
    """Invisible squares over the cells: a reader can choose marks, but not cells of a heatmap."""
    return go.Scatter(
        x=[cell.column for cell in cells],
        y=[cell.row for cell in cells],
        customdata=[list(cell.chosen_as) for cell in cells],
        text=[cell.hover for cell in cells],
        mode="markers",
        marker={"symbol": "square", "size": ROW_HEIGHT - 6, "opacity": 0},
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
        hovertemplate="%{text}<extra></extra>",
    )


def _lay_out(figure: go.Figure, rows: Sequence[str], columns: Sequence[str]) -> None:
    figure.update_layout(
        height=HEADER_HEIGHT + ROW_HEIGHT * len(rows),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        clickmode="event+select",
        dragmode=False,
    )
    axis: dict[str, Any] = {"showgrid": False, "zeroline": False, "fixedrange": True}
    across = {"categoryorder": "array", "categoryarray": list(columns), "range": _whole(columns)}
    down = {"categoryorder": "array", "categoryarray": list(rows), "range": _whole(rows)[::-1]}
    figure.update_xaxes(side="top", automargin=True, **across, **axis)
    figure.update_yaxes(automargin=True, **down, **axis)


def _whole(names: Sequence[str]) -> list[float]:
    return [-0.5, len(names) - 0.5]
