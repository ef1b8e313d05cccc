"""The forty criteria: a plan that meets what data can meet, and what each spoil takes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from planner.analysis.review.checks import BY_DATA, CHECKS
from planner.analysis.review.reviewing import ReviewResult, counted, review
from planner.changes import apply, edit
from planner.choices import LinkAcceptance, LinkState, Verdict
from planner.places import samples_folder
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row
from planner.services import plans
from planner.tables import (
    Action,
    ActionRisk,
    Consultation,
    Cost,
    Course,
    Goal,
    Link,
    Measure,
    Milestone,
    Requirement,
    ReviewAnswer,
    Threshold,
    Waiver,
)

DAY = date(2026, 11, 21)
SAMPLES = ("casserane", "norrvald")


@pytest.fixture(scope="module", params=SAMPLES)
def plan(request: pytest.FixtureRequest) -> Plan:
    return plans.read_plan_file(samples_folder() / request.param)


def failing(plan: Plan) -> set[int]:
    return {one.number for one in review(plan, load(), DAY) if one.result is ReviewResult.FAIL}


def met(plan: Plan) -> set[int]:
    return {one.number for one in review(plan, load(), DAY) if one.result is ReviewResult.PASS}


def changed(plan: Plan, row: Row, **values: Any) -> Plan:
    return apply(plan, edit(row, replace(row, **values)))


def without(row_type: type[Row], column: str, plan: Plan) -> Plan:
    """The plan with one column of the first row that has it made blank."""
    row = next(one for one in plan.of(row_type) if getattr(one, column))
    blank = "" if isinstance(getattr(row, column), str) else None
    return changed(plan, row, **{column: blank})


def none_of(row_type: type[Row], plan: Plan) -> Plan:
    tables = {
        name: rows
        for name, rows in plan.tables.items()
        if not isinstance(next(iter(rows.values())), row_type)
    }
    return replace(plan, tables=tables)


def no_reason(plan: Plan) -> Plan:
    link = next(
        one
        for one in plan.of(Link)
        if one.state is LinkState.CONFIRMED and one.action and one.reason
    )
    return changed(plan, link, reason="")


def in_bulk(plan: Plan) -> Plan:
    link = next(one for one in plan.of(Link) if one.state is LinkState.CONFIRMED and one.action)
    return changed(plan, link, accepted=LinkAcceptance.IN_BULK)


SPOILS: dict[str, tuple[Callable[[Plan], Plan], set[int]]] = {
    "an action without its owner": (partial(without, Action, "post"), {9}),
    "an action without its end": (partial(without, Action, "end"), {10}),
    "no milestone at all": (partial(none_of, Milestone), {10}),
    "a cost line without its status": (partial(without, Cost, "status"), {12}),
    "an indicator without its data source": (partial(without, Measure, "data_source"), {13}),
    "a goal less than three": (partial(none_of, Goal), {8, 14}),
    "no risk factor named": (partial(none_of, ActionRisk), {15, 23}),
    "a link without a reason": (no_reason, {19}),
    "a link confirmed in bulk": (in_bulk, {19}),
    "a requirement without a target": (partial(without, Requirement, "target"), {32}),
    "no country course": (partial(none_of, Course), {33}),
    "a threshold without who decides": (partial(without, Threshold, "decides"), {26}),
    "one consultation without its answer": (partial(without, Consultation, "answer"), {37}),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_each_spoil_is_found_and_nothing_else(plan: Plan, spoil: str) -> None:
    spoiled, expected = SPOILS[spoil]

    lost = met(plan) - met(spoiled(plan))

    assert lost <= expected
    assert expected & (
        lost | failing(plan) | {one.test for one in plan.of(Waiver)} | answered(plan)
    )


def answered(plan: Plan) -> set[int | None]:
    """Criteria on which a person's answer comes before the data."""
    return {one.test for one in plan.of(ReviewAnswer)} - BY_DATA


def test_every_criterion_has_one_result_and_names_rows_that_exist(plan: Plan) -> None:
    found = review(plan, load(), DAY)

    assert [one.number for one in found] == list(range(1, 41))
    assert sum(counted(found).values()) == 40
    for one in found:
        for row in one.rows:
            assert row.id in plan.rows(row.table), (one.number, row)


def test_what_the_data_decide_no_answer_can_change() -> None:
    claimed = Plan(
        tables={"answers": {"T-11": ReviewAnswer(id="T-11", test=11, verdict=Verdict.YES)}}
    )

    assert 11 in failing(claimed)


def test_where_a_person_may_answer_the_answer_comes_first() -> None:
    partly = ReviewAnswer(id="T-01", test=30, verdict=Verdict.PARTLY, note="One platform of five")
    answered = Plan(tables={"answers": {"T-01": partly}})
    found = {one.number: one for one in review(answered, load(), DAY)}

    assert found[30].result is ReviewResult.FAIL
    assert "One platform of five" in str(found[30].message.facts)
    assert found[28].result is ReviewResult.UNANSWERED


def test_a_waiver_holds_until_its_day_and_prints_its_reason() -> None:
    waiver = Waiver(id="WV-01", test=9, reason="Posts follow in May", until=DAY)
    waived = Plan(tables={"waivers": {"WV-01": waiver}})

    before = {one.number: one for one in review(waived, load(), DAY)}[9]
    after = {one.number: one for one in review(waived, load(), date(2026, 11, 22))}[9]

    assert before.result is ReviewResult.WAIVED
    assert after.result is ReviewResult.FAIL


def test_an_empty_plan_meets_nothing_that_data_decide() -> None:
    assert not met(Plan()) & set(CHECKS)
