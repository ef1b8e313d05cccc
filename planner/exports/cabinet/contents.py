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


def _answer_sheet(kind: AnswerKind) -> CabinetSheet:
    def fill(page: Page, figures: Figures, _filling: Filling) -> None:
        answer_sheet.fill(page, figures.answer(kind.key))

    of_people = kind.of_people
    return CabinetSheet(kind.key, kind.title, fill, shows_money=not of_people, of_people=of_people)


_OWN: Final = (
    CabinetSheet("cover", _("Cover"), cover.fill, one_page=True),
    CabinetSheet("brief", _("In brief"), cover.fill_brief, shows_money=True, one_page=True),
    CabinetSheet("actions", _("Action plan"), action_plan.fill, shows_money=True),
    CabinetSheet("timeline", _("Timeline"), timeline.fill),
    CabinetSheet("costs", money.TITLE, money.fill, "money", shows_money=True),
    CabinetSheet("cost_lines", _("Cost lines"), money.fill_lines),
    CabinetSheet("coverage", _("Risk coverage"), risk_coverage.fill, "coverage", shows_money=True),
    CabinetSheet("training", _("Training"), training.fill, "training", of_people=True),
    _answer_sheet(ANSWERS["forecast"]),
    CabinetSheet("training_seats", _("Training seats"), training.fill_seats, of_people=True),
    CabinetSheet("readiness", _("Country readiness"), readiness.fill, "readiness", of_people=True),
    CabinetSheet("expiring", _("Expiring certificates"), readiness.fill_expiring, of_people=True),
    CabinetSheet(
        "programmes", _("Programme map"), listings.fill_programmes, "screening", shows_money=True
    ),
    CabinetSheet("indicators", _("Results indicators"), listings.fill_indicators),
    CabinetSheet("sources", _("Sources and gaps"), sources.fill, "progress"),
    CabinetSheet("signoff", _("Sign-off"), listings.fill_signoff, one_page=True),
)


_ANSWERED: Final = frozenset(sheet.answers or sheet.key for sheet in _OWN)
_LAST: Final = 2
SHEETS: Final = (
    *_OWN[:-_LAST],
    *(_answer_sheet(kind) for kind in ANSWERS.values() if kind.key not in _ANSWERED),
    *_OWN[-_LAST:],
)
