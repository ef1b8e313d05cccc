"""The sheets of training: requirements as ranges, coverage to come, seats and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from planner.analysis.training.forecast import Forecast, Month, outlook
from planner.analysis.training.requirements import (
    STATE_LABELS,
    RequirementStatus,
    TargetState,
    by_urgency,
)
from planner.analysis.training.seat_needs import need
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.money import TOTAL
from planner.exports.cabinet.sheet import Filling, Tables
from planner.exports.sheets import charts, faces
from planner.exports.sheets.charts import Chart
from planner.exports.sheets.columns import Col, declared
from planner.exports.sheets.page import Page
from planner.messages import Fact, Message, _, ngettext
from planner.schema import table_of
from planner.tables import Audience, Course, Requirement

UNKNOWN: Final = _("unknown")
REQUIREMENT: Final = _("Audience and course")
_AUDIENCE: Final = table_of(Audience)
_NO_REQUIREMENT: Final = _("No training requirement has been entered yet.")
_VALID_LOW, _VALID_HIGH = _("Valid certificates, at least"), _("Valid certificates, at most")
_LOW, _HIGH, _SPREAD = _("Coverage, at least"), _("Coverage, at most"), _("Not certain")
TARGET, CERTAIN, POSSIBLE = _("Target"), _("At least"), _("Possible on top")
_LOOKS: Final = {
    STATE_LABELS[TargetState.SHORT]: {
        "bg_color": faces.DEEP,
        "font_color": faces.WHITE,
        "bold": True,
    },
    STATE_LABELS[TargetState.UNCLEAR]: {"bg_color": faces.MIDDLE},
    STATE_LABELS[TargetState.MET]: {"bg_color": faces.PALE},
    STATE_LABELS[TargetState.UNKNOWN]: {"italic": True, "font_color": faces.AMBER},
}


def named(status: RequirementStatus) -> str:
    """Who must hold what."""
    return f"{status.audience.title} – {status.course.title}"


def _known(value: Fact) -> Fact:
    return UNKNOWN if value is None else value


# How requirements stand


def fill(page: Page, figures: Figures, _filling: Filling) -> Tables | None:
    """Requirements with their ranges, worst first; only notes when there is none."""
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
    span = page.table(_columns(figures), by_urgency(figures.training.statuses), pinned=2)
    page.shade(span, "state", _LOOKS)
    return {"requirements": span}


def _columns(figures: Figures) -> list[Col[RequirementStatus]]:
    def spread(one: RequirementStatus) -> Fact:
        return one.coverage[1] - one.coverage[0] if one.coverage else UNKNOWN

    return [
        *_who(figures, lambda one: one),
        *declared(Requirement, lambda one: one.requirement, scope=13),
        Col("posts", _AUDIENCE.label("posts"), "count", 8, lambda one: _known(one.posts)),
        Col("valid_low", _VALID_LOW, "count", 11, lambda one: one.valid.low),
        Col("valid_high", _VALID_HIGH, "count", 11, lambda one: _known(one.valid.high)),
        Col("low", _LOW, "share", 11, lambda one: one.coverage[0] if one.coverage else UNKNOWN),
        Col("high", _HIGH, "share", 11, lambda one: one.coverage[1] if one.coverage else UNKNOWN),
        Col("spread", _SPREAD, "share", 10, spread, "{high}-{low}"),
        Col("target", TARGET, "share", 8, lambda one: one.target),
        *declared(Requirement, lambda one: one.requirement, by=13),
        Col("state", _("Against target"), "words", 12, lambda one: STATE_LABELS[one.state]),
        Col("due", _("Due in 90 days"), "count", 9, lambda one: one.due_90),
        Col("expired", _("Expired"), "count", 9, lambda one: one.expired),
        Col("never", _("Never trained"), "count", 9, lambda one: _known(one.never)),
    ]


def _who(figures: Figures, of: Callable[[Any], RequirementStatus]) -> list[Col[Any]]:
    """The requirement's id, audience and course, and the ministry of its staff."""

    def ministry(line: Any) -> str:
        return figures.ministry(of(line).audience.ministry)

    return [
        *declared(Requirement, lambda line: of(line).requirement, id=8),
        Col("name", REQUIREMENT, "words", 44, lambda line: named(of(line))),
        Col("ministry", _AUDIENCE.label("ministry"), "words", 12, ministry),
    ]


