"""What a plan costs along every line of sight, and how much of it is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from planner.analysis.money.costs import (
    CostSum,
    add_up,
    exchange,
    in_currency,
    line_sum,
    live_costs,
    money,
    without_currency,
)
from planner.analysis.money.money_answer import unknown_costs
from planner.analysis.sums import added
from planner.changes import SetCell, apply
from planner.choices import ActionStatus, CostSource, CostStatus
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.tables import Action, Cost, Rate
from tests.analysis.sketches import mapped_plans
from tests.builders import DETAILS, action, cost, plan_of, programme

EUROS = exchange(plan_of(DETAILS))
ENGLISH, FRENCH = Voice(), Voice("fr")
JANUARY, MARCH = date(2027, 1, 1), date(2027, 3, 1)


def rate(number: int, on: date | None, value: str | None, currency: str = "USD") -> Rate:
    worth = None if value is None else Decimal(value)
    return Rate(id=f"X-{number:03d}", currency=currency, on=on, rate=worth)


def counted(**facts: object) -> CostSum:
    return line_sum(replace(cost(1, 100), **facts), EUROS)  # type: ignore[arg-type]  # facts are those of Cost


def test_a_sum_in_the_plans_currency_is_as_it_is_and_one_in_none_is_not_known() -> None:
    assert EUROS.convert(Decimal(5), "EUR") == 5
    assert EUROS.convert(Decimal(5), "") is None
    assert EUROS.convert(None, "EUR") is None


@pytest.mark.parametrize(
    ("plan", "own"),
    [
        (plan_of(cost(1, 100, currency="KES"), cost(2, 100, currency="")), "KES"),
        (plan_of(cost(1, 100, currency="KES"), programme(1, 5, currency="USD")), ""),
        (plan_of(DETAILS, cost(1, 100, currency="KES")), "EUR"),
        (plan_of(cost(1, 100, currency="")), ""),
    ],
)
def test_a_plan_without_a_currency_is_added_up_in_the_only_one_it_names(
    plan: Plan, own: str
) -> None:
    assert exchange(plan).own == own


def test_money_without_a_currency_is_in_no_sum_and_counted_by_what_is_not_known() -> None:
    plan = plan_of(
        DETAILS,
        action(),
        cost(1, 100),
        cost(2, 5000, currency=""),
        cost(3, 7, currency="USD"),
        cost(4, None),
        replace(cost(5, 9, currency=""), status=CostStatus.IN_KIND),
    )

    total = money(plan).total
    assert (total.mid, total.unknown) == (100, 4)
    assert (total.no_currency, total.no_rate, total.no_amount) == (2, 1, 1)
    assert FRENCH.fact(total.told("gap", "EUR")) == "au moins 100\u00a0EUR"
    assert FRENCH.fact(total.told("in_kind", "EUR")) == "inconnu"
    assert ENGLISH.fact(total.told("mid", "EUR", short=True)) == "≥\u00a0100\u00a0EUR"
    assert [ENGLISH.tell(one) for one in unknown_costs(total, "EUR")] == [
        "Cost lines whose currency is not known, in no sum: 2.",
        "Cost lines without an exchange rate, in no sum: 1.",
        "Cost lines whose amount is not known, in no sum: 1.",
    ]


def test_one_word_gives_every_sum_its_currency_and_can_be_undone() -> None:
    plan = plan_of(DETAILS, action(), cost(1, 5, currency=""), cost(2, None, currency=""),
                   programme(1, 7, currency=""), programme(2, 8, currency="USD"))  # fmt: skip

    made = in_currency(plan, "KES")

    assert [(change.id, change.after) for change in made if isinstance(change, SetCell)] == [
        ("C-0001", "KES"),
        ("P-0001", "KES"),
    ]
    assert without_currency(apply(plan, made)) == ()


@pytest.mark.parametrize(
    ("funded", "unknown", "expected"),
    [(0, 0, False), ("0.01", 0, False), ("49.99", 0, False), (50, 0, True), (100, 1, False)],
)
def test_an_action_is_funded_from_half_of_its_mid_cost(
    funded: int | str, unknown: int, expected: bool
) -> None:
    sums = CostSum(lines=1, mid=Decimal(100), funded=Decimal(funded), no_rate=unknown)

    assert sums.is_funded is expected


def test_staff_time_alone_is_funded_and_no_cost_at_all_is_not() -> None:
    assert CostSum(lines=1, in_kind=Decimal(5)).is_funded
    assert not CostSum().is_funded


def test_a_sum_in_another_currency_goes_by_the_last_rate_up_to_the_day() -> None:
    rates = exchange(plan_of(DETAILS, rate(2, MARCH, "0.8"), rate(1, JANUARY, "0.9")))

    assert rates.convert(Decimal(10), "USD") == 8
    assert rates.convert(Decimal(10), "USD", date(2027, 2, 1)) == 9
    assert rates.convert(Decimal(10), "USD", MARCH) == 8
    assert rates.convert(Decimal(10), "USD", date(2026, 12, 31)) is None


@pytest.mark.parametrize("known", [rate(1, None, "0.9"), rate(1, MARCH, None)])
def test_without_a_whole_rate_a_sum_in_another_currency_is_not_known(known: Rate) -> None:
    rates = exchange(plan_of(DETAILS, known))

    assert rates.convert(Decimal(10), "USD") is None
    assert rates.convert(Decimal(10), "GBP") is None


@pytest.mark.parametrize(
    ("status", "stated", "funded", "requested", "not_requested"),
    [
        (None, None, 0, 0, 100),
        (CostStatus.UNFUNDED, None, 0, 0, 100),
        (CostStatus.UNFUNDED, 30, 30, 0, 70),
        (CostStatus.REQUESTED, None, 0, 100, 0),
        (CostStatus.REQUESTED, 30, 30, 70, 0),
        (CostStatus.IN_BUDGET, None, 100, 0, 0),
        (CostStatus.IN_BUDGET, 30, 30, 0, 70),
        (CostStatus.IN_BUDGET, 500, 100, 0, 0),
        (CostStatus.REQUESTED, -5, 0, 100, 0),
    ],
)
def test_what_is_there_what_is_asked_for_and_what_is_missing_add_up(
    status: CostStatus | None, stated: int | None, funded: int, requested: int, not_requested: int
) -> None:
    found = counted(status=status, funded=None if stated is None else Decimal(stated))

    assert (found.funded, found.requested, found.not_requested) == (
        funded,
        requested,
        not_requested,
    )
    assert found.gap == 100 - funded
    assert found.funded_share == Decimal(funded) / 100


def test_staff_time_stands_apart_from_money() -> None:
    found = counted(status=CostStatus.IN_KIND, low=Decimal(1), high=Decimal(900))

    assert found == CostSum(in_kind=Decimal(100), lines=1)
    assert found.funded_share is None


def test_a_line_without_an_amount_is_unknown_and_not_nothing() -> None:
    assert counted(mid=None) == CostSum(lines=1, no_amount=1)
    assert counted(currency="USD") == CostSum(lines=1, no_rate=1)
    assert counted(currency="") == CostSum(lines=1, no_currency=1)


def test_a_range_that_is_not_stated_is_the_amount_itself() -> None:
    stated = counted(low=Decimal(80), high=Decimal(130))

    assert (counted().low, counted().mid, counted().high) == (100, 100, 100)
    assert (stated.low, stated.mid, stated.high) == (80, 100, 130)


def test_quantity_times_unit_cost_stands_in_for_the_amount() -> None:
    assert counted(mid=None, quantity=Decimal(3), unit_cost=Decimal("10.50")).mid == Decimal("31.5")


def test_the_whole_range_of_a_line_is_converted() -> None:
    rates = exchange(plan_of(DETAILS, rate(1, MARCH, "0.5")))
    line = replace(
        cost(1, 100), currency="USD", low=Decimal(80), high=Decimal(120), funded=Decimal(40)
    )

    found = line_sum(line, rates)

    assert (found.low, found.mid, found.high, found.funded) == (40, 50, 60, 20)


def test_no_lines_add_up_to_nothing() -> None:
    assert add_up((), EUROS) == CostSum()


def test_money_is_split_along_every_line_of_sight() -> None:
    plan = plan_of(
        DETAILS,
        replace(action(1), goal="G-1"),
        action(2, lead="M-02"),
        replace(cost(1, 100), source=CostSource.DONOR, status=CostStatus.IN_BUDGET),
        replace(cost(2, 40, action="A-002", year=2028), source=CostSource.NEW),
        cost(3, 3, action="A-009"),
    )

    found = money(plan)

    assert found.currency == "EUR"
    assert (found.total.mid, found.total.lines) == (143, 3)
    assert {k: v.mid for k, v in found.by_year.items()} == {2027: 103, 2028: 40}
    assert {k: v.mid for k, v in found.by_ministry.items()} == {"M-01": 100, "M-02": 40, "": 3}
    assert {k: v.mid for k, v in found.by_ministry_and_year.items()} == {
        ("M-01", 2027): 100,
        ("M-02", 2028): 40,
        ("", 2027): 3,
    }
    assert {k: v.mid for k, v in found.by_goal.items()} == {"G-1": 100, "": 43}
    assert {k: v.mid for k, v in found.by_source.items()} == {
        CostSource.DONOR: 100,
        CostSource.NEW: 40,
        None: 3,
    }
    assert {k: v.mid for k, v in found.by_status.items()} == {CostStatus.IN_BUDGET: 100, None: 43}
    assert {k: v.mid for k, v in found.by_action.items()} == {"A-001": 100, "A-002": 40, "A-009": 3}


def test_a_stopped_action_costs_nothing() -> None:
    plan = plan_of(DETAILS, replace(action(1), status=ActionStatus.STOPPED), cost(1))

    assert live_costs(plan) == ()
    assert money(plan).total == CostSum()
    assert money(plan).uncosted == ()


def test_an_action_without_costs_is_uncosted_unless_it_says_why() -> None:
    plan = plan_of(
        action(1), cost(1), action(2), replace(action(3), no_cost_reason="Done by staff")
    )

    assert money(plan).uncosted == ("A-002",)


def test_an_empty_plan_costs_nothing() -> None:
    found = money(Plan())

    assert found.total == CostSum()
    assert (found.by_year, found.uncosted) == ({}, ())


@given(mapped_plans())
def test_every_split_adds_up_to_the_total(plan: Plan) -> None:
    found = money(plan)

    for split in (
        found.by_year,
        found.by_ministry,
        found.by_ministry_and_year,
        found.by_goal,
        found.by_source,
        found.by_status,
        found.by_action,
    ):
        assert added(split.values(), CostSum()) == found.total


@given(mapped_plans())
def test_what_is_there_asked_for_and_missing_is_the_cost_and_none_is_negative(plan: Plan) -> None:
    for part in (money(plan).total, *money(plan).by_action.values()):
        assert part.funded + part.requested + part.not_requested == part.mid
        assert min(part.funded, part.requested, part.not_requested, part.in_kind) >= 0
        assert part.low <= part.mid <= part.high
        assert part.funded_share is None or 0 <= part.funded_share <= 1
        assert part.unknown <= part.lines


@given(mapped_plans())
def test_every_cost_line_that_counts_is_counted_once(plan: Plan) -> None:
    stopped = {a.id for a in plan.of(Action) if a.status is ActionStatus.STOPPED}
    expected = sum(1 for line in plan.of(Cost) if line.action not in stopped)

    assert money(plan).total.lines == expected


@given(mapped_plans())
def test_lines_in_the_plans_own_currency_need_no_rate(plan: Plan) -> None:
    own = [line for line in plan.of(Cost) if line.currency == "EUR"]

    assert add_up(own, exchange(plan)) == add_up(own, EUROS)
