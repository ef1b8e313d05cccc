"""The sheets of who is ready for which country, and of certificates that expire soon."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planner.analysis.training.readiness import (
    PART_LABELS,
    READY_LABELS,
    Check,
    Readiness,
    ReadinessPart,
    Ready,
)
from planner.analysis.training.readiness_answer import MARKS, readiness_answer
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.money import TOTAL
from planner.exports.cabinet.sheet import Filling
from planner.exports.cabinet.training import MINISTRY, REQUIREMENT, named
from planner.exports.sheets import faces
from planner.exports.sheets.columns import Col, Line, answered, declared
from planner.exports.sheets.page import Page
from planner.messages import Fact, Message, _
from planner.tables import Situation

_LOOKS: Final = {
    READY_LABELS[Ready.NOT]: faces.STRONG,
    READY_LABELS[Ready.NEARLY]: {"bg_color": faces.MIDDLE},
    READY_LABELS[Ready.READY]: {"bg_color": faces.PALE},
}
_NOBODY: Final = _("nobody named")


def fill(page: Page, figures: Figures, _filling: Filling) -> None:
    """A line for each listed situation: near trigger dates first, then what is not ready."""
    page.note(
        _(
            "Ready are people who hold the foundation course, the role course and that country's "
            "module at once. A generic course alone never counts. Language and written handover "
            "are counted as they are recorded."
        ),
        _(
            "✓ there   ~ unclear   ✗ missing   ? not recorded. A range says that records leave "
            "more than one answer."
        ),
    )
    if not figures.readiness:
        page.note(_("No situation is listed as a priority yet."))
        return
    page.row += 1
    found = readiness_answer(figures.readiness).table("situations").columns
    *shown, missing = answered(found, state=12, needed=9, ready=10, missing=26)
    columns: list[Col[Readiness]] = [
        *_of_situation(id=8, name=22),
        *shown,
        *(_part(part, label) for part, label in PART_LABELS.items()),
        missing,
        Col("built_by", _("Module built by"), width=24, value=lambda one: one.built_by or _NOBODY),
        Col("partners", _("Local partners"), width=22, value=_partners),
        *_of_situation(next_trigger=15),
    ]
    span = page.table(columns, figures.readiness, pinned=2)
    page.shade(span, "state", _LOOKS)


def _of_situation(**widths: float) -> list[Col[Readiness]]:
    return [
        replace(column, value=lambda one, key=column.key: getattr(one.situation, key))
        for column in declared(Situation, **widths)
    ]


def _part(part: ReadinessPart, label: Message) -> Col[Readiness]:
    def mark(one: Readiness) -> Fact:
        return _mark(one, next(check for check in one.checks if check.part is part))

    return Col(part, label, "centre", 13, value=mark)


def _partners(one: Readiness) -> Fact:
    return tuple(partner.title for partner in one.partners) or _NOBODY


def _mark(one: Readiness, check: Check) -> Fact:
    """The mark of a part, with the people who have it or the day it was done."""
    said: Fact = check.on and check.on.isoformat()
    if check.held is not None:
        said = _("{part} of {whole}", part=check.held.told, whole=one.needed)
    elif check.part is ReadinessPart.COUNTRY and not one.modules:
        said = _("no module")
    sign = MARKS[check.verdict]
    return _("{mark} {held}", mark=sign, held=said) if said else sign


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
