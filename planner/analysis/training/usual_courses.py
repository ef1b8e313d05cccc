"""What each audience usually needs and the plan does not ask of it yet; defaults to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner import changes
from planner.changes import Changes
from planner.choices import CourseLevel
from planner.plan import Plan
from planner.reference.training import Preset
from planner.schema import Row
from planner.tables import Audience, Course, Requirement, Situation
from planner.values import fold


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
