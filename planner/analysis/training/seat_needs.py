"""From a training gap to an action: seats, dates and money, and the rows that add it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from planner import changes
from planner.analysis.plans.fiscal_years import fiscal_year
from planner.analysis.training.requirements import RequirementStatus, Training, by_urgency
from planner.analysis.training.rotation import expiry, months_after
from planner.changes import Changes
from planner.choices import (
    ActionStatus,
    AudienceKind,
    CostSource,
    CostStatus,
    CourseLevel,
    Delivery,
    Priority,
    Scope,
    SessionState,
)
from planner.errors import WrongValue
from planner.messages import Tell, _
from planner.plan import Plan
from planner.reference import Reference
from planner.reference.training import Preset
from planner.schema import Row
from planner.tables import (
    Action,
    ActionRisk,
    Audience,
    Cost,
    Course,
    Measure,
    Milestone,
    Requirement,
    Session,
    Situation,
)
from planner.values import fold

SEATS_IN_A_RUN: Final = 25
MOST_RUNS: Final = 40
TRAIN, TRAIN_FORCES, COUNTRY_KNOWLEDGE = "GOV-09", "SEC-02", "GOV-10"


@dataclass(frozen=True, kw_only=True)
class CourseRun:
    """One run of the course: when, with how many seats."""

    on: date
    seats: int


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a requirement lacks: seats short of the target that nobody booked, as dated runs.

    `least` seats are enough if the high end of the range is true, `seats` if the low end is.
    Money is in the plan's currency, None when the course has no price.
    """

    status: RequirementStatus
    seats: int
    least: int
    runs: tuple[CourseRun, ...]
    low: Decimal | None
    high: Decimal | None


def need(
    status: RequirementStatus, today: date, end: date | None, start: date | None = None
) -> Need | None:
    """The seats a requirement still needs by its date; None when enough are booked, or unknown.

    Runs are spread evenly from a month after today, or after the plan's start when that is later,
    to the target's date, else to the plan's end; where a certificate is valid for less, from the
    first day whose certificates are still valid then.

    Example: of 80 wanted 20 to 30 hold it and 15 seats are booked, so 35 to 45 are needed.
    """
    if status.seats_needed is None or status.posts is None:
        return None
    seats = status.seats_needed - status.seats_booked
    if seats <= 0:
        return None
    known_to_hold = (status.valid.high or 0) - status.valid.low
    least = max(seats - known_to_hold, 0)
    price = status.course.seat_cost
    opening = _opening(today, start)
    return Need(
        status=status,
        seats=seats,
        least=least,
        runs=_runs(status.course, seats, opening, _until(status, opening, end)),
        low=None if price is None else price * least,
        high=None if price is None else price * seats,
    )


def needs(
    found: Training, today: date, end: date | None, start: date | None = None
) -> tuple[Need, ...]:
    """What each requirement lacks, the most urgent first; what has enough seats booked is left."""
    wanted = (need(status, today, end, start) for status in by_urgency(found.statuses))
    return tuple(one for one in wanted if one is not None)


def _opening(today: date, start: date | None) -> date:
    """The later of today and the plan's start."""
    return today if start is None else max(today, start)


def _until(status: RequirementStatus, opening: date, end: date | None) -> date:
    """The day by which the last run is held: the target's date when there is time, else later."""
    days = [day for day in (status.requirement.by, end) if day is not None]
    soon = months_after(opening, 3)
    return next((day for day in days if day >= soon), months_after(opening, 12))


def _runs(course: Course, seats: int, opening: date, until: date) -> tuple[CourseRun, ...]:
    in_a_run = max(course.seats or SEATS_IN_A_RUN, 1)
    number = min(max(math.ceil(seats / in_a_run), 1), MOST_RUNS)
    first = _first(course, months_after(opening, 1), until)
    apart = (until - first).days / number
    size, left_over = divmod(seats, number)
    return tuple(
        CourseRun(on=first + timedelta(days=round(apart * (n + 1))), seats=size + (n < left_over))
        for n in range(number)
    )


