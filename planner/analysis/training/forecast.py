"""Where coverage goes: month by month with what is planned, and where a yearly effort settles."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from planner.analysis.training.head_counts import Ends, HeadCount, Range, rate, total
from planner.analysis.training.holders import HeldSession, held_sessions, holders
from planner.analysis.training.requirements import (
    A_YEAR,
    Records,
    RequirementStatus,
    Training,
    in_scope,
)
from planner.analysis.training.rotation import expiry, months_after, remaining
from planner.choices import SessionState
from planner.tables import Course, Session

MOST_MONTHS = 120
_TINY = 1e-9


def seats_to_hold(posts: int, target: float, turnover: float, course: Course) -> int:
    """The seats a year that hold a target, for who leaves and whose certificate ends.

    Of the holders a share `turnover` leaves in a year, whoever trains the newcomer and when; of
    those who stay, twelve in so many months of validity need a new certificate.

    >>> seats_to_hold(100, 0.8, 0.3, Course(id="CR-01", validity_months=24))
    52
    """
    moving = turnover + (1 - turnover) * ending_share(course)
    return math.ceil(posts * target * moving - _TINY)


def ending_share(course: Course) -> float:
    """The share of certificates that end within a year, 0 to 1."""
    if course.fixed_month is not None and 1 <= course.fixed_month <= 12:
        return 1.0
    if course.validity_months is None:
        return 0.0
    return min(12 / course.validity_months, 1.0) if course.validity_months > 0 else 1.0


@dataclass(frozen=True, kw_only=True)
class Month:
    """One day of a requirement, or of several: who will hold what, and what the targets ask for.

    `seats` are those held since the month before; `wanted` are the certificates that the targets
    ask for, None when there is no target.
    """

    on: date
    count: HeadCount
    seats: int
    wanted: float | None

    @property
    def coverage(self) -> Ends:
        """Valid over posts, low and high, 0 to 1."""
        return self.count.coverage or (0.0, 0.0)

    @property
    def low(self) -> float:
        """The least that coverage can be."""
        return self.coverage[0]

    @property
    def high(self) -> float:
        """The most that coverage can be."""
        return self.coverage[1]

    @property
    def target(self) -> float | None:
        """What the targets ask for over posts, 0 to 1."""
        return None if self.wanted is None else self.wanted / self.count.posts


@dataclass(frozen=True, kw_only=True)
class CancelledSession:
    """What it costs when one planned session is not held: coverage on a day, seats and money.

    `money` is what the same seats cost later, in the plan's currency; None when not known.
    """

    session: Session
    on: date
    held: Ends
    cancelled: Ends
    money: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """How a requirement goes on to the plan's end if every planned session is held, seats full.

    `steady` is where the seats of the next year would let it settle if who stays renews in time;
    `seats_a_year` is what holds the target; both are None when turnover or target are not known;
    `reached` is the first month in which even the low end
    reaches the target, `possible` the first in which the high end does.
    """

    status: RequirementStatus
    months: tuple[Month, ...]
    steady: float | None
    seats_a_year: int | None
    seats_next_year: int
    cancelled: tuple[CancelledSession, ...]

    @property
    def reached(self) -> Month | None:
        """The first month in which even the low end reaches the target."""
        return self._first(tuple(month.low for month in self.months))

    @property
    def possible(self) -> Month | None:
        """The first month in which the high end reaches the target."""
        return self._first(tuple(month.high for month in self.months))

    @property
    def falls(self) -> Month | None:
        """The first month in which the low end is below a target that it reaches today."""
        target = self.status.target
        if target is None or self.months[0].low < target:
            return None
        return next((month for month in self.months if month.low < target), None)

    def _first(self, ends: Sequence[float]) -> Month | None:
        target = self.status.target
        found = zip(self.months, ends, strict=True)
        return next((m for m, end in found if target is not None and end >= target), None)


def forecasts(known: Records, found: Training, end: date | None) -> tuple[Forecast, ...]:
    """Every requirement to the plan's end, in the order of the plan; those not known are left."""
    ahead = (forecast(known, status, found.on, end) for status in found.statuses)
    return tuple(one for one in ahead if one is not None)


