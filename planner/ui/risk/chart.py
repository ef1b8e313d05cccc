"""The assessment as a figure: risk factors against situations, level and trend in every cell."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.answers import AnswerColumn, AnswerTable, CellKind
from planner.analysis.risk.assessments import Assessment, AssessmentAge
from planner.analysis.risk.picture import FactorRisk, RiskPicture
from planner.analysis.risk.risk_answer import TREND_MARKS, words
from planner.choices import Confidence, Level
from planner.messages import Fact, _, pgettext, verbatim
from planner.plan import table_named
from planner.tables import Rating
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing
from planner.ui.marks import (
    LEVEL_MARKS,
    factor_words,
    level_words,
    marks_legend,
    trend_words,
)
from planner.ui.markup import plain
from planner.ui.words import t, told, voice

WORDS_FIT = 6
"""Up to so many situations a cell has room for the level in words; beyond, for its mark."""

_SHADES = {Level.HIGH: 0.95, Level.MODERATE: 0.5, Level.LOW: 0.2, Level.NOT_OBSERVED: 0.0}


SURE = {Confidence.LOW: "●○○", Confidence.MEDIUM: "●●○", Confidence.HIGH: "●●●"}


def ratings_drawing(picture: RiskPicture, assessed: Sequence[Assessment]) -> Drawing:
    """The assessment as a figure whose cells are chosen as situation id and factor number."""
    found = {(one.factor.number, one.situation.id): one for one in assessed}
    names = [situation.name for situation in picture.situations]
    lines = [
        Line(
            label=factor_words(risk.factor),
            cells=[
                _cell(found[risk.factor.number, situation.id], len(names))
                for situation in picture.situations
            ],
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
                        lambda risk, at=situation.id: words(found[risk.factor.number, at]),
                    )
                    for situation in picture.situations
                ),
            ),
            lines=picture.factors,
        ),
        note=f"{marks_legend()} · {_legend()}",
    )


def assessed_words(rating: Rating | None) -> str:
    """Level and trend with their marks."""
    words = (level_words(rating.level if rating else None), trend_words(rating and rating.trend))
    return " ".join(filter(None, words))


def _legend() -> str:
    """What stands below a level: how sure it is, and its age."""
    sure = (f"{mark} {voice().answer(confidence)}" for confidence, mark in SURE.items())
    return t(
        "Below the level: confidence ({marks}), then its age in months; ! is out of date.",
        marks=tuple(sure),
    )


def _cell(one: Assessment, many: int) -> Cell:
    rating, level = one.rating, one.level
    arrow = TREND_MARKS[rating.trend] if rating and rating.trend else ""
    said = level_words(level) if many <= WORDS_FIT else LEVEL_MARKS[level]
    return Cell(
        text="<br>".join(filter(None, (f"{said} {arrow}".strip(), _below(one)))),
        shade=_SHADES.get(level),
        chosen_as=(one.situation.id, str(one.factor.number)),
        hover=_hover(one),
    )


def _below(one: Assessment) -> str:
    """How sure an assessment is and how old, in marks."""
    if one.rating is None or not one.is_known:
        return ""
    sure = SURE[one.rating.confidence] if one.rating.confidence else ""
    late = "!" if one.age is AssessmentAge.OUT_OF_DATE else ""
    months = "?" if one.months is None else voice().number(one.months)
    return f"{sure} {months}{late}".strip()


def _hover(one: Assessment) -> str:
    rating = one.rating
    if rating is None:
        when = t("Nobody has assessed it yet.")
    elif rating.judged_on:
        when = told(_("Assessed on {day}", day=rating.judged_on))
    else:
        when = t("No date")
    lines = (
        f"<b>{plain(factor_words(one.factor))}</b>",
        f"{plain(one.situation.name)}: {plain(voice().fact(words(one) or (one.level,)))}",
        when,
        t("Click to assess it"),
    )
    return "<br>".join(lines)
