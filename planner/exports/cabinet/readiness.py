"""The sheets of who is ready for which country, and of certificates that expire soon."""

from __future__ import annotations

from typing import Final

from planner.analysis.training.readiness import READY_LABELS, Readiness, Ready
from planner.analysis.training.readiness_answer import readiness_answer
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.money import TOTAL
from planner.exports.cabinet.sheet import Filling
from planner.exports.cabinet.training import MINISTRY, REQUIREMENT, named
from planner.exports.sheets import faces
from planner.exports.sheets.columns import Col, Line, answered
from planner.exports.sheets.page import Page
from planner.messages import _
from planner.schema import table_of
from planner.tables import Situation

_LOOKS: Final = {
    READY_LABELS[Ready.NOT]: faces.STRONG,
    READY_LABELS[Ready.NEARLY]: {"bg_color": faces.MIDDLE},
    READY_LABELS[Ready.READY]: {"bg_color": faces.PALE},
}


def fill(page: Page, figures: Figures, _filling: Filling) -> None:
    """A line for each listed situation: near trigger dates first, then what is not ready."""
    table = readiness_answer(figures.readiness).table("situations")
    page.note(
        table.note,
        _("A range says that records leave more than one answer."),
    )
    if not figures.readiness:
        page.note(_("No situation is listed as a priority yet."))
        return
    page.row += 1
    row_id = table_of(Situation).label("id")
    columns: list[Col[Readiness]] = [
        Col("id", row_id, "code", 8, value=lambda one: one.situation.id),
        *answered(
            table.columns, name=22, state=12, needed=9, ready=10, foundation=13, role=13,
            country=13, language=13, handover=18, missing=26, built_by=24, partners=22, trigger=15,
        ),
    ]  # fmt: skip
    span = page.table(columns, figures.readiness, pinned=2)
    page.shade(span, "state", _LOOKS)


def fill_expiring(page: Page, figures: Figures, _filling: Filling) -> None:
    """A line for each day, audience and course, the nearest first, and all of them together."""
    page.note(
        _(
            "Certificates of people in post that expire within {days} days of this edition: exact "
            "where a register lists them, otherwise the head-count of the session, of whom some "
            "may have left or hold a later certificate.",
            days=AHEAD_DAYS,
        )
    )
    if not figures.expiring:
        page.note(_("No certificate expires within {days} days of this edition.", days=AHEAD_DAYS))
        return
    page.row += 1
    columns: list[Col[Line]] = [
        Col("on", _("Ends on"), "date", 14),
        Col("days", _("In days"), "count", 8),
        Col("name", REQUIREMENT, "words", 60),
        Col("ministry", MINISTRY, "words", 40),
        Col("listed", _("Of these in a register"), "count", 13),
        Col("most", _("Certificates, at most"), "count", 13, adds=True),
    ]
    lines: list[Line] = [
        {
            "on": one.on,
            "days": (one.on - figures.edition.today).days,
            "name": named(one.status),
            "ministry": figures.ministry_name(one.status.audience.ministry),
            "listed": len(one.holders),
            "most": one.at_most,
        }
        for one in figures.expiring
    ]
    page.table(columns, lines, total=(None, None, TOTAL, None, None), pinned=2)
