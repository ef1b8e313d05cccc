"""Where examples of yearly training lead, as a figure and a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from planner.analysis.training.rotation import Effort
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import ink
from planner.ui.wording import counted, percent_words

LOOKS = (("solid", "circle"), ("dot", "square"), ("dash", "diamond"), ("longdashdot", "x"))
UNTIL = 10
YEARS = (0, 1, 2, 3, 5, 10)


def examples_drawing(examples: Mapping[str, Effort]) -> Drawing:
    """A line for each example over ten years; each has its own dashes and marks."""
    years = list(range(UNTIL + 1))
    figure = go.Figure(
        [
            go.Scatter(
                x=years,
                y=[one.covered(year) for year in years],
                name=title,
                mode="lines+markers",
                line={"width": 3, "dash": dash},
                marker={"symbol": symbol, "size": 9},
                hovertemplate="%{y:.0%}",
            )
            for (title, one), (dash, symbol) in zip(examples.items(), LOOKS, strict=False)
        ]
    )
    figure.update_layout(
        height=340,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": -0.18, "yanchor": "top", "x": 0, "font": {"size": 13}},
        dragmode=False,
        hovermode="x unified",
    )
    labels = {"fixedrange": True, "tickfont": {"size": 13, "color": ink()}}
    figure.update_xaxes(title="Years from now", dtick=1, **labels)
    figure.update_yaxes(range=[0, 1.04], tickformat=".0%", zeroline=False, **labels)
    said = "; ".join(
        f"{title}: settles at {percent_words(one.settles)}" for title, one in examples.items()
    )
    return Drawing(
        figure=figure,
        title="Where the same effort leads, year after year",
        alt=f"{said}.",
        table=examples_table(examples),
    )


def examples_table(examples: Mapping[str, Effort]) -> pd.DataFrame:
    """One row for each example: what it assumes, and coverage after so many years."""
    return pd.DataFrame(
        {
            "Example": title,
            "Posts that change holder in a year (r)": percent_words(one.turnover),
            "Of the gap trained in a year (a)": percent_words(one.trained),
            "Newcomers trained first": percent_words(one.trained_first),
            **{
                f"After {counted(year, 'year')}" if year else "Today": percent_words(
                    one.covered(year)
                )
                for year in YEARS
            },
            "Settles at": percent_words(one.settles),
        }
        for title, one in examples.items()
    )
