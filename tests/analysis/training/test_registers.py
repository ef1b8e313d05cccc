"""A register worked through once says of any day what counting it anew would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.holders import FEW, Days, registers
from planner.tables import Certificate, Course
from tests.analysis.sketches import DAY
from tests.builders import certificate, course

DAYS = st.dates(DAY - timedelta(days=900), DAY + timedelta(days=900))
COURSES = st.builds(course, st.none() | st.integers(0, 40), st.none() | st.integers(1, 12))


@st.composite
def passes(draw: st.DrawFn) -> list[Certificate]:
    number = draw(st.integers(1, 10))
    return [
        certificate(n, draw(st.sampled_from("abc")), draw(DAYS), draw(st.none() | DAYS))
        for n in range(1, number + 1)
    ]


@given(passes(), COURSES, DAYS, st.sampled_from([1, FEW + 1]))
def test_the_counts_of_a_day_are_those_of_the_people_however_many_there_are(
    rows: list[Certificate], taken: Course, on: date, times: int
) -> None:
    many = [replace(row, holder=f"{row.holder}{n}") for n in range(times) for row in rows]
    (register,) = registers(many, {taken.id: taken}).values()
    day = on.toordinal()

    until = register.until(day)

    valid = [end for end in until.values() if end > day]
    due = [end for end in valid if end <= day + 90]
    assert register.on(day) == (len(valid), len(due), len(until))


@given(passes(), DAYS)
def test_nobody_counts_twice_or_before_passing(rows: list[Certificate], on: date) -> None:
    (register,) = registers(rows, {"CR-01": course()}).values()

    valid, due, ever = register.on(on.toordinal())

    assert valid == ever
    assert due == 0
    assert ever <= len({row.holder for row in rows if row.passed_on and row.passed_on <= on})


def test_a_count_is_nothing_before_its_first_day() -> None:
    days = Days((10, 20), ((3, 0, 3), (5, 1, 6)))

    assert [days.on(day) for day in (9, 10, 99)] == [(0, 0, 0), (3, 0, 3), (5, 1, 6)]
    assert Days().on(5) == (0, 0, 0)


def test_who_left_on_the_day_of_the_pass_holds_nothing() -> None:
    gone = certificate(1, "ann", DAY, left_on=DAY)
    wrong = certificate(2, "ben", DAY, left_on=DAY - timedelta(days=1))
    (register,) = registers([gone, wrong], {"CR-01": course()}).values()

    assert register.on(DAY.toordinal()) == (0, 0, 0)
    assert register.until(DAY.toordinal()) == {}
    assert [holder for _, holder in register.passed] == ["ann", "ben"]


def test_a_pass_of_a_course_that_is_not_in_the_plan_is_left_out() -> None:
    assert registers([certificate(1, "ann", DAY)], {}) == {}
