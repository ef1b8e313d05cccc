"""The assessment as a figure: risk factors against situations, level and trend in every cell."""

from __future__ import annotations

from planner.analysis.answers import AnswerColumn, AnswerTable, CellKind
from planner.analysis.risk.picture import FactorRisk, RiskPicture
from planner.choices import Level
from planner.messages import Fact, _, pgettext, verbatim
from planner.plan import table_named
from planner.tables import Rating, Situation
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing
from planner.ui.marks import (
    LEVEL_MARKS,
    TREND_MARKS,
    factor_words,
    level_words,
    marks_legend,
    trend_words,
)
from planner.ui.markup import plain
from planner.ui.words import t, told

WORDS_FIT = 6
"""Up to so many situations a cell has room for the level in words; beyond, for its mark."""

_SHADES = {Level.HIGH: 0.95, Level.MODERATE: 0.5, Level.LOW: 0.2, Level.NOT_OBSERVED: 0.0}


def ratings_drawing(picture: RiskPicture) -> Drawing:
    """The assessment as a figure whose cells are chosen as situation id and factor number."""
    names = [situation.name for situation in picture.situations]
    lines = [
        Line(
            label=factor_words(risk.factor),
            cells=[_cell(risk, situation, len(names)) for situation in picture.situations],
        )
        for risk in picture.factors
    ]
    high: Fact = tuple(risk.factor.number for risk in picture.at(Level.HIGH))
    title = _("Assessment level and trend by risk factor and situation")
    return Drawing(
        figure=cell_figure(lines, names),
        title=told(title),
        alt=told(
            _(
                "{title}; high somewhere: {high}.",
                title=title,
                high=high or pgettext("risk factors", "none"),
            )
        ),
        table=AnswerTable(
            key="ratings",
            title=title,
            columns=(
                AnswerColumn[FactorRisk](
                    "factor",
                    table_named("ratings").label("risk_factor"),
                    CellKind.TEXT,
                    lambda risk: factor_words(risk.factor),
                ),
                *(
                    AnswerColumn[FactorRisk](
                        situation.id,
                        verbatim(f"{situation.name} ({situation.id})"),
                        CellKind.TEXT,
                        lambda risk, at=situation.id: assessed_words(risk.ratings.get(at)),
                    )
                    for situation in picture.situations
                ),
            ),
            lines=picture.factors,
        ),
        note=marks_legend(),
    )


def assessed_words(rating: Rating | None) -> str:
    """Level and trend with their marks."""
    words = (level_words(rating.level if rating else None), trend_words(rating and rating.trend))
    return " ".join(filter(None, words))


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
    if rating is None:
        when = t("Nobody has assessed it yet.")
    elif rating.judged_on:
        when = told(_("Assessed on {day}", day=rating.judged_on))
    else:
        when = t("No date")
    lines = (
        f"<b>{plain(factor_words(risk.factor))}</b>",
        f"{plain(situation.name)}: {assessed_words(rating)}",
        when,
        t("Click to open it below"),
    )
    return "<br>".join(lines)
