"""The matrix of training: every post drawn once, unknown kept unknown, paged when it is long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.analysis.training.post_states import POST_LABELS, PostState, post_states
from planner.analysis.training.requirements import Training, training
from planner.choices import CourseLevel, SessionState
from planner.plan import Plan
from planner.tables import Audience, Course, Ministry, Requirement, Session
from planner.ui.training.chart_rows import MOST_SLOTS, pages_of, rows_of, states_table
from planner.ui.training.matrix_chart import SHARE_OF_COLUMN, states_drawing
from planner.ui.words import capital
from tests.builders import plan_of

DAY = date(2027, 3, 1)


@pytest.fixture
def plan() -> Plan:
    held = Session(
        id="SE-0001",
        audience="AU-01",
        course="CR-01",
        on=date(2027, 1, 1),
        state=SessionState.HELD,
        trained=24,
    )
    return plan_of(
        Ministry(id="M-01", name="Ministry of <b>Justice</b>", short_name="MoJ"),
        Audience(id="AU-01", title="Police & guards", ministry="M-01", posts=100),
        Audience(id="AU-02", title="Judges"),
        Course(id="CR-01", title="Basics", level=CourseLevel.FOUNDATION, validity_months=36),
        Course(id="CR-02", title="Crowds", level=CourseLevel.ROLE),
        Requirement(id="RQ-01", audience="AU-01", course="CR-01", target=Decimal(50)),
        Requirement(id="RQ-02", audience="AU-02", course="CR-01", target=Decimal(50)),
        Requirement(id="RQ-03", audience="AU-01", course="CR-02"),
        held,
        replace(held, id="SE-0002", trained=40),
    )


def drawn_of(plan: Plan, found: Training) -> tuple[Any, ...]:
    return tuple(states_drawing(rows_of(plan, found), found).figure.data)


def traces(plan: Plan, found: Training) -> dict[str, Any]:
    return {trace.name: trace for trace in drawn_of(plan, found) if trace.name}


def texts(plan: Plan, found: Training) -> list[str]:
    written = (trace for trace in drawn_of(plan, found) if "mode" in trace)
    return [text for trace in written for text in trace.text or ()]


def test_the_bar_of_a_requirement_is_all_its_posts_split_by_state(plan: Plan) -> None:
    found = training(plan, DAY)
    states = post_states(found.statuses[0])
    assert states is not None

    drawn = traces(plan, found)

    wide = {
        state: sum(length for length, base in _spans(drawn, state) if base < 1)
        for state in PostState
    }
    assert sum(wide.values()) == pytest.approx(SHARE_OF_COLUMN)
    for state, number in states.items():
        assert wide[state] == pytest.approx(SHARE_OF_COLUMN * number / 100)


def _spans(drawn: dict[str, Any], state: PostState) -> list[tuple[float, float]]:
    trace = drawn[capital(str(POST_LABELS[state]))]
    return list(zip(trace.x, trace.base, strict=True))


def test_states_are_told_apart_without_colour(plan: Plan) -> None:
    drawn = traces(plan, training(plan, DAY))

    looks = {
        state: (bar.marker.pattern.shape, bar.marker.color)
        for state in PostState
        if (bar := drawn[capital(str(POST_LABELS[state]))])
    }
    assert len(set(looks.values())) == len(PostState)


def test_posts_that_nobody_counted_have_no_bar_and_say_so(plan: Plan) -> None:
    found = training(plan, DAY)

    table = states_table(rows_of(plan, found))

    assert any("0 of unknown posts" in text for text in texts(plan, found))
    cells = {table.cells(line)[0]: table.cells(line)[-len(PostState) :] for line in table.lines}
    assert set(cells["RQ-02"]) == {None}
    assert cells["RQ-01"][0] == 40


def test_a_bar_is_chosen_as_its_requirement(plan: Plan) -> None:
    drawn = drawn_of(plan, training(plan, DAY))

    marks = next(trace for trace in drawn if trace.customdata is not None)

    assert {mark[0] for mark in marks.customdata} == {"RQ-01", "RQ-02", "RQ-03"}


def test_text_of_users_is_never_read_as_markup(plan: Plan) -> None:
    nameless = replace(plan.of(Ministry)[0], short_name="")
    tables = {**plan.tables, "ministries": {nameless.id: nameless}}
    found = training(plan, DAY)

    words = " ".join(texts(Plan(tables=tables), found))

    assert "&lt;b&gt;Justice" in words
    assert "Police &amp; guards" in words


def test_a_long_matrix_is_paged_and_nobody_is_lost() -> None:
    many = [Audience(id=f"AU-{n:03}", title=f"Group {n}", posts=n) for n in range(1, 101)]
    asked = [Requirement(id=f"RQ-{n:03}", audience=f"AU-{n:03}", course="CR-01") for n in
             range(1, 101)]  # fmt: skip
    plan = plan_of(Course(id="CR-01", title="Basics"), *many, *asked)

    pages = pages_of(rows_of(plan, training(plan, DAY)))

    assert len(pages) == 3
    assert all(sum(row.slots for row in page) <= MOST_SLOTS for page in pages)
    assert [row.audience.id for page in pages for row in page] == [one.id for one in many]
