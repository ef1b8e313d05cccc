"""A listed situation is ready when enough people hold all of it; a generic course never counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.training.head_counts import Range
from planner.analysis.training.readiness import (
    PartState,
    Readiness,
    ReadinessPart,
    Ready,
    readiness,
)
from planner.analysis.training.requirements import records
from planner.choices import CourseLevel
from planner.schema import Row
from planner.tables import Certificate, Course, Partner, Requirement, Situation
from tests.builders import audience, plan_of, session

ON = date(2027, 3, 1)
HELD = date(2026, 10, 1)
NORTH = Situation(
    id="S-01", name="North", listed=True, holders_needed=2, speakers=3, handed_over=HELD
)
BASIS = Course(id="CR-01", title="Foundation", level=CourseLevel.FOUNDATION)
CRAFT = Course(id="CR-02", title="Reporting", level=CourseLevel.ROLE)
MODULE = Course(
    id="CR-03",
    title="North: words and dates",
    level=CourseLevel.COUNTRY,
    country="S-01",
    partner="Two teachers",
)


def judged(*rows: Row, situation: Situation = NORTH, posts: int | None = 10) -> Readiness:
    courses = (BASIS, CRAFT, MODULE)
    required = [
        Requirement(id=f"RQ-0{n}", audience="AU-01", course=one.id)
        for n, one in enumerate(courses, start=1)
    ]
    plan = plan_of(situation, audience(posts), *courses, *required, *rows)
    (found,) = readiness(plan, records(plan), ON)
    return found


def passes(*people: tuple[str, str]) -> list[Certificate]:
    return [
        Certificate(id=f"CE-{n:05d}", holder=who, audience="AU-01", course=what, passed_on=HELD)
        for n, (who, what) in enumerate(people, start=1)
    ]


def everything(*people: str) -> list[Certificate]:
    return passes(*((who, course.id) for who in people for course in (BASIS, CRAFT, MODULE)))


def verdicts(found: Readiness) -> dict[ReadinessPart, PartState]:
    return {check.part: check.verdict for check in found.checks}


def test_a_situation_with_enough_people_who_hold_everything_is_ready() -> None:
    found = judged(*everything("ann", "ben"))

    assert found.state is Ready.READY
    assert found.ready == Range(low=2, high=2)
    assert found.missing == ()
    assert found.built_by == ("Two teachers",)


def test_a_generic_course_never_counts_as_readiness() -> None:
    generic = passes(*((f"h{n}", course.id) for n in range(9) for course in (BASIS, CRAFT)))

    found = judged(*generic)

    assert found.state is Ready.NOT
    assert verdicts(found)[ReadinessPart.COUNTRY] is PartState.NO
    assert found.ready == Range(low=0, high=0)


def test_different_people_do_not_make_one_ready_person() -> None:
    found = judged(
        *passes(
            ("ann", "CR-01"),
            ("ben", "CR-01"),
            ("ann", "CR-02"),
            ("cat", "CR-02"),
            ("cat", "CR-03"),
            ("dan", "CR-03"),
        )
    )

    assert set(verdicts(found).values()) == {PartState.YES}
    assert found.ready == Range(low=0, high=0)
    assert found.state is Ready.NOT


def test_head_counts_bound_those_who_hold_everything() -> None:
    found = judged(
        session(1, HELD, 9),
        replace(session(2, HELD, 8), course="CR-02"),
        replace(session(3, HELD, 5), course="CR-03"),
    )

    assert found.ready == Range(low=9 + 8 + 5 - 20, high=5)
    assert found.state is Ready.READY


def test_a_session_without_a_number_leaves_readiness_unclear() -> None:
    found = judged(
        session(1, HELD, 9),
        replace(session(2, HELD, 8), course="CR-02"),
        replace(session(3, HELD, None), course="CR-03"),
        posts=None,
    )

    assert verdicts(found)[ReadinessPart.COUNTRY] is PartState.UNCLEAR
    assert found.ready == Range(low=0, high=8)
    assert found.state is Ready.NEARLY


def test_without_a_module_nobody_is_ready() -> None:
    plan = plan_of(
        NORTH, audience(), BASIS, Requirement(id="RQ-01", audience="AU-01", course="CR-01")
    )

    (found,) = readiness(plan, records(plan), ON)

    assert found.state is Ready.NOT
    assert found.modules == found.staff == ()
    assert [str(check.why) for check in found.checks[:3]] == [
        "nobody is known to work on North",
        "nobody is known to work on North",
        "there is no module on North",
    ]


def test_a_module_that_is_required_of_nobody_makes_nobody_ready() -> None:
    plan = plan_of(NORTH, audience(), MODULE)

    (found,) = readiness(plan, records(plan), ON)

    assert found.state is Ready.NOT
    assert str(found.checks[2].why) == "nobody is required to hold the module on North"
    assert found.ready == Range(low=0, high=0)


@pytest.mark.parametrize(
    ("situation", "part", "verdict"),
    [
        (replace(NORTH, speakers=None), ReadinessPart.LANGUAGE, PartState.UNKNOWN),
        (replace(NORTH, speakers=1), ReadinessPart.LANGUAGE, PartState.NO),
        (replace(NORTH, handed_over=None), ReadinessPart.HANDOVER, PartState.UNKNOWN),
        (replace(NORTH, handed_over=date(2026, 3, 1)), ReadinessPart.HANDOVER, PartState.NO),
        (replace(NORTH, handed_over=date(2026, 3, 2)), ReadinessPart.HANDOVER, PartState.YES),
    ],
)
def test_language_and_handover_count_as_they_are_recorded(
    situation: Situation, part: ReadinessPart, verdict: PartState
) -> None:
    found = judged(*everything("ann", "ben"), situation=situation)

    assert verdicts(found)[part] is verdict
    assert found.state is (Ready.READY if verdict is PartState.YES else Ready.NEARLY)


def test_half_of_the_people_needed_is_nearly_and_no_number_means_one() -> None:
    alone = replace(NORTH, holders_needed=None)

    assert judged(*everything("ann"), situation=alone).state is Ready.READY
    assert judged(*everything("ann")).state is Ready.NEARLY
    assert judged(*everything("ann"), situation=replace(NORTH, holders_needed=3)).state is Ready.NOT


@pytest.mark.parametrize(
    ("trigger", "near"),
    [
        (None, False),
        (date(2027, 2, 28), False),
        (ON, True),
        (date(2027, 5, 30), True),
        (date(2027, 5, 31), False),
    ],
)
def test_a_trigger_date_within_ninety_days_is_near(trigger: date | None, near: bool) -> None:
    assert judged(situation=replace(NORTH, next_trigger=trigger)).trigger_near is near


def test_only_listed_situations_are_judged_what_is_not_ready_and_urgent_first() -> None:
    calm = replace(NORTH, id="S-02", name="South")
    urgent = replace(NORTH, id="S-03", name="West", next_trigger=ON)
    unlisted = replace(NORTH, id="S-04", name="East", listed=False)
    partner = Partner(id="LP-01", title="A radio", situation="S-03")
    rows = (audience(10), BASIS, CRAFT, MODULE, partner, *everything("ann", "ben"))
    required = [Requirement(id=f"RQ-0{n}", audience="AU-01", course=f"CR-0{n}") for n in (1, 2, 3)]
    plan = plan_of(NORTH, calm, urgent, unlisted, *rows, *required)

    found = readiness(plan, records(plan), ON)

    assert [one.situation.name for one in found] == ["West", "South", "North"]
    assert [one.partners for one in found] == [(partner,), (), ()]
