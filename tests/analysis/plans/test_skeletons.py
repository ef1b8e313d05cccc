"""Plans from skeletons: every one that is shipped, and the next period of a plan that ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from planner.analysis.plans.skeletons import LEFT, moved, next_period
from planner.choices import ActionStatus, CostStatus
from planner.errors import BrokenReference, WrongValue
from planner.places import samples_folder
from planner.reference import load
from planner.reference.skeletons import COLUMNS, skeletons_in
from planner.schema import Kind
from planner.services.plans import read_plan_file
from planner.services.skeletons import NEXT_PERIOD, skeletons, start_from
from planner.store import Store
from planner.tables import Action, Cost, Goal, Measure, Milestone, PlanDetails, Reading, Update
from tests.builders import DETAILS, action, plan_of

TODAY = date(2027, 1, 15)
PERIOD = replace(DETAILS, start=date(2024, 1, 1), end=date(2026, 12, 31), approved_by="Cabinet")


@pytest.mark.parametrize("key", [one.key for one in skeletons()])
def test_every_skeleton_gives_goals_with_dated_actions_of_the_catalogue(key: str) -> None:
    store = Store("sqlite://", keeps=False)
    details = PlanDetails(country="Norland", end=date(2029, 12, 31))

    start_from("Office", store, "Plan", details, key, today=TODAY)

    plan = store.load("Plan")
    known = {one.id for one in load().actions}
    stepped = {one.action for one in plan.of(Milestone) if one.due}
    assert 3 <= len(plan.of(Goal)) <= 5
    assert all(one.outcome and one.outcome_indicator for one in plan.of(Goal))
    for one in plan.of(Action):
        assert one.catalogue in known
        assert one.goal in plan.by_id(Goal)
        assert one.id in stepped
    assert {one.goal for one in plan.of(Action)} == set(plan.by_id(Goal))
    assert store.entry("Plan", 1).changeset.origin.name == f"skeleton {key}"


def test_a_skeleton_that_names_an_unknown_action_is_refused_with_its_line() -> None:
    text = f"{','.join(COLUMNS)}\nown,Own,Goal,,,XYZ-99,,"

    with pytest.raises(BrokenReference, match="action"):
        skeletons_in(text, "skeletons.csv", {"GOV-01"})


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [((2027, 1, 31), 1, (2027, 2, 28)), ((2024, 2, 29), 36, (2027, 2, 28)),
     ((2027, 11, 5), 2, (2028, 1, 5)), ((2027, 12, 31), 0, (2027, 12, 31))],
)  # fmt: skip
def test_a_day_moves_by_months_and_stays_in_its_month(
    day: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    assert moved(date(*day), months) == date(*expected)


def test_the_next_period_takes_along_what_is_open_and_moves_its_dates() -> None:
    done = replace(action(2), status=ActionStatus.DONE)
    plan = plan_of(
        PERIOD,
        Goal(id="G-1", title="Warn"),
        replace(action(1), goal="G-1", start=date(2024, 2, 29), end=date(2026, 6, 30)),
        done,
        Milestone(id="MS-0001", action="A-001", title="Law", due=date(2025, 1, 31)),
        Milestone(id="MS-0002", action="A-001", title="Desk", done_on=date(2025, 1, 31)),
        Milestone(id="MS-0003", action="A-002", title="Over", due=date(2025, 1, 31)),
        Cost(id="C-0001", action="A-001", year=2025, mid=Decimal(5), funded=Decimal(5),
             status=CostStatus.IN_BUDGET),
        Measure(id="I-001", action="A-001", title="Notes", baseline=Decimal(0), target=Decimal(9)),
        Reading(id="RD-0001", measure="I-001", value=Decimal(4), on=date(2026, 5, 1)),
        Update(id="U-0001", action="A-001", on=date(2026, 1, 1)),
    )  # fmt: skip

    made, said = next_period(plan)

    assert (made.details.start, made.details.end) == (date(2027, 1, 1), date(2029, 12, 31))
    assert made.details.approved_by == ""
    kept = made.get(Action, "A-001")
    assert [one.id for one in made.of(Action)] == ["A-001"]
    assert (kept.start, kept.end) == (date(2027, 2, 28), date(2029, 6, 30))
    assert [(one.id, one.due) for one in made.of(Milestone)] == [("MS-0001", date(2028, 1, 31))]
    cost, measure = made.get(Cost, "C-0001"), made.get(Measure, "I-001")
    assert (cost.year, cost.mid, cost.funded, cost.status) == (2028, Decimal(5), None, None)
    assert (measure.baseline, measure.baseline_on) == (Decimal(4), date(2026, 5, 1))
    assert "A-002" in str(said)
    assert "36 months" in str(said)


@pytest.mark.parametrize("name", ["casserane", "norrvald"])
def test_a_sample_has_a_next_period_whose_rows_name_nothing_that_was_left_out(name: str) -> None:
    old, store = read_plan_file(samples_folder() / name), Store("sqlite://", keeps=False)

    start_from("Office", store, "Next", PlanDetails(), NEXT_PERIOD, today=TODAY, old=old)

    plan = store.load("Next")
    assert not any(plan.rows(table) for table in LEFT)
    assert all(one.status is ActionStatus.PROPOSED for one in plan.of(Action))
    for declared, row in plan:
        for column in declared.columns:
            if column.kind is Kind.ROW and (named := getattr(row, column.name)):
                assert named in plan.rows(column.refers), (row.id, column.name, named)


def test_a_plan_without_a_period_has_no_next_one() -> None:
    with pytest.raises(WrongValue, match="when it starts"):
        next_period(plan_of(DETAILS))
