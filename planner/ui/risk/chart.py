"""The ratings as a figure: risk factors against situations, level and trend in every cell."""

from __future__ import annotations

import pandas as pd

from planner.analysis.risk.picture import FactorRisk, RiskPicture
from planner.choices import Level
from planner.tables import Rating, Situation
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing
from planner.ui.wording import (
    LEVEL_MARKS,
    TREND_MARKS,
    factor_label,
    level_words,
    marks_legend,
    plain,
    trend_words,
)

WORDS_FIT = 6
"""Up to so many situations a cell has room for the level in words; beyond, for its mark."""

_SHADES = {Level.HIGH: 0.95, Level.MODERATE: 0.5, Level.LOW: 0.2, Level.NOT_OBSERVED: 0.0}


def ratings_drawing(picture: RiskPicture) -> Drawing:
    """The ratings as a figure whose cells are chosen as situation id and factor number."""
    names = [situation.name for situation in picture.situations]
    lines = [
        Line(
            label=factor_label(risk.factor),
            cells=[_cell(risk, situation, len(names)) for situation in picture.situations],
        )
        for risk in picture.factors
    ]
    high = [str(risk.factor.number) for risk in picture.at(Level.HIGH)]
    return Drawing(
        figure=cell_figure(lines, names),
        title="Level and trend by risk factor and situation",
        alt=f"Ratings of {len(lines)} risk factors in {len(names)} situations. "
        f"High somewhere: {', '.join(high) or 'none'}.",
        table=ratings_table(picture),
        note=marks_legend(),
    )


def ratings_table(picture: RiskPicture) -> pd.DataFrame:
    """The figure as a table: one row per risk factor, one column per situation."""
    return pd.DataFrame(
        {
            "No.": risk.factor.number,
            "Risk factor": risk.factor.title,
            **{
                f"{situation.name} ({situation.id})": _said(risk.ratings.get(situation.id))
                for situation in picture.situations
            },
        }
        for risk in picture.factors
    )


def _said(rating: Rating | None) -> str:
    if rating is None:
        return level_words(None)
    return ", ".join(
        part for part in (level_words(rating.level), trend_words(rating.trend)) if part
    )


def _cell(risk: FactorRisk, situation: Situation, many: int) -> Cell:
    rating = risk.ratings.get(situation.id)
    level = (rating.level if rating else None) or Level.NOT_ASSESSED
    arrow = TREND_MARKS[rating.trend] if rating and rating.trend else ""
    words = level_words(level) if many <= WORDS_FIT else LEVEL_MARKS[level]
    return Cell(
        text=f"{words} {arrow}".strip(),
        shade=_SHADES.get(level),
        chosen_as=(situation.id, str(risk.factor.number)),
        hover=_hover(risk, situation, rating),
    )


def _hover(risk: FactorRisk, situation: Situation, rating: Rating | None) -> str:
    judged = f"Judged on {rating.judged_on}" if rating and rating.judged_on else "No date"
    lines = (
        f"<b>{plain(risk.factor.title)}</b>",
        f"{plain(situation.name)}: {_said(rating)}",
        judged if rating else "Nobody has judged it yet",
        "Click to open it below",
    )
    return "<br>".join(lines)