def _first(course: Course, soonest: date, until: date) -> date:
    """The first day from then on whose certificates are still valid on the last day."""

    def holds(day: int) -> bool:
        end = expiry(course, date.fromordinal(day))
        return end is None or end > until

    days = range(soonest.toordinal(), until.toordinal())
    return date.fromordinal(soonest.toordinal() + bisect_left(days, True, key=holds))


def draft_training(
    plan: Plan, reference: Reference, wanted: Need, today: date, tell: Tell = str
) -> tuple[str, Changes]:
    """A new action that fills a training gap: its id, and the changes that add it.

    With it come the planned sessions, one milestone for each, a cost line for each fiscal year,
    the risk factors and the measure of coverage. Raises WrongValue when the plan has ended.
    """
    end = plan.details.end
    if end is not None and end < today:
        raise WrongValue(
            _("The plan ended on {end}.", end=end), _("Move the period of the plan first.")
        )
    action_id = next(plan.next_ids(Action))
    rows = (
        _action(plan, reference, wanted, action_id, today, tell),
        *_risks(plan, reference, wanted, action_id),
        *_sessions(plan, wanted),
        *_milestones(plan, wanted, action_id, tell),
        *_costs(plan, wanted, action_id, tell),
        _measure(plan, wanted, action_id, today, tell),
    )
    return action_id, tuple(changes.insert(row) for row in rows)


def _catalogue(wanted: Need) -> str:
    if wanted.status.course.level is CourseLevel.COUNTRY:
        return COUNTRY_KNOWLEDGE
    return TRAIN_FORCES if wanted.status.audience.kind is AudienceKind.MILITARY else TRAIN


def _action(
    plan: Plan, reference: Reference, wanted: Need, action_id: str, today: date, tell: Tell
) -> Action:
    status = wanted.status
    situation = plan.find(Situation, status.course.country)
    return Action(
        id=action_id,
        title=tell(
            _(
                "Train {audience}: {course}",
                audience=status.audience.title,
                course=status.course.title,
            )
        ),
        catalogue=reference.action(_catalogue(wanted)).id,
        scope=situation.scope if situation and situation.scope else Scope.HOME,
        situation=situation.id if situation else "",
        lead=status.audience.ministry,
        start=min(_opening(today, plan.details.start), wanted.runs[0].on),
        end=wanted.runs[-1].on,
        status=ActionStatus.PROPOSED,
        priority=Priority.HIGH if situation and situation.listed else Priority.MEDIUM,
        delivery=Delivery.NATIONAL,
    )


def _risks(plan: Plan, reference: Reference, wanted: Need, action_id: str) -> Iterator[ActionRisk]:
    factors = reference.action(_catalogue(wanted)).risk_factors
    for row_id, number in zip(plan.next_ids(ActionRisk), factors, strict=False):
        yield ActionRisk(id=row_id, action=action_id, risk_factor=str(number))


def _sessions(plan: Plan, wanted: Need) -> Iterator[Session]:
    for row_id, run in zip(plan.next_ids(Session), wanted.runs, strict=False):
        yield Session(
            id=row_id,
            course=wanted.status.course.id,
            audience=wanted.status.audience.id,
            on=run.on,
            state=SessionState.PLANNED,
            seats=run.seats,
        )


def _milestones(plan: Plan, wanted: Need, action_id: str, tell: Tell) -> Iterator[Milestone]:
    number = len(wanted.runs)
    for n, (row_id, run) in enumerate(zip(plan.next_ids(Milestone), wanted.runs, strict=False), 1):
        held = _("Run {n} of {all} held; seats: {seats}", n=n, all=number, seats=run.seats)
        yield Milestone(id=row_id, action=action_id, title=tell(held), due=run.on)


