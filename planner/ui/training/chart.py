"""Training as a figure: for every requirement the least and the most it can be, and its target."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from planner.analysis.training.requirements import RequirementStatus, TargetState, Training
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import ink, wrapped
from planner.ui.wording import counted, percent_words, range_words, state_words

ROW_HEIGHT = 42
LETTERS = 44


def ranges_drawing(training: Training) -> Drawing:
    """One line per requirement from its low to its high end; unknown ones say so and have none."""
    standings = training.statuses
    labels = [label(standing) for standing in standings]
    figure = go.Figure()
    for trace in (_spans(standings, labels), _targets(standings, labels), _said(standings, labels)):
        figure.add_trace(trace)
    _lay_out(figure, labels)
    short = len(training.in_state(TargetState.SHORT))
    return Drawing(
        figure=figure,
        title=f"Holders of a valid pass on {training.on:%-d %B %Y}, as a share of filled posts",
        alt=f"{counted(len(standings), 'requirement')}; {short} short of the target, "
        f"{len(training.in_state(TargetState.UNKNOWN))} not known.",
        table=ranges_table(training),
    )


def label(standing: RequirementStatus) -> str:
    """A requirement as the label of a row: audience and course; its id keeps namesakes apart."""
    audience = wrapped(standing.audience.title, LETTERS, lines=1)
    course = wrapped(standing.course.title, LETTERS, lines=1)
    return f"{audience}<br>{course} ({standing.requirement.id})"


def ranges_table(training: Training) -> pd.DataFrame:
    """The figure as a table: one row per requirement."""
    return pd.DataFrame(
        {
            "Id": standing.requirement.id,
            "Audience": standing.audience.title,
            "Course": standing.course.title,
            "Valid": range_words(standing),
            "Low": percent_words(standing.coverage[0] if standing.coverage else None),
            "High": percent_words(standing.coverage[1] if standing.coverage else None),
            "Target": percent_words(standing.target),
            "State": state_words(standing.state),
        }
        for standing in training.statuses
    )


def _spans(standings: Sequence[RequirementStatus], labels: Sequence[str]) -> go.Scatter:
    across: list[float | None] = []
    down: list[str | None] = []
    for standing, name in zip(standings, labels, strict=True):
        if standing.coverage is not None:
            across += [*standing.coverage, None]
            down += [name, name, None]
    return go.Scatter(
        x=across,
        y=down,
        name="From the least to the most",
        mode="lines+markers",
        line={"width": 6},
        marker={"size": 11},
        hovertemplate="%{x:.0%}<extra></extra>",
    )


def _targets(standings: Sequence[RequirementStatus], labels: Sequence[str]) -> go.Scatter:
    aimed = [(s.target, name) for s, name in zip(standings, labels, strict=True) if s.target]
    return go.Scatter(
        x=[target for target, _ in aimed],
        y=[name for _, name in aimed],
        name="Target",
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 20, "line": {"width": 3}},
        hovertemplate="Target %{x:.0%}<extra></extra>",
    )


def _said(standings: Sequence[RequirementStatus], labels: Sequence[str]) -> go.Scatter:
    return go.Scatter(
        x=[1.04] * len(labels),
        y=list(labels),
        text=[f"{state_words(s.state)}  {range_words(s)}" for s in standings],
        mode="text",
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
        textfont={"size": 13, "color": ink()},
    )


def _lay_out(figure: go.Figure, labels: Sequence[str]) -> None:
    figure.update_layout(
        height=110 + ROW_HEIGHT * len(labels),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        dragmode=False,
    )
    figure.update_xaxes(
        range=[-0.02, 1.42],
        tickvals=[0, 0.25, 0.5, 0.75, 1],
        tickformat=".0%",
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=list(labels),
        range=[len(labels) - 0.5, -0.5],
        automargin=True,
        showgrid=False,
        fixedrange=True,
        tickfont={"size": 13, "color": ink()},
    )
