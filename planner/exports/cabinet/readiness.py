"""The sheets of who is ready for which country, and of certificates that expire soon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from planner.analysis.training.head_counts import Range
from planner.analysis.training.readiness import Check, PartState, Readiness, ReadinessPart, Ready
from planner.analysis.training.totals import ExpiringCertificates
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.money import TOTAL
from planner.exports.cabinet.sheet import Filling
from planner.exports.cabinet.training import REQUIREMENT, named
from planner.exports.sheets import faces
from planner.exports.sheets.columns import Col
from planner.exports.sheets.page import Page
from planner.messages import Fact, _
from planner.schema import table_of
from planner.tables import Audience, Situation

_MARKS: Final = {
    PartState.YES: "✓",
    PartState.UNCLEAR: "~",
    PartState.NO: "✗",
    PartState.UNKNOWN: "?",
}
_STATES: Final = {
    Ready.NOT: _("Not ready"),
    Ready.NEARLY: _("Nearly"),
    Ready.READY: _("Ready"),
}
_LOOKS: Final = {
    _STATES[Ready.NOT]: {"bg_color": faces.DEEP, "font_color": faces.WHITE, "bold": True},
    _STATES[Ready.NEARLY]: {"bg_color": faces.MIDDLE},
    _STATES[Ready.READY]: {"bg_color": faces.PALE},
}
_PARTS: Final = {
    ReadinessPart.FOUNDATION: (_("Foundation"), 13),
    ReadinessPart.ROLE: (_("Role"), 13),
    ReadinessPart.COUNTRY: (_("Country module"), 14),
    ReadinessPart.LANGUAGE: (_("Language"), 12),
    ReadinessPart.HANDOVER: (_("Handover"), 14),
}
_NOBODY: Final = _("nobody named")


def fill(page: Page, figures: Figures, _filling: Filling) -> None:
    """A line for each listed situation: near trigger dates first, then what is not ready."""
    page.note(
        _(
            "Ready are people who hold the foundation course, the role course and that country's "
            "module at once. A generic course alone never counts. Language and written handover "
            "are counted as they are recorded."
        )
    )
    page.note(
        _(
            "✓ there   ~ unclear   ✗ missing   ? not recorded. A range says that records leave "
            "more than one answer."
        )
    )
    if not figures.readiness:
        page.note(_("No situation is listed as a priority yet."))
        return
    page.row += 1
    span = page.table(_columns(), figures.readiness, pinned=2)
    page.shade(span, "state", _LOOKS)


def _columns() -> list[Col[Readiness]]:
    label = table_of(Situation).label
    return [
        Col("id", label("id"), "code", 8, lambda one: one.situation.id),
        Col("name", label("name"), "words", 22, lambda one: one.situation.name),
        Col("state", _("Readiness"), "words", 12, lambda one: _STATES[one.state]),
        Col("needed", _("Staff needed"), "count", 9, lambda one: one.needed),
        Col("ready", _("Staff ready"), "centre", 10, lambda one: people(one.ready)),
        *(Col(part, head, "centre", width, _mark(part)) for part, (head, width) in _PARTS.items()),
        Col("missing", _("What is missing"), "words", 26, _missing),
        Col("built_by", _("Module built by"), "words", 24, lambda one: one.built_by or _NOBODY),
        Col("partners", _("Local partners"), "words", 22, _partners),
        Col("trigger", label("next_trigger"), "date", 15, lambda one: one.situation.next_trigger),
    ]


def people(found: Range) -> str:
    """How many people, least to most: 3, 2–5, or 2+ when nothing bounds it."""
    if found.high is None:
        return f"{found.low}+"
    return str(found.low) if found.low == found.high else f"{found.low}–{found.high}"


def _mark(part: ReadinessPart) -> Callable[[Readiness], Fact]:
    """The mark of a part, with the people who have it or the day it was done."""

    def mark(one: Readiness) -> Fact:
        check = next(each for each in one.checks if each.part is part)
        said = _said(one, check)
        sign = _MARKS[check.verdict]
        return _("{mark} {text}", mark=sign, text=said) if said else sign

    return mark


def _said(one: Readiness, check: Check) -> Fact:
    if check.held is not None:
        return _("{part} of {whole}", part=people(check.held), whole=one.needed)
    if check.on is not None:
        return check.on.isoformat()
    return _("no module") if check.part is ReadinessPart.COUNTRY and not one.modules else ""


def _missing(one: Readiness) -> Fact:
    """The parts that are not there, or that they are not in the same people."""
    if one.missing:
        return tuple(_PARTS[check.part][0] for check in one.missing)
    if one.state is Ready.READY:
        return "–"
    return _("Each part is there, but not for certain in the same people")


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
        Col("on", _("Expires on"), "date", 14, lambda one: one.on),
        Col("days", _("In days"), "count", 8, lambda one: (one.on - today).days),
        Col("name", REQUIREMENT, "words", 60, lambda one: named(one.status)),
        Col("ministry", ministry, "words", 40, lambda one: _full_name(figures, one)),
        Col("listed", _("Of these in a register"), "count", 13, lambda one: len(one.holders)),
        Col("most", _("Certificates, at most"), "count", 13, lambda one: one.at_most, adds=True),
    ]
    page.table(columns, figures.expiring, total=(None, None, TOTAL, None, None), pinned=2)


def _full_name(figures: Figures, one: ExpiringCertificates) -> str:
    return figures.ministry_name(one.status.audience.ministry)
