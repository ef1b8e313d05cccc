"""The forty criteria: a plan that meets what data can meet, and what each spoil takes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import Any

import pytest

from planner.analysis.review.checks import CHECKS
from planner.analysis.review.reviewed_plan import ReviewedPlan
from planner.analysis.review.reviewing import ReviewResult, counted, review, review_answer
from planner.analysis.risk.assessments import AssessmentAge, assessments
from planner.changes import apply, edit, insert
from planner.choices import Delivery, Level, LinkAcceptance, LinkState, Scope, Strength, Verdict
from planner.errors import BrokenReference
from planner.places import samples_folder
from planner.plan import Plan
from planner.reference import load
from planner.reference.review import own_criteria
from planner.schema import Row
from planner.services import plans
from planner.tables import (
    Action,
    ActionRisk,
    Body,
    Consultation,
    Cost,
    Course,
    Goal,
    Harm,
    Link,
    Measure,
    Milestone,
    MitigatingFactor,
    Partner,
    PlanDetails,
    Programme,
    Rating,
    Requirement,
    ReviewAnswer,
    Situation,
    Threshold,
    Waiver,
)
from tests.builders import DETAILS, plan_of, rating
from tests.small_plan import complete

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


def linked(plan: Plan) -> Plan:
    """The plan with a programme that serves an action."""
    programme = Programme(id="P-0900", title="Mediation of land disputes", ministry="M-01")
    link = Link(
        id="L-00900", programme="P-0900", action="DEV-08", strength=Strength.DIRECT,
        state=LinkState.CONFIRMED, reason="Settles disputes before they turn violent",
    )  # fmt: skip
    return apply(plan, (insert(programme), insert(link)))


def no_reason(plan: Plan) -> Plan:
    return changed(linked(plan), linked(plan).get(Link, "L-00900"), reason="")


def in_bulk(plan: Plan) -> Plan:
    row = linked(plan).get(Link, "L-00900")
    return changed(linked(plan), row, accepted=LinkAcceptance.IN_BULK)


def abroad_only(plan: Plan) -> Plan:
    changes = (edit(one, replace(one, scope=Scope.ABROAD)) for one in plan.of(Action))
    return apply(plan, tuple(chain.from_iterable(changes)))


def unlisted(plan: Plan) -> Plan:
    changes = (edit(one, replace(one, listed=False)) for one in plan.of(Situation))
    return apply(plan, tuple(chain.from_iterable(changes)))


def no_region(plan: Plan) -> Plan:
    row = next(one for one in plan.of(Action) if one.delivery is Delivery.REGIONAL)
    return changed(plan, row, delivery=Delivery.NATIONAL)


def little_prevention(plan: Plan) -> Plan:
    row = next(one for one in plan.of(Action) if one.catalogue == "HRT-05")
    cost = replace(plan.of(Cost)[0], id="C-0900", action=row.id, mid=Decimal(900_000))
    return apply(changed(plan, row, catalogue="HRT-10"), (insert(cost),))


SPOILS: dict[str, tuple[Callable[[Plan], Plan], set[int]]] = {
    "actions that look only abroad": (abroad_only, {2}),
    "no framework named": (partial(without, PlanDetails, "framework"), {4}),
    "no assessment": (partial(none_of, Rating), {5}),
    "no mitigating factor": (partial(none_of, MitigatingFactor), {6}),
    "no situation listed": (unlisted, {7}),
    "a goal less than three": (partial(none_of, Goal), {8, 14}),
    "an action without its owner": (partial(without, Action, "post"), {9}),
    "an action without its end": (partial(without, Action, "end"), {10}),
    "no milestone at all": (partial(none_of, Milestone), {10}),
    "an action without its cost": (partial(without, Action, "no_cost_reason"), {11}),
    "a cost line without its status": (partial(without, Cost, "status"), {12}),
    "an indicator without its data source": (partial(without, Measure, "data_source"), {13}),
    "no risk factor named": (partial(none_of, ActionRisk), {15}),
    "nothing screened": (partial(none_of, Link), {18, 19}),
    "a link without a reason": (no_reason, {19}),
    "a link confirmed in bulk": (in_bulk, {19}),
    "a harm that nothing is done about": (partial(without, Harm, "mitigation"), {20}),
    "more response than prevention": (little_prevention, {22}),
    "an action without its fallback": (partial(without, Action, "fallback"), {24}),
    "no regional route": (no_region, {25}),
    "a threshold without who decides": (partial(without, Threshold, "decides"), {26}),
    "a partner who is not protected": (partial(without, Partner, "protection"), {27}),
    "a requirement without a target": (partial(without, Requirement, "target"), {32}),
    "no country course": (partial(without, Course, "country"), {33}),
    "a body without its quorum": (partial(without, Body, "quorum"), {36}),
    "one consultation without its answer": (partial(without, Consultation, "answer"), {37}),
    "who took part is not said": (partial(without, Consultation, "composition"), {38}),
    "no action below the capital": (partial(without, Action, "situation"), {39}),
}


@pytest.fixture(scope="module")
def small() -> Plan:
    """A plan that meets whatever data can answer."""
    plan = complete(DAY)
    details = replace(plan.details, approved_by="Cabinet", approved_on=DAY)
    return apply(plan, edit(plan.details, details))


def test_the_small_plan_meets_all_that_data_can_answer(small: Plan) -> None:
    assert not failing(small)
    assert set(CHECKS) <= met(small)


@pytest.mark.parametrize("spoil", SPOILS)
def test_each_spoil_is_found_and_nothing_else(small: Plan, spoil: str) -> None:
    spoiled, expected = SPOILS[spoil]

    assert failing(spoiled(small)) == expected


@pytest.mark.parametrize(("scope", "number"), [(Scope.HOME, 33), (Scope.ABROAD, 39)])
def test_a_plan_that_looks_one_way_is_not_asked_for_the_other(
    small: Plan, scope: Scope, number: int
) -> None:
    bare = partial(none_of, Course)(none_of(Situation, small))
    one_sided = changed(bare, bare.details, scope=scope)
    found = {one.number: one for one in review(one_sided, load(), DAY)}

    assert number in failing(bare)
    assert found[number].result is ReviewResult.PASS
    assert str(found[number].message).startswith("Not asked of a plan that looks only")


def test_country_courses_are_asked_for_the_countries_abroad(small: Plan) -> None:
    abroad = Situation(id="S-09", name="Farland", scope=Scope.ABROAD, listed=True)
    seen = apply(none_of(Course, small), (insert(abroad),))

    (found,) = (one for one in review(seen, load(), DAY) if one.number == 33)

    assert [row.id for row in found.rows] == ["S-09"]


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


OWN = """number,question,source,answer,what_to_do
102,The budget office has seen it,Circular 12,yes-no,Send it to the budget office.
101,Who speaks to the press,Circular 9,words,
103,Reviewed by peers,Circular 9,yes-partly-no,
"""


def test_an_office_s_own_criteria_are_asked_answered_and_set_aside_like_the_others() -> None:
    asked = replace(load(), own_criteria=own_criteria(OWN, "review_criteria.csv"))
    rows = (
        ReviewAnswer(id="T-01", test=101, note="The spokesperson of the government"),
        ReviewAnswer(id="T-02", test=102, verdict=Verdict.NO),
    )
    plan = Plan(
        tables={
            "answers": {row.id: row for row in rows},
            "waivers": {"WV-01": Waiver(id="WV-01", test=103, reason="Next year")},
        }
    )

    found = review(plan, asked, DAY)[40:]

    assert [(one.number, one.result.value, one.is_asked) for one in found] == [
        (101, "pass", True), (102, "fail", True), (103, "waived", True),
    ]  # fmt: skip
    assert str(found[0].message) == "The spokesperson of the government"
    answer = review_answer(plan, asked, DAY)
    assert any("Send it to the budget office." in str(one.message) for one in answer.findings)
    assert {101, 102, 103} <= {line.number for line in answer.tables[0].lines}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("40,Taken,Us,words,", "begin at 101"),
        ("101,One,Us,words,\n101,Two,Us,words,", "line 3"),
        ("101,One,Us,maybe,", "yes-partly-no"),
        ("101,One,,words,", "blank"),
    ],
)
def test_a_criterion_that_cannot_be_used_is_refused_with_its_line(line: str, why: str) -> None:
    head = OWN.splitlines()[0]

    with pytest.raises(BrokenReference) as refused:
        own_criteria(f"{head}\n{line}\n", "review_criteria.csv")

    assert why in str(refused.value.message)


def test_a_waiver_holds_until_its_day_and_prints_its_reason() -> None:
    waiver = Waiver(id="WV-01", test=9, reason="Posts follow in May", until=DAY)
    waived = Plan(tables={"waivers": {"WV-01": waiver}})

    before = {one.number: one for one in review(waived, load(), DAY)}[9]
    after = {one.number: one for one in review(waived, load(), date(2026, 11, 22))}[9]

    assert before.result is ReviewResult.WAIVED
    assert after.result is ReviewResult.FAIL


def test_an_empty_plan_meets_nothing_that_data_decide() -> None:
    assert not met(Plan()) & set(CHECKS)


@pytest.mark.parametrize("late", [0, 1])
def test_an_assessment_is_as_old_for_the_review_as_it_is_under_risks(late: int) -> None:
    judged = date(2026, 1, 10)
    seen = ReviewedPlan(
        plan_of(
            replace(DETAILS, assessment_months=6),
            Situation(id="S-01", name="North"),
            replace(rating(1, 7), level=Level.LOW, judged_on=judged),
        ),
        load(),
        date(2026, 7, 10 + late),
    )

    age = next(one.age for one in assessments(seen.plan, seen.on, load()) if one.factor.number == 7)
    assert CHECKS[5](seen).is_met is (age is AssessmentAge.CURRENT) is (late == 0)
