"""The figures of an answer as plotly draws them: matrix, bars, range over time, timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, assert_never

import plotly.graph_objects as go

from planner.analysis.answers import (
    AnswerColumn,
    AnswerTable,
    Bars,
    CellKind,
    Chain,
    Figure,
    Matrix,
    MatrixCell,
    RangeOverTime,
    Timeline,
)
from planner.languages.voice import scale_of
from planner.messages import Fact, Share, Sum, _
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.chain import chain_drawing
from planner.ui.charts.drawing import (
    MARGIN,
    Drawing,
    figure_table,
    font,
    ink,
    number_marks,
    wrapped,
)
from planner.ui.charts.over_time import range_drawing, timeline_drawing
from planner.ui.markup import plain
from planner.ui.words import t, told, voice


def drawing_of(figure: Figure, table: AnswerTable[Any] | None = None) -> Drawing:
    """The figure with its title, what it says in one sentence, and its table or a fuller one."""
    drawing = _drawn(figure)
    return replace(drawing, table=table) if table else drawing


def _drawn(figure: Figure) -> Drawing:
    match figure:
        case Matrix():
            return _matrix(figure)
        case Bars():
            return bars_drawing(figure)
        case RangeOverTime():
            return range_drawing(figure)
        case Chain():
            return chain_drawing(figure)
        case Timeline():
            return timeline_drawing(figure)
        case _:
            assert_never(figure)


def _matrix(matrix: Matrix) -> Drawing:
    columns = [told(one) for one in matrix.columns]
    lines = [
        Line(
            label=told(name),
            cells=[
                _cell(mark, told(name), head) for mark, head in zip(marks, columns, strict=True)
            ],
        )
        for name, marks in zip(matrix.rows, matrix.marks, strict=True)
    ]
    heads = [
        AnswerColumn[Any](
            key=f"c{n}",
            head=head,
            measure=CellKind.TEXT,
            value=lambda row, n=n: row[n].text if row[n] else None,
        )
        for n, head in enumerate(matrix.columns)
    ]
    return Drawing(
        figure=cell_figure(lines, columns),
        title=told(matrix.title),
        alt=told(
            _(
                "{title}: {rows} rows, {columns} columns.",
                title=matrix.title,
                rows=len(lines),
                columns=len(columns),
            )
        ),
        table=figure_table(matrix.title, matrix.rows, matrix.marks, heads),
    )


def _cell(mark: MatrixCell | None, row: str, column: str) -> Cell:
    if mark is None:
        return Cell(text="")
    text = plain(voice().fact(mark.text))
    return Cell(
        text=text,
        shade=mark.shade,
        chosen_as=(mark.target.table, mark.target.id) if mark.target else (),
        hover=f"<b>{plain(row)}</b><br>{plain(column)}: {text}",
    )


PATTERNS: Final = ("", "/", "x", ".", "\\", "+", "-", "|")
"""What tells the series apart where colours do not."""
_UPRIGHT: Final = 8  # more groups than that lie down
_SHORT: Final = 15  # letters of a name that stands under a bar
_LABEL: Final = 30  # letters of a name beside a bar, before it is wrapped
_LONG_LABEL: Final = 32  # letters of each line of a name of two lines
_ROW: Final = 36


@dataclass(frozen=True)
class _Axes:
    """How the bars stand: names and totals of the groups, and what the amounts are divided by."""

    names: Sequence[str]
    totals: Sequence[Fact]
    across: bool
    scale: Decimal
    unit: str

    def placed(self, facts: Iterable[Fact]) -> dict[str, Any]:
        """Amounts at the places of the groups."""
        numbers = map(number_of, facts)
        amounts = [None if one is None else float(one / self.scale) for one in numbers]
        places = list(range(len(self.names)))
        return {"x": amounts, "y": places} if self.across else {"x": places, "y": amounts}


def bars_drawing(bars: Bars) -> Drawing:
    """The bars with their whiskers and notes."""
    axes = _axes(bars)
    traces = (*_series(bars, axes), *_goals(bars, axes), *_spread(bars, axes), _notes(bars, axes))
    figure = go.Figure(traces)
    _lay_out(figure, bars, axes)
    rows = list(zip(*(values for _name, values in bars.series), strict=True))
    heads = [
        AnswerColumn[Any](f"s{n}", name, bars.measure, lambda row, n=n: row[n])
        for n, (name, _values) in enumerate(bars.series)
    ]
    ends = [voice().fact(one) for one in bars.notes or axes.totals]
    said = "; ".join(f"{name}: {end}" for name, end in zip(axes.names, ends, strict=True))
    return Drawing(
        figure=figure,
        title=told(bars.title),
        alt=told(_("Stacked bars: {title}. {values}.", title=bars.title, values=said)),
        table=figure_table(bars.title, bars.groups, rows, heads),
    )


def number_of(fact: Fact) -> Decimal | None:
    """A figure as a bare number; None for what is not known."""
    match fact:
        case Sum():
            return fact.amount
        case Share():
            return None if fact.share is None else Decimal(str(fact.share))
        case int() | float() | Decimal():
            return Decimal(str(fact))
        case _:
            return None


def _axes(bars: Bars) -> _Axes:
    names = [told(group) for group in bars.groups]
    facts = [one for _name, values in bars.series for one in values]
    currency = next((one.currency for one in facts if isinstance(one, Sum)), "")
    totals = [_total(bars, place, currency) for place in range(len(names))]
    scale, unit = Decimal(1), ""
    if bars.measure is CellKind.SUM:
        scale, name = scale_of(_largest(bars, totals))
        unit = f"{told(name)} {currency}".strip()
    long = len(names) > _UPRIGHT or max(map(len, names), default=0) > _SHORT
    across = long or bars.measure is CellKind.SHARE
    return _Axes(names, totals, across, scale, unit)


def _total(bars: Bars, place: int, currency: str) -> Fact:
    """What a bar comes to; shares are not added."""
    values = [values[place] for _name, values in bars.series]
    known = [amount for one in values if (amount := number_of(one)) is not None]
    if not known or bars.measure is CellKind.SHARE:
        return values[0] if values else None
    total = sum(known, Decimal(0))
    return Sum(total, currency, short=True) if bars.measure is CellKind.SUM else int(total)


def _largest(bars: Bars, totals: Sequence[Fact]) -> Decimal:
    ends = [*totals, *(high for _low, high in bars.spread)]
    return max((abs(number_of(one) or Decimal(0)) for one in ends), default=Decimal(0))


def _series(bars: Bars, axes: _Axes) -> list[go.Bar]:
    return [
        go.Bar(
            name=told(name),
            **axes.placed(values),
            orientation="h" if axes.across else "v",
            marker={"pattern": {"shape": pattern, "solidity": 0.3, "size": 6}},
            customdata=[[one.table, one.id] for one in bars.leads] or None,
            text=[plain(voice().fact(one)) for one in values],
            textposition="none",
            hovertemplate=f"{plain(told(name))}: %{{text}}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
        )
        for (name, values), pattern in zip(bars.series, PATTERNS, strict=False)
    ]


def _goals(bars: Bars, axes: _Axes) -> list[go.Scatter]:
    """A line across each bar at what it should reach."""
    if not any(goal is not None for goal in bars.goals):
        return []
    return [
        go.Scatter(
            name=t("Target"),
            **axes.placed(Share(goal) for goal in bars.goals),
            mode="markers",
            marker={"symbol": "line-ns-open", "size": 21, "line": {"width": 3}},
            hovertemplate="%{x:.0%}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
        )
    ]


def _spread(bars: Bars, axes: _Axes) -> list[go.Scatter]:
    """A whisker from the low to the high estimate of each bar."""
    if not bars.spread:
        return []
    ends = [[number_of(one) or Decimal(0) for one in pair] for pair in bars.spread]
    middle = [number_of(one) or Decimal(0) for one in axes.totals]
    pairs = list(zip(middle, ends, strict=True))
    whisker = {
        "type": "data",
        "symmetric": False,
        "array": [float(max(high - mid, 0) / axes.scale) for mid, (_low, high) in pairs],
        "arrayminus": [float(max(mid - low, 0) / axes.scale) for mid, (low, _high) in pairs],
        "thickness": 1.5,
        "color": ink(),
    }
    return [
        go.Scatter(
            name=t("Low to high estimate"),
            **axes.placed(axes.totals),
            mode="markers",
            marker={"symbol": "line-ew-open", "size": 10, "color": ink()},
            hoverinfo="skip",
            **{"error_x" if axes.across else "error_y": whisker},
        )
    ]


def _notes(bars: Bars, axes: _Axes) -> go.Scatter:
    """What stands at the end of each bar: the note of a lying one, the total over another."""
    highs = [high for _low, high in bars.spread] or axes.totals
    if bars.measure is CellKind.SHARE:
        highs = [Share(1)] * len(axes.names)
    pairs = zip(axes.totals, highs, strict=True)
    ends = [max(pair, key=lambda one: number_of(one) or Decimal(0)) for pair in pairs]
    texts = bars.notes if axes.across and bars.notes else axes.totals
    return go.Scatter(
        **axes.placed(ends),
        text=[f" {plain(voice().fact(text))}" for text in texts],
        mode="text",
        textposition="middle right" if axes.across else "top center",
        textfont=font(),
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _label(name: str) -> str:
    """The name of a group; one of two lines keeps them, each cut where it is too long."""
    lines = name.split("\n")
    if len(lines) == 1:
        return wrapped(name, _LABEL)
    return "<br>".join(wrapped(line, _LONG_LABEL, lines=1) for line in lines)


def _lay_out(figure: go.Figure, bars: Bars, axes: _Axes) -> None:
    legend = {"orientation": "h", "y": 1.04, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        height=130 + _ROW * len(axes.names) if axes.across else 400,
        margin=MARGIN,
        legend=legend,
        dragmode=False,
        separators=number_marks(),
    )
    groups = {
        "tickvals": list(range(len(axes.names))),
        "ticktext": [_label(name) for name in axes.names],
        "fixedrange": True,
        "tickfont": font(),
    }
    amounts = {"fixedrange": True, "title": axes.unit, "tickfont": font()}
    if not axes.across:
        figure.update_xaxes(**groups)
        figure.update_yaxes(rangemode="tozero", **amounts)
        return
    longest = float(_largest(bars, axes.totals) / axes.scale) * (1.9 if bars.notes else 1.05)
    figure.update_xaxes(range=[0, longest or 1], **amounts)
    if bars.measure is CellKind.SHARE:
        ends = (0, 0.25, 0.5, 0.75, 1)
        names = [voice().percent(share) for share in ends]
        figure.update_xaxes(range=[0, 2.1], tickvals=ends, ticktext=names)
    figure.update_yaxes(range=[len(axes.names) - 0.5, -0.5], automargin=True, **groups)
