"""The sheets of training: requirements as ranges, coverage to come, seats and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.analysis.training.forecast import Forecast
from planner.analysis.training.readiness import Readiness, Ready
from planner.analysis.training.readiness_answer import readiness_answer
from planner.analysis.training.requirements import RequirementStatus, TargetState, by_urgency
from planner.analysis.training.seat_needs import need
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.exports.cabinet.figures import NOT_APPLICABLE, Figures, Filling, Tables
from planner.exports.cabinet.money import TOTAL
from planner.exports.sheets import faces
from planner.exports.sheets.charts import Chart
from planner.exports.sheets.columns import Col, Line, answered, declared, facts
from planner.exports.sheets.looks import shade
from planner.exports.sheets.page import Page
from planner.messages import Fact, _
from planner.schema import table_of
from planner.tables import Audience, Course, Requirement, Situation

UNKNOWN: Final = _("unknown")
REQUIREMENT: Final = _("Audience and course")
MINISTRY: Final = table_of(Audience).label("ministry")
_NO_REQUIREMENT: Final = _("No training requirement has been entered yet.")
_LOW, _HIGH, _SPREAD = _("Coverage, at least"), _("Coverage, at most"), _("Not certain")
TARGET, CERTAIN, POSSIBLE = _("Target"), _("At least"), _("Possible on top")
_LOOKS: Final = {
    TargetState.SHORT.caption: faces.STRONG,
    TargetState.UNCLEAR.caption: {"bg_color": faces.MIDDLE},
    TargetState.MET.caption: {"bg_color": faces.PALE},
    TargetState.UNKNOWN.caption: {"italic": True, "font_color": faces.AMBER},
}
_WHO: Final = (
    *declared(Requirement, id=8),
    Col[Line]("name", REQUIREMENT, "words", 44),
    Col[Line]("ministry", MINISTRY, "words", 12),
)


def named(status: RequirementStatus) -> str:
    """Who must hold what."""
    return f"{status.audience.title} – {status.course.title}"


def _line(figures: Figures, one: RequirementStatus, **more: Fact) -> Line:
    """The requirement, who must meet it, and more of it; what is None there is not known."""
    ministry = figures.ministry(one.audience.ministry)
    known = {key: UNKNOWN if fact is None else fact for key, fact in more.items()}
    return {**facts(one.requirement), "name": named(one), "ministry": ministry, **known}


# How requirements stand


def fill(page: Page, figures: Figures, _filling: Filling) -> Tables | None:
    """Requirements with their ranges, what is short first; only notes when there is none."""
    page.note(
        _(
            "Coverage is the share of filled posts whose holder has a valid certificate on "
            "{date}. From head-counts it is a range, not a point.",
            date=figures.edition.today,
        ),
        _("Unknown means that no head-count was received. It does not mean none."),
        _("A foundation course alone does not make anybody ready for a country."),
    )
    if not figures.training.statuses:
        page.note(_NO_REQUIREMENT)
        return None
    page.row += 1
    lines = [_status(figures, one) for one in by_urgency(figures.training.statuses)]
    span = page.table(_COLUMNS, lines, pinned=2, beside=_COUNTS)
    shade(page, span, "state", _LOOKS)
    return {"requirements": span}


def _status(figures: Figures, one: RequirementStatus) -> Line:
    low, high = one.coverage or (None, None)
    return {
        **_line(
            figures, one, posts=one.posts, valid_low=one.valid.low, valid_high=one.valid.high,
            low=low, high=high, never=one.never,
            spread=None if low is None or high is None else high - low,
        ),
        "target": one.target,
        "state": one.state.caption,
        "due": one.due_90,
        "expired": one.expired,
    }  # fmt: skip


_COLUMNS: Final[Sequence[Col[Line]]] = (
    *_WHO,
    *declared(Requirement, scope=13),
    *declared(Audience, posts=8),
    Col("low", _LOW, "share", 11),
    Col("high", _HIGH, "share", 11),
    Col("spread", _SPREAD, "share", 10, "{high}-{low}"),
    Col("target", TARGET, "share", 8),
    *declared(Requirement, by=13),
    Col("state", _("Against target"), "words", 14),
)
_COUNTS: Final[Sequence[Col[Line]]] = tuple(
    Col(key, "", "count") for key in ("valid_low", "valid_high", "due", "expired", "never")
)
"""What the annex counts: a small number there is withheld here too."""
TRAINING_RANGES: Final = Chart(
    title=_("Training coverage: what is certain, what is possible"),
    names="name",
    codes="id",
    series={"low": CERTAIN, "spread": POSSIBLE},
    shown="0%",
    most=5,
)


# Seats


def fill_seats(page: Page, figures: Figures, _filling: Filling) -> None:
    """A line for each requirement, what is short first, and what all of it comes to."""
    page.note(
        _(
            "Seats needed are the posts short of the target if the low end of the range is true. "
            "Seats booked are those of sessions planned up to the target's date. At least: what "
            "is missing if the high end is true."
        ),
        _(
            "{unit}. A cost that is unknown is in no total.",
            unit=figures.in_currency(faces.ONES.text),
        ),
    )
    if not figures.training.statuses:
        page.note(_NO_REQUIREMENT)
        return
    page.row += 1
    lines = [_seats(figures, one) for one in by_urgency(figures.training.statuses)]
    page.table(_SEAT_COLUMNS, lines, total=(None, TOTAL), pinned=2)


def _seats(figures: Figures, one: RequirementStatus) -> Line:
    details, price = figures.plan.details, one.course.seat_cost
    wanted = need(one, figures.edition.today, details.end, details.start)
    missing, least = (wanted.seats, wanted.least) if wanted else (0, 0)
    counts: dict[str, Fact] = {
        "needed": one.seats_needed,
        "missing": missing,
        "least": least,
        "cost_least": None if price is None else least * price,
        "cost": None if price is None else missing * price,
    }
    if one.seats_needed is None:
        counts = dict.fromkeys(counts)
    ahead = next((f for f in figures.forecasts if f.status is one), None)
    return {
        **_line(figures, one, **counts, **_ahead(ahead)),
        "booked": one.seats_booked,
        "seat_cost": price,
    }


def _ahead(found: Forecast | None) -> dict[str, Fact]:
    """When the target is certainly met, and when no longer, if sessions are held as planned."""
    if found is None:
        return dict.fromkeys(("met", "lost", "steady", "a_year"))
    met: Fact = _("not by the end") if found.reached is None else found.reached.on
    if found.reached is found.months[0]:
        met = _("today")
    lost: Fact = found.falls.on if found.falls else NOT_APPLICABLE
    has_target = found.status.target is not None
    return {
        "met": met if has_target else None,
        "lost": lost if has_target else None,
        "steady": found.steady,
        "a_year": found.seats_a_year,
    }


_MOST, _COST_LEAST = _("Seats missing, at most"), _("Their cost, at least")
_SEAT_COLUMNS: Final[Sequence[Col[Line]]] = (
    *_WHO,
    *declared(Requirement, by=13),
    Col("needed", _("Seats needed"), "count", 9, adds=True),
    Col("booked", _("Seats booked"), "count", 9, adds=True),
    Col("missing", _MOST, "count", 12.5, "MAX({needed}-{booked},0)", adds=True),
    Col("least", _("Seats missing, at least"), "count", 12.5, adds=True),
    Col("seat_cost", table_of(Course).label("seat_cost"), "units", 11),
    Col("cost_least", _COST_LEAST, "units", 13, "{least}*{seat_cost}", adds=True),
    Col("cost", _("Their cost, at most"), "units", 13, "{missing}*{seat_cost}", adds=True),
    Col("met", _("Target met from (certain)"), "date", 16),
    Col("lost", _("No longer certain from"), "date", 16),
    Col("steady", _("Long-run level"), "share", 11),
    Col("a_year", _("Seats a year that hold it"), "count", 11),
)


_READY_LOOKS: Final = {
    Ready.NOT.caption: faces.STRONG,
    Ready.NEARLY.caption: {"bg_color": faces.MIDDLE},
    Ready.READY.caption: {"bg_color": faces.PALE},
}


def fill_readiness(page: Page, figures: Figures, _filling: Filling) -> None:
    """A line for each listed situation: near trigger dates first, then what is not ready."""
    table = readiness_answer(figures.readiness).table("situations")
    page.note(table.note, _("A range says that records leave more than one answer."))
    if not figures.readiness:
        page.note(_("No situation is listed as a priority yet."))
        return
    page.row += 1
    row_id = table_of(Situation).label("id")
    columns: list[Col[Readiness]] = [
        Col("id", row_id, "code", 8, value=lambda one: one.situation.id),
        *answered(
            table.columns, name=22, state=12, needed=9, ready=10, foundation=13, role=13,
            country=13, language=13, missing=26, trigger=15,
        ),
    ]  # fmt: skip
    span = page.table(columns, figures.readiness, pinned=2)
    shade(page, span, "state", _READY_LOOKS)


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
