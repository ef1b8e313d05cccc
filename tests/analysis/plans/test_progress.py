"""Where a plan stands on the way to cabinet, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from planner.analysis.plans.progress import Progress, ProgressStep, Stage, progress
from planner.choices import Family, Level, LinkState, Strength
from planner.messages import NOTHING
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Decision
from tests.analysis.sketches import REFERENCE
from tests.builders import (
    DETAILS,
    action,
    audience,
    cost,
    link,
    ministry,
    plan_of,
    programme,
    rating,
    requirement,
)
from tests.strategies import plans

DAY = date(2027, 3, 1)
READY = replace(action(1), post="Director of courts", start=DAY, end=DAY)


def of(stage: Stage, *rows: Row) -> ProgressStep:
    found = progress(plan_of(DETAILS, *rows), REFERENCE)
    return next(step for step in found.steps if step.stage is stage)


def test_an_empty_plan_starts_with_its_ministries() -> None:
    found = progress(Plan(), REFERENCE)

    assert [step.stage for step in found.steps] == list(Stage)
    assert found.next_step is not None
    assert found.next_step.stage is Stage.MINISTRIES
    assert found.share == 0
    assert not any(step.is_done for step in found.steps)


@pytest.mark.parametrize(
    ("stage", "rows", "done", "total", "summary"),
    [
        (
            Stage.MINISTRIES,
            (ministry(1, family=Family.JUSTICE), ministry(2, "Interior")),
            1,
            2,
            "Ministries with a policy family: 1 of 2",
        ),
        (
            Stage.PROGRAMMES,
            (programme(1), programme(2, ministry="")),
            1,
            2,
            "Programmes with a ministry: 1 of 2",
        ),
        (
            Stage.MAPPING,
            (
                *(programme(n) for n in (1, 2, 3, 4)),
                link(1, "P-0001", "DEV-08"),
                link(2, "P-0002", "", Strength.NONE),
                link(3, "P-0003", "DEV-08", state=LinkState.PROPOSED),
            ),
            2,
            4,
            "Programmes: 1 linked, 1 with no link, 2 to decide",
        ),
        (
            Stage.RISKS,
            (
                replace(rating(1, 1), level=Level.LOW),
                replace(rating(2, 1, "S-02"), level=Level.HIGH),
                replace(rating(3, 2), level=Level.NOT_ASSESSED),
                rating(4, 3),
                replace(rating(5, 99), level=Level.HIGH),
            ),
            1,
            14,
            "Risk factors assessed: 1 of 14",
        ),
        (
            Stage.TRAINING,
            (
                audience(0),
                replace(audience(None), id="AU-02"),
                replace(audience(5), id="AU-03"),
                requirement(),
                replace(requirement(), id="RQ-02", audience="AU-02"),
            ),
            1,
            3,
            "Audiences with a head-count and a required course: 1 of 3",
        ),
        (
            Stage.ACTIONS,
            (
                READY,
                replace(READY, id="A-002", lead=""),
                replace(READY, id="A-003", post=""),
                replace(READY, id="A-004", start=None),
                replace(READY, id="A-005", end=None),
            ),
            1,
            5,
            "Actions with one owner and dates: 1 of 5",
        ),
        (
            Stage.COSTS,
            (action(1), cost(1), action(2), replace(action(3), no_cost_reason="Staff time")),
            2,
            3,
            "Actions costed, or with a reason why not: 2 of 3",
        ),
        (Stage.DECISION, (), 0, 1, "0 decisions asked of cabinet"),
        (Stage.DECISION, (Decision(id="D-1", text="Adopt"),), 1, 1, "1 decision asked of cabinet"),
    ],
)
def test_each_step_counts_what_is_done_of_all(
    stage: Stage, rows: tuple[Row, ...], done: int, total: int, summary: str
) -> None:
    step = of(stage, *rows)

    assert (step.done, step.total, str(step.summary)) == (done, total, summary)
    assert step.share == pytest.approx(done / total)
    assert step.is_done is (done == total)


def test_a_step_with_nothing_to_count_is_not_done() -> None:
    assert of(Stage.PROGRAMMES).total == 0
    assert of(Stage.PROGRAMMES).share == 0
    assert not of(Stage.PROGRAMMES).is_done


def test_the_next_step_is_the_first_that_is_not_done() -> None:
    found = progress(plan_of(ministry(family=Family.JUSTICE), programme(2, ministry="")), REFERENCE)

    assert found.next_step is not None
    assert found.next_step.stage is Stage.PROGRAMMES
    assert str(found.next_step.todo).startswith("Import")


def test_a_plan_with_every_step_done_has_no_next_one() -> None:
    steps = tuple(
        ProgressStep(stage=stage, title=NOTHING, done=1, total=1, summary=NOTHING, todo=NOTHING)
        for stage in Stage
    )

    assert Progress(steps=steps).next_step is None
    assert Progress(steps=steps).share == 1


@given(plans())
def test_progress_is_a_share_and_every_step_says_what_to_do(plan: Plan) -> None:
    found = progress(plan, REFERENCE)

    assert 0 <= found.share <= 1
    for step in found.steps:
        assert 0 <= step.share <= 1
        assert step.title and step.summary and str(step.todo).endswith(".")
