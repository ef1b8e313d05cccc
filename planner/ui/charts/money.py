"""Costs as figures: stacked by what is there, what is asked for and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from planner.analysis.money import Money, Sum
from planner.ui.charts.drawing import Drawing
from planner.ui.wording import NOT_KNOWN, percent_words, plain, short_money, shortened

Part = tuple[str, Callable[[Sum], Any], str]
PARTS: Sequence[Part] = (
    ("Funded", lambda part: part.funded, ""),
    ("Requested", lambda part: part.requested, "/"),
    ("Missing", lambda part: part.missing, "x"),
)
"""How a cost is made up: its name, its sum, and the pattern that tells it from the others."""


def by_year_drawing(money: Money) -> Drawing:
    """Cost by fiscal year, stacked by funding; the whisker spans the low and the high estimate."""
    years = sorted(money.by_year, key=lambda year: (year is None, year or 0))
    sums = {year_words(year): money.by_year[year] for year in years}
    figure = go.Figure([_bar(part, sums) for part in PARTS])
    figure.add_trace(_totals(sums, money.currency))
    figure.update_layout(barmode="stack", bargap=0.35, height=380, **_frame())
    figure.update_xaxes(type="category", fixedrange=True)
    figure.update_yaxes(rangemode="tozero", fixedrange=True, title=money.currency or None)
    return Drawing(
        figure=figure,
        title=f"Cost by fiscal year and funding ({money.currency})",
        alt=_alt("year", sums, money.currency),
        table=sums_table("Fiscal year", sums),
    )


def by_ministry_drawing(money: Money, names: Mapping[str, str]) -> Drawing:
    """Cost by lead ministry, largest first, stacked by funding."""
    sums = ministry_sums(money, names)
    figure = go.Figure([_bar(part, sums, across=True) for part in PARTS])
    figure.update_layout(barmode="stack", bargap=0.35, height=130 + 34 * len(sums), **_frame())
    figure.update_xaxes(rangemode="tozero", fixedrange=True, title=money.currency or None)
    figure.update_yaxes(autorange="reversed", fixedrange=True, automargin=True, type="category")
    return Drawing(
        figure=figure,
        title=f"Cost by lead ministry and funding ({money.currency})",
        alt=_alt("ministry", sums, money.currency),
        table=sums_table("Lead ministry", sums),
    )


def ministry_sums(money: Money, names: Mapping[str, str]) -> dict[str, Sum]:
    """The sums by the name of the lead ministry, largest first; lines without one stand last."""
    ordered = sorted(money.by_ministry, key=lambda key: (not key, -money.by_ministry[key].mid))
    return {
        shortened(names.get(key, key), 40) or "No lead ministry": money.by_ministry[key]
        for key in ordered
    }


def year_words(year: int | None) -> str:
    """A fiscal year as people read it; lines without one say so."""
    return "No year" if year is None else str(year)


def sums_table(first: str, sums: Mapping[str, Sum]) -> pd.DataFrame:
    """Sums as a table, one row each, amounts in the plan's currency; in kind stands apart."""
    return pd.DataFrame(
        {
            first: name,
            "Low": float(part.low),
            "Mid": float(part.mid),
            "High": float(part.high),
            "Funded": float(part.funded),
            "Requested": float(part.requested),
            "Missing": float(part.missing),
            "Funded share": percent_words(part.funded_share) if part.mid else NOT_KNOWN,
            "In kind": float(part.in_kind),
            "Lines not known": part.unknown,
        }
        for name, part in sums.items()
    )


def _bar(part: Part, sums: Mapping[str, Sum], *, across: bool = False) -> go.Bar:
    name, amount, pattern = part
    names, amounts = [plain(key) for key in sums], [float(amount(value)) for value in sums.values()]
    return go.Bar(
        name=name,
        x=amounts if across else names,
        y=names if across else amounts,
        orientation="h" if across else "v",
        marker={"pattern": {"shape": pattern, "solidity": 0.35}},
        hovertemplate=f"{name}: %{{{'x' if across else 'y'}:,.0f}}<extra></extra>",
    )


def _totals(sums: Mapping[str, Sum], currency: str) -> go.Scatter:
    parts = list(sums.values())
    return go.Scatter(
        name="Low to high estimate",
        x=[plain(name) for name in sums],
        y=[float(part.mid) for part in parts],
        text=[short_money(part.mid, currency) for part in parts],
        mode="text+markers",
        textposition="top right",
        marker={"symbol": "line-ew-open", "size": 14},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [float(part.high - part.mid) for part in parts],
            "arrayminus": [float(part.mid - part.low) for part in parts],
            "thickness": 1.5,
        },
        hovertemplate="Mid: %{y:,.0f}<extra></extra>",
    )


def _frame() -> dict[str, Any]:
    return {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "dragmode": False,
    }


def _alt(what: str, sums: Mapping[str, Sum], currency: str) -> str:
    said = "; ".join(
        f"{name}: {short_money(part.mid, currency)}, {percent_words(part.funded_share)} funded"
        for name, part in sums.items()
    )
    return f"Stacked bars of cost by {what}. {said}."
