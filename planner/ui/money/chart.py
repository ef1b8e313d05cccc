"""Costs as figures: stacked by what is there, what is asked for and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from planner.analysis.money.costs import CostSum, Money
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import ink, wrapped
from planner.ui.wording import percent_words, scale_of, short_money

Part = tuple[str, Callable[[CostSum], Decimal], str]
PARTS: Sequence[Part] = (
    ("Funded", lambda part: part.funded, ""),
    ("Requested", lambda part: part.requested, "/"),
    ("Missing", lambda part: part.missing, "x"),
)
"""How a cost is made up: its name, its sum, and the pattern that tells it from the others."""


def by_year_drawing(money: Money) -> Drawing:
    """Cost by fiscal year, stacked by funding; a whisker spans the low and the high estimate."""
    years = sorted(money.by_year, key=lambda year: (year is None, year or 0))
    sums = {year_words(year): money.by_year[year] for year in years}
    scale, unit = _unit(sums, money.currency)
    figure = go.Figure([_bar(part, sums, scale) for part in PARTS])
    figure.add_trace(_estimates(sums, scale))
    figure.add_trace(_totals(sums, scale))
    _lay_out(figure, height=400)
    figure.update_xaxes(type="category", fixedrange=True, tickfont=_font())
    figure.update_yaxes(rangemode="tozero", fixedrange=True, title=unit, tickfont=_font())
    return Drawing(
        figure=figure,
        title="Cost by fiscal year and funding",
        alt=_alt("year", sums, money.currency),
        table=sums_table("Fiscal year", sums, money.currency),
    )


def by_ministry_drawing(money: Money, names: Mapping[str, str]) -> Drawing:
    """Cost by lead ministry, largest first, stacked by funding."""
    sums = ministry_sums(money, names)
    scale, unit = _unit(sums, money.currency)
    figure = go.Figure([_bar(part, sums, scale, across=True) for part in PARTS])
    figure.add_trace(_shares(sums, scale))
    _lay_out(figure, height=130 + 36 * len(sums))
    longest = max((float(part.mid / scale) for part in sums.values()), default=1.0)
    figure.update_xaxes(range=[0, longest * 1.9 or 1], fixedrange=True, title=unit)
    figure.update_yaxes(
        range=[len(sums) - 0.5, -0.5],
        tickvals=list(range(len(sums))),
        ticktext=[wrapped(name, 30) for name in sums],
        fixedrange=True,
        automargin=True,
        tickfont=_font(),
    )
    return Drawing(
        figure=figure,
        title="Cost by lead ministry and funding",
        alt=_alt("ministry", sums, money.currency),
        table=sums_table("Lead ministry", sums, money.currency),
    )


def ministry_sums(money: Money, names: Mapping[str, str]) -> dict[str, CostSum]:
    """The sums by the name of the lead ministry, largest first; lines without one stand last."""
    ordered = sorted(money.by_ministry, key=lambda key: (not key, -money.by_ministry[key].mid))
    return {names.get(key, key) or "No lead ministry": money.by_ministry[key] for key in ordered}


def year_words(year: int | None) -> str:
    """A fiscal year as people read it; lines without one say so."""
    return "No year" if year is None else str(year)


def sums_table(first: str, sums: Mapping[str, CostSum], currency: str) -> pd.DataFrame:
    """Sums as a table, one row each, amounts in the plan's currency; in kind stands apart."""
    return pd.DataFrame(
        {
            first: name,
            f"Mid ({currency})": float(part.mid),
            "Low": float(part.low),
            "High": float(part.high),
            "Funded": float(part.funded),
            "Requested": float(part.requested),
            "Missing": float(part.missing),
            "Funded share": percent_words(part.funded_share),
            "In kind": float(part.in_kind),
            "Lines not known": part.unknown,
        }
        for name, part in sums.items()
    )


def _unit(sums: Mapping[str, CostSum], currency: str) -> tuple[Decimal, str]:
    largest = max((part.high for part in sums.values()), default=Decimal(0))
    scale, name = scale_of(largest)
    return scale, f"{name} {currency}".strip()


def _bar(
    part: Part, sums: Mapping[str, CostSum], scale: Decimal, *, across: bool = False
) -> go.Bar:
    name, amount, pattern = part
    names = list(range(len(sums))) if across else list(sums)
    amounts = [float(amount(value) / scale) for value in sums.values()]
    return go.Bar(
        name=name,
        x=amounts if across else names,
        y=names if across else amounts,
        orientation="h" if across else "v",
        marker={"pattern": {"shape": pattern, "solidity": 0.3, "size": 6}},
        customdata=[short_money(amount(value)) for value in sums.values()],
        hovertemplate=f"{name}: %{{customdata}}<extra></extra>",
    )


def _estimates(sums: Mapping[str, CostSum], scale: Decimal) -> go.Scatter:
    parts = list(sums.values())
    return go.Scatter(
        name="Low to high estimate",
        x=list(sums),
        y=[float(part.mid / scale) for part in parts],
        mode="markers",
        marker={"symbol": "line-ew-open", "size": 10, "color": ink()},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [float((part.high - part.mid) / scale) for part in parts],
            "arrayminus": [float((part.mid - part.low) / scale) for part in parts],
            "thickness": 1.5,
            "color": ink(),
        },
        hoverinfo="skip",
    )


def _totals(sums: Mapping[str, CostSum], scale: Decimal) -> go.Scatter:
    return go.Scatter(
        x=list(sums),
        y=[float(max(part.high, part.mid) / scale) for part in sums.values()],
        text=[short_money(part.mid) for part in sums.values()],
        mode="text",
        textposition="top center",
        textfont=_font(),
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _shares(sums: Mapping[str, CostSum], scale: Decimal) -> go.Scatter:
    return go.Scatter(
        x=[float(part.mid / scale) for part in sums.values()],
        y=list(range(len(sums))),
        text=[
            f" {short_money(p.mid)}, {percent_words(p.funded_share)} funded" for p in sums.values()
        ],
        mode="text",
        textposition="middle right",
        textfont=_font(),
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _font() -> dict[str, Any]:
    return {"size": 13, "color": ink()}


def _lay_out(figure: go.Figure, height: int) -> None:
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.04, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        dragmode=False,
    )


def _alt(what: str, sums: Mapping[str, CostSum], currency: str) -> str:
    said = "; ".join(
        f"{name}: {short_money(part.mid, currency)}, {percent_words(part.funded_share)} funded"
        for name, part in sums.items()
    )
    return f"Stacked bars of cost by {what}. {said}."
