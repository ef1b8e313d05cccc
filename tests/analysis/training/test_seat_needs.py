"""From a training gap to a costed action in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.requirements import training
from planner.analysis.training.rotation import expiry, months_after
from planner.analysis.training.seat_needs import Need, draft_training, need
from planner.changes import apply
from planner.choices import AudienceKind, CourseLevel, Scope, SessionState
from planner.errors import WrongValue
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row
from planner.tables import Action, ActionRisk, Cost, Course, Measure, Milestone, Session, Situation
from tests import builders
from tests.analysis.sketches import DAY, trained_plans
from tests.builders import audience, course, plan_of, requirement, session

ON = date(2027, 3, 1)
BY = date(2028, 6, 30)
REFERENCE = load()
END = date(2029, 12, 31)
DETAILS = replace(builders.DETAILS, end=END)
PRICED = replace(course(36), seats=20, seat_cost=Decimal(150))
OWN = replace(audience(100), ministry="M-01")


def gap(*rows: Row, by: date | None = BY) -> tuple[Plan, Need | None]:
    kinds = {type(row) for row in rows}
    given_by_default = (DETAILS, OWN, PRICED, requirement(80, by=by))
    plan = plan_of(*(row for row in given_by_default if type(row) not in kinds), *rows)
    (status,) = training(plan, ON).statuses
    return plan, need(status, ON, plan.details.end, plan.details.start)


def test_a_gap_is_seats_that_nobody_booked_in_dated_runs_with_their_cost() -> None:
    _, wanted = gap(
        session(1, ON, 20),
        session(2, ON, 10),
        session(3, date(2027, 9, 1), None, SessionState.PLANNED, 15),
    )

    assert wanted is not None
    assert (wanted.seats, wanted.least) == (80 - 20 - 15, 80 - 30 - 15)
    assert [run.seats for run in wanted.runs] == [15, 15, 15]
    assert wanted.runs[-1].on == BY
    assert (wanted.low, wanted.high) == (Decimal(35 * 150), Decimal(45 * 150))


def test_a_met_target_enough_seats_or_an_unknown_head_count_is_no_gap() -> None:
    booked = session(1, date(2027, 9, 1), None, SessionState.PLANNED, 80)

    assert gap(session(1, ON, 80))[1] is None
    assert gap(booked)[1] is None
    assert gap(audience(None))[1] is None
    assert gap(requirement(None))[1] is None


def test_a_course_without_a_price_has_a_gap_whose_cost_is_not_known() -> None:
    plan, wanted = gap(course(36))

    assert wanted is not None
    assert (wanted.low, wanted.high) == (None, None)
    assert {run.seats for run in wanted.runs} == {20}
    after = apply(plan, draft_training(plan, REFERENCE, wanted, ON)[1])
    assert {cost.amount for cost in after.of(Cost)} == {None}


@pytest.mark.parametrize(
    ("by", "last"),
    [(date(2027, 4, 1), END), (None, END), (BY, BY)],
)
def test_runs_end_by_the_targets_date_when_there_is_time_left(by: date | None, last: date) -> None:
    _, wanted = gap(by=by)

    assert wanted is not None
    assert wanted.runs[-1].on == last


def test_an_ended_or_endless_plan_gets_a_year() -> None:
    endless = replace(DETAILS, end=None)

    _, wanted = gap(endless, by=None)

    assert wanted is not None
    assert wanted.runs[-1].on == date(2028, 3, 1)


def test_one_step_drafts_the_action_with_sessions_milestones_costs_risks_and_measure() -> None:
    plan, wanted = gap(session(1, ON, 20))
    assert wanted is not None

    action_id, made = draft_training(plan, REFERENCE, wanted, ON)
    after = apply(plan, made)

    action = after.get(Action, action_id)
    assert action.title == "Train Diplomats: Foundation"
    assert (action.lead, action.catalogue) == ("M-01", "GOV-09")
    assert (action.start, action.end) == (ON, BY)
    assert [row.title for row in after.of(Milestone)] == [
        f"Run {n} of 3 held; seats: 20" for n in (1, 2, 3)
    ]
    assert sum(s.seats or 0 for s in after.of(Session) if s.state is SessionState.PLANNED) == 60
    assert sum(cost.amount or 0 for cost in after.of(Cost)) == 60 * 150
    assert {(cost.year, cost.currency) for cost in after.of(Cost)} == {(2027, "EUR"), (2028, "EUR")}
    assert [row.risk_factor for row in after.of(ActionRisk)] == ["3"]
    (measure,) = after.of(Measure)
    assert (measure.baseline, measure.target, measure.target_on) == (20, 80, BY)


@pytest.mark.parametrize(
    ("start", "first"),
    [(None, ON), (date(2026, 1, 1), ON), (date(2027, 9, 1), date(2027, 9, 1))],
)
def test_an_action_starts_with_the_plan_and_never_in_the_past(
    start: date | None, first: date
) -> None:
    plan, wanted = gap(replace(DETAILS, start=start))
    assert wanted is not None

    action_id, made = draft_training(plan, REFERENCE, wanted, ON)
    after = apply(plan, made)

    assert after.get(Action, action_id).start == first
    assert all(run.on >= first for run in wanted.runs)
    assert [row.due for row in after.of(Milestone)] == [run.on for run in wanted.runs]


def test_a_plan_that_starts_after_the_targets_date_gets_runs_in_its_own_period() -> None:
    start = date(2028, 9, 1)

    _, wanted = gap(replace(DETAILS, start=start))

    assert wanted is not None
    assert start < wanted.runs[0].on <= wanted.runs[-1].on == END


def test_an_action_never_starts_after_its_first_run() -> None:
    plan, wanted = gap()
    assert wanted is not None
    late = replace(DETAILS, start=date(2028, 1, 1))
    plan = Plan(tables={**plan.tables, "plan": {late.id: late}})

    action_id, made = draft_training(plan, REFERENCE, wanted, ON)

    assert apply(plan, made).get(Action, action_id).start == wanted.runs[0].on


def test_runs_begin_when_their_passes_still_hold_on_the_targets_date() -> None:
    _, wanted = gap(replace(PRICED, validity_months=6))
    assert wanted is not None

    days = [run.on for run in wanted.runs]
    assert months_after(days[0], 6) > BY
    assert days[-1] - days[0] > timedelta(days=100)
    assert wanted.runs[-1].on == BY


def test_after_the_step_enough_seats_are_booked() -> None:
    plan, wanted = gap()
    assert wanted is not None

    after = apply(plan, draft_training(plan, REFERENCE, wanted, ON)[1])

    (status,) = training(after, ON).statuses
    assert status.seats_booked == status.seats_needed == 80
    assert need(status, ON, plan.details.end) is None


def test_a_country_module_names_its_situation_and_forces_have_their_own_action() -> None:
    north = Situation(id="S-01", name="North", listed=True, scope=Scope.ABROAD)
    module = replace(PRICED, level=CourseLevel.COUNTRY, country="S-01")
    forces = replace(OWN, kind=AudienceKind.MILITARY)

    plan, wanted = gap(north, module)
    assert wanted is not None
    abroad = apply(plan, draft_training(plan, REFERENCE, wanted, ON)[1]).of(Action)[0]
    plan, wanted = gap(forces)
    assert wanted is not None
    drilled = apply(plan, draft_training(plan, REFERENCE, wanted, ON)[1]).of(Action)[0]

    assert (abroad.catalogue, abroad.situation, abroad.scope) == ("GOV-10", "S-01", Scope.ABROAD)
    assert abroad.priority == "high"
    assert drilled.catalogue == "SEC-02"


def test_a_fiscal_year_is_named_after_the_year_it_starts_in() -> None:
    plan, wanted = gap(replace(DETAILS, fiscal_month=10))
    assert wanted is not None

    after = apply(plan, draft_training(plan, REFERENCE, wanted, ON)[1])

    assert {cost.year for cost in after.of(Cost)} == {2026, 2027}


def test_a_plan_that_has_ended_takes_no_new_action() -> None:
    plan, wanted = gap(replace(DETAILS, end=date(2027, 1, 1)))
    assert wanted is not None

    with pytest.raises(WrongValue, match="ended"):
        draft_training(plan, REFERENCE, wanted, ON)


@given(trained_plans(), st.integers(1, 12))
def test_a_gap_is_filled_exactly_and_its_costs_are_a_range(plan: Plan, seats: int) -> None:
    (taken,) = (replace(row, seats=seats, seat_cost=Decimal(7)) for row in plan.of(Course))
    plan = Plan(tables={**plan.tables, "courses": {taken.id: taken}})
    (status,) = training(plan, DAY).statuses
    wanted = need(status, DAY, None)
    if wanted is None:
        return

    assert sum(run.seats for run in wanted.runs) == wanted.seats
    assert 0 <= wanted.least <= wanted.seats
    assert 1 <= len(wanted.runs) <= 40
    assert all(run.on > DAY for run in wanted.runs)
    for run in wanted.runs:
        end = expiry(taken, run.on)
        assert end is None or end == run.on or end > wanted.runs[-1].on
    after = apply(plan, draft_training(plan, REFERENCE, wanted, DAY)[1])
    for cost in after.of(Cost):
        assert cost.low is not None and cost.mid is not None and cost.low <= cost.mid
