"""Whether a listed situation has staff who are ready for it: a generic course never counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.analysis.training.holders import Range
from planner.analysis.training.requirements import Records
from planner.analysis.training.validity import months_after
from planner.choices import CourseLevel
from planner.plan import Plan, grouped
from planner.tables import Audience, Course, Partner, Situation

TRIGGER_NEAR = timedelta(days=90)
HANDOVER_MONTHS = 12


class ReadinessPart(StrEnum):
    """What readiness for a situation is made of."""

    FOUNDATION = "foundation"
    ROLE = "role"
    COUNTRY = "country module"
    LANGUAGE = "language"
    HANDOVER = "handover"


class PartState(StrEnum):
    """How a part stands against the staff needed."""

    YES = "yes"
    UNCLEAR = "unclear"
    NO = "no"
    UNKNOWN = "not known"


class Ready(StrEnum):
    """How a situation stands, in one word."""

    READY = "ready"
    NEARLY = "nearly"
    NOT = "not ready"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One part of readiness, and the reason in words.

    `held` are the people who have it, None when nobody recorded them or they cannot be counted;
    `on` is the day of a handover.
    """

    part: ReadinessPart
    verdict: PartState
    why: str
    held: Range | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """How one listed situation stands on a day.

    `staff` are the audiences that must hold its module, `module` those of them who do; `ready` are
    people who hold foundation, role and module at once: exact where a register lists all three,
    else bounds, with a high end of None when nothing bounds it. `built_by` says who built each
    module.
    """

    situation: Situation
    needed: int
    modules: tuple[Course, ...]
    staff: tuple[Audience, ...]
    module: Range
    ready: Range
    checks: tuple[Check, ...]
    built_by: tuple[str, ...]
    partners: tuple[Partner, ...]
    trigger_near: bool

    @property
    def state(self) -> Ready:
        """Ready when every part is, in the same people; nearly when half of those needed may be."""
        if not self.missing and self.ready.low >= self.needed:
            return Ready.READY
        most = self.ready.high
        return Ready.NEARLY if most is None or 2 * most >= self.needed else Ready.NOT

    @property
    def missing(self) -> tuple[Check, ...]:
        """The parts that are not there, or not known."""
        return tuple(check for check in self.checks if check.verdict is not PartState.YES)


def readiness(plan: Plan, known: Records, on: date) -> tuple[Readiness, ...]:
    """Every listed situation on a day: near trigger dates first, then what is not ready."""
    modules = grouped(_of_level(plan.of(Course), CourseLevel.COUNTRY), "country")
    partners = grouped(plan.of(Partner), "situation")
    courses = _courses_by_audience(known)
    found = [
        _situation(one, modules.get(one.id, ()), partners.get(one.id, ()), courses, known, on)
        for one in plan.of(Situation)
        if one.listed
    ]
    order = (Ready.NOT, Ready.NEARLY, Ready.READY)
    return tuple(sorted(found, key=lambda one: (not one.trigger_near, order.index(one.state))))


def _of_level(courses: Iterable[Course], level: CourseLevel) -> tuple[Course, ...]:
    return tuple(course for course in courses if course.level is level)


def _courses_by_audience(known: Records) -> Mapping[str, tuple[Audience, tuple[Course, ...]]]:
    found: dict[str, tuple[Audience, tuple[Course, ...]]] = {}
    for _, audience, course in known.required:
        courses = found.get(audience.id, (audience, ()))[1]
        if course not in courses:
            found[audience.id] = audience, (*courses, course)
    return found


def _situation(
    situation: Situation,
    modules: Sequence[Course],
    partners: Sequence[Partner],
    courses: Mapping[str, tuple[Audience, tuple[Course, ...]]],
    known: Records,
    on: date,
) -> Readiness:
    ids = {module.id for module in modules}
    staff = [
        (audience, required)
        for audience, required in courses.values()
        if any(course.id in ids for course in required)
    ]
    needed = max(situation.holders_needed or 1, 1)
    levels = {
        ReadinessPart.FOUNDATION: [
            _holding(known, a, c, CourseLevel.FOUNDATION, on) for a, c in staff
        ],
        ReadinessPart.ROLE: [_holding(known, a, c, CourseLevel.ROLE, on) for a, c in staff],
        ReadinessPart.COUNTRY: [_union(known, a, modules, on) for a, _ in staff],
    }
    checks = [*_trained(situation, levels, needed, modules), *_kept(situation, needed, on)]
    trigger = situation.next_trigger
    return Readiness(
        situation=situation,
        needed=needed,
        modules=tuple(modules),
        staff=tuple(audience for audience, _ in staff),
        module=_sum(levels[ReadinessPart.COUNTRY]),
        ready=_sum(_together(known, a, c, modules, on) for a, c in staff),
        checks=tuple(checks),
        built_by=tuple(module.partner for module in modules if module.partner),
        partners=tuple(partners),
        trigger_near=trigger is not None and on <= trigger <= on + TRIGGER_NEAR,
    )


