"""Figures over time: a range of months with a target, and bars from a start to an end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn, CellKind, RangeOverTime, Timeline, TimelineBar
from planner.messages import Share, _, verbatim
from planner.ui.charts.drawing import (
    MARGIN,
    Drawing,
    figure_table,
    font,
    ink,
    number_marks,
    wrapped,
)
from planner.ui.marks import GRAVITY_MARKS
from planner.ui.markup import plain
from planner.ui.words import t, told, voice

BAND: Final = "rgba(128, 160, 200, 0.35)"
_MONTHS: Final = 8  # names of months on an axis
_ROW: Final = 36
_LABEL: Final = 30
_DAY: Final = 86_400_000  # milliseconds


def range_drawing(found: RangeOverTime) -> Drawing:
    """The range as a band between its two ends, its levels as lines, its events as triangles."""
    figure = go.Figure(
        [
            _end_line(found.days, found.high, t("At most"), low=False),
            _end_line(found.days, found.low, t("At least"), low=True),
            *_instead(found),
            *_events(found),
        ]
    )
    figure.update_layout(
        height=360,
        margin={**MARGIN, "r": 120},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        dragmode=False,
        hovermode="x unified",
        separators=number_marks(),
    )
    time_axis(figure, found.days)
    figure.update_yaxes(fixedrange=True, zeroline=False, tickfont=font())
    share_axis(figure)
    for (name, share), dash in zip(found.levels, ("dash", "dot"), strict=False):
        _add_level(figure, share, told(name), dash)
    counted = found.events[1] if found.events else [None] * len(found.days)
    rows = list(zip(found.low, found.high, counted, strict=True))
    heads: list[AnswerColumn[Any]] = [
        answers.share("low", _("At least"), lambda row: Share(row[0])),
        answers.share("high", _("At most"), lambda row: Share(row[1])),
    ]
    if found.events:
        heads.append(answers.count("events", found.events[0], lambda row: row[2]))
    days = [verbatim(voice().day(day)) for day in found.days]
    return Drawing(
        figure=figure,
        title=told(found.title),
        alt=_ends_words(found),
        table=figure_table(found.title, days, rows, heads),
    )


def _ends_words(found: RangeOverTime) -> str:
    if not found.days:
        return told(found.title)
    return told(
        _(
            "{title}: {low} to {high} on {first}, {last_low} to {last_high} on {last}.",
            title=found.title,
            low=Share(found.low[0]),
            high=Share(found.high[0]),
            first=found.days[0],
            last_low=Share(found.low[-1]),
            last_high=Share(found.high[-1]),
            last=found.days[-1],
        )
    )


def _end_line(
    days: Sequence[date], values: Sequence[float], name: str, *, low: bool, marked: bool = False
) -> go.Scatter:
    """One end of a range; the lower fills the band up to the one before, where none are marked."""
    return go.Scatter(
        x=list(days),
        y=list(values),
        name=name,
        mode="lines+markers" if marked else "lines",
        line={"width": 2 if marked else 3, "dash": "solid" if low else "longdash"},
        marker={"symbol": "circle" if low else "circle-open", "size": 7},
        fill="tonexty" if low and not marked else None,
        fillcolor=BAND,
        hovertemplate="%{y:.0%}",
    )


def _instead(found: RangeOverTime) -> list[go.Scatter]:
    if found.instead is None:
        return []
    low, high = found.instead
    return [
        _end_line(found.days, high, t("If so, at most"), low=False, marked=True),
        _end_line(found.days, low, t("If so, at least"), low=True, marked=True),
    ]


def _events(found: RangeOverTime) -> list[go.Scatter]:
    if found.events is None:
        return []
    name, numbers = found.events
    held = [(day, number) for day, number in zip(found.days, numbers, strict=True) if number]
    return [
        go.Scatter(
            x=[day for day, _number in held],
            y=[-0.03] * len(held),
            name=told(name),
            mode="markers",
            marker={"symbol": "triangle-up", "size": 11},
            customdata=[number for _day, number in held],
            hovertemplate="%{customdata}",
        )
    ]


def share_axis(figure: go.Figure) -> None:
    """An upright axis from nothing to all, in percent."""
    ends = (0, 0.25, 0.5, 0.75, 1)
    figure.update_yaxes(
        range=[-0.06, 1.06], tickvals=ends, ticktext=[voice().percent(share) for share in ends]
    )


def time_axis(figure: go.Figure, days: Sequence[date]) -> None:
    """A lying axis of months, named in the language of the screen."""
    step = max(1, -(-len(days) // _MONTHS))
    named = [day for place, day in enumerate(days) if place % step == 0]
    figure.update_xaxes(
        fixedrange=True,
        tickvals=named,
        ticktext=[voice().short_month(day) for day in named],
        tickfont=font(),
    )


def _add_level(figure: go.Figure, share: float, name: str, dash: str) -> None:
    """A level line with its name at the end, such as a target."""
    figure.add_hline(
        y=share,
        line={"width": 2, "dash": dash, "color": ink()},
        annotation={
            "text": f"{plain(name)} {voice().percent(share)}",
            "x": 1.0,
            "xanchor": "left",
            "yanchor": "bottom" if dash == "dash" else "top",
            "showarrow": False,
            "font": font(),
        },
    )


def timeline_drawing(found: Timeline) -> Drawing:
    """A bar for each span; a click on one that stands for a row chooses the row."""
    names = [told(span.label) for span in found.spans]
    figure = go.Figure(
        go.Bar(
            base=[span.start for span in found.spans],
            x=[(span.end - span.start).days * _DAY for span in found.spans],
            y=list(range(len(names))),
            orientation="h",
            text=[GRAVITY_MARKS[span.gravity] for span in found.spans],
            customdata=[[*_chosen_as(span), plain(_span_words(span))] for span in found.spans],
            hovertemplate="%{customdata[2]}<extra></extra>",
        )
    )
    figure.update_layout(
        height=110 + _ROW * len(names), margin=MARGIN, dragmode=False, showlegend=False
    )
    figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=[wrapped(name, _LABEL) for name in names],
        fixedrange=True,
        automargin=True,
        tickfont=font(),
    )
    figure.update_xaxes(type="date")
    time_axis(figure, _months(found.spans))
    if found.today:
        figure.add_vline(x=found.today.isoformat(), line={"dash": "dot", "color": ink()})
    heads = [
        AnswerColumn[Any](
            key="start", head=_("From"), measure=CellKind.DAY, value=lambda s: s.start
        ),
        AnswerColumn[Any](key="end", head=_("To"), measure=CellKind.DAY, value=lambda s: s.end),
    ]
    return Drawing(
        figure=figure,
        title=told(found.title),
        alt=f"{told(found.title)}: {'; '.join(map(_span_words, found.spans))}.",
        table=figure_table(found.title, [s.label for s in found.spans], found.spans, heads),
    )


def _chosen_as(span: TimelineBar) -> tuple[str, str]:
    return (span.target.table, span.target.id) if span.target else ("", "")


def _span_words(span: TimelineBar) -> str:
    return told(_("{label}: {start} to {end}", label=span.label, start=span.start, end=span.end))


def _months(spans: Sequence[TimelineBar]) -> list[date]:
    """The first days of the months from the first start to the last end."""
    if not spans:
        return []
    day, last = min(s.start for s in spans).replace(day=1), max(s.end for s in spans)
    found = [day]
    while day < last:
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        found.append(day)
    return found
