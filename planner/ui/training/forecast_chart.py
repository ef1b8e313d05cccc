"""Where coverage goes, as a figure: the range month by month, the target, where it settles."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from planner.analysis.training.forecast import Forecast, Month
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import ink
from planner.ui.wording import percent_words

BAND = "rgba(128, 160, 200, 0.35)"


def forecast_drawing(found: Forecast, other: Forecast | None = None) -> Drawing:
    """The range to the plan's end; a line for the target, a dotted one for the steady level.

    `other` is the same requirement under another supposition, drawn as two marked lines.
    """
    figure = _figure(found.months)
    if other is not None:
        figure.add_traces([_if_so(other.months, end) for end in ("high", "low")])
    _level(figure, found.status.target, "Target", "dash")
    _level(figure, found.steady, "Settles at", "dot")
    return _drawing(figure, found.months, found.status.target)


def outlook_drawing(ahead: Sequence[Month]) -> Drawing:
    """All requirements together: passes held over passes to be held, and what the targets ask."""
    figure = _figure(ahead)
    _level(figure, ahead[0].target, "Targets", "dash")
    return _drawing(figure, ahead, ahead[0].target)


def _drawing(figure: go.Figure, months: Sequence[Month], target: float | None) -> Drawing:
    last = months[-1]
    return Drawing(
        figure=figure,
        title=f"Coverage if every planned session is held with all seats taken, to {last.on:%B %Y}",
        alt=f"From {_span(months[0])} today to {_span(last)} in {last.on:%B %Y}; target "
        f"{percent_words(target)}.",
        table=forecast_table(months),
        note="The band is what records allow: its lower edge if seats go to people who hold a "
        "pass already, its upper edge if every seat goes to somebody without one. Triangles are "
        "months in which planned sessions are held.",
    )


def _figure(months: Sequence[Month]) -> go.Figure:
    figure = go.Figure([_end(months, "high"), _end(months, "low"), _held(months)])
    figure.update_layout(
        height=360,
        margin={"l": 8, "r": 120, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        dragmode=False,
        hovermode="x unified",
    )
    figure.update_xaxes(fixedrange=True, tickfont={"size": 13, "color": ink()})
    figure.update_yaxes(
        range=[-0.06, 1.06],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        tickformat=".0%",
        fixedrange=True,
        zeroline=False,
        tickfont={"size": 13, "color": ink()},
    )
    return figure


def forecast_table(months: Sequence[Month]) -> pd.DataFrame:
    """The figure as a table: one row for each month."""
    return pd.DataFrame(
        {
            "Day": month.on,
            "Least": percent_words(month.low),
            "Most": percent_words(month.high),
            "Seats held": month.seats,
        }
        for month in months
    )


def _span(month: Month) -> str:
    low, high = round(100 * month.low), round(100 * month.high)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _end(months: Sequence[Month], end: str) -> go.Scatter:
    is_low = end == "low"
    return go.Scatter(
        x=[month.on for month in months],
        y=[month.low if is_low else month.high for month in months],
        name="At least" if is_low else "At most",
        mode="lines",
        line={"width": 3, "dash": "solid" if is_low else "longdash"},
        fill="tonexty" if is_low else None,
        fillcolor=BAND,
        hovertemplate="%{y:.0%}",
    )


def _if_so(months: Sequence[Month], end: str) -> go.Scatter:
    is_low = end == "low"
    return go.Scatter(
        x=[month.on for month in months],
        y=[month.low if is_low else month.high for month in months],
        name="If so, at least" if is_low else "If so, at most",
        mode="lines+markers",
        line={"width": 2, "dash": "solid" if is_low else "longdash"},
        marker={"symbol": "circle" if is_low else "circle-open", "size": 7},
        hovertemplate="%{y:.0%}",
    )


def _held(months: Sequence[Month]) -> go.Scatter:
    held = [month for month in months if month.seats]
    return go.Scatter(
        x=[month.on for month in held],
        y=[-0.03] * len(held),
        name="Seats held",
        mode="markers",
        marker={"symbol": "triangle-up", "size": 11},
        customdata=[month.seats for month in held],
        hovertemplate="%{customdata} seats",
    )


def _level(figure: go.Figure, share: float | None, name: str, dash: str) -> None:
    if share is None:
        return
    figure.add_hline(
        y=share,
        line={"width": 2, "dash": dash, "color": ink()},
        annotation={
            "text": f"{name} {percent_words(share)}",
            "x": 1.0,
            "xanchor": "left",
            "yanchor": "bottom" if dash == "dash" else "top",
            "showarrow": False,
            "font": {"size": 13, "color": ink()},
        },
    )
