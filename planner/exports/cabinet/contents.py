"""The sheets of the cabinet workbook, in reading order."""

from __future__ import annotations

from typing import Final

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
from planner.exports.cabinet.sheet import CabinetSheet
from planner.messages import _

SHEETS: Final = (
    CabinetSheet(key="cover", title=_("Cover"), fill=cover.fill, one_page=True),
    CabinetSheet(
        key="brief", title=_("In brief"), fill=cover.fill_brief, shows_money=True, one_page=True
    ),
    CabinetSheet(key="actions", title=_("Action plan"), fill=action_plan.fill, shows_money=True),
    CabinetSheet(key="timeline", title=_("Timeline"), fill=timeline.fill),
    CabinetSheet(key="costs", title=money.TITLE, fill=money.fill, shows_money=True),
    CabinetSheet(key="cost_lines", title=_("Cost lines"), fill=money.fill_lines),
    CabinetSheet(
        key="coverage", title=_("Risk coverage"), fill=risk_coverage.fill, shows_money=True
    ),
    CabinetSheet(key="training", title=_("Training"), fill=training.fill),
    CabinetSheet(key="training_ahead", title=_("Training forecast"), fill=training.fill_forecast),
    CabinetSheet(key="training_seats", title=_("Training seats"), fill=training.fill_seats),
    CabinetSheet(key="readiness", title=_("Country readiness"), fill=readiness.fill),
    CabinetSheet(key="expiring", title=_("Expiring certificates"), fill=readiness.fill_expiring),
    CabinetSheet(
        key="programmes", title=_("Programme map"), fill=listings.fill_programmes, shows_money=True
    ),
    CabinetSheet(key="indicators", title=_("Results indicators"), fill=listings.fill_indicators),
    CabinetSheet(key="sources", title=_("Sources and gaps"), fill=sources.fill),
    CabinetSheet(key="signoff", title=_("Sign-off"), fill=listings.fill_signoff, one_page=True),
)
