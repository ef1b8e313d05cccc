"""What is usually needed is proposed once, and asked for by changes only."""

from __future__ import annotations

from dataclasses import replace

from planner.analysis.training.seat_needs import require, usual_courses
from planner.changes import apply
from planner.choices import AudienceKind, CourseLevel
from planner.reference.training import presets
from planner.tables import Course, Requirement, Situation
from tests.builders import audience, plan_of

GROUP = audience(100)
BASIS = Course(id="CR-01", title="Basics for all", level=CourseLevel.FOUNDATION)
NORTH = Situation(id="S-01", name="North", listed=True)
MODULE = Course(id="CR-02", title="North", level=CourseLevel.COUNTRY, country="S-01")


def test_an_audience_without_requirements_is_offered_what_its_kind_needs() -> None:
    found = usual_courses(plan_of(GROUP, BASIS, NORTH, MODULE), presets())

    assert [(one.preset.level, one.course) for one in found] == [
        (CourseLevel.FOUNDATION, BASIS),
        (CourseLevel.ROLE, None),
        (CourseLevel.COUNTRY, MODULE),
    ]
    assert found[1].title == "Reporting and options for missions"


def test_what_is_required_already_is_not_offered_again() -> None:
    plan = plan_of(GROUP, BASIS, NORTH, MODULE)
    chosen = usual_courses(plan, presets())

    after = apply(plan, require(plan, chosen))

    assert usual_courses(after, presets()) == ()
    assert len(after.of(Requirement)) == 3
    assert [course.title for course in after.of(Course)][2:] == [chosen[1].title]


def test_two_audiences_share_the_course_that_is_added() -> None:
    others = replace(GROUP, id="AU-02", title="Consuls")
    plan = plan_of(GROUP, others)

    after = apply(plan, require(plan, usual_courses(plan, presets())))

    assert len(after.of(Course)) == 2
    assert len(after.of(Requirement)) == 4
    (first, *_) = after.of(Requirement)
    assert (first.target, first.by) == (90, plan.details.end)


def test_a_course_of_the_same_name_serves() -> None:
    own = Course(id="CR-01", title="reporting and options for MISSIONS", level=CourseLevel.ROLE)

    found = usual_courses(plan_of(GROUP, own), presets())

    assert [one.course for one in found] == [None, own]


def test_a_kind_that_is_not_said_is_offered_nothing() -> None:
    assert usual_courses(plan_of(replace(GROUP, kind=None)), presets()) == ()
    assert usual_courses(plan_of(replace(GROUP, kind=AudienceKind.OTHER)), presets()) == ()


def test_a_module_of_a_situation_that_is_not_listed_is_not_offered() -> None:
    calm = replace(NORTH, listed=None)

    found = usual_courses(plan_of(GROUP, calm, MODULE), presets())

    assert all(one.course is None for one in found)