def _holding(
    known: Records, audience: Audience, required: Sequence[Course], level: CourseLevel, on: date
) -> Range:
    """Who of an audience holds a course of a level that is required of it."""
    return _union(known, audience, _of_level(required, level), on)


def _union(known: Records, audience: Audience, courses: Sequence[Course], on: date) -> Range:
    """Who of an audience holds any of the courses: at least those of one, at most of all."""
    ranges = [_valid(known, audience, course, on) for course in courses]
    low = max((one.low for one in ranges), default=0)
    return Range(low=low, high=_sum(ranges).high).within(audience.posts, 0)


def _valid(known: Records, audience: Audience, course: Course, on: date) -> Range:
    return known.holders(audience, course, on).valid.within(audience.posts, 0)


def _sum(ranges: Iterable[Range]) -> Range:
    low, high = 0, 0
    open_ended = False
    for one in ranges:
        low += one.low
        open_ended = open_ended or one.high is None
        high += one.high or 0
    return Range(low=low, high=None if open_ended else high)


def _together(
    known: Records,
    audience: Audience,
    required: Sequence[Course],
    modules: Sequence[Course],
    on: date,
) -> Range:
    """Who of an audience holds foundation, role and module at once."""
    parts = (
        _of_level(required, CourseLevel.FOUNDATION),
        _of_level(required, CourseLevel.ROLE),
        tuple(modules),
    )
    lists = [_codes(known, audience, courses, on) for courses in parts]
    exact = [codes for codes in lists if codes is not None]
    if len(exact) == len(parts):
        people = len(exact[0].intersection(*exact[1:]))
        return Range(low=people, high=people)
    ranges = [_union(known, audience, courses, on) for courses in parts]
    highs = [one.high for one in ranges if one.high is not None]
    low = 0
    if audience.posts is not None:
        low = max(sum(one.low for one in ranges) - (len(ranges) - 1) * audience.posts, 0)
    return Range(low=low, high=min(highs) if highs else None)


def _codes(
    known: Records, audience: Audience, courses: Sequence[Course], on: date
) -> frozenset[str] | None:
    """Who by code holds any of the courses, where a register lists everybody who sat them."""
    found: set[str] = set()
    for course in courses:
        register = known.registers.get((audience.id, course.id))
        counted = known.counted.get((audience.id, course.id), ())
        if register is None or any(one.rest != 0 and one.on <= on for one in counted):
            return None
        day = on.toordinal()
        found |= {holder for holder, end in register.until(day).items() if end > day}
    return frozenset(found)


def _trained(
    situation: Situation,
    levels: Mapping[ReadinessPart, Sequence[Range]],
    needed: int,
    modules: Sequence[Course],
) -> Iterator[Check]:
    for part, ranges in levels.items():
        if ranges:
            held = _sum(ranges)
            most = "" if held.high == held.low else f" to {held.high}" if held.high else " or more"
            why = f"{held.low}{most} with a valid pass, {needed} needed"
            yield Check(part=part, verdict=_against(held, needed), why=why, held=held)
        else:
            yield Check(part=part, verdict=PartState.NO, why=_nobody(situation, part, modules))


def _nobody(situation: Situation, part: ReadinessPart, modules: Sequence[Course]) -> str:
    """Why nobody can be counted: those who must hold a situation's module are its staff."""
    if part is not ReadinessPart.COUNTRY:
        return f"nobody is known to work on {situation.name}"
    if not modules:
        return f"there is no module on {situation.name}"
    return f"nobody is required to hold the module on {situation.name}"


def _against(held: Range, needed: int) -> PartState:
    if held.low >= needed:
        return PartState.YES
    return PartState.NO if held.high is not None and held.high < needed else PartState.UNCLEAR


def _kept(situation: Situation, needed: int, on: date) -> Iterator[Check]:
    """Language and handover, as the plan records them."""
    yield _language(situation, needed)
    yield _handover(situation, on)


def _language(situation: Situation, needed: int) -> Check:
    speakers = situation.speakers
    if speakers is None:
        return Check(
            part=ReadinessPart.LANGUAGE,
            verdict=PartState.UNKNOWN,
            why="nobody recorded who speaks it",
        )
    return Check(
        part=ReadinessPart.LANGUAGE,
        verdict=PartState.YES if speakers >= needed else PartState.NO,
        why=f"{speakers} with a language of the place, {needed} needed",
        held=Range(low=speakers, high=speakers),
    )


def _handover(situation: Situation, on: date) -> Check:
    handed = situation.handed_over
    if handed is None:
        return Check(
            part=ReadinessPart.HANDOVER, verdict=PartState.UNKNOWN, why="no handover is recorded"
        )
    recent = months_after(handed, HANDOVER_MONTHS) > on
    late = "" if recent else f", more than {HANDOVER_MONTHS} months ago"
    return Check(
        part=ReadinessPart.HANDOVER,
        verdict=PartState.YES if recent else PartState.NO,
        why=f"last written handover on {handed}{late}",
        on=handed,
    )
