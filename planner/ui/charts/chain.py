"""A chain of results: what leads stands above, what follows from it below, the last two abreast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import plotly.graph_objects as go

from planner.analysis.answers import AnswerColumn, CellKind, Chain, ChainStep, Gravity
from planner.messages import _
from planner.ui.charts.drawing import MARGIN, Drawing, figure_table, font, ink, wrapped
from planner.ui.marks import GRAVITY_MARKS
from planner.ui.words import t, told, voice

_ROW: Final = 46
_INDENT: Final = 0.06  # of the two columns that stand abreast
_LETTERS: Final = 31  # of a line of one of them
_WIDE: Final = 62
_LACKS: Final = GRAVITY_MARKS[Gravity.WARNING]


@dataclass(frozen=True)
class _Place:
    """A step at its place: across from 0 to 2, down by rows; where the line to it begins."""

    step: ChainStep
    x: float
    row: int
    begins: tuple[float, int] | None
    letters: int


@dataclass
class _Layout:
    """The places of all steps of a chain, row by row."""

    chain: Chain
    places: list[_Place] = field(default_factory=list[_Place])
    rows: int = 0

    def lay_out(self) -> None:
        """Give every step its place; a step that the path before had stands there once."""
        above: list[_Place] = []
        for path in self.chain.paths:
            *leading, last = path
            kept = 0
            while kept < len(above) and above[kept].step == leading[kept]:
                kept += 1
            above = above[:kept]
            for depth, step in enumerate(leading[kept:], start=kept):
                above.append(self._placed(step, depth, above))
            beside = above[-1]
            place = _Place(last, 1 + _INDENT, beside.row, (1, beside.row), _LETTERS)
            self.places.append(place)

    def _placed(self, step: ChainStep, depth: int, above: Sequence[_Place]) -> _Place:
        begins = (above[-1].x, above[-1].row) if above else None
        letters = _LETTERS if depth == len(self.chain.heads) - 2 else _WIDE
        place = _Place(step, depth * _INDENT, self.rows, begins, letters)
        self.rows += 1
        self.places.append(place)
        return place


def chain_drawing(chain: Chain) -> Drawing:
    """The chain with what is lacking marked; a click on a step opens its row."""
    layout, mirrored = _Layout(chain), voice().is_right_to_left
    layout.lay_out()
    shown = [one for one in layout.places if one.step.text]
    figure = go.Figure([_lines(shown), _steps(shown, at_left=not mirrored)])
    figure.update_layout(
        height=90 + _ROW * layout.rows, margin=MARGIN, dragmode=False, showlegend=False
    )
    *leading, last = [told(head) for head in chain.heads]
    figure.update_xaxes(
        range=[2.1, -0.05] if mirrored else [-0.05, 2.1],
        side="top",
        tickvals=[0.5, 1.5],
        ticktext=[f"<b>{wrapped(one, _LETTERS)}</b>" for one in (" · ".join(leading), last)],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickfont=font(),
    )
    figure.update_yaxes(range=[layout.rows - 0.5, -0.5], visible=False, fixedrange=True)
    return Drawing(
        figure=figure,
        title=told(chain.title),
        alt=told(
            _(
                "{title}: {number} paths from a goal to its outputs.",
                title=chain.title,
                number=len(chain.paths),
            )
        ),
        table=figure_table(
            chain.title, [path[0].text for path in chain.paths], chain.paths, list(_heads(chain))
        ),
        note=t("{mark} something is lacking here. Choose a mark to open its row.", mark=_LACKS),
    )


def _heads(chain: Chain) -> Iterator[AnswerColumn[Any]]:
    for at, head in enumerate(chain.heads[1:], start=1):
        yield AnswerColumn(f"c{at}", head, CellKind.TEXT, lambda path, at=at: path[at].text)


def _lines(places: Sequence[_Place]) -> go.Scatter:
    """From below each step to what it leads to, an elbow each."""
    across: list[float | None] = []
    down: list[float | None] = []
    for one in places:
        if one.begins is not None:
            x, row = one.begins
            across += [x, x, one.x, None]
            down += [row, one.row, one.row, None]
    return go.Scatter(
        x=across,
        y=down,
        mode="lines",
        line={"width": 1, "color": "rgba(128, 128, 128, 0.6)"},
        hoverinfo="skip",
    )


def _steps(places: Sequence[_Place], *, at_left: bool) -> go.Scatter:
    return go.Scatter(
        x=[one.x for one in places],
        y=[one.row for one in places],
        mode="markers+text",
        marker={
            "symbol": ["diamond" if one.step.is_lacking else "circle" for one in places],
            "size": [12 if one.step.is_lacking else 7 for one in places],
            "color": ink(),
        },
        text=["<br>".join(f"   {line}" for line in _words(one)) for one in places],
        textposition="middle right" if at_left else "middle left",
        textfont=font(),
        customdata=[_chosen_as(one.step) for one in places],
        hovertemplate="%{customdata[2]}<extra></extra>",
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ink()}},
    )


def _words(place: _Place) -> list[str]:
    """The words of a step on at most two lines; of two sentences each has one."""
    parts = told(place.step.text).split("\n")
    lines = [wrapped(part, place.letters, lines=3 - len(parts)) for part in parts[:2]]
    bold = place.letters == _WIDE and place.begins is None
    return [f"<b>{line}</b>" if bold else line for line in "<br>".join(lines).split("<br>")]


def _chosen_as(step: ChainStep) -> list[str]:
    words = "<br>".join(wrapped(part, _WIDE, lines=6) for part in told(step.text).split("\n"))
    return [*((step.target.table, step.target.id) if step.target else ("", "")), words]