def outlook(known: Sequence[Forecast], *, listed: bool) -> tuple[Month, ...]:
    """The months of all requirements for all posts, or of those for listed-country posts.

    A requirement without a target asks for nothing: it counts in coverage and not in the target.
    """
    own = [one.months for one in known if one.status.is_listed is listed]
    return tuple(map(_together, zip(*own, strict=True)))


def _together(months: Sequence[Month]) -> Month:
    wanted = [month.wanted for month in months if month.wanted is not None]
    return Month(
        on=months[0].on,
        count=total(month.count for month in months),
        seats=sum(month.seats for month in months),
        wanted=sum(wanted) if wanted else None,
    )


def forecast(
    known: Records, status: RequirementStatus, on: date, end: date | None
) -> Forecast | None:
    """A requirement from a day to the plan's end; None when its posts are not known, or none.

    With no end, or one that is past, it looks three years ahead. The range is the one that
    head-counts would give: low if seats go to the same people again, high if they go to people
    without a certificate. People whom a register lists today move at the audience's turnover.
    """
    if not status.posts or status.coverage is None:
        return None
    ahead = _Ahead(status=status, known=known, since=on)
    pair = status.audience.id, status.course.id
    planned = known.planned_after(pair, on)
    days = _days(on, end)
    seats = _seats(planned, on, on + A_YEAR)
    return Forecast(
        status=status,
        months=_months(ahead, planned, days),
        steady=status.long_run_level(seats),
        seats_a_year=_holding(status),
        seats_next_year=seats,
        cancelled=tuple(_without(ahead, planned, session, days[-1]) for session in planned),
    )


@lru_cache(maxsize=8)
def _days(on: date, end: date | None) -> tuple[date, ...]:
    last = end if end is not None and end > on else months_after(on, 36)
    days = [on]
    while len(days) <= MOST_MONTHS and months_after(on, len(days)) <= last:
        days.append(months_after(on, len(days)))
    return tuple(days)


def _holding(status: RequirementStatus) -> int | None:
    turnover = rate(status.audience.turnover)
    if turnover is None or status.target is None or status.posts is None:
        return None
    return seats_to_hold(status.posts, status.target, turnover, status.course)


def _seats(planned: Sequence[Session], after: date, until: date) -> int:
    return sum(s.seats or 0 for s in planned if s.on is not None and after < s.on <= until)


def _months(ahead: _Ahead, planned: Sequence[Session], days: Sequence[date]) -> tuple[Month, ...]:
    counted = ahead.counted(planned)
    target, posts = ahead.status.target, ahead.status.posts
    before = [days[0], *days]
    return tuple(
        Month(
            on=day,
            count=ahead.count(counted, day),
            seats=_seats(planned, previous, day),
            wanted=None if target is None or posts is None else target * posts,
        )
        for previous, day in zip(before, days, strict=False)
    )


def _without(
    ahead: _Ahead, planned: Sequence[Session], session: Session, last: date
) -> CancelledSession:
    """What is lost on the target's date, where its certificates would be valid on it, else at once.

    At once is the day of the session: later its certificates have ended, or the date is past.
    """
    by, held_on = ahead.status.requirement.by, session.on or last
    end = expiry(ahead.status.course, held_on)
    holds = by is not None and held_on <= by and (end is None or by < end)
    day = by if by is not None and holds else max(held_on, ahead.since)
    rest = [other for other in planned if other.id != session.id]
    seat_cost = ahead.status.course.seat_cost
    return CancelledSession(
        session=session,
        on=day,
        held=ahead.count(ahead.counted(planned), day).coverage or (0.0, 0.0),
        cancelled=ahead.count(ahead.counted(rest), day).coverage or (0.0, 0.0),
        money=None if seat_cost is None or session.seats is None else seat_cost * session.seats,
    )


