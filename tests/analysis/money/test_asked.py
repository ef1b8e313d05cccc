"""What cabinet is asked for against the unfunded gap: nothing twice, nothing beyond it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.money.asked import AskedSums, asked, asked_answer, often
from planner.analysis.money.costs import money
from planner.choices import CostStatus
from planner.plan import Plan
from planner.tables import Action, Cost, Decision, DecisionAction, DecisionOption
from tests.analysis.sketches import mapped_plans
from tests.builders import DETAILS, plan_of
from tests.exports.cabinet_books import SAMPLES, sample


def found(*rows: object) -> AskedSums:
    plan = plan_of(DETAILS, *rows)  # type: ignore[arg-type]  # rows of any table
    return asked(plan, money(plan))


def cost(number: int, action: str, mid: int, year: int = 2027, **more: object) -> Cost:
    row = {"status": CostStatus.REQUESTED, "currency": "EUR", **more}
    return Cost(id=f"C-{number:04}", action=action, year=year, mid=Decimal(mid), **row)  # type: ignore[arg-type]  # any columns


def decision(number: int, amount: int | None) -> Decision:
    return Decision(
        id=f"D-{number}", text="Fund it", amount=None if amount is None else Decimal(amount)
    )


def covers(number: int, of: int, action: str, amount: int | None = None) -> DecisionAction:
    sum_of = None if amount is None else Decimal(amount)
    return DecisionAction(id=f"DA-{number}", decision=f"D-{of}", action=action, amount=sum_of)


ACTIONS = (Action(id="A-001", title="Talks", recurrent=True), Action(id="A-002", title="Posts"))
COSTS = (cost(1, "A-001", 100), cost(2, "A-002", 60, 2028))


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_asked_and_what_is_not_are_together_the_whole_gap(name: str) -> None:
    plan = sample(name)
    sums = asked(plan, money(plan))

    assert sums.total + sums.not_asked == money(plan).total.gap
    assert sums.total == sum(one.in_gap for one in sums.decisions)
    assert 0 < sums.total < money(plan).total.gap


def test_no_part_of_the_gap_is_asked_for_twice() -> None:
    sums = found(
        *ACTIONS, *COSTS, decision(1, 80), decision(2, 80), covers(1, 1, "A-001", 80),
        covers(2, 2, "A-001", 80),
    )  # fmt: skip

    assert [(one.in_gap, one.outside) for one in sums.decisions] == [(80, 0), (20, 60)]
    assert (sums.total, sums.not_asked) == (100, 60)


def test_a_sum_that_names_no_share_is_split_over_the_gaps_that_are_left() -> None:
    sums = found(
        *ACTIONS, *COSTS, decision(1, 90), covers(1, 1, "A-001"), covers(2, 1, "A-002", 60)
    )

    assert [one.in_gap for one in sums.decisions] == [90]
    assert found(*ACTIONS, *COSTS, decision(1, None), covers(1, 1, "A-001")).total == 100
    assert found(*ACTIONS, *COSTS, decision(1, 500)).not_asked == 0


def test_years_are_those_of_the_option_or_of_the_costs_that_make_up_the_sum() -> None:
    option = DecisionOption(id="DO-1", decision="D-2", text="Yes", year=2029, amount=Decimal(7))
    none = DecisionOption(id="DO-2", decision="D-2", text="No")
    sums = found(
        *ACTIONS, *COSTS, decision(1, 100), covers(1, 1, "A-001"), decision(2, 7), option, none,
        decision(3, 5), decision(4, None),
    )  # fmt: skip

    assert [one.by_year for one in sums.decisions] == [{2027: 100}, {2029: 7}, {}, {}]
    assert sums.decisions[1].options == {"Yes": {2029: 7}, "No": {}}
    assert str(often(sums.decisions[0])) == "every year"
    assert often(sums.decisions[2]) is None


def test_it_is_said_what_is_outside_of_the_gap_and_what_is_not_known() -> None:
    plan = plan_of(
        DETAILS,
        *ACTIONS,
        *COSTS,
        decision(1, 130),
        covers(1, 1, "A-001"),
        covers(2, 1, "A-002", 10),
    )
    told = asked_answer(plan, money(plan))

    assert [str(one.message)[:3] for one in told.findings] == ["D-1", "D-1"]
    assert "20" in str(told.findings[0].message)
    assert [str(one) for one in asked_answer(Plan(), money(Plan())).unknown]


@given(mapped_plans(), st.data())
def test_asked_and_not_asked_are_the_gap_whatever_is_asked(plan: Plan, data: st.DataObject) -> None:
    sums = st.none() | st.integers(0, 10**9)
    rows = [decision(n, data.draw(sums)) for n in (1, 2, 3)]
    rows += [
        covers(
            n, data.draw(st.integers(1, 3)), f"A-{data.draw(st.integers(1, 4)):03}", data.draw(sums)
        )
        for n in range(1, data.draw(st.integers(0, 4)) + 1)
    ]
    whole = plan_of(*(row for rows_of in plan.tables.values() for row in rows_of.values()), *rows)
    found = asked(whole, money(whole))

    assert found.total + found.not_asked == found.gap == money(plan).total.gap
    assert 0 <= found.total <= found.gap
    assert all(one.in_gap >= 0 for one in found.decisions)