# Coverage to come


@dataclass(frozen=True)
class _MonthLine:
    """One month: for all posts, and for those in listed countries; None where there are none."""

    kinds: tuple[Month | None, ...]

    @property
    def any(self) -> Month:
        """Whichever of the kinds there is."""
        return next(one for one in self.kinds if one is not None)


KINDS: Final = (
    ("all", _("Requirements for all posts")),
    ("listed", _("Requirements for listed-country posts")),
)


def fill_forecast(page: Page, figures: Figures, _filling: Filling) -> None:
    """The pictures of both kinds of posts, then a line for each month."""
    page.note(
        _(
            "Coverage month by month to the end of the plan, if every planned session is held "
            "with all seats taken, people move on at the turnover given, and certificates expire "
            "on their day. At least: seats go to people who hold a certificate already. At most: "
            "they go to people without one."
        ),
        _(
            "All requirements are added up: a post with two required courses counts twice. Posts "
            "in listed countries are required courses of their own and stand apart."
        ),
    )
    known = figures.forecasts
    if not known:
        page.note(_("Nothing can be forecast: no requirement has a known number of filled posts."))
        return
    if left_out := len(figures.training.statuses) - len(known):
        page.note(
            ngettext(
                "Not in the forecast, because nobody counted its filled posts: {number} "
                "requirement.",
                "Not in the forecast, because nobody counted their filled posts: {number} "
                "requirements.",
                left_out,
            )
        )
    room = page.leave_room(charts.ROWS)
    kinds = [outlook(known, listed=listed) for listed in (False, True)]
    lines = [
        _MonthLine(tuple(months[at] if months else None for months in kinds))
        for at in range(max(map(len, kinds)))
    ]
    face = page.book.face("group")
    columns = _month_columns()
    for at, column in enumerate(columns):
        title = next((name for key, name in KINDS if column.key == f"{key}_posts"), None)
        page.put(at, title, face)
    page.row += 1
    span = page.table(columns, lines, pinned=2)
    drawn = [kind for kind, months in zip(KINDS, kinds, strict=True) if months]
    for place, (key, title) in enumerate(drawn):
        charts.insert(page, span, _months_ahead(key, title), room, place)


def _month_columns() -> list[Col[_MonthLine]]:
    month: Col[_MonthLine] = Col("month", _("Month"), "date", 14, lambda one: one.any.on)
    seats: Col[_MonthLine] = Col(
        "seats", _("Seats held since the month before"), "count", 13,
        lambda one: sum(kind.seats for kind in one.kinds if kind),
    )  # fmt: skip
    return [month, seats, *(c for at, _kind in enumerate(KINDS) for c in _kind_columns(at))]


_OF_A_KIND: Final[Sequence[tuple[str, Message, faces.Kind, Callable[[Month], Fact], str]]] = (
    ("posts", _("Certificates to be held"), "count", lambda month: month.count.posts, ""),
    ("valid_low", _VALID_LOW, "count", lambda month: month.count.valid.low, ""),
    ("valid_high", _VALID_HIGH, "count", lambda month: month.count.valid.high, ""),
    (
        "low", _LOW, "share", lambda month: month.coverage[0],
        'IF({posts}=0,"",{valid_low}/{posts})',
    ),
    (
        "high", _HIGH, "share", lambda month: month.coverage[1],
        'IF({posts}=0,"",{valid_high}/{posts})',
    ),
    (
        "spread", _SPREAD, "share", lambda month: month.coverage[1] - month.coverage[0],
        "{high}-{low}",
    ),
    ("target", TARGET, "share", lambda month: month.target, ""),
)  # fmt: skip


def _kind_columns(at: int) -> list[Col[_MonthLine]]:
    """Posts and coverage of one kind of posts; blank where it has no requirement."""
    kind = KINDS[at][0]

    def of_kind(value: Callable[[Month], Fact]) -> Callable[[_MonthLine], Fact]:
        return lambda one: None if (month := one.kinds[at]) is None else value(month)

    return [
        Col(f"{kind}_{key}", head, how, 12, of_kind(value), formula.replace("{", f"{{{kind}_"))
        for key, head, how, value, formula in _OF_A_KIND
    ]


