"""The sheet of risk coverage: each factor's level, what covers it, and its gap."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planner.analysis.coverage.coverage_answer import coverage_answer
from planner.analysis.coverage.factors import FactorCoverage
from planner.analysis.coverage.gaps import GAP_LABELS
from planner.analysis.money.money_answer import FUNDED_FROM_HALF
from planner.choices import Level
from planner.exports.cabinet.figures import NOT_APPLICABLE, Figures, Filling, Tables
from planner.exports.sheets import faces
from planner.exports.sheets.charts import Chart
from planner.exports.sheets.columns import answered
from planner.exports.sheets.looks import shade
from planner.exports.sheets.page import Page
from planner.messages import Message, _
from planner.schema import table_of
from planner.tables import Action, Programme

_LOOKS: Final = {
    Level.HIGH: faces.STRONG,
    Level.MODERATE: {"bg_color": faces.MIDDLE, "font_color": faces.INK},
    Level.LOW: {"bg_color": faces.PALE, "font_color": faces.INK},
    Level.NOT_ASSESSED: {"italic": True, "font_color": faces.AMBER},
}
_TALLIES: Final = ("programmes", "actions", "funded", "attributed")
"""The columns that count programmes and actions of the file, and their budgets."""


def fill(page: Page, figures: Figures, _filling: Filling) -> Tables:
    """Every factor with its level, what covers it and its gap."""
    _notes(page)
    page.row += 1
    found = coverage_answer(figures.coverage, figures.plan, figures.reference).table("risk_factors")
    columns = answered(
        found.columns, number=5, title=36, level=12, programmes=13, actions=9, funded=9,
        funded_share=9, attributed=13, raising=12, gap=14, why=44,
    )  # fmt: skip
    own = {
        "title": marked_title,
        "level": lambda one: one.level,
        "gap": lambda one: GAP_LABELS[one.gap] if one.gap else NOT_APPLICABLE,
        "why": lambda one: one.reason,
    }
    columns = [replace(one, value=own.get(one.key, one.value)) for one in columns]
    span = page.table(columns, figures.coverage.factors, pinned=2, tallies=_TALLIES)
    shade(page, span, "level", _LOOKS)
    if any(map(_is_unverified, figures.coverage.factors)):
        page.note(_("* The wording of this title was not compared with the framework."))
    return {"factors": span}


def _notes(page: Page) -> None:
    page.note(
        _(
            "A level is a judgement on one risk factor, with its evidence and date. Levels are "
            "not added up, and there is no score for the country."
        ),
        _("“Not assessed” means that nobody has assessed the factor yet. It does not mean low."),
        _("Only links that a person has confirmed are counted."),
        _("Attributed share of budgets: each budget counts once, by share."),
        FUNDED_FROM_HALF,
    )


def marked_title(factor: FactorCoverage) -> Message:
    """A factor's title; one whose wording was not seen in the framework carries a star."""
    title = factor.risk.factor.name
    return _("{title} *", title=title) if _is_unverified(factor) else title


def _is_unverified(factor: FactorCoverage) -> bool:
    return not factor.risk.factor.is_verified


COVER_BY_FACTOR: Final = Chart(
    title=_("What covers each risk factor"),
    names="title",
    codes="number",
    series={"programmes": table_of(Programme).title, "actions": table_of(Action).title},
)