def _costs(plan: Plan, wanted: Need, action_id: str, tell: Tell) -> Iterator[Row]:
    """A line for each fiscal year; its low sum is what is enough if the high end is true."""
    seats: defaultdict[int, int] = defaultdict(int)
    for run in wanted.runs:
        seats[fiscal_year(plan, run.on)] += run.seats
    price = wanted.status.course.seat_cost
    for row_id, (year, number) in zip(plan.next_ids(Cost), seats.items(), strict=False):
        least = Decimal(number * wanted.least // wanted.seats)
        yield Cost(
            id=row_id,
            action=action_id,
            year=year,
            line=tell(_("Seats")),
            unit=tell(_("seat")),
            quantity=Decimal(number),
            unit_cost=price,
            low=None if price is None else price * least,
            mid=None if price is None else price * number,
            high=None if price is None else price * number,
            source=CostSource.NEW,
            status=CostStatus.UNFUNDED,
            currency=plan.details.currency,
        )


def _measure(plan: Plan, wanted: Need, action_id: str, today: date, tell: Tell) -> Measure:
    status = wanted.status
    low = status.coverage[0] if status.coverage else None
    return Measure(
        id=next(plan.next_ids(Measure)),
        action=action_id,
        title=tell(
            _(
                "{audience}: posts whose holder has a valid certificate",
                audience=status.audience.title,
            )
        ),
        unit=tell(_("percent of filled posts")),
        baseline=None if low is None else Decimal(round(100 * low)),
        baseline_on=today,
        target=status.requirement.target,
        target_on=status.requirement.by or wanted.runs[-1].on,
    )


@dataclass(frozen=True, kw_only=True)
class UsualCourse:
    """A course that an audience of this kind usually needs.

    `course` is the plan's own that serves, None when the plan has none; then `title` is the name
    of the course that would be added.
    """

    audience: Audience
    preset: Preset
    course: Course | None
    title: str


def usual_courses(plan: Plan, defaults: Iterable[Preset]) -> tuple[UsualCourse, ...]:
    """What is usually needed and not required yet, audience by audience.

    Foundation and role are proposed when the audience has no requirement of that level; a country
    module for every listed situation that has one and whose module the audience lacks.
    """
    known = tuple(defaults)
    return tuple(
        one
        for audience in plan.of(Audience)
        for preset in known
        if preset.kind is audience.kind
        for one in _proposed(plan, audience, preset)
    )


def _proposed(plan: Plan, audience: Audience, preset: Preset) -> Iterator[UsualCourse]:
    courses = plan.by_id(Course)
    required = [
        courses[one.course]
        for one in plan.of(Requirement)
        if one.audience == audience.id and one.course in courses
    ]
    if preset.level is CourseLevel.COUNTRY:
        listed = {one.id for one in plan.of(Situation) if one.listed}
        for course in courses.values():
            if course.country in listed and course not in required:
                yield UsualCourse(
                    audience=audience, preset=preset, course=course, title=course.title
                )
    elif not any(course.level is preset.level for course in required):
        course = _serving(plan, preset)
        title = course.title if course else preset.title
        yield UsualCourse(audience=audience, preset=preset, course=course, title=title)


def _serving(plan: Plan, preset: Preset) -> Course | None:
    """The plan's course of that name; any foundation course serves as foundation."""
    courses = [course for course in plan.of(Course) if course.level is preset.level]
    named = [course for course in courses if fold(course.title) == fold(preset.title)]
    if preset.level is CourseLevel.FOUNDATION:
        named += courses
    return named[0] if named else None


def require(plan: Plan, chosen: Iterable[UsualCourse]) -> Changes:
    """The changes that ask for the chosen: a requirement each, and courses the plan lacks."""
    course_ids, requirement_ids = plan.next_ids(Course), plan.next_ids(Requirement)
    added: dict[str, str] = {}
    rows: list[Row] = []
    for one in chosen:
        course = one.course.id if one.course else added.get(one.title, "")
        if not course:
            course = added[one.title] = next(course_ids)
            rows.append(_course(course, one))
        rows.append(
            Requirement(
                id=next(requirement_ids),
                audience=one.audience.id,
                course=course,
                scope=one.preset.scope,
                target=one.preset.target,
                by=plan.details.end,
            )
        )
    return tuple(changes.insert(row) for row in rows)


def _course(course_id: str, one: UsualCourse) -> Course:
    return Course(
        id=course_id,
        title=one.title,
        level=one.preset.level,
        validity_months=one.preset.validity_months,
        hours=one.preset.hours,
    )
