"""The sheets of the cabinet workbook, in reading order: its own, and one for any other answer."""

from __future__ import annotations

from typing import Final

from planner.analysis.answers import AnswerKind
from planner.analysis.registry import ANSWERS
from planner.exports.cabinet import (
    action_plan,
    cover,
    listings,
    money,
    readiness,
    risk_coverage,
    sources,
    timeline,
    training,
)
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import CabinetSheet, Filling
from planner.exports.sheets import answer_sheet
from planner.exports.sheets.page import Page
from planner.messages import _

_OWN: Final = (
    CabinetSheet(key="cover", title=_("Cover"), fill=cover.fill, one_page=True),
    CabinetSheet(
        key="brief", title=_("In brief"), fill=cover.fill_brief, shows_money=True, one_page=True
    ),
    CabinetSheet(key="actions", title=_("Action plan"), fill=action_plan.fill, shows_money=True),
    CabinetSheet(key="timeline", title=_("Timeline"), fill=timeline.fill),
    CabinetSheet(key="costs", title=money.TITLE, fill=money.fill, shows_money=True),
    CabinetSheet(key="cost_lines", title=_("Cost lines"), fill=money.fill_lines),
    CabinetSheet(
        key="coverage",
        title=_("Risk coverage"),
        fill=risk_coverage.fill,
        shows_money=True,
        answers="coverage",
    ),
    CabinetSheet(key="training", title=_("Training"), fill=training.fill, answers="training"),
    CabinetSheet(
        key="training_ahead",
        title=_("Training forecast"),
        fill=training.fill_forecast,
        answers="forecast",
    ),
    CabinetSheet(key="training_seats", title=_("Training seats"), fill=training.fill_seats),
    CabinetSheet(
        key="readiness", title=_("Country readiness"), fill=readiness.fill, answers="readiness"
    ),
    CabinetSheet(key="expiring", title=_("Expiring certificates"), fill=readiness.fill_expiring),
    CabinetSheet(
        key="programmes", title=_("Programme map"), fill=listings.fill_programmes, shows_money=True
    ),
    CabinetSheet(key="indicators", title=_("Results indicators"), fill=listings.fill_indicators),
    CabinetSheet(key="sources", title=_("Sources and gaps"), fill=sources.fill),
    CabinetSheet(key="signoff", title=_("Sign-off"), fill=listings.fill_signoff, one_page=True),
)


def _answer_sheet(kind: AnswerKind) -> CabinetSheet:
    def fill(page: Page, figures: Figures, _filling: Filling) -> None:
        answer_sheet.fill(page, figures.answer(kind.key))

    return CabinetSheet(key=kind.key, title=kind.title, fill=fill)


_ANSWERED: Final = frozenset(sheet.answers for sheet in _OWN)
_LAST: Final = 2
SHEETS: Final = (
    *_OWN[:-_LAST],
    *(_answer_sheet(kind) for kind in ANSWERS.values() if kind.key not in _ANSWERED),
    *_OWN[-_LAST:],
)
