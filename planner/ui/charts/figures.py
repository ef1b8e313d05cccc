"""The figures of an answer as plotly draws them: matrix, bars, range over time, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, assert_never

import plotly.graph_objects as go

from planner.analysis.answers import (
    AnswerColumn,
    AnswerTable,
    Bars,
    CellKind,
    Figure,
    Matrix,
    MatrixCell,
    RangeOverTime,
    Timeline,
    TimelineBar,
)
from planner.languages.voice import scale_of
from planner.messages import Fact, Message, Share, Sum, _, verbatim
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import ink, number_marks, wrapped
from planner.ui.marks import GRAVITY_MARKS
from planner.ui.markup import plain
from planner.ui.words import t, told, voice

BAND: Final = "rgba(128, 160, 200, 0.35)"
PATTERNS: Final = ("", "/", "x", ".", "\\", "+", "-", "|")
"""What tells the series of stacked bars apart where colours do not."""
MARGIN: Final = {"l": 8, "r": 8, "t": 8, "b": 8}
_UPRIGHT: Final = 8  # more groups than that lie down
_ROW: Final = 36
_LABEL: Final = 30  # letters of a label before it is wrapped


def drawing_of(figure: Figure) -> Drawing:
    """The figure with its title, what it says in one sentence, and its table."""
    match figure:
        case Matrix():
            return _matrix(figure)
        case Bars():
            return _bars(figure)
        case RangeOverTime():
            return _range(figure)
        case Timeline():
            return _timeline(figure)
        case _:
            assert_never(figure)


def _matrix(matrix: Matrix) -> Drawing:
    rows, columns = [told(one) for one in matrix.rows], [told(one) for one in matrix.columns]
    lines = [
        Line(
            label=name, cells=[_cell(mark, name, column) for mark, column in _pairs(marks, columns)]
        )
        for name, marks in zip(rows, matrix.marks, strict=True)
    ]
    heads = [
        AnswerColumn(
            key=f"c{n}", head=head, measure=CellKind.TEXT, value=lambda row, n=n: _said(row[n])
        )
        for n, head in enumerate(matrix.columns)
    ]
    return Drawing(
        figure=cell_figure(lines, columns),
        title=told(matrix.title),
        alt=t(
            "{title}: {rows} rows, {columns} columns.",
            title=matrix.title,
            rows=len(rows),
            columns=len(columns),
        ),
        table=_table(matrix.title, matrix.rows, matrix.marks, heads),
    )


def _pairs(
    marks: Sequence[MatrixCell | None], columns: Sequence[str]
) -> zip[tuple[MatrixCell | None, str]]:
    return zip(marks, columns, strict=True)


def _said(mark: MatrixCell | None) -> Fact:
    return mark.text if mark else None


def _cell(mark: MatrixCell | None, row: str, column: str) -> Cell:
    if mark is None:
        return Cell(text="")
    text = voice().fact(mark.text)
    target = mark.target
    return Cell(
        text=plain(text),
        shade=mark.shade,
        chosen_as=(target.table, target.id) if target else (),
        hover=f"<b>{plain(row)}</b><br>{plain(column)}: {plain(text)}",
    )


def _bars(bars: Bars) -> Drawing:
    names = [told(group) for group in bars.groups]
    across = len(names) > _UPRIGHT or max(map(len, names), default=0) > _LABEL // 2
    totals = [_total(bars, place) for place in range(len(names))]
    scale, unit = _unit(bars, totals)
    figure = go.Figure(
        [
            _bar(told(name), values, names, scale, pattern, across=across)
            for (name, values), pattern in zip(bars.series, PATTERNS, strict=False)
        ]
    )
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        height=130 + _ROW * len(names) if across else 400,
        margin=MARGIN,
        legend={"orientation": "h", "y": 1.04, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        dragmode=False,
        separators=number_marks(),
    )
    lay_out_bars(figure, names, unit, across=across)
    heads = [
        AnswerColumn(key=f"s{n}", head=name, measure=bars.measure, value=lambda row, n=n: row[n])
        for n, (name, _values) in enumerate(bars.series)
    ]
    rows = list(zip(*(values for _name, values in bars.series), strict=True))
    return Drawing(
        figure=figure,
        title=told(bars.title),
        alt=t("Stacked bars: {title}. {values}.", title=bars.title, values=_spelled(names, totals)),
        table=_table(bars.title, bars.groups, rows, heads),
    )


def _spelled(names: Sequence[str], values: Sequence[Fact]) -> str:
    return "; ".join(f"{name}: {voice().fact(v)}" for name, v in zip(names, values, strict=True))


def _total(bars: Bars, place: int) -> Fact:
    """What stands at the end of a bar: its series added up; a share is not added."""
    values = [values[place] for _name, values in bars.series]
    known = [amount for one in values if (amount := number_of(one)) is not None]
    if not known or bars.measure is CellKind.SHARE:
        return values[0] if values else None
    currency = next((one.currency for one in values if isinstance(one, Sum)), "")
    total = sum(known, Decimal(0))
    return Sum(total, currency, short=True) if bars.measure is CellKind.SUM else int(total)


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


def _unit(bars: Bars, totals: Sequence[Fact]) -> tuple[Decimal, str]:
    """What the axis is divided by, and how that is called."""
    if bars.measure is not CellKind.SUM:
        return Decimal(1), ""
    largest = max((abs(number_of(one) or 0) for one in totals), default=Decimal(0))
    scale, name = scale_of(Decimal(largest))
    currency = next((one.currency for one in totals if isinstance(one, Sum)), "")
    return scale, f"{told(name)} {currency}".strip()


def _bar(
    name: str, values: Sequence[Fact], groups: Sequence[str], scale: Decimal, pattern: str,
    *, across: bool,
) -> go.Bar:  # fmt: skip
    amounts = [None if (n := number_of(one)) is None else float(n / scale) for one in values]
    places = list(range(len(groups)))
    return go.Bar(
        name=name,
        x=amounts if across else places,
        y=places if across else amounts,
        orientation="h" if across else "v",
        marker={"pattern": {"shape": pattern, "solidity": 0.3, "size": 6}},
        customdata=[voice().fact(one) for one in values],
        hovertemplate=f"{plain(name)}: %{{customdata}}<extra></extra>",
    )


def lay_out_bars(figure: go.Figure, names: Sequence[str], unit: str, *, across: bool) -> None:
    """The two axes of bars: the groups by name, the amounts with their unit."""
    places = {
        "tickvals": list(range(len(names))),
        "ticktext": [wrapped(name, _LABEL) for name in names],
        "fixedrange": True,
        "tickfont": font(),
    }
    amounts = {"rangemode": "tozero", "fixedrange": True, "title": unit, "tickfont": font()}
    if across:
        figure.update_xaxes(**amounts)
        figure.update_yaxes(range=[len(names) - 0.5, -0.5], automargin=True, **places)
    else:
        figure.update_xaxes(**places)
        figure.update_yaxes(**amounts)


def font() -> dict[str, Any]:
    """The words of an axis or of a mark."""
    return {"size": 13, "color": ink()}


def _range(found: RangeOverTime) -> Drawing:
    ends = (("high", t("At most"), found.high), ("low", t("At least"), found.low))
    figure = go.Figure([_end(found, name, values, end == "low") for end, name, values in ends])
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
    if found.measure is CellKind.SHARE:
        share_axis(figure)
    if found.target is not None:
        add_level(figure, found.target, t("Target"), "dash", found.measure)
    heads = [
        AnswerColumn(
            key="low", head=_("At least"), measure=found.measure, value=lambda row: row[0]
        ),
        AnswerColumn(
            key="high", head=_("At most"), measure=found.measure, value=lambda row: row[1]
        ),
    ]
    rows = [
        (_as(found, low), _as(found, high)) for low, high in zip(found.low, found.high, strict=True)
    ]
    return Drawing(
        figure=figure,
        title=told(found.title),
        alt=_ends_words(found, rows),
        table=_table(found.title, [verbatim(voice().day(day)) for day in found.days], rows, heads),
    )


def _as(found: RangeOverTime, value: float | None) -> Fact:
    return Share(value) if found.measure is CellKind.SHARE else value


def _ends_words(found: RangeOverTime, rows: Sequence[tuple[Fact, Fact]]) -> str:
    if not found.days:
        return told(found.title)
    return t(
        "{title}: {low} to {high} on {first}, {last_low} to {last_high} on {last}.",
        title=found.title,
        low=rows[0][0],
        high=rows[0][1],
        first=found.days[0],
        last_low=rows[-1][0],
        last_high=rows[-1][1],
        last=found.days[-1],
    )


def _end(
    found: RangeOverTime, name: str, values: Sequence[float | None], is_low: bool
) -> go.Scatter:
    return go.Scatter(
        x=list(found.days),
        y=list(values),
        name=name,
        mode="lines",
        line={"width": 3, "dash": "solid" if is_low else "longdash"},
        fill="tonexty" if is_low else None,
        fillcolor=BAND,
        hovertemplate="%{y:.0%}" if found.measure is CellKind.SHARE else "%{y}",
    )


def share_axis(figure: go.Figure) -> None:
    """An upright axis from nothing to all, in percent."""
    ends = (0, 0.25, 0.5, 0.75, 1)
    figure.update_yaxes(
        range=[-0.06, 1.06], tickvals=ends, ticktext=[voice().percent(share) for share in ends]
    )


def time_axis(figure: go.Figure, days: Sequence[date]) -> None:
    """A lying axis of months, named in the language of the screen."""
    firsts = [day for n, day in enumerate(days) if n % max(1, -(-len(days) // 8)) == 0]
    figure.update_xaxes(
        fixedrange=True,
        tickvals=firsts,
        ticktext=[voice().short_month(day) for day in firsts],
        tickfont=font(),
    )


def add_level(figure: go.Figure, value: float, name: str, dash: str, measure: CellKind) -> None:
    """A level line with its name at the end, such as a target."""
    amount = voice().percent(value) if measure is CellKind.SHARE else voice().number(value)
    figure.add_hline(
        y=value,
        line={"width": 2, "dash": dash, "color": ink()},
        annotation={
            "text": f"{plain(name)} {amount}",
            "x": 1.0,
            "xanchor": "left",
            "yanchor": "bottom" if dash == "dash" else "top",
            "showarrow": False,
            "font": font(),
        },
    )


def _timeline(found: Timeline) -> Drawing:
    names = [told(span.label) for span in found.spans]
    figure = go.Figure(
        go.Bar(
            base=[span.start for span in found.spans],
            x=[(span.end - span.start).days * 86_400_000 for span in found.spans],
            y=list(range(len(names))),
            orientation="h",
            text=[GRAVITY_MARKS[span.gravity] for span in found.spans],
            customdata=[[*_chosen_as(span), _span_words(span)] for span in found.spans],
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
        AnswerColumn[TimelineBar](
            key="start", head=_("From"), measure=CellKind.DAY, value=lambda s: s.start
        ),
        AnswerColumn[TimelineBar](
            key="end", head=_("To"), measure=CellKind.DAY, value=lambda s: s.end
        ),
    ]
    return Drawing(
        figure=figure,
        title=told(found.title),
        alt=f"{told(found.title)}: {'; '.join(map(_span_words, found.spans))}.",
        table=_table(found.title, [s.label for s in found.spans], found.spans, heads),
    )


def _chosen_as(span: TimelineBar) -> tuple[str, str]:
    return (span.target.table, span.target.id) if span.target else ("", "")


def _span_words(span: TimelineBar) -> str:
    return t("{label}: {start} to {end}", label=span.label, start=span.start, end=span.end)


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


def _table(
    title: Message,
    names: Sequence[Message],
    rows: Sequence[Any],
    heads: Sequence[AnswerColumn[Any]],
) -> AnswerTable[Any]:
    """The figure as a table: its lines by name, then their values."""
    lines = tuple(zip(names, rows, strict=True))
    first = AnswerColumn[Any](
        key="name", head=verbatim(" "), measure=CellKind.TEXT, value=lambda one: one[0]
    )
    rest = (
        AnswerColumn[Any](
            key=head.key, head=head.head, measure=head.measure,
            value=lambda one, of=head.value: of(one[1]),
        )
        for head in heads
    )  # fmt: skip
    return AnswerTable(key="figure", title=title, columns=(first, *rest), lines=lines)
