"""What covers each risk factor: programmes, actions and money, in all and by place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from planner.analysis.coverage.factors import Coverage, FactorCoverage, coverage
from planner.analysis.coverage.gaps import Gap, order_of
from planner.analysis.mapping.screening import screening
from planner.analysis.money.costs import exchange
from planner.choices import (
    ActionStatus,
    Family,
    Level,
    LinkState,
    ProgrammeStatus,
    Scope,
    Strength,
)
from planner.plan import Plan
from planner.schema import Row
from planner.tables import Link, Programme, Rate, Situation
from tests.analysis.sketches import REFERENCE, mapped_plans
from tests.builders import (
    DETAILS,
    action,
    action_risk,
    cost,
    link,
    ministry,
    plan_of,
    programme,
    rating,
)

# DEV-08 serves the factors 1, 4 and 9, JUS-02 others of them.
DIALOGUE, OTHER = "DEV-08", "JUS-02"
CENT = Decimal("0.01")


def covered(*rows: Row) -> Coverage:
    return coverage(plan_of(DETAILS, *rows), REFERENCE)


def factor(found: Coverage, number: int) -> FactorCoverage:
    return found.factors[number - 1]


def test_every_factor_of_the_framework_is_there_in_its_order() -> None:
    found = covered()

    assert [f.number for f in found.factors] == list(range(1, 15))
    assert found.currency == "EUR"
    assert {f.gap for f in found.factors} == {Gap.NO_COVER}
    assert {f.level for f in found.factors} == {Level.NOT_ASSESSED}


def test_a_confirmed_link_lets_a_programme_cover_the_factors_of_its_action() -> None:
    found = covered(ministry(), programme(1, 900), link(1, "P-0001", DIALOGUE, share=50))

    for number in (1, 4, 9):
        cover = factor(found, number).cover
        assert cover.programmes == ("P-0001",)
        assert cover.touching == 900
        assert cover.attributed == 150
        assert factor(found, number).gap is Gap.SINGLE
    assert factor(found, 2).cover.programmes == ()


def test_a_programme_touches_a_factor_once_however_many_links_lead_there() -> None:
    both = [a.id for a in REFERENCE.actions if 1 in a.risk_factors][:2]

    found = covered(programme(1, 900), *(link(n, "P-0001", a) for n, a in enumerate(both, 1)))

    assert factor(found, 1).cover.programmes == ("P-0001",)
    assert factor(found, 1).cover.touching == 900


def test_without_a_share_nothing_is_attributed_and_that_is_said() -> None:
    cover = factor(covered(programme(1, 900), link(1, "P-0001", DIALOGUE)), 1).cover

    assert (cover.touching, cover.attributed, cover.unshared) == (900, 0, 1)


def test_shares_that_add_up_to_more_than_all_are_taken_in_proportion() -> None:
    rows = (
        programme(1, 900),
        link(1, "P-0001", DIALOGUE, share=150),
        link(2, "P-0001", OTHER, share=50),
    )

    total = sum((f.cover.attributed for f in covered(*rows).factors), Decimal(0))

    assert total.quantize(CENT) == 900
    alone = set(REFERENCE.action(DIALOGUE).risk_factors) - set(REFERENCE.action(OTHER).risk_factors)
    for number in alone:
        assert factor(covered(*rows), number).cover.attributed == Decimal(900) * 3 / 4 / 3


def test_a_budget_that_is_not_known_or_has_no_rate_is_unknown_and_not_nothing() -> None:
    found = covered(
        programme(1),
        programme(2, 100, currency="USD"),
        programme(3, 50),
        *(link(n, f"P-{n:04d}", DIALOGUE, share=100) for n in (1, 2, 3)),
    )

    cover = factor(found, 1).cover

    assert (len(cover.programmes), cover.unknown_budgets, cover.touching) == (3, 2, 50)


def test_budgets_are_in_the_plans_currency() -> None:
    rate = Rate(id="X-001", currency="USD", on=date(2027, 1, 1), rate=Decimal("0.9"))

    found = covered(rate, programme(1, 100, currency="USD"), link(1, "P-0001", DIALOGUE))

    assert factor(found, 1).cover.touching == 90


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (None, True),
        (ProgrammeStatus.PLANNED, True),
        (ProgrammeStatus.RUNNING, True),
        (ProgrammeStatus.FINISHED, False),
        (ProgrammeStatus.SUSPENDED, False),
        (ProgrammeStatus.CANCELLED, False),
    ],
)
def test_what_is_over_covers_nothing(status: ProgrammeStatus | None, counts: bool) -> None:
    running = replace(programme(1, 100), status=status)

    cover = factor(covered(running, link(1, "P-0001", DIALOGUE)), 1).cover

    assert bool(cover.programmes) is counts


@pytest.mark.parametrize(
    "decided",
    [
        link(1, "P-0001", DIALOGUE, state=LinkState.PROPOSED),
        link(1, "P-0001", DIALOGUE, state=LinkState.REJECTED),
        link(1, "P-0001", "", Strength.NONE),
        link(1, "P-0001", DIALOGUE, Strength.NONE),
        link(1, "P-0001", "ZZZ-99"),
        link(1, "P-0009", DIALOGUE),
    ],
)
def test_only_a_confirmed_link_to_a_known_action_counts(decided: Link) -> None:
    found = covered(programme(1, 900), decided)

    assert all(f.cover.supports == () for f in found.factors)


def test_the_strongest_of_several_links_counts() -> None:
    both = [a.id for a in REFERENCE.actions if 1 in a.risk_factors][:2]
    rows = (
        link(1, "P-0001", both[0], Strength.WEAK),
        link(2, "P-0001", both[1], Strength.INDIRECT),
    )

    (support,) = factor(covered(programme(1), *rows), 1).cover.supports

    assert support.strength is Strength.INDIRECT


def test_a_link_of_unsaid_strength_counts_as_weak() -> None:
    found = factor(covered(programme(1), link(1, "P-0001", DIALOGUE, None)), 1)

    assert found.gap is Gap.WEAK


def test_cover_is_split_by_family_and_by_ministry() -> None:
    found = covered(
        ministry(1, "Justice", Family.JUSTICE),
        ministry(2, "Prisons", Family.JUSTICE),
        ministry(3, "Weather"),
        *(programme(n, 10**n, ministry=f"M-{n:02d}") for n in (1, 2, 3)),
        programme(4, 5, ministry=""),
        *(link(n, f"P-{n:04d}", DIALOGUE) for n in (1, 2, 3, 4)),
    )

    one = factor(found, 1)

    assert {k: c.touching for k, c in one.by_family.items()} == {
        "justice": 110,
        "no family": 1000,
        "no ministry": 5,
    }
    assert {k: c.touching for k, c in one.by_ministry.items()} == {
        "": 5,
        "M-01": 10,
        "M-02": 100,
        "M-03": 1000,
    }


def test_cover_is_split_by_situation_and_what_names_none_stands_apart() -> None:
    places = ("Nordland; Süd", "Allemagne", "", "Elsewhere")
    names = ("Nordland", "Sud", "Germany", "West")
    found = covered(
        *(
            Situation(id=f"S-{n:02d}", name=name, scope=Scope.ABROAD)
            for n, name in enumerate(names, 1)
        ),
        *(replace(programme(n, 10**n), country=place) for n, place in enumerate(places, 1)),
        *(link(n, f"P-{n:04d}", DIALOGUE, share=100) for n in (1, 2, 3, 4)),
        replace(action(1), situation="S-04"),
        replace(action(2), scope=Scope.ABROAD),
        *(action_risk(n, f"A-{n:03d}", 1) for n in (1, 2)),
    )

    one = factor(found, 1)

    assert {k: [s.id for s in c.supports] for k, c in one.by_situation.items()} == {
        "": ["P-0003", "P-0004", "A-002"],
        "S-01": ["P-0001"],
        "S-02": ["P-0001"],
        "S-03": ["P-0002"],
        "S-04": ["A-001"],
    }
    assert (one.by_situation["S-01"].attributed, one.by_situation["S-01"].unshared) == (0, 1)
    assert one.cover.supports[-1].may_reach == ("S-01", "S-02", "S-03", "S-04")


def test_an_action_covers_the_factors_it_names_and_is_funded_from_half_of_its_cost() -> None:
    funded = replace(cost(1, 10), funded=Decimal(5))
    franc = replace(cost(2, 10, action="A-002"), funded=Decimal("4.99"))
    found = covered(
        ministry(1, family=Family.JUSTICE),
        action(1),
        action(2),
        funded,
        franc,
        action_risk(1, "A-001", 7),
        action_risk(2, "A-002", 7),
    )

    seven = factor(found, 7)

    assert seven.cover.actions == ("A-001", "A-002")
    assert seven.cover.funded_actions == seven.cover.solid == ("A-001",)
    assert seven.cover.costs.funded_share == Decimal("0.4995")
    assert seven.by_family["justice"].actions == ("A-001", "A-002")
    assert seven.gap is Gap.SINGLE


def test_an_action_that_names_a_factor_twice_covers_it_once() -> None:
    rows = (action(1), action_risk(1, "A-001", 7), action_risk(2, "A-001", 7))
    spelt = replace(action_risk(3, "A-001", 7), risk_factor="07")

    assert factor(covered(*rows, spelt), 7).cover.actions == ("A-001",)


@pytest.mark.parametrize("named", ["", "99", "seven", "²"])
def test_an_action_that_names_no_factor_of_the_framework_covers_nothing(named: str) -> None:
    risk = replace(action_risk(1, "A-001", 7), risk_factor=named)

    assert all(f.cover.supports == () for f in covered(action(1), risk).factors)


def test_a_stopped_or_missing_action_covers_nothing() -> None:
    stopped = replace(action(1), status=ActionStatus.STOPPED)

    found = covered(stopped, action_risk(1, "A-001", 7), action_risk(2, "A-009", 7))

    assert factor(found, 7).cover.supports == ()


def test_gaps_are_listed_gravest_first() -> None:
    found = covered(
        Situation(id="S-01", name="North"),
        replace(rating(1, 5), level=Level.LOW),
        replace(rating(2, 9), level=Level.HIGH),
        replace(rating(3, 2), level=Level.HIGH),
        replace(rating(4, 3), level=Level.HIGH),
        programme(1, 10),
        link(1, "P-0001", DIALOGUE),
    )

    assert [(f.number, f.level, f.gap) for f in found.gaps][:3] == [
        (2, Level.HIGH, Gap.NO_COVER),
        (3, Level.HIGH, Gap.NO_COVER),
        (9, Level.HIGH, Gap.SINGLE),
    ]
    assert found.gaps[-1].number == 5
    assert "North" in str(found.gaps[0].reason)


def test_a_programme_is_linked_once_one_link_is_confirmed_whatever_the_others_are() -> None:
    plan = plan_of(
        *(programme(n) for n in (1, 2, 3, 4)),
        link(1, "P-0001", DIALOGUE, state=LinkState.PROPOSED),
        link(2, "P-0001", OTHER),
        link(3, "P-0001", "", Strength.NONE),
        link(4, "P-0002", "", Strength.NONE),
        link(5, "P-0002", OTHER, state=LinkState.REJECTED),
        link(6, "P-0003", OTHER, state=LinkState.PROPOSED),
        link(7, "P-0004", OTHER, state=LinkState.REJECTED),
    )

    counts = screening(plan)

    assert (counts.linked, counts.no_link, counts.proposed, counts.undecided) == (1, 1, 1, 1)
    assert counts.decided_share == 0.5
    assert screening(Plan()).decided_share is None


@given(mapped_plans())
def test_money_attributed_is_a_part_of_money_touching_and_of_all_there_is(plan: Plan) -> None:
    found = coverage(plan, REFERENCE)

    rates = exchange(plan)
    budgets = [rates.convert(p.budget, p.currency) for p in plan.of(Programme)]
    total = sum((budget for budget in budgets if budget is not None), Decimal(0))
    for each in found.factors:
        assert 0 <= each.cover.attributed <= each.cover.touching + CENT
        assert each.cover.touching <= total
    assert sum(each.cover.attributed for each in found.factors) <= total + CENT


@given(mapped_plans())
def test_the_parts_of_the_matrix_add_up_to_the_whole(plan: Plan) -> None:
    for each in coverage(plan, REFERENCE).factors:
        places = each.by_situation.values()
        assert sum(p.attributed for p in places) <= each.cover.attributed
        assert {s.id for p in places for s in p.supports} == {s.id for s in each.cover.supports}
        for parts in (each.by_family.values(), each.by_ministry.values()):
            assert sum(len(p.programmes) for p in parts) == len(each.cover.programmes)
            assert sum(len(p.actions) for p in parts) == len(each.cover.actions)
            assert sum(p.touching for p in parts) == each.cover.touching
            assert sum(p.unshared for p in parts) == each.cover.unshared
        assert len(set(each.cover.programmes)) == len(each.cover.programmes)
        assert len(set(each.cover.actions)) == len(each.cover.actions)


@given(mapped_plans())
def test_only_what_people_have_confirmed_moves_the_coverage(plan: Plan) -> None:
    kept = {r.id: r for r in plan.of(Link) if r.state is LinkState.CONFIRMED}

    without = Plan(tables={**plan.tables, "links": kept})

    assert coverage(plan, REFERENCE).factors == coverage(without, REFERENCE).factors


@given(mapped_plans())
def test_every_programme_is_counted_once_in_the_mapping(plan: Plan) -> None:
    counts = screening(plan)

    total = counts.linked + counts.no_link + counts.proposed + counts.undecided
    assert total == len(plan.of(Programme))


@given(mapped_plans())
def test_a_factor_without_a_gap_rests_on_two_solid_things(plan: Plan) -> None:
    found = coverage(plan, REFERENCE)

    for each in found.factors:
        assert (each.gap is None) is (len(each.cover.solid) > 1)
        assert str(each.reason).endswith(".")
    order = [order_of(f.level, f.gap, f.number) for f in found.gaps]
    assert order == sorted(order)