@dataclass(frozen=True, kw_only=True)
class _Ahead:
    """What is known of a requirement on the day the forecast is made."""

    status: RequirementStatus
    known: Records
    since: date

    def counted(self, planned: Sequence[Session]) -> tuple[HeldSession, ...]:
        """The sessions held and, as if held with every seat taken, those planned."""
        pair = self.status.audience.id, self.status.course.id
        held = tuple(c for c in self.known.counted.get(pair, ()) if c.on <= self.since)
        full = (
            replace(s, state=SessionState.HELD, trained=s.seats if s.seats is not None else 0)
            for s in planned
        )
        return held + held_sessions(self.status.course, full)

    def count(self, counted: Sequence[HeldSession], day: date) -> HeadCount:
        """Posts and holders on a day to come."""
        audience, posts = self.status.audience, self.status.posts or 0
        register = self.known.registers.get((audience.id, self.status.course.id))
        found = holders(register, counted, audience.turnover, day)
        lost = found.registered_valid * (1 - remaining(audience.turnover, self.since, day))
        come = posts * self._newcomers(day)
        stays = Range(
            low=max(found.valid.low - math.ceil(lost - _TINY), 0),
            high=None if found.valid.high is None else found.valid.high - math.floor(lost + _TINY),
        ).within(posts, in_scope(self.status.requirement, audience)[1])
        more = Range(
            low=stays.low + math.floor(come + _TINY),
            high=None if stays.high is None else stays.high + math.ceil(come - _TINY),
        )
        return HeadCount(posts=posts, valid=more.within(posts, 0))

    def _newcomers(self, day: date) -> float:
        """The share of posts whose holder arrived since, was trained first, and still holds it."""
        audience, course = self.status.audience, self.status.course
        years = (day - self.since).days / 365.25
        if course.validity_months is not None:
            years = min(years, course.validity_months / 12)
        moved = 1 - (1 - (rate(audience.turnover) or 0.0)) ** max(years, 0.0)
        return moved * (rate(audience.trained_first) or 0.0)


QUARTERS: Final = 4
MOST_YEARS: Final = 10


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What is supposed of one requirement; nothing by default.

    `without` are ids of planned sessions that are cancelled, `seats` are added in every year.
    """

    all_first: bool = False
    without: Collection[str] = ()
    seats: int = 0

    def __bool__(self) -> bool:
        """Whether anything is supposed at all."""
        return self.all_first or bool(self.without) or self.seats > 0


def in_scenario(
    known: Records, status: RequirementStatus, what: Scenario, on: date
) -> tuple[Records, RequirementStatus]:
    """The records and the requirement as they would be, for a forecast from a day on."""
    audience = status.audience
    if what.all_first:
        audience = replace(audience, trained_first=Decimal(100))
    pair = audience.id, status.course.id
    kept = [row for row in known.planned.get(pair, ()) if row.id not in what.without]
    added = _added(status, what.seats, on)
    planned = sorted((*kept, *added), key=lambda row: row.on or date.max)
    return (
        replace(known, planned={**known.planned, pair: tuple(planned)}),
        replace(status, audience=audience),
    )


def _added(status: RequirementStatus, seats: int, on: date) -> Iterator[Session]:
    """A session in each quarter, the seats of a year shared among them."""
    each, left_over = divmod(max(seats, 0), QUARTERS)
    for number in range(QUARTERS * MOST_YEARS):
        share = each + (number % QUARTERS < left_over)
        if share:
            yield Session(
                id=f"supposed-{number}",
                course=status.course.id,
                audience=status.audience.id,
                on=months_after(on, 3 * number + 2),
                state=SessionState.PLANNED,
                seats=share,
            )