def _months_ahead(kind: str, title: Message) -> Chart:
    return Chart(
        title=_("Coverage to come: {kind}", kind=title),
        kind="column",
        names="month",
        series={f"{kind}_low": CERTAIN, f"{kind}_spread": POSSIBLE},
        shown="0%",
        most=1000,
        target=(f"{kind}_target", TARGET),
    )


# Seats


@dataclass(frozen=True)
class _SeatLine:
    """A requirement, the seats it is short of at most and at least, and its forecast."""

    status: RequirementStatus
    missing: int
    least: int
    forecast: Forecast | None

    @property
    def price(self) -> Decimal | None:
        """What a seat costs."""
        return self.status.course.seat_cost


def fill_seats(page: Page, figures: Figures, _filling: Filling) -> None:
    """A line for each requirement, what is missing most first, and what all of it comes to."""
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
    ahead = {one.status.requirement.id: one for one in figures.forecasts}
    details = figures.plan.details
    lines: list[_SeatLine] = []
    for one in by_urgency(figures.training.statuses):
        wanted = need(one, figures.edition.today, details.end, details.start)
        missing, least = (wanted.seats, wanted.least) if wanted else (0, 0)
        lines.append(_SeatLine(one, missing, least, ahead.get(one.requirement.id)))
    page.table(_seat_columns(figures), lines, total=(None, TOTAL), pinned=2)


def _seat_columns(figures: Figures) -> list[Col[_SeatLine]]:
    def needed(value: Callable[[_SeatLine], Fact]) -> Callable[[_SeatLine], Fact]:
        return lambda one: UNKNOWN if one.status.seats_needed is None else value(one)

    def priced(seats: Callable[[_SeatLine], int]) -> Callable[[_SeatLine], Fact]:
        return needed(lambda one: UNKNOWN if one.price is None else seats(one) * one.price)

    def ahead(value: Callable[[Forecast], Fact]) -> Callable[[_SeatLine], Fact]:
        return lambda one: UNKNOWN if one.forecast is None else _known(value(one.forecast))

    return [
        *_who(figures, lambda one: one.status),
        *declared(Requirement, lambda one: one.status.requirement, by=13),
        Col(
            "needed", _("Seats needed"), "count", 9,
            needed(lambda one: one.status.seats_needed), adds=True,
        ),
        Col(
            "booked", _("Seats booked"), "count", 9, lambda one: one.status.seats_booked,
            adds=True,
        ),
        Col(
            "missing", _("Seats missing, at most"), "count", 12.5, needed(lambda one: one.missing),
            "MAX({needed}-{booked},0)", adds=True,
        ),
        Col(
            "least", _("Seats missing, at least"), "count", 12.5, needed(lambda one: one.least),
            adds=True,
        ),
        Col("price", table_of(Course).label("seat_cost"), "units", 11, lambda one: one.price),
        Col(
            "cost_least", _("Their cost, at least"), "units", 13, priced(lambda one: one.least),
            "{least}*{price}", adds=True,
        ),
        Col(
            "cost", _("Their cost, at most"), "units", 13, priced(lambda one: one.missing),
            "{missing}*{price}", adds=True,
        ),
        Col("met", _("Target met from (certain)"), "date", 16, ahead(_met)),
        Col("lost", _("No longer certain from"), "date", 16, ahead(_lost)),
        Col("steady", _("Long-run level"), "share", 11, ahead(lambda one: one.steady)),
        Col(
            "a_year", _("Seats a year that hold it"), "count", 11,
            ahead(lambda one: one.seats_a_year),
        ),
    ]  # fmt: skip


def _met(one: Forecast) -> Fact:
    """From when the target is certainly met, if sessions are held as planned."""
    if one.status.target is None:
        return None
    if one.reached is None:
        return _("not by the end")
    return _("today") if one.reached is one.months[0] else one.reached.on


def _lost(one: Forecast) -> Fact:
    if one.status.target is None:
        return None
    return one.falls.on if one.falls else "–"


TRAINING_RANGES: Final = Chart(
    title=_("Training coverage: what is certain, what is possible"),
    names="name",
    series={"low": CERTAIN, "spread": POSSIBLE},
    shown="0%",
    most=12,
)
