"""What to fund first: equal to trying every choice, every condition respected, reasons told."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations, pairwise

import pytest

from planner.analysis.money.portfolio import Portfolio, ceilings_of, portfolio
from planner.analysis.money.portfolio_answer import portfolio_answer
from planner.analysis.money.portfolio_model import PortfolioConditions
from planner.choices import Level
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row
from planner.tables import Action, ActionNeed, ActionRisk, Cost, Harm, Rating, Situation
from tests.builders import (
    DETAILS,
    action,
    action_risk,
    cost,
    link,
    plan_of,
    programme,
    rating,
)

WEIGHTS = {Level.HIGH: 4, Level.MODERATE: 2, Level.NOT_ASSESSED: 1, Level.LOW: 0.5}

REFERENCE = load()
EARLY, LATE, HARD = "GOV-01", "JUS-05", "SEC-10"


def two() -> tuple[Row, ...]:
    """Two actions on the only high factor, at 60 and at 50."""
    return (
        DETAILS,
        Situation(id="S-01", name="North"),
        replace(rating(1, 7), level=Level.HIGH),
        *(action(n, catalogue=EARLY) for n in (1, 2)),
        *(action_risk(n, f"A-{n:03d}", 7) for n in (1, 2)),
        cost(1, 60, action="A-001"),
        cost(2, 50, action="A-002"),
    )


def asked(ceiling: int, *, need_high: bool = False, upstream: float = 0.0) -> PortfolioConditions:
    return PortfolioConditions(
        ceilings={2027: Decimal(ceiling)}, need_high=need_high, upstream=upstream
    )


def test_the_cheaper_of_two_alike_is_chosen_under_a_ceiling() -> None:
    found = portfolio(plan_of(*two()), REFERENCE, asked(100))

    assert (found.chosen, found.before, found.after) == (("A-002",), 0, 4)
    assert found.by_year == {2027: 50}


def test_a_second_cover_counts_half_and_a_third_nothing() -> None:
    third = (action(3, catalogue=EARLY), action_risk(3, "A-003", 7), cost(3, 10, action="A-003"))
    found = portfolio(plan_of(*two(), *third), REFERENCE, asked(1000))

    assert (found.chosen, found.after) == (("A-002", "A-003"), 6)


def test_a_programme_covers_each_place_that_it_names_and_none_where_it_names_none() -> None:
    south = (
        Situation(id="S-02", name="South"),
        replace(rating(2, 7), situation="S-02", level=Level.MODERATE),
    )
    running = [
        replace(programme(n), country=place) for n, place in enumerate(("South; north", ""), 1)
    ]
    links = [link(n, f"P-{n:04d}", "HRT-05") for n in (1, 2)]
    plan = plan_of(*two(), *south, *running, *links)

    assert 7 in REFERENCE.action("HRT-05").risk_factors
    assert portfolio(plan, REFERENCE, asked(0)).before == 4 + 2


def test_what_cannot_be_chosen_says_why() -> None:
    harmful = Harm(id="H-001", action="A-001", sign="7.1")
    needs = ActionNeed(id="AN-0001", action="A-002", needs="A-001")
    found = portfolio(plan_of(*two(), harmful, needs), REFERENCE, asked(1000))

    assert found.chosen == ()
    assert "may raise" in str(found.left_out["A-001"])
    assert "waits for" in str(found.left_out["A-002"])


def test_conditions_that_cannot_be_met_are_told_in_words() -> None:
    found = portfolio(plan_of(*two()), REFERENCE, asked(10, need_high=True))

    assert found.chosen == ()
    assert "high risk factor" in str(found.infeasible)
    late = [replace(one, catalogue=LATE) if isinstance(one, Action) else one for one in two()]
    found = portfolio(plan_of(*late), REFERENCE, asked(99, need_high=True, upstream=0.5))
    assert "upstream" in str(found.infeasible)


def test_more_money_never_buys_less() -> None:
    frontier = portfolio(plan_of(*two()), REFERENCE, asked(120)).frontier

    assert [one.cover for one in frontier] == sorted(one.cover for one in frontier)
    assert frontier[0] == (0, 0, 0) and frontier[-1] == (110, 6, 6)


def test_each_step_of_the_frontier_is_as_good_as_the_best_of_all() -> None:
    plan, wished = drawn(3, 7), replace(conditions(3), need_high=False, upstream=0.0)
    found = portfolio(plan, REFERENCE, wished)

    for step in range(0, 21, 4):
        part = {year: top * step / 20 for year, top in wished.ceilings.items()}
        under = replace(wished, ceilings=part)
        best = max(cover_of(plan, one) for one in every_choice(plan) if respected(plan, under, one))
        assert found.frontier[step].cover == found.frontier[step].at_most == best


def test_a_search_that_stops_says_what_another_choice_may_cover_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan, wished = drawn(2, 60), replace(conditions(2), need_high=False)
    best = portfolio(plan, REFERENCE, wished)
    monkeypatch.setattr("planner.analysis.money.portfolio.LOOKS", 1)
    again = Plan(tables=plan.tables)
    found = portfolio(again, REFERENCE, wished)
    told = portfolio_answer(again, REFERENCE, wished)

    assert best.is_proven and best.at_most == best.after
    assert not found.is_proven and found.after <= best.after <= found.at_most
    assert respected(plan, wished, set(found.chosen))
    assert any("the search stopped" in str(one) for one in told.sentences)


def test_a_search_that_stops_before_it_finds_anything_does_not_call_conditions_impossible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = drawn(2, 60)
    wished = replace(conditions(2), need_high=True, upstream=0.5)
    assert portfolio(plan, REFERENCE, wished).infeasible is None
    monkeypatch.setattr("planner.analysis.money.portfolio.LOOKS", 1)

    found = portfolio(Plan(tables=plan.tables), REFERENCE, wished)

    assert "is not known" in str(found.infeasible)


def test_the_same_question_gets_the_same_answer() -> None:
    first, again = (portfolio(drawn(7, 60), REFERENCE, conditions(7)) for _time in range(2))

    assert first == again


def test_each_sum_that_is_shown_buys_more_than_the_one_before() -> None:
    plan, wished = drawn(4, 12), replace(conditions(4), need_high=False, upstream=0.0)
    table = portfolio_answer(plan, REFERENCE, wished).table("frontier")

    assert len(table.lines) > 2
    assert all(
        one.cover < other.cover and one.sum < other.sum for one, other in pairwise(table.lines)
    )


@pytest.mark.parametrize("text", ["2027", "x=1", "2027=much", "2027=-1", "2027=NaN"])
def test_a_ceiling_is_a_year_and_a_sum(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        ceilings_of([text])


def drawn(seed: int, size: int) -> Plan:
    """A plan of that many unfunded actions with needs, ministries and phases drawn at random."""
    dice = random.Random(seed)
    rows: list[Row] = [DETAILS, Situation(id="S-01", name="North")]
    rows += [replace(rating(n, n), level=dice.choice(list(WEIGHTS))) for n in range(1, 9)]
    for n in range(1, size + 1):
        entry = dice.choice([EARLY, EARLY, LATE, HARD])
        rows.append(action(n, lead=f"M-{dice.randint(1, 3):02d}", catalogue=entry))
        rows += [
            action_risk(n * 10 + at, f"A-{n:03d}", factor)
            for at, factor in enumerate(dice.sample(range(1, 9), 2))
        ]
        rows += [
            cost(n * 10 + at, dice.randint(1, 40), action=f"A-{n:03d}", year=2027 + at)
            for at in range(2)
        ]
    rows.append(ActionNeed(id="AN-0001", action="A-001", needs="A-002"))
    return plan_of(*rows)


def conditions(seed: int) -> PortfolioConditions:
    dice = random.Random(seed)
    return PortfolioConditions(
        ceilings={2027: Decimal(dice.randint(0, 100)), 2028: Decimal(dice.randint(20, 120))},
        need_high=dice.random() < 0.4,
        upstream=dice.choice([0.0, 0.0, 0.5]),
        per_ministry=dice.choice([None, 2]),
        coercive=dice.random() < 0.5,
    )


def respected(plan: Plan, wished: PortfolioConditions, chosen: set[str]) -> bool:
    """The conditions looked at anew, row by row."""
    entries = {one.id: REFERENCE.action_by_id[one.catalogue] for one in plan.of(Action)}
    paid = {key: Decimal(0) for key in ("2027", "2028", "early", "all")}
    for line in plan.of(Cost):
        if line.action in chosen and line.mid is not None:
            early = entries[line.action].phase in ("upstream", "early-warning")
            for key in (str(line.year), "all", *(["early"] if early else [])):
                paid[key] += line.mid
    leads = [one.lead for one in plan.of(Action) if one.id in chosen]
    return (
        all(paid[str(year)] <= top for year, top in wished.ceilings.items())
        and paid["early"] >= paid["all"] * Decimal(str(wished.upstream))
        and (
            wished.per_ministry is None or all(leads.count(m) <= wished.per_ministry for m in leads)
        )
        and (wished.coercive or not any(entries[one].is_coercive for one in chosen))
        and ("A-001" not in chosen or "A-002" in chosen)
    )


def cover_of(plan: Plan, chosen: set[str]) -> float:
    times = dict.fromkeys(range(1, 9), 0)
    for row in plan.of(ActionRisk):
        times[int(row.risk_factor)] += row.action in chosen
    return sum(
        WEIGHTS[row.level] * (0, 1, 1.5)[min(times[int(row.risk_factor)], 2)]
        for row in plan.of(Rating)
        if row.level is not None
    )


def every_choice(plan: Plan) -> list[set[str]]:
    ids = [one.id for one in plan.of(Action)]
    return [
        set(some) for some in chain.from_iterable(combinations(ids, n) for n in range(len(ids) + 1))
    ]


@pytest.mark.parametrize("seed", range(12))
def test_the_choice_is_as_good_as_the_best_of_all(seed: int) -> None:
    plan, wished = drawn(seed, 8), replace(conditions(seed), need_high=False)
    found: Portfolio = portfolio(plan, REFERENCE, wished)

    allowed = [one for one in every_choice(plan) if respected(plan, wished, one)]
    assert found.infeasible is None
    assert respected(plan, wished, set(found.chosen))
    assert found.after == pytest.approx(max(cover_of(plan, one) for one in allowed))
    assert found.after == pytest.approx(cover_of(plan, set(found.chosen)))


@pytest.mark.parametrize("seed", range(3))
def test_every_condition_is_respected_on_many_actions(seed: int) -> None:
    plan, wished = drawn(seed, 60), conditions(seed + 50)
    found = portfolio(plan, REFERENCE, wished)

    assert respected(plan, wished, set(found.chosen))
