"""Whether a listed situation has staff who are ready for it: a generic course never counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.analysis.training.head_counts import NOBODY, Range
from planner.analysis.training.requirements import Records
from planner.analysis.training.rotation import months_after
from planner.choices import CourseLevel
from planner.messages import NOTHING, Message, Term, _, pgettext
from planner.plan import Plan, grouped
from planner.tables import Audience, Course, Partner, Situation

TRIGGER_NEAR = timedelta(days=90)
HANDOVER_MONTHS = 12


class ReadinessPart(Term):
    """What readiness for a situation is made of."""

    FOUNDATION = "foundation", pgettext("readiness", "foundation")
    ROLE = "role", pgettext("readiness", "role")
    COUNTRY = "country module", pgettext("readiness", "country module")
    LANGUAGE = "language", pgettext("readiness", "language")
    HANDOVER = "handover", pgettext("readiness", "handover")


class PartState(Term):
    """How a part stands against the staff needed."""

    YES = "yes", NOTHING, "✓"
    UNCLEAR = "unclear", NOTHING, "~"
    NO = "no", NOTHING, "✗"
    UNKNOWN = "not known", NOTHING, "?"


class Ready(Term):
    """How a situation stands, in one word."""

    READY = "ready", pgettext("readiness", "ready")
    NEARLY = "nearly", pgettext("readiness", "nearly")
    NOT = "not ready", pgettext("readiness", "not ready")


@dataclass(frozen=True, kw_only=True)
class Check:
    """One part of readiness, and the reason in words.

    `held` are the people who have it, None when nobody recorded them or they cannot be counted;
    `on` is the day of a handover.
    """

    part: ReadinessPart
    verdict: PartState
    why: Message
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
    """Every listed situation on a day: near trigger dates first, then what is not ready.

    Example: where two are needed, two who hold foundation, role and module make it ready; four
    with one or two of these each do not.
    """
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
    for _requirement, audience, course in known.required:
        courses = found.get(audience.id, (audience, ()))[1]
        if course not in courses:
            found[audience.id] = audience, (*courses, course)
    return found


def _situation(
    situation: Situation,
    modules: tuple[Course, ...],
    partners: tuple[Partner, ...],
    courses: Mapping[str, tuple[Audience, tuple[Course, ...]]],
    known: Records,
    on: date,
) -> Readiness:
    ids = {module.id for module in modules}
    staff = [
        (audience, _parts(required, modules))
        for audience, required in courses.values()
        if any(course.id in ids for course in required)
    ]
    needed = max(situation.holders_needed or 1, 1)
    held = {
        part: [_union(known, audience, parts[part], on) for audience, parts in staff]
        for part in _TRAINED
    }
    trigger = situation.next_trigger
    return Readiness(
        situation=situation,
        needed=needed,
        modules=modules,
        staff=tuple(audience for audience, _courses in staff),
        module=sum(held[ReadinessPart.COUNTRY], NOBODY),
        ready=sum((_together(known, audience, parts, on) for audience, parts in staff), NOBODY),
        checks=(
            *_trained(situation, held, needed, modules),
            _language(situation, needed),
            _handover(situation, on),
        ),
        built_by=tuple(module.partner for module in modules if module.partner),
        partners=partners,
        trigger_near=trigger is not None and on <= trigger <= on + TRIGGER_NEAR,
    )


_TRAINED = (ReadinessPart.FOUNDATION, ReadinessPart.ROLE, ReadinessPart.COUNTRY)
_Parts = Mapping[ReadinessPart, tuple[Course, ...]]


def _parts(required: Iterable[Course], modules: tuple[Course, ...]) -> _Parts:
    """The courses of each part that is trained: those required of an audience, and the modules."""
    courses = tuple(required)
    return {
        ReadinessPart.FOUNDATION: _of_level(courses, CourseLevel.FOUNDATION),
        ReadinessPart.ROLE: _of_level(courses, CourseLevel.ROLE),
        ReadinessPart.COUNTRY: modules,
    }


def _union(known: Records, audience: Audience, courses: Sequence[Course], on: date) -> Range:
    """Who of an audience holds any of the courses: at least those of one, at most of all."""
    ranges = [_valid(known, audience, course, on) for course in courses]
    low = max((one.low for one in ranges), default=0)
    return Range(low=low, high=sum(ranges, NOBODY).high).within(audience.posts, 0)


def _valid(known: Records, audience: Audience, course: Course, on: date) -> Range:
    return known.holders(audience, course, on).valid.within(audience.posts, 0)


def _together(known: Records, audience: Audience, parts: _Parts, on: date) -> Range:
    """Who of an audience holds foundation, role and module at once."""
    lists = [_codes(known, audience, courses, on) for courses in parts.values()]
    exact = [codes for codes in lists if codes is not None]
    if len(exact) == len(parts):
        people = len(exact[0].intersection(*exact[1:]))
        return Range(low=people, high=people)
    ranges = [_union(known, audience, courses, on) for courses in parts.values()]
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
            held = sum(ranges, NOBODY)
            why = _(
                "{held} with a valid certificate, {needed} needed", held=held.told, needed=needed
            )
            yield Check(part=part, verdict=_against(held, needed), why=why, held=held)
        else:
            yield Check(part=part, verdict=PartState.NO, why=_nobody(situation, part, modules))


def _nobody(situation: Situation, part: ReadinessPart, modules: Sequence[Course]) -> Message:
    """Why nobody can be counted: those who must hold a situation's module are its staff."""
    name = situation.name
    if part is not ReadinessPart.COUNTRY:
        return _("nobody is known to work on {situation}", situation=name)
    if not modules:
        return _("there is no module on {situation}", situation=name)
    return _("nobody is required to hold the module on {situation}", situation=name)


def _against(held: Range, needed: int) -> PartState:
    if held.low >= needed:
        return PartState.YES
    return PartState.NO if held.high is not None and held.high < needed else PartState.UNCLEAR


def _language(situation: Situation, needed: int) -> Check:
    speakers = situation.speakers
    if speakers is None:
        return Check(
            part=ReadinessPart.LANGUAGE,
            verdict=PartState.UNKNOWN,
            why=_("nobody recorded who speaks it"),
        )
    return Check(
        part=ReadinessPart.LANGUAGE,
        verdict=PartState.YES if speakers >= needed else PartState.NO,
        why=_(
            "{speakers} with a language of the place, {needed} needed",
            speakers=speakers,
            needed=needed,
        ),
        held=Range(low=speakers, high=speakers),
    )


def _handover(situation: Situation, on: date) -> Check:
    handed = situation.handed_over
    if handed is None:
        return Check(
            part=ReadinessPart.HANDOVER, verdict=PartState.UNKNOWN, why=_("no handover is recorded")
        )
    if months_after(handed, HANDOVER_MONTHS) > on:
        verdict, why = PartState.YES, _("last written handover on {date}", date=handed)
    else:
        verdict, why = (
            PartState.NO,
            _(
                "last written handover on {date}, more than {months} months ago",
                date=handed,
                months=HANDOVER_MONTHS,
            ),
        )
    return Check(part=ReadinessPart.HANDOVER, verdict=verdict, why=why, on=handed)
