"""Training as a figure: for every requirement the least and the most it can be, and its target."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from planner.analysis import answers
from planner.analysis.answers import AnswerTable
from planner.analysis.training.requirements import RequirementStatus, TargetState, Training
from planner.messages import Share, _
from planner.plan import table_named
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import ink, wrapped
from planner.ui.training.requirement_words import held_words, state_words
from planner.ui.words import t, told, voice

ROW_HEIGHT = 42
LETTERS = 44


def ranges_drawing(training: Training) -> Drawing:
    """One line per requirement from its low to its high end; unknown ones say so and have none."""
    statuses = training.statuses
    labels = [label(status) for status in statuses]
    figure = go.Figure()
    for trace in (_spans(statuses, labels), _targets(statuses, labels), _said(statuses, labels)):
        figure.add_trace(trace)
    _lay_out(figure, labels)
    return Drawing(
        figure=figure,
        title=told(
            _(
                "Holders of a valid certificate on {day}, as a share of filled posts",
                day=training.on,
            )
        ),
        alt=told(
            _(
                "Requirements: {number}; short of the target: {short}; not known: {unknown}.",
                number=len(statuses),
                short=len(training.in_state(TargetState.SHORT)),
                unknown=len(training.in_state(TargetState.UNKNOWN)),
            )
        ),
        table=_table(training),
    )


def label(status: RequirementStatus) -> str:
    """A requirement as the label of a row: audience and course; its id keeps namesakes apart."""
    audience = wrapped(status.audience.title, LETTERS, lines=1)
    course = wrapped(status.course.title, LETTERS, lines=1)
    return f"{audience}<br>{course} ({status.requirement.id})"


def _table(training: Training) -> AnswerTable[RequirementStatus]:
    """The figure as a table: one row per requirement."""
    declared = table_named("requirements")
    return AnswerTable(
        key="ranges",
        title=declared.title,
        columns=(
            answers.code("id", declared.label("id"), lambda one: one.requirement.id),
            answers.text("audience", declared.label("audience"), lambda one: one.audience.title),
            answers.text("course", declared.label("course"), lambda one: one.course.title),
            answers.text("valid", _("Valid"), held_words),
            answers.share("low", _("At least"), lambda one: _end(one, 0)),
            answers.share("high", _("At most"), lambda one: _end(one, 1)),
            answers.share("target", declared.label("target"), lambda one: Share(one.target)),
            answers.text("state", _("State"), lambda one: state_words(one.state)),
        ),
        lines=training.statuses,
    )


def _end(status: RequirementStatus, end: int) -> Share:
    return Share(status.coverage[end] if status.coverage else None)


def _spans(statuses: Sequence[RequirementStatus], labels: Sequence[str]) -> go.Scatter:
    across: list[float | None] = []
    down: list[str | None] = []
    for status, name in zip(statuses, labels, strict=True):
        if status.coverage is not None:
            across += [*status.coverage, None]
            down += [name, name, None]
    return go.Scatter(
        x=across,
        y=down,
        name=t("From the least to the most"),
        mode="lines+markers",
        line={"width": 6},
        marker={"size": 11},
        hovertemplate="%{x:.0%}<extra></extra>",
    )


def _targets(statuses: Sequence[RequirementStatus], labels: Sequence[str]) -> go.Scatter:
    aimed = [(s.target, name) for s, name in zip(statuses, labels, strict=True) if s.target]
    return go.Scatter(
        x=[target for target, _name in aimed],
        y=[name for _target, name in aimed],
        name=t("Target"),
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 20, "line": {"width": 3}},
        hovertemplate="%{x:.0%}<extra></extra>",
    )


def _said(statuses: Sequence[RequirementStatus], labels: Sequence[str]) -> go.Scatter:
    return go.Scatter(
        x=[1.04] * len(labels),
        y=list(labels),
        text=[f"{state_words(s.state)}  {held_words(s)}" for s in statuses],
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
    ends = (0, 0.25, 0.5, 0.75, 1)
    figure.update_xaxes(
        range=[-0.02, 1.42],
        tickvals=ends,
        ticktext=[voice().percent(share) for share in ends],
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
