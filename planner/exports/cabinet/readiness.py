"""The sheets of who is ready for which country, and of certificates that expire soon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from planner.analysis.training.readiness import (
    PART_LABELS,
    READY_LABELS,
    Readiness,
    ReadinessPart,
    Ready,
)
from planner.analysis.training.readiness_answer import MARKS, readiness_answer
from planner.analysis.training.totals import ExpiringCertificates
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.money import TOTAL
from planner.exports.cabinet.sheet import Filling
from planner.exports.cabinet.training import REQUIREMENT, named
from planner.exports.sheets import faces
from planner.exports.sheets.columns import Col, answered, declared
from planner.exports.sheets.page import Page
from planner.messages import Fact, _
from planner.schema import table_of
from planner.tables import Audience, Situation

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
    columns: list[Col[Readiness]] = [
        *declared(Situation, lambda one: one.situation, id=8, name=22),
        *answered(found, state=12, needed=9, ready=10),
        *(Col(part, label, "centre", 13, _mark(part)) for part, label in PART_LABELS.items()),
        *answered(found, missing=26),
        Col("built_by", _("Module built by"), "words", 24, lambda one: one.built_by or _NOBODY),
        Col("partners", _("Local partners"), "words", 22, _partners),
        *declared(Situation, lambda one: one.situation, next_trigger=15),
    ]
    span = page.table(columns, figures.readiness, pinned=2)
    page.shade(span, "state", _LOOKS)


def _mark(part: ReadinessPart) -> Callable[[Readiness], Fact]:
    """The mark of a part, with the people who have it or the day it was done."""

    def mark(one: Readiness) -> Fact:
        check = next(each for each in one.checks if each.part is part)
        said: Fact = check.on and check.on.isoformat()
        if check.held is not None:
            said = _("{part} of {whole}", part=check.held.told, whole=one.needed)
        elif part is ReadinessPart.COUNTRY and not one.modules:
            said = _("no module")
        sign = MARKS[check.verdict]
        return _("{mark} {held}", mark=sign, held=said) if said else sign

    return mark


def _partners(one: Readiness) -> Fact:
    return tuple(partner.title for partner in one.partners) or _NOBODY


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
    today, ministry = figures.edition.today, table_of(Audience).label("ministry")
    columns: list[Col[ExpiringCertificates]] = [
        Col("on", _("Ends on"), "date", 14, lambda one: one.on),
        Col("days", _("In days"), "count", 8, lambda one: (one.on - today).days),
        Col("name", REQUIREMENT, "words", 60, lambda one: named(one.status)),
        Col("ministry", ministry, "words", 40, lambda one: _full_name(figures, one)),
        Col("listed", _("Of these in a register"), "count", 13, lambda one: len(one.holders)),
        Col("most", _("Certificates, at most"), "count", 13, lambda one: one.at_most, adds=True),
    ]
    page.table(columns, figures.expiring, total=(None, None, TOTAL, None, None), pinned=2)


def _full_name(figures: Figures, one: ExpiringCertificates) -> str:
    return figures.ministry_name(one.status.audience.ministry)
