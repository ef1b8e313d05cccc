"""Figures of training: every post drawn once, ranges as they are, unknown kept unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest

from planner.analysis.training.figures import range_bars, state_bars
from planner.analysis.training.requirements import training
from planner.choices import CourseLevel, SessionState
from planner.plan import Plan
from planner.tables import Audience, Course, Ministry, Requirement, Session
from planner.ui.charts.figures import drawing_of
from planner.ui.training.matrix import states_table
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


def drawn(plan: Plan) -> Any:
    found = training(plan, DAY)
    return drawing_of(state_bars(found.statuses, DAY), states_table(plan, found.statuses)).figure


def bars(plan: Plan) -> dict[str, Any]:
    return {str(trace.name): trace for trace in drawn(plan).data if isinstance(trace, go.Bar)}


def texts(plan: Plan) -> list[str]:
    figure: Any = drawn(plan)
    written = (trace for trace in figure.data if getattr(trace, "mode", "") == "text")
    return [*figure.layout.yaxis.ticktext, *(text for trace in written for text in trace.text)]


def test_the_bar_of_a_requirement_is_all_its_posts_split_by_state(plan: Plan) -> None:
    wide = {name: bar.x[0] for name, bar in bars(plan).items()}

    assert wide == {
        "valid": pytest.approx(0.4),
        "ending within 90 days": 0,
        "not certain": pytest.approx(0.24),
        "expired": 0,
        "never trained": pytest.approx(0.36),
    }


def test_states_are_told_apart_without_colour(plan: Plan) -> None:
    looks = [bar.marker.pattern.shape for bar in bars(plan).values()]

    assert len(looks) == len(set(looks)) == 5


def test_posts_that_nobody_counted_have_no_bar_and_say_so(plan: Plan) -> None:
    table = states_table(plan, training(plan, DAY).statuses)

    assert {bar.x[1] for bar in bars(plan).values()} == {None}
    assert any("? 0 of unknown posts" in text for text in texts(plan))
    cells = {table.cells(line)[0]: table.cells(line)[-5:] for line in table.lines}
    assert cells == {
        "RQ-01": (40, 0, 24, 0, 36),
        "RQ-02": (None,) * 5,
        "RQ-03": (0, 0, 0, 0, 100),
    }


def test_a_bar_is_chosen_as_its_requirement(plan: Plan) -> None:
    marks = bars(plan)["valid"].customdata

    assert [list(one) for one in marks] == [["requirements", f"RQ-0{n}"] for n in (1, 2, 3)]


def test_the_target_stands_where_it_is_and_is_not_drawn_where_there_is_none(plan: Plan) -> None:
    goals: Any = next(trace for trace in drawn(plan).data if trace.name == "Target")

    assert list(goals.x) == [0.5, 0.5, None]


def test_a_range_is_drawn_from_the_least_to_the_most(plan: Plan) -> None:
    found = training(plan, DAY)
    figure: Any = drawing_of(range_bars(found.statuses, DAY)).figure

    drawn_bars: list[Any] = [trace for trace in figure.data if isinstance(trace, go.Bar)]
    certain, possible = drawn_bars
    assert (certain.x[0], possible.x[0]) == (pytest.approx(0.4), pytest.approx(0.24))
    assert (certain.x[1], possible.x[1]) == (None, None)
    assert list(certain.text)[:2] == ["40\u00a0%", "not known"]


def test_text_of_users_is_never_read_as_markup(plan: Plan) -> None:
    odd = replace(plan.of(Audience)[0], title="Police <b>& guards")
    tables = {**plan.tables, "audiences": {**plan.tables["audiences"], odd.id: odd}}

    words = " ".join(texts(Plan(tables=tables)))

    assert "Police &lt;b&gt;&amp; guards" in words
