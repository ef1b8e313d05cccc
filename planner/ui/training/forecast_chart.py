"""Where coverage goes, as a figure: the range month by month, the target, where it settles."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from planner.analysis import answers
from planner.analysis.answers import AnswerTable
from planner.analysis.training.forecast import Forecast, Month
from planner.analysis.training.head_counts import told_share
from planner.messages import Share, _
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import MARGIN, font
from planner.ui.charts.over_time import BAND, add_level, share_axis, time_axis
from planner.ui.words import t, told, voice


def forecast_drawing(found: Forecast, other: Forecast | None = None) -> Drawing:
    """The range to the plan's end; a line for the target, a dotted one for the long-run level.

    `other` is the same requirement under another supposition, drawn as two marked lines.
    """
    figure = _figure(found.months)
    if other is not None:
        ends = ((t("If so, at most"), False), (t("If so, at least"), True))
        figure.add_traces([_line(other.months, name, low, marked=True) for name, low in ends])
    _level(figure, found.status.target, t("Target"), "dash")
    _level(figure, found.steady, t("Long-run level"), "dot")
    return _drawing(figure, found.months, found.status.target)


def outlook_drawing(ahead: Sequence[Month]) -> Drawing:
    """All requirements together: certificates held over those required, and what targets ask."""
    figure = _figure(ahead)
    _level(figure, ahead[0].target, t("Targets"), "dash")
    return _drawing(figure, ahead, ahead[0].target)


def _drawing(figure: go.Figure, months: Sequence[Month], target: float | None) -> Drawing:
    first, last = months[0], months[-1]
    return Drawing(
        figure=figure,
        title=told(
            _(
                "Coverage if every planned session is held with all seats taken, until {month}",
                month=voice().month(last.on),
            )
        ),
        alt=told(
            _(
                "From {first} today to {last} in {month}; target {target}.",
                first=told_share(first.coverage),
                last=told_share(last.coverage),
                month=voice().month(last.on),
                target=Share(target),
            )
        ),
        table=_table(months),
        note=t(
            "The band is what records allow: its lower edge if seats go to people who hold a "
            "certificate already, its upper edge if every seat goes to somebody without one. "
            "Triangles are months in which planned sessions are held."
        ),
    )


def _table(months: Sequence[Month]) -> AnswerTable[Month]:
    return AnswerTable(
        key="months",
        title=_("Coverage"),
        columns=(
            answers.day("on", _("Day"), lambda month: month.on),
            answers.share("low", _("At least"), lambda month: Share(month.low)),
            answers.share("high", _("At most"), lambda month: Share(month.high)),
            answers.count("seats", _("Seats held"), lambda month: month.seats),
        ),
        lines=tuple(months),
    )


def _figure(months: Sequence[Month]) -> go.Figure:
    figure = go.Figure(
        [
            _line(months, t("At most"), low=False),
            _line(months, t("At least"), low=True),
            _held(months),
        ]
    )
    figure.update_layout(
        height=360,
        margin={**MARGIN, "r": 120},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        dragmode=False,
        hovermode="x unified",
    )
    time_axis(figure, [month.on for month in months])
    figure.update_yaxes(fixedrange=True, zeroline=False, tickfont=font())
    share_axis(figure)
    return figure


def _line(months: Sequence[Month], name: str, low: bool, *, marked: bool = False) -> go.Scatter:
    """One end of the range; the band between both is filled where they are not marked."""
    return go.Scatter(
        x=[month.on for month in months],
        y=[month.low if low else month.high for month in months],
        name=name,
        mode="lines+markers" if marked else "lines",
        line={"width": 2 if marked else 3, "dash": "solid" if low else "longdash"},
        marker={"symbol": "circle" if low else "circle-open", "size": 7},
        fill="tonexty" if low and not marked else None,
        fillcolor=BAND,
        hovertemplate="%{y:.0%}",
    )


def _held(months: Sequence[Month]) -> go.Scatter:
    held = [month for month in months if month.seats]
    return go.Scatter(
        x=[month.on for month in held],
        y=[-0.03] * len(held),
        name=t("Seats held"),
        mode="markers",
        marker={"symbol": "triangle-up", "size": 11},
        customdata=[month.seats for month in held],
        hovertemplate="%{customdata}",
    )


def _level(figure: go.Figure, share: float | None, name: str, dash: str) -> None:
    if share is not None:
        add_level(figure, share, name, dash, is_share=True)
